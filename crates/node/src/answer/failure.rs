//! Why there is no answer: a status, and a sentence for people.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde::Serialize;

use crate::documents::DocumentError;
use crate::store::StoreError;

/// Why there is no answer.
#[derive(Debug)]
pub struct Failure {
    status: StatusCode,
    error: String,
}

/// The same, as it is sent.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Problem {
    /// What is wrong.
    error: String,
}

impl Failure {
    /// A failure with this status.
    pub fn new(status: StatusCode, error: impl Into<String>) -> Self {
        Self { status, error: error.into() }
    }

    /// The question makes no sense.
    pub fn bad(error: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error)
    }

    /// What was asked for is not here.
    pub fn not_found(error: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, error)
    }

    /// The cursor is none that this list gave.
    pub fn cursor() -> Self {
        Self::bad("this cursor is none of this list's; begin without one")
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.status, self.error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(Problem { error: self.error })).into_response()
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        // What the database says may name files and hosts: it is for the log.
        tracing::error!(%error, "an answer failed");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the node's database does not answer; try again later")
    }
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        let status = match &error {
            DocumentError::Name => StatusCode::BAD_REQUEST,
            DocumentError::Hash(_) => StatusCode::UNPROCESSABLE_ENTITY,
            DocumentError::Large(_) => StatusCode::PAYLOAD_TOO_LARGE,
            DocumentError::Kind(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            DocumentError::Blocked => StatusCode::UNAVAILABLE_FOR_LEGAL_REASONS,
            DocumentError::Unnamed => StatusCode::UNAUTHORIZED,
            DocumentError::Signer(_) => StatusCode::FORBIDDEN,
            DocumentError::Full => StatusCode::INSUFFICIENT_STORAGE,
            DocumentError::Missing => StatusCode::NOT_FOUND,
            DocumentError::Shelf(_) | DocumentError::Store(_) => {
                tracing::error!(%error, "a document failed");
                return Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "the node cannot read or write documents now",
                );
            }
        };
        Self::new(status, error.to_string())
    }
}

//! Why a document is refused: the field, the value where it helps, and the rule.

use std::string::{String, ToString};

/// Why a document is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// More than [`super::MAX_BYTES`] bytes.
    TooLarge {
        /// How many there are.
        bytes: usize,
    },
    /// It is not the JSON that is wanted: a syntax error, a field missing, unknown, twice, or of another type.
    Json {
        /// Path of the field, such as `co_authors[1].share_bps`; `.` for the document itself.
        field: String,
        /// What is wrong, with line and column.
        problem: String,
    },
    /// A field breaks a rule.
    Rule {
        /// Path of the field.
        field: String,
        /// The rule.
        rule: String,
    },
}

impl DocumentError {
    pub(super) fn rule(field: impl ToString, rule: impl ToString) -> Self {
        Self::Rule { field: field.to_string(), rule: rule.to_string() }
    }

    pub(super) fn json(field: &str, error: &serde_json::Error) -> Self {
        Self::Json { field: field.to_string(), problem: error.to_string() }
    }
}

impl From<serde_path_to_error::Error<serde_json::Error>> for DocumentError {
    fn from(error: serde_path_to_error::Error<serde_json::Error>) -> Self {
        Self::json(&error.path().to_string(), error.inner())
    }
}

impl core::fmt::Display for DocumentError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                write!(f, "the document has {bytes} bytes; at most {} are read", super::MAX_BYTES)
            }
            Self::Json { field, problem } => write!(f, "{field}: {problem}"),
            Self::Rule { field, rule } => write!(f, "{field}: {rule}"),
        }
    }
}

impl core::error::Error for DocumentError {}

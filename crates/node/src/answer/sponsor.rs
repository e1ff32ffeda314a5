//! Brings a transaction to be paid for.

use axum::extract::State;
use axum::http::StatusCode;
use axum::Json;
use serde::Deserialize;
use serde_json::{json, Value};

use super::{Answers, Failure};
use crate::chain::ChainError;
use crate::sponsor::{DeskError, Voucher};

/// A transaction and the registrar's word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// The transaction, base64, signed by everybody but who pays.
    transaction: String,
    /// The registrar's word.
    voucher: Voucher,
}

/// Who pays, on whose word.
pub(super) async fn terms(State(answers): State<Answers>) -> Result<Json<Value>, Failure> {
    let desk = answers.desk.ok_or_else(nobody)?;
    let (terms, registrar) = desk.terms();
    Ok(Json(json!({
        "payer": terms.payer.to_string(),
        "registrar": registrar.to_string(),
        "unit_price": terms.unit_price.to_string(),
    })))
}

/// Pays, if it is to be paid for.
pub(super) async fn pay(
    State(answers): State<Answers>,
    Json(request): Json<Request>,
) -> Result<Json<Value>, Failure> {
    let desk = answers.desk.ok_or_else(nobody)?;
    match desk.pay(&request.transaction, &request.voucher).await {
        Ok(signature) => Ok(Json(json!({ "signature": signature }))),
        Err(error) => Err(Failure::new(status(&error), error.to_string())),
    }
}

fn nobody() -> Failure {
    Failure::not_found("this node pays for nobody")
}

const fn status(error: &DeskError) -> StatusCode {
    match error {
        DeskError::Refused(_) => StatusCode::FORBIDDEN,
        DeskError::Cap(_) => StatusCode::TOO_MANY_REQUESTS,
        DeskError::Chain(ChainError::Refused { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
        DeskError::Chain(_) | DeskError::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

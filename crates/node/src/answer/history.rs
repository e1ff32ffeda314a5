//! Histories: what happened, ballots, the treasury.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{json, Map, Value};

use super::lists::{direction, page_size};
use super::{Answers, Failure};
use crate::store::{Entry, Of, Order};

type Asked = BTreeMap<String, String>;

/// A row of history, as it is answered.
pub(super) fn view(entry: Entry) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), entry.moment.name().into());
    fields.insert("slot".into(), entry.moment.slot.into());
    fields.extend(entry.fields);
    Value::Object(fields)
}

async fn page(
    answers: &Answers,
    headers: &HeaderMap,
    of: Of,
    asked: &Asked,
    filters: &[&str],
) -> Result<Response, Failure> {
    let known = ["order", "limit", "cursor"];
    if let Some(unknown) =
        asked.keys().find(|name| !known.contains(&name.as_str()) && !filters.contains(&name.as_str()))
    {
        return Err(Failure::bad(format!(
            "no parameter {unknown}; there are {}",
            [filters, &known].concat().join(", ")
        )));
    }
    let order = direction(asked.get("order").map(String::as_str), Order::Descending)?;
    let limit = page_size(asked.get("limit").map(String::as_str))?;
    let cursor = asked.get("cursor").map(String::as_str);
    let page = answers.store.history(&of, order, limit, cursor).await?.ok_or_else(Failure::cursor)?;
    let items: Vec<Value> = page.items.into_iter().map(view).collect();
    Ok(answers.answer(headers, json!({ "items": items, "next": page.next })))
}

/// Calls of the programs.
pub(super) async fn activity(
    State(answers): State<Answers>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let of = Of::Activity {
        account: asked.get("account").cloned(),
        instruction: asked.get("instruction").cloned(),
    };
    page(&answers, &headers, of, &asked, &["account", "instruction"]).await
}

/// Ballots.
pub(super) async fn votes(
    State(answers): State<Answers>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let of = Of::Votes { proposal: asked.get("proposal").cloned(), holder: asked.get("holder").cloned() };
    page(&answers, &headers, of, &asked, &["proposal", "holder"]).await
}

/// The ballots of one proposal.
pub(super) async fn votes_of(
    State(answers): State<Answers>,
    Path(proposal): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let of = Of::Votes { proposal: Some(proposal), holder: asked.get("holder").cloned() };
    page(&answers, &headers, of, &asked, &["holder"]).await
}

/// What came into and went out of the treasury; `mint=SOL` are lamports.
pub(super) async fn treasury(
    State(answers): State<Answers>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let mint = asked.get("mint").map(|mint| if mint == "SOL" { String::new() } else { mint.clone() });
    page(&answers, &headers, Of::Treasury { mint }, &asked, &["mint"]).await
}

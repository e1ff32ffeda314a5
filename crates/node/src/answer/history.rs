//! Histories: what happened, ballots, the treasury.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{json, Map, Value};

use super::lists::{direction, page_size};
use super::{Answers, Failure};
use crate::store::{Entry, Of, Order, Past};

type Asked = BTreeMap<String, String>;

/// A row of history, as it is answered.
pub(super) fn view(entry: Entry) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), entry.moment.name().into());
    fields.insert("slot".into(), entry.moment.slot.into());
    fields.extend(entry.fields);
    Value::Object(fields)
}

/// A call that is not read from the database, as it is answered.
pub(super) fn call(past: &Past) -> Value {
    json!({
        "id": past.moment.name(),
        "slot": past.moment.slot,
        "signature": past.signature,
        "time": past.time,
        "program": past.program,
        "instruction": past.instruction,
        "is_inner": past.is_inner,
        "args": past.args,
        "accounts": past.accounts,
        "events": past.events,
    })
}

async fn page(
    answers: &Answers,
    headers: &HeaderMap,
    of: Of,
    asked: &Asked,
    filters: &[&str],
) -> Result<Response, Failure> {
    only(asked, &[filters, &["order", "limit", "cursor"]].concat())?;
    let order = direction(asked.get("order").map(String::as_str), Order::Descending)?;
    let limit = page_size(asked.get("limit").map(String::as_str))?;
    let cursor = asked.get("cursor").map(String::as_str);
    let page = answers.store.history(&of, order, limit, cursor).await?.ok_or_else(Failure::cursor)?;
    let mut items: Vec<Value> = page.items.into_iter().map(view).collect();
    if matches!(of, Of::Treasury { .. }) {
        add_calls(answers, &mut items).await?;
    }
    let page = answers.explained(json!({ "items": items, "next": page.next })).await?;
    Ok(answers.answer(headers, page))
}

/// Refuses a parameter that there is not: a filter that is misspelt must not answer everything.
fn only(asked: &Asked, known: &[&str]) -> Result<(), Failure> {
    match asked.keys().find(|name| !known.contains(&name.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(Failure::bad(format!("no parameter {unknown}; there are {}", known.join(", ")))),
    }
}

/// Adds to movements the calls that made them.
async fn add_calls(answers: &Answers, items: &mut [Value]) -> Result<(), Failure> {
    let signature = |item: &Value| item["signature"].as_str().unwrap_or_default().to_string();
    let signatures: Vec<String> = items.iter().map(signature).collect();
    let all = answers.store.outer_calls(&signatures).await?;
    for item in items {
        let calls = all.get(&signature(item)).cloned().unwrap_or_default();
        item["calls"] = calls.into();
    }
    Ok(())
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

/// Calls that are confirmed and not final, the newest first. Each may still be taken back; a final one is activity.
pub(super) async fn confirmed(
    State(answers): State<Answers>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let filters = ["account", "instruction"];
    only(&asked, &filters)?;
    let (slot, calls) = answers.tail.calls();
    let is_asked = |past: &Past| {
        asked.get("account").is_none_or(|account| past.subjects.contains(account))
            && asked.get("instruction").is_none_or(|name| past.instruction == *name)
    };
    let items: Vec<Value> = calls.iter().rev().filter(|past| is_asked(past)).map(call).collect();
    let page = answers.explained(json!({ "items": items, "confirmed_slot": slot })).await?;
    // It changes while the final slot does not, so it has no tag.
    Ok(answers.changing(page))
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

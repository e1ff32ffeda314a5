//! Documents: bytes by their hash, as data and never as a page.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{header, HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::Json;
use serde_json::{json, Value};

use super::lists::page_size;
use super::{Answers, Failure};
use crate::documents::{check_name, Signed};
use crate::store::State as Kept;

/// The bytes of a document.
pub(super) async fn get(
    State(answers): State<Answers>,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (document, bytes) = answers.documents.get(&hash).await?;
    let tag = format!("\"{hash}\"");
    let mut response =
        if headers.get(header::IF_NONE_MATCH).is_some_and(|asked| asked.as_bytes() == tag.as_bytes()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            bytes.into_response()
        };
    let set = response.headers_mut();
    let is_shown =
        ["image/", "text/plain", "application/json"].iter().any(|kind| document.media.starts_with(kind));
    let disposition =
        if is_shown { "inline".to_string() } else { format!("attachment; filename=\"{hash}.bin\"") };
    let values = [
        (header::CONTENT_TYPE, document.media),
        (header::CONTENT_DISPOSITION, disposition),
        (header::ETAG, tag),
        // Never other bytes under this name; blocked ones are forgotten by caches within the hour.
        (header::CACHE_CONTROL, "public, max-age=3600".to_string()),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'".to_string()),
    ];
    for (name, value) in values {
        if let Ok(value) = HeaderValue::from_str(&value) {
            set.insert(name, value);
        }
    }
    Ok(response)
}

/// Takes a document.
pub(super) async fn put(
    State(answers): State<Answers>,
    Path(hash): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let signed = match headers.get(header::AUTHORIZATION) {
        None => None,
        Some(value) => {
            let text = value.to_str().map_err(|_| Failure::bad("the Authorization header is no text"))?;
            Some(Signed::parse(text).map_err(|error| Failure::bad(error.to_string()))?)
        }
    };
    let state = answers.documents.put(&hash, &body, signed.as_ref()).await?;
    let status = if state == Kept::Served { StatusCode::CREATED } else { StatusCode::ACCEPTED };
    Ok((status, Json(json!({ "hash": hash, "state": state.name(), "size": body.len() }))).into_response())
}

/// Who names a document as what.
pub(super) async fn named(answers: &Answers, hash: &str) -> Result<Vec<Value>, Failure> {
    let named = answers.store.references(hash).await?.into_iter();
    Ok(named.map(|(role, address)| json!({ "role": role.name(), "by": address })).collect())
}

/// What is known of a document: whether it is here, and who names it as what.
pub(super) async fn about(
    State(answers): State<Answers>,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    check_name(&hash)?;
    let document = answers.store.document(&hash).await?;
    let state = document.as_ref().map_or("missing", |document| document.state.name());
    // Of what is not served nothing is told.
    let served = document.filter(|document| document.state == Kept::Served);
    let about = json!({
        "hash": hash,
        "state": state,
        "size": served.as_ref().map(|document| document.size),
        "media": served.as_ref().map(|document| document.media.as_str()),
        "title": served.as_ref().map(|document| document.title.as_deref()),
        "picture": served.as_ref().map(|document| document.picture.as_deref()),
        "named": named(&answers, &hash).await?,
    });
    Ok(answers.answer(&headers, answers.explained(about).await?))
}

/// Hashes of documents: those the chain names and this node lacks, those it serves, or those it does not serve.
pub(super) async fn missing(
    State(answers): State<Answers>,
    Query(asked): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let limit = page_size(asked.get("limit").map(String::as_str))?;
    let after = asked.get("cursor").map(String::as_str).unwrap_or_default();
    if !after.is_empty() && check_name(after).is_err() {
        return Err(Failure::cursor());
    }
    let state = asked.get("state").map_or("served", String::as_str);
    let items = match state {
        "missing" => answers.store.documents_missing(after, limit).await?,
        "served" => answers.store.documents_after(Kept::Served, after, limit).await?,
        "blocked" => answers.store.documents_after(Kept::Blocked, after, limit).await?,
        _ => return Err(Failure::bad("state is served, missing or blocked")),
    };
    let is_more = u32::try_from(items.len()).is_ok_and(|count| count == limit);
    let next = items.last().filter(|_| is_more).cloned();
    Ok(answers.answer(&headers, json!({ "items": items, "next": next })))
}

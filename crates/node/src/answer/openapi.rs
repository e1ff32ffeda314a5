//! The description of the answers, OpenAPI 3.1. Schemas of accounts are made from the programs' IDLs, so they follow them.
//!
//! The committed file is `docs/schema/node.openapi.json`; a test compares it, and writes it with `UPDATE=1`.

mod schemas;

use serde_json::{json, Map, Value};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder};
use utoipa::PartialSchema as _;

use super::failure::Problem;
use super::lists::LISTS;
use super::About;
use crate::accounts::{by_table, Role};
use crate::follow::Health;
use crate::store::{Named, Paper};
use schemas::{account, histories, reference, text};

/// The whole document.
pub fn document() -> Value {
    let license = LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let info = InfoBuilder::new()
        .title("Makerstake node")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "What one platform's chain holds, with history and documents. Amounts and other 64-bit integers are decimal \
             strings, addresses base58, hashes hexadecimal, times unix seconds. `slot` says for when an answer is true.",
        ))
        .license(Some(license))
        .build();
    let components = ComponentsBuilder::new()
        .schema("Health", Health::schema())
        .schema("About", About::schema())
        .schema("Problem", Problem::schema())
        .schema("Named", Named::schema())
        .schema("Paper", Paper::schema())
        .build();
    let api = OpenApiBuilder::new().info(info).components(Some(components)).build();
    let mut value = serde_json::to_value(api).unwrap_or_default();
    if let Some(schemas) = value.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.extend(histories());
        let naming = json!({ "type": "object", "properties": {
            "role": { "enum": Role::ALL.map(Role::name) }, "by": text("an account, or the hash of a document"),
        } });
        schemas.insert("Naming".into(), naming);
        for list in &LISTS {
            if let Some(spec) = by_table(list.table) {
                schemas.insert(spec.name.to_string(), account(spec));
            }
        }
    }
    value["paths"] = Value::Object(paths());
    value
}

fn parameter(name: &str, place: &str, about: &str) -> Value {
    json!({
        "name": name, "in": place, "required": place == "path", "schema": { "type": "string" }, "description": about,
    })
}

/// The parameters of a page.
fn paged(filters: &[&str], sorts: Option<&[&str]>) -> Vec<Value> {
    let mut found: Vec<Value> =
        filters.iter().map(|name| parameter(name, "query", "only with this")).collect();
    if let Some(sorts) = sorts {
        let names: Vec<&str> = sorts.iter().copied().chain(["address"]).collect();
        found.push(
            json!({ "name": "sort", "in": "query", "schema": { "enum": names }, "description": "by what" }),
        );
        found.push(json!({
            "name": "closed", "in": "query", "schema": { "type": "boolean" }, "description": "closed ones only, or open ones only",
        }));
    }
    found.push(json!({ "name": "order", "in": "query", "schema": { "enum": ["asc", "desc"] } }));
    found.push(json!({
        "name": "limit", "in": "query", "schema": { "type": "integer", "minimum": 1, "maximum": 200, "default": 50 },
    }));
    found.push(parameter("cursor", "query", "`next` of the page before"));
    found
}

/// An answer with the slot it is true for.
fn answer(inside: &[(&str, Value)]) -> Value {
    let mut properties = Map::from_iter([
        (
            "slot".to_string(),
            json!({ "type": "integer", "description": "for which slot this is true; also the ETag" }),
        ),
        (
            "proven".to_string(),
            json!({ "type": "boolean", "description": "whether history is linked block by block" }),
        ),
    ]);
    properties.extend(inside.iter().map(|(name, kind)| (name.to_string(), kind.clone())));
    json!({ "type": "object", "properties": properties })
}

fn get(name: &str, about: &str, parameters: Vec<Value>, schema: Value) -> Value {
    json!({ "get": {
        "operationId": name,
        "summary": about,
        "parameters": parameters,
        "responses": {
            "200": { "description": "the answer", "content": { "application/json": { "schema": schema } } },
            "304": { "description": "nothing is new since the ETag that was given" },
            "default": { "description": "why there is none", "content": { "application/json": { "schema": reference("Problem") } } },
        },
    } })
}

/// An answer with who and what it is about.
fn explained(inside: &[(&str, Value)]) -> Value {
    let map = |of: &str, about: &str| json!({ "type": "object", "additionalProperties": reference(of), "description": about });
    let about = [
        ("names", map("Named", "creators among the addresses, and who else they are the authority of")),
        ("documents", map("Paper", "documents among the hashes")),
    ];
    answer(&[inside, &about].concat())
}

fn page_of(schema: Value) -> Value {
    explained(&[
        ("items", json!({ "type": "array", "items": schema })),
        ("next", json!({ "type": ["string", "null"] })),
    ])
}

fn hashes_page() -> Value {
    answer(&[
        ("items", json!({ "type": "array", "items": { "type": "string" } })),
        ("next", json!({ "type": ["string", "null"] })),
    ])
}

fn paths() -> Map<String, Value> {
    let mut paths = Map::new();
    let mut add = |path: &str, value: Value| {
        paths.insert(path.to_string(), value);
    };
    add("/", get("about", "Which node this is", vec![], reference("About")));
    add(
        "/healthz",
        get("health", "How following goes; 503 before the first sync is done", vec![], reference("Health")),
    );
    let any = || json!({ "type": ["object", "null"] });
    let platform = explained(&[
        ("platform", any()),
        ("pool", any()),
        ("tracks", json!({ "type": "array", "items": reference("Track") })),
    ]);
    add("/v1/platform", get("platform", "The platform, its pool and its tracks", vec![], platform));
    let counts =
        answer(&[("counts", json!({ "type": "object", "additionalProperties": { "type": "integer" } }))]);
    add("/v1/counts", get("counts", "How many open accounts there are of each type", vec![], counts));
    for list in &LISTS {
        let Some(spec) = by_table(list.table) else { continue };
        let parameters = paged(list.filters, Some(list.sorts));
        add(
            &format!("/v1/{}", list.table),
            get(
                &format!("list_{}", list.table),
                &format!("A page of {}", list.table),
                parameters,
                page_of(reference(spec.name)),
            ),
        );
        add(
            &format!("/v1/{}/{{address}}", list.table),
            get(
                &format!("get_{}", list.table),
                &format!("One of the {}", list.table),
                vec![parameter("address", "path", "its address")],
                explained(&[("item", reference(spec.name))]),
            ),
        );
    }
    let version = json!({ "type": "object", "properties": {
        "number": { "type": "integer" }, "text_hash": { "type": "string" }, "effective_at": { "type": "integer" },
        "sunset_at": { "type": "integer" }, "seen_slot": { "type": "integer" },
    } });
    let address = || parameter("address", "path", "its address");
    add(
        "/v1/rules/{address}/versions",
        get("rule_versions", "Every version of a rule that was seen", vec![address()], page_of(version)),
    );
    let votes_of = [vec![address()], paged(&["holder"], None)].concat();
    add(
        "/v1/proposals/{address}/votes",
        get("votes_of", "The ballots of a proposal", votes_of, page_of(reference("Vote"))),
    );
    for (name, schema, filters) in [
        ("activity", "Activity", ["account", "instruction"].as_slice()),
        ("votes", "Vote", ["proposal", "holder"].as_slice()),
        ("treasury", "Movement", ["mint"].as_slice()),
    ] {
        let about = format!("A page of {name}, the newest first");
        add(&format!("/v1/{name}"), get(name, &about, paged(filters, None), page_of(reference(schema))));
    }
    let filters = ["account", "instruction"].map(|name| parameter(name, "query", "only with this")).to_vec();
    let confirmed = explained(&[
        ("items", json!({ "type": "array", "items": reference("Activity") })),
        ("confirmed_slot", json!({ "type": "integer", "description": "the newest slot that was looked at" })),
    ]);
    add(
        "/v1/confirmed",
        get(
            "confirmed",
            "Calls that are confirmed and not final: they may be taken back",
            filters,
            confirmed,
        ),
    );
    let hit = json!({ "type": "object", "properties": {
        "kind": { "type": "string" }, "address": { "type": "string" }, "title": { "type": "string" },
        "by": { "type": "array", "items": reference("Naming"), "description": "of a document: who names it" },
    } });
    let words =
        vec![parameter("q", "query", "words; the beginning of the last is enough from three letters on")];
    add(
        "/v1/search",
        get(
            "search",
            "What is found by words",
            words,
            explained(&[("items", json!({ "type": "array", "items": hit }))]),
        ),
    );
    let hashes = vec![
        parameter("state", "query", "served, missing or blocked"),
        parameter("cursor", "query", "the last hash"),
    ];
    add("/v1/documents", get("documents", "Hashes of documents", hashes, hashes_page()));
    add("/v1/documents/{hash}", documents());
    add("/v1/sponsor", sponsor());
    let about = explained(&[
        ("hash", text("its SHA-256")),
        ("state", json!({ "enum": ["served", "pending", "blocked", "missing"] })),
        ("size", json!({ "type": ["integer", "null"] })),
        ("media", json!({ "type": ["string", "null"] })),
        ("title", json!({ "type": ["string", "null"] })),
        ("picture", json!({ "type": ["string", "null"] })),
        ("named", json!({ "type": "array", "items": reference("Naming") })),
    ]);
    let hash = vec![parameter("hash", "path", "SHA-256, hexadecimal")];
    add("/v1/documents/{hash}/about", get("document_about", "What is known of a document", hash, about));
    for (path, name, about, kind) in [
        (
            "/v1/stream",
            "stream",
            "What becomes final, as server-sent events; Last-Event-ID goes on",
            "text/event-stream",
        ),
        ("/v1/feed.rss", "feed", "News", "application/rss+xml"),
        ("/v1/calendar.ics", "calendar", "Dates", "text/calendar"),
    ] {
        let responses = json!({ "200": { "description": about, "content": { kind: { "schema": { "type": "string" } } } } });
        add(path, json!({ "get": { "operationId": name, "summary": about, "responses": responses } }));
    }
    paths
}

fn sponsor() -> Value {
    let voucher = json!({ "type": "object", "required": ["genesis_key", "expires", "signature"], "properties": {
        "genesis_key": text("the creator's genesis key"),
        "expires": { "type": "integer" },
        "signature": text("of the registrar's authority, base64"),
    } });
    let request = json!({ "type": "object", "required": ["transaction", "voucher"], "properties": {
        "transaction": text("base64, signed by everybody but who pays"), "voucher": voucher,
    } });
    json!({
        "get": { "operationId": "sponsor_terms", "summary": "Who pays, on whose word, up to which price", "responses": {
            "200": { "description": "the terms" }, "404": { "description": "this node pays for nobody" },
        } },
        "post": {
            "operationId": "sponsor",
            "summary": "Pays for a creator's first steps",
            "requestBody": { "content": { "application/json": { "schema": request } } },
            "responses": {
                "200": { "description": "it was sent; its signature" },
                "403": { "description": "why it is not one to pay for" },
                "422": { "description": "the network refuses it" },
                "429": { "description": "a cap is reached" },
            },
        },
    })
}

fn documents() -> Value {
    let hash = parameter("hash", "path", "SHA-256, hexadecimal");
    let refusals = json!({
        "201": { "description": "it is served from now on" },
        "202": { "description": "it waits, for a day, until the chain names it" },
        "401": { "description": "the chain does not name it: sign for it" },
        "403": { "description": "nobody who may bring it signed" },
        "413": { "description": "too many bytes for its role" },
        "415": { "description": "bytes that its role does not have" },
        "422": { "description": "the bytes have another hash" },
        "451": { "description": "the operator does not serve it" },
        "507": { "description": "too many documents wait" },
    });
    let body = json!({ "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } });
    json!({
        "get": {
            "operationId": "get_document",
            "summary": "The bytes of a document",
            "parameters": [hash],
            "responses": {
                "200": { "description": "the bytes; their hash is the name" },
                "404": { "description": "it is not here" },
                "451": { "description": "the operator does not serve it" },
            },
        },
        "put": {
            "operationId": "put_document",
            "summary": "Brings a document",
            "parameters": [
                parameter("hash", "path", "SHA-256, hexadecimal"),
                parameter("Authorization", "header", "Makerstake KEY EXPIRES SIGNATURE"),
            ],
            "requestBody": body,
            "responses": refusals,
        },
    })
}

#[cfg(test)]
mod tests;

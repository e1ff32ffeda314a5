//! The description of the answers, OpenAPI 3.1. Schemas of accounts are made from the programs' IDLs, so they follow them.
//!
//! The committed file is `docs/schema/node.openapi.json`; a test compares it, and writes it with `UPDATE=1`.

use serde_json::{json, Map, Value};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApiBuilder};
use utoipa::PartialSchema as _;

use super::failure::Problem;
use super::lists::{is_internal, LISTS};
use super::About;
use crate::accounts::{by_table, Get, Spec};
use crate::follow::Health;
use crate::idl;

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
        .build();
    let api = OpenApiBuilder::new().info(info).components(Some(components)).build();
    let mut value = serde_json::to_value(api).unwrap_or_default();
    if let Some(schemas) = value.pointer_mut("/components/schemas").and_then(Value::as_object_mut) {
        schemas.extend(histories());
        for list in &LISTS {
            if let Some(spec) = by_table(list.table) {
                schemas.insert(spec.name.to_string(), account(spec));
            }
        }
    }
    value["paths"] = Value::Object(paths());
    value
}

fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

/// An account: what every one has, its row, and its fields as the IDL names them.
fn account(spec: &Spec) -> Value {
    let row: Map<String, Value> = spec
        .columns
        .iter()
        .map(|column| {
            let kind = match column.get {
                Get::Text(_) | Get::Made(_) => json!({ "type": ["string", "null"] }),
                Get::Int(_) => json!({ "type": ["integer", "null"] }),
                Get::Units(_) => text("base units"),
            };
            (column.name.to_string(), kind)
        })
        .collect();
    let fields = idl::named(spec.program).map(|program| program.field_kinds(spec.name)).unwrap_or_default();
    let fields: Map<String, Value> = fields.into_iter().filter(|(name, _)| !is_internal(name)).collect();
    json!({
        "type": "object",
        "required": ["address", "kind", "slot", "lamports", "row", "account"],
        "properties": {
            "address": text("its address"),
            "kind": { "const": spec.table },
            "slot": { "type": "integer", "description": "the slot it was read at" },
            "closed_slot": { "type": ["integer", "null"], "description": "when it was found closed; it says what it said last" },
            "lamports": text("its lamports"),
            "row": { "type": "object", "properties": row },
            "account": { "type": "object", "properties": fields },
        },
    })
}

fn histories() -> Map<String, Value> {
    let moment = [
        ("id", text("its place: slot, place in the block, place in the transaction")),
        ("slot", json!({ "type": "integer" })),
    ];
    let history = |fields: &[(&str, Value)]| {
        let common = [("signature", text("the transaction")), ("time", json!({ "type": "integer" }))];
        let properties: Map<String, Value> = moment
            .iter()
            .chain(&common)
            .chain(fields)
            .map(|(name, kind)| (name.to_string(), kind.clone()))
            .collect();
        json!({ "type": "object", "properties": properties })
    };
    let object = json!({ "type": "object" });
    let maybe = json!({ "type": ["string", "null"] });
    Map::from_iter([
        (
            "Activity".to_string(),
            history(&[
                ("program", text("the program")),
                ("instruction", text("the instruction, as the IDL names it")),
                ("is_inner", json!({ "type": "boolean" })),
                ("args", object.clone()),
                ("accounts", object),
                (
                    "events",
                    json!({ "type": "array", "description": "what it logged; logs can be cut short" }),
                ),
            ]),
        ),
        (
            "Vote".to_string(),
            history(&[
                ("proposal", text("the proposal")),
                ("holder", maybe.clone()),
                ("voter", maybe.clone()),
                ("choice", json!({ "type": "integer" })),
                ("weight", maybe),
                ("weight_from", json!({ "enum": ["log", "position", "unknown"] })),
            ]),
        ),
        (
            "Movement".to_string(),
            history(&[
                ("mint", text("the mint; empty for lamports")),
                ("change", text("base units, signed")),
                ("after", text("base units")),
                ("instruction", text("what moved it; empty if it came from elsewhere")),
            ]),
        ),
    ])
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

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
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

fn page_of(schema: Value) -> Value {
    answer(&[
        ("items", json!({ "type": "array", "items": schema })),
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
    let platform = answer(&[
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
                answer(&[("item", reference(spec.name))]),
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
    let hit = json!({ "type": "object", "properties": {
        "kind": { "type": "string" }, "address": { "type": "string" }, "title": { "type": "string" },
    } });
    let words =
        vec![parameter("q", "query", "words; the beginning of the last is enough from three letters on")];
    add(
        "/v1/search",
        get(
            "search",
            "What is found by words",
            words,
            answer(&[("items", json!({ "type": "array", "items": hit }))]),
        ),
    );
    let hashes = vec![
        parameter("state", "query", "served, missing or blocked"),
        parameter("cursor", "query", "the last hash"),
    ];
    add(
        "/v1/documents",
        get("documents", "Hashes of documents", hashes, page_of(json!({ "type": "string" }))),
    );
    add("/v1/documents/{hash}", documents());
    add("/v1/sponsor", sponsor());
    let about = answer(&[
        ("hash", text("its SHA-256")),
        ("state", json!({ "enum": ["served", "pending", "blocked", "missing"] })),
        ("size", json!({ "type": ["integer", "null"] })),
        ("media", json!({ "type": ["string", "null"] })),
        (
            "named",
            json!({ "type": "array", "items": { "type": "object", "properties": {
            "role": { "type": "string" }, "by": { "type": "string" },
        } } }),
        ),
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

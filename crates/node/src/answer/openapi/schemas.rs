//! What answers hold: accounts, as the programs' IDLs say, and rows of history.

use serde_json::{json, Map, Value};

use super::super::lists::is_internal;
use crate::accounts::{Get, Spec};
use crate::idl;

pub(super) fn text(about: &str) -> Value {
    json!({ "type": "string", "description": about })
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An account: what every one has, its row, and its fields as the IDL names them.
pub(super) fn account(spec: &Spec) -> Value {
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
    let mut schema = json!({
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
    });
    let only = match spec.table {
        "creators" => vec![("about", belongings())],
        "proposals" => vec![
            (
                "steps",
                json!({ "type": "array", "items": reference("Step"), "description": "the oldest first" }),
            ),
            (
                "rebuilt",
                json!({ "type": "boolean", "description": "it closed before it was ever read: what is here, history tells" }),
            ),
        ],
        _ => Vec::new(),
    };
    for (name, kind) in only {
        schema["properties"][name] = kind;
    }
    schema
}

fn belongings() -> Value {
    json!({ "type": "object", "properties": {
        "works": { "type": "integer" }, "shares": text("base units"), "earned": text("base units"),
    } })
}

pub(super) fn histories() -> Map<String, Value> {
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
                ("weight", maybe.clone()),
                ("weight_from", json!({ "enum": ["log", "position", "unknown"] })),
                (
                    "was",
                    json!({ "type": ["integer", "null"], "description": "the choice before, 0 for none" }),
                ),
                ("makers", maybe),
                ("is_override", json!({ "type": ["boolean", "null"] })),
            ]),
        ),
        (
            "Movement".to_string(),
            history(&[
                ("mint", text("the mint; empty for lamports")),
                ("change", text("base units, signed")),
                ("after", text("base units")),
                ("instruction", text("what moved it; empty if it came from elsewhere")),
                (
                    "calls",
                    json!({ "type": "array", "items": { "type": "object", "properties": {
                        "instruction": { "type": "string" }, "args": { "type": "object" }, "accounts": { "type": "object" },
                    } } }),
                ),
            ]),
        ),
        (
            "Step".to_string(),
            history(&[
                (
                    "step",
                    json!({ "enum": ["created", "decided", "cancelled", "blocked", "executed", "skipped", "closed"] }),
                ),
                ("detail", json!({ "type": "object", "description": "what the call said and logged" })),
            ]),
        ),
    ])
}

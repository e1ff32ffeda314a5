//! The committed description, and where its references lead.

use super::*;

#[test]
fn the_committed_description_is_this_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/node.openapi.json");
    let made = document();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let committed = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let is_same = without_fields(made) == without_fields(committed);
    assert!(is_same, "docs/schema/node.openapi.json is another; run the node's unit tests with UPDATE=1");
}

/// The fields of accounts are the IDLs', which are compared with the programs elsewhere.
fn without_fields(mut document: Value) -> Value {
    for schema in document["components"]["schemas"].as_object_mut().into_iter().flat_map(Map::values_mut) {
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            properties.remove("account");
        }
    }
    document
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut found = Vec::new();
    collect(&document, &mut found);
    assert!(found.len() > 20);
    for name in found {
        let pointer = name.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{name}");
    }
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_string));
            fields.values().for_each(|value| collect(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

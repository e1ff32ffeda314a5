//! The metadata document of `domain` and its JSON Schema say the same.

use makerstake_domain::document::Metadata;
use serde_json::{json, Value};

const ADA: &str = "BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY";

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../docs/schema/metadata.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn example() -> Value {
    json!({
        "makerstake": 1, "title": "Über allen Gipfeln", "media_type": "text/plain", "licence": "CC0-1.0",
        "co_authors": [{"creator": ADA, "share_bps": 10000}],
        "c2pa_manifest": "00000000000000000000000000000000000000000000000000000000000000ff",
        "derived_from": [ADA, "ipfs://bafy/1?x=[2]"]
    })
}

#[test]
fn what_one_takes_the_other_takes() {
    let schema = schema();
    assert!(schema.is_valid(&example()));
    assert!(Metadata::parse(example().to_string().as_bytes()).is_ok());
}

#[test]
fn what_one_refuses_the_other_refuses() {
    let schema = schema();
    let digest = |c: &str| json!(c.repeat(64));
    for (field, value) in [
        ("makerstake", json!(2)),
        ("makerstake", Value::Null),
        ("title", json!("")),
        ("title", json!(" a")),
        ("title", json!("a\u{85}b")),
        ("title", json!("a".repeat(201))),
        ("media_type", json!("Text/plain")),
        ("media_type", json!("text/plain; charset=utf-8")),
        ("media_type", json!(format!("a/{}", "b".repeat(128)))),
        ("licence", json!("")),
        ("co_authors", json!([])),
        ("co_authors", json!([{"creator": "0OIl", "share_bps": 10000}])),
        ("co_authors", json!([{"creator": ADA, "share_bps": 0}, {"creator": ADA, "share_bps": 10000}])),
        ("co_authors", json!([{"creator": ADA, "share_bps": 10000, "role": "x"}])),
        ("c2pa_manifest", digest("0")),
        ("c2pa_manifest", digest("F")),
        ("c2pa_manifest", Value::Null),
        ("derived_from", json!([])),
        ("derived_from", json!([ADA, ADA])),
        ("derived_from", json!(["http://a.example"])),
        ("derived_from", json!(["https://a'b"])),
        ("colour", json!("red")),
    ] {
        let mut document = example();
        document[field] = value;
        assert!(!schema.is_valid(&document), "the schema takes {field} of {document}");
        assert!(
            Metadata::parse(document.to_string().as_bytes()).is_err(),
            "the parser takes {field} of {document}"
        );
    }
}

//! The metadata document of `domain` and its JSON Schema say the same.

use makerstake_core::document::Metadata;
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
    const TITLE: &str = "title: no control characters, and no space at either end";
    const DIGEST: &str = "c2pa_manifest: a SHA-256 has 64 digits of lower-case hexadecimal, not all zero";
    let schema = schema();
    let digest = |c: &str| json!(c.repeat(64));
    let long = format!("a/{}", "b".repeat(128));
    let media = |found: &str| {
        format!(
            "media_type: {found:?} is no media type in lower case without parameters, such as \"image/png\""
        )
    };
    let source = |found: &str| {
        format!(
            "derived_from[0]: {found:?} is no https, ipfs or ar address of at most 200 bytes of printable ASCII"
        )
    };
    let cases: [(&str, Value, &str, String); 23] = [
        ("makerstake", json!(2), "/makerstake", "makerstake: the version of the format is 1".into()),
        (
            "makerstake",
            Value::Null,
            "/makerstake",
            "makerstake: invalid type: null, expected u8 at line 1 column 18".into(),
        ),
        ("title", json!(""), "/title", "title: 0 characters; 1 to 200 are allowed".into()),
        ("title", json!(" a"), "/title", TITLE.into()),
        ("title", json!("a\u{85}b"), "/title", TITLE.into()),
        ("title", json!("a".repeat(201)), "/title", "title: 201 characters; 1 to 200 are allowed".into()),
        ("media_type", json!("Text/plain"), "/media_type", media("Text/plain")),
        ("media_type", json!("text/plain; charset=utf-8"), "/media_type", media("text/plain; charset=utf-8")),
        ("media_type", json!(long), "/media_type", media(&long)),
        (
            "licence",
            json!(""),
            "/licence",
            "licence: \"\" is neither an SPDX expression (empty expression) nor an address of the \
             terms".into(),
        ),
        ("co_authors", json!([]), "/co_authors", "co_authors: 0 entries; 1 to 64 are allowed".into()),
        (
            "co_authors",
            json!([{"creator": "0OIl", "share_bps": 10000}]),
            "/co_authors/0/creator",
            "co_authors[0].creator: \"0OIl\" is no address in base 58".into(),
        ),
        (
            "co_authors",
            json!([{"creator": ADA, "share_bps": 0}, {"creator": ADA, "share_bps": 10000}]),
            "/co_authors/0/share_bps",
            "co_authors[0].share_bps: a share is at least 1".into(),
        ),
        (
            "co_authors",
            json!([{"creator": ADA, "share_bps": 10000, "role": "x"}]),
            "/co_authors/0",
            "co_authors[0].role: unknown field `role`, expected `creator` or `share_bps` \
             at line 1 column 188".into(),
        ),
        ("c2pa_manifest", digest("0"), "/c2pa_manifest", DIGEST.into()),
        ("c2pa_manifest", digest("F"), "/c2pa_manifest", DIGEST.into()),
        (
            "c2pa_manifest",
            Value::Null,
            "/c2pa_manifest",
            "c2pa_manifest: invalid type: null, expected a string at line 1 column 204".into(),
        ),
        (
            "thumbnail",
            digest("0"),
            "/thumbnail",
            "thumbnail: a SHA-256 has 64 digits of lower-case hexadecimal, not all zero".into(),
        ),
        ("derived_from", json!([]), "/derived_from", "derived_from: 0 entries; 1 to 64 are allowed".into()),
        ("derived_from", json!([ADA, ADA]), "/derived_from", "derived_from[1]: is listed twice".into()),
        ("derived_from", json!(["http://a.example"]), "/derived_from/0", source("http://a.example")),
        ("derived_from", json!(["https://a'b"]), "/derived_from/0", source("https://a'b")),
        (
            "colour",
            json!("red"),
            "",
            "colour: unknown field `colour`, expected one of `makerstake`, `title`, `media_type`, `licence`, \
             `co_authors`, `c2pa_manifest`, `derived_from`, `thumbnail` at line 1 column 361".into(),
        ),
    ];
    for (field, value, place, refusal) in cases {
        let mut document = example();
        document[field] = value;
        let mut places: Vec<_> =
            schema.iter_errors(&document).map(|error| error.instance_path.to_string()).collect();
        places.dedup();
        assert_eq!(places, [place], "the schema on {field} of {document}");
        let error = Metadata::parse(document.to_string().as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), refusal, "the parser on {field} of {document}");
    }
}

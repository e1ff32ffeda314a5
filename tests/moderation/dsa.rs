//! Labels as statements of reasons for the DSA Transparency Database: they fit its schema, and hold no personal data.

use makerstake_client::dsa::{statement, Reasons, Refusal};
use makerstake_client::generated::moderation::accounts::LABEL_DISCRIMINATOR;
use makerstake_core::moderation::LAW;
use makerstake_testkit::moderation::{Label, RULE};
use serde_json::{json, Value};

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../docs/schema/dsa-statement.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn label(value: u8, rule: u16, until: i64) -> Label {
    let mut bytes = [0; Label::LEN];
    bytes[..8].copy_from_slice(&LABEL_DISCRIMINATOR);
    let mut label = Label::from_bytes(&bytes).unwrap();
    (label.value, label.rule, label.until, label.number) = (value, rule, until, 7);
    (label.rule_version, label.from, label.attested_at) = (2, 1_796_083_200, 1_767_225_600);
    label
}

fn reasons() -> Reasons {
    serde_json::from_value(json!({
        "nonce": "00".repeat(32),
        "facts": "The film shows 12 minutes of another film, without a licence.",
        "ground": "copying without permission",
        "explanation": "The rule allows quotations of up to one minute.",
        "category": "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        "content_type": ["CONTENT_TYPE_VIDEO"],
        "territorial_scope": ["BE", "NL"],
        "source_type": "SOURCE_ARTICLE_16",
        "automated_detection": false,
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }))
    .unwrap()
}

#[test]
fn every_label_fits_the_schema() {
    let schema = schema();
    for value in 0..=4 {
        for rule in [RULE, LAW] {
            for until in [1_800_000_000, i64::MAX] {
                let exported = statement("Label", &label(value, rule, until), &reasons()).unwrap();
                let faults: Vec<_> = schema.iter_errors(&exported).map(|fault| fault.to_string()).collect();
                assert!(faults.is_empty(), "{value} {rule} {until}: {faults:?}");
                assert_eq!(exported.get("decision_monetary").is_some(), value >= 3, "{value}");
                assert_eq!(exported.get("decision_visibility").is_some(), value <= 3, "{value}");
                assert!(!exported.to_string().contains(&reasons().nonce));
            }
        }
    }
    let unknown = statement("Label", &label(5, RULE, i64::MAX), &reasons());
    assert_eq!(unknown, Err(Refusal::UnknownValue(5)));
    let mut bad = statement("Label", &label(3, RULE, i64::MAX), &reasons()).unwrap();
    bad["decision_ground"] = json!("DECISION_GROUND_ILLEGAL_CONTENT");
    assert!(!schema.is_valid(&bad), "the schema wants the ground in law");
}

#[test]
fn a_statement_says_ground_dates_and_number() {
    let exported = statement("Label", &label(3, RULE, 1_800_000_000), &reasons()).unwrap();
    let said = |name: &str| exported[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(said("incompatible_content_ground"), "rule 3, version 2: copying without permission");
    assert_eq!((said("content_date"), said("application_date")), ("2026-01-01".into(), "2026-12-01".into()));
    assert_eq!(said("end_date_visibility_restriction"), "2027-01-15");
    assert_eq!(exported["decision_visibility"], json!(["DECISION_VISIBILITY_CONTENT_DISABLED"]));
    assert_eq!(
        (said("decision_monetary"), said("puid")),
        ("DECISION_MONETARY_SUSPENSION".into(), "Label-7".into())
    );
    let law = statement("Label", &label(1, LAW, i64::MAX), &reasons()).unwrap();
    assert_eq!(law["illegal_content_legal_ground"], "copying without permission");
}

#[test]
fn what_looks_like_personal_data_is_refused() {
    for text in [
        "written by ada@example.org",
        "see @ada for the original",
        "call 0470 12 34 56",
        "call +32 (470) 123-456",
        "paid to BE68539007547034",
        "posted by BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY",
        "https://example.org/u/ada",
    ] {
        for field in ["facts", "ground", "explanation"] {
            let mut reasons = reasons();
            let of = match field {
                "facts" => &mut reasons.facts,
                "ground" => &mut reasons.ground,
                _ => &mut reasons.explanation,
            };
            *of = text.into();
            let refused = statement("Label", &label(3, RULE, i64::MAX), &reasons).unwrap_err();
            assert!(
                matches!(refused, Refusal::Personal { field: of, .. } if of == field),
                "{text}: {refused:?}"
            );
        }
    }
    let long = Reasons { explanation: "a ".repeat(1_001), ..reasons() };
    let refused = statement("Label", &label(3, RULE, i64::MAX), &long);
    assert_eq!(refused, Err(Refusal::Length("explanation", 2_002, 2_000)));
    let empty = Reasons { facts: String::new(), ..reasons() };
    assert_eq!(
        statement("Label", &label(3, RULE, i64::MAX), &empty),
        Err(Refusal::Length("facts", 0, 5_000))
    );
}

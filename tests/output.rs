//! What the command prints as JSON, compared with docs/schema/cli.schema.json wherever a test runs it.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Deserializer, Value};

use crate::process::root;

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let text = std::fs::read(root().join("docs/schema/cli.schema.json")).expect("the schema is there");
    let schema: Value = serde_json::from_slice(&text).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is one")
});

/// Why values that were printed one after another are not as the schema says; nothing where they are.
pub fn faults(printed: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for value in Deserializer::from_str(printed).into_iter::<Value>() {
        match value {
            Ok(value) => faults
                .extend(SCHEMA.iter_errors(&value).map(|fault| format!("{}: {fault}", fault.instance_path))),
            Err(error) => faults.push(error.to_string()),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn the_schema_refuses_what_programs_would_stumble_over() {
        let good = r#"{"closes_at": "2026-12-01T03:00:00Z", "shares": "5", "slot": 7, "house": {"due_at": null}} []"#;
        assert_eq!(faults(good), Vec::<String>::new());
        for bad in [
            r#"{"closes_at": 1798740000}"#,
            r#"{"closes_at": "2026-12-01 03:00:00Z"}"#,
            r#"{"house": {"until": 7}}"#,
            r#"[{"shares": 5}]"#,
            r#"{"shares": "0.5"}"#,
            r#"{"slot": "7"}"#,
            r#"{"root": "abc"}"#,
            r#"{"signature": "abc"}"#,
            r#"{"Slot": 7}"#,
            r#"{"share": 0.5}"#,
            "{}",
            "7",
            "{",
        ] {
            assert!(!faults(bad).is_empty(), "{bad}");
        }
    }
}

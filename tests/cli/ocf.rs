//! Exported cap tables against the schemas of the Open Cap Format, which are in tests/ocf.

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::{Registry, Resource, Validator};
use makerstake_tests::process::root;
use serde_json::Value;

fn json(path: &Path) -> Value {
    let text = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schemas(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            schemas(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

fn validator(name: &str) -> Validator {
    let folder = root().join("tests/ocf");
    let mut found = Vec::new();
    schemas(&folder, &mut found);
    let resources = found.iter().map(|path| {
        let schema = json(path);
        let id = schema["$id"].as_str().unwrap().to_owned();
        (id, Resource::from_contents(schema).unwrap())
    });
    let registry = Registry::try_from_resources(resources).unwrap();
    let schema = json(&folder.join(name));
    jsonschema::options().with_registry(registry).should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(validator: &Validator, value: &Value) {
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:?} in {value}");
}

/// Checks the three files of a folder, and that they refer to each other.
pub fn check(folder: &Path) {
    let stakeholders = json(&folder.join("Stakeholders.ocf.json"));
    assert_valid(&validator("files/StakeholdersFile.schema.json"), &stakeholders);
    let classes = json(&folder.join("StockClasses.ocf.json"));
    assert_valid(&validator("files/StockClassesFile.schema.json"), &classes);
    let transactions = json(&folder.join("Transactions.ocf.json"));
    assert_eq!(transactions["file_type"], "OCF_TRANSACTIONS_FILE");
    let issuance = validator("objects/transactions/issuance/StockIssuance.schema.json");
    let ids = |file: &Value| -> Vec<Value> {
        file["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect()
    };
    for item in transactions["items"].as_array().unwrap() {
        assert_valid(&issuance, item);
        assert!(ids(&stakeholders).contains(&item["stakeholder_id"]), "{item}");
        assert!(ids(&classes).contains(&item["stock_class_id"]), "{item}");
        assert_ne!(item["id"], item["security_id"]);
    }
    let mut ids = ids(&transactions);
    ids.sort_by_key(Value::to_string);
    let count = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice");
}

#[test]
fn the_schemas_refuse_what_they_must() {
    let numbers = serde_json::json!({ "file_type": "OCF_STOCK_CLASSES_FILE", "items": [{
        "id": "a", "object_type": "STOCK_CLASS", "name": "shares", "class_type": "COMMON", "default_id_prefix": "S-",
        "initial_shares_authorized": "1", "votes_per_share": 1, "seniority": "1",
    }] });
    assert!(!validator("files/StockClassesFile.schema.json").is_valid(&numbers));
}

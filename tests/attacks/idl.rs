//! What the IDLs say there is to attack.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

/// The programs of the suite.
pub const PROGRAMS: [&str; 6] =
    ["creators", "attestations", "equity", "governance", "offerings", "moderation"];

/// A program's IDL.
///
/// # Panics
/// Where there is none.
pub fn read(program: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../idl/{program}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every instruction as `program.instruction`, with the names of its accounts in order.
pub fn instructions() -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for program in PROGRAMS {
        let idl = read(program);
        for instruction in idl["instructions"].as_array().expect("instructions") {
            let name = format!("{program}.{}", instruction["name"].as_str().expect("a name"));
            let accounts = instruction["accounts"].as_array().expect("accounts").iter();
            let accounts =
                accounts.map(|account| account["name"].as_str().expect("a name").to_string()).collect();
            all.insert(name, accounts);
        }
    }
    all
}

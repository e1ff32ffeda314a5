//! What the repository says of the suite: interfaces, sources of tests, figures.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The programs.
pub const PROGRAMS: [&str; 6] =
    ["creators", "attestations", "equity", "governance", "offerings", "moderation"];

/// A path from the repository's root.
pub fn path(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A file's text.
///
/// # Panics
/// Where it cannot be read.
pub fn text(of: &str) -> String {
    std::fs::read_to_string(path(of)).unwrap_or_else(|error| panic!("{of}: {error}"))
}

/// A file's JSON.
///
/// # Panics
/// Where it is none.
pub fn json(of: &str) -> Value {
    serde_json::from_str(&text(of)).unwrap_or_else(|error| panic!("{of}: {error}"))
}

/// A list in a program's interface, such as its `errors`.
pub fn interface(program: &str, list: &str) -> Vec<Value> {
    json(&format!("idl/{program}.json"))[list].as_array().cloned().unwrap_or_default()
}

/// The name of a part of an interface.
pub fn name(part: &Value) -> &str {
    part["name"].as_str().unwrap_or_else(|| panic!("a part of an interface has no name: {part}"))
}

/// `program.instruction` for every instruction, with its discriminator in hexadecimal.
pub fn instructions() -> Vec<(String, String)> {
    let of_program = |program: &'static str| {
        interface(program, "instructions").into_iter().map(move |instruction| {
            let bytes = instruction["discriminator"].as_array().into_iter().flatten();
            let hex = bytes.filter_map(Value::as_u64).map(|byte| format!("{byte:02x}")).collect();
            (format!("{program}.{}", name(&instruction)), hex)
        })
    };
    PROGRAMS.into_iter().flat_map(of_program).collect()
}

/// Every Rust source below a folder, comments taken out.
pub fn sources(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut code = String::new();
    for entry in entries {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
        if path.is_dir() {
            code.push_str(&sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            code.extend(
                text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n"),
            );
        }
    }
    code
}

//! The programs' own errors, by code, as their IDLs have them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::interface::idl;
use crate::programs::Program;

/// The part of an IDL that is read here.
#[derive(Deserialize)]
struct Idl {
    #[serde(default)]
    errors: Vec<Error>,
}

#[derive(Deserialize)]
struct Error {
    code: u32,
    name: String,
    #[serde(default)]
    msg: String,
}

static NAMES: LazyLock<HashMap<(Program, u32), (String, String)>> = LazyLock::new(|| {
    Program::ALL
        .into_iter()
        .flat_map(|program| {
            // An IDL that is committed and does not parse is caught by the test below.
            let idl: Idl = serde_json::from_str(idl(program)).unwrap_or(Idl { errors: Vec::new() });
            idl.errors.into_iter().map(move |error| ((program, error.code), (error.name, error.msg)))
        })
        .collect()
});

/// The name and message of a code.
pub fn of(program: Program, code: u32) -> Option<(String, String)> {
    NAMES.get(&(program, code)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_a_message_and_lies_in_its_programs_range() {
        for (program, first) in Program::ALL.into_iter().zip([6000, 6100, 6200, 6300, 6500]) {
            let idl: Idl = serde_json::from_str(idl(program)).unwrap();
            for error in idl.errors {
                // Governance has two hundred.
                let range = if first == 6300 { first..6500 } else { first..first + 100 };
                assert!(range.contains(&error.code), "{program} {}", error.code);
                assert!(!error.msg.is_empty(), "{program} {}", error.name);
            }
        }
    }

    #[test]
    fn a_code_is_found_by_its_program() {
        let (name, message) = of(Program::Creators, 6000).unwrap();
        assert_eq!(name, "NotAuthority");
        assert!(message.contains("sign with its current authority"));
        assert_eq!(of(Program::Equity, 6000), None);
    }
}

//! Every error code of every program is named by a test.

use crate::suite::{interface, name, path, sources, PROGRAMS};

/// The types that tests call the programs' errors by.
const TYPES: [(&str, &str); 6] = [
    ("creators", "CreatorError"),
    ("attestations", "AttestationError"),
    ("equity", "EquityError"),
    ("governance", "GovernanceError"),
    ("offerings", "OfferingError"),
    ("moderation", "ModerationError"),
];

/// Whether `code` has the error as `Type::Name`, or — in the program's own tests — as the last argument of a macro that
/// puts the type before it.
fn names(code: &str, error: &str, type_name: &str, is_own: bool) -> bool {
    code.match_indices(error).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + error.len()..]);
        let ends = !after.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        let qualified = before.ends_with(&format!("{type_name}::"));
        let argument = before.trim_end().ends_with(',') && after.trim_start().starts_with([')', ',']);
        ends && (qualified || (is_own && argument))
    })
}

#[test]
fn every_error_is_named_by_a_test() {
    let everywhere = sources(&path("tests"));
    let mut missing = Vec::new();
    for program in PROGRAMS {
        let (_, type_name) = TYPES.iter().find(|(of, _)| *of == program).unwrap();
        let own = sources(&path(&format!("tests/{program}")));
        for error in interface(program, "errors") {
            let error = name(&error);
            if !names(&everywhere, error, type_name, false) && !names(&own, error, type_name, true) {
                missing.push(format!("{program}: {error}"));
            }
        }
    }
    assert!(missing.is_empty(), "{} errors that no test names:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn error_codes_of_the_programs_do_not_meet() {
    // Each program's codes begin where its `#[error_code(offset = ..)]` says, and end before the next one's.
    let ranges = [
        ("creators", 6_000..6_100),
        ("attestations", 6_100..6_200),
        ("equity", 6_200..6_300),
        ("governance", 6_300..6_500),
        ("offerings", 6_500..6_600),
        ("moderation", 6_600..6_700),
    ];
    assert_eq!(PROGRAMS, ranges.each_ref().map(|(program, _)| *program));
    for (program, range) in ranges {
        for error in interface(program, "errors") {
            let code = error["code"].as_u64().unwrap();
            assert!(range.contains(&code), "{program}: {} has code {code}", name(&error));
        }
    }
}

#[test]
fn a_name_is_found_where_it_stands_for_the_error_only() {
    let found = |code, is_own| names(code, "CooldownActive", "EquityError", is_own);
    assert!(found("assert_refused!(x, EQUITY, EquityError::CooldownActive)", false));
    assert!(found("refused!(x, CooldownActive)", true) && !found("refused!(x, CooldownActive)", false));
    assert!(found("refused!(\n    x,\n    CooldownActive,\n)", true));
    assert!(!found("EquityError::CooldownOver", false) && !found("position.CooldownActive()", true));
}

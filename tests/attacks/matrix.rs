//! Runs the matrix.

use std::collections::BTreeSet;

use crate::{allowed::reason, cases, idl};

#[test]
fn every_instruction_of_the_idls_has_a_case() {
    let have: BTreeSet<String> = cases::all().into_iter().map(|case| case.name).collect();
    let missing: Vec<_> = idl::instructions().into_keys().filter(|name| !have.contains(name)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}; add one under tests/attacks/cases");
}

#[test]
fn no_account_of_any_instruction_can_be_replaced() {
    let (mut attempts, mut excused, mut accepted) = (0, 0, Vec::new());
    for case in cases::all() {
        let report = case.attack();
        attempts += report.attempts;
        for hit in report.accepted {
            match reason(&hit) {
                Some(_) => excused += 1,
                None => accepted
                    .push(format!("{} {} {:?} {}", hit.instruction, hit.account, hit.variant, hit.detail)),
            }
        }
    }
    println!("{attempts} substitutions, {excused} harmless for a written reason");
    assert!(accepted.is_empty(), "{} substitutions went through:\n{}", accepted.len(), accepted.join("\n"));
}

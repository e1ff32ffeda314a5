//! Tests that pages cite exist; and every incident and attack has one that refuses it.

use std::collections::BTreeSet;

use makerstake_tests::process::root;

use crate::blocks::{pages, text};

/// Names of tests in a text: `target::module::test`, where the target is a folder of `tests/`.
fn tests_in(text: &str) -> BTreeSet<String> {
    let codes = text.split('`').skip(1).step_by(2);
    let names = codes.filter(|code| {
        code.contains("::")
            && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == ':')
            && root().join("tests").join(code.split("::").next().unwrap_or_default()).join("main.rs").exists()
    });
    names.map(str::to_owned).collect()
}

/// Whether a test of this name exists, as a function under `#[test]`.
fn exists(name: &str) -> bool {
    let parts: Vec<&str> = name.split("::").collect();
    let [target, modules @ .., test] = parts.as_slice() else { return false };
    let module = if modules.is_empty() { "main".to_owned() } else { modules.join("/") };
    let path = root().join("tests").join(target).join(format!("{module}.rs"));
    let source = std::fs::read_to_string(path).unwrap_or_default();
    source.contains(&format!("#[test]\nfn {test}("))
}

#[test]
fn cited_tests_exist() {
    let mut missing = Vec::new();
    for page in pages() {
        missing.extend(
            tests_in(&text(&page))
                .into_iter()
                .filter(|name| !exists(name))
                .map(|name| format!("{page}: {name}")),
        );
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The rows of the tables under a heading, without their heads.
fn rows(page: &str, heading: &str) -> Vec<String> {
    let text = text(page);
    let section =
        text.split(&format!("\n{heading}\n")).nth(1).unwrap_or_else(|| panic!("{page} lacks {heading}"));
    let section = section.split("\n## ").next().unwrap_or_default();
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| ---");
    let lines: Vec<&str> = section.lines().collect();
    let head = |index: usize| lines.get(index + 1).is_some_and(|next| next.starts_with("| ---"));
    let rows = lines.iter().enumerate().filter(|(index, line)| is_row(line) && !head(*index));
    rows.map(|(_, line)| (*line).to_owned()).collect()
}

#[test]
fn every_incident_and_every_attack_is_refused_by_a_test() {
    for (heading, least) in [("## Incidents replayed", 15), ("## Attacks replayed", 30)] {
        let rows = rows("docs/threat-model.md", heading);
        assert!(rows.len() >= least, "{heading} has {} rows, not {least}", rows.len());
        for row in rows {
            assert!(!tests_in(&row).is_empty(), "{heading}: no test in: {row}");
        }
    }
}

#[test]
fn a_test_is_known_by_its_whole_name() {
    assert!(exists("docs::names::a_test_is_known_by_its_whole_name"));
    assert!(!exists("docs::names::exists"), "a function that is no test");
    assert!(!exists("docs::names::a_test"));
    let found = tests_in("`docs::names::x`, `domain::budget`, `docs::Names::x`");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["docs::names::x"]);
}

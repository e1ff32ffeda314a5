//! Links lead to files and headings that exist, and paths that pages cite are there.

use makerstake_tests::process::root;

use crate::blocks::{pages, text};

/// The text of a page without its blocks.
fn prose(page: &str) -> String {
    let mut is_fenced = false;
    let mut prose = String::new();
    for line in text(page).lines() {
        let is_fence = line.starts_with("```");
        if !is_fenced && !is_fence {
            prose.push_str(line);
            prose.push('\n');
        }
        is_fenced ^= is_fence;
    }
    prose
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let letters = heading.trim_start_matches('#').trim().chars();
    let kept = letters.filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(page: &str) -> Vec<String> {
    prose(page).lines().filter(|line| line.starts_with('#')).map(anchor).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in prose(&page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.contains("://") {
                continue;
            }
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let full = match (path.is_empty(), folder.is_empty()) {
                (true, _) => page.clone(),
                (false, true) => path.to_owned(),
                (false, false) => format!("{folder}/{path}"),
            };
            if !root().join(&full).exists() {
                broken.push(format!("{page}: {target}: there is no {full}"));
            } else if !heading.is_empty() {
                let full = full.replace("docs/../", "");
                if !anchors(&full).iter().any(|known| known == heading) {
                    broken.push(format!("{page}: {target}: there is no heading #{heading}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What looks like a path of this repository: it starts with one of its folders.
fn cited(text: &str) -> Vec<String> {
    const FOLDERS: [&str; 10] = [
        "app/",
        "codegen/",
        "crates/",
        "data/",
        "docs/",
        "idl/",
        "migrations/",
        "packages/",
        "programs/",
        "tests/",
    ];
    let codes = text.split('`').skip(1).step_by(2);
    let paths = codes.filter(|code| FOLDERS.iter().any(|folder| code.starts_with(folder)));
    let whole = paths.filter(|code| !code.contains(['*', '<', ' ', '\n', '…', '$']));
    whole.flat_map(expand).collect()
}

/// `a/{b,c}` is two paths.
fn expand(path: &str) -> Vec<String> {
    match path.split_once('{').and_then(|(head, rest)| Some((head, rest.split_once('}')?))) {
        Some((head, (list, tail))) => list.split(',').map(|part| format!("{head}{part}{tail}")).collect(),
        None => vec![path.to_owned()],
    }
}

#[test]
fn cited_files_exist() {
    /// What a build makes.
    const MADE: [&str; 4] = ["app/dist", "app/e2e/output", "packages/client/dist", "packages/client/wasm"];
    let mut missing = Vec::new();
    for page in pages() {
        for path in cited(&prose(&page)) {
            let is_made = MADE.iter().any(|made| path.starts_with(made));
            if !is_made && !root().join(&path).exists() {
                missing.push(format!("{page}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn anchors_and_paths_are_read_as_people_do() {
    assert_eq!(anchor("## What is not there"), "what-is-not-there");
    assert_eq!(anchor("# `cargo xtask`, twice"), "cargo-xtask-twice");
    assert_eq!(
        cited("see `tests/{a,b}` and `docs/x.md`, not `target/x`"),
        ["tests/a", "tests/b", "docs/x.md"]
    );
}

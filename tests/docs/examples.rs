//! The worked examples: typed into a shell, they print what the pages show.
//!
//! A shown line must be printed, in order; what is left out of a line or between lines is left out on purpose, and `…` stands
//! for what differs from run to run (slots, times). Keys come from fixed texts, so addresses are those of the pages.

use makerstake_tests::process::Network;
use sha2::{Digest as _, Sha256};
use solana_keypair::{write_keypair_file, Keypair};

use crate::blocks::{blocks, Block};
use crate::shell::Shell;

/// The pages, in the order in which their examples follow each other.
const PAGES: [&str; 2] = ["docs/identity.md", "docs/attestations.md"];
/// The keys that they use.
const KEYS: [&str; 4] = ["ada", "phone", "safe", "platform"];

/// The key of this name.
pub fn key(name: &str) -> Keypair {
    let text = format!("makerstake documentation key, worth nothing: {name}");
    Keypair::new_from_array(Sha256::digest(text.as_bytes()).into())
}

/// Commands of a block, each with the lines shown below it.
fn steps(block: &Block) -> Vec<(String, Vec<String>)> {
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    for line in block.text.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.to_owned(), Vec::new())),
            (None, Some((_, shown))) => shown.push(line.to_owned()),
            (None, None) => panic!("{}: it begins with output", block.place()),
        }
    }
    steps
}

/// Whether the words of a shown line come in this order in a printed one.
fn is_shown(shown: &str, printed: &str) -> bool {
    let mut words = printed.split_whitespace();
    shown.split_whitespace().all(|wanted| words.any(|word| wanted == "…" || word == wanted))
}

/// The first shown line that was not printed, if there is one.
fn missing<'a>(shown: &'a [String], printed: &str) -> Option<&'a str> {
    let mut lines = printed.lines();
    shown.iter().find(|wanted| !lines.any(|line| is_shown(wanted, line))).map(String::as_str)
}

#[test]
fn the_worked_examples_print_what_the_pages_show() {
    let network = Network::start(&[]);
    let folder = tempfile::tempdir().unwrap();
    for name in KEYS {
        write_keypair_file(&key(name), folder.path().join(format!("{name}.json"))).unwrap();
    }
    let shell = Shell::new(folder.path(), &network.url);
    let funded = shell.run("makerstake -k platform.json airdrop 10");
    assert_eq!(funded.code, 0, "{}", funded.text);
    let metadata = blocks("docs/attestations.md").into_iter().find(|block| block.language == "json").unwrap();
    std::fs::write(folder.path().join("metadata.json"), metadata.text).unwrap();
    let mut ran = 0;
    for block in PAGES.iter().flat_map(|page| blocks(page)).filter(|block| block.language == "console") {
        for (command, shown) in steps(&block) {
            let printed = shell.run(&command);
            let is_refusal = shown.iter().any(|line| line.starts_with("error: "));
            let place = block.place();
            assert_eq!(printed.code == 0, !is_refusal, "{place}: {command}\n{}", printed.text);
            if let Some(line) = missing(&shown, &printed.text) {
                panic!("{place}: {command}\nshown, and not printed: {line}\nprinted:\n{}", printed.text);
            }
            ran += 1;
        }
    }
    assert!(ran >= 15, "only {ran} commands are shown");
}

#[test]
fn every_example_is_one_that_runs() {
    for page in crate::blocks::pages() {
        let has = blocks(&page).iter().any(|block| block.language == "console");
        assert!(!has || PAGES.contains(&page.as_str()), "{page} shows a console that no test runs");
    }
}

#[test]
fn what_is_not_printed_is_found() {
    assert!(is_shown("work 0 stands", "5eBu  125  work  0  stands"));
    assert!(is_shown("slot … work", "slot 125 work") && !is_shown("0 work", "work 0"));
    let shown = ["a".to_owned(), "c".to_owned()];
    assert_eq!(missing(&shown, "a\nb\nc\n"), None);
    assert_eq!(missing(&shown, "c\na\n"), Some("c"));
}

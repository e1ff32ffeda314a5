//! Every block of commands runs here, or a mark says what it needs; and what is marked is at least a command that exists,
//! with flags that it has.

use std::collections::BTreeSet;

use makerstake_tests::process::{root, run};

use crate::blocks::{blocks, pages, text, Block};
use crate::shell;

/// Pages whose marked blocks another test of this target runs, under the names that their marks give.
const RUN_ELSEWHERE: [(&str, &str); 1] = [("docs/tutorial.md", "tutorial")];

fn command_blocks() -> Vec<Block> {
    let all = pages();
    all.iter().flat_map(|page| blocks(page)).filter(|block| block.language == "sh").collect()
}

#[test]
fn commands_without_a_mark_run() {
    let mut ran = 0;
    for block in command_blocks().iter().filter(|block| block.needs.is_none()) {
        let printed = shell::in_the_root(&block.text);
        assert_eq!(printed.code, 0, "{}: mark what it needs, or mend it:\n{}", block.place(), printed.text);
        ran += 1;
    }
    assert!(ran > 0, "no block runs without a mark");
}

#[test]
fn a_mark_names_something() {
    for block in command_blocks() {
        if let Some(needs) = &block.needs {
            assert!(needs.split_whitespace().count() > 1, "{}: it needs {needs:?}", block.place());
        }
    }
    for (page, _) in RUN_ELSEWHERE {
        assert!(blocks(page).iter().any(|block| block.language == "sh"), "{page} has no commands");
    }
}

#[test]
fn marked_commands_exist_with_their_flags() {
    let mut wrong = Vec::new();
    for block in command_blocks() {
        for command in block.commands() {
            if let Err(reason) = check(&command) {
                wrong.push(format!("{}: {command}: {reason}", block.place()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a command line is one that could run.
pub fn check(line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split_whitespace().skip_while(|word| is_setting(word)).collect();
    match words.as_slice() {
        ["cargo", "xtask", sub, rest @ ..] => xtask(sub, rest),
        ["cargo", rest @ ..] => cargo(rest),
        ["makerstake" | "m", rest @ ..] => makerstake(rest),
        ["npm", rest @ ..] => npm(rest),
        ["node", script, ..] => exists(script),
        ["cd", folder] => exists(folder),
        ["curl" | "export" | "alias" | "tar" | "solana-keygen" | "solana-verify" | "solana" | "printf"
        | "git", ..] => Ok(()),
        ["-d" | "-H", ..] => Ok(()),
        _ => Err("not a command that this page's readers have".into()),
    }
}

fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
    })
}

fn exists(path: &str) -> Result<(), String> {
    root().join(path).exists().then_some(()).ok_or_else(|| format!("there is no {path}"))
}

/// Subcommands and flags of the developers' command, as its sources declare them: the command itself would be built first.
fn xtask(sub: &str, rest: &[&str]) -> Result<(), String> {
    let main = text("crates/xtask/src/main.rs");
    let variant = sub[..1].to_uppercase() + &sub[1..];
    let is_known =
        [format!("    {variant}("), format!("    {variant},")].iter().any(|text| main.contains(text));
    if !is_known {
        return Err(format!("there is no `cargo xtask {sub}`"));
    }
    let source = text(&format!("crates/xtask/src/{sub}.rs"));
    for flag in rest.iter().filter_map(|word| word.strip_prefix("--")) {
        let field = format!("pub {}:", flag.replace('-', "_"));
        if !source.contains(&field) {
            return Err(format!("`cargo xtask {sub}` has no --{flag}"));
        }
    }
    Ok(())
}

/// A cargo command of the clients' workspace: its targets exist.
fn cargo(rest: &[&str]) -> Result<(), String> {
    if !rest.contains(&"--manifest-path") && rest.first() != Some(&"install") {
        return Err("name the workspace with --manifest-path".into());
    }
    for pair in rest.windows(2) {
        match pair {
            ["--manifest-path", path] => exists(path)?,
            ["--test", target] => exists(&format!("tests/{target}/main.rs"))
                .or_else(|_| exists(&format!("crates/node/tests/{target}.rs")))
                .or_else(|_| exists(&format!("crates/demo/tests/{target}.rs")))?,
            ["--example", name] => exists(&format!("tests/examples/{name}.rs"))
                .or_else(|_| exists(&format!("crates/distribution/examples/{name}/main.rs")))?,
            ["-p", package] => package_exists(package)?,
            _ => {}
        }
    }
    Ok(())
}

fn package_exists(package: &str) -> Result<(), String> {
    let short = package.strip_prefix("makerstake-").unwrap_or(package);
    let folders = [format!("crates/{short}"), format!("programs/{short}"), short.to_owned()];
    let is_there = folders.iter().any(|folder| root().join(folder).join("Cargo.toml").exists());
    is_there.then_some(()).ok_or_else(|| format!("there is no package {package}"))
}

fn npm(rest: &[&str]) -> Result<(), String> {
    let words: Vec<&str> =
        rest.iter().copied().skip_while(|word| *word == "--prefix" || *word == "app").collect();
    let package: serde_json::Value = serde_json::from_str(&text("app/package.json")).unwrap();
    match words.as_slice() {
        ["ci" | "pack", ..] => Ok(()),
        ["run", script, ..] | [script, ..] if package["scripts"][*script].is_string() => Ok(()),
        _ => Err("there is no such script in app/package.json".into()),
    }
}

/// A command of the command line: the subcommand exists, and its help names every flag.
fn makerstake(words: &[&str]) -> Result<(), String> {
    let mut path: Vec<&str> = Vec::new();
    let mut words = words.iter().copied().filter(|word| !word.starts_with('<')).peekable();
    let mut flags = BTreeSet::new();
    while let Some(word) = words.next() {
        if word.starts_with('-') {
            flags.insert(word.split('=').next().unwrap_or_default());
            if matches!(word, "-u" | "-k" | "--fee-payer" | "--output" | "--url" | "--keypair") {
                words.next();
            }
        } else if flags.iter().all(|flag| matches!(*flag, "-u" | "-k" | "--fee-payer" | "--output")) {
            let with: Vec<&str> = path.iter().copied().chain([word, "--help"]).collect();
            if run(&with).code == 0 && path.len() < 3 && has_subcommand(&path, word) {
                path.push(word);
            }
        }
    }
    if path.is_empty() && !flags.contains("--help") {
        return Err("there is no such subcommand".into());
    }
    let help = run(&path.iter().copied().chain(["--help"]).collect::<Vec<_>>()).out;
    for flag in flags {
        if !help.split([' ', ',', '\n']).any(|word| word.trim_end_matches(']') == flag) {
            return Err(format!("`makerstake {}` has no {flag}", path.join(" ")));
        }
    }
    Ok(())
}

/// Whether the help of `path` lists `word` as a subcommand.
fn has_subcommand(path: &[&str], word: &str) -> bool {
    let help = run(&path.iter().copied().chain(["--help"]).collect::<Vec<_>>()).out;
    let listed = help.split("Commands:").nth(1).unwrap_or_default();
    let listed = listed.split("Options:").next().unwrap_or_default();
    listed.lines().any(|line| line.split_whitespace().next() == Some(word))
}

#[test]
fn what_does_not_exist_is_found() {
    for good in [
        "cargo xtask test --only limits",
        "A=1 cargo test --manifest-path crates/Cargo.toml --workspace --test attacks",
        "makerstake -u localhost creator register --handle ada",
        "npm run build",
    ] {
        assert_eq!(check(good), Ok(()), "{good}");
    }
    for (bad, reason) in [
        ("cargo xtask fly", "there is no `cargo xtask fly`"),
        ("cargo xtask demo --quick", "`cargo xtask demo` has no --quick"),
        (
            "cargo test --manifest-path crates/Cargo.toml --test defences",
            "there is no crates/demo/tests/defences.rs",
        ),
        ("cargo test --test attacks", "name the workspace with --manifest-path"),
        ("makerstake fly", "there is no such subcommand"),
        ("makerstake vote yes P --twice", "`makerstake vote` has no --twice"),
        ("npm run fly", "there is no such script in app/package.json"),
        ("rm -rf .", "not a command that this page's readers have"),
    ] {
        assert_eq!(check(bad), Err(reason.to_owned()), "{bad}");
    }
}

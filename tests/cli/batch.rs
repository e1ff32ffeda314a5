//! Batches as files: built, verified by other code, proved; and every row that is refused.

use std::path::Path;

use makerstake_client::hash::Sha2;
use makerstake_core::merkle;
use makerstake_tests::process::run;

const AUTHOR: &str = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";

fn build(dir: &Path, csv: &str) -> makerstake_tests::process::Run {
    let input = dir.join("works.csv");
    std::fs::write(&input, csv).unwrap();
    let out = dir.join("batch");
    run(&[
        "batch",
        "build",
        input.to_str().unwrap(),
        "--author",
        AUTHOR,
        "-o",
        out.to_str().unwrap(),
        "--output",
        "json",
    ])
}

fn works(count: u32) -> String {
    let rows = (1..=count).map(|index| format!("{index:064x},{:032x}\n", index + 7));
    std::iter::once("content,nonce\n".to_string()).chain(rows).collect()
}

fn digest(value: &serde_json::Value) -> [u8; 32] {
    let text = value.as_str().unwrap();
    std::array::from_fn(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap())
}

#[test]
fn a_batch_is_built_verified_and_proved() {
    let dir = tempfile::tempdir().unwrap();
    let built = build(dir.path(), &works(1_001));
    assert_eq!(built.code, 0, "{}", built.err);
    let summary: serde_json::Value = serde_json::from_str(&built.out).unwrap();
    assert_eq!((&summary["leaves"], &summary["depth"]), (&1_001.into(), &10.into()));
    let folder = dir.path().join("batch");
    let folder = folder.to_str().unwrap();
    let verified = run(&["batch", "verify", folder, "--offline", "--output", "json"]);
    assert_eq!(verified.code, 0, "{}", verified.err);
    let root = digest(&summary["root"]);
    for index in [0, 1, 512, 999, 1_000] {
        let proof = run(&["batch", "prove", folder, &index.to_string(), "--output", "json"]);
        let proof: serde_json::Value = serde_json::from_str(&proof.out).unwrap();
        let siblings: Vec<_> = proof["proof"].as_array().unwrap().iter().map(digest).collect();
        assert_eq!(merkle::verify::<Sha2>(&digest(&proof["leaf"]), &siblings, 10, &root), Ok(()));
    }
    let beyond = run(&["batch", "prove", folder, "1001"]);
    assert_eq!(
        (beyond.code, beyond.err.as_str()),
        (3, "error: no such leaf: 1001\n  the batch has leaves 0 to 1000\n")
    );
}

#[test]
fn the_same_works_give_the_same_root() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let roots = [first.path(), second.path()].map(|dir| {
        let summary: serde_json::Value = serde_json::from_str(&build(dir, &works(33)).out).unwrap();
        digest(&summary["root"])
    });
    assert_eq!(roots[0], roots[1]);
}

#[test]
fn a_changed_byte_anywhere_is_found() {
    for (file, at) in [("leaves.csv", 60_u64), ("tree.bin", 70), ("tree.bin", 64 + 33 * 32 + 5)] {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(build(dir.path(), &works(33)).code, 0);
        let path = dir.path().join("batch").join(file);
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[at as usize] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let folder = dir.path().join("batch");
        let verified = run(&["batch", "verify", folder.to_str().unwrap(), "--offline"]);
        assert_eq!((verified.code, verified.out.as_str()), (8, ""), "{file} {at}: {}", verified.err);
    }
}

#[test]
fn a_bad_row_is_named_and_nothing_is_left_behind() {
    let zero = "0".repeat(64);
    let good = "1".repeat(64);
    for (csv, line, what) in [
        (format!("content\n{good}\nabc\n"), 3, "not a SHA-256: give 64 hexadecimal digits: abc"),
        (format!("content\n{zero}\n"), 2, &*format!("the content's hash is zero: {zero}")),
        (
            format!("content,kind\n{good},song\n"),
            2,
            "not a kind: give work, derivative or registration: song",
        ),
        (format!("content,creator\n{good},me\n"), 2, "not an address: give the base58 of 32 bytes: me"),
        (format!("content,nonce\n{good},12\n"), 2, "not a nonce: give 32 hexadecimal digits: 12"),
        ("contents\n".into(), 1, "unknown column: contents"),
        ("creator\n".into(), 1, "give either a column `content` or a column `file`: creator"),
        (format!("content,content\n{good},{good}\n"), 1, "the column is there twice: content"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let built = build(dir.path(), &csv);
        let input = dir.path().join("works.csv");
        assert_eq!((built.code, built.out.as_str()), (3, ""));
        let first = built.err.lines().next().unwrap_or_default();
        assert_eq!(first, format!("{}:{line}: {what}", input.display()));
        let left = std::fs::read_dir(dir.path().join("batch")).unwrap().count();
        assert_eq!(left, 0, "{csv}");
    }
}

#[test]
fn a_batch_is_not_built_over_another() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(build(dir.path(), &works(3)).code, 0);
    let again = build(dir.path(), &works(4));
    assert_eq!(again.code, 3);
    assert!(again.err.starts_with("error: the folder holds a batch already: "), "{}", again.err);
}

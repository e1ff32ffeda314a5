use std::{
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::error::Refusal;

const ALL: Limits = Limits { allocation: 100, leaf_max: 60 };

fn holder(first: u8) -> Address {
    let mut holder = [7; 32];
    holder[0] = first;
    holder
}

fn row(first: u8, amount: &str) -> String {
    format!("{},{amount},5,works=1\n", address::text(&holder(first)))
}

fn file(text: impl AsRef<[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leaves.csv");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn table(rows: &[String]) -> String {
    format!("{HEADER}\n{}", rows.concat())
}

fn refusal(text: impl AsRef<[u8]>) -> Refusal {
    let (_folder, path) = file(text);
    let error = read(&path, &ALL, |_| Ok(())).unwrap_err();
    error.refusal().unwrap().clone()
}

/// Asserts the message, the place and the remedy, all of it.
fn refused(text: impl AsRef<[u8]>, expected: &str) {
    let mut refusal = refusal(text);
    refusal.file = "leaves.csv".to_owned();
    assert_eq!(refusal.to_string(), expected);
}

#[test]
fn a_good_file_is_read_and_pinned() {
    let text = table(&[row(1, "60"), row(2, "40")]);
    let (_folder, path) = file(&text);
    let mut leaves = Vec::new();
    let pinned = read(&path, &ALL, |rows| {
        leaves.extend_from_slice(rows);
        Ok(())
    });
    let sha256 = crate::sha::of_bytes(text.as_bytes());
    assert_eq!(pinned.unwrap(), Pinned { sha256, bytes: text.len() as u64, rows: 2 });
    let leaf = |first, amount| Leaf { holder: holder(first), amount, score: 5 };
    assert_eq!(leaves, [leaf(1, 60), leaf(2, 40)]);
    assert_eq!(find(&path, &holder(2)).unwrap(), Some((1, leaf(2, 40))));
    assert_eq!(find(&path, &holder(0)).unwrap(), None);
    assert_eq!(find(&path, &holder(9)).unwrap(), None);
}

#[test]
fn what_is_written_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leaves.csv");
    let leaves: Vec<_> = (0..20_000_u64)
        .map(|at| {
            let mut holder = [0; 32];
            holder[..8].copy_from_slice(&(at + 1).to_be_bytes());
            (Leaf { holder, amount: at + 1, score: at * 3 }, format!("works={at}"))
        })
        .collect();
    let mut writer = LeafWriter::create(&path).unwrap();
    leaves.chunks(7_001).for_each(|leaves| writer.extend(leaves).unwrap());
    let written = writer.finish().unwrap();
    let mut back = Vec::new();
    let limits = Limits { allocation: 20_000 * 20_001 / 2, leaf_max: 20_000 };
    let pinned = read(&path, &limits, |rows| {
        back.extend_from_slice(rows);
        Ok(())
    });
    assert_eq!(pinned.unwrap(), written);
    assert!(back.iter().eq(leaves.iter().map(|(leaf, _)| leaf)));
    assert_eq!(find(&path, &back[13_337].holder).unwrap(), Some((13_337, back[13_337])));
}

#[test]
fn every_bad_row_is_refused_with_its_place_value_and_remedy() {
    let [one, two] = [address::text(&holder(1)), address::text(&holder(2))];
    let cases: [(String, String); 18] = [
        (
            table(&[row(1, "50"), row(1, "50")]),
            format!("3: duplicate holder: {one}; keep one row a holder; `dist import --merge` adds up the rows of a holder"),
        ),
        (
            table(&[row(2, "50"), row(1, "50")]),
            format!("3: rows out of order: {one}; sort rows by the 32 bytes of the holder; `dist import` does"),
        ),
        (
            "holder,amount,score,memo\n".to_owned(),
            format!("1: unknown column: memo; the header is {HEADER}"),
        ),
        ("holder,amount,score\n".to_owned(), format!("1: missing column: reason; the header is {HEADER}")),
        (
            "holder,score,amount,reason\n".to_owned(),
            format!("1: columns out of order: holder,score,amount,reason; the header is {HEADER}"),
        ),
        (table(&[row(1, "-5")]), "2: negative amount: -5; write a whole number, 0 or more".to_owned()),
        (
            table(&[row(1, "60"), row(2, "18446744073709551616")]),
            "3: overflow in amount: 18446744073709551616; the greatest number is 18446744073709551615".to_owned(),
        ),
        (
            table(&[row(1, "1.5")]),
            "2: not a whole number: amount: 1.5; digits only: no sign, point, space or exponent".to_owned(),
        ),
        (table(&[row(1, "05")]), "2: leading zero in amount: 05; write the number without leading zeros".to_owned()),
        (table(&[row(1, "")]), "2: no amount: (empty); write a whole number".to_owned()),
        (table(&[row(1, "0")]), format!("2: zero amount: {one}; leave out who gets nothing")),
        (
            table(&[row(1, "61"), row(2, "39")]),
            "2: amount above the per-leaf maximum: 61; a leaf may hold at most 60".to_owned(),
        ),
        (
            format!("\u{feff}{}", table(&[row(1, "50")])),
            "1: byte order mark: EF BB BF; save as UTF-8 without BOM".to_owned(),
        ),
        (
            format!("{HEADER}\n{two},50,0,\r\n"),
            format!("2: line ended by CRLF: {two},50,0,\\r; end lines with LF alone (dos2unix)"),
        ),
        (
            format!("{HEADER}\n{one},50,0,\n{two},50,0,"),
            format!("3: missing final newline: {two},50,0,; end the last line with LF as well"),
        ),
        (
            format!("{HEADER}\n1{one},50,0,\n"),
            format!("2: not a canonical address: 1{one}; write the base58 form of 32 bytes, 32 to 44 characters, nothing around it"),
        ),
        (
            format!("{HEADER}\n{one},50,0,a,b\n"),
            format!("2: 5 fields where the header has 4: {one},50,0,a,b; one row a line, fields separated by commas, no commas inside"),
        ),
        (format!("{HEADER}\n\n"), "2: blank line: (empty); delete it".to_owned()),
    ];
    for (text, expected) in cases {
        refused(text, &format!("leaves.csv:{expected}"));
    }
}

#[test]
fn what_is_wrong_with_the_whole_file_has_no_line() {
    refused(
        table(&[row(1, "60"), row(2, "39")]),
        "leaves.csv: wrong sum: 99; the amounts must add up to the allocation, 100",
    );
    refused(table(&[]), "leaves.csv: no rows: 0; an epoch pays at least one holder");
    refused("", "leaves.csv:1: empty file: (empty); start with the header holder,amount,score,reason");
}

#[test]
fn reasons_and_zero_holders_are_checked() {
    let one = address::text(&holder(1));
    let with = |reason: &str| format!("{HEADER}\n{one},50,0,{reason}\n");
    assert_eq!(refusal(with("\"x\"")).what, "quoted field");
    assert_eq!(refusal(with("é")).what, "character in the reason");
    assert_eq!(refusal(with(&"x".repeat(65))).what, "reason too long");
    let zero = refusal(format!("{HEADER}\n{},50,0,\n", "1".repeat(32)));
    assert_eq!(zero.what, "the holder is the zero address");
}

#[test]
fn the_sum_cannot_wrap() {
    let (_folder, path) = file(table(&[row(1, "18446744073709551615"), row(2, "101")]));
    let limits = Limits { allocation: 100, leaf_max: u64::MAX };
    let error = read(&path, &limits, |_| Ok(())).unwrap_err();
    assert_eq!(error.refusal().unwrap().what, "overflow of the sum");
}

#[test]
fn line_numbers_are_right_far_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leaves.csv");
    let mut text = format!("{HEADER}\n");
    let rows = 250_000_u64;
    for at in 1..=rows {
        let mut holder = [0; 32];
        holder[..8].copy_from_slice(&at.to_be_bytes());
        let amount = if at == 240_000 { "x" } else { "1" };
        text += &format!("{},{amount},0,\n", address::text(&holder));
    }
    fs::write(&path, text).unwrap();
    let limits = Limits { allocation: rows, leaf_max: 1 };
    let error = read(&path, &limits, |_| Ok(())).unwrap_err();
    assert_eq!(error.refusal().unwrap().line, Some(240_001));
    assert!(Path::new(&error.refusal().unwrap().file).ends_with("leaves.csv"));
}

use std::fs;

use super::*;
use crate::leaves::{self, Limits};

const TEXTS: [&str; 2] =
    ["8opHzTAnfzRpPEx21XtnrVTX28YQuCpAjcn1PczScKh", "CiDwVBFgWV9E5MvXWoLgnEgn2hK7rJikbvfWavzAQz3"];

fn run(format: Format, unit: Unit, merge: bool, text: &str) -> (tempfile::TempDir, Result<Imported>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    fs::write(&path, text).unwrap();
    let job = Job {
        path: &path,
        format,
        unit,
        merge,
        three_decimals: false,
        is_suspect: |holder| holder[31] == 1,
        budget: 1 << 20,
    };
    let imported = import(&job, &folder.path().join("leaves.csv"));
    (folder, imported)
}

fn amounts(format: Format, unit: Unit, merge: bool, text: &str) -> Vec<u64> {
    let (folder, imported) = run(format, unit, merge, text);
    let imported = imported.unwrap();
    assert_eq!(imported.inputs_hash, sha::of_bytes(text.as_bytes()));
    let mut amounts = Vec::new();
    let limits = Limits { allocation: imported.sum, leaf_max: u64::MAX };
    let pinned = leaves::read(&folder.path().join("leaves.csv"), &limits, |leaves| {
        amounts.extend(leaves.iter().map(|leaf| leaf.amount));
        Ok(())
    });
    assert_eq!(pinned.unwrap(), imported.leaves);
    amounts
}

fn refused(format: Format, unit: Unit, text: &str) -> String {
    let (folder, imported) = run(format, unit, false, text);
    let message = imported.unwrap_err().to_string();
    assert!(!folder.path().join("leaves.csv").exists());
    message.rsplit_once('/').map_or(message.clone(), |(_, message)| message.to_owned())
}

#[test]
fn each_tool_s_list_is_read() {
    let [one, two] = TEXTS;
    let list = format!("recipient,amount,lockup_date\n{two},42.0,\n{one},0.5,\n");
    assert_eq!(amounts(Format::SolanaTokens, Unit::Ui(6), false, &list), [500_000, 42_000_000]);
    let list = format!("recipient,amount\r\n{two},42\r\n\"{one}\", 7\r\n");
    assert_eq!(amounts(Format::SolanaTokens, Unit::Base, false, &list), [7, 42]);
    let list = format!("pubkey,amount_unlocked,amount_locked,category\n{two},5,0,Staker\n{one},9,0,Searcher");
    assert_eq!(amounts(Format::Jito, Unit::Base, false, &list), [9, 5]);
    assert_eq!(amounts(Format::Streamflow, Unit::Base, false, &list), [9, 5]);
    let list = format!("pubkey,amount\n{one},1.25\n{one},1.75\n");
    assert_eq!(amounts(Format::Jito, Unit::Ui(6), true, &list), [3_000_000]);
}

#[test]
fn what_cannot_be_meant_is_refused_with_its_place() {
    let one = TEXTS[0];
    let tokens = |rows: &str| refused(Format::SolanaTokens, Unit::Base, &format!("recipient,amount\n{rows}"));
    assert_eq!(
        tokens(&format!("{one},5\n{one},6\n")),
        format!("list.csv:3: duplicate holder, first on line 2: {one}; keep one row a holder, or add them up with --merge")
    );
    assert_eq!(
        tokens(&format!("{one},0\n")),
        format!("list.csv:2: zero amount: {one}; leave out who gets nothing")
    );
    assert_eq!(
        tokens(&format!("{one},1.5\n")),
        "list.csv:2: not a whole number: amount: 1.5; base units are whole numbers: export them without a point"
    );
    assert_eq!(
        tokens(&format!("{one}\n")),
        format!("list.csv:2: 1 fields where the header has 2: {one}; one row a line, as many fields as the header")
    );
    assert_eq!(
        refused(Format::Jito, Unit::Base, "pubkey,sum\n"),
        "list.csv:1: unknown header: pubkey,sum; the header is pubkey,amount_unlocked,amount_locked,category or pubkey,amount"
    );
    assert_eq!(
        refused(Format::Jito, Unit::Base, &format!("pubkey,amount_unlocked,amount_locked\n{one},5,6\n")),
        "list.csv:2: an amount locked until later: 6; a distribution pays shares at once: leave it out and make a grant, which vests"
    );
    assert_eq!(
        tokens(&format!("{one}zz,5\n")),
        format!("list.csv:2: not a canonical address: {one}zz; write the base58 form of 32 bytes, 32 to 44 characters, nothing around it")
    );
}

#[test]
fn lists_that_mean_something_else_somewhere_else_are_asked_about() {
    let [one, two] = TEXTS;
    let tokens = |text: &str| refused(Format::SolanaTokens, Unit::Ui(6), text);
    let grouped = tokens(&format!("recipient,amount\n{one},1.000\n{two},2.500\n"));
    assert!(
        grouped.starts_with("list.csv:2: every amount has exactly three decimals, as thousands are grouped in some countries: 1.000;"),
        "{grouped}"
    );
    let list = format!("recipient,amount\n{one},1.000\n{two},2.5\n");
    assert_eq!(amounts(Format::SolanaTokens, Unit::Ui(6), false, &list), [1_000_000, 2_500_000]);
    let separated = tokens(&format!("recipient;amount\n{one};1,5\n"));
    assert!(
        separated.starts_with(
            "list.csv:1: the fields are separated by semicolons, not by commas: recipient;amount;"
        ),
        "{separated}"
    );
    for empty in ["", "recipient,amount\n"] {
        assert_eq!(
            tokens(empty),
            "list.csv: no rows: (empty); a list has a header and a row for each holder"
        );
    }
}

#[test]
fn who_can_never_act_is_refused_and_suspects_are_told() {
    let clock = "SysvarC1ock11111111111111111111111111111111";
    let said = refused(Format::SolanaTokens, Unit::Base, &format!("recipient,amount\n{clock},5\n"));
    assert!(
        said.starts_with(&format!("list.csv:2: the holder is a program or a sysvar: {clock};")),
        "{said}"
    );
    let suspect = "11111111111111111111111111111112";
    let list = format!("recipient,amount\n{},4\n{suspect},5\n", TEXTS[0]);
    let (_folder, imported) = run(Format::SolanaTokens, Unit::Base, false, &list);
    let mut holder = [0; 32];
    holder[31] = 1;
    assert_eq!(imported.unwrap().suspects, [(holder, 3)]);
}

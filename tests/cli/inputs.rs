//! The table of works, from the chain and from the files of batches.

use std::fs;

use makerstake_client::time;
use makerstake_tests::platform::{hex, Platform, DAY, RULE};
use makerstake_tests::process::Run;
use serde_json::Value;

/// The hash of a work by its number, as the batches of these tests have it.
fn content(number: u32) -> String {
    format!("{number:064x}")
}

/// A batch of these works by its author, built in a folder of this name.
fn batch(platform: &Platform, name: &str, author: &str, rows: &str) -> String {
    let (input, folder) = (platform.path(&format!("{name}.csv")), platform.path(name));
    fs::write(&input, rows).unwrap();
    platform.done(&["batch", "build", &input, "--author", author, "-o", &folder]);
    folder
}

/// Lists the works of the pool's window up to now, or to a time, in a new folder; gives the report and the table.
fn list(platform: &Platform, until: Option<&str>, more: &[&str]) -> (Value, String) {
    let run = try_to_list(platform, until, more);
    assert_eq!(run.code, 0, "{}", run.err);
    let report = serde_json::from_str(&run.out).unwrap();
    (report, fs::read_to_string(platform.path("listed/works.csv")).unwrap())
}

fn try_to_list(platform: &Platform, until: Option<&str>, more: &[&str]) -> Run {
    fs::write(platform.path("rule.json"), RULE).unwrap();
    let (folder, rule) = (platform.path("listed"), platform.path("rule.json"));
    let _ = fs::remove_dir_all(&folder);
    let (pool, now) = (platform.founded.pool.to_string(), now(platform));
    let until = until.unwrap_or(&now);
    let list = ["dist", "inputs", &folder, "--rule", &rule, "--pool", &pool, "--window-end", until];
    platform.run(&[&list[..], more].concat())
}

fn now(platform: &Platform) -> String {
    makerstake_client::query::chain_time(&platform.rpc).unwrap().to_string()
}

#[test]
fn leaves_of_batches_count_until_the_chain_knows_better() {
    let platform = Platform::start(&[]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let ada = text(&platform.done(&["creator", "register"])["creator"]);
    let owner = platform.owner("eve.json");
    let as_eve = |arguments: &[&str]| {
        let run = platform.run_as("eve.json", arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str::<Value>(&run.out).unwrap_or_default()
    };
    let eve = text(&as_eve(&["creator", "register"])["creator"]);
    drop(owner);

    // Five works of Ada's: one twice, one that only lists a creator, one of somebody else, one that revises another.
    let [one, two, three, four, five, six] = [1, 2, 3, 4, 5, 6].map(content);
    let [a, b] = [1, 2].map(|nonce| format!("{nonce:032x}"));
    let rows = format!(
        "content,creator,parent,kind,nonce\n{one},,,work,{a}\n{two},,,derivative,{a}\n{three},,,work,{a}\n\
         {three},,,work,{b}\n{four},,,registration,{a}\n{five},{eve},,work,{a}\n{six},,{ada},work,{a}\n"
    );
    let folder = batch(&platform, "sketches", &ada, &rows);
    let with = ["--batch", &folder];

    // Nothing says since when they are attested.
    let early = try_to_list(&platform, None, &with);
    assert_eq!(early.code, 3, "{}", early.err);
    let expected = format!(
        "{folder}/batch.json: the batch is not on chain, so nothing says since when its works are attested: "
    );
    assert!(early.err.starts_with(&expected), "{}", early.err);
    assert!(
        early.err.ends_with("\n  submit it first: `makerstake batch submit`, or leave it out\n"),
        "{}",
        early.err
    );
    let table = |rows: &[(&str, u32, u64)]| {
        let rows = rows
            .iter()
            .map(|(creator, work, endorsed)| format!("{creator},{},0,{endorsed}\n", content(*work)));
        std::iter::once("creator,work,window,endorsements\n".to_owned()).chain(rows).collect::<String>()
    };
    let listed_three = table(&[(&ada, 1, 0), (&ada, 2, 0), (&ada, 3, 0)]);

    platform.done(&["batch", "submit", &folder]);
    // The end of the window is not part of it: what is listed must be older than the list.
    let later = || time::travel_by(&platform.rpc, 60).unwrap();
    later();
    let (report, listed) = list(&platform, None, &with);
    assert_eq!(listed, listed_three);
    // The registration is no work; twice the same is one; two are not Ada's own, or not new.
    assert_eq!((&report["works"], &report["leaves"], &report["left_out"]), (&3.into(), &6.into(), &3.into()));
    // From the chain alone none is known, and that a batch is missing is said.
    let (report, _) = list(&platform, None, &[]);
    assert_eq!((&report["works"], &report["batches_not_given"]), (&0.into(), &1.into()));
    let twice = try_to_list(&platform, None, &[&with[..], &with[..]].concat());
    assert!(
        twice.err.starts_with(&format!("{folder}/batch.json: the batch is given twice: ")),
        "{}",
        twice.err
    );

    // Promoted, the first is endorsed and the second revoked: the chain decides about both.
    platform.done(&["batch", "promote", &folder, "0", "1"]);
    let attested = |number: u32| {
        let history = platform.done(&["work", "show", "--content", &content(number)]);
        text(&history[0]["attestation"])
    };
    let (first, second) = (attested(1), attested(2));
    as_eve(&["work", "endorse", &first]);
    platform.done(&["work", "revoke", &second]);
    later();
    let (report, listed) = list(&platform, None, &with);
    assert_eq!(listed, table(&[(&ada, 1, 1), (&ada, 3, 0)]));
    assert_eq!(
        (&report["attestations"], &report["leaves"], &report["works"], &report["endorsements"]),
        (&2.into(), &6.into(), &2.into(), &1.into())
    );

    // Files that changed since the build are refused, as `batch verify` does.
    let leaves = format!("{folder}/leaves.csv");
    let list_text = fs::read_to_string(&leaves).unwrap();
    fs::write(&leaves, list_text.replacen(&content(3), &hex(&[9; 32]), 1)).unwrap();
    let changed = try_to_list(&platform, None, &with);
    assert_eq!(changed.code, 8, "{}", changed.err);
    let expected = format!("{leaves}: the file has another hash than batch.json says: ");
    assert!(changed.err.starts_with(&expected), "{}", changed.err);
}

/// A list can be made again: who could change it by revoking a work after the window would make honest watchers lose their bonds.
#[test]
fn what_is_revoked_or_revised_after_the_window_still_counts_in_it() {
    let platform = Platform::start(&[]);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let ada = text(&platform.done(&["creator", "register"])["creator"]);
    let attest = |number: u32| {
        let file = platform.path(&format!("{number}.txt"));
        fs::write(&file, format!("work {number}")).unwrap();
        text(&platform.done(&["attest", &file])[0]["attestation"])
    };
    let later = || time::travel_by(&platform.rpc, DAY).unwrap();
    let now = || now(&platform);
    let list = |until: Option<&str>| {
        let (report, listed) = list(&platform, until, &[]);
        (report["works"].as_u64().unwrap(), listed)
    };
    let [early, late, revised, _stays] = [1, 2, 3, 4].map(attest);
    later();
    platform.done(&["work", "revoke", &early]);
    later();
    let end = now();
    let (count, before) = list(Some(&end));
    assert_eq!(count, 3, "{before}");
    assert_eq!(list(None), (3, before.clone()));
    later();
    platform.done(&["work", "revoke", &late]);
    let second = platform.path("second.txt");
    fs::write(&second, "a second version").unwrap();
    platform.done(&["work", "revise", &revised, &second]);
    later();
    assert_eq!(list(Some(&end)), (3, before.clone()));
    // Today the revoked one is gone; what is revised is the same work, under the hash of its first version.
    let (count, today) = list(None);
    assert_eq!(count, 2, "{today}");
    assert_ne!(today, before);
    assert!(today.lines().skip(1).all(|row| row.starts_with(&ada) && before.contains(row)), "{today}");
    // A later window knows the revocation.
    assert_eq!(list(Some(&now())), (2, today));
}

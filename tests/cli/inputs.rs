//! The table of works, from the chain and from the files of batches.

use std::fs;

use makerstake_client::time;
use makerstake_tests::platform::{hex, Platform, DAY};
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

fn listed(platform: &Platform) -> String {
    fs::read_to_string(platform.path("works.csv")).unwrap()
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
    let works = platform.path("works.csv");
    let list = ["dist", "inputs", &works, "--batch", &folder];

    // Nothing says since when they are attested.
    let early = platform.run(&list);
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
        let rows =
            rows.iter().map(|(creator, work, endorsed)| format!("{creator},{},{endorsed}\n", content(*work)));
        std::iter::once("creator,work,endorsements\n".to_owned()).chain(rows).collect::<String>()
    };
    let listed_three = table(&[(&ada, 1, 0), (&ada, 2, 0), (&ada, 3, 0)]);
    let offline = platform.done(&[&list[..], &["--offline"]].concat());
    assert_eq!(
        (&offline["works"], &offline["leaves"], &offline["left_out"]),
        (&3.into(), &7.into(), &4.into())
    );
    assert_eq!(listed(&platform), listed_three);

    platform.done(&["batch", "submit", &folder]);
    // The end of the window is not part of it: what is listed must be older than the list.
    let later = || time::travel_by(&platform.rpc, 60).unwrap();
    later();
    platform.done(&list);
    assert_eq!(listed(&platform), listed_three);
    // From the chain alone none is known; nor before the batch.
    assert_eq!(platform.done(&["dist", "inputs", &works])["works"], 0);
    assert_eq!(platform.done(&[&list[..], &["--until", "1000"]].concat())["works"], 0);

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
    let report = platform.done(&list);
    assert_eq!(listed(&platform), table(&[(&ada, 1, 1), (&ada, 3, 0)]));
    assert_eq!(
        (
            &report["attestations"],
            &report["leaves"],
            &report["works"],
            &report["endorsements"],
            &report["left_out"]
        ),
        (&2.into(), &7.into(), &2.into(), &1.into(), &7.into())
    );

    // Files that changed since the build are refused, as `batch verify` does.
    let leaves = format!("{folder}/leaves.csv");
    let list_text = fs::read_to_string(&leaves).unwrap();
    fs::write(&leaves, list_text.replacen(&content(3), &hex(&[9; 32]), 1)).unwrap();
    let changed = platform.run(&list);
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
    let works = platform.path("works.csv");
    let attest = |number: u32| {
        let file = platform.path(&format!("{number}.txt"));
        fs::write(&file, format!("work {number}")).unwrap();
        text(&platform.done(&["attest", &file])[0]["attestation"])
    };
    let later = || time::travel_by(&platform.rpc, DAY).unwrap();
    let now = || makerstake_client::query::chain_time(&platform.rpc).unwrap().to_string();
    let list = |until: Option<&str>| {
        let until = until.map_or(vec![], |until| vec!["--until", until]);
        let report = platform.done(&[&["dist", "inputs", &works][..], &until].concat());
        (report["works"].as_u64().unwrap(), listed(&platform))
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
    // Today the revoked one is gone, and the revision is there in place of what it revises.
    let (count, today) = list(None);
    assert_eq!(count, 2, "{today}");
    assert_ne!(today, before);
    assert!(today.contains(&ada), "{today}");
    // A later window knows both changes.
    assert_eq!(list(Some(&now())), (2, today));
}

//! What is earned cannot be made up: who counts, what counts and once, whose it is, and which numbers, over two windows of a real pool.

use std::fs;

use makerstake_client::time;
use makerstake_distribution::leaves;
use makerstake_tests::platform::{hex, wallets, Platform, DAY};
use serde_json::{json, Value};
use solana_pubkey::Pubkey;

const HEADER: &str = "creator,work,window,endorsements\n";

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Runs a command as somebody; it must succeed.
fn act(platform: &Platform, who: &str, arguments: &[&str]) -> Value {
    let run = platform.run_as(&format!("{who}.json"), arguments);
    assert_eq!(run.code, 0, "{who} {arguments:?}: {}", run.err);
    serde_json::from_str(&run.out).unwrap_or_default()
}

/// A creator with a key of this name.
fn join(platform: &Platform, who: &str) -> String {
    platform.owner(&format!("{who}.json"));
    text(&act(platform, who, &["creator", "register"])["creator"])
}

/// A file of these bytes, and their hash.
fn file(platform: &Platform, name: &str, bytes: &str) -> (String, String) {
    let path = platform.path(name);
    fs::write(&path, bytes).unwrap();
    (path, hex(&makerstake_distribution::sha::of_bytes(bytes.as_bytes())))
}

/// Attests a new file of this name; gives the attestation and the work's hash.
fn attest(platform: &Platform, who: &str, name: &str, more: &[&str]) -> (String, String) {
    let (path, hash) = file(platform, name, &format!("the work {name}"));
    let made = act(platform, who, &[&["attest", &path][..], more].concat());
    (text(&made[0]["attestation"]), hash)
}

/// A batch of this author's, submitted.
fn batch(platform: &Platform, who: &str, name: &str, author: &str, rows: &str) -> String {
    let (input, folder) = (platform.path(&format!("{name}.csv")), platform.path(name));
    fs::write(&input, rows).unwrap();
    act(platform, who, &["batch", "build", &input, "--author", author, "-o", &folder]);
    act(platform, who, &["batch", "submit", &folder]);
    folder
}

/// The rule with a registrar and with numbers.
fn rule(platform: &Platform, registrar: &str, numbers: &str) -> String {
    let rule = json!({
        "format": "makerstake-economy-rule", "version": 2, "registrar": registrar, "numbers": numbers,
        "min_engagement": 100, "damping": "sqrt",
        "weights": { "work": 10, "endorsement": 5, "engagement": 1, "metrics": { "views": 1, "curated": 1 } },
        "caps": { "endorsements_per_work": 3, "works_per_creator": 0, "creator_bps": 9000, "min_score": 0 },
        "roles": [{ "name": "curated", "bps": 1000 }]
    });
    file(platform, "economy.json", &rule.to_string()).0
}

/// The table of works, sorted by what a test can know.
fn works(folder: &str) -> Vec<String> {
    let table = fs::read_to_string(format!("{folder}/works.csv")).unwrap();
    let mut rows: Vec<String> = table.strip_prefix(HEADER).unwrap().lines().map(str::to_owned).collect();
    rows.sort();
    rows
}

fn sorted(mut rows: Vec<String>) -> Vec<String> {
    rows.sort();
    rows
}

#[test]
#[allow(clippy::too_many_lines)]
fn only_who_is_registered_earns_for_what_was_seen_once_and_by_attested_numbers() {
    let platform = Platform::start(&[]);
    let pool = platform.founded.pool.to_string();
    let [rea, ada, bob, eve] = ["rea", "ada", "bob", "eve"].map(|who| join(&platform, who));

    // Window 0. The registrar lists ada and bob now, so that they count from window 1 on; nobody lists eve.
    let kinds = |creators: &[&str]| {
        let rows = creators
            .iter()
            .zip(1..)
            .map(|(creator, at)| format!("{creator},{},registration,{at:032x}\n", hex(&[at as u8; 32])));
        format!("creator,content,kind,nonce\n{}", rows.collect::<String>())
    };
    let registered = batch(&platform, "rea", "registered", &rea, &kinds(&[&ada, &bob]));
    let (first, first_hash) = attest(&platform, "ada", "first", &[]);
    let (_, early_hash) = attest(&platform, "ada", "early", &[]);
    let days = platform.path("days");
    fs::create_dir_all(&days).unwrap();
    let write_day = |number: u32, rows: &[(&str, &str, &str, u64)]| {
        let rows = rows.iter().map(|(who, work, metric, value)| format!("{who},{work},{metric},{value}\n"));
        let text = format!("day {number}\ncreator,work,metric,value\n{}", rows.collect::<String>());
        file(&platform, &format!("days/{number}.csv"), &text).0
    };
    let day = write_day(0, &[(&ada, &first_hash, "views", 60), (&ada, &early_hash, "views", 500)]);
    let day_zero = text(&act(&platform, "rea", &["attest", &day])[0]["attestation"]);
    let rule_file = rule(&platform, &rea, &day_zero);
    let early =
        platform.run(&["dist", "inputs", &platform.path("too-early"), "--rule", &rule_file, "--pool", &pool]);
    assert_eq!(early.code, 3, "{}", early.err);
    assert!(early.err.starts_with("error: the window is not over: "), "{}", early.err);

    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let zero = platform.path("zero");
    let inputs = |folder: &str, more: &[&str]| {
        let all = ["dist", "inputs", folder, "--rule", &rule_file, "--pool", &pool];
        platform.run(&[&all[..], more].concat())
    };
    // Registered in the window is too late for it.
    let run = inputs(&zero, &["--batch", &registered]);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (&report["admitted"], &report["works"], &report["not_admitted"]),
        (&0.into(), &0.into(), &3.into())
    );
    // Something is paid for window 0, so that window 1 begins.
    platform.done(&["dist", "propose", &platform.build("paid", &wallets(4))]);

    // Window 1. A work of two; somebody that is not registered, with works, endorsements and views.
    let (document, _) = file(
        &platform,
        "document.json",
        &json!({
            "makerstake": 1, "title": "Both", "media_type": "text/plain", "licence": "CC-BY-4.0",
            "co_authors": [{ "creator": ada, "share_bps": 6000 }, { "creator": bob, "share_bps": 2500 },
                           { "creator": eve, "share_bps": 1500 }]
        })
        .to_string(),
    );
    let documents = platform.path("documents");
    fs::create_dir_all(&documents).unwrap();
    fs::copy(&document, format!("{documents}/both.json")).unwrap();
    fs::write(format!("{documents}/notes.txt"), "nothing").unwrap();
    let (both, both_hash) = attest(&platform, "ada", "both", &["--metadata", &document]);
    let (_, eves_hash) = attest(&platform, "eve", "eves", &[]);
    for (who, work) in [("bob", &both), ("eve", &both), ("eve", &first), ("bob", &first)] {
        act(&platform, who, &["work", "endorse", work]);
    }
    // Saying it again makes no new work of it: neither a revision nor a batch.
    let (version, version_hash) = file(&platform, "version", "the work first, a byte longer");
    act(&platform, "ada", &["work", "revise", &first, &version]);
    let again = format!("content,nonce\n{early_hash},{:032x}\n{version_hash},{:032x}\n", 1, 2);
    let again = batch(&platform, "ada", "again", &ada, &again);
    let day = write_day(
        1,
        &[
            (&ada, &first_hash, "views", 40),
            (&ada, &early_hash, "views", 9_000),
            (&ada, &both_hash, "views", 100),
            (&eve, &eves_hash, "views", 1_000_000),
            (&bob, "", "curated", 10),
            (&eve, "", "curated", 1_000_000),
        ],
    );
    act(&platform, "rea", &["work", "revise", &day_zero, &day]);
    let made_up = write_day(2, &[(&eve, &eves_hash, "views", 7)]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();

    // The registrar's list decides who counts, so it cannot be left out.
    let one = platform.path("one");
    let without = inputs(&one, &["--batch", &again]);
    assert_eq!(without.code, 3, "{}", without.err);
    let expected = "error: a batch of the registrar's was not given, and who is in it counts: ";
    assert!(without.err.starts_with(expected), "{}", without.err);
    let all = ["--batch", &registered, "--batch", &again, "--documents", &documents];
    let run = inputs(&one, &all);
    assert_eq!(run.code, 0, "{}", run.err);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&report["admitted"], &report["works"], &report["parts"]), (&2.into(), &3.into(), &1.into()));
    assert_eq!((&report["not_admitted"], &report["documents_left_out"]), (&2.into(), &1.into()));
    // Eve's word counts for nothing, and a co-author's earns none. The first work is the first one still.
    let expected = vec![
        format!("{ada},,0,0"),
        format!("{bob},,0,0"),
        format!("{ada},{first_hash},1,1"),
        format!("{ada},{early_hash},1,0"),
        format!("{ada},{both_hash},0,0"),
    ];
    assert_eq!(works(&one), sorted(expected));
    // Eve said yes, and does not count; what bob accepted is bob's.
    let parts = fs::read_to_string(format!("{one}/parts.csv")).unwrap();
    assert_eq!(parts, format!("creator,work,holder,bps\n{ada},{both_hash},{bob},2500\n"));

    let committed = ["--rule", &rule_file, "--committed", &days];
    let scored = platform.run(&[&["dist", "score", &one][..], &committed].concat());
    assert_eq!(scored.code, 0, "{}", scored.err);
    assert_eq!(scored.err, format!(
        "left out: {made_up}: nobody attested it\n2 rows of engagement are about works that are not listed, or holders that do not count\n"
    ));
    let report: Value = serde_json::from_str(&scored.out).unwrap();
    // The early work was seen enough in its own window; the first one needed both.
    assert_eq!(
        (&report["days"], &report["counted"], &report["counted_before"]),
        (&2.into(), &2.into(), &1.into())
    );
    let list = fs::read_to_string(format!("{one}/leaves.csv")).unwrap();
    let score = |who: &str| {
        let row = list.lines().find(|row| row.starts_with(who)).unwrap_or_default();
        row.split(',').nth(2).map(|score| score.parse::<u64>().unwrap())
    };
    // 10 + 5 + √100 for the first; 10 + √100 for the work of two, a quarter of it bob's; √10 for curating.
    assert_eq!((score(&ada), score(&bob), score(&eve)), (Some(25_000 + 15_000), Some(5_000 + 3_162), None));

    platform.done(&["dist", "build", &one]);
    let verified = platform.done(&[&["dist", "verify", &one, "--recompute"][..], &committed].concat());
    assert_eq!((&verified["files"], &verified["score"]), (&"agree".into(), &"agrees".into()));
    // Somebody else in the list is found, though all files agree.
    let list_file = format!("{one}/leaves.csv");
    let mut rows: Vec<String> = list.lines().skip(1).map(|row| row.replace(&bob, &eve)).collect();
    rows.sort_by_key(|row| row.split(',').next().unwrap().parse::<Pubkey>().unwrap().to_bytes());
    fs::write(&list_file, format!("{}\n{}\n", leaves::HEADER, rows.join("\n"))).unwrap();
    platform.done(&["dist", "build", &one]);
    let found = platform.run(&[&["dist", "verify", &one, "--recompute"][..], &committed].concat());
    assert_eq!(found.code, 8, "{}", found.err);
    assert!(found.err.contains("\nerror: the first other row of the score is "), "{}", found.err);

    // A day that is kept back stops the score.
    fs::remove_file(format!("{days}/1.csv")).unwrap();
    let kept = platform.run(&[&["dist", "score", &one][..], &committed].concat());
    assert_eq!(kept.code, 3, "{}", kept.err);
    let expected = format!("{days}: the file of day 1 is not in the folder, and no day may be left out: ");
    assert!(kept.err.starts_with(&expected), "{}", kept.err);
}

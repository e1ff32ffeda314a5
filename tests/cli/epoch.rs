//! The commands of `dist`, from scoring to a balanced cap table, on a local network with the real programs.

use std::{fs, path::Path};

use makerstake_client::time;
use makerstake_tests::platform::{texts, wallets, Platform, DAY};
use makerstake_tests::process::run;
use serde_json::Value;
use solana_pubkey::Pubkey;

#[test]
fn an_epoch_goes_from_rows_to_claims_and_the_books_balance() {
    let platform = Platform::start(&[]);
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let holders = wallets(40);
    let folder = platform.build("epoch", &holders);
    assert_eq!(platform.done(&["dist", "verify", &folder])["chain"], "not proposed yet");
    let evidence = platform.evidence(&folder);
    let verified =
        platform.done(&[&["dist", "verify", &folder, "--recompute"][..], &texts(&evidence)].concat());
    assert_eq!(verified["score"], "agrees", "by the second implementation");

    platform.done(&["dist", "propose", &folder]);
    let verified = platform.done(&["dist", "verify", &folder]);
    assert_eq!(verified["chain"], "proposed");
    let epoch = verified["epoch"].to_string();
    let work = platform.path("recomputed");
    let watch = ["dist", "watch", &pool, "--work", &work, "--once"];
    let watched = platform.done(&[&watch, &texts(&evidence)[..]].concat());
    assert_eq!(watched["answer"], "right");

    let early = platform.run(&["dist", "push", &folder]);
    assert_eq!((early.code, early.err.lines().next()), (3, Some("error: the epoch is not final: proposed")));
    time::travel_by(&platform.rpc, 3 * DAY).unwrap();
    platform.done(&["dist", "finalize", &pool, &epoch]);
    assert_eq!(platform.done(&["dist", "verify", &folder])["chain"], "final");

    let rehearsed = platform.done(&["--dry-run", "dist", "push", &folder]);
    assert_eq!((rehearsed["already"].as_u64(), rehearsed["claimed"].as_u64()), (Some(0), Some(0)));
    let pushed = platform.done(&["dist", "push", &folder]);
    assert_eq!((pushed["already"].as_u64(), pushed["claimed"].as_u64()), (Some(0), Some(40)));
    assert!(pushed["transactions"].as_u64().unwrap() < 40, "several claims a transaction: {pushed}");
    // It resumes from nothing but the chain.
    let again = platform.done(&["dist", "push", &folder]);
    assert_eq!((again["already"].as_u64(), again["claimed"].as_u64()), (Some(40), Some(0)));

    let status = platform.done(&["dist", "status", &pool, &epoch]);
    assert_eq!((&status["state"], &status["claimed"]), (&Value::from("final"), &status["allocation"]));
    let by_mint = platform.done(&["dist", "status", &platform.founded.mint.to_string(), &epoch]);
    assert_eq!(by_mint, status, "a pool is named by its mint, too");
    let ocf = platform.path("ocf");
    let table = platform.done(&["captable", &pool, "--ocf", &ocf]);
    assert_eq!(table["balanced"], true);
    let lines = table["lines"].as_array().unwrap();
    let sum: u64 = lines.iter().map(|line| line["shares"].as_str().unwrap().parse::<u64>().unwrap()).sum();
    assert_eq!(Value::from(sum.to_string()), table["supply"]);
    assert_eq!(lines.iter().filter(|line| line["kind"] == "position").count(), 41);
    let issued: Value =
        serde_json::from_slice(&fs::read(Path::new(&ocf).join("Transactions.ocf.json")).unwrap()).unwrap();
    assert_eq!(issued["items"].as_array().unwrap().len(), lines.len());
    crate::ocf::check(Path::new(&ocf));
    let csv = run(&["-u", &platform.network.url, "--output", "csv", "captable", &pool]);
    assert_eq!(csv.code, 0, "{}", csv.err);
    let mut rows = csv.out.lines();
    assert_eq!(rows.next(), Some("kind,holder,handle,shares,percent,earned,unvested,delegate"));
    let shares = rows.map(|row| row.split(',').nth(3).unwrap().parse::<u64>().unwrap());
    assert_eq!(Value::from(shares.sum::<u64>().to_string()), table["supply"]);

    let one = platform.done(&["dist", "export", &folder, "--holder", &holders[7].to_string()]);
    assert_eq!(one["proof"].as_array().unwrap().len(), 6);
}

#[test]
fn what_changed_between_build_and_propose_is_refused() {
    let platform = Platform::start(&[]);
    let pool = platform.founded.pool.to_string();
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let folder = platform.build("epoch", &wallets(5));
    let list = format!("{folder}/leaves.csv");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replacen("works=1\n", "works=2\n", 1)).unwrap();
    let changed = platform.run(&["dist", "propose", &folder]);
    assert_eq!(changed.code, 8, "{}", changed.err);
    assert!(changed.err.starts_with(&format!("{list}: SHA-256 is not the manifest's, ")), "{}", changed.err);
    fs::write(&list, text).unwrap();

    // Another cluster: the same list with another genesis hash.
    let hash = Pubkey::new_from_array([9; 32]).to_string();
    let manifest: Value =
        serde_json::from_slice(&fs::read(format!("{folder}/manifest.json")).unwrap()).unwrap();
    let [allocation, leaf_max] =
        ["allocation", "leaf_max"].map(|field| manifest[field].as_str().unwrap().to_owned());
    let [start, end] = ["start", "end"].map(|side| manifest["window"][side].to_string());
    let epoch = manifest["epoch"].to_string();
    let terms = [
        "--pool",
        &pool,
        "--genesis-hash",
        &hash,
        "--epoch",
        &epoch,
        "--allocation",
        &allocation,
        "--leaf-max",
        &leaf_max,
        "--window-start",
        &start,
        "--window-end",
        &end,
    ];
    let same = platform.run(&[&["dist", "build", &folder][..], &terms].concat());
    let expected = format!("{folder}: the folder is for another cluster, ");
    assert!(same.code == 3 && same.err.starts_with(&expected), "{}", same.err);
    let other = platform.path("other");
    fs::create_dir_all(&other).unwrap();
    for name in ["leaves.csv", "source.json"] {
        fs::copy(format!("{folder}/{name}"), format!("{other}/{name}")).unwrap();
    }
    platform.done(&[&["dist", "build", &other][..], &terms].concat());
    let elsewhere = platform.run(&["dist", "propose", &other]);
    assert_eq!(elsewhere.code, 3);
    let expected = format!("error: the files are for the cluster with genesis hash {hash}: ");
    assert!(elsewhere.err.starts_with(&expected), "{}", elsewhere.err);
}

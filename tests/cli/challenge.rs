//! A false root on a real network: found by who recomputes it, challenged, resolved, and the right one paid out.

use std::{fs, path::Path};

use makerstake_sdk::time;
use makerstake_tests::platform::{inputs, texts, wallets, works, Platform, DAY};
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

/// A platform where the scorer has proposed six works and one that nobody attested; and the inputs of who does not have
/// the seventh.
fn proposed() -> (Platform, Vec<Pubkey>, Pubkey, String) {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let (honest, thief) = (wallets(6), wallets(1)[0]);
    let folder = platform.build("false", &[&honest[..], &[thief]].concat());
    platform.done(&["dist", "propose", &folder]);
    let own = platform.path("own");
    fs::create_dir_all(&own).unwrap();
    inputs(Path::new(&own), &works(&honest));
    (platform, honest, thief, own)
}

fn watch(platform: &Platform, key: &str, own: &str, more: &[&str]) -> makerstake_tests::process::Run {
    let pool = platform.founded.pool.to_string();
    let evidence = platform.evidence(own);
    let watch = ["dist", "watch", &pool, "--work", own, "--once"];
    platform.run_as(key, &[&watch, &texts(&evidence)[..], more].concat())
}

#[test]
fn a_watcher_challenges_a_false_root_and_its_own_is_paid() {
    let (platform, honest, thief, own) = proposed();
    let (pool, bond) = (platform.founded.pool.to_string(), platform.founded.terms.bond);
    let watcher = platform.owner("watcher.json").pubkey();

    // A dry run and a look change nothing.
    let looked = watch(&platform, "watcher.json", &own, &[]);
    assert_eq!(looked.code, 8, "{}", looked.err);
    let report: Value = serde_json::from_str(&looked.out).unwrap();
    assert_eq!(report["answer"], "wrong root");
    assert_eq!(platform.done(&["dist", "status", &pool, "0"])["state"], "proposed");

    let challenged = watch(&platform, "watcher.json", &own, &["--challenge"]);
    assert_eq!(challenged.code, 0, "{}", challenged.err);
    let status = platform.done(&["dist", "status", &pool, "0"]);
    assert_eq!(
        (&status["state"], &status["rival_root"]),
        (&Value::from("challenged"), &report["recomputed_root"])
    );
    assert_eq!(platform.position(&watcher).unwrap().own[0], bond, "one bond of two is at stake");

    // While it is challenged nothing is final, and only the authority ends it.
    let early = platform.run(&["dist", "finalize", &pool, "0"]);
    assert_eq!((early.code, early.err.lines().next()), (4, Some(EARLY)));
    let stranger = platform.run_as("watcher.json", &["dist", "resolve", &pool, "0", "--outcome", "rival"]);
    assert_eq!((stranger.code, stranger.err.lines().next()), (4, Some(STRANGER)));
    platform.done(&["dist", "resolve", &pool, "0", "--outcome", "rival"]);
    let again = platform.run(&["dist", "resolve", &pool, "0", "--outcome", "proposed"]);
    assert_eq!((again.code, again.err.lines().next()), (4, Some(AGAIN)));

    time::travel_by(&platform.rpc, 3 * DAY).unwrap();
    platform.done(&["dist", "finalize", &pool, "0"]);
    assert_eq!(platform.position(&watcher).unwrap().own[0], 3 * bond, "its own bond, and the scorer's");
    let verified = platform.done(&["dist", "verify", &own]);
    assert_eq!(verified["chain"], "final");

    // The false list is not the epoch's any more; the right one pays all of it, and the thief nothing.
    let false_list = platform.run(&["dist", "push", &platform.path("false")]);
    assert_eq!(false_list.code, 3, "{}", false_list.err);
    let expected =
        format!("{}: the files are not those of the epoch on chain: ", platform.path("false/manifest.json"));
    assert!(false_list.err.starts_with(&expected), "{}", false_list.err);
    assert_eq!(platform.done(&["dist", "push", &own])["claimed"], honest.len());
    let status = platform.done(&["dist", "status", &pool, "0"]);
    assert_eq!(status["claimed"], status["allocation"]);
    assert!(platform.position(&thief).is_none());
    assert_eq!(platform.done(&["captable", &pool])["balanced"], true);
}

#[test]
fn the_scorer_cannot_challenge_itself() {
    let (platform, _, _, own) = proposed();
    let itself = watch(&platform, "id.json", &own, &["--challenge"]);
    assert_eq!((itself.code, itself.err.lines().next()), (4, Some(ITSELF)));
}

#[test]
fn a_challenge_of_the_right_root_is_refused_before_anything_is_at_stake() {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let folder = platform.build("epoch", &wallets(4));
    let root = platform.done(&["dist", "verify", &folder])["root"].as_str().unwrap().to_owned();
    platform.done(&["dist", "propose", &folder]);
    platform.owner("watcher.json");
    let same = platform.run_as("watcher.json", &["dist", "challenge", &folder]);
    let expected =
        format!("error: the proposed root is that of the files: there is nothing to challenge: {root}\n");
    assert_eq!((same.code, same.err), (3, expected));
}

const EARLY: &str = "error: equity: the challenge must be resolved first (Unresolved 6234)";
const STRANGER: &str = "error: equity: the signer is not the pool's authority (NotAuthority 6200)";
const AGAIN: &str = "error: equity: the distribution has no open challenge (NotChallenged 6233)";
const ITSELF: &str =
    "error: equity: the proposer cannot challenge its own distribution (OwnDistribution 6232)";

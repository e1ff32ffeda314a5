//! Wrong distributions on a real network: found by who recomputes them, challenged, ruled on, and the right one paid out.

use std::{fs, path::Path};

use makerstake_client::time;
use makerstake_distribution::{epoch::Folder, sha};
use makerstake_testkit::equity::{propose, Root};
use makerstake_tests::platform::{hex, inputs, texts, wallets, works, Platform, DAY, RULE, RULER};
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

/// A platform where the scorer has proposed six works with the amounts of the first and the last exchanged; and the inputs of who
/// recomputes it.
fn proposed() -> (Platform, Vec<Pubkey>, String) {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let honest = wallets(6);
    let folder = platform.build("false", &honest);
    exchange(&platform, &folder);
    platform.done(&["dist", "propose", &folder]);
    let own = own(&platform, &honest);
    (platform, honest, own)
}

/// Gives the amount of the first row to the last and the other way round, and builds the epoch again: a consistent folder with the
/// rule and the inputs of the right one.
fn exchange(platform: &Platform, folder: &str) {
    let list = format!("{folder}/leaves.csv");
    let text = fs::read_to_string(&list).unwrap();
    let mut rows: Vec<Vec<&str>> = text.lines().map(|row| row.split(',').collect()).collect();
    let (first, last) = (1, rows.len() - 1);
    let amounts = (rows[first][1], rows[last][1]);
    assert_ne!(amounts.0, amounts.1);
    (rows[last][1], rows[first][1]) = amounts;
    fs::write(&list, rows.iter().map(|row| row.join(",") + "\n").collect::<String>()).unwrap();
    platform.done(&["dist", "build", folder]);
}

/// The inputs of these works in a folder of a watcher.
fn own(platform: &Platform, holders: &[Pubkey]) -> String {
    let own = platform.path("own");
    fs::create_dir_all(&own).unwrap();
    inputs(Path::new(&own), &works(holders));
    own
}

fn watch(platform: &Platform, key: &str, own: &str, more: &[&str]) -> makerstake_tests::process::Run {
    let pool = platform.founded.pool.to_string();
    let evidence = platform.evidence(own);
    let watch = ["dist", "watch", &pool, "--work", own, "--once"];
    platform.run_as(key, &[&watch, &texts(&evidence)[..], more].concat())
}

/// What a look says that finds something wrong: the answer of its report, and its error.
fn alarm(platform: &Platform, own: &str, more: &[&str]) -> (Value, String) {
    let looked = watch(platform, "watcher.json", own, more);
    assert_eq!(looked.code, 8, "{}{}", looked.out, looked.err);
    (serde_json::from_str(&looked.out).unwrap(), looked.err)
}

/// Rules on an epoch, as whoever governs the pool.
fn ruled(platform: &Platform, epoch: &str, ruling: &str) {
    let pool = platform.founded.pool.to_string();
    let run = platform.run_as(RULER, &["dist", "resolve", &pool, epoch, "--ruling", ruling]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

/// Lamports of a key of the folder.
fn lamports(platform: &Platform, key: &Pubkey) -> u64 {
    platform.rpc.get_balance(key).unwrap()
}

fn until(report: &Value) -> String {
    report["challenge_until"].as_str().unwrap().replace('T', " ")
}

#[test]
fn a_watcher_challenges_a_false_root_and_the_right_one_is_paid() {
    let (platform, honest, own) = proposed();
    let (pool, bond) = (platform.founded.pool.to_string(), platform.founded.terms.bond);
    let watcher = platform.owner("watcher.json").pubkey();

    // A dry run and a look change nothing.
    let (report, said) = alarm(&platform, &own, &[]);
    assert_eq!((&report["answer"], &report["state"]), (&"wrong root".into(), &"proposed".into()));
    let expected = format!(
        "error: epoch 0 is not what its inputs give: wrong root\n  `makerstake dist challenge {own}` says so, until {}\n",
        until(&report)
    );
    assert_eq!(said, expected);
    assert_eq!(platform.done(&["dist", "status", &pool, "0"])["state"], "proposed");

    let before = lamports(&platform, &watcher);
    let challenged = watch(&platform, "watcher.json", &own, &["--challenge"]);
    assert_eq!(challenged.code, 0, "{}", challenged.err);
    let status = platform.done(&["dist", "status", &pool, "0"]);
    let manifest = Folder::new(own.clone()).manifest();
    let evidence = hex(&sha::of_file(&manifest).unwrap().0);
    assert_eq!(
        (&status["state"], &status["challenger"], &status["evidence_sha256"]),
        (&"disputed".into(), &watcher.to_string().into(), &evidence.into())
    );
    let staked = before - lamports(&platform, &watcher);
    assert!((bond..bond + FEES).contains(&staked), "a bond and the fee: {staked}");

    // While it is disputed nothing is final, and only the authority ends it.
    let early = platform.run(&["dist", "finalize", &pool, "0"]);
    assert_eq!((early.code, early.err.lines().next()), (4, Some(EARLY)));
    let stranger = platform.run_as("watcher.json", &["dist", "resolve", &pool, "0"]);
    let owners =
        format!("error: the owners decide about disputes of this pool: {}", platform.pool().authority);
    assert_eq!((stranger.code, stranger.err.lines().next()), (3, Some(owners.as_str())));
    ruled(&platform, "0", "void_against_proposer");
    let again = platform.run_as(RULER, &["dist", "resolve", &pool, "0"]);
    assert_eq!((again.code, again.err.lines().next()), (4, Some(AGAIN)));

    // Of the scorer's bond half is the watcher's, beside its own.
    let before = lamports(&platform, &watcher);
    platform.done(&["dist", "finalize", &pool, "0"]);
    assert_eq!(lamports(&platform, &watcher) - before, bond + bond / 2);

    // The false list is not the epoch's any more; the next one is right and pays all of it.
    let false_list = platform.run(&["dist", "push", &platform.path("false")]);
    assert_eq!(false_list.code, 3, "{}", false_list.err);
    let right = platform.build("right", &honest);
    platform.done(&["dist", "propose", &right]);
    time::travel_by(&platform.rpc, 3 * DAY).unwrap();
    platform.done(&["dist", "finalize", &pool, "1"]);
    assert_eq!(platform.done(&["dist", "verify", &right])["chain"], "final");
    assert_eq!(platform.done(&["dist", "push", &right])["claimed"], honest.len());
    let status = platform.done(&["dist", "status", &pool, "1"]);
    assert_eq!(status["claimed"], status["allocation"]);
    assert_eq!(platform.done(&["captable", &pool])["balanced"], true);
}

/// Nobody rules: the epoch is void after 45 days, by anybody, and the challenger loses a tenth.
#[test]
fn silence_ends_a_dispute() {
    let (platform, _, own) = proposed();
    let (pool, bond) = (platform.founded.pool.to_string(), platform.founded.terms.bond);
    let watcher = platform.owner("watcher.json").pubkey();
    let challenged = watch(&platform, "watcher.json", &own, &["--challenge"]);
    assert_eq!(challenged.code, 0, "{}", challenged.err);
    time::travel_by(&platform.rpc, 48 * DAY).unwrap();
    let before = lamports(&platform, &watcher);
    platform.done(&["dist", "finalize", &pool, "0"]);
    assert_eq!(platform.done(&["dist", "status", &pool, "0"])["state"], "void");
    platform.done(&["dist", "finalize", &pool, "0"]);
    assert_eq!(lamports(&platform, &watcher) - before, bond - bond / 10);
}

#[test]
fn the_scorer_cannot_challenge_itself() {
    let (platform, _, own) = proposed();
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
        format!("error: the proposed root and number of leaves are those of the files: there is nothing to challenge: {root}\n");
    assert_eq!((same.code, same.err), (3, expected));
}

/// Under another number of leaves no proof has the right length, so such an epoch would pay nobody.
#[test]
fn a_right_root_with_a_wrong_number_of_leaves_is_challenged() {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let honest = wallets(6);
    let folder = platform.build("epoch", &honest);
    let files = platform.done(&["dist", "verify", &folder]);
    let digest = |field: &str| <[u8; 32]>::try_from(decode(files[field].as_str().unwrap())).unwrap();
    let tree = Root {
        root: digest("root"),
        data_hash: digest("data_hash"),
        leaves: 9,
        total: files["allocation"].as_str().unwrap().parse().unwrap(),
    };
    let (f, end) = (&platform.founded, platform.pool().covered_until + 7 * DAY);
    platform.send(&[propose(f, &f.founder.pubkey(), 0, end, &tree)], &[]);
    platform.owner("watcher.json");
    let (pool, own) = (f.pool.to_string(), own(&platform, &honest));

    let (report, said) = alarm(&platform, &own, &[]);
    assert_eq!(report["answer"], "right root, wrong number of leaves");
    assert_eq!(report["proposed_root"], report["recomputed_root"]);
    assert_eq!((&report["proposed_leaves"], &report["recomputed_leaves"]), (&9.into(), &6.into()));
    let expected = format!(
        "error: epoch 0 is not what its inputs give: right root, wrong number of leaves\n  `makerstake dist challenge {own}` says \
         so, until {}\n",
        until(&report)
    );
    assert_eq!(said, expected);

    let challenged = watch(&platform, "watcher.json", &own, &["--challenge"]);
    assert_eq!(challenged.code, 0, "{}", challenged.err);
    // The rule that it names is not the files', so who watches cannot say whose fault it is.
    let (report, said) = alarm(&platform, &own, &[]);
    let answer = "the proposal is another by this rule and these inputs, which are not its own";
    assert_eq!((&report["answer"], &report["state"]), (&answer.into(), &"disputed".into()));
    assert_eq!(said, unclear(0, answer));

    let early = platform.run(&["dist", "verify", &folder]);
    let (rule, named) = (files["rule_sha256"].as_str().unwrap(), "07".repeat(32));
    let expected = format!(
        "error: the rule hash of the files is {rule}, on chain: {named}\n  it is disputed: `makerstake dist watch` tells whether it is \
         right, the pool's authority rules\n"
    );
    assert_eq!((early.code, early.err), (8, expected));
    ruled(&platform, "0", "void_against_proposer");
    assert_eq!(platform.done(&["dist", "status", &pool, "0"])["state"], "void");
}

/// With a second wallet the scorer takes the one challenge itself; whoever watches is told all the same.
#[test]
fn a_disputed_proposal_is_an_alarm_whoever_disputes_it() {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let (pool, honest) = (platform.founded.pool.to_string(), wallets(6));
    let own = own(&platform, &honest);
    platform.owner("second.json");
    platform.owner("watcher.json");
    let [wrong, other] =
        [("false", &honest[..]), ("other", &wallets(3))].map(|(name, paid)| platform.build(name, paid));
    exchange(&platform, &wrong);
    platform.done(&["dist", "propose", &wrong]);
    let taken = platform.run_as("second.json", &["dist", "challenge", &other]);
    assert_eq!(taken.code, 0, "{}", taken.err);

    // Nothing is staked, whatever is asked for: there is one challenge, and it is taken.
    for more in [&[][..], &["--challenge"]] {
        let (report, said) = alarm(&platform, &own, more);
        assert_eq!(
            (&report["answer"], &report["state"]),
            (&"the proposal is wrong".into(), &"disputed".into())
        );
        assert_eq!(said, waits(0, "the proposal is wrong", "void_against_proposer"));
    }
    // By other inputs than the proposal's, nothing is said about who was wrong.
    let others = platform.path("others");
    fs::create_dir_all(&others).unwrap();
    inputs(Path::new(&others), &works(&honest[1..]));
    let (report, said) = alarm(&platform, &others, &[]);
    let answer = "the proposal is another by this rule and these inputs, which are not its own";
    assert_eq!(report["answer"], answer);
    assert_eq!(said, unclear(0, answer));

    // A void gives the window back. The next proposal is right, and the challenge of it false.
    ruled(&platform, "0", "void");
    let idle = watch(&platform, "watcher.json", &own, &[]);
    assert_eq!((idle.code, idle.err.as_str()), (0, IDLE));
    let [right, other] = ["right", "again"].map(|name| platform.build(name, &honest));
    exchange(&platform, &other);
    platform.done(&["dist", "propose", &right]);
    let taken = platform.run_as("second.json", &["dist", "challenge", &other]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    let (report, said) = alarm(&platform, &own, &[]);
    assert_eq!(report["answer"], "the proposal is right");
    assert_eq!(said, waits(1, "the proposal is right", "as_proposed_against_challenger"));
    ruled(&platform, "1", "as_proposed_against_challenger");
    time::travel_by(&platform.rpc, 3 * DAY).unwrap();
    platform.done(&["dist", "finalize", &pool, "1"]);
    assert_eq!(platform.done(&["dist", "verify", &right])["chain"], "final");
}

/// A work may have been revoked since the proposal, to make honest watchers lose their bonds.
#[test]
fn nothing_is_staked_unasked_on_other_inputs_than_the_proposals() {
    let platform = Platform::start(&[]);
    time::travel_by(&platform.rpc, 7 * DAY).unwrap();
    let (honest, thief) = (wallets(6), wallets(1)[0]);
    let folder = platform.build("false", &[&honest[..], &[thief]].concat());
    platform.done(&["dist", "propose", &folder]);
    let watcher = platform.owner("watcher.json").pubkey();
    let own = own(&platform, &honest);
    let before = lamports(&platform, &watcher);
    for more in [&[][..], &["--challenge"]] {
        let (report, said) = alarm(&platform, &own, more);
        assert_eq!(report["answer"], "other root, from other inputs");
        let expected = format!(
            "error: epoch 0 is not what its inputs give: other root, from other inputs\n  no bond is staked unasked: ask for the \
             published tables and compare them row by row, as a work may have been changed since; if theirs are false, `makerstake \
             dist challenge {own}` says so, until {}\n",
            until(&report)
        );
        assert_eq!(said, expected);
        assert_eq!(lamports(&platform, &watcher), before);
    }
    // Another rule: whoever watches may have missed a vote.
    fs::write(platform.path("rule.json"), RULE.replace("10,", "11,")).unwrap();
    let (report, said) = alarm(&platform, &own, &["--challenge"]);
    assert_eq!(report["answer"], "other root, from another rule");
    let expected = format!(
        "error: epoch 0 is not what its inputs give: other root, from another rule\n  no bond is staked unasked: if yours is the rule \
         that the owners voted, `makerstake dist challenge {own}` says so, until {}\n",
        until(&report)
    );
    assert_eq!(said, expected);

    // Who has compared them stakes on its own word, and the work that nobody attested is not paid for.
    fs::write(platform.path("rule.json"), RULE).unwrap();
    alarm(&platform, &own, &[]);
    let challenged = platform.run_as("watcher.json", &["dist", "challenge", &own]);
    assert_eq!(challenged.code, 0, "{}", challenged.err);
    assert!(platform.position(&thief).is_none());
}

/// The error about a dispute.
fn waits(epoch: u32, answer: &str, ruling: &str) -> String {
    format!("error: epoch {epoch} is disputed and waits for a ruling: {answer}\n  {}", rule(ruling))
}

/// The error about a dispute in which nobody can say who was wrong.
fn unclear(epoch: u32, answer: &str) -> String {
    format!(
        "error: epoch {epoch} is disputed and waits for a ruling: {answer}\n  ask for the tables and the rule that both sides published \
         and compare them row by row; if the proposal is wrong, {}",
        rule("void")
    )
}

fn rule(ruling: &str) -> String {
    format!("the owners should rule `{ruling}`: propose resolve_distribution, see docs/proposals.md\n")
}

fn decode(text: &str) -> Vec<u8> {
    let digits = |at| u8::from_str_radix(&text[at..at + 2], 16).unwrap();
    (0..text.len()).step_by(2).map(digits).collect()
}

const IDLE: &str = "no epoch is open to a challenge, and none is disputed\n";
/// More than any fee here.
const FEES: u64 = 1_000_000;
const EARLY: &str =
    "error: equity: the dispute must be ruled on first, or 45 days of silence be over (Unresolved 6233)";
const AGAIN: &str = "error: equity: the distribution has no open dispute (NotDisputed 6232)";
const ITSELF: &str =
    "error: equity: the proposer cannot challenge its own distribution (OwnDistribution 6231)";

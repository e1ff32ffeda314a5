//! Every command of the command line is known here: it only reads, or it is run through faults, or it says why not.

use std::collections::BTreeSet;

use makerstake_tests::process::run;

/// Commands that write nothing to the chain.
const READS: [&str; 49] = [
    "config get",
    "config list",
    "config name",
    "config set",
    "config use",
    "epoch next",
    "grant list",
    "holder show",
    "key new",
    "key show",
    "tx status",
    "batch build",
    "batch prove",
    "batch verify",
    "budget list",
    "captable",
    "completions",
    "creator attestor list",
    "creator handle show",
    "creator show",
    "dist build",
    "dist export",
    "dist import",
    "dist inputs",
    "dist score",
    "dist status",
    "dist verify",
    "dist watch",
    // The node is a program of its own, and writes to no chain.
    "document",
    "node",
    "doctor",
    "label export",
    "label list",
    "localnet",
    "man",
    "offering list build",
    "offering show",
    "platform show",
    "platform status",
    "program show",
    "proposal list",
    "proposal show",
    "rule list",
    "track list",
    "treasury",
    "watch",
    "work history",
    "work show",
    // What the faucet of a test network gives is not a transaction of ours.
    "airdrop",
];
/// Run by `commands::identity`.
pub const IDENTITY: [&str; 15] = [
    "creator accept",
    "creator handle claim",
    "creator handle free",
    "creator handle reclaim",
    "creator handle release",
    "creator offer",
    "creator recovery accept-key",
    "creator recovery begin",
    "creator recovery cancel",
    "creator recovery finish",
    "creator recovery remove-key",
    "creator recovery set-key",
    "creator register",
    "creator update",
    "creator withdraw",
];
/// Run by `commands::works`.
pub const WORKS: [&str; 8] = [
    "attest",
    "batch promote",
    "batch submit",
    "creator register",
    "work endorse",
    "work revise",
    "work revoke",
    "work withdraw-endorsement",
];
/// Run by `commands::governance`.
pub const GOVERNANCE: [&str; 14] = [
    "budget close",
    "budget draw",
    "budget report",
    "delegate",
    "platform found",
    "platform hand-over",
    "proposal block",
    "proposal cancel",
    "proposal close",
    "proposal execute",
    "proposal finalize",
    "propose",
    "vote",
    "creator register",
];
/// An epoch's own have their tests in `tests/distribution`, faults of `push` among them; permissions, and the ends of batches and endorsements, are in `tests/attestations`;
/// shares, dividends, mints and programs in `tests/cli`. All of them send as the others do; those of labels and offerings have not been
/// run against a network yet, only what they send (`tests/moderation`, `tests/offerings`).
const ELSEWHERE: [&str; 40] = [
    "claim",
    "dividend collect",
    "dividend pay",
    "grant accelerate",
    "grant cancel-transfer",
    "grant close",
    "grant create",
    "grant release",
    "grant revoke",
    "grant transfer",
    "label lift",
    "label set",
    "mint create",
    "mint issue",
    "offering close",
    "offering commit",
    "offering refund",
    "offering release",
    "offering settle",
    "offering stop",
    "offering uncommit",
    "position cancel",
    "position close",
    "position deposit",
    "position open",
    "position withdraw",
    "program close",
    "program deploy",
    "program extend",
    "program set-authority",
    "program write-buffer",
    "batch revoke",
    "creator attestor revoke",
    "creator attestor set",
    "dist challenge",
    "dist finalize",
    "dist propose",
    "dist push",
    "dist resolve",
    "work close-endorsement",
];

#[test]
fn every_command_reads_or_is_run_through_faults() {
    let folder = tempfile::tempdir().unwrap();
    let written = run(&["man", "--out-dir", folder.path().to_str().unwrap()]);
    assert_eq!(written.code, 0, "{}", written.err);
    let mut commands = BTreeSet::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let page = entry.unwrap().file_name().to_string_lossy().into_owned();
        if let Some(name) = page.strip_prefix("makerstake-").and_then(|page| page.strip_suffix(".1")) {
            commands.insert(name.to_owned());
        }
    }
    // Groups have pages too: they are what others begin with.
    let is_group = |name: &String| commands.iter().any(|other| other.starts_with(&format!("{name}-")));
    let leaves: BTreeSet<String> = commands.iter().filter(|name| !is_group(name)).cloned().collect();
    let known = READS.iter().chain(&IDENTITY).chain(&WORKS).chain(&GOVERNANCE).chain(&ELSEWHERE);
    let known: BTreeSet<String> = known.map(|name| name.replace(' ', "-")).collect();
    let unknown: Vec<_> = leaves.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "say of {unknown:?} whether they write, and run them through faults if they do"
    );
    let gone: Vec<_> = known.difference(&leaves).filter(|name| !is_group(name)).collect();
    assert!(gone.is_empty(), "{gone:?} are no commands any more");
}

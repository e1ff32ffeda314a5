//! The whole road of a creator on a local network, through the command alone.

use std::path::Path;

use makerstake_tests::process::{keypair_file, run, Network, Run};
use serde_json::Value;
use solana_signer::Signer as _;

/// The command with a network and a key.
struct Hand<'n> {
    network: &'n Network,
    key: String,
}

impl Hand<'_> {
    fn run(&self, arguments: &[&str]) -> Run {
        let mut all = vec!["-u", &self.network.url, "-k", &self.key, "--output", "json", "--yes"];
        all.extend_from_slice(arguments);
        run(&all)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", run.out))
    }

    fn refused(&self, arguments: &[&str], code: i32, starts: &str) {
        let run = self.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}: {}", run.err);
        let last = run.err.lines().find(|line| line.starts_with("error: ")).unwrap_or_default();
        assert!(last.starts_with(starts), "{arguments:?}: {}", run.err);
    }
}

fn hand<'n>(network: &'n Network, dir: &Path, name: &str) -> (Hand<'n>, solana_keypair::Keypair) {
    let (path, key) = keypair_file(dir, name);
    let hand = Hand { network, key: path.to_string_lossy().into_owned() };
    hand.json(&["airdrop", "10"]);
    (hand, key)
}

#[test]
fn a_creator_registers_attests_revises_and_hands_over() {
    let network = Network::start(&[]);
    let dir = tempfile::tempdir().unwrap();
    let (ada, _) = hand(&network, dir.path(), "ada.json");
    let (eve, eve_key) = hand(&network, dir.path(), "eve.json");
    let work = dir.path().join("work.txt");
    std::fs::write(&work, "first").unwrap();
    let work = work.to_str().unwrap();

    let dry = ada.json(&["--dry-run", "creator", "register", "--handle", "ada-l"]);
    assert_eq!(dry["would"], "register a creator");
    ada.refused(&["creator", "show", "@ada-l"], 3, "error: nobody holds this handle: @ada-l");
    let registered = ada.json(&["creator", "register", "--handle", "Ada-L"]);
    let creator = registered["creator"].as_str().unwrap().to_string();
    assert_eq!(ada.json(&["creator", "show", "@ada-l"])["creator"], creator.as_str());
    ada.refused(&["creator", "register"], 4, "error: the signer has registered already");

    let attested = ada.json(&["attest", work]);
    assert_eq!(attested[0]["state"], "attested");
    let address = attested[0]["attestation"].as_str().unwrap().to_string();
    assert_eq!(ada.json(&["attest", work])[0]["state"], "attested before");
    eve.refused(
        &["attest", "--creator", "@ada-l", dir.path().join("eve.json").to_str().unwrap()],
        4,
        "error: attestations: the signer is not this creator's authority",
    );

    let second = dir.path().join("second.txt");
    std::fs::write(&second, "second").unwrap();
    ada.json(&["work", "revise", &address, second.to_str().unwrap()]);
    let history = ada.json(&["work", "history", &address]);
    let states: Vec<_> = history.as_array().unwrap().iter().map(|work| work["state"].clone()).collect();
    assert_eq!(states, ["revised", "stands"]);
    assert_eq!(ada.json(&["work", "show", work])[0]["creator"], creator.as_str());

    ada.json(&["creator", "offer", &eve_key.pubkey().to_string()]);
    eve.json(&["creator", "accept", &creator]);
    assert_eq!(ada.json(&["creator", "show"])["authority"], eve_key.pubkey().to_string());
    ada.refused(
        &["work", "revoke", &address],
        4,
        "error: attestations: the signer is not this creator's authority",
    );
}

#[test]
fn a_batch_is_submitted_and_its_leaves_promoted_once() {
    let network = Network::start(&[]);
    let dir = tempfile::tempdir().unwrap();
    let (ada, _) = hand(&network, dir.path(), "ada.json");
    let creator = ada.json(&["creator", "register"])["creator"].as_str().unwrap().to_string();
    let input = dir.path().join("works.csv");
    let rows: String = (1..=5).map(|index| format!("{index:064x}\n")).collect();
    std::fs::write(&input, format!("content\n{rows}")).unwrap();
    let folder = dir.path().join("batch");
    let folder = folder.to_str().unwrap();
    ada.json(&["batch", "build", input.to_str().unwrap(), "--author", &creator, "-o", folder]);
    assert_eq!(ada.json(&["batch", "verify", folder])["chain"], "not submitted");
    ada.json(&["batch", "submit", folder]);
    assert_eq!(ada.run(&["batch", "submit", folder]).code, 0, "a second time it is there already");
    assert!(ada.json(&["batch", "verify", folder])["chain"]
        .as_str()
        .unwrap()
        .starts_with("agrees, since slot "));
    let two = ada.json(&["batch", "promote", folder, "1", "4"]);
    assert_eq!((&two["promoted"], &two["skipped"]), (&2.into(), &0.into()));
    let rest = ada.json(&["batch", "promote", folder, "--all"]);
    assert_eq!((&rest["promoted"], &rest["skipped"], &rest["failed"]), (&3.into(), &2.into(), &0.into()));
    assert_eq!(ada.json(&["work", "history"]).as_array().unwrap().len(), 5);
}

#[test]
fn a_platform_attests_for_a_creator_that_permits_it() {
    let network = Network::start(&[]);
    let dir = tempfile::tempdir().unwrap();
    let (ada, _) = hand(&network, dir.path(), "ada.json");
    let (platform, _) = hand(&network, dir.path(), "platform.json");
    let creator = ada.json(&["creator", "register", "--handle", "ada-l"])["creator"].clone();
    let creator = creator.as_str().unwrap();
    let attestor = platform.json(&["creator", "register", "--handle", "platform"])["creator"].clone();
    let work = |name: &str| {
        let path = dir.path().join(name);
        std::fs::write(&path, name).unwrap();
        path.to_str().unwrap().to_owned()
    };

    let nobody = "error: the creator permits no such thing to this attestor now: attest for ";
    platform.refused(&["attest", &work("early"), "--for", "@ada-l"], 3, nobody);
    ada.refused(
        &["creator", "attestor", "set", "@platform", "--until", "1"],
        3,
        "error: the permission would be over before it begins: 1",
    );
    let until = ["--until", "9000000000"];
    ada.json(&[&["creator", "attestor", "set", "@platform", "--scope", "attest,batch"][..], &until].concat());
    let listed = ada.json(&["creator", "attestor", "list"]);
    assert_eq!((&listed[0]["attestor"], &listed[0]["number"]), (&attestor, &0.into()));
    assert_eq!((&listed[0]["scope"], &listed[0]["state"]), (&"attest,batch".into(), &"stands".into()));

    platform.json(&["attest", &work("upload"), "--for", "@ada-l"]);
    let history = platform.json(&["work", "history", "--creator", "@ada-l"]);
    assert_eq!(history.as_array().unwrap().len(), 1);

    // The nightly batch: its leaf is promoted without a signature of the creator's.
    let input = dir.path().join("works.csv");
    std::fs::write(&input, format!("content,creator\n{:064x},{creator}\n", 7)).unwrap();
    let folder = dir.path().join("batch").to_str().unwrap().to_owned();
    let author = attestor.as_str().unwrap();
    platform.json(&["batch", "build", input.to_str().unwrap(), "--author", author, "-o", &folder]);
    platform.json(&["batch", "submit", &folder]);
    assert_eq!(platform.json(&["batch", "promote", &folder, "--all"])["promoted"], 1);

    ada.json(&["creator", "attestor", "revoke", "@platform"]);
    assert_eq!(ada.json(&["creator", "attestor", "list"])[0]["state"], "revoked");
    platform.refused(&["attest", &work("late"), "--for", "@ada-l"], 3, nobody);
    ada.refused(&["creator", "attestor", "revoke", "@platform"], 3, "error: nothing is left to revoke: ");
    platform.json(&["batch", "revoke", &folder]);
    platform.refused(&["batch", "revoke", &folder], 4, "error: attestations: it is revoked already");
}

#[test]
fn a_list_of_creators_registers_and_a_list_of_works_is_attested() {
    let network = Network::start(&["--slot-ms", "50"]);
    let dir = tempfile::tempdir().unwrap();
    let (ada, _) = hand(&network, dir.path(), "ada.json");
    let keys: Vec<String> = (0..40).map(|at| format!("{}/keys/{at}.json", dir.path().display())).collect();
    let made =
        ada.json(&[&["key", "new"][..], &keys.iter().map(String::as_str).collect::<Vec<_>>()].concat());
    assert_eq!(made.as_array().unwrap().len(), 40);
    ada.refused(&["key", "new", &keys[0]], 3, "");
    let list = dir.path().join("creators.csv");
    let rows = |last: &str| {
        let rows: String = (0..40).map(|at| format!("keys/{at}.json,maker-{at}\n")).collect();
        std::fs::write(&list, format!("key,handle\n{}{last}", rows)).unwrap();
    };
    let list = list.to_str().unwrap();
    rows("keys/0.json,again\n");
    let twice = ada.run(&["creator", "register", "--list", list]);
    assert_eq!(twice.code, 3);
    assert!(twice.err.contains("creators.csv:42: a key or a handle is there twice"), "{}", twice.err);
    rows("");
    let registered = ada.json(&["creator", "register", "--list", list]);
    let states = |records: &Value, wanted: &str| {
        records.as_array().unwrap().iter().filter(|record| record["state"] == wanted).count()
    };
    assert_eq!(states(&registered, "registered"), 40, "{registered}");
    assert_eq!(ada.json(&["creator", "show", "@maker-39"])["handle"], "maker-39");
    let again = ada.json(&["creator", "register", "--list", list]);
    assert_eq!(states(&again, "registered before"), 40, "{again}");
    let taken = dir.path().join("taken.csv");
    std::fs::write(&taken, "key,handle\nada.json,maker-7\n").unwrap();
    let taken = ada.run(&["creator", "register", "--list", taken.to_str().unwrap()]);
    assert!((taken.code, taken.err.contains("taken.csv:2: the handle is taken: maker-7")) == (3, true));

    ada.json(&["creator", "register"]);
    let works = dir.path().join("works.csv");
    let rows: String = (1..=25).map(|index| format!("{index:064x},work\n")).collect();
    std::fs::write(&works, format!("content,kind\n{rows}")).unwrap();
    let works = works.to_str().unwrap();
    assert_eq!(states(&ada.json(&["attest", "--list", works]), "attested"), 25);
    assert_eq!(states(&ada.json(&["attest", "--list", works]), "attested before"), 25);
    let bad = dir.path().join("bad.csv");
    std::fs::write(&bad, "content\nxyz\n").unwrap();
    let bad = ada.run(&["attest", "--list", bad.to_str().unwrap()]);
    assert!(bad.code == 3 && bad.err.contains("bad.csv:2: not a SHA-256"), "{}", bad.err);
}

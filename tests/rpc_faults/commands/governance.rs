//! What owners decide, on the platform of the story.

use std::process::Command;

use makerstake_tests::process::{root, story_binary};
use sha2::{Digest as _, Sha256};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

use super::{listed::GOVERNANCE, Line};

const DAY: i64 = 86_400;
const PLATFORM: &str = "HMJ6u1V5PWoB85F44CjgqmsZXx4CAVQTJwLd9vFxBAxi";

/// The key of somebody who played: the hash of a fixed text.
fn role(name: &str) -> Keypair {
    let text = format!("makerstake demonstration key, worth nothing: {name}");
    Keypair::new_from_array(Sha256::digest(text.as_bytes()).into())
}

/// Proposes what a file says, and gives the proposal's address.
fn propose(line: &Line, by: &(String, Pubkey), nonce: u32, track: u8, action: &str) -> String {
    line.file("why.md", "Because.\n");
    let text = format!(
        "title = \"Proposal {nonce}\"\nuri = \"https://reelhouse.example/{nonce}.md\"\ndocument = \"why.md\"\n\
         track = {track}\n\n[[action]]\n{action}\n"
    );
    let file = line.file(&format!("proposal-{nonce}.toml"), &text);
    line.write(by, "propose", 1, &[&file, "--platform", PLATFORM, "--nonce", &nonce.to_string()]);
    let list = line.read(&["proposal", "list", "--platform", PLATFORM]);
    let newest = list.as_array().unwrap().iter().max_by_key(|listed| listed["number"].as_u64());
    newest.expect("a proposal is listed")["proposal"].as_str().unwrap().to_owned()
}

#[test]
fn decisions_are_written_once() {
    let line = Line::new();
    let story =
        Command::new(story_binary()).args(["--url", line.url()]).current_dir(root()).output().unwrap();
    assert!(story.status.success(), "{}", String::from_utf8_lossy(&story.stderr));
    let keep = |name: &str| line.keep(&name.replace(' ', "-"), &role(name));
    let (investor, scorer, team) = (keep("investor"), keep("scorer"), keep("core team"));
    let (guardian, nolan) = (keep("guardian"), keep("creator Christopher Nolan"));
    let at = ["--platform", PLATFORM];

    // Delegation.
    let creator = ["--creator", "@christopher-nolan"];
    let delegate =
        line.read(&["creator", "show", "@steven-spielberg"])["creator"].as_str().unwrap().to_owned();
    line.write(&nolan, "delegate", 1, &[&[delegate.as_str()], &at[..], &creator].concat());

    // Four proposals: one is withdrawn, one blocked, two pass.
    let pay = format!("kind = \"transfer\"\nto = \"{}\"\namount = 1000000000", team.1);
    let budget = format!(
        "kind = \"open_budget\"\nid = 2\nto = \"{}\"\nper_day = 1000000000\ncap = 20000000000\ndays = 30\n\
         report_every_days = 30",
        team.1
    );
    let withdrawn = propose(&line, &investor, 101, 1, &pay);
    let blocked = propose(&line, &investor, 102, 1, &pay);
    let paid = propose(&line, &investor, 103, 1, &pay);
    let opened = propose(&line, &investor, 104, 1, &budget);
    line.write(&investor, "proposal cancel", 1, &[&withdrawn]);
    line.write(&guardian, "proposal block", 1, &[&blocked]);
    line.pass(DAY + 60);
    line.write(&investor, "vote", 1, &["yes", &paid, &opened]);
    line.write(&scorer, "vote", 1, &["yes", &paid, &opened]);
    line.pass(9 * DAY);
    for proposal in [&paid, &opened] {
        line.write(&team, "proposal finalize", 1, &[proposal]);
        line.write(&team, "proposal execute", 1, &[proposal]);
        line.write(&team, "proposal close", 1, &[proposal]);
    }

    // The budget that was opened, and the one that the story revoked.
    line.pass(2 * DAY);
    let before = line.direct().get_balance(&team.1).unwrap();
    line.write(&investor, "budget draw", 1, &[&["2"], &at[..]].concat());
    let drawn = line.direct().get_balance(&team.1).unwrap() - before;
    assert!((2_000_000_000..3_000_000_000).contains(&drawn), "{drawn} lamports were drawn in two days");
    let report = ["2", "--sha256", &"ab".repeat(32), "--uri", "https://reelhouse.example/report.md"]
        .map(str::to_owned);
    let report: Vec<&str> = report.iter().map(String::as_str).chain(at).collect();
    line.write(&team, "budget report", 1, &report);
    line.write(&investor, "budget close", 1, &[&["1"], &at[..]].concat());

    // A platform of one's own: ten steps, each once.
    let founder = line.keep("founder", &Keypair::new());
    // The mint's address must be nobody's yet.
    let mint = line.path("mint.json");
    solana_keypair::write_keypair_file(&Keypair::new(), &mint).unwrap();
    let (scorer_address, guardian_address) = (scorer.1.to_string(), guardian.1.to_string());
    let money = role("dividend mint").pubkey().to_string();
    let data = root().join("migrations/data");
    let [document, tracks] =
        ["example-platform.toml", "tracks.toml"].map(|name| data.join(name).to_string_lossy().into_owned());
    let found = [
        document.as_str(),
        "--tracks",
        &tracks,
        "--mint-key",
        &mint,
        "--scorer",
        &scorer_address,
        "--guardian",
        &guardian_address,
        "--dividend-mint",
        &money,
    ];
    line.write(&founder, "platform found", 11, &found);
    let share_mint = solana_keypair::read_keypair_file(&mint).unwrap().pubkey().to_string();
    line.write(&founder, "platform hand-over", 1, &["--platform", &share_mint]);
    line.write(&founder, "creator register", 1, &[]);
    line.assert_ran(&GOVERNANCE);
}

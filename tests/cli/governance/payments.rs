//! A payment from its file to its receipt, and everything that it is refused on the way.

use makerstake_client::programs::Program;
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::fixture::{Hand, PlatformFixture, DAY, SOL};

fn pay(to: &str, lamports: u64) -> String {
    format!("[[action]]\nkind = \"transfer\"\nto = \"{to}\"\namount = {lamports}\n")
}

#[test]
fn owners_decide_a_payment_and_nobody_hurries_hides_or_repeats_it() {
    let fixture = PlatformFixture::new();
    reading_shows_the_platform(&fixture);
    what_would_fail_is_refused_before_it_is_sent(&fixture);
    nine_decoys_hide_nothing(&fixture);
    withdrawn_and_blocked_is_the_end(&fixture);
    let paid = a_payment_is_voted_and_executed_once(&fixture);
    rent_goes_back(&fixture, &paid);
    too_late_is_too_late(&fixture);
}

fn reading_shows_the_platform(fixture: &PlatformFixture) {
    let shown = fixture.stranger.json(&["platform", "show"]);
    assert_eq!(shown["platform"], fixture.at.platform.to_string());
    assert_eq!(shown["treasury"], fixture.at.treasury.to_string());
    assert_eq!(shown["guardian"], fixture.guardian.address().to_string());
    assert_eq!((&shown["handed_over_at"], &shown["proposals"]), (&serde_json::Value::Null, &0.into()));
    assert_eq!(shown["open_slots"], 16);
    let authority = shown["upgrade_authority"].as_str().unwrap();
    assert!(authority == "nobody" || authority.parse::<solana_pubkey::Pubkey>().is_ok(), "{authority}");
    // Any of the three addresses names the platform.
    for address in [fixture.at.platform, fixture.at.pool, fixture.at.mint] {
        let again = fixture.stranger.json(&["platform", "show", "--platform", &address.to_string()]);
        assert_eq!(again, shown);
    }
    let nobody = Keypair::new().pubkey().to_string();
    fixture.stranger.refused(
        &["platform", "show", "--platform", &nobody],
        3,
        &[
            &format!("error: no platform, pool or mint at this address: {nobody}"),
            "check the address and the cluster (-u)",
        ],
    );
    let table = fixture.stranger.table(&["platform", "show"]);
    assert!(table.starts_with(&format!("platform             {}\n", fixture.at.platform)), "{table}");

    let tracks = fixture.stranger.json(&["track", "list"]);
    let ids: Vec<_> = tracks.as_array().unwrap().iter().map(|track| track["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(tracks[0]["actions"], "transfer open_budget");
    assert_eq!((&tracks[0]["optimistic"], &tracks[0]["per_action_limit_ppm"]), (&true.into(), &2_500.into()));
    assert_eq!((&tracks[1]["token_house"], &tracks[1]["days"]), (&"10/55/-".into(), &"1/5/1/3/14".into()));
    assert_eq!(fixture.stranger.table(&["track", "list"]).lines().count(), 9, "a heading and eight tracks");

    let treasury = fixture.stranger.json(&["treasury"]);
    assert_eq!(treasury.as_array().unwrap().len(), 1);
    assert_eq!(treasury[0]["asset"], "SOL");
    let lamports: u64 = treasury[0]["amount"].as_str().unwrap().parse().unwrap();
    assert!((1_000 * SOL..1_001 * SOL).contains(&lamports), "{lamports}");
    assert_eq!(fixture.stranger.json(&["proposal", "list"]), serde_json::json!([]));
}

fn what_would_fail_is_refused_before_it_is_sent(fixture: &PlatformFixture) {
    let to = fixture.eve.address().to_string();
    let two = fixture.paper("two.toml", "", &pay(&to, SOL));
    let choose = "choose one with `track = ID` in the file; `makerstake track list` shows what each asks for";
    fixture.ada.refused(
        &["propose", &two],
        3,
        &["error: several tracks allow these actions: 0 or 1 or 7", choose],
    );
    let wrong = fixture.paper("wrong.toml", "track = 4", &pay(&to, SOL));
    fixture.ada.refused(
        &["propose", &wrong],
        3,
        &[
            &format!("{wrong}: track 4 does not allow transfer"),
            "the actions of this file belong to track 0 or 1 or 7",
        ],
    );
    let nowhere = fixture.paper("nowhere.toml", "track = 9", &pay(&to, SOL));
    fixture.ada.refused(
        &["propose", &nowhere],
        3,
        &[
            &format!("{nowhere}: there is no track 9 on this platform"),
            "the actions of this file belong to track 0 or 1 or 7",
        ],
    );
    let mixed = format!("{}[[action]]\nkind = \"set_scorer\"\nscorer = \"{to}\"\n", pay(&to, SOL));
    let mixed = fixture.paper("mixed.toml", "", &mixed);
    fixture.ada.refused(
        &["propose", &mixed],
        3,
        &[
            "error: no track allows all of these actions together: transfer, set_scorer",
            "split the proposal; `makerstake track list` shows what each track allows",
        ],
    );
    let poor = fixture.paper("poor.toml", "track = 7", &pay(&to, 9_000 * SOL));
    let poor_run = fixture.ada.run("json", &["-q", "propose", &poor]);
    assert_eq!((poor_run.code, poor_run.out.as_str()), (4, ""));
    let lines: Vec<_> = poor_run.err.lines().collect();
    assert_eq!(lines[0], format!("{poor}: the proposal would fail; nothing was sent"));
    assert!(lines[1].starts_with("  | the treasury has 1000"), "{}", lines[1]);
    assert!(lines[1].ends_with(" SOL of it, 9000 SOL are asked for"), "{}", lines[1]);
    let itself = fixture.paper("itself.toml", "track = 1", &pay(&fixture.at.treasury.to_string(), SOL));
    let mint = fixture.paper("mint.toml", "track = 1", &pay(&fixture.at.mint.to_string(), SOL));
    for (paper, problem) in [
        (&itself, "| the treasury cannot pay itself".to_owned()),
        (
            &mint,
            format!(
                "| {} is neither a wallet nor a token account (it belongs to {})",
                fixture.at.mint,
                spl_token_2022_interface::ID
            ),
        ),
    ] {
        let first = format!("{paper}: the proposal would fail; nothing was sent");
        fixture.ada.refused(&["propose", paper], 4, &[&first, &problem]);
    }
    let good = fixture.paper("good.toml", "track = 1", &pay(&to, SOL));
    fixture.eve.rejected(&["propose", &good], Program::Governance, "TooFewVotesToPropose");
    // Ben delegated what he has.
    fixture.ben.rejected(&["propose", &good], Program::Governance, "TooFewVotesToPropose");
    let position = fixture.at.position(&fixture.stranger.address());
    fixture.stranger.refused(
        &["propose", &good],
        3,
        &[
            &format!("error: no position of the proposer; only who has shares, or votes by delegation, proposes, and none at this address: {position}"),
            "check the address and the cluster (-u)",
        ],
    );
    let nothing = fixture.paper("nothing.toml", "track = 1", &pay(&to, 0));
    let refused = fixture.ada.run("json", &["-q", "propose", &nothing]);
    assert_eq!((refused.code, refused.out.as_str()), (3, ""));
    assert!(refused.err.contains(": action 1: it can never be executed: amounts must be"), "{}", refused.err);
    let dry = fixture.ada.json(&["--dry-run", "propose", &good]);
    assert!(dry["would"].as_str().unwrap().starts_with("propose \"A proposal\" as "), "{dry}");
    let spent = |lamports: &str| dry[lamports].as_u64().unwrap();
    let price = spent("payer_lamports_before") - spent("payer_lamports_after");
    assert!((SOL..SOL + SOL / 50).contains(&price), "the bond, rent and the fee: {price}");
    assert_eq!(fixture.stranger.json(&["proposal", "list"]), serde_json::json!([]), "nothing was sent");
}

/// The proposal that a person makes of a file.
fn proposed(by: &Hand, paper: &str) -> String {
    by.json(&["propose", paper])["proposal"].as_str().unwrap().to_owned()
}

fn nine_decoys_hide_nothing(fixture: &PlatformFixture) {
    let (friend, thief) = (fixture.ben.address().to_string(), fixture.stranger.address().to_string());
    let mut actions: String = (1..=9).map(|n| pay(&friend, n * 1_000_000)).collect();
    actions += &pay(&thief, 900 * SOL);
    let paper = fixture.paper("decoys.toml", "track = 7", &actions);
    let run = fixture.ada.run("json", &["propose", &paper]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut words: Vec<_> =
        (1..=9).map(|n| format!("Pay 0.00{n} SOL from the treasury to {friend}.")).collect();
    words.push(format!("Pay 900 SOL from the treasury to {thief}."));
    let said: Vec<_> = run.err.lines().filter_map(|line| line.strip_prefix("  - ")).collect();
    assert_eq!(said, words, "before it is sent");
    let address = serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["proposal"].clone();
    let address = address.as_str().unwrap();
    let shown = fixture.stranger.json(&["proposal", "show", address]);
    assert_eq!(shown["actions"], serde_json::json!(words), "to everybody who votes");
    let table = fixture.stranger.table(&["proposal", "show", address]);
    let lines: Vec<_> = table.lines().map(str::trim).collect();
    for line in &words[1..] {
        assert!(lines.contains(&line.as_str()), "each on a line of its own: {line}\n{table}");
    }
    fixture.ada.json(&["proposal", "cancel", address]);
    fixture.ada.json(&["proposal", "close", address]);
}

fn withdrawn_and_blocked_is_the_end(fixture: &PlatformFixture) {
    let paper = fixture.paper("one.toml", "track = 1", &pay(&fixture.eve.address().to_string(), SOL));
    let first = proposed(&fixture.ada, &paper);
    fixture.eve.rejected(&["proposal", "cancel", &first], Program::Governance, "NotProposer");
    fixture.ada.json(&["proposal", "cancel", &first]);
    assert_eq!(fixture.stranger.json(&["proposal", "show", &first])["state"], "cancelled");
    fixture.ada.rejected(&["proposal", "cancel", &first], Program::Governance, "AlreadyDecided");
    fixture.ada.json(&["proposal", "close", &first]);
    let second = proposed(&fixture.ada, &paper);
    fixture.eve.rejected(&["proposal", "block", &second], Program::Governance, "NotGuardian");
    let asked = fixture.guardian.run("json", &["proposal", "block", &second]);
    assert_eq!((asked.code, asked.out.as_str()), (9, ""));
    assert_eq!(
        asked.err,
        "error: this needs a yes: Block this proposal for good?\n  pass --yes to go ahead without asking\n"
    );
    fixture.guardian.json(&["proposal", "block", &second]);
    assert_eq!(fixture.stranger.json(&["proposal", "show", &second])["state"], "blocked");
    fixture.ada.rejected(&["vote", "yes", &second], Program::Governance, "VotingOver");
    fixture.stranger.json(&["proposal", "close", &second]);
}

fn a_payment_is_voted_and_executed_once(fixture: &PlatformFixture) -> String {
    let to = fixture.stranger.address();
    let paper = fixture.paper("pay.toml", "track = 1", &pay(&to.to_string(), 5 * SOL));
    let address = proposed(&fixture.ada, &paper);
    let listed = fixture.stranger.json(&["proposal", "list"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(
        (&listed[0]["proposal"], &listed[0]["title"]),
        (&address.clone().into(), &"A proposal".into())
    );
    assert_eq!((&listed[0]["state"], &listed[0]["track"]), (&"pending".into(), &1.into()));

    let from = fixture.proposal(&address).voting_from;
    let early = fixture.ada.run("json", &["vote", "yes", &address]);
    assert_eq!((early.code, early.out.as_str()), (4, ""));
    // A day less the time that has passed, which may be nothing.
    let begins = |wait| early.err.starts_with(&format!("error: voting has not begun\n  it begins in {wait}"));
    assert!(begins("23 h") || begins("1 d "), "{}", early.err);
    let at = makerstake_client::message::date(from);
    assert!(early.err.ends_with(&format!(" (at {at})\n  | nothing was sent\n")), "{}", early.err);

    fixture.travel_to(from);
    let house = |choice: &str| {
        fixture.stranger.json(&["proposal", "show", &address])["house_of_shares"][choice]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let dry = fixture.ada.json(&["--dry-run", "vote", "yes", &address]);
    assert_eq!(dry["would"], format!("vote yes on 1 proposal for {}", fixture.ada.address()));
    assert_eq!(house("yes"), "0", "nothing was sent");
    fixture.ada.json(&["vote", "yes", &address]);
    assert_eq!(house("yes"), "9000000", "her own, and what Ben delegated to her");
    fixture.ada.json(&["vote", "no", &address]);
    assert_eq!((house("yes"), house("no")), ("0".into(), "9000000".into()), "changed, not counted twice");
    fixture.ada.json(&["vote", "yes", &address]);
    fixture.ada.json(&["vote", "yes", &address]);
    assert_eq!((house("yes"), house("no")), ("9000000".into(), "0".into()), "voting twice adds nothing");
    fixture.ben.json(&["vote", "no", &address]);
    assert_eq!((house("yes"), house("no")), ("6000000".into(), "3000000".into()), "Ben takes his back");
    let position = fixture.at.position(&fixture.stranger.address());
    fixture.stranger.refused(
        &["vote", "yes", &address],
        3,
        &[
            &format!(
                "error: no position of this holder; only shares vote, and none at this address: {position}"
            ),
            "check the address and the cluster (-u); for the shares of a creator pass --creator",
        ],
    );
    let unknown = fixture.ada.run("json", &["vote", "perhaps", &address]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("[possible values: yes, no, abstain]"), "{}", unknown.err);

    let times = makerstake_client::proposals::times(&fixture.proposal(&address));
    wait(fixture, &["proposal", "finalize"], &address, "the vote is not over yet", times.closes_at());
    wait(fixture, &["proposal", "execute"], &address, "the vote is not over yet", times.executable_from());
    fixture.travel_to(times.voting_until);
    wait(
        fixture,
        &["vote", "yes"],
        &address,
        "voting is over; in cool-off only votes against count",
        times.closes_at(),
    );
    fixture.travel_to(times.closes_at());
    fixture.stranger.refused(
        &["proposal", "execute", &address],
        4,
        &[
            "error: the vote is over, but nobody has decided it",
            "run `makerstake proposal finalize` first",
            "| nothing was sent",
        ],
    );
    fixture.stranger.json(&["proposal", "finalize", &address]);
    fixture.stranger.rejected(&["proposal", "finalize", &address], Program::Governance, "AlreadyDecided");
    fixture.ada.rejected(&["vote", "no", &address], Program::Governance, "VotingOver");
    assert_eq!(fixture.stranger.json(&["proposal", "show", &address])["state"], "timelock");
    wait(fixture, &["proposal", "execute"], &address, "the timelock is not over", times.executable_from());
    fixture.stranger.rejected(&["proposal", "close", &address], Program::Governance, "NotTerminal");

    fixture.travel_to(times.executable_from());
    let before = fixture.rpc.get_balance(&to).unwrap();
    let dry = fixture.ada.json(&["--dry-run", "proposal", "execute", &address]);
    assert_eq!(dry["would"], format!("Pay 5 SOL from the treasury to {to}."));
    assert_eq!(fixture.rpc.get_balance(&to).unwrap(), before, "nothing was sent");
    let executed = fixture.ada.json(&["proposal", "execute", &address]);
    assert_eq!(executed["done"], format!("Pay 5 SOL from the treasury to {to}."));
    assert_eq!(fixture.rpc.get_balance(&to).unwrap(), before + 5 * SOL);
    fixture.ada.refused(
        &["proposal", "execute", &address],
        3,
        &[&format!("error: every action is executed already: {address}")],
    );
    assert_eq!(fixture.rpc.get_balance(&to).unwrap(), before + 5 * SOL, "once");
    address
}

/// That a command about a proposal says what it waits for, and until when.
#[track_caller]
fn wait(fixture: &PlatformFixture, command: &[&str], address: &str, what: &str, until: i64) {
    let run = fixture.ada.run("json", &[&["-q"], command, &[address]].concat());
    assert_eq!((run.code, run.out.as_str()), (4, ""), "{}", run.err);
    let lines: Vec<_> = run.err.lines().collect();
    assert_eq!(lines[0], format!("error: {what}"));
    let at = makerstake_client::message::date(until);
    assert!(lines[1].ends_with(&format!(" (at {at})")), "{}", lines[1]);
    assert_eq!(lines[2..], ["  | nothing was sent"]);
}

fn rent_goes_back(fixture: &PlatformFixture, address: &str) {
    let held = fixture.rpc.get_balance(&address.parse().unwrap()).unwrap();
    let before = fixture.rpc.get_balance(&fixture.ada.address()).unwrap();
    fixture.stranger.json(&["proposal", "close", address]);
    assert_eq!(fixture.rpc.get_balance(&fixture.ada.address()).unwrap(), before + held, "rent and bond");
    fixture.stranger.refused(
        &["proposal", "show", address],
        3,
        &[
            &format!("error: no proposal at this address: {address}"),
            "check the address and the cluster (-u)",
        ],
    );
}

fn too_late_is_too_late(fixture: &PlatformFixture) {
    let paper = fixture.paper("late.toml", "track = 1", &pay(&fixture.eve.address().to_string(), SOL));
    let address = fixture.carry(&fixture.ada, &paper, &[]);
    let times = makerstake_client::proposals::times(&fixture.proposal(&address));
    fixture.travel_to(times.executable_until());
    assert_eq!(fixture.stranger.json(&["proposal", "show", &address])["state"], "expired");
    let run = fixture.ada.run("json", &["-q", "proposal", "execute", &address]);
    assert_eq!((run.code, run.out.as_str()), (4, ""));
    assert!(run.err.starts_with("error: the time for execution is over\n  it ended "), "{}", run.err);
    assert!(
        run.err.contains(&format!(
            " (at {}); propose it again\n",
            makerstake_client::message::date(times.executable_until())
        )),
        "{}",
        run.err
    );
    assert!(times.executable_until() - times.executable_from() == 14 * DAY);
    fixture.stranger.json(&["proposal", "close", &address]);
}

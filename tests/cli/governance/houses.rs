//! The house of makers and the rulebook: votes that are earned, a rule that owners decide, delegation, the hand-over.

use makerstake_client::{
    generated::equity::{accounts::Pool, instructions as equity},
    hash::Sha2,
    programs::Program,
};
use makerstake_core::emission;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::fixture::{PlatformFixture, CLOSED, DAY, SHARE};
use makerstake_tests::process::time;

#[test]
fn what_was_earned_counts_in_a_house_of_its_own_and_a_rule_is_written() {
    let fixture = PlatformFixture::new();
    votes_are_delegated_and_taken_back(&fixture);
    let creator = fixture.eve.json(&["creator", "register", "--handle", "eve"])["creator"].clone();
    let creator: Pubkey = creator.as_str().unwrap().parse().unwrap();
    fixture.send(&[fixture.open_position(&creator)], &[&fixture.founder.key]);
    let makers = |fixture: &PlatformFixture| {
        let shown = fixture.stranger.json(&["platform", "show"]);
        ["earned_votes", "makers_floor", "makers_dormant"].map(|field| shown[field].clone())
    };
    assert_eq!(makers(&fixture), ["0".into(), "150000".into(), Value::Bool(true)]);
    earn(&fixture, &creator, 2_000 * SHARE);
    let pool = Pool::from_bytes(&fixture.account(&fixture.at.pool)).unwrap();
    let epoch = (fixture.now() - pool.snapshot_genesis) / i64::from(pool.snapshot_epoch_seconds);
    fixture.travel_to(pool.snapshot_genesis + (epoch + 1) * i64::from(pool.snapshot_epoch_seconds));
    assert_eq!(makers(&fixture), ["2000".into(), "150000".into(), Value::Bool(true)]);

    silence_decides_nothing_while_the_makers_sleep(&fixture);
    a_rule_is_written(&fixture);
    the_founder_hands_over_once(&fixture);
}

fn silence_decides_nothing_while_the_makers_sleep(fixture: &PlatformFixture) {
    let to = fixture.eve.address();
    let pay = format!("[[action]]\nkind = \"transfer\"\nto = \"{to}\"\namount = 1\n");
    let paper = fixture.paper("grant.toml", "track = 0\n", &pay);
    let first = format!("{paper}: the proposal would fail; nothing was sent");
    fixture.ada.refused(&["propose", &paper], 4, &[&first, CLOSED]);
}

fn votes_are_delegated_and_taken_back(fixture: &PlatformFixture) {
    let (ada, eve) = (fixture.ada.address().to_string(), fixture.eve.address().to_string());
    fixture.eve.rejected(&["delegate", &eve], Program::Equity, "SelfDelegation");
    let position = fixture.at.position(&fixture.stranger.address());
    fixture.eve.refused(
        &["delegate", &fixture.stranger.address().to_string()],
        3,
        &[
            &format!("error: no position of the delegate: it must hold one to vote for others, and none at this address: {position}"),
            "check the address and the cluster (-u)",
        ],
    );
    fixture.eve.refused(
        &["delegate", "--nobody"],
        3,
        &[&format!("error: these votes are not delegated: {eve}")],
    );
    let done = fixture.eve.json(&["delegate", &ada])["done"].clone();
    assert_eq!(done, format!("delegate the votes of {eve} to {ada}"));
    fixture.eve.rejected(&["delegate", "--nobody"], Program::Equity, "DelegationCooldown");
    let neither = fixture.eve.run("json", &["delegate"]);
    assert_eq!(neither.code, 2);
}

/// A distribution with one claim, proposed, final, and claimed.
fn earn(fixture: &PlatformFixture, holder: &Pubkey, amount: u64) {
    let pool = Pool::from_bytes(&fixture.account(&fixture.at.pool)).unwrap();
    fixture.travel_to(pool.covered_until + i64::from(pool.window_seconds));
    // Until now, so that the creator was there before the window closed.
    let window_end = fixture.now().min(pool.covered_until + 2 * i64::from(pool.window_seconds));
    let epoch = pool.next_epoch;
    let root = emission::leaf::<Sha2>(fixture.at.pool.as_array(), epoch, holder.as_array(), amount);
    let distribution = Pubkey::find_program_address(
        &[b"distribution", fixture.at.pool.as_ref(), &epoch.to_le_bytes()],
        &Program::Equity.id(),
    )
    .0;
    let scorer = fixture.scorer.address();
    let propose = equity::ProposeDistribution {
        scorer,
        pool: fixture.at.pool,
        distribution,
        system_program: system_program::ID,
    };
    let args = equity::ProposeDistributionInstructionArgs {
        window_end,
        total: amount,
        root,
        data_hash: [1; 32],
        rule_hash: [2; 32],
        inputs_hash: [3; 32],
        leaves: 1,
    };
    fixture.send(&[propose.instruction(args)], &[&fixture.scorer.key]);
    fixture.travel_to(fixture.now() + i64::from(pool.challenge_seconds));
    let finalize = equity::FinalizeDistribution {
        pool: fixture.at.pool,
        distribution,
        mint: fixture.at.mint,
        vault: fixture.at.vault,
        token_program: spl_token_2022_interface::ID,
    };
    let claim = equity::Claim {
        pool: fixture.at.pool,
        distribution,
        position: fixture.at.position(holder),
        delegate: None,
    };
    let args = equity::ClaimInstructionArgs { amount, proof: vec![] };
    fixture.send(&[finalize.instruction(), claim.instruction(args)], &[&fixture.scorer.key]);
}

fn a_rule_is_written(fixture: &PlatformFixture) {
    let rule = |version: u32| {
        format!(
            "[[action]]\nkind = \"set_rule\"\nid = 3\ndomain = \"moderation\"\nversion = {version}\n\
             text_sha256 = \"{}\"\nnotice_days = 3\nparams = [{{ bps = 250 }}, {{ bool = true }}]\n",
            "cd".repeat(32)
        )
    };
    let wrong = fixture.paper("wrong.toml", "", &rule(2));
    let first = format!("{wrong}: the proposal would fail; nothing was sent");
    fixture.ada.refused(&["propose", &wrong], 4, &[&first, "| the next version of rule 3 is 1, not 2"]);
    let hasty = fixture.paper("hasty.toml", "", &rule(1).replace("notice_days = 3", "notice_days = 2"));
    let refused = fixture.ada.run("json", &["-q", "propose", &hasty]);
    assert_eq!(refused.code, 3);
    assert!(refused.err.contains(": action 1: it can never be executed: amounts must be"), "{}", refused.err);

    let paper = fixture.paper("rule.toml", "", &rule(1));
    let address = fixture.carry(&fixture.ada, &paper, &[(&fixture.eve, &["--creator", "@eve"])]);
    let shown = fixture.stranger.json(&["proposal", "show", &address]);
    assert_eq!(
        (&shown["house_of_makers"]["yes"], &shown["house_of_makers"]["eligible"], &shown["makers_dormant"]),
        (&"2000".into(), &"2000".into(), &Value::Bool(true))
    );
    let table = fixture.stranger.table(&["proposal", "show", &address]);
    assert!(
        table.contains("\nhouse of makers     eligible 2000, yes 2000, no 0, abstain 0, quorum 0,"),
        "{table}"
    );
    assert_eq!(fixture.stranger.json(&["rule", "list"]), serde_json::json!([]));
    fixture.stranger.json(&["proposal", "execute", &address]);
    let listed = &fixture.stranger.json(&["rule", "list"])[0];
    assert_eq!((&listed["id"], &listed["domain"]), (&3.into(), &"moderation".into()));
    assert_eq!((&listed["state"], &listed["version"]), (&"announced".into(), &1.into()));
    assert_eq!(
        (&listed["params"], &listed["text_sha256"]),
        (&"250 bps, yes".into(), &"cd".repeat(32).into())
    );
    let at = time(&listed["effective_at"]);
    assert!((at - fixture.now() - 3 * DAY).abs() < 600, "three days of notice");
    let later = fixture.stranger.json(&["rule", "list", "--at", &at.to_string()]);
    assert_eq!(later[0]["state"], "in effect");
}

fn the_founder_hands_over_once(fixture: &PlatformFixture) {
    let scorer = fixture.paper(
        "scorer.toml",
        "",
        &format!("[[action]]\nkind = \"set_scorer\"\nscorer = \"{}\"\n", fixture.ben.address()),
    );
    let first = format!("{scorer}: the proposal would fail; nothing was sent");
    let wait = "| the pool is not handed over to the treasury yet: its founder decides (`makerstake platform hand-over`)";
    fixture.ada.refused(&["propose", &scorer], 4, &[&first, wait]);
    let asked = fixture.founder.run("json", &["-q", "platform", "hand-over"]);
    assert_eq!((asked.code, asked.out.as_str()), (9, ""));
    let early = fixture.eve.run("json", &["-q", "--yes", "platform", "hand-over"]);
    assert_eq!(early.code, 3, "{}", early.err);
    let only = "error: only the founder hands the pool over before its deadline: ";
    assert!(early.err.starts_with(only), "{}", early.err);
    fixture.founder.json(&["platform", "hand-over"]);
    let pool = Pool::from_bytes(&fixture.account(&fixture.at.pool)).unwrap();
    assert_eq!(pool.authority, fixture.at.treasury);
    let again = fixture.founder.run("json", &["-q", "--yes", "platform", "hand-over"]);
    assert_eq!((again.code, again.out.as_str()), (3, ""));
    assert!(again.err.starts_with("error: the pool was handed over already: "), "{}", again.err);
    let dry = fixture.ada.json(&["--dry-run", "propose", &scorer]);
    assert!(dry["would"].as_str().unwrap().starts_with("propose "), "{dry}");
}

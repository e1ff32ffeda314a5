//! The creator house and the rulebook: a seat that is earned, a rule that both houses decide, delegation, the hand-over.

use makerstake_domain::emission;
use makerstake_sdk::{
    generated::equity::{accounts::Pool, instructions as equity},
    hash::Sha2,
    programs::Program,
};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::town::{Town, DAY, SHARE};

#[test]
fn a_creator_earns_a_seat_and_both_houses_write_a_rule() {
    let town = Town::new();
    votes_are_delegated_and_taken_back(&town);
    let creator = town.eve.json(&["creator", "register", "--handle", "eve"])["creator"].clone();
    let creator: Pubkey = creator.as_str().unwrap().parse().unwrap();
    town.send(&[town.open_position(&creator)], &[&town.founder.key]);
    town.eve.rejected(&["seat", "take"], Program::Governance, "CreatorTooYoung");
    let voter = town.at.voter(&creator);
    let no_seat =
        format!("error: no voter account of this creator, so it has no seat; none at this address: {voter}");
    let check = "check the address and the cluster (-u)";
    town.eve.refused(&["seat", "leave"], 3, &[&no_seat, check]);
    town.stranger.refused(&["seat", "review", "@eve"], 3, &[&no_seat, check]);
    let grown_up = town.now() + 7 * DAY;
    earn(&town, &creator, 2_000 * SHARE);
    town.travel_to(grown_up);
    let refused = town.stranger.run("json", &["-q", "seat", "take", "--creator", "@eve"]);
    assert_eq!(refused.code, 4);
    assert!(refused.err.contains("(NotHolder "), "{}", refused.err);

    let dry = town.eve.json(&["--dry-run", "seat", "take"]);
    assert_eq!(dry["would"], format!("take a seat for {creator}"));
    assert_eq!(town.stranger.json(&["platform", "show"])["seats"], 0, "nothing was sent");
    let nobody = "error: nobody sits in the creator house, without which neither rules nor rulings nor another scorer can be \
                  decided";
    let first = "seats need shares earned in an epoch that is final: should the first be challenged, nobody could rule on it \
                 any more; let creators take seats first (`makerstake seat take`), or insist with --without-seats";
    town.founder.refused(&["platform", "hand-over"], 3, &[nobody, first]);
    town.eve.json(&["seat", "take"]);
    assert_eq!(town.stranger.json(&["platform", "show"])["seats"], 1);
    town.eve.rejected(&["seat", "take"], Program::Governance, "SeatTaken");
    town.stranger.rejected(&["seat", "review", "@eve"], Program::Governance, "StillQualified");
    let pool = Pool::from_bytes(&town.account(&town.at.pool)).unwrap();
    let epoch = (town.now() - pool.power_genesis) / i64::from(pool.power_epoch_seconds);
    town.travel_to(pool.power_genesis + (epoch + 1) * i64::from(pool.power_epoch_seconds));

    a_rule_is_written(&town);
    the_founder_hands_over_once(&town);
    town.eve.json(&["seat", "leave"]);
    assert_eq!(town.stranger.json(&["platform", "show"])["seats"], 0);
    town.eve.rejected(&["seat", "leave"], Program::Governance, "NoSeat");
}

fn votes_are_delegated_and_taken_back(town: &Town) {
    let (ada, eve) = (town.ada.address().to_string(), town.eve.address().to_string());
    town.eve.rejected(&["delegate", &eve], Program::Equity, "SelfDelegation");
    let position = town.at.position(&town.stranger.address());
    town.eve.refused(
        &["delegate", &town.stranger.address().to_string()],
        3,
        &[
            &format!("error: no position of the delegate: it must hold one to vote for others, and none at this address: {position}"),
            "check the address and the cluster (-u)",
        ],
    );
    town.eve.refused(
        &["delegate", "--nobody"],
        3,
        &[&format!("error: these votes are not delegated: {eve}")],
    );
    let done = town.eve.json(&["delegate", &ada])["done"].clone();
    assert_eq!(done, format!("delegate the votes of {eve} to {ada}"));
    town.eve.rejected(&["delegate", "--nobody"], Program::Equity, "DelegateTooFresh");
    let neither = town.eve.run("json", &["delegate"]);
    assert_eq!(neither.code, 2);
}

/// A distribution with one claim, proposed, final, and claimed.
fn earn(town: &Town, holder: &Pubkey, amount: u64) {
    let pool = Pool::from_bytes(&town.account(&town.at.pool)).unwrap();
    town.travel_to(pool.covered_until + i64::from(pool.window_seconds));
    // Until now, so that the creator was there before the window closed.
    let window_end = town.now();
    let epoch = pool.next_epoch;
    let root = emission::leaf::<Sha2>(town.at.pool.as_array(), epoch, holder.as_array(), amount);
    let distribution = Pubkey::find_program_address(
        &[b"distribution", town.at.pool.as_ref(), &epoch.to_le_bytes()],
        &Program::Equity.id(),
    )
    .0;
    let scorer = town.scorer.address();
    let propose = equity::ProposeDistribution {
        payer: scorer,
        scorer,
        pool: town.at.pool,
        distribution,
        position: town.at.position(&scorer),
        delegate: None,
        system_program: system_program::ID,
    };
    let args = equity::ProposeDistributionInstructionArgs {
        window_end,
        root,
        data_hash: [1; 32],
        rule_hash: [2; 32],
        inputs_hash: [3; 32],
        leaves: 1,
    };
    town.send(&[propose.instruction(args)], &[&town.scorer.key]);
    town.travel_to(town.now() + i64::from(pool.challenge_seconds));
    let finalize = equity::FinalizeDistribution {
        pool: town.at.pool,
        distribution,
        mint: town.at.mint,
        vault: town.at.vault,
        token_program: spl_token_2022_interface::ID,
    };
    let claim = equity::Claim {
        pool: town.at.pool,
        distribution,
        position: town.at.position(holder),
        holder: *holder,
        delegate: None,
    };
    let args = equity::ClaimInstructionArgs { amount, proof: vec![] };
    town.send(&[finalize.instruction(), claim.instruction(args)], &[&town.scorer.key]);
}

fn a_rule_is_written(town: &Town) {
    let rule = |version: u32| {
        format!(
            "[[action]]\nkind = \"set_rule\"\nid = 3\ndomain = \"moderation\"\nversion = {version}\n\
             text_sha256 = \"{}\"\nnotice_days = 3\nparams = [{{ bps = 250 }}, {{ bool = true }}]\n",
            "cd".repeat(32)
        )
    };
    let wrong = town.paper("wrong.toml", "", &rule(2));
    let first = format!("{wrong}: the proposal would fail; nothing was sent");
    town.ada.refused(&["propose", &wrong], 4, &[&first, "| the next version of rule 3 is 1, not 2"]);
    let hasty = town.paper("hasty.toml", "", &rule(1).replace("notice_days = 3", "notice_days = 2"));
    let refused = town.ada.run("json", &["-q", "propose", &hasty]);
    assert_eq!(refused.code, 3);
    assert!(
        refused.err.starts_with(&format!("{hasty}: action 1 can never be executed: SetRule")),
        "{}",
        refused.err
    );

    let paper = town.paper("rule.toml", "", &rule(1));
    let address = town.carry(&town.ada, &paper, &[(&town.eve, &["--creator", "@eve"])]);
    let shown = town.stranger.json(&["proposal", "show", &address]);
    assert_eq!(
        (&shown["creator_house"]["yes"], &shown["creator_house"]["eligible"]),
        (&"1".into(), &"1".into())
    );
    let table = town.stranger.table(&["proposal", "show", &address]);
    assert!(table.contains("\ncreator house       eligible 1, yes 1, no 0, abstain 0, quorum 1,"), "{table}");
    assert_eq!(town.stranger.json(&["rule", "list"]), serde_json::json!([]));
    town.stranger.json(&["proposal", "execute", &address]);
    let listed = &town.stranger.json(&["rule", "list"])[0];
    assert_eq!((&listed["id"], &listed["domain"]), (&3.into(), &"moderation".into()));
    assert_eq!((&listed["state"], &listed["version"]), (&"announced".into(), &1.into()));
    assert_eq!(
        (&listed["params"], &listed["text_sha256"]),
        (&"250 bps, yes".into(), &"cd".repeat(32).into())
    );
    let at = listed["effective_at"].as_i64().unwrap();
    assert!((at - town.now() - 3 * DAY).abs() < 600, "three days of notice");
    let later = town.stranger.json(&["rule", "list", "--at", &at.to_string()]);
    assert_eq!(later[0]["state"], "in effect");
}

fn the_founder_hands_over_once(town: &Town) {
    let scorer = town.paper(
        "scorer.toml",
        "",
        &format!("[[action]]\nkind = \"set_scorer\"\nscorer = \"{}\"\n", town.ben.address()),
    );
    let first = format!("{scorer}: the proposal would fail; nothing was sent");
    let wait = "| the pool is not handed over to the treasury yet: its founder decides (`makerstake platform hand-over`)";
    town.ada.refused(&["propose", &scorer], 4, &[&first, wait]);
    let asked = town.founder.run("json", &["-q", "platform", "hand-over"]);
    assert_eq!((asked.code, asked.out.as_str()), (9, ""));
    town.eve.rejected(&["platform", "hand-over"], Program::Governance, "NotFounder");
    town.founder.json(&["platform", "hand-over"]);
    let pool = Pool::from_bytes(&town.account(&town.at.pool)).unwrap();
    assert_eq!(pool.authority, town.at.treasury);
    let again = town.founder.run("json", &["-q", "--yes", "platform", "hand-over"]);
    assert_eq!((again.code, again.out.as_str()), (3, ""));
    assert!(again.err.starts_with("error: the pool was handed over already: "), "{}", again.err);
    let dry = town.ada.json(&["--dry-run", "propose", &scorer]);
    assert!(dry["would"].as_str().unwrap().starts_with("propose "), "{dry}");
}

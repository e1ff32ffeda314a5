//! Governance's program against its reference model: random sequences on the real ELFs; every account of the platform, and
//! every balance to the lamport, compared after every transaction.
//!
//! `makerstake_testkit::sequence` says what the environment can ask for, and cuts a sequence that fails down.

mod compare;
mod messages;
mod scene;
mod steps;

use std::collections::BTreeMap;

use makerstake_testkit::sequence::Campaign;
use scene::Play;

/// Transactions of one world.
const EPISODE: usize = 4_000;

/// What a campaign of this size must have reached, or it proves less than it claims.
const MUST: [&str; 56] = [
    "vote: ok",
    "vote override: ok",
    "vote: CoolOffPeriod",
    "vote override: DelegateMissing",
    "vote override: WrongDelegate",
    "vote: NoVotesInEpoch",
    "create inline: ok",
    "create by hash: ok",
    "create inline: KindNotInTrack",
    "create inline: InvalidActionParameters",
    "create inline: AboveActionLimit",
    "create inline: BudgetIdReserved",
    "create inline: AboveEpochLimit",
    "create inline: AlreadyInUse",
    "create by hash: HashedActionsNotMeasurable",
    "finalize: ok",
    "finalize: VoteNotOver",
    "cancel: ok",
    "block: ok",
    "block: NotGuardian",
    "close: ok",
    "close: NotTerminal",
    "execute transfer: ok",
    "execute transfer: WrongTrack",
    "execute transfer: WrongRecipient",
    "execute transfer: UnexpectedPayload",
    "execute transfer: PayloadMismatch",
    "execute transfer: TimelockNotOver",
    "execute transfer: GraceOver",
    "execute transfer: AboveEpochLimit",
    "execute transfer: RecipientRefused",
    "execute open_budget: ok",
    "execute open_budget: AlreadyInUse",
    "execute amend_budget: ok",
    "execute amend_budget: WrongBudget",
    "execute reduce_budget: ok",
    "execute revoke_budget: ok",
    "execute set_rule: ok",
    "execute set_rule: WrongVersion",
    "execute widen_rule: ok",
    "execute repeal_rule: ok",
    "execute set_track: ok",
    "execute set_platform: ok",
    "execute set_guardian: ok",
    "execute set_scorer: ok",
    "execute resolve_distribution: equity NotChallenged",
    "execute create_grant: ok",
    "execute revoke_grant: ok",
    "execute issue_treasury: ok",
    "execute resolve: ok",
    "draw: ok",
    "draw: ReportLate",
    "draw: BudgetRevoked",
    "report: ok",
    "close_budget: ok",
    "seat: ok",
];

#[test]
fn the_program_agrees_with_its_model() {
    let campaign = Campaign::from_env(20_000, EPISODE);
    let mut seen = BTreeMap::<String, usize>::new();
    let tally = campaign.run(|play: &Play| {
        for (what, times) in play.seen() {
            *seen.entry(what.clone()).or_default() += times;
        }
    });
    println!("{tally}");
    for (what, times) in &seen {
        println!("{times:>8}  {what}");
    }
    if tally.sent >= 20_000 {
        let missing: Vec<_> = MUST.into_iter().filter(|what| !seen.contains_key(*what)).collect();
        assert!(missing.is_empty(), "never seen: {missing:?}");
    }
}

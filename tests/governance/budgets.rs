//! Budgets: what accrues, is drawn, reported, amended, recalled, and closed.

mod tokens;

use makerstake_core::budget::OPTIMISTIC_IDS;
use makerstake_testkit::{
    governance::*,
    tokens::{MintOptions, TOKEN},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use spl_token_2022_interface::instruction as token;

use crate::{
    refused,
    support::{chained, Owners},
};

const DAY: u32 = 86_400;
const SOL: u64 = 1_000_000_000;

fn terms(per_day: u64, cap: u64, days: u32) -> BudgetTerms {
    BudgetTerms { per_day, cap, lasts: days * DAY }
}

fn open<'a>(team: &'a Pubkey, asset: Asset<'a>) -> Action<'a> {
    let recipient = team.as_array();
    Action::OpenBudget(OpenBudget {
        id: 1,
        asset,
        recipient,
        terms: terms(SOL, 20 * SOL, 100),
        report_every: 30 * DAY,
    })
}

/// A budget of 1 SOL a day, at most 20, for 100 days, with a report every 30.
fn opened() -> (Owners, Keypair) {
    let mut o = Owners::new();
    let team = o.world.keypair();
    let p = o.decide(LARGE, &[open(&team.pubkey(), Asset::Sol)]);
    o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, 1, None)], &[]).unwrap();
    (o, team)
}

#[test]
fn a_budget_accrues_by_the_second_and_anyone_may_draw_it_to_its_team() {
    let (mut o, team) = opened();
    let team = team.pubkey();
    let budget = o.world.budget(&o.realm, 1);
    assert_eq!((budget.platform, budget.recipient, budget.mint), (o.realm.platform, team, Pubkey::default()));
    assert_eq!((budget.per_day, budget.cap, budget.drawn), (SOL, 20 * SOL, 0));
    let draw = draw(&o.realm, 1, &team);
    refused!(o.world.send(std::slice::from_ref(&draw), &[]), NothingAccrued);
    o.world.advance(i64::from(DAY) * 3 / 2);
    let receipt = o.world.send(std::slice::from_ref(&draw), &[]).unwrap();
    receipt.assert_only_changed(&[o.realm.budget(1), o.realm.treasury, team]);
    assert_eq!(o.world.lamports(&team), SOL * 3 / 2);
    refused!(o.world.send(std::slice::from_ref(&draw), &[]), NothingAccrued);
    o.world.advance(28 * i64::from(DAY));
    o.world.send(&[draw], &[]).unwrap();
    assert_eq!(o.world.lamports(&team), 20 * SOL, "the cap");
}

#[test]
fn a_late_report_stops_the_money_until_it_is_there() {
    let (mut o, team) = opened();
    let due = o.world.budget(&o.realm, 1).report_due;
    let draw = draw(&o.realm, 1, &team.pubkey());
    o.world.set_time(due);
    refused!(o.world.send(std::slice::from_ref(&draw), &[]), ReportLate);
    let theirs = report(&o.realm, 1, &o.eve.key.pubkey(), [1; 32]);
    refused!(o.world.send(&[theirs], &[&o.eve.key]), WrongRecipient);
    refused!(o.world.send(&[report(&o.realm, 1, &team.pubkey(), [0; 32])], &[&team]), NoDocument);
    o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]).unwrap();
    let budget = o.world.budget(&o.realm, 1);
    assert_eq!(
        (budget.reports, budget.report_hash, budget.report_due),
        (1, [1; 32], due + i64::from(30 * DAY))
    );
    o.world.send(&[draw], &[]).unwrap();
}

#[test]
fn what_is_due_at_the_end_is_paid_for_a_year_and_then_the_rent_goes_back() {
    let (mut o, team) = opened();
    let until = o.world.budget(&o.realm, 1).until;
    for _ in 0..3 {
        o.world.advance(29 * i64::from(DAY));
        o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]).unwrap();
    }
    o.world.set_time(until - 1);
    refused!(o.world.send(&[close_budget(&o.realm, 1)], &[]), BudgetRuns);
    o.world.set_time(until);
    refused!(o.world.send(&[close_budget(&o.realm, 1)], &[]), BudgetRuns);
    // Drawn, it can be closed at once.
    o.world.send(&[draw(&o.realm, 1, &team.pubkey())], &[]).unwrap();
    assert_eq!(o.world.lamports(&team.pubkey()), 20 * SOL);
    let (held, before) = (o.world.lamports(&o.realm.budget(1)), o.world.lamports(&o.realm.treasury));
    o.world.send(&[close_budget(&o.realm, 1)], &[]).unwrap();
    assert_eq!(o.world.lamports(&o.realm.treasury), before + held);
}

#[test]
fn what_is_due_is_neither_lost_nor_closed_for_a_year() {
    let (mut o, team) = opened();
    let until = o.world.budget(&o.realm, 1).until;
    o.world.set_time(until + 366 * i64::from(DAY) - 1);
    refused!(o.world.send(&[draw(&o.realm, 1, &team.pubkey())], &[]), ReportLate);
    o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]).unwrap();
    refused!(o.world.send(&[close_budget(&o.realm, 1)], &[]), BudgetRuns);
    o.world.advance(1);
    refused!(o.world.send(&[draw(&o.realm, 1, &team.pubkey())], &[]), BudgetEnded);
    refused!(o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]), BudgetEnded);
    o.world.send(&[close_budget(&o.realm, 1)], &[]).unwrap();
}

/// A treasury that has less than is due pays what it has, and the rest later.
#[test]
fn a_draw_pays_what_is_there_and_the_rest_stays_due() {
    let (mut o, team) = opened();
    let all = o.world.lamports(&o.realm.treasury) - o.world.rent(0);
    let spent = o.decide(LARGE, &[pay(&o.ben.key.pubkey(), all - SOL / 4)]);
    o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]).unwrap();
    o.world.send(&[execute_transfer(&o.realm, &spent, LARGE, &o.ben.key.pubkey(), &[])], &[]).unwrap();
    let draw = draw(&o.realm, 1, &team.pubkey());
    o.world.send(std::slice::from_ref(&draw), &[]).unwrap();
    assert_eq!((o.world.lamports(&team.pubkey()), o.world.budget(&o.realm, 1).drawn), (SOL / 4, SOL / 4));
    o.world.advance(1);
    refused!(o.world.send(std::slice::from_ref(&draw), &[]), InsufficientTreasury);
    o.world.fund(&o.realm.treasury, 100 * SOL);
    o.world.send(&[draw], &[]).unwrap();
    assert_eq!(o.world.lamports(&team.pubkey()), 14 * SOL + SOL / DAY as u64);
}

#[test]
fn a_revoked_budget_pays_nothing_any_more() {
    let (mut o, team) = opened();
    let p = o.decide(RECALL, &[Action::RevokeBudget { id: 1 }]);
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    refused!(o.world.send(&[draw(&o.realm, 1, &team.pubkey())], &[]), BudgetRevoked);
    refused!(o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]), BudgetRevoked);
    let again = o.decide(RECALL, &[Action::RevokeBudget { id: 1 }]);
    o.world.send(&[execute_budget(&o.realm, &again, 1)], &[]).unwrap();
    o.world.send(&[close_budget(&o.realm, 1)], &[]).unwrap();
}

#[test]
fn recall_reduces_and_only_the_treasury_track_raises() {
    let (mut o, team) = opened();
    let raise = Action::ReduceBudget { id: 1, terms: terms(2 * SOL, 30 * SOL, 300) };
    let cut = Action::ReduceBudget { id: 1, terms: terms(SOL / 2, 10 * SOL, 30) };
    let terms_of = |budget: Budget| (budget.per_day, budget.cap, budget.until);
    let before = terms_of(o.world.budget(&o.realm, 1));
    let p = o.decide(RECALL, &[raise]);
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    assert_eq!(terms_of(o.world.budget(&o.realm, 1)), before, "no term was lower");
    let p = o.decide(RECALL, &[cut]);
    let before = o.world.budget(&o.realm, 1);
    let accrued = before.accrued + u64::try_from(o.world.now() - before.since).unwrap() * SOL / 86_400;
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    let budget = o.world.budget(&o.realm, 1);
    assert_eq!(budget.accrued, accrued);
    assert_eq!((budget.per_day, budget.cap, budget.since), (SOL / 2, 10 * SOL, o.world.now()));
    o.world.send(&[draw(&o.realm, 1, &team.pubkey())], &[]).unwrap();
    let raise = Action::AmendBudget { id: 1, terms: terms(2 * SOL, 50 * SOL, 200) };
    refused!(o.world.create_proposal(&o.realm, &o.ada, RECALL, &[raise]), KindNotInTrack);
    let p = o.decide(LARGE, &[raise, Action::AmendBudget { id: 1, terms: terms(1, 1, 1) }]);
    o.world.send(&[report(&o.realm, 1, &team.pubkey(), [1; 32])], &[&team]).unwrap();
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    assert_eq!(o.world.budget(&o.realm, 1).cap, 50 * SOL);
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]), BelowDrawn);
}

#[test]
fn every_account_must_be_the_budgets() {
    let (mut o, team) = opened();
    let (other, stranger) = (o.world.realm(), o.somebody());
    o.world.advance(i64::from(DAY));
    refused!(o.world.send(&[draw(&o.realm, 1, &stranger)], &[]), WrongRecipient);
    for (at, with, error) in [
        (0, other.platform, GovernanceError::WrongPlatform),
        (2, other.treasury, GovernanceError::WrongTreasury),
    ] {
        let mut ix = draw(&o.realm, 1, &team.pubkey());
        ix.accounts[at].pubkey = with;
        assert_eq!(o.world.send(&[ix], &[]).unwrap_err().code, Some(error as u32));
    }
    let p = o.decide(RECALL, &[Action::RevokeBudget { id: 2 }]);
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]), WrongBudget);
    let mut close = close_budget(&o.realm, 1);
    close.accounts[2].pubkey = other.treasury;
    refused!(o.world.send(&[close], &[]), WrongTreasury);
    let p = o.decide(LARGE, &[open(&team.pubkey(), Asset::Sol)]);
    let taken = o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, 1, None)], &[]).unwrap_err();
    assert_eq!(taken.code, Some(0));
    refused!(o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, 2, None)], &[]), WrongTarget);
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]), WrongAction);
}

#[test]
fn a_small_budget_passes_optimistically_and_a_big_one_does_not() {
    let mut o = Owners::new();
    let team = o.somebody();
    let recipient = team.as_array();
    let budget = |cap| {
        let terms = terms(SOL, cap, 10);
        let (id, report_every) = (OPTIMISTIC_IDS + 3, 5 * DAY);
        Action::OpenBudget(OpenBudget { id, asset: Asset::Sol, recipient, terms, report_every })
    };
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[budget(3 * SOL)]), AboveActionLimit);
    let p = o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[budget(2 * SOL)]).unwrap();
    o.world.carry(&o.realm, &p, &[]);
    o.world.send(&[execute_open_budget(&o.realm, &p, GRANTS, OPTIMISTIC_IDS + 3, None)], &[]).unwrap();
    let spent = o.world.platform(&o.realm).meters.lamports.optimistic_ppm;
    assert!((2_000..=2_500).contains(&spent), "{spent}");
}

/// A budget of 1 SOL a day under this id, for so many days.
fn stream(team: &Pubkey, id: u32, days: u32) -> Action<'_> {
    let (recipient, terms) = (team.as_array(), terms(SOL, 2 * SOL, days));
    Action::OpenBudget(OpenBudget { id, asset: Asset::Sol, recipient, terms, report_every: DAY })
}

#[test]
fn a_small_optimistic_budget_takes_no_id_that_others_vote_on() {
    let mut o = Owners::new();
    let (team, thief) = (o.somebody(), o.somebody());
    let propose_budget = |o: &mut Owners, track, id| {
        o.world.create_proposal(&o.realm, &o.eve, track, &[stream(&thief, id, 9)])
    };
    // Six days, where a vote takes fourteen.
    refused!(propose_budget(&mut o, GRANTS, 5), BudgetIdReserved);
    refused!(propose_budget(&mut o, GRANTS, OPTIMISTIC_IDS - 1), BudgetIdReserved);
    refused!(propose_budget(&mut o, LARGE, OPTIMISTIC_IDS), BudgetIdReserved);
    // By hash it is seen when it is executed.
    let (wires, links) = chained(&[stream(&team, OPTIMISTIC_IDS + 5, 9)]);
    let kinds = Kinds::NONE.with(Kind::OpenBudget).bits();
    let by_hash = Some(ByHash { link: links[0], kinds, count: 1 });
    let draft = Draft { by_hash, ..Draft::new(77, LARGE, vec![]) };
    let create = create_proposal(&o.realm, &o.ada.key.pubkey(), &o.ada.holder, &draft);
    o.world.send(&[create], &[&o.ada.key]).unwrap();
    let hidden = o.realm.proposal(&o.ada.holder.address, 77);
    o.world.carry(&o.realm, &hidden, &[&o.ada, &o.ben]);
    let open = execute_open_budget(&o.realm, &hidden, LARGE, OPTIMISTIC_IDS + 5, None);
    let open = bringing(open, &[&links[1][..], &wires[0]].concat());
    refused!(o.world.send(&[open], &[]), BudgetIdReserved);
    let p = o.create_proposal(&[stream(&team, 5, 9)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    o.world.until_decided(&p);
    o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
    let small = propose_budget(&mut o, GRANTS, OPTIMISTIC_IDS + 5).unwrap();
    o.world.until_executable(&p);
    o.world.send(&[finalize_proposal(&o.realm, &small)], &[]).unwrap();
    let open = execute_open_budget(&o.realm, &small, GRANTS, OPTIMISTIC_IDS + 5, None);
    o.world.send(&[open], &[]).unwrap();
    o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, 5, None)], &[]).unwrap();
    let ids = [5, OPTIMISTIC_IDS + 5].map(|id| o.world.budget(&o.realm, id).recipient);
    assert_eq!(ids, [team, thief]);
}

#[test]
fn a_budget_that_took_the_id_since_is_neither_amended_nor_recalled() {
    let (mut o, _) = opened();
    let raise = Action::AmendBudget { id: 1, terms: terms(2 * SOL, 50 * SOL, 200) };
    let cut = Action::ReduceBudget { id: 1, terms: terms(1, 1, 1) };
    let stop = Action::RevokeBudget { id: 1 };
    let other = o.world.keypair();
    let (raised, reopened) =
        (o.create_proposal(&[raise]), o.create_proposal(&[stream(&other.pubkey(), 1, 60)]));
    o.world.until_voting(&reopened);
    for p in [&raised, &reopened] {
        o.world.vote(&o.realm, &o.ada, p, YES).unwrap();
    }
    o.world.until_decided(&reopened);
    for p in [&raised, &reopened] {
        o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap();
    }
    o.world.until_executable(&reopened);
    let stopped = o.decide(RECALL, &[stop]);
    let late = o.world.create_proposal(&o.realm, &o.ada, RECALL, &[cut, stop]).unwrap();
    let ix = [execute_budget(&o.realm, &stopped, 1), close_budget(&o.realm, 1)];
    o.world.send(&ix, &[]).unwrap();
    o.world.send(&[execute_open_budget(&o.realm, &reopened, LARGE, 1, None)], &[]).unwrap();
    let budget = o.world.budget(&o.realm, 1);
    assert_eq!(budget.proposals_before, o.world.platform(&o.realm).proposals);
    refused!(o.world.send(&[execute_budget(&o.realm, &raised, 1)], &[]), BudgetNewer);
    // A recall of what is gone is done, and what it recalls besides is not kept waiting.
    o.world.carry(&o.realm, &late, &[&o.ada, &o.ben]);
    for _ in 0..2 {
        o.world.send(&[execute_budget(&o.realm, &late, 1)], &[]).unwrap();
    }
    assert_eq!(o.world.budget(&o.realm, 1), budget);
    // A proposal of later is about it.
    let p = o.decide(RECALL, &[stop]);
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    assert_eq!(o.world.budget(&o.realm, 1).is_revoked, 1);
}

#[test]
fn what_a_team_draws_before_a_reduction_does_not_stop_it() {
    let (mut o, team) = opened();
    let team = team.pubkey();
    // The cap is below what will have accrued, the end later than it is: the rate is what owners want to cut.
    let p = o.decide(RECALL, &[Action::ReduceBudget { id: 1, terms: terms(SOL / 4, SOL, 300) }]);
    o.world.send(&[draw(&o.realm, 1, &team)], &[]).unwrap();
    let before = o.world.budget(&o.realm, 1);
    assert!(before.drawn > 2 * SOL, "{}", before.drawn);
    o.world.advance(5);
    o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]).unwrap();
    let budget = o.world.budget(&o.realm, 1);
    assert_eq!((budget.per_day, budget.cap, budget.until), (SOL / 4, before.drawn, before.until));
    o.world.advance(i64::from(DAY));
    refused!(o.world.send(&[draw(&o.realm, 1, &team)], &[]), NothingAccrued);
}

#[test]
fn a_budget_that_is_over_or_closed_keeps_no_other_from_being_recalled() {
    let mut o = Owners::new();
    let first = o.world.actor();
    let teams = [first.pubkey(), o.somebody(), o.somebody()];
    let open = [stream(&teams[0], 1, 2), stream(&teams[1], 2, 2), stream(&teams[2], 3, 90)];
    let p = o.decide(LARGE, &open);
    for id in 1..=3 {
        o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, id, None)], &[]).unwrap();
    }
    let less = terms(1, 1, 1);
    let (cut, stop) = (|id| Action::ReduceBudget { id, terms: less }, |id| Action::RevokeBudget { id });
    let p = o.decide(RECALL, &[cut(1), stop(1), cut(2), stop(2), stop(3)]);
    // Of two that are over, one is drawn and closed too: anybody does that.
    o.world.send(&[report(&o.realm, 1, &teams[0], [1; 32])], &[&first]).unwrap();
    o.world.send(&[draw(&o.realm, 1, &teams[0]), close_budget(&o.realm, 1)], &[]).unwrap();
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 2)], &[]), WrongBudget);
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 4)], &[]), WrongBudget);
    let over = o.world.budget(&o.realm, 2);
    for id in [1, 1, 2, 2, 3] {
        o.world.send(&[execute_budget(&o.realm, &p, id)], &[]).unwrap();
    }
    assert_eq!(o.world.account(&o.realm.budget(1)), None);
    assert_eq!(o.world.budget(&o.realm, 2), Budget { is_revoked: 1, ..over });
    assert_eq!(o.world.budget(&o.realm, 3).is_revoked, 1);
    // An amendment needs a budget.
    let p = o.decide(LARGE, &[Action::AmendBudget { id: 1, terms: less }]);
    refused!(o.world.send(&[execute_budget(&o.realm, &p, 1)], &[]), BudgetEnded);
}

#[test]
fn the_treasury_is_no_team() {
    let mut o = Owners::new();
    let treasury = o.realm.treasury;
    refused!(o.world.create_proposal(&o.realm, &o.ada, LARGE, &[stream(&treasury, 1, 9)]), RecipientRefused);
    let (wires, links) = chained(&[stream(&treasury, 1, 9)]);
    let kinds = Kinds::NONE.with(Kind::OpenBudget).bits();
    let by_hash = Some(ByHash { link: links[0], kinds, count: 1 });
    let draft = Draft { by_hash, ..Draft::new(78, LARGE, vec![]) };
    let create = create_proposal(&o.realm, &o.ada.key.pubkey(), &o.ada.holder, &draft);
    o.world.send(&[create], &[&o.ada.key]).unwrap();
    let p = o.realm.proposal(&o.ada.holder.address, 78);
    o.world.carry(&o.realm, &p, &[&o.ada, &o.ben]);
    let ix = execute_open_budget(&o.realm, &p, LARGE, 1, None);
    refused!(o.world.send(&[bringing(ix, &[&links[1][..], &wires[0]].concat())], &[]), RecipientRefused);
}

//! One meter a platform and asset: whatever the number of tracks, proposals and budgets, an epoch takes no more than what all
//! tracks by silence may, and no more than what all tracks with limits may (INVARIANT 13).

use makerstake_core::budget::OPTIMISTIC_IDS;
use makerstake_testkit::{governance::*, tokens::TOKEN};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::Owners};

const DAY: u32 = 86_400;
/// The tracks that the founder made besides the starting ones.
const OTHERS: [u8; 2] = [50, 51];

/// A platform with two tracks more, which ask for what this one asks.
fn copies_of(track: u8) -> Owners {
    let mut o = Owners::new();
    let terms = starting_tracks()[usize::from(track)].1;
    for id in OTHERS {
        let create = create_track(&o.realm, id, &terms);
        o.world.send(&[create], &[&o.realm.f.founder]).unwrap();
    }
    o
}

/// Carries proposals that were made together, with these votes, until the last can be executed.
fn carry(o: &mut Owners, proposals: &[Pubkey], is_voted: bool) {
    let last = proposals[proposals.len() - 1];
    o.world.until_voting(&last);
    for proposal in proposals.iter().filter(|_| is_voted) {
        for by in [&o.ada, &o.ben] {
            o.world.vote(&o.realm, by, proposal, YES).unwrap();
        }
    }
    o.world.until_decided(&last);
    for proposal in proposals {
        o.world.send(&[finalize_proposal(&o.realm, proposal)], &[]).unwrap();
    }
    o.world.until_executable(&last);
}

fn spendable(o: &Owners) -> u64 {
    o.world.lamports(&o.realm.treasury) - o.world.rent(0)
}

#[test]
fn three_tracks_that_spend_their_limits_spend_one_limit_together() {
    let mut o = copies_of(TREASURY);
    let (to, part) = (o.somebody(), spendable(&o) / 25);
    let tracks = [TREASURY, OTHERS[0], OTHERS[1]];
    let proposals = tracks.map(|track| {
        o.world.create_proposal(&o.realm, &o.ada, track, &[pay(&to, part), pay(&to, part)]).unwrap()
    });
    carry(&mut o, &proposals, true);
    let pay_out = |at: usize| execute_transfer(&o.realm, &proposals[at], tracks[at], &to, &[]);
    let executions = [0, 1, 2].map(pay_out);
    o.world.send(&[executions[0].clone()], &[]).unwrap();
    o.world.send(&[executions[1].clone()], &[]).unwrap();
    refused!(o.world.send(&[executions[2].clone()], &[]), AboveEpochLimit);
    refused!(o.world.send(&[executions[0].clone()], &[]), AboveEpochLimit);
    let meters = o.world.platform(&o.realm).meters;
    assert_eq!((meters.lamports.optimistic_ppm, meters.lamports.limited_ppm), (0, 40_000 + 41_667));
    // A new proposal sees what is spent.
    refused!(o.world.create_proposal(&o.realm, &o.ada, OTHERS[0], &[pay(&to, part)]), AboveEpochLimit);
    o.world.next_epoch(&o.realm);
    o.world.send(&[executions[2].clone()], &[]).unwrap();
}

#[test]
fn three_tracks_by_silence_spend_one_limit_together() {
    let mut o = copies_of(GRANTS);
    let (to, part) = (o.somebody(), spendable(&o) / 405);
    let tracks = [GRANTS, OTHERS[0], OTHERS[1]];
    let proposals =
        tracks.map(|track| o.world.create_proposal(&o.realm, &o.eve, track, &[pay(&to, part); 4]).unwrap());
    carry(&mut o, &proposals, false);
    let mut executions = Vec::new();
    for (proposal, track) in proposals.iter().zip(tracks) {
        executions.push(execute_transfer(&o.realm, proposal, track, &to, &[]));
    }
    for at in [0, 1, 2, 0] {
        o.world.send(&[executions[at].clone()], &[]).unwrap();
    }
    for execution in &executions {
        refused!(o.world.send(std::slice::from_ref(execution), &[]), AboveEpochLimit);
    }
    refused!(o.world.create_proposal(&o.realm, &o.ben, OTHERS[0], &[pay(&to, part)]), AboveEpochLimit);
    let meter = o.world.platform(&o.realm).meters.lamports;
    assert_eq!(meter.optimistic_ppm, meter.limited_ppm);
    assert!((9_800..=10_000).contains(&meter.optimistic_ppm));
    // Owners who vote are not held up by what passed by silence, but for what that took of their tenth.
    o.world.create_proposal(&o.realm, &o.ada, TREASURY, &[pay(&to, part * 30)]).unwrap();
    refused!(o.world.create_proposal(&o.realm, &o.ada, TREASURY, &[pay(&to, part * 38)]), AboveEpochLimit);
}

#[test]
fn silence_adds_nothing_to_the_tenth_of_all() {
    let mut o = Owners::new();
    let (to, all) = (o.somebody(), spendable(&o));
    let small = o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, all / 500)]).unwrap();
    carry(&mut o, &[small], false);
    let p = o.decide(TREASURY, &[pay(&to, all / 1_000 * 99)]);
    let again = o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, all / 500)]).unwrap();
    carry(&mut o, &[again], false);
    o.world.send(&[execute_transfer(&o.realm, &p, TREASURY, &to, &[])], &[]).unwrap();
    let late = execute_transfer(&o.realm, &again, GRANTS, &to, &[]);
    refused!(o.world.send(std::slice::from_ref(&late), &[]), AboveEpochLimit);
    o.world.next_epoch(&o.realm);
    o.world.send(&[late], &[]).unwrap();
}

#[test]
fn no_track_with_limits_takes_more_than_a_tenth() {
    let mut o = Owners::new();
    let terms = starting_tracks()[usize::from(TREASURY)].1;
    for limits in [(100_001, 100_001), (1, 100_001), (1, 1_000_000)] {
        let (per_action_limit_ppm, per_epoch_limit_ppm) = limits;
        let create =
            create_track(&o.realm, 50, &TrackTerms { per_action_limit_ppm, per_epoch_limit_ppm, ..terms });
        refused!(o.world.send(&[create], &[&o.realm.f.founder]), InvalidSpendingLimits);
    }
}

/// The dividend mint with 1,000,000 base units in the treasury.
fn dividends(o: &mut Owners) -> Pubkey {
    let (mint, founder) = (o.realm.f.dividend_mint, o.realm.f.founder.insecure_clone());
    let account = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &account, &founder, 1_000_000);
    mint
}

/// The treasury has so many lamports besides its rent.
fn leave(o: &mut Owners, lamports: u64) {
    let mut account = o.world.account(&o.realm.treasury).unwrap();
    account.lamports = o.world.rent(0) + lamports;
    o.world.svm.set_account(o.realm.treasury, account).unwrap();
}

#[test]
fn rent_of_accounts_that_payments_open_is_spent_too() {
    let mut o = Owners::new();
    let mint = dividends(&mut o);
    let wallets: Vec<Pubkey> = (0..5).map(|_| o.somebody()).collect();
    let actions: Vec<Action<'_>> = wallets.iter().map(|wallet| pay_tokens(&mint, wallet, 1)).collect();
    let p = o.world.create_proposal(&o.realm, &o.eve, GRANTS, &actions).unwrap();
    carry(&mut o, &[p], false);
    // A token account costs a fifth of a per cent of this: four are as much as passes by silence.
    let rich = o.world.rent(165) * 420;
    leave(&mut o, rich);
    let open = |wallet| {
        let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, wallet);
        execute_token_transfer(&o.realm, &p, GRANTS, &route)
    };
    let openings: Vec<_> = wallets.iter().map(open).collect();
    for opening in &openings[..4] {
        o.world.send(std::slice::from_ref(opening), &[]).unwrap();
    }
    let meters = o.world.platform(&o.realm).meters;
    assert_eq!(
        (meters.dividends.optimistic_ppm, meters.shares.limited_ppm),
        (1 + 2 + 2 + 2, 0),
        "parts are rounded up"
    );
    assert!((9_500..=10_000).contains(&meters.lamports.optimistic_ppm), "{:?}", meters.lamports);
    refused!(o.world.send(&[openings[4].clone()], &[]), AboveEpochLimit);
    // Who opens its account itself is paid.
    o.world.token_account(&mint, &wallets[4]);
    o.world.send(&[openings[4].clone()], &[]).unwrap();
}

/// A budget in tokens, for a team.
fn in_tokens<'a>(mint: &'a Pubkey, team: &'a Pubkey, id: u32) -> Action<'a> {
    let terms = BudgetTerms { per_day: 1, cap: 1_000, lasts: 9 * DAY };
    let (asset, recipient) = (Asset::Token(mint.as_array()), team.as_array());
    Action::OpenBudget(OpenBudget { id: OPTIMISTIC_IDS + id, asset, recipient, terms, report_every: DAY })
}

#[test]
fn many_budgets_take_no_more_than_one_limit_rent_included() {
    let mut o = copies_of(GRANTS);
    let (mint, team) = (dividends(&mut o), o.somebody());
    let tracks = [GRANTS, OTHERS[0], OTHERS[1]];
    let mut proposals = Vec::new();
    for (at, track) in tracks.into_iter().enumerate() {
        let ids = [0, 1, 2, 3].map(|n| 10 * at as u32 + n);
        let budgets = ids.map(|id| in_tokens(&mint, &team, id));
        proposals.push(o.world.create_proposal(&o.realm, &o.eve, track, &budgets).unwrap());
    }
    carry(&mut o, &proposals, false);
    let source = Some(associated(&o.realm.treasury, &mint, &TOKEN));
    let open = |at: usize, n: u32| {
        let id = OPTIMISTIC_IDS + 10 * at as u32 + n;
        execute_open_budget(&o.realm, &proposals[at], tracks[at], id, source)
    };
    // Caps of a thousandth each: ten fit, and the rent of their accounts is counted beside them.
    let openings: Vec<_> =
        (0..3).flat_map(|at| (0..4).map(move |n| (at, n))).map(|(at, n)| open(at, n)).collect();
    for opening in &openings[..10] {
        o.world.send(std::slice::from_ref(opening), &[]).unwrap();
    }
    refused!(o.world.send(&[openings[10].clone()], &[]), AboveEpochLimit);
    let meters = o.world.platform(&o.realm).meters;
    assert_eq!(meters.dividends.optimistic_ppm, 10_000);
    let budget = o.world.account(&o.realm.budget(OPTIMISTIC_IDS)).unwrap();
    let one = (budget.lamports * 1_000_000).div_ceil(TREASURY_LAMPORTS);
    assert_eq!(u64::from(meters.lamports.optimistic_ppm), 10 * one, "the rent of ten accounts");
}

#[test]
fn a_budget_is_proposed_with_the_lamports_that_pay_its_rent() {
    let mut o = Owners::new();
    let (mint, team) = (dividends(&mut o), o.somebody());
    let budget = [in_tokens(&mint, &team, 1)];
    let draft = Draft::new(7, GRANTS, encode(&budget));
    let mut create = create_proposal(&o.realm, &o.eve.key.pubkey(), &o.eve.holder, &draft);
    let metas = balances(&o.realm, &budget, &o.world);
    assert_eq!(metas.len(), 2);
    create.accounts.push(metas[0].clone());
    refused!(o.world.send(&[create], &[&o.eve.key]), BalanceMissing);
    // Half a SOL: the account of a budget is more than a quarter of a per cent of it.
    leave(&mut o, 500_000_000);
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &budget), AboveActionLimit);
}

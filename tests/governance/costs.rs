//! Median compute units over 25 random keys, against the ceilings of the issue.

use makerstake_testkit::{
    equity,
    equity::SHARE,
    governance::*,
    tokens::{MintOptions, TOKEN},
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::support::{Owners, TwoHouses};

/// Prints all, then asserts every ceiling.
fn check(measured: Vec<(&str, u64, Vec<u64>)>) {
    let medians = measured.into_iter().map(|(name, ceiling, mut units)| {
        units.sort_unstable();
        let (min, mid, max) = (units[0], units[units.len() / 2], units[units.len() - 1]);
        println!("{name}: min {min} median {mid} max {max} CU, ceiling {ceiling}");
        (name, ceiling, mid)
    });
    let above: Vec<_> = medians.filter(|(_, ceiling, median)| median > ceiling).collect();
    assert!(above.is_empty(), "above their ceilings: {above:?}");
}

#[test]
fn votes_stay_below_their_ceilings() {
    let mut t = TwoHouses::new();
    let (mut one, mut both, mut over) = (vec![], vec![], vec![]);
    let voters: Vec<_> = (0..25).map(|_| t.o.world.citizen(&t.o.realm, 100 * SHARE)).collect();
    let mut owners: Vec<_> = (0..25).map(|_| t.o.world.citizen(&t.o.realm, 100 * SHARE)).collect();
    for owner in &mut owners {
        let to_ben = equity::delegate(&t.o.realm.f, &owner.holder, &t.o.ben.holder.address);
        t.o.world.send(&[to_ben], &[&owner.key]).unwrap();
        owner.holder = owner.holder.delegating(&t.o.ben.holder.address);
    }
    t.o.world.next_epoch(&t.o.realm);
    let to = t.o.somebody();
    let p = t.o.create_proposal(&[pay(&to, 1)]);
    t.o.world.until_voting(&p);
    t.o.world.vote(&t.o.realm, &t.o.ben, &p, YES).unwrap();
    for voter in &voters {
        one.push(t.o.world.vote(&t.o.realm, voter, &p, YES).unwrap().compute_units);
    }
    for owner in &owners {
        over.push(t.o.world.vote(&t.o.realm, owner, &p, NO).unwrap().compute_units);
    }
    for n in 0..25 {
        both.push(t.o.world.vote(&t.o.realm, &t.mia, &p, [YES, NO, ABSTAIN][n % 3]).unwrap().compute_units);
    }
    check(vec![
        ("cast_vote in one house", 1_650, one),
        ("cast_vote in both", 1_650, both),
        ("cast_vote with override", 1_900, over),
    ]);
}

#[test]
fn a_proposal_and_its_execution_stay_below_their_ceilings() {
    let mut o = Owners::new();
    let minter = o.world.actor();
    let mint = o.world.mint(MintOptions::plain(TOKEN, minter.pubkey()));
    let source = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &source, &minter, 1_000_000);
    let (mut create, mut finalize, mut lamports, mut tokens) = (vec![], vec![], vec![], vec![]);
    o.world.fund(&o.ada.key.pubkey(), 100_000_000_000);
    let mut open: Vec<(Pubkey, Pubkey, bool)> = vec![];
    for n in 0..50u32 {
        let to = o.world.actor().pubkey();
        let is_sol = n % 2 == 0;
        let action = if is_sol { pay(&to, 1_000_000) } else { pay_tokens(&mint, &to, 10) };
        let draft = Draft::new(n, LARGE, encode(&[action]));
        let ix = create_proposal(&o.realm, &o.ada.key.pubkey(), &o.ada.holder, &draft);
        let units = o.world.send(&[ix], &[&o.ada.key]).unwrap().compute_units;
        if is_sol {
            create.push(units);
        } else {
            o.world.token_account(&mint, &to);
        }
        open.push((o.realm.proposal(&o.ada.holder.address, n), to, is_sol));
        if open.len() == 10 {
            o.world.until_voting(&open[9].0);
            for (p, ..) in &open {
                o.world.vote(&o.realm, &o.ada, p, YES).unwrap();
            }
            o.world.until_decided(&open[9].0);
            for (p, ..) in &open {
                finalize.push(o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap().compute_units);
            }
            o.world.until_executable(&open[9].0);
            for (p, to, is_sol) in open.drain(..) {
                if is_sol {
                    let ix = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
                    lamports.push(o.world.send(&[ix], &[]).unwrap().compute_units);
                } else {
                    let route = TokenRoute { source, ..TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to) };
                    let ix = execute_token_transfer(&o.realm, &p, LARGE, &route);
                    tokens.push(o.world.send(&[ix], &[]).unwrap().compute_units);
                }
            }
        }
    }
    check(vec![
        ("create_proposal with one transfer", 6_300, create),
        ("finalize_proposal", 1_200, finalize),
        ("execute_transfer", 3_300, lamports),
        ("execute_token_transfer", 6_500, tokens),
    ]);
}

#[test]
fn a_draw_stays_below_its_ceiling() {
    let mut o = Owners::new();
    let (mut sol, mut units) = (vec![], vec![]);
    let minter = o.world.actor();
    let mint = o.world.mint(MintOptions::plain(TOKEN, minter.pubkey()));
    let source = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &source, &minter, 1_000_000_000);
    for round in 0..3u32 {
        let teams: Vec<_> = (0..9).map(|_| o.world.actor().pubkey()).collect();
        let terms = BudgetTerms { per_day: 1_000, cap: 1_000_000, lasts: 86_400 * 90 };
        let actions: Vec<_> = teams
            .iter()
            .enumerate()
            .map(|(n, team)| {
                let asset = if n % 2 == 0 { Asset::Sol } else { Asset::Token(mint.as_array()) };
                let (id, recipient) = (round * 10 + n as u32, team.as_array());
                Action::OpenBudget(OpenBudget { id, asset, recipient, terms, report_every: 86_400 * 30 })
            })
            .collect();
        let p = o.decide(LARGE, &actions);
        for (n, _) in teams.iter().enumerate() {
            let id = round * 10 + n as u32;
            o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, id, None)], &[]).unwrap();
        }
        for _ in 0..3 {
            o.world.advance(86_400);
            for (n, team) in teams.iter().enumerate() {
                let id = round * 10 + n as u32;
                if n % 2 == 0 {
                    sol.push(o.world.send(&[draw(&o.realm, id, team)], &[]).unwrap().compute_units);
                } else {
                    let route = TokenRoute { source, ..TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, team) };
                    o.world.token_account(&mint, team);
                    units
                        .push(o.world.send(&[draw_tokens(&o.realm, id, &route)], &[]).unwrap().compute_units);
                }
            }
        }
    }
    check(vec![("draw", 7_000, sol), ("draw_tokens", 7_000, units)]);
}

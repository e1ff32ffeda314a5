//! A pool, its positions, distributions and grants, against equity's model.

use makerstake_testkit::model::equity::{Status, N};
use solana_pubkey::Pubkey;

use super::{same, Said};
use crate::{
    harness::{Harness, Play, ACTORS},
    invariants::at,
};

/// Distributions and grants that are compared: the newest ones, which alone can change in most ways.
const NEWEST: usize = 4;

/// Compares a pool with everything that hangs on it.
///
/// # Errors
/// What differs, and how.
pub fn pool(harness: &Harness, realm: usize) -> Said {
    let play = &harness.plays[realm];
    if harness.books.pool(&play.realm.f.pool).is_none() {
        return Ok(());
    }
    totals(harness, play)?;
    for (index, (shares, income)) in play.token_accounts.iter().enumerate() {
        let chain = [shares, income].map(|account| N::from(harness.books.tokens(account)));
        let holder = &play.model.holders[index];
        same("a wallet's tokens", chain, [holder.liquid.clone(), holder.income.clone()])?;
    }
    for holder in 0..ACTORS {
        position(harness, play, holder).map_err(|what| format!("holder {holder}: {what}"))?;
    }
    distributions(harness, play)?;
    grants(harness, realm)
}

/// The epochs that anybody may ask for, and the next.
fn epochs(play: &Play) -> std::ops::RangeInclusive<u32> {
    let now = play.model.snapshot_epoch();
    now.saturating_sub(2)..=now + 1
}

fn totals(harness: &Harness, play: &Play) -> Said {
    let (f, model, books) = (&play.realm.f, &play.model, &harness.books);
    let chain = books.pool(&f.pool).ok_or("there is no pool")?;
    for epoch in epochs(play) {
        same("total", N::from(at(chain.epoch, &chain.total, epoch)?), model.total_at(epoch))?;
    }
    for epoch in epochs(play) {
        let earned = N::from(at(chain.epoch, &chain.total_earned, epoch)?);
        same("total earned", earned, model.total_earned_at(epoch))?;
    }
    same("shares", N::from(chain.total[0]), model.total())?;
    same("contributed", N::from(chain.contributions_emitted), model.contributed())?;
    same("granted", N::from(chain.grants_emitted), model.granted())?;
    same("issued", N::from(chain.treasury_emitted), model.issued.clone())?;
    same("cooling", N::from(chain.cooling), model.cooling())?;
    same("unclaimed", N::from(chain.unclaimed), model.unclaimed())?;
    same("unreleased", N::from(chain.unreleased), model.unreleased())?;
    same("next epoch", chain.next_epoch as usize, model.distributions.len())?;
    same("covered until", chain.covered_until, model.covered_until())?;
    same("silences", u32::from(chain.silences), model.silences())?;
    same("open", chain.is_open == 1, model.is_open())?;
    same("scorer", harness.actor_of(&chain.scorer), Some(model.scorer).filter(|scorer| *scorer < ACTORS))?;
    let index = N::from(chain.dividend_index[0]) + (N::from(chain.dividend_index[1]) << 64);
    same("dividends", (index, N::from(chain.dividend_remainder)), model.index.clone())?;
    same("paid in", N::from(chain.dividends_deposited), model.paid_in.clone())?;
    same("vault", N::from(books.tokens(&f.vault)), model.vault())?;
    let supply = books.mint(&f.mint).ok_or("there is no mint")?.supply;
    same("supply", N::from(supply), model.supply())
}

fn position(harness: &Harness, play: &Play, holder: usize) -> Said {
    let address = harness.actors[holder].address;
    let model = &play.model.holders[holder];
    let chain = harness.books.position(&play.realm.f.position(&address));
    same("a position exists", chain.is_some(), model.is_open)?;
    let Some(chain) = chain else { return Ok(()) };
    for epoch in epochs(play) {
        same("own", N::from(at(chain.epoch, &chain.own, epoch)?), model.own.at(epoch))?;
        same("earned", N::from(at(chain.epoch, &chain.earned, epoch)?), model.earned.at(epoch))?;
        let received = play.model.received_at(holder, epoch);
        same("received", N::from(at(chain.epoch, &chain.received, epoch)?), received)?;
        let received = play.model.received_earned_at(holder, epoch);
        same("received earned", N::from(at(chain.epoch, &chain.received_earned, epoch)?), received)?;
        let is_former = chain.epoch.saturating_sub(epoch) > u32::from(chain.delegate_age);
        let delegate = if is_former { chain.former_delegate } else { chain.delegate };
        let expected = model.delegate_at(epoch).map_or(Pubkey::default(), |to| harness.actors[to].address);
        same("delegate", delegate, expected)?;
    }
    same("cooling earned", N::from(chain.cooling_earned), model.cooling_earned.clone())?;
    same("cooling", N::from(chain.cooling), model.cooling.0.clone())?;
    if chain.cooling > 0 {
        same("withdrawable from", chain.withdrawable_from, model.cooling.1)?;
    }
    // INVARIANT 6: the debt is the part of the index that is not owed, modulo 2^128.
    let wide = |words: [u64; 2]| N::from(words[0]) + (N::from(words[1]) << 64);
    let all: N = N::from(1_u8) << 128;
    let owed = (&play.model.index.0 * N::from(chain.own[0]) + &all - wide(chain.dividend_debt)) % &all;
    same("owed", owed, model.owed.clone())?;
    let marked = (0..128_u32).filter(|bit| chain.claims[(bit / 64) as usize] >> (bit % 64) & 1 == 1);
    let marked: Vec<_> = marked.map(|bit| chain.claims_from + bit).collect();
    let expected: Vec<_> = model.claims.range(chain.claims_from..).copied().collect();
    same("claims", marked, expected)
}

fn distributions(harness: &Harness, play: &Play) -> Said {
    let all = &play.model.distributions;
    for epoch in (0..all.len()).rev().take(NEWEST) {
        let address = play.realm.f.distribution(epoch as u32);
        let chain = harness.books.distribution(&address).ok_or("a distribution is missing")?;
        let model = &all[epoch];
        let status = [Status::Proposed, Status::Disputed, Status::Upheld, Status::Final, Status::Void];
        same("status", status[usize::from(chain.status)], model.status)?;
        same("window", (chain.window_start, chain.window_end), model.window)?;
        same("until", chain.challenge_until, model.until)?;
        same("allocation", N::from(chain.allocation), model.allocation.clone())?;
        same("claimed", N::from(chain.claimed), model.claimed.clone())?;
        same("leaf maximum", N::from(chain.leaf_max), model.leaf_max.clone())?;
        same("swept", N::from(chain.swept), model.swept.clone())?;
        same("leaves", chain.leaves as usize, model.claims.len())?;
        same("bond", chain.bond, model.bond)?;
        same("contested", chain.is_contested == 1, model.is_contested)?;
        same("due", [chain.proposer_due, chain.challenger_due, chain.treasury_due], model.due)?;
    }
    Ok(())
}

fn grants(harness: &Harness, realm: usize) -> Said {
    let play = &harness.plays[realm];
    for (index, address) in harness.grants(realm).into_iter().rev().take(NEWEST) {
        let chain = harness.books.grant(&address).ok_or("a grant is missing")?;
        let model = &play.model.grants[index];
        let holder = harness.actors.get(model.holder).map(|actor| actor.address);
        same("grant's holder", Some(chain.holder), holder)?;
        let pending = (chain.pending_holder, chain.pending_since);
        let expected = match model.pending {
            Some((to, since)) => (harness.actors.get(to).map_or(pending.0, |actor| actor.address), since),
            None => (Pubkey::default(), 0),
        };
        same("grant's transfer", pending, expected)?;
        same("grant's total", chain.total, model.plan.total)?;
        same("released", N::from(chain.released), model.released.clone())?;
        let plan = (model.plan.start, model.plan.cliff, model.plan.end);
        same("grant's times", (chain.start, chain.cliff, chain.end), plan)?;
    }
    Ok(())
}

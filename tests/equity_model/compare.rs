//! Everything that the chain holds, against the model.

use makerstake_testkit::{
    equity::{Pool, Position},
    model::equity::{Status, N},
};
use solana_pubkey::Pubkey;

use crate::chain::{Play, HOLDERS};

/// Compares all state.
///
/// # Errors
/// What differs, and how.
pub fn everything(play: &Play) -> Result<(), String> {
    pool(play)?;
    for holder in 0..HOLDERS {
        position(play, holder)?;
    }
    newest_distributions(play)?;
    newest_grants(play)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, chain: T, model: T) -> Result<(), String> {
    if chain == model {
        Ok(())
    } else {
        Err(format!("{what}: the chain has {chain:?}, the model {model:?}"))
    }
}

/// The value at `epoch` of a series that is newest first.
fn at(newest: u32, values: &[u64; 4], epoch: u32) -> u64 {
    values[(newest.saturating_sub(epoch)) as usize]
}

/// The epochs that anybody may ask for, and the next.
fn epochs(play: &Play) -> std::ops::RangeInclusive<u32> {
    let now = play.model.snapshot_epoch();
    now.saturating_sub(2)..=now + 1
}

fn pool(play: &Play) -> Result<(), String> {
    let (chain, model): (Pool, _) = (play.world.pool(&play.f), &play.model);
    for epoch in epochs(play) {
        same("total", N::from(at(chain.epoch, &chain.total, epoch)), model.total_at(epoch))?;
    }
    for epoch in epochs(play) {
        let earned = N::from(at(chain.epoch, &chain.total_earned, epoch));
        same("total earned", earned, model.total_earned_at(epoch))?;
    }
    same("shares", N::from(chain.total[0]), model.total())?;
    same("contributed", N::from(chain.contributions_emitted), model.contributed())?;
    same("granted", N::from(chain.grants_emitted), model.granted())?;
    same("issued", N::from(chain.treasury_emitted), model.issued.clone())?;
    same("cooling", N::from(chain.cooling), model.cooling())?;
    same("unclaimed", N::from(chain.unclaimed), model.unclaimed())?;
    same("unreleased", N::from(chain.unreleased), model.unreleased())?;
    same("bonds", N::from(chain.bonds), model.bonds())?;
    same("next epoch", chain.next_epoch as usize, model.distributions.len())?;
    same("covered until", chain.covered_until, model.covered_until())?;
    same("open", chain.is_open == 1, model.is_open())?;
    let index = N::from(chain.dividend_index[0]) + (N::from(chain.dividend_index[1]) << 64);
    same("dividends", (index, N::from(chain.dividend_remainder)), model.index.clone())?;
    same("paid in", N::from(chain.dividends_deposited), model.paid_in.clone())?;
    // INVARIANTS 1 and 4: the supply, and what backs it.
    same("vault", N::from(play.world.tokens(&play.f.vault)), model.vault())?;
    same("supply", N::from(play.world.supply(&play.f.mint)), model.supply())?;
    let paid = model.paid_in.clone() - N::from(play.world.tokens(&play.f.dividend_vault));
    same("paid out", N::from(chain.dividends_paid), paid)
}

fn position(play: &Play, holder: usize) -> Result<(), String> {
    let (address, model) = (play.addresses[holder], &play.model.holders[holder]);
    let (liquid, income) = play.wallets[holder];
    same("liquid", N::from(play.world.tokens(&liquid)), model.liquid.clone())?;
    same("income", N::from(play.world.tokens(&income)), model.income.clone())?;
    let account = play.world.account(&play.f.position(&address));
    same("a position exists", account.is_some(), model.is_open)?;
    let Some(account) = account else { return Ok(()) };
    let chain = Position::from_bytes(&account.data).map_err(|error| error.to_string())?;
    for epoch in epochs(play) {
        same("own", N::from(at(chain.epoch, &chain.own, epoch)), model.own.at(epoch))?;
        same("earned", N::from(at(chain.epoch, &chain.earned, epoch)), model.earned.at(epoch))?;
        let received = play.model.received_at(holder, epoch);
        same("received", N::from(at(chain.epoch, &chain.received, epoch)), received)?;
        let received = play.model.received_earned_at(holder, epoch);
        same("received earned", N::from(at(chain.epoch, &chain.received_earned, epoch)), received)?;
        let is_former = chain.epoch.saturating_sub(epoch) > u32::from(chain.delegate_age);
        let delegate = if is_former { chain.former_delegate } else { chain.delegate };
        let expected = model.delegate_at(epoch).map_or(Pubkey::default(), |to| play.addresses[to]);
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

fn newest_distributions(play: &Play) -> Result<(), String> {
    let dists = &play.model.distributions;
    for epoch in (0..dists.len()).rev().take(3) {
        let (chain, model) = (play.world.distribution(&play.f, epoch as u32), &dists[epoch]);
        let status = [Status::Proposed, Status::Challenged, Status::Resolved, Status::Final, Status::Void]
            [usize::from(chain.status)];
        same("status", status, model.status)?;
        same("window", (chain.window_start, chain.window_end), model.window)?;
        same("until", chain.challenge_until, model.until)?;
        same("allocation", N::from(chain.allocation), model.allocation.clone())?;
        same("claimed", N::from(chain.claimed), model.claimed.clone())?;
        same("leaves", chain.leaves as usize, model.standing().len())?;
        same("proposer's bond", N::from(chain.proposer_bond), model.proposer.shares.clone())?;
        same("challenger's bond", N::from(chain.challenger_bond), model.challenger.shares.clone())?;
    }
    Ok(())
}

fn newest_grants(play: &Play) -> Result<(), String> {
    let grants = &play.model.grants;
    for index in (0..grants.len()).rev().take(4) {
        let (chain, model) = (play.world.grant(&play.grant_address(index)), &grants[index]);
        same("grant's holder", chain.holder, play.addresses[model.holder])?;
        same("grant's total", chain.total, model.plan.total)?;
        same("released", N::from(chain.released), model.released.clone())?;
        let plan = (model.plan.start, model.plan.cliff, model.plan.end);
        same("grant's times", (chain.start, chain.cliff, chain.end), plan)?;
    }
    Ok(())
}

//! Voting power, remembered from outside: what every account said about each snapshot epoch when that epoch began.

use std::collections::{BTreeSet, HashMap};

use makerstake_testkit::equity::{Pool, Position};
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

/// So many epochs before the present one may be asked for.
const BACK: u32 = 2;

/// What a position said about an epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    pub own: u64,
    pub earned: u64,
    pub received: u64,
    pub received_earned: u64,
    pub delegate: Pubkey,
}

/// What was said about epochs that have begun: from then on it must never change.
#[derive(Clone, Default)]
pub struct Power {
    positions: HashMap<(Pubkey, u32), Weight>,
    totals: HashMap<(Pubkey, u32), (u64, u64)>,
    /// What no longer was what it had been.
    broken: Option<String>,
}

/// The snapshot epoch of a pool.
pub fn epoch_of(pool: &Pool, now: i64) -> u32 {
    u32::try_from((now - pool.snapshot_genesis) / i64::from(pool.snapshot_epoch_seconds)).unwrap_or_default()
}

/// The value at `epoch` of a series that is newest first.
///
/// # Errors
/// An epoch that is older than the series.
pub fn at<V: Copy>(newest: u32, values: &[V; 4], epoch: u32) -> Result<V, String> {
    let back = newest.saturating_sub(epoch) as usize;
    values.get(back).copied().ok_or_else(|| format!("INVARIANT 5: epoch {epoch} is forgotten in {newest}"))
}

impl Power {
    /// What a position said about an epoch; nothing where there was none.
    pub fn weight(&self, position: &Pubkey, epoch: u32) -> Weight {
        self.positions.get(&(*position, epoch)).copied().unwrap_or_default()
    }

    /// Remembers what is said about the epochs that have begun, and compares it with what was said before.
    pub fn remember(&mut self, scope: &Scope<'_>) {
        if let Err(what) = self.try_remember(scope) {
            self.broken.get_or_insert(what);
        }
    }

    fn try_remember(&mut self, scope: &Scope<'_>) -> Held {
        let (books, now) = (scope.books, scope.executed.now);
        // A proposal names an epoch in which its pool may not have been touched before.
        let proposals = || scope.diffs(Kind::Proposal).filter_map(|diff| diff.after.proposal());
        let pools: BTreeSet<Pubkey> =
            scope.pools.iter().copied().chain(proposals().map(|proposal| proposal.head.pool)).collect();
        for address in &pools {
            let Some(pool) = books.pool(address) else { continue };
            for epoch in votable(pool, now) {
                same(&mut self.totals, (*address, epoch), total(pool, epoch)?)?;
                for (at, position) in books.positions(address) {
                    same(&mut self.positions, (*at, epoch), weight(position, epoch)?)?;
                }
            }
        }
        // Positions that are gone say nothing, and must have said nothing.
        for diff in scope.diffs(Kind::Position).filter(|diff| diff.after.position().is_none()) {
            let Some(pool) = diff.before.position().and_then(|before| books.pool(&before.pool)) else {
                continue;
            };
            for epoch in votable(pool, now) {
                let was = self.weight(&diff.address, epoch);
                hold!(
                    was.own == 0 && was.received == 0,
                    "INVARIANT 5: {} was closed with {was:?}",
                    diff.address
                );
            }
        }
        Ok(())
    }
}

fn same<V: Copy + PartialEq + std::fmt::Debug>(
    memory: &mut HashMap<(Pubkey, u32), V>,
    key: (Pubkey, u32),
    value: V,
) -> Held {
    let was = *memory.entry(key).or_insert(value);
    hold!(was == value, "INVARIANT 5: {} said {was:?} of epoch {}, and now {value:?}", key.0, key.1);
    Ok(())
}

fn votable(pool: &Pool, now: i64) -> std::ops::RangeInclusive<u32> {
    let epoch = epoch_of(pool, now);
    epoch.saturating_sub(BACK)..=epoch
}

fn weight(position: &Position, epoch: u32) -> Result<Weight, String> {
    let own = at(position.epoch, &position.own, epoch)?;
    let is_former = position.epoch.saturating_sub(epoch) > u32::from(position.delegate_age);
    let delegate = if is_former { position.former_delegate } else { position.delegate };
    // Whoever has nothing gives nothing: a position that was closed and opened again may have another delegate.
    let delegate = if own > 0 { delegate } else { Pubkey::default() };
    Ok(Weight {
        own,
        earned: at(position.epoch, &position.earned, epoch)?,
        received: at(position.epoch, &position.received, epoch)?,
        received_earned: at(position.epoch, &position.received_earned, epoch)?,
        delegate,
    })
}

/// Both totals of a pool.
fn total(pool: &Pool, epoch: u32) -> Result<(u64, u64), String> {
    Ok((at(pool.epoch, &pool.total, epoch)?, at(pool.epoch, &pool.total_earned, epoch)?))
}

/// INVARIANT 5: pool.total = Σ position.own; received(d) = Σ own of those delegating to d; both at every votable epoch.
/// `at(e)` of a closed epoch never changes.
pub fn invariant_5_power_is_a_history(power: &Power, scope: &Scope<'_>) -> Held {
    if let Some(broken) = &power.broken {
        return Err(broken.clone());
    }
    let (books, now) = (scope.books, scope.executed.now);
    for address in &scope.pools {
        let Some(pool) = books.pool(address) else { continue };
        let present = epoch_of(pool, now);
        for epoch in present.saturating_sub(BACK)..=present + 1 {
            let mut weights = Vec::new();
            for (_, position) in books.positions(address) {
                weights.push((position.holder, weight(position, epoch)?));
            }
            let own: u128 = weights.iter().map(|(_, weight)| u128::from(weight.own)).sum();
            let earned: u128 = weights.iter().map(|(_, weight)| u128::from(weight.earned)).sum();
            let (total, total_earned) = total(pool, epoch)?;
            hold!(
                own == u128::from(total) && earned == u128::from(total_earned),
                "INVARIANT 5: {own} shares, {earned} earned in epoch {epoch}, the pool says {total}, {total_earned}"
            );
            for (holder, weight) in &weights {
                let theirs = weights.iter().filter(|(_, other)| other.delegate == *holder);
                let theirs = theirs.fold((0, 0), |sum, (_, other)| (sum.0 + other.own, sum.1 + other.earned));
                let (received, said) = (theirs, (weight.received, weight.received_earned));
                hold!(
                    received == said,
                    "INVARIANT 5: {holder} received {received:?} in {epoch}, says {said:?}"
                );
            }
        }
    }
    Ok(())
}

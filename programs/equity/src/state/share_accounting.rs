//! The one place where shares enter and leave positions: the position, its delegate's votes and the pool's totals
//! move together, in both weights, and all count from the next snapshot epoch (INVARIANT 5).

use anchor_lang::prelude::*;
use makerstake_core::weight::Weight;

use crate::{
    errors::EquityError,
    state::{Pool, Position, NOBODY},
};

/// Brings shares into a position, which owe nothing of earlier dividends.
///
/// # Errors
/// `OutOfRange`, `WrongDelegate` when the delegate's position is missing.
pub fn credit(
    pool: &mut Pool,
    position: &mut Position,
    delegate: Option<&mut Position>,
    weight: Weight,
    now: i64,
) -> Result<()> {
    let (index, from) = (pool.index(), pool.counts_from(now)?);
    credit_since(pool, position, delegate, weight, (index, from))
}

/// Brings shares into a position that share in all dividends since the index stood at `index`, and count from epoch
/// `from` on.
///
/// # Errors
/// Those of [`credit`].
pub fn credit_since(
    pool: &mut Pool,
    position: &mut Position,
    delegate: Option<&mut Position>,
    weight: Weight,
    (index, from): (u128, u32),
) -> Result<()> {
    position.credit(weight, index, from)?;
    if let Some(delegate) = of(position, delegate)? {
        delegate.receive(weight, from)?;
    }
    let total = pool.total_weight().plus(weight).ok_or(EquityError::OutOfRange)?;
    pool.set_total(from, total);
    Ok(())
}

/// Takes shares out of a position, bought ones first. Returns what went.
///
/// # Errors
/// `InsufficientShares`, `OutOfRange`, `WrongDelegate` when the delegate's position is missing.
pub fn debit(
    pool: &mut Pool,
    position: &mut Position,
    delegate: Option<&mut Position>,
    shares: u64,
    now: i64,
) -> Result<Weight> {
    let from = pool.counts_from(now)?;
    let gone = position.debit(shares, pool.index(), from)?;
    if let Some(delegate) = of(position, delegate)? {
        delegate.lose(gone, from)?;
    }
    let total = pool.total_weight().minus(gone).ok_or(EquityError::OutOfRange)?;
    pool.set_total(from, total);
    Ok(gone)
}

/// Moves a position's votes from one delegate to another; no position: nobody.
///
/// # Errors
/// `DelegationCooldown`, `WrongDelegate` when the present delegate's position is missing, `OutOfRange`.
pub fn redelegate(
    pool: &Pool,
    position: &mut Position,
    former: Option<&mut Position>,
    next: Option<&mut Position>,
    now: i64,
) -> Result<()> {
    let from = pool.counts_from(now)?;
    let weight = position.weight();
    if let Some(former) = of(position, former)? {
        former.lose(weight, from)?;
    }
    let to = match next {
        Some(next) => {
            next.receive(weight, from)?;
            next.holder
        }
        None => NOBODY,
    };
    position.redelegate(to, from)
}

/// The position of the present delegate, or none where there is none. The accounts' constraints have compared holder and
/// pool; this keeps a caller without one from leaving votes behind.
fn of<'a>(position: &Position, delegate: Option<&'a mut Position>) -> Result<Option<&'a mut Position>> {
    let given = delegate.as_ref().map_or(NOBODY, |delegate| delegate.holder);
    require!(given == position.delegate, EquityError::WrongDelegate);
    Ok(delegate)
}

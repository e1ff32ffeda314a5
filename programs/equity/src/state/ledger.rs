//! The one place where shares enter and leave positions: the position, its delegate's votes and the pool's total
//! move together, and all count from the next power epoch (INVARIANT 5).

use anchor_lang::prelude::*;

use crate::{
    errors::EquityError,
    state::{
        books::{minus, plus},
        Pool, Position, NOBODY,
    },
};

/// Brings shares into a position.
///
/// # Errors
/// `OutOfRange`, `WrongDelegate` when the delegate's position is missing.
pub fn credit(
    pool: &mut Pool,
    position: &mut Position,
    delegate: Option<&mut Account<Position>>,
    shares: u64,
    now: i64,
) -> Result<()> {
    let from = pool.counts_from(now)?;
    position.credit(shares, pool.index(), from)?;
    if let Some(delegate) = of(position, delegate)? {
        delegate.receive(shares, from)?;
    }
    let total = plus(pool.shares(), shares)?;
    pool.set_shares(from, total);
    Ok(())
}

/// Takes shares out of a position. Returns how many earned ones went.
///
/// # Errors
/// `InsufficientShares`, `OutOfRange`, `WrongDelegate` when the delegate's position is missing.
pub fn debit(
    pool: &mut Pool,
    position: &mut Position,
    delegate: Option<&mut Account<Position>>,
    shares: u64,
    now: i64,
) -> Result<u64> {
    let from = pool.counts_from(now)?;
    let earned = position.debit(shares, pool.index(), from)?;
    if let Some(delegate) = of(position, delegate)? {
        delegate.lose(shares, from)?;
    }
    let total = minus(pool.shares(), shares)?;
    pool.set_shares(from, total);
    Ok(earned)
}

/// Moves a position's votes from one delegate to another; no position: nobody.
///
/// # Errors
/// `DelegateTooFresh`, `WrongDelegate` when the present delegate's position is missing, `OutOfRange`.
pub fn redelegate(
    pool: &Pool,
    position: &mut Position,
    former: Option<&mut Account<Position>>,
    next: Option<&mut Account<Position>>,
    now: i64,
) -> Result<()> {
    let from = pool.counts_from(now)?;
    let shares = position.shares();
    if let Some(former) = of(position, former)? {
        former.lose(shares, from)?;
    }
    let to = match next {
        Some(next) => {
            next.receive(shares, from)?;
            next.holder
        }
        None => NOBODY,
    };
    position.redelegate(to, from)
}

/// The position of the present delegate, or none where there is none. The accounts' constraints have compared holder and
/// pool; this keeps a caller without one from leaving votes behind.
fn of<'a>(
    position: &Position,
    delegate: Option<&'a mut Account<Position>>,
) -> Result<Option<&'a mut Account<Position>>> {
    let given = delegate.as_ref().map_or(NOBODY, |delegate| delegate.holder);
    require!(given == position.delegate, EquityError::WrongDelegate);
    Ok(delegate)
}

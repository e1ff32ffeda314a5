//! What the program tells the world: enough to put every account together again. Times are unix seconds.

use anchor_lang::prelude::*;

/// An offering was opened.
#[event(bytemuck)]
pub struct OfferingOpened {
    /// The offering.
    pub offering: Address,
    /// Its platform.
    pub platform: Address,
    /// Its pool.
    pub pool: Address,
    /// The share mint.
    pub mint: Address,
    /// The quote mint.
    pub quote_mint: Address,
    /// SHA-256 of the disclosure.
    pub disclosure: [u8; 32],
    /// What the gate asks.
    pub gate_data: [u8; 64],
    /// Shares offered, base units.
    pub shares: u64,
    /// Quote units for one whole share.
    pub price: u64,
    /// Quote units below which nothing is sold.
    pub min_raise: u64,
    /// Most quote units of one investor.
    pub per_person_max: u64,
    /// When it opened.
    pub opened_at: i64,
    /// When the window is over.
    pub closes_at: i64,
    /// From when on nothing is settled.
    pub settle_by: i64,
    /// From the end of the window until anything vests, seconds.
    pub cliff: u32,
    /// From the end of the window until all has vested, seconds.
    pub vests: u32,
    /// The number in the address.
    pub number: u32,
    /// Who may commit.
    pub gate: u8,
    /// Decimals of the share mint.
    pub decimals: u8,
    /// Decimals of the quote mint.
    pub quote_decimals: u8,
    /// Bump of the address.
    pub bump: u8,
}

/// Quote tokens were committed.
#[event(bytemuck)]
pub struct Committed {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// Who buys.
    pub investor: Address,
    /// Where refunds go.
    pub refund_account: Address,
    /// Who pays the rent of a commitment that is new.
    pub payer: Address,
    /// What was added, quote units.
    pub added: u64,
    /// What is committed now, quote units.
    pub amount: u64,
}

/// A commitment was taken back, in part or in full.
#[event(bytemuck)]
pub struct Uncommitted {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// What was taken back, quote units.
    pub taken: u64,
    /// What is committed now, quote units.
    pub amount: u64,
    /// What has left on the day before the line, quote units.
    pub left: u64,
    /// When the window is over, as far as this moved it.
    pub closes_at: i64,
}

/// Refunds go to another account.
#[event(bytemuck)]
pub struct RefundAccountSet {
    /// The commitment.
    pub commitment: Address,
    /// Where refunds go from now on.
    pub refund_account: Address,
}

/// A commitment is an insider's.
#[event(bytemuck)]
pub struct InsiderMarked {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// What counts no longer towards the minimum, quote units.
    pub amount: u64,
}

/// An offering was decided.
#[event(bytemuck)]
pub struct OfferingClosed {
    /// The offering.
    pub offering: Address,
    /// All commitments, quote units.
    pub committed: u64,
    /// Those of insiders, quote units.
    pub uncounted: u64,
    /// 1 filled, 2 failed.
    pub state: u64,
}

/// An offering was stopped: everything goes back.
#[event(bytemuck)]
pub struct OfferingStopped {
    /// The offering.
    pub offering: Address,
    /// The guardian or the treasury.
    pub by: Address,
}

/// A commitment was settled.
#[event(bytemuck)]
pub struct Settled {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// Who buys.
    pub investor: Address,
    /// Shares bought, base units.
    pub shares: u64,
    /// Paid to the treasury, quote units.
    pub paid: u64,
    /// Owed to the investor, quote units.
    pub owed: u64,
}

/// What a commitment did not buy was paid back.
#[event(bytemuck)]
pub struct Refunded {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// Quote units.
    pub amount: u64,
    /// 1 if this ended a commitment that was never settled.
    pub is_in_full: u64,
}

/// Vested shares went to the investor's position.
#[event(bytemuck)]
pub struct Released {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
    /// Whose position.
    pub investor: Address,
    /// Shares, base units.
    pub shares: u64,
}

/// Unsold shares went back to the treasury.
#[event(bytemuck)]
pub struct UnsoldReturned {
    /// The offering.
    pub offering: Address,
    /// Shares, base units.
    pub shares: u64,
}

/// A commitment was closed.
#[event(bytemuck)]
pub struct CommitmentClosed {
    /// The offering.
    pub offering: Address,
    /// The commitment.
    pub commitment: Address,
}

/// The accounts of an offering were closed.
#[event(bytemuck)]
pub struct OfferingRemoved {
    /// The offering.
    pub offering: Address,
}

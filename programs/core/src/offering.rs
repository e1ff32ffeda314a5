//! Offerings: what an investor gets for how much, from two totals and a price alone. Who came first, who settles, and in which
//! order plays no part.
//!
//! A price is quote units (base units of the quote mint) for one whole share, which is `unit` base units of the share mint.

use crate::{
    hash::{Digest, Sha256},
    units::{Bps, DAY},
};

/// The shortest window of an offering, seconds: 7 days.
pub const MIN_OPEN: u32 = 7 * DAY;
/// The longest window: 90 days. Until it is over no other offering opens.
pub const MAX_OPEN: u32 = 90 * DAY;
/// The shortest and the longest time for settlement, seconds from the end of the window: 30 to 180 days.
pub const SETTLEMENT: core::ops::RangeInclusive<u32> = 30 * DAY..=180 * DAY;
/// How long before the end of the window commitments become binding, seconds; and by how much the window is moved, once.
pub const BINDING: u32 = 2 * DAY;
/// How long before that line it is watched how much leaves, seconds.
pub const WATCHED: u32 = DAY;
/// How long after the window an insider can still be marked before the offering closes, seconds: one who commits in the last
/// second is seen too.
pub const MARKING: u32 = DAY;
/// The longest vesting, seconds: ten years.
pub const MAX_VESTING: u32 = 10 * 366 * DAY;
/// Seconds in the twelve months whose openings are counted together, never less than the calendar's.
pub const TWELVE_MONTHS: u32 = 366 * DAY;
/// How many openings a book remembers, and so how many there can be in twelve months.
pub const REMEMBERED: usize = 4;

/// Most that one investor may commit, of what all offered shares cost.
const ONE_INVESTOR: Bps = Bps::from_const(2_000);
/// Most that is offered in twelve months, of all shares that there can ever be.
const IN_TWELVE_MONTHS: Bps = Bps::from_const(1_000);
/// First byte of what is hashed to a leaf of a list: not that of a distribution's leaf, and not that of a node.
const LEAF_PREFIX: [u8; 1] = [2];

/// Who may commit. Its number is on the wire and in the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gate {
    /// Anybody.
    Open = 0,
    /// The wallets of a Merkle list, each up to its own cap.
    List = 1,
    /// Who holds a live credential of the Solana Attestation Service.
    Credential = 2,
    /// Holders, each up to its part of all shares in the snapshot epoch of the opening.
    Rights = 3,
}

impl Gate {
    /// The gate of this number.
    pub const fn from_u8(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Open),
            1 => Some(Self::List),
            2 => Some(Self::Credential),
            3 => Some(Self::Rights),
            _ => None,
        }
    }
}

/// The numbers of an offering's terms. All times are durations from the opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Shares offered, base units.
    pub shares: u64,
    /// Quote units for one whole share.
    pub price: u64,
    /// Quote units below which nothing is sold, insiders not counted.
    pub min_raise: u64,
    /// Most quote units of one investor; 0 in a rights issue, where its part is the most.
    pub per_person_max: u64,
    /// Length of the window, seconds.
    pub open_for: u32,
    /// Time for settlement after the window, seconds.
    pub settle_for: u32,
    /// From the end of the window until anything vests, seconds.
    pub cliff: u32,
    /// From the end of the window until all has vested, seconds.
    pub vests: u32,
}

/// Which term is out of its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsError {
    /// No shares, no price, or more than can be counted.
    Price,
    /// No minimum, or one above what all shares cost.
    MinRaise,
    /// Nothing for one investor, or above 20 % of what all shares cost.
    PerPersonMax,
    /// A window shorter than 7 or longer than 90 days.
    Window,
    /// Less than 30 or more than 180 days for settlement.
    Settlement,
    /// A cliff after the end of vesting, or more than ten years.
    Vesting,
}

impl Terms {
    /// Checks the terms against what no vote can change.
    ///
    /// # Errors
    /// The term that is out of its bounds.
    pub fn check(&self, gate: Gate, unit: u64) -> Result<(), TermsError> {
        let worth = worth(self.shares, self.price, unit).ok_or(TermsError::Price)?;
        if self.shares == 0 || self.price == 0 {
            return Err(TermsError::Price);
        }
        if self.min_raise == 0 || self.min_raise > worth {
            return Err(TermsError::MinRaise);
        }
        let is_bounded = match gate {
            Gate::Rights => self.per_person_max == 0,
            _ => self.per_person_max > 0 && self.per_person_max <= ONE_INVESTOR.floor_of(worth),
        };
        if !is_bounded {
            return Err(TermsError::PerPersonMax);
        }
        if !(MIN_OPEN..=MAX_OPEN).contains(&self.open_for) {
            return Err(TermsError::Window);
        }
        if !SETTLEMENT.contains(&self.settle_for) {
            return Err(TermsError::Settlement);
        }
        if self.cliff > self.vests || self.vests > MAX_VESTING {
            return Err(TermsError::Vesting);
        }
        Ok(())
    }
}

/// Base units of one whole share; `None` for more decimals than can be counted.
pub fn unit(decimals: u8) -> Option<u64> {
    10_u64.checked_pow(u32::from(decimals))
}

/// What shares cost, quote units, rounded down: the most that can be raised. `None` where that is too much to count.
pub fn worth(shares: u64, price: u64, unit: u64) -> Option<u64> {
    mul_div(shares, price, unit)
}

/// What shares cost their buyer, quote units, rounded up: no share is paid below the price.
fn cost(shares: u64, price: u64, unit: u64) -> Option<u64> {
    let product = u128::from(shares).checked_mul(u128::from(price))?;
    let unit = u128::from(unit);
    let down = product.checked_div(unit)?;
    let up = if product.checked_rem(unit)? > 0 { down.checked_add(1)? } else { down };
    u64::try_from(up).ok()
}

/// What becomes of one commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allotment {
    /// Shares bought, base units.
    pub shares: u64,
    /// What they cost, quote units.
    pub paid: u64,
    /// What goes back, quote units: committed = paid + refund, to the unit.
    pub refund: u64,
}

/// What a commitment gets, where `committed` is the sum of all: its amount's worth of shares if all fit, else its part of the
/// shares offered. Rounds down; what rounding leaves is unsold. `None` for what cannot be: more than all, no price.
pub fn allot(amount: u64, committed: u64, terms: (u64, u64, u64)) -> Option<Allotment> {
    let (shares, price, unit) = terms;
    if amount > committed {
        return None;
    }
    let fits = committed <= worth(shares, price, unit)?;
    let bought = match amount {
        0 => 0,
        _ if fits => mul_div(amount, unit, price)?,
        _ => mul_div(shares, amount, committed)?,
    };
    // Never above the amount: both roundings above are down (docs/offerings.md).
    let paid = cost(bought, price, unit)?;
    Some(Allotment { shares: bought, paid, refund: amount.checked_sub(paid)? })
}

/// The most that a holder may commit in a rights issue, quote units: what its part of the offered shares costs, `own` of
/// `total` in the snapshot epoch of the opening. Rounds down twice.
pub fn rights(own: u64, total: u64, terms: (u64, u64, u64)) -> Option<u64> {
    let (shares, price, unit) = terms;
    worth(mul_div(shares, own.min(total), total)?, price, unit)
}

/// Whether the window is moved: more than a tenth of all commitments has left on the day before the line. `left` is what
/// left, `stays` what is committed now.
pub fn moves_window(left: u64, stays: u64) -> bool {
    let all = u128::from(left).saturating_add(u128::from(stays));
    u128::from(left).saturating_mul(10) > all
}

/// One opening that a book remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// When, unix seconds; 0: there was none.
    pub at: i64,
    /// Shares offered, base units.
    pub shares: u64,
}

/// Why another opening is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningError {
    /// Four openings within twelve months.
    TooMany,
    /// More than a tenth of all shares that there can ever be, within twelve months.
    TooMuch,
}

/// Checks another opening against those of the last twelve months, where there can be `caps` shares in all.
///
/// # Errors
/// The rule that it breaks.
pub fn check_opening(last: &[Opening; REMEMBERED], next: Opening, caps: u64) -> Result<(), OpeningError> {
    let since = next.at.saturating_sub(i64::from(TWELVE_MONTHS));
    let recent = |opening: &&Opening| opening.at > 0 && opening.at > since;
    if last.iter().filter(recent).count() >= REMEMBERED {
        return Err(OpeningError::TooMany);
    }
    let offered =
        last.iter().filter(recent).fold(next.shares, |sum, opening| sum.saturating_add(opening.shares));
    if offered > IN_TWELVE_MONTHS.floor_of(caps) {
        return Err(OpeningError::TooMuch);
    }
    Ok(())
}

/// The leaf of a wallet in the list of an offering: the wallet, or the creator that invests, and its cap in quote units.
pub fn leaf<H: Sha256>(offering: &[u8; 32], wallet: &[u8; 32], cap: u64) -> Digest {
    H::hashv(&[&LEAF_PREFIX, offering, wallet, &cap.to_le_bytes()])
}

/// floor(a x b / c), in 128 bits; `None` for c = 0 and for what does not fit.
fn mul_div(a: u64, b: u64, c: u64) -> Option<u64> {
    let product = u128::from(a).checked_mul(u128::from(b))?;
    u64::try_from(product.checked_div(u128::from(c))?).ok()
}

#[cfg(test)]
mod tests;

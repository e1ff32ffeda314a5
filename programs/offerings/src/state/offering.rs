//! An offering: its terms, its totals, and its life.

use anchor_lang::prelude::*;
use makerstake_core::{
    hash::is_zero,
    offering::{self, Allotment, Gate, BINDING, MARKING, WATCHED},
};

use super::{
    after, before,
    gate::gate_data,
    minus, plus,
    terms::{OfferingInit, OfferingTerms, Snapshot},
    VERSION,
};
use crate::errors::OfferingError;

/// First seed of an offering's address; then its platform and its number, u32 little-endian.
pub const OFFERING_SEED: &[u8] = b"offering";
/// First seed of the address of the token account that holds commitments; the second is the offering.
pub const PURSE_SEED: &[u8] = b"purse";
/// First seed of the address of the token account that holds shares; the second is the offering.
pub const STOCK_SEED: &[u8] = b"stock";

/// An offering, 416 bytes with the discriminator. Seeds: `offering`, platform, number. Its address owns its purse and its stock.
#[account]
pub struct Offering {
    /// The platform whose treasury sells.
    pub platform: Address,
    /// The pool of the shares.
    pub pool: Address,
    /// The share mint.
    pub mint: Address,
    /// The mint in which is paid.
    pub quote_mint: Address,
    /// SHA-256 of the disclosure.
    pub disclosure: [u8; 32],
    /// What the gate asks: root and depth of a list; credential and schema; snapshot epoch and all its shares.
    pub gate_data: [u8; 64],
    /// Shares offered, base units.
    pub shares: u64,
    /// Quote units for one whole share.
    pub price: u64,
    /// Quote units below which nothing is sold, insiders not counted.
    pub min_raise: u64,
    /// Most quote units of one investor; 0 in a rights issue.
    pub per_person_max: u64,
    /// All commitments, quote units. Fixed from the end of the window on.
    pub committed: u64,
    /// Those of them that are insiders', quote units.
    pub uncounted: u64,
    /// Those of them that are settled or paid back in full, quote units.
    pub settled: u64,
    /// What was paid to the treasury, quote units.
    pub paid: u64,
    /// What was paid back, quote units; not what was taken back in the window.
    pub refunded: u64,
    /// Shares bought, base units.
    pub bought: u64,
    /// Bought shares that went to positions, base units.
    pub released: u64,
    /// What left on the day before the line, quote units.
    pub left: u64,
    /// When it opened, unix seconds.
    pub opened_at: i64,
    /// When the window is over, unix seconds.
    pub closes_at: i64,
    /// From when on nothing is settled and everything is paid back, unix seconds.
    pub settle_by: i64,
    /// From the end of the window until anything vests, seconds.
    pub cliff: u32,
    /// From the end of the window until all has vested, seconds.
    pub vests: u32,
    /// The number in the address.
    pub number: u32,
    /// How many commitments there are.
    pub commitments: u32,
    /// Who may commit: 0 anybody, 1 a list, 2 holders of a credential, 3 holders of shares.
    pub gate: u8,
    /// What became of it: 0 open, 1 filled, 2 failed.
    pub state: u8,
    /// 1 once the window was moved.
    pub is_moved: u8,
    /// Decimals of the share mint.
    pub decimals: u8,
    /// Decimals of the quote mint.
    pub quote_decimals: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 41],
}

const _: () = assert!(core::mem::size_of::<Offering>() + 8 == 416);

/// What became of an offering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It takes commitments, or waits to be decided.
    Open = 0,
    /// Its minimum was reached: commitments buy.
    Filled = 1,
    /// It was stopped, or its minimum was not reached: everything goes back.
    Failed = 2,
}

impl Offering {
    /// A new offering. `snapshot` is the pool's.
    ///
    /// # Errors
    /// The term that is out of its bounds; `UnknownGate`, `InvalidGate`, `RightsTooLong`.
    pub fn new(on: OfferingInit, terms: &OfferingTerms, snapshot: &Snapshot, now: i64) -> Result<Self> {
        let gate = Gate::from_u8(terms.gate).ok_or(OfferingError::UnknownGate)?;
        let unit = offering::unit(on.decimals).ok_or(OfferingError::InvalidPrice)?;
        terms.numbers().check(gate, unit).map_err(OfferingError::from)?;
        require!(!is_zero(&terms.disclosure), OfferingError::NoDisclosure);
        let closes_at = after(now, terms.open_for)?;
        Ok(Self {
            platform: on.platform,
            pool: on.pool,
            mint: on.mint,
            quote_mint: on.quote_mint,
            disclosure: terms.disclosure,
            gate_data: gate_data(gate, &terms.gate_data, snapshot, closes_at)?,
            shares: terms.shares,
            price: terms.price,
            min_raise: terms.min_raise,
            per_person_max: terms.per_person_max,
            committed: 0,
            uncounted: 0,
            settled: 0,
            paid: 0,
            refunded: 0,
            bought: 0,
            released: 0,
            left: 0,
            opened_at: now,
            closes_at,
            settle_by: after(closes_at, terms.settle_for)?,
            cliff: terms.cliff,
            vests: terms.vests,
            number: on.number,
            commitments: 0,
            gate: terms.gate,
            state: State::Open as u8,
            is_moved: 0,
            decimals: on.decimals,
            quote_decimals: on.quote_decimals,
            bump: on.bump,
            version: VERSION,
            reserved: [0; 41],
        })
    }

    /// Whether the account has the layout that this program reads and writes.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }

    /// Who may commit.
    ///
    /// # Errors
    /// `UnknownGate`.
    pub fn gate(&self) -> Result<Gate> {
        Ok(Gate::from_u8(self.gate).ok_or(OfferingError::UnknownGate)?)
    }

    /// Shares, price and unit: what an allotment is made from.
    fn sale(&self) -> Result<(u64, u64, u64)> {
        let unit = offering::unit(self.decimals).ok_or(OfferingError::OutOfRange)?;
        Ok((self.shares, self.price, unit))
    }

    /// The most that a holder of `own` shares in the snapshot epoch may commit.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn rights(&self, own: u64) -> Result<u64> {
        let (_, total) = self.snapshot();
        Ok(offering::rights(own, total, self.sale()?).ok_or(OfferingError::OutOfRange)?)
    }

    /// That commitments are taken at `now`.
    ///
    /// # Errors
    /// `NotOpen`, `WindowOver`.
    pub fn check_takes(&self, now: i64) -> Result<()> {
        require!(self.state == State::Open as u8, OfferingError::NotOpen);
        require!(now < self.closes_at, OfferingError::WindowOver);
        Ok(())
    }

    /// Adds a commitment.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn commit(&mut self, amount: u64, is_insider: bool) -> Result<()> {
        self.committed = plus(self.committed, amount)?;
        if is_insider {
            self.uncounted = plus(self.uncounted, amount)?;
        }
        Ok(())
    }

    /// Takes a commitment back, until 48 hours before the end of the window. If more than a tenth leaves on the day before that
    /// line, the window is moved by 48 hours, once.
    ///
    /// # Errors
    /// `NotOpen`, `CommitmentBinds`.
    pub fn uncommit(&mut self, amount: u64, is_insider: bool, now: i64) -> Result<()> {
        require!(self.state == State::Open as u8, OfferingError::NotOpen);
        let line = before(self.closes_at, BINDING);
        require!(now < line, OfferingError::CommitmentBinds);
        self.committed = minus(self.committed, amount)?;
        if is_insider {
            self.uncounted = minus(self.uncounted, amount)?;
        }
        if self.is_moved == 0 && now >= before(line, WATCHED) {
            self.left = plus(self.left, amount)?;
            if offering::moves_window(self.left, self.committed) {
                self.is_moved = 1;
                self.closes_at = after(self.closes_at, BINDING)?;
                self.settle_by = after(self.settle_by, BINDING)?;
            }
        }
        Ok(())
    }

    /// Counts a commitment no longer towards the minimum.
    ///
    /// # Errors
    /// `NotOpen`.
    pub fn mark(&mut self, amount: u64) -> Result<()> {
        require!(self.state == State::Open as u8, OfferingError::NotOpen);
        self.uncounted = plus(self.uncounted, amount)?;
        Ok(())
    }

    /// Stops it.
    ///
    /// # Errors
    /// `NotOpen`, `WindowOver`.
    pub fn stop(&mut self, now: i64) -> Result<()> {
        self.check_takes(now)?;
        self.state = State::Failed as u8;
        Ok(())
    }

    /// Decides it, a day after the end of the window: filled if the commitments that count reach the minimum.
    ///
    /// # Errors
    /// `NotOpen`, `WindowRuns`.
    pub fn decide(&mut self, now: i64) -> Result<()> {
        require!(self.state == State::Open as u8, OfferingError::NotOpen);
        require!(now >= after(self.closes_at, MARKING)?, OfferingError::WindowRuns);
        let is_filled = minus(self.committed, self.uncounted)? >= self.min_raise;
        self.state = if is_filled { State::Filled } else { State::Failed } as u8;
        Ok(())
    }

    /// What a commitment buys; nothing, if its credential is dead. Books it as settled, and its price as paid.
    ///
    /// # Errors
    /// `NotFilled`, `SettlementOver`.
    pub fn settle(&mut self, amount: u64, is_alive: bool, now: i64) -> Result<Allotment> {
        require!(self.state == State::Filled as u8, OfferingError::NotFilled);
        require!(now < self.settle_by, OfferingError::SettlementOver);
        let allotment = if is_alive {
            offering::allot(amount, self.committed, self.sale()?).ok_or(OfferingError::OutOfRange)?
        } else {
            Allotment { shares: 0, paid: 0, refund: amount }
        };
        self.settled = plus(self.settled, amount)?;
        self.bought = plus(self.bought, allotment.shares)?;
        self.paid = plus(self.paid, allotment.paid)?;
        Ok(allotment)
    }

    /// Books a commitment that is paid back in full as settled: one that failed with its offering, or that nobody settled in
    /// time.
    ///
    /// # Errors
    /// `NotDecided` while the offering is open, `SettlementRuns` while it can be settled.
    pub fn give_up(&mut self, amount: u64, now: i64) -> Result<Allotment> {
        require!(self.state != State::Open as u8, OfferingError::NotDecided);
        let is_over = self.state == State::Failed as u8 || now >= self.settle_by;
        require!(is_over, OfferingError::SettlementRuns);
        self.settled = plus(self.settled, amount)?;
        Ok(Allotment { shares: 0, paid: 0, refund: amount })
    }

    /// Books quote units as paid back.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn pay_back(&mut self, amount: u64) -> Result<()> {
        self.refunded = plus(self.refunded, amount)?;
        Ok(())
    }

    /// Start, cliff and end of vesting.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn vesting(&self) -> Result<(i64, i64, i64)> {
        Ok((self.closes_at, after(self.closes_at, self.cliff)?, after(self.closes_at, self.vests)?))
    }

    /// Books shares as released.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn release(&mut self, shares: u64) -> Result<()> {
        self.released = plus(self.released, shares)?;
        Ok(())
    }

    /// Shares that must stay for investors. All others are unsold, once nothing more is settled.
    ///
    /// # Errors
    /// `NotDecided`, `SettlementRuns`.
    pub fn reserved_shares(&self, now: i64) -> Result<u64> {
        require!(self.state != State::Open as u8, OfferingError::NotDecided);
        let is_over =
            self.state == State::Failed as u8 || self.settled == self.committed || now >= self.settle_by;
        require!(is_over, OfferingError::SettlementRuns);
        minus(self.bought, self.released)
    }

    /// Counts one commitment more.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn add_commitment(&mut self) -> Result<()> {
        self.commitments = self.commitments.checked_add(1).ok_or(OfferingError::OutOfRange)?;
        Ok(())
    }

    /// Counts one commitment less.
    ///
    /// # Errors
    /// `NotDecided`, `OutOfRange`.
    pub fn remove_commitment(&mut self) -> Result<()> {
        require!(self.state != State::Open as u8, OfferingError::NotDecided);
        self.commitments = self.commitments.checked_sub(1).ok_or(OfferingError::OutOfRange)?;
        Ok(())
    }

    /// That nothing is sold above what is offered, nothing is paid that was not committed, and a failed offering pays the
    /// treasury nothing (docs/offerings.md).
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        let is_sound = self.bought <= self.shares
            && self.released <= self.bought
            && self.uncounted <= self.committed
            && self.settled <= self.committed
            && plus(self.paid, self.refunded)? <= self.committed
            && (self.state == State::Filled as u8 || (self.paid == 0 && self.bought == 0))
            && self.opened_at < self.closes_at
            && self.closes_at < self.settle_by;
        require!(is_sound, OfferingError::Unbalanced);
        Ok(())
    }
}

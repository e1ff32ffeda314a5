//! What one holder owns in one pool: shares and their history, the votes delegated to it, what it claimed, what
//! it is owed.

use anchor_lang::prelude::*;
use makerstake_domain::{
    accumulator,
    bitmap::{self, BitmapError},
    checkpoints,
};

use crate::{
    errors::EquityError,
    state::{
        books::{minus, plus},
        NOBODY,
    },
};

/// First seed of a position's address; then its pool and its holder.
pub const POSITION_SEED: &[u8] = b"position";
/// How many epochs a delegate must have counted before the next change: those that a ballot may still ask for.
const DELEGATE_REST: u8 = 3;

/// One holder's position, 296 bytes with its discriminator. Seeds: `position`, pool, holder.
///
/// `own`, `received` and the delegates share one `epoch`: each write first moves all three to the next power
/// epoch. The two words of `dividend_debt` replace both a settled index and an owed amount (see
/// `domain::accumulator`). That, and a cooldown in 32 bits, is how it stays below 300 bytes.
#[account]
pub struct Position {
    /// The pool.
    pub pool: Address,
    /// The wallet or creator who owns it.
    pub holder: Address,
    /// Who paid the rent and gets it back.
    pub payer: Address,
    /// The holder whom these shares vote with, from `delegate_age` epochs before `epoch` on; zeros: nobody.
    pub delegate: Address,
    /// The delegate before that; zeros: nobody.
    pub former_delegate: Address,
    /// Shares, as they counted in the four epochs ending with `epoch`, newest first.
    pub own: [u64; 4],
    /// Shares of those who delegate to this holder, likewise.
    pub received: [u64; 4],
    /// What the dividend index times the shares must exceed to be owed, modulo 2^128, lower word first.
    pub dividend_debt: [u64; 2],
    /// Which of the 128 epochs from `claims_from` on were claimed, lowest bit first.
    pub claims: [u64; 2],
    /// Shares of `own` that were claimed, never bought: the claims, cut to `own` whenever shares leave.
    pub earned: u64,
    /// Shares that left and wait for `withdraw`, base units.
    pub cooling: u64,
    /// The power epoch from which the first values of `own` and `received` count.
    pub epoch: u32,
    /// The distribution of the lowest bit of `claims`.
    pub claims_from: u32,
    /// When the cooling shares can be withdrawn, unix seconds; 32 bits last until 2106.
    pub cooling_until: u32,
    /// For how many epochs before `epoch` the delegate has counted; 255: that many or more.
    pub delegate_age: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zero.
    pub reserved: u8,
}

const _: () = assert!(core::mem::size_of::<Position>() + 8 == 296);

impl Position {
    /// Writes an empty position.
    ///
    /// # Errors
    /// `ZeroKey` for a holder of zeros.
    pub fn init(&mut self, pool: Address, holder: Address, payer: Address, bump: u8) -> Result<()> {
        require!(holder != NOBODY, EquityError::ZeroKey);
        *self = Self {
            pool,
            holder,
            payer,
            delegate: NOBODY,
            former_delegate: NOBODY,
            own: [0; 4],
            received: [0; 4],
            dividend_debt: [0; 2],
            claims: [0; 2],
            earned: 0,
            cooling: 0,
            epoch: 0,
            claims_from: 0,
            cooling_until: 0,
            delegate_age: u8::MAX,
            bump,
            version: 1,
            reserved: 0,
        };
        Ok(())
    }

    /// Shares of this holder as they counted in power epoch `epoch`: exact for the current epoch and the two
    /// before it. Do not ask for a future epoch.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn own_at(&self, epoch: u32) -> Result<u64> {
        Ok(checkpoints::at(self.epoch, &self.own, epoch).ok_or(EquityError::OutOfRange)?)
    }

    /// Shares of all who delegated to this holder as they counted in power epoch `epoch`; as [`Self::own_at`].
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn received_at(&self, epoch: u32) -> Result<u64> {
        Ok(checkpoints::at(self.epoch, &self.received, epoch).ok_or(EquityError::OutOfRange)?)
    }

    /// With whom these shares voted in power epoch `epoch`, if with anybody; as [`Self::own_at`]. A change waits until the
    /// last one has counted for every epoch a ballot may ask for, so current and former delegate suffice.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn delegate_at(&self, epoch: u32) -> Result<Option<Address>> {
        let back = self.epoch.saturating_sub(epoch);
        require!(back <= u32::from(DELEGATE_REST), EquityError::OutOfRange);
        let delegate =
            if back <= u32::from(self.delegate_age) { self.delegate } else { self.former_delegate };
        Ok(if delegate == NOBODY { None } else { Some(delegate) })
    }

    /// Shares that were claimed and never left: the creator house counts these, not what was bought.
    pub fn earned(&self) -> u64 {
        self.earned
    }

    /// Shares now, whether they count already or not.
    pub fn shares(&self) -> u64 {
        checkpoints::latest(&self.own)
    }

    /// Shares delegated to this holder now, whether they count already or not.
    pub fn received_now(&self) -> u64 {
        checkpoints::latest(&self.received)
    }

    /// Whether `delegate` is the position of the present delegate, or none where there is none.
    pub fn is_delegated_to(&self, delegate: Option<&Account<Position>>) -> bool {
        match delegate {
            Some(delegate) => delegate.holder == self.delegate && delegate.pool == self.pool,
            None => self.delegate == NOBODY,
        }
    }

    /// Moves all histories to epoch `from`. Nothing that was answered for an earlier epoch changes (INVARIANT 5).
    fn advance(&mut self, from: u32) {
        let by = from.saturating_sub(self.epoch);
        if by > 0 {
            checkpoints::advance(&mut self.own, by);
            checkpoints::advance(&mut self.received, by);
            self.delegate_age = self.delegate_age.saturating_add(u8::try_from(by).unwrap_or(u8::MAX));
            self.epoch = from;
        }
    }

    /// Adds shares that count from epoch `from` on, and owe nothing of earlier dividends.
    pub(crate) fn credit(&mut self, shares: u64, index: u128, from: u32) -> Result<()> {
        self.advance(from);
        let owned = plus(self.shares(), shares)?;
        checkpoints::set_latest(&mut self.own, owned);
        if index > 0 {
            let debt = accumulator::join(self.dividend_debt);
            self.dividend_debt = accumulator::split(accumulator::debt_after_credit(debt, index, shares));
        }
        Ok(())
    }

    /// Takes shares out from epoch `from` on; what they were owed stays owed. Returns how many earned ones went.
    pub(crate) fn debit(&mut self, shares: u64, index: u128, from: u32) -> Result<u64> {
        self.advance(from);
        let left = self.shares().checked_sub(shares).ok_or(EquityError::InsufficientShares)?;
        checkpoints::set_latest(&mut self.own, left);
        if index > 0 {
            let debt = accumulator::join(self.dividend_debt);
            self.dividend_debt = accumulator::split(accumulator::debt_after_debit(debt, index, shares));
        }
        let earned = self.earned;
        self.earned = earned.min(left);
        minus(earned, self.earned)
    }

    /// Adds to what was earned.
    pub(crate) fn earn(&mut self, shares: u64) -> Result<()> {
        self.earned = plus(self.earned, shares)?;
        Ok(())
    }

    /// Adds votes that count from epoch `from` on.
    pub(crate) fn receive(&mut self, shares: u64, from: u32) -> Result<()> {
        self.advance(from);
        let received = plus(self.received_now(), shares)?;
        checkpoints::set_latest(&mut self.received, received);
        Ok(())
    }

    /// Takes votes away from epoch `from` on.
    pub(crate) fn lose(&mut self, shares: u64, from: u32) -> Result<()> {
        self.advance(from);
        let received = minus(self.received_now(), shares)?;
        checkpoints::set_latest(&mut self.received, received);
        Ok(())
    }

    /// Changes the delegate from epoch `from` on; zeros: nobody.
    ///
    /// # Errors
    /// `DelegateTooFresh` unless the last change has counted for two epochs besides the current one (INVARIANT 5).
    pub(crate) fn redelegate(&mut self, delegate: Address, from: u32) -> Result<()> {
        self.advance(from);
        require!(self.delegate_age >= DELEGATE_REST, EquityError::DelegateTooFresh);
        self.former_delegate = core::mem::replace(&mut self.delegate, delegate);
        self.delegate_age = 0;
        Ok(())
    }

    /// Marks distribution `epoch` as claimed, when `next` is the pool's next one (INVARIANT 3).
    ///
    /// # Errors
    /// `EpochTooOld`, `AlreadyClaimed`, `NotFinal` for an epoch that does not exist yet.
    pub fn mark_claimed(&mut self, epoch: u32, next: u32) -> Result<()> {
        let oldest = bitmap::oldest(next);
        let claims = bitmap::slid(self.claims, self.claims_from, oldest);
        self.claims = bitmap::mark(claims, oldest, next, epoch).map_err(|error| match error {
            BitmapError::TooOld => EquityError::EpochTooOld,
            BitmapError::NotYet => EquityError::NotFinal,
            BitmapError::Already => EquityError::AlreadyClaimed,
        })?;
        self.claims_from = oldest;
        Ok(())
    }

    /// Sets shares that left aside until `now` + `cooldown`; shares that were cooling already wait with them.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn cool(&mut self, shares: u64, now: i64, cooldown: u32) -> Result<()> {
        let until = now.checked_add(i64::from(cooldown)).ok_or(EquityError::OutOfRange)?;
        self.cooling = plus(self.cooling, shares)?;
        self.cooling_until = u32::try_from(until).map_err(|_| EquityError::OutOfRange)?;
        Ok(())
    }

    /// Takes out all that has cooled down.
    ///
    /// # Errors
    /// `NothingCooling`, `Cooling` before its time.
    pub fn take_cooled(&mut self, now: i64) -> Result<u64> {
        require!(self.cooling > 0, EquityError::NothingCooling);
        require!(now >= i64::from(self.cooling_until), EquityError::Cooling);
        self.cooling_until = 0;
        Ok(core::mem::replace(&mut self.cooling, 0))
    }

    /// Whole base units of dividends owed at dividend index `index`, rounded down.
    pub fn owed(&self, index: u128) -> u64 {
        accumulator::owed(self.shares(), index, accumulator::join(self.dividend_debt))
    }

    /// Books all whole base units owed as paid, and returns them; the fraction stays owed.
    ///
    /// # Errors
    /// `NothingDue`.
    pub fn take_dividend(&mut self, index: u128) -> Result<u64> {
        let owed = self.owed(index);
        require!(owed > 0, EquityError::NothingDue);
        let debt = accumulator::join(self.dividend_debt);
        self.dividend_debt = accumulator::split(accumulator::debt_after_payment(debt, owed));
        Ok(owed)
    }

    /// Whether closing forgets nothing that anyone may still ask for: no shares, own or received, in any epoch a
    /// ballot may ask for, nothing cooling or owed, and no claim in the window. An empty position opened in its place is
    /// then equal to this one, so no old claim comes back (INVARIANT 3).
    ///
    /// # Errors
    /// `PositionInUse`, `ClaimsOnRecord`.
    pub fn check_closable(&self, epoch: u32, index: u128, oldest_claimable: u32) -> Result<()> {
        let mut now = *self;
        now.advance(epoch);
        require!(now.own == [0; 4] && now.received == [0; 4], EquityError::PositionInUse);
        require!(now.cooling == 0 && now.owed(index) == 0, EquityError::PositionInUse);
        let claims = bitmap::slid(self.claims, self.claims_from, oldest_claimable);
        require!(claims == [0; 2], EquityError::ClaimsOnRecord);
        Ok(())
    }

    /// That earned shares are owned, and nobody is its own delegate.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.earned <= self.shares(), EquityError::Unbalanced);
        require!(self.delegate != self.holder, EquityError::Unbalanced);
        Ok(())
    }
}

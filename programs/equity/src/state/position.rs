//! What one holder owns in one pool: shares and their history, the votes delegated to it, what it claimed, what
//! it is owed.

use anchor_lang::prelude::*;
use makerstake_core::{
    accumulator,
    bitmap::{self, BitmapError},
    checkpoints,
    weight::Weight,
};

use crate::{
    errors::EquityError,
    state::{supply::plus, NOBODY},
};

/// First seed of a position's address; then its pool and its holder.
pub const POSITION_SEED: &[u8] = b"position";
/// The layout that this program writes, and the only one it reads.
pub const VERSION: u8 = 1;
/// How many epochs a delegate must have counted before the next change: those that a ballot may still ask for.
const DELEGATE_REST: u8 = 3;

/// One holder's position, 376 bytes with its discriminator. Seeds: `position`, pool, holder.
///
/// Both weights, own and received, and the delegates share one `epoch`: each write first moves all of them to the next
/// snapshot epoch. The two words of `dividend_debt` replace both a settled index and an owed amount (see
/// `accumulator`).
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
    /// Those of `own` that were claimed, never bought, likewise: min(earned, left) whenever shares leave.
    pub earned: [u64; 4],
    /// Shares of those who delegate to this holder, likewise.
    pub received: [u64; 4],
    /// What they had earned of these, likewise.
    pub received_earned: [u64; 4],
    /// What the dividend index times the shares must exceed to be owed, modulo 2^128, lower word first.
    pub dividend_debt: [u64; 2],
    /// Which of the 128 epochs from `claims_from` on were claimed, lowest bit first.
    pub claims: [u64; 2],
    /// Shares that left and wait for `withdraw`, base units.
    pub cooling: u64,
    /// Those of them that were earned.
    pub cooling_earned: u64,
    /// The snapshot epoch from which the first value of each history counts.
    pub epoch: u32,
    /// The distribution of the lowest bit of `claims`.
    pub claims_from: u32,
    /// The snapshot epoch from whose start on all cooling shares can be withdrawn.
    pub withdrawable_from: u32,
    /// For how many epochs before `epoch` the delegate has counted; 255: that many or more.
    pub delegate_age: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 17],
}

const _: () = assert!(core::mem::size_of::<Position>() + 8 == 376);

impl Position {
    /// An empty position.
    ///
    /// # Errors
    /// `ZeroKey` for a holder of zeros.
    pub fn new(pool: Address, holder: Address, payer: Address, bump: u8) -> Result<Self> {
        require!(holder != NOBODY, EquityError::ZeroKey);
        Ok(Self {
            pool,
            holder,
            payer,
            delegate: NOBODY,
            former_delegate: NOBODY,
            own: [0; 4],
            earned: [0; 4],
            received: [0; 4],
            received_earned: [0; 4],
            dividend_debt: [0; 2],
            claims: [0; 2],
            cooling: 0,
            cooling_earned: 0,
            epoch: 0,
            claims_from: 0,
            withdrawable_from: 0,
            delegate_age: u8::MAX,
            bump,
            version: VERSION,
            reserved: [0; 17],
        })
    }

    /// Shares of this holder as they counted in snapshot epoch `epoch`: exact for the current epoch and the two
    /// before it. Do not ask for a future epoch.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn own_at(&self, epoch: u32) -> Result<u64> {
        Ok(checkpoints::at(self.epoch, &self.own, epoch).ok_or(EquityError::OutOfRange)?)
    }

    /// Shares of all who delegated to this holder as they counted in snapshot epoch `epoch`; as [`Self::own_at`].
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn received_at(&self, epoch: u32) -> Result<u64> {
        Ok(checkpoints::at(self.epoch, &self.received, epoch).ok_or(EquityError::OutOfRange)?)
    }

    /// Both weights of this holder in snapshot epoch `epoch`; as [`Self::own_at`].
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn weight_at(&self, epoch: u32) -> Result<Weight> {
        let earned = checkpoints::at(self.epoch, &self.earned, epoch).ok_or(EquityError::OutOfRange)?;
        Ok(Weight { shares: self.own_at(epoch)?, earned })
    }

    /// Both weights of all who delegated to this holder in snapshot epoch `epoch`; as [`Self::own_at`].
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn received_weight_at(&self, epoch: u32) -> Result<Weight> {
        let earned =
            checkpoints::at(self.epoch, &self.received_earned, epoch).ok_or(EquityError::OutOfRange)?;
        Ok(Weight { shares: self.received_at(epoch)?, earned })
    }

    /// With whom these shares voted in snapshot epoch `epoch`, if with anybody; as [`Self::own_at`]. A change waits until the
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

    /// Shares that were claimed and have not left, whether they count already or not.
    pub fn earned(&self) -> u64 {
        checkpoints::latest(&self.earned)
    }

    /// Shares now, whether they count already or not.
    pub fn shares(&self) -> u64 {
        checkpoints::latest(&self.own)
    }

    /// Both weights now, whether they count already or not.
    pub fn weight(&self) -> Weight {
        Weight { shares: self.shares(), earned: self.earned() }
    }

    /// Both weights delegated to this holder now, whether they count already or not.
    pub fn received(&self) -> Weight {
        Weight {
            shares: checkpoints::latest(&self.received),
            earned: checkpoints::latest(&self.received_earned),
        }
    }

    /// Whether `delegate` is the position of the present delegate, or none where there is none.
    pub fn is_delegated_to(&self, delegate: Option<&Position>) -> bool {
        match delegate {
            Some(delegate) => delegate.holder == self.delegate && delegate.pool == self.pool,
            None => self.delegate == NOBODY,
        }
    }

    /// Moves all histories to epoch `from`. Nothing that was answered for an earlier epoch changes (INVARIANT 5).
    fn advance(&mut self, from: u32) {
        let by = from.saturating_sub(self.epoch);
        if by > 0 {
            for history in [&mut self.own, &mut self.earned, &mut self.received, &mut self.received_earned] {
                checkpoints::advance(history, by);
            }
            self.delegate_age = self.delegate_age.saturating_add(u8::try_from(by).unwrap_or(u8::MAX));
            self.epoch = from;
        }
    }

    /// Adds shares that count from epoch `from` on, and owe nothing of what the dividend index reached before `index`.
    pub(crate) fn credit(&mut self, weight: Weight, index: u128, from: u32) -> Result<()> {
        self.advance(from);
        self.set(self.weight().plus(weight).ok_or(EquityError::OutOfRange)?);
        if index > 0 {
            let debt = accumulator::join(self.dividend_debt);
            self.dividend_debt =
                accumulator::split(accumulator::debt_after_credit(debt, index, weight.shares));
        }
        Ok(())
    }

    /// Takes shares out from epoch `from` on, bought ones first; what they were owed stays owed. Returns what went.
    pub(crate) fn debit(&mut self, shares: u64, index: u128, from: u32) -> Result<Weight> {
        self.advance(from);
        let gone = self.weight().leaving(shares).ok_or(EquityError::InsufficientShares)?;
        self.set(self.weight().minus(gone).ok_or(EquityError::InsufficientShares)?);
        if index > 0 {
            let debt = accumulator::join(self.dividend_debt);
            self.dividend_debt = accumulator::split(accumulator::debt_after_debit(debt, index, shares));
        }
        Ok(gone)
    }

    /// Sets both weights that count from the newest epoch on.
    fn set(&mut self, weight: Weight) {
        checkpoints::set_latest(&mut self.own, weight.shares);
        checkpoints::set_latest(&mut self.earned, weight.earned);
    }

    /// Adds votes that count from epoch `from` on.
    pub(crate) fn receive(&mut self, weight: Weight, from: u32) -> Result<()> {
        self.advance(from);
        self.set_received(self.received().plus(weight).ok_or(EquityError::OutOfRange)?);
        Ok(())
    }

    /// Takes votes away from epoch `from` on.
    pub(crate) fn lose(&mut self, weight: Weight, from: u32) -> Result<()> {
        self.advance(from);
        self.set_received(self.received().minus(weight).ok_or(EquityError::OutOfRange)?);
        Ok(())
    }

    /// Sets both weights received that count from the newest epoch on.
    fn set_received(&mut self, weight: Weight) {
        checkpoints::set_latest(&mut self.received, weight.shares);
        checkpoints::set_latest(&mut self.received_earned, weight.earned);
    }

    /// Changes the delegate from epoch `from` on; zeros: nobody.
    ///
    /// # Errors
    /// `DelegationCooldown` unless the last change has counted for two epochs besides the current one (INVARIANT 5).
    pub(crate) fn redelegate(&mut self, delegate: Address, from: u32) -> Result<()> {
        self.advance(from);
        require!(self.delegate_age >= DELEGATE_REST, EquityError::DelegationCooldown);
        self.former_delegate = core::mem::replace(&mut self.delegate, delegate);
        self.delegate_age = 0;
        Ok(())
    }

    /// Whether distribution `epoch` was claimed, as far as this position remembers.
    pub fn has_claimed(&self, epoch: u32) -> bool {
        bitmap::is_marked(self.claims, self.claims_from, epoch)
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

    /// Sets shares that left in snapshot epoch `epoch` aside until every ballot that they could be cast in is counted;
    /// shares that were cooling already wait with them.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn cool(&mut self, gone: Weight, epoch: u32) -> Result<()> {
        self.cooling = plus(self.cooling, gone.shares)?;
        self.cooling_earned = plus(self.cooling_earned, gone.earned)?;
        self.withdrawable_from = epoch.checked_add(checkpoints::EXIT_AFTER).ok_or(EquityError::OutOfRange)?;
        Ok(())
    }

    /// Takes back all that cooled, with what was earned of it (INVARIANT 29).
    ///
    /// # Errors
    /// `NoPendingWithdrawal`.
    pub fn take_back_cooled(&mut self) -> Result<Weight> {
        require!(self.cooling > 0, EquityError::NoPendingWithdrawal);
        let back = Weight { shares: self.cooling, earned: self.cooling_earned };
        (self.cooling, self.cooling_earned, self.withdrawable_from) = (0, 0, 0);
        Ok(back)
    }

    /// Takes out all that cooled, in snapshot epoch `epoch`.
    ///
    /// # Errors
    /// `NoPendingWithdrawal`, `CooldownActive` before its epoch.
    pub fn take_cooled(&mut self, epoch: u32) -> Result<u64> {
        require!(self.cooling > 0, EquityError::NoPendingWithdrawal);
        require!(epoch >= self.withdrawable_from, EquityError::CooldownActive);
        self.withdrawable_from = 0;
        self.cooling_earned = 0;
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

    /// That earned shares are among those owned, received or cooling, and nobody is its own delegate.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.earned() <= self.shares(), EquityError::Unbalanced);
        require!(self.cooling_earned <= self.cooling, EquityError::Unbalanced);
        let received = self.received();
        require!(received.earned <= received.shares, EquityError::Unbalanced);
        require!(self.delegate != self.holder, EquityError::Unbalanced);
        Ok(())
    }
}

//! The reference model of equity: the design again, in plain Rust with big integers and whole histories, sharing no
//! arithmetic with the programs. It keeps everything that ever happened and derives the rest.
//!
//! Each method is one instruction: it either changes the model and returns `Ok`, or returns the error that the program
//! must give and changes nothing.

mod distribution;
mod grant;

pub use distribution::{Dist, Status};
pub use grant::GrantState;

use std::collections::{BTreeMap, BTreeSet};

use num_bigint::BigUint;

use super::Hole;
use crate::equity::{EquityError, Terms};

/// A number without limits.
pub type N = BigUint;
/// What an instruction does.
pub type Verdict = Result<(), EquityError>;

/// A value with all its changes, by the epoch from which each counts.
#[derive(Clone, Debug, Default)]
pub struct History(BTreeMap<u32, N>);

impl History {
    /// The newest value not after `epoch`.
    pub fn at(&self, epoch: u32) -> N {
        self.0.range(..=epoch).next_back().map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// The newest value of all.
    pub fn last(&self) -> N {
        self.0.values().next_back().cloned().unwrap_or_default()
    }

    fn set(&mut self, from: u32, value: N) {
        self.0.insert(from, value);
    }
}

/// One holder.
#[derive(Clone, Debug, Default)]
pub struct HolderState {
    /// Whether its position is open.
    pub is_open: bool,
    /// Its shares.
    pub own: History,
    /// Every delegate it ever had, by the epoch from which it counted.
    pub delegates: BTreeMap<u32, Option<usize>>,
    /// Every epoch it claimed.
    pub claims: BTreeSet<u32>,
    /// Shares it earned and kept.
    pub earned: History,
    /// Shares cooling down, and from which snapshot epoch on they can leave.
    pub cooling: (N, u32),
    /// How many of these it had earned.
    pub cooling_earned: N,
    /// Dividends owed, in units of 2^-64 base units.
    pub owed: N,
    /// Liquid shares in its wallet.
    pub liquid: N,
    /// Dividends in its wallet.
    pub income: N,
}

impl HolderState {
    /// Its delegate in `epoch`.
    pub fn delegate_at(&self, epoch: u32) -> Option<usize> {
        self.delegates.range(..=epoch).next_back().and_then(|(_, delegate)| *delegate)
    }

    /// Its delegate from the newest change on.
    pub fn delegate(&self) -> Option<usize> {
        self.delegates.values().next_back().copied().flatten()
    }
}

/// A whole pool with its holders.
#[derive(Clone, Debug)]
pub struct Model {
    /// What it was founded with.
    pub terms: Terms,
    /// A rule that it is played without.
    pub hole: Option<Hole>,
    /// The time.
    pub now: i64,
    /// Which holder is the scorer; the first one to begin with.
    pub scorer: usize,
    /// All holders.
    pub holders: Vec<HolderState>,
    /// All distributions, by number.
    pub distributions: Vec<Dist>,
    /// Whether the successor governs.
    pub is_handed_over: bool,
    /// All grants, in the order they were made.
    pub grants: Vec<GrantState>,
    /// Issued to the treasury.
    pub issued: N,
    /// Gifts to the vault.
    pub gifts: N,
    /// The dividend per share since the beginning, in units of 2^-64 base units, and what did not divide.
    pub index: (N, N),
    /// All dividends paid in.
    pub paid_in: N,
}

impl Model {
    /// A new pool with this many holders, none with a position.
    pub fn new(terms: Terms, now: i64, holders: usize) -> Self {
        Self {
            terms,
            hole: None,
            now,
            scorer: 0,
            holders: vec![HolderState::default(); holders],
            distributions: Vec::new(),
            is_handed_over: false,
            grants: Vec::new(),
            issued: N::ZERO,
            gifts: N::ZERO,
            index: (N::ZERO, N::ZERO),
            paid_in: N::ZERO,
        }
    }

    /// The snapshot epoch.
    pub fn snapshot_epoch(&self) -> u32 {
        ((self.now - self.terms.snapshot_genesis) / i64::from(self.terms.snapshot_epoch_seconds)) as u32
    }

    /// All shares that count in `epoch`.
    pub fn total_at(&self, epoch: u32) -> N {
        self.holders.iter().map(|holder| holder.own.at(epoch)).sum()
    }

    /// All earned shares that count in `epoch`.
    pub fn total_earned_at(&self, epoch: u32) -> N {
        self.holders.iter().map(|holder| holder.earned.at(epoch)).sum()
    }

    /// All shares now.
    pub fn total(&self) -> N {
        self.holders.iter().map(|holder| holder.own.last()).sum()
    }

    /// Shares that others let holder `of` vote with in `epoch`.
    pub fn received_at(&self, of: usize, epoch: u32) -> N {
        let theirs = self.holders.iter().filter(|holder| holder.delegate_at(epoch) == Some(of));
        theirs.map(|holder| holder.own.at(epoch)).sum()
    }

    /// Earned shares that others let holder `of` vote with in `epoch`.
    pub fn received_earned_at(&self, of: usize, epoch: u32) -> N {
        let theirs = self.holders.iter().filter(|holder| holder.delegate_at(epoch) == Some(of));
        theirs.map(|holder| holder.earned.at(epoch)).sum()
    }

    /// Shares on their way out.
    pub fn cooling(&self) -> N {
        self.holders.iter().map(|holder| holder.cooling.0.clone()).sum()
    }

    /// What the vault holds (INVARIANT 4).
    pub fn vault(&self) -> N {
        self.total() + self.cooling() + self.unclaimed() + self.unreleased() + &self.gifts
    }

    /// All tokens in existence (INVARIANT 1).
    pub fn supply(&self) -> N {
        self.vault() + self.holders.iter().map(|holder| holder.liquid.clone()).sum::<N>()
    }

    /// Whole dividends that a holder is owed.
    pub fn due(&self, holder: usize) -> N {
        &self.holders[holder].owed >> 64
    }

    pub(crate) fn credit(&mut self, to: usize, shares: &N) {
        let from = self.snapshot_epoch() + 1;
        let holder = &mut self.holders[to];
        let own = holder.own.last() + shares;
        holder.own.set(from, own);
    }

    pub(crate) fn earn(&mut self, to: usize, shares: &N) {
        let from = self.snapshot_epoch() + 1;
        let holder = &mut self.holders[to];
        let earned = holder.earned.last() + shares;
        holder.earned.set(from, earned);
    }

    /// Takes shares out, bought ones first. Returns how many earned ones went.
    pub(crate) fn debit(&mut self, of: usize, shares: &N) -> Result<N, EquityError> {
        let from = self.snapshot_epoch() + 1;
        let holder = &mut self.holders[of];
        let own = holder.own.last();
        if own < *shares {
            return Err(EquityError::InsufficientShares);
        }
        let left = own - shares;
        let before = holder.earned.last();
        let earned = before.clone().min(left.clone());
        let gone = before - &earned;
        holder.earned.set(from, earned);
        holder.own.set(from, left);
        Ok(gone)
    }

    /// `open_position`.
    pub fn open(&mut self, holder: usize) -> Verdict {
        self.holders[holder].is_open = true;
        Ok(())
    }

    /// `close_position`. What was claimed stays remembered for ever.
    pub fn close(&mut self, holder: usize) -> Verdict {
        let now = self.snapshot_epoch();
        let open_ballots = now.saturating_sub(2)..=now + 1;
        let in_use = open_ballots.into_iter().any(|epoch| {
            self.holders[holder].own.at(epoch) > N::ZERO || self.received_at(holder, epoch) > N::ZERO
        });
        let state = &self.holders[holder];
        if in_use || state.cooling.0 > N::ZERO || self.due(holder) > N::ZERO {
            return Err(EquityError::PositionInUse);
        }
        let oldest = self.distributions.len().saturating_sub(128) as u32;
        if state.claims.range(oldest..).next().is_some() {
            return Err(EquityError::ClaimsOnRecord);
        }
        let state = &mut self.holders[holder];
        state.is_open = false;
        state.owed = N::ZERO;
        state.delegates.clear();
        state.earned = History::default();
        Ok(())
    }

    /// `deposit` out of the holder's own wallet.
    pub fn deposit(&mut self, holder: usize, amount: u64) -> Verdict {
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        self.holders[holder].liquid -= N::from(amount);
        self.credit(holder, &N::from(amount));
        Ok(())
    }

    /// `request_withdrawal`.
    pub fn request_withdrawal(&mut self, holder: usize, amount: u64) -> Verdict {
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        let earned = self.debit(holder, &N::from(amount))?;
        // Ballots of this epoch are counted by the end of the second after it.
        let until = self.snapshot_epoch() + if self.hole == Some(Hole::Loans) { 0 } else { 3 };
        let state = &mut self.holders[holder];
        state.cooling = (&state.cooling.0 + N::from(amount), until);
        state.cooling_earned += earned;
        Ok(())
    }

    /// `cancel_withdrawal`.
    pub fn cancel_withdrawal(&mut self, holder: usize) -> Verdict {
        let state = &mut self.holders[holder];
        if state.cooling.0 == N::ZERO {
            return Err(EquityError::NoPendingWithdrawal);
        }
        let (shares, _) = std::mem::take(&mut state.cooling);
        let earned = std::mem::take(&mut state.cooling_earned);
        self.credit(holder, &shares);
        self.earn(holder, &earned);
        Ok(())
    }

    /// `withdraw` into the holder's own wallet.
    pub fn withdraw(&mut self, holder: usize) -> Verdict {
        let now = self.snapshot_epoch();
        let state = &mut self.holders[holder];
        if state.cooling.0 == N::ZERO {
            return Err(EquityError::NoPendingWithdrawal);
        }
        if now < state.cooling.1 {
            return Err(EquityError::CooldownActive);
        }
        let (shares, _) = std::mem::take(&mut state.cooling);
        state.cooling_earned = N::ZERO;
        state.liquid += shares;
        Ok(())
    }

    /// `delegate` to another holder.
    pub fn delegate(&mut self, holder: usize, to: usize) -> Verdict {
        if holder == to {
            return Err(EquityError::SelfDelegation);
        }
        if self.holders[holder].delegate() == Some(to) {
            return Err(EquityError::AlreadyDelegated);
        }
        self.redelegate(holder, Some(to))
    }

    /// `undelegate`.
    pub fn undelegate(&mut self, holder: usize) -> Verdict {
        if self.holders[holder].delegate().is_none() {
            return Err(EquityError::NotDelegated);
        }
        self.redelegate(holder, None)
    }

    fn redelegate(&mut self, holder: usize, to: Option<usize>) -> Verdict {
        let now = self.snapshot_epoch();
        let state = &mut self.holders[holder];
        // The last change must count in all epochs that an open ballot may ask for: now and the two before.
        if state.delegates.keys().next_back().is_some_and(|from| from + 2 > now) {
            return Err(EquityError::DelegationCooldown);
        }
        state.delegates.insert(now + 1, to);
        Ok(())
    }

    /// `issue_treasury`, passed on to a holder's wallet.
    pub fn issue(&mut self, holder: usize, amount: u64) -> Verdict {
        self.issue_to_treasury(amount)?;
        self.holders[holder].liquid += amount;
        Ok(())
    }

    /// `issue_treasury`. The treasury's tokens are counted by whoever keeps its books.
    pub fn issue_to_treasury(&mut self, amount: u64) -> Verdict {
        if !self.is_handed_over && self.hole != Some(Hole::FounderMint) {
            return Err(EquityError::FounderLimit);
        }
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        if &self.issued + N::from(amount) > N::from(self.terms.treasury_cap) {
            return Err(EquityError::AboveBucket);
        }
        self.issued += amount;
        Ok(())
    }

    /// A gift of liquid shares to the vault.
    pub fn give(&mut self, holder: usize, amount: u64) -> Verdict {
        self.holders[holder].liquid -= N::from(amount);
        self.gifts += amount;
        Ok(())
    }

    /// `deposit_dividend`.
    pub fn pay_in(&mut self, amount: u64) -> Verdict {
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        let total = self.total() + self.unclaimed();
        if total < N::from(self.terms.dividend_min_shares) {
            return Err(EquityError::TooFewShares);
        }
        self.share_out(N::from(amount) << 64);
        self.paid_in += amount;
        Ok(())
    }

    /// Shares a sum in units of 2^-64 base units among all shares in positions and to be claimed.
    pub(super) fn share_out(&mut self, sum: N) {
        let total = self.total() + self.unclaimed();
        let dividend = sum + &self.index.1;
        let growth = &dividend / &total;
        for holder in &mut self.holders {
            holder.owed += holder.own.last() * &growth;
        }
        self.index = (&self.index.0 + growth, dividend % total);
    }

    /// `collect_dividend` into the holder's own wallet.
    pub fn collect(&mut self, holder: usize) -> Verdict {
        let due = self.due(holder);
        if due == N::ZERO {
            return Err(EquityError::NothingDue);
        }
        let state = &mut self.holders[holder];
        state.owed -= &due << 64;
        state.income += due;
        Ok(())
    }
}

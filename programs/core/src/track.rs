//! Tracks: what a kind of decision asks for, and the floors below which no vote can go.

use core::ops::RangeInclusive;

use crate::{
    action::Kinds,
    units::{Bps, DAY},
};

/// The shortest voting period of any track, in seconds.
pub const MIN_VOTING: u32 = 3 * DAY;
/// The longest period of any kind, in seconds.
pub const MAX_PERIOD: u32 = 60 * DAY;
/// The shortest time in which a decision can be executed, in seconds.
pub const MIN_GRACE: u32 = DAY;
/// By how much voting is prolonged, once, when the quorum is reached within the last such time, in seconds.
pub const EXTENSION: u32 = DAY;
/// All of the treasury, in parts per million: no limit.
pub const NO_LIMIT: u32 = 1_000_000;
/// The largest part of the treasury that one action of an optimistic track may take, in parts per million: 1 %.
pub const MAX_OPTIMISTIC_EACH: u32 = 10_000;
/// The largest part of the treasury that an optimistic track may take in an epoch, in parts per million: 5 %.
pub const MAX_OPTIMISTIC_EPOCH: u32 = 50_000;
/// The largest part of an asset that all tracks with spending limits of a platform may take in an epoch together, in parts per
/// million: 10 %. More goes through a track without limits.
pub const MAX_LIMITED_EPOCH: u32 = 100_000;
/// The smallest and the largest veto limit of an optimistic track: 5 % and 33 %.
pub const OPTIMISTIC_VETO: RangeInclusive<u16> = 500..=3_300;
/// The smallest veto limit of any other track, unless it has none: 20 %. Below it a few would stop what nearly all want.
pub const MIN_VETO: u16 = 2_000;
/// The largest quorum: 40 %. Above it those who stay away decide.
pub const MAX_QUORUM: u16 = 4_000;
/// The smallest and the largest approval: 50 % and 75 %. Below it a minority decides, above it a minority stops.
pub const APPROVAL: RangeInclusive<u16> = 5_000..=7_500;
/// The smallest quorum of a house that is asked: 5 %. Below it a few decide while the others look away.
pub const MIN_QUORUM: u16 = 500;
/// The smallest quorum of shares in a track that spends, or mints shares to the treasury: 10 %.
pub const MIN_SPENDING_QUORUM: u16 = 1_000;
/// The smallest and the largest quorum of both houses in a constitutional track: 15 % and 40 %.
pub const CONSTITUTIONAL_QUORUM: RangeInclusive<u16> = 1_500..=MAX_QUORUM;
/// The smallest and the largest approval of both houses in a constitutional track: 60 % and 75 %.
pub const CONSTITUTIONAL_APPROVAL: RangeInclusive<u16> = 6_000..=7_500;
/// The largest part of all shares that a constitutional track asks of its proposer: 1 %.
pub const MAX_CONSTITUTIONAL_PROPOSE: u16 = 100;
/// The smallest and the largest part of all shares that a track asks of its proposer: 0.25 % and 10 %.
pub const PROPOSE: RangeInclusive<u16> = 25..=1_000;
/// The smallest and the largest bond, in lamports: 0.5 and 100 SOL.
pub const BOND: RangeInclusive<u64> = 500_000_000..=100_000_000_000;
/// How long after its creation a ruling, or another scorer, can be executed at the latest, in seconds: within the silence
/// after which a challenged distribution is void.
pub const MAX_RULING: u32 = 21 * DAY;
/// The shortest snapshot epoch of a pool that can be governed, in seconds.
pub const MIN_SNAPSHOT_EPOCH: u32 = 7 * DAY;
/// The largest quorum of shares while the house of makers is dormant, where it doubles: 50 %.
pub const MAX_DORMANT_QUORUM: u16 = 5_000;
/// The smallest approval while the house of makers is dormant: 66 %.
pub const MIN_DORMANT_APPROVAL: u16 = 6_600;
/// Snapshot epochs after its own for which the weights of a proposal are remembered, and within which its vote must end.
pub const OPEN_EPOCHS: u32 = 2;

/// Flag: passes unless enough of a house object.
pub const OPTIMISTIC: u8 = 1;
/// Flag: the guardian may block it.
pub const BLOCKABLE: u8 = 2;

/// What one house must reach, in basis points; 0: it is not asked for that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HouseTerms {
    /// Of all votes, how many must be cast.
    pub quorum_bps: u16,
    /// Of yes and no, more than this must be yes.
    pub approval_bps: u16,
    /// Of all votes, as many no reject it, whatever the yes.
    pub veto_bps: u16,
}

/// What a track asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Lamports that a proposal holds until it closes.
    pub bond: u64,
    /// Which kinds of action belong to it, the bits of [`Kinds`].
    pub kinds: u32,
    /// Seconds from creation to voting.
    pub voting_delay: u32,
    /// Seconds of voting.
    pub voting_period: u32,
    /// Seconds after voting in which only votes against count.
    pub cool_off: u32,
    /// Seconds from the end of cool-off to execution.
    pub timelock: u32,
    /// Seconds in which it can be executed.
    pub grace: u32,
    /// The largest part of the treasury that one action may take, in parts per million.
    pub per_action_limit_ppm: u32,
    /// The largest part that all executions in one snapshot epoch may take together, in parts per million.
    pub per_epoch_limit_ppm: u32,
    /// The house of shares.
    pub token: HouseTerms,
    /// The house of makers.
    pub creator: HouseTerms,
    /// Of all votes in the house of shares, how many the proposer must have.
    pub proposal_threshold_bps: u16,
    /// Of all votes in the house of shares, how many must support a defeated proposal for its bond to go back.
    pub bond_refund_bps: u16,
    /// [`OPTIMISTIC`], [`BLOCKABLE`].
    pub flags: u8,
}

/// What is wrong with a track's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsError {
    /// No kinds, or bits that are none.
    Kinds,
    /// `quorum_bps` of a house: above [`MAX_QUORUM`], none where an approval is asked, or too low where shares are issued.
    Quorum,
    /// `approval_bps` of a house outside [`APPROVAL`], or none where a quorum is asked.
    Approval,
    /// `veto_bps` of a house below [`MIN_VETO`] or above the whole.
    Veto,
    /// `proposal_threshold_bps` outside [`PROPOSE`].
    Threshold,
    /// `bond_refund_bps` above the most that is asked of a proposer.
    Refund,
    /// A period above [`MAX_PERIOD`].
    Periods,
    /// `voting_period` below [`MIN_VOTING`].
    VotingPeriod,
    /// `grace` below [`MIN_GRACE`].
    Grace,
    /// `timelock` below what its kinds wait.
    Timelock,
    /// A ruling that may come after [`MAX_RULING`].
    Ruling,
    /// The house of shares decides nothing.
    NoDecision,
    /// An optimistic track above its compiled limits.
    Optimistic,
    /// Spending limits on what they do not measure, or without sense.
    Spending,
    /// The guardian could block what nobody may block (INVARIANT 15).
    Blockable,
    /// A bond outside [`BOND`].
    Bond,
    /// A track that can rewrite governance, outside the limits that keep it within the owners' reach (INVARIANT 22).
    Constitutional,
    /// A vote that could last longer than the weights are remembered.
    TooLong,
}

/// Bytes of terms on the wire.
pub const TERMS_BYTES: usize = 57;

impl Terms {
    /// Whether an optimistic track.
    pub const fn is_optimistic(&self) -> bool {
        self.flags & OPTIMISTIC != 0
    }

    /// Whether the guardian may block.
    pub const fn is_blockable(&self) -> bool {
        self.flags & BLOCKABLE != 0
    }

    /// Whether spending is measured against the treasury.
    pub const fn is_capped(&self) -> bool {
        self.per_action_limit_ppm < NO_LIMIT || self.per_epoch_limit_ppm < NO_LIMIT
    }

    /// Whether the terms respect the compiled floors, which are beyond any vote.
    ///
    /// # Errors
    /// The first rule that they break.
    pub fn check(&self) -> Result<(), TermsError> {
        let kinds =
            Kinds::from_bits(self.kinds).filter(|kinds| !kinds.is_empty()).ok_or(TermsError::Kinds)?;
        for house in [self.token, self.creator] {
            // An approval of less than half would let a minority decide; all of the whole could never be exceeded.
            let is_asked = house.quorum_bps > 0 || house.approval_bps > 0;
            if is_asked && !(MIN_QUORUM..=MAX_QUORUM).contains(&house.quorum_bps) {
                return Err(TermsError::Quorum);
            }
            if is_asked && !APPROVAL.contains(&house.approval_bps) {
                return Err(TermsError::Approval);
            }
            // What stops an optimistic track is looked at below.
            let is_weak = !self.is_optimistic() && (1..MIN_VETO).contains(&house.veto_bps);
            if is_weak || Bps::new(house.veto_bps).is_none() {
                return Err(TermsError::Veto);
            }
        }
        // A tenth of all votes is the most that may be asked of a proposer: or a few decide what is asked.
        if !PROPOSE.contains(&self.proposal_threshold_bps) {
            return Err(TermsError::Threshold);
        }
        if self.bond_refund_bps > *PROPOSE.end() {
            return Err(TermsError::Refund);
        }
        self.check_periods(kinds)?;
        if self.flags & !(OPTIMISTIC | BLOCKABLE) != 0
            || self.is_blockable() && kinds.meets(Kinds::UNBLOCKABLE)
        {
            return Err(TermsError::Blockable);
        }
        if !BOND.contains(&self.bond) {
            return Err(TermsError::Bond);
        }
        if self.per_action_limit_ppm == 0
            || self.per_action_limit_ppm > self.per_epoch_limit_ppm
            || self.per_epoch_limit_ppm > NO_LIMIT
        {
            return Err(TermsError::Spending);
        }
        // On what limits do not measure they would be a promise that nothing keeps, and above what all have together none.
        let is_kept = kinds.is_within(Kinds::MEASURED) && self.per_epoch_limit_ppm <= MAX_LIMITED_EPOCH;
        if self.is_capped() && !is_kept {
            return Err(TermsError::Spending);
        }
        if self.is_optimistic() {
            return self.check_optimistic(kinds);
        }
        if self.token.quorum_bps == 0 {
            return Err(TermsError::NoDecision);
        }
        let takes = kinds.meets(Kinds::SPENDING) || kinds.meets(Kinds::EMISSION);
        if takes && self.token.quorum_bps < MIN_SPENDING_QUORUM {
            return Err(TermsError::Quorum);
        }
        if kinds.meets(Kinds::CONSTITUTIONAL) {
            return self.check_constitutional();
        }
        Ok(())
    }

    fn check_periods(&self, kinds: Kinds) -> Result<(), TermsError> {
        let periods = [self.voting_delay, self.voting_period, self.cool_off, self.timelock, self.grace];
        if periods.iter().any(|period| *period > MAX_PERIOD) {
            return Err(TermsError::Periods);
        }
        if self.voting_period < MIN_VOTING {
            return Err(TermsError::VotingPeriod);
        }
        if self.grace < MIN_GRACE {
            return Err(TermsError::Grace);
        }
        if self.timelock < kinds.shortest_timelock() {
            return Err(TermsError::Timelock);
        }
        let is_late = self.executable_after().is_none_or(|after| after > MAX_RULING);
        if kinds.meets(Kinds::RULING) && is_late {
            return Err(TermsError::Ruling);
        }
        Ok(())
    }

    /// Whether what can rewrite governance stays within reach of the owners, and out of reach of a few (INVARIANT 22).
    fn check_constitutional(&self) -> Result<(), TermsError> {
        let is_fit = self.proposal_threshold_bps <= MAX_CONSTITUTIONAL_PROPOSE
            && [self.token, self.creator].iter().all(|house| {
                CONSTITUTIONAL_QUORUM.contains(&house.quorum_bps)
                    && CONSTITUTIONAL_APPROVAL.contains(&house.approval_bps)
            });
        is_fit.then_some(()).ok_or(TermsError::Constitutional)
    }

    /// Whether a vote always ends while its weights are remembered, with snapshot epochs of this many seconds: whenever in
    /// its epoch a proposal is made, [`OPEN_EPOCHS`] whole ones follow.
    ///
    /// # Errors
    /// [`TermsError::TooLong`].
    pub fn check_length(&self, epoch_seconds: u32) -> Result<(), TermsError> {
        let longest = u64::from(epoch_seconds).saturating_mul(u64::from(OPEN_EPOCHS));
        let is_short = self.open_for().is_some_and(|seconds| u64::from(seconds) <= longest);
        is_short.then_some(()).ok_or(TermsError::TooLong)
    }

    fn check_optimistic(&self, kinds: Kinds) -> Result<(), TermsError> {
        let vetoes = [self.token.veto_bps, self.creator.veto_bps];
        let is_fit = kinds.is_within(Kinds::MEASURED)
            && self.token.quorum_bps == 0
            && self.creator.quorum_bps == 0
            && vetoes.iter().all(|bps| OPTIMISTIC_VETO.contains(bps))
            && self.per_action_limit_ppm <= MAX_OPTIMISTIC_EACH
            && self.per_epoch_limit_ppm <= MAX_OPTIMISTIC_EPOCH;
        is_fit.then_some(()).ok_or(TermsError::Optimistic)
    }

    /// What it asks for while the house of makers is dormant: that house is not asked and stops nothing, so the other must agree more
    /// widely, and whoever disagrees has twice the time to leave.
    ///
    /// `None` for a period that does not fit.
    pub fn while_dormant(self) -> Option<Self> {
        let token = HouseTerms {
            quorum_bps: self.token.quorum_bps.saturating_mul(2).min(MAX_DORMANT_QUORUM),
            approval_bps: self.token.approval_bps.max(MIN_DORMANT_APPROVAL),
            ..self.token
        };
        let timelock = self.timelock.checked_mul(2)?;
        Some(Self { token, creator: HouseTerms::default(), timelock, ..self })
    }

    /// Whether these terms, in place of `old`, leave the house of makers what it has: no kind more, no quorum or approval lower,
    /// and no veto weaker. What is written while that house is dormant must.
    pub fn leaves_makers(&self, old: &Self) -> bool {
        let (new, was) = (self.creator, old.creator);
        let is_veto_kept = was.veto_bps == 0 || (1..=was.veto_bps).contains(&new.veto_bps);
        self.kinds & !old.kinds == 0
            && new.quorum_bps >= was.quorum_bps
            && new.approval_bps >= was.approval_bps
            && is_veto_kept
    }

    /// Seconds from creation in which ballots may still be cast, at the most.
    pub fn open_for(&self) -> Option<u32> {
        self.voting_delay.checked_add(self.voting_period)?.checked_add(EXTENSION)?.checked_add(self.cool_off)
    }

    /// Seconds from creation to execution, at the most: with the timelock of a time in which the house of makers is dormant,
    /// which is twice as long.
    pub fn executable_after(&self) -> Option<u32> {
        self.open_for()?.checked_add(self.timelock)?.checked_add(self.timelock)
    }

    /// The terms on the wire.
    pub fn bytes(&self) -> [u8; TERMS_BYTES] {
        let mut bytes = [0; TERMS_BYTES];
        let mut rest = bytes.as_mut_slice();
        let mut put = |field: &[u8]| {
            if let Some((head, tail)) = core::mem::take(&mut rest).split_at_mut_checked(field.len()) {
                head.copy_from_slice(field);
                rest = tail;
            }
        };
        put(&self.bond.to_le_bytes());
        for word in [
            self.kinds,
            self.voting_delay,
            self.voting_period,
            self.cool_off,
            self.timelock,
            self.grace,
            self.per_action_limit_ppm,
            self.per_epoch_limit_ppm,
        ] {
            put(&word.to_le_bytes());
        }
        for house in [self.token, self.creator] {
            for bps in [house.quorum_bps, house.approval_bps, house.veto_bps] {
                put(&bps.to_le_bytes());
            }
        }
        put(&self.proposal_threshold_bps.to_le_bytes());
        put(&self.bond_refund_bps.to_le_bytes());
        put(&[self.flags]);
        bytes
    }

    /// Reads what [`Self::bytes`] wrote.
    pub fn read(bytes: &[u8; TERMS_BYTES]) -> Option<Self> {
        let (bond, rest) = bytes.split_first_chunk::<8>()?;
        let (words, rest) = rest.split_first_chunk::<32>()?;
        let (halves, rest) = rest.split_first_chunk::<16>()?;
        let [flags] = *rest.first_chunk::<1>()?;
        let mut words =
            words.chunks_exact(4).filter_map(|word| word.first_chunk()).map(|w| u32::from_le_bytes(*w));
        let mut halves =
            halves.chunks_exact(2).filter_map(|half| half.first_chunk()).map(|h| u16::from_le_bytes(*h));
        let mut word = || words.next();
        let mut terms = Self {
            bond: u64::from_le_bytes(*bond),
            kinds: word()?,
            voting_delay: word()?,
            voting_period: word()?,
            cool_off: word()?,
            timelock: word()?,
            grace: word()?,
            per_action_limit_ppm: word()?,
            per_epoch_limit_ppm: word()?,
            token: HouseTerms::default(),
            creator: HouseTerms::default(),
            proposal_threshold_bps: 0,
            bond_refund_bps: 0,
            flags,
        };
        for house in [&mut terms.token, &mut terms.creator] {
            house.quorum_bps = halves.next()?;
            house.approval_bps = halves.next()?;
            house.veto_bps = halves.next()?;
        }
        terms.proposal_threshold_bps = halves.next()?;
        terms.bond_refund_bps = halves.next()?;
        Some(terms)
    }
}

/// The part of a balance that an amount is, in parts per million, rounded up: in favour of the treasury. `None` if
/// there is not that much.
pub fn share_ppm(amount: u64, balance: u64) -> Option<u32> {
    if amount > balance || balance == 0 {
        return None;
    }
    let scaled = u128::from(amount).checked_mul(u128::from(NO_LIMIT))?;
    u32::try_from(scaled.div_ceil(u128::from(balance))).ok()
}

#[cfg(test)]
mod tests;

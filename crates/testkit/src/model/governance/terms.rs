//! What a track asks for, and what no vote can change about that.

use makerstake_core::track::{HouseTerms, BLOCKABLE, OPTIMISTIC};

use super::DAY;
use crate::governance::{GovernanceError, TrackTerms};

/// What a track asks for. Parts are of 10,000, limits of 1,000,000.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Terms {
    pub bond: u64,
    /// Numbers of kinds.
    pub kinds: Vec<u32>,
    pub voting_delay: i64,
    pub voting_period: i64,
    pub cool_off: i64,
    pub timelock: i64,
    pub grace: i64,
    /// Quorum, approval, veto of both houses.
    pub houses: [[u128; 3]; 2],
    pub propose: u128,
    pub spam: u128,
    pub is_optimistic: bool,
    pub is_blockable: bool,
    /// Of the treasury: at once, and in an epoch.
    pub limits: [u128; 2],
}

/// All of the treasury: no limit.
const ALL: u128 = 1_000_000;
/// Payments, budgets, their amendment, and grants.
const SPENDING: [u32; 4] = [0, 1, 2, 13];
/// What limits can measure, and words.
const MEASURED: [u32; 3] = [0, 1, 16];
/// Another scorer, and rulings.
const RULING: [u32; 2] = [11, 12];
/// Shares to the treasury.
const ISSUE: u32 = 15;
/// Writing tracks, replacing and calling programs.
const CONSTITUTIONAL: [u32; 3] = [8, 17, 18];
/// Reducing and revoking budgets, replacing the guardian.
const UNBLOCKABLE: [u32; 3] = [3, 4, 10];
/// What the last two ballot slots are kept for: recalls, another guardian, other tracks, another scorer, and rulings.
const KEPT: [u32; 7] = [3, 4, 8, 10, 11, 12, 14];

impl From<&TrackTerms> for Terms {
    fn from(terms: &TrackTerms) -> Self {
        let house =
            |house: HouseTerms| [house.quorum_bps, house.approval_bps, house.veto_bps].map(u128::from);
        Self {
            bond: terms.bond,
            kinds: (0..32).filter(|kind| terms.kinds >> kind & 1 == 1).collect(),
            voting_delay: terms.voting_delay.into(),
            voting_period: terms.voting_period.into(),
            cool_off: terms.cool_off.into(),
            timelock: terms.timelock.into(),
            grace: terms.grace.into(),
            houses: [house(terms.token), house(terms.creator)],
            propose: terms.proposal_threshold_bps.into(),
            spam: terms.bond_refund_bps.into(),
            is_optimistic: terms.flags & OPTIMISTIC != 0,
            is_blockable: terms.flags & BLOCKABLE != 0,
            limits: [terms.per_action_limit_ppm.into(), terms.per_epoch_limit_ppm.into()],
        }
    }
}

impl Terms {
    /// Whether spending is measured.
    pub fn is_limited(&self) -> bool {
        self.limits != [ALL, ALL]
    }

    /// What is asked while the house of makers sleeps: nothing of it, twice the quorum of shares up to half, two thirds, and twice
    /// the time.
    pub fn while_dormant(&self) -> Self {
        let [[quorum, approval, veto], _] = self.houses;
        let token = [(2 * quorum).min(5_000), approval.max(6_600), veto];
        Self { houses: [token, [0; 3]], timelock: 2 * self.timelock, ..self.clone() }
    }

    /// Whether this, in place of `old`, takes nothing from the house of makers.
    pub fn leaves_makers(&self, old: &Self) -> bool {
        let ([_, [quorum, approval, veto]], [_, [old_quorum, old_approval, old_veto]]) =
            (self.houses, old.houses);
        self.kinds.iter().all(|kind| old.kinds.contains(kind))
            && quorum >= old_quorum
            && approval >= old_approval
            && (old_veto == 0 || veto > 0 && veto <= old_veto)
    }

    /// Whether it may write tracks.
    pub fn writes_tracks(&self) -> bool {
        self.kinds.contains(&8)
    }

    /// The longest time from creation to the last ballot.
    pub fn open_for(&self) -> i64 {
        self.voting_delay + self.voting_period + DAY + self.cool_off
    }

    /// The compiled floor that these terms break, by docs/governance.md, on any platform.
    pub fn broken_floor(&self) -> Option<GovernanceError> {
        let has = |kinds: &[u32]| self.kinds.iter().any(|kind| kinds.contains(kind));
        let is_all = |kinds: &[u32]| self.kinds.iter().all(|kind| kinds.contains(kind));
        if self.kinds.is_empty() {
            return Some(GovernanceError::InvalidKinds);
        }
        for [quorum, approval, veto] in &self.houses {
            let is_asked = *quorum > 0 || *approval > 0;
            if is_asked && !(500..=4_000).contains(quorum) {
                return Some(GovernanceError::InvalidQuorum);
            }
            if is_asked && !(5_000..=7_500).contains(approval) {
                return Some(GovernanceError::InvalidApproval);
            }
            if *veto > 10_000 || !self.is_optimistic && *veto > 0 && *veto < 2_000 {
                return Some(GovernanceError::InvalidVeto);
            }
        }
        let periods = [self.voting_delay, self.voting_period, self.cool_off, self.timelock, self.grace];
        let waits = if has(&CONSTITUTIONAL) { 7 * DAY } else { i64::from(has(&SPENDING)) * DAY };
        let broken = [
            (!(25..=1_000).contains(&self.propose), GovernanceError::InvalidThreshold),
            (self.spam > 1_000, GovernanceError::InvalidRefund),
            (periods.iter().any(|period| *period > 60 * DAY), GovernanceError::InvalidPeriods),
            (self.voting_period < 3 * DAY, GovernanceError::InvalidVotingPeriod),
            (self.grace < DAY, GovernanceError::InvalidGrace),
            (self.timelock < waits, GovernanceError::InvalidTimelock),
            (has(&RULING) && self.open_for() + 2 * self.timelock > 21 * DAY, GovernanceError::RulingTooLate),
        ];
        if let Some((_, error)) = broken.into_iter().find(|(is_broken, _)| *is_broken) {
            return Some(error);
        }
        if self.is_blockable && has(&UNBLOCKABLE) {
            return Some(GovernanceError::InvalidBlocking);
        }
        if !(500_000_000..=100_000_000_000).contains(&self.bond) {
            return Some(GovernanceError::InvalidBond);
        }
        let [each, epoch] = self.limits;
        if each == 0
            || each > epoch
            || epoch > ALL
            || self.is_limited() && (!is_all(&MEASURED) || epoch > ALL / 10)
        {
            return Some(GovernanceError::InvalidSpendingLimits);
        }
        let [token, creator] = self.houses;
        if self.is_optimistic {
            let is_fit = is_all(&MEASURED)
                && token[0] == 0
                && creator[0] == 0
                && [token[2], creator[2]].iter().all(|part| (500..=3_300).contains(part))
                && each <= 10_000
                && epoch <= 50_000;
            return (!is_fit).then_some(GovernanceError::InvalidOptimisticTrack);
        }
        if token[0] == 0 {
            return Some(GovernanceError::NoDecision);
        }
        if (has(&SPENDING) || has(&[ISSUE])) && token[0] < 1_000 {
            return Some(GovernanceError::InvalidQuorum);
        }
        let is_reachable = self.propose <= 100
            && self.houses.iter().all(|[quorum, approval, _]| {
                (1_500..=4_000).contains(quorum) && (6_000..=7_500).contains(approval)
            });
        (has(&CONSTITUTIONAL) && !is_reachable).then_some(GovernanceError::InvalidConstitutionalTerms)
    }
}

/// How long a decision about these kinds waits at the least.
pub(super) fn shortest_timelock(kinds: &[u32]) -> i64 {
    if kinds.iter().any(|kind| *kind == ISSUE || CONSTITUTIONAL.contains(kind)) {
        7 * DAY
    } else if kinds.iter().any(|kind| SPENDING.contains(kind)) {
        DAY
    } else {
        0
    }
}

/// Whether the kept slots are for this.
pub(super) fn is_kept_for(kinds: &[u32]) -> bool {
    kinds.iter().all(|kind| KEPT.contains(kind))
}

//! What a track asks for, and what no vote can change about that.

use super::DAY;
use crate::governance::GovernanceError;

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
const MEASURED: [u32; 4] = [0, 1, 13, 16];
/// Shares to the treasury.
const ISSUE: u32 = 15;
/// Replacing and calling programs.
const UNBOUNDED: [u32; 2] = [17, 18];
/// Reducing and revoking, replacing the guardian.
const UNBLOCKABLE: [u32; 4] = [3, 4, 10, 14];
/// What the last two ballot slots are kept for.
const DEFENCE: [u32; 4] = [3, 4, 10, 14];

impl Terms {
    /// Whether spending is measured.
    pub fn is_limited(&self) -> bool {
        self.limits != [ALL, ALL]
    }

    /// The compiled floor that these terms break, by docs/governance.md.
    pub fn broken_floor(&self) -> Option<GovernanceError> {
        let has = |kinds: &[u32]| self.kinds.iter().any(|kind| kinds.contains(kind));
        let is_all = |kinds: &[u32]| self.kinds.iter().all(|kind| kinds.contains(kind));
        if self.kinds.is_empty() {
            return Some(GovernanceError::InvalidKinds);
        }
        let is_house_wrong = self.houses.iter().any(|[quorum, approval, veto]| {
            [quorum, approval, veto].into_iter().any(|part| *part > 10_000)
                || (*quorum > 0 || *approval > 0) && (*quorum == 0 || !(5_000..10_000).contains(approval))
        });
        if is_house_wrong || self.propose > 1_000 || self.spam > 1_000 {
            return Some(GovernanceError::InvalidBps);
        }
        let periods = [self.voting_delay, self.voting_period, self.cool_off, self.timelock, self.grace];
        if periods.iter().any(|period| *period > 60 * DAY)
            || self.voting_period < 3 * DAY
            || self.grace < DAY
            || has(&SPENDING) && self.timelock < DAY
            || has(&UNBOUNDED) && self.timelock < 7 * DAY
        {
            return Some(GovernanceError::InvalidPeriods);
        }
        if self.is_blockable && has(&UNBLOCKABLE) {
            return Some(GovernanceError::InvalidBlocking);
        }
        if self.bond > 100_000_000_000 {
            return Some(GovernanceError::InvalidBond);
        }
        let [each, epoch] = self.limits;
        if each == 0 || each > epoch || epoch > ALL || self.is_limited() && !is_all(&MEASURED) {
            return Some(GovernanceError::InvalidSpendingLimits);
        }
        let [token, creator] = self.houses;
        if self.is_optimistic {
            let is_fit = is_all(&MEASURED)
                && token[0] == 0
                && creator[0] == 0
                && [token[2], creator[2]].iter().all(|part| (1..=3_300).contains(part))
                && each <= 10_000
                && epoch <= 50_000;
            return (!is_fit).then_some(GovernanceError::InvalidOptimisticTrack);
        }
        (token[0] == 0).then_some(GovernanceError::NoDecision)
    }
}

/// How long a decision about these kinds waits at the least.
pub(super) fn shortest_timelock(kinds: &[u32]) -> i64 {
    if kinds.iter().any(|kind| *kind == ISSUE || UNBOUNDED.contains(kind)) {
        7 * DAY
    } else if kinds.iter().any(|kind| SPENDING.contains(kind)) {
        DAY
    } else {
        0
    }
}

/// Whether the kept slots are for this.
pub(super) fn is_defence(kinds: &[u32]) -> bool {
    kinds.iter().all(|kind| DEFENCE.contains(kind))
}

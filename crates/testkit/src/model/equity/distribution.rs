//! Distributions, their disputes and bonds.

use super::{Model, Verdict, N};
use crate::equity::{EquityError, Fault, Outcome};

/// Where a distribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Status {
    Proposed,
    Disputed,
    Upheld,
    Final,
    Void,
}

/// One distribution.
#[derive(Clone, Debug)]
pub struct Dist {
    /// Who gets how much.
    pub claims: Vec<(usize, u64)>,
    /// Its window.
    pub window: (i64, i64),
    /// Until when it can be disputed.
    pub until: i64,
    /// What it pays, as stated.
    pub allocation: N,
    /// Most that a leaf may pay.
    pub leaf_max: N,
    /// What it paid.
    pub claimed: N,
    /// What of it was burned at last.
    pub swept: N,
    /// The dividend per share until it became final.
    pub index: N,
    /// Where it stands.
    pub status: Status,
    /// Who proposed it.
    pub proposer: usize,
    /// Who challenged it.
    pub challenger: Option<usize>,
    /// Whether the brake was used on it.
    pub is_contested: bool,
    /// Whether nobody ruled on it.
    pub is_silent: bool,
    /// Lamports each side puts up.
    pub bond: u64,
    /// Lamports that proposer, challenger and treasury are due.
    pub due: [u64; 3],
}

/// Whose part of the bonds.
pub const PROPOSER: usize = 0;
#[allow(missing_docs)]
pub const CHALLENGER: usize = 1;
#[allow(missing_docs)]
pub const TREASURY: usize = 2;

impl Dist {
    /// Whether it still keeps the next one out.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Final | Status::Void)
    }

    /// What nobody has claimed of it.
    pub fn unclaimed(&self) -> N {
        &self.allocation - &self.claimed - &self.swept
    }
}

impl Model {
    /// Emitted to distributions that are not void, less what was swept.
    pub fn contributed(&self) -> N {
        let kept = self.distributions.iter().filter(|dist| dist.status != Status::Void);
        kept.map(|dist| &dist.allocation - &dist.swept).sum()
    }

    /// Allocations of final distributions, less what they paid and what was swept.
    pub fn unclaimed(&self) -> N {
        let done = self.distributions.iter().filter(|dist| dist.status == Status::Final);
        done.map(Dist::unclaimed).sum()
    }

    /// Up to where distributions that are not void cover time.
    pub fn covered_until(&self) -> i64 {
        let kept = self.distributions.iter().filter(|dist| dist.status != Status::Void);
        kept.map(|dist| dist.window.1).max().unwrap_or(self.terms.windows_from)
    }

    /// Whether a distribution is open.
    pub fn is_open(&self) -> bool {
        self.distributions.last().is_some_and(Dist::is_open)
    }

    /// What the formula allows the next epoch (INVARIANT 2), and one leaf of it.
    pub fn formula(&self) -> (N, N) {
        let left = N::from(self.terms.contributions_cap) - self.contributed();
        let whole = N::from(10_000_u32);
        let formula = left * N::from(self.terms.decay_bps) / &whole;
        let leaf = &formula * N::from(self.terms.leaf_max_bps) / whole;
        (formula, leaf)
    }

    /// What a scorer states for these claims: their sum, or what the formula allows.
    pub fn stated(&self, claims: &[(usize, u64)]) -> u64 {
        let (formula, leaf) = self.formula();
        let sum: u64 = claims.iter().map(|(_, amount)| *amount).sum();
        let most = u64::try_from(formula.min(leaf * N::from(claims.len()))).expect("below the cap");
        sum.min(most)
    }

    /// Challenges in a row that ended in silence, since a distribution was last final.
    pub fn silences(&self) -> u32 {
        let since = self.distributions.iter().rev().take_while(|dist| dist.status != Status::Final);
        since.filter(|dist| dist.is_silent && dist.challenger.is_some()).count() as u32
    }

    /// `propose_distribution` by the scorer, of `total` shares.
    pub fn propose(&mut self, window_end: i64, total: u64, claims: Vec<(usize, u64)>) -> Verdict {
        if self.is_open() {
            return Err(EquityError::DistributionOpen);
        }
        let start = self.covered_until();
        let length = i64::from(self.terms.window_seconds);
        if window_end < start + length {
            return Err(EquityError::WindowTooShort);
        }
        if window_end > start + 2 * length {
            return Err(EquityError::WindowTooLong);
        }
        if window_end > self.now {
            return Err(EquityError::WindowInFuture);
        }
        let (formula, leaf_max) = self.formula();
        if N::from(total) > formula.min(&leaf_max * N::from(claims.len())) {
            return Err(EquityError::AboveFormula);
        }
        if (total == 0) != claims.is_empty() {
            return Err(EquityError::EmptyTotal);
        }
        let bond = self.terms.bond << self.silences().min(6);
        self.distributions.push(Dist {
            claims,
            window: (start, window_end),
            until: self.now + i64::from(self.terms.challenge_seconds),
            allocation: N::from(total),
            leaf_max,
            claimed: N::ZERO,
            swept: N::ZERO,
            index: N::ZERO,
            status: Status::Proposed,
            proposer: self.scorer,
            challenger: None,
            is_contested: false,
            is_silent: false,
            bond,
            due: [bond, 0, 0],
        });
        Ok(())
    }

    /// `challenge_distribution` of number `epoch`, by the wallet of a holder.
    pub fn challenge(&mut self, holder: usize, epoch: usize) -> Verdict {
        let now = self.now;
        let dist = &mut self.distributions[epoch];
        let is_open = matches!(dist.status, Status::Proposed | Status::Disputed);
        if !is_open || dist.challenger.is_some() {
            return Err(EquityError::NotChallengeable);
        }
        if now >= dist.until {
            return Err(EquityError::ChallengeWindowOver);
        }
        if dist.proposer == holder {
            return Err(EquityError::OwnDistribution);
        }
        dist.challenger = Some(holder);
        dist.due[CHALLENGER] = dist.bond;
        dist.status = Status::Disputed;
        Ok(())
    }

    /// `contest_distribution` by the successor.
    pub fn contest(&mut self, epoch: usize) -> Verdict {
        let now = self.now;
        let since = self.distributions.iter().rev().take_while(|dist| dist.status != Status::Final);
        if since.into_iter().any(|dist| dist.is_contested) {
            return Err(EquityError::AlreadyContested);
        }
        let dist = &mut self.distributions[epoch];
        if dist.status != Status::Proposed {
            return Err(EquityError::NotChallengeable);
        }
        if now >= dist.until {
            return Err(EquityError::ChallengeWindowOver);
        }
        dist.is_contested = true;
        dist.status = Status::Disputed;
        Ok(())
    }

    /// `resolve_distribution`.
    pub fn resolve(&mut self, epoch: usize, outcome: Outcome, fault: Fault) -> Verdict {
        if !self.is_handed_over && (outcome, &fault) != (Outcome::Void, &Fault::Nobody) {
            return Err(EquityError::FounderLimit);
        }
        let dist = &mut self.distributions[epoch];
        if dist.status != Status::Disputed {
            return Err(EquityError::NotDisputed);
        }
        let wrong = match (fault, outcome) {
            (Fault::Nobody, _) => None,
            (Fault::Proposer, Outcome::Void) => Some((PROPOSER, dist.challenger.map(|_| CHALLENGER))),
            (Fault::Challenger, _) if dist.challenger.is_some() => Some((CHALLENGER, Some(PROPOSER))),
            _ => return Err(EquityError::InvalidRuling),
        };
        if let Some((wrong, other)) = wrong {
            let lost = std::mem::take(&mut dist.due[wrong]);
            let half = other.map_or(0, |_| lost / 2);
            dist.due[TREASURY] += lost - half;
            if let Some(other) = other {
                dist.due[other] += half;
            }
        }
        dist.status = if outcome == Outcome::Void { Status::Void } else { Status::Upheld };
        Ok(())
    }

    /// `expire_distribution`.
    pub fn expire(&mut self, epoch: usize) -> Verdict {
        let (now, silences) = (self.now, self.silences());
        let dist = &mut self.distributions[epoch];
        if dist.status != Status::Disputed {
            return Err(EquityError::NotDisputed);
        }
        if now < dist.until + 45 * 86_400 {
            return Err(EquityError::RulingPending);
        }
        let tenths = (1_u64 << silences.min(4)).min(10);
        let lost = (u128::from(dist.due[CHALLENGER]) * u128::from(tenths) / 10) as u64;
        dist.due[CHALLENGER] -= lost;
        dist.due[TREASURY] += lost;
        dist.status = Status::Void;
        dist.is_silent = true;
        Ok(())
    }

    /// `finalize_distribution`.
    pub fn finalize(&mut self, epoch: usize) -> Verdict {
        let (now, index) = (self.now, self.index.0.clone());
        let dist = &mut self.distributions[epoch];
        match dist.status {
            Status::Final | Status::Void => Err(EquityError::Settled),
            Status::Disputed => Err(EquityError::Unresolved),
            _ if now < dist.until => Err(EquityError::ChallengeWindowOpen),
            _ => {
                dist.index = index;
                dist.status = Status::Final;
                Ok(())
            }
        }
    }

    /// `sweep_distribution`. Its dividends are shared out again.
    pub fn sweep(&mut self, epoch: usize) -> Verdict {
        let newest = self.distributions.len();
        let dist = &self.distributions[epoch];
        if dist.status != Status::Final {
            return Err(EquityError::NotFinal);
        }
        if epoch + 128 >= newest {
            return Err(EquityError::StillClaimable);
        }
        let rest = dist.unclaimed();
        if rest == N::ZERO {
            return Err(EquityError::NothingToSweep);
        }
        let earned = (&self.index.0 - &dist.index) * &rest;
        let others = self.total() + self.unclaimed() - &rest;
        if earned > N::ZERO && others < N::from(self.terms.dividend_min_shares) {
            return Err(EquityError::TooFewShares);
        }
        self.distributions[epoch].swept += rest;
        if earned > N::ZERO {
            self.share_out(earned);
        }
        Ok(())
    }

    /// `collect_bond` for a holder's wallet or, without one, for the treasury. Returns how many lamports that is.
    pub fn collect_bond(&mut self, payee: Option<usize>, epoch: usize) -> Result<u64, EquityError> {
        let dist = &mut self.distributions[epoch];
        if dist.is_open() {
            return Err(EquityError::NotEnded);
        }
        let part = match payee {
            None => Some(TREASURY),
            Some(holder) if holder == dist.proposer => Some(PROPOSER),
            Some(holder) if Some(holder) == dist.challenger => Some(CHALLENGER),
            Some(_) => None,
        };
        let due = part.map_or(0, |part| std::mem::take(&mut dist.due[part]));
        if due == 0 {
            return Err(EquityError::NoBondDue);
        }
        Ok(due)
    }

    /// `claim` of leaf `leaf`.
    pub fn claim(&mut self, epoch: usize, leaf: usize) -> Verdict {
        let newest = self.distributions.len();
        let dist = &self.distributions[epoch];
        if dist.status != Status::Final {
            return Err(EquityError::NotFinal);
        }
        let (holder, amount) = dist.claims[leaf];
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        if N::from(amount) > dist.leaf_max {
            return Err(EquityError::LeafAboveMaximum);
        }
        if epoch + 128 < newest {
            return Err(EquityError::EpochTooOld);
        }
        if self.holders[holder].claims.contains(&(epoch as u32)) {
            return Err(EquityError::AlreadyClaimed);
        }
        if &dist.claimed + N::from(amount) > dist.allocation {
            return Err(EquityError::AboveAllocation);
        }
        // Dividends since the distribution became final are the holder's, claimed or not (INVARIANT 27).
        let since = &self.index.0 - &dist.index;
        self.holders[holder].owed += since * N::from(amount);
        self.distributions[epoch].claimed += amount;
        self.holders[holder].claims.insert(epoch as u32);
        self.credit(holder, &N::from(amount));
        self.earn(holder, &N::from(amount));
        Ok(())
    }

    /// `claim_range` of these leaves, in this order. What is claimed already is skipped.
    pub fn claim_range(&mut self, epoch: usize, leaves: &[usize]) -> Verdict {
        if epoch + 128 < self.distributions.len() {
            return Err(EquityError::EpochTooOld);
        }
        let mut after = self.clone();
        for leaf in leaves {
            match after.claim(epoch, *leaf) {
                Ok(()) | Err(EquityError::AlreadyClaimed) => {}
                Err(error) => return Err(error),
            }
        }
        *self = after;
        Ok(())
    }
}

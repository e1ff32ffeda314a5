//! Distributions, their challenges and bonds.

use super::{Model, Verdict, N};
use crate::equity::{EquityError, Outcome};

/// Where a distribution stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Status {
    Proposed,
    Challenged,
    Resolved,
    Final,
    Void,
}

/// What a side has at stake, or is due.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The holder, where there is one.
    pub holder: Option<usize>,
    /// Shares.
    pub shares: N,
    /// How many of them it had earned.
    pub earned: N,
}

/// One distribution.
#[derive(Clone, Debug)]
pub struct Dist {
    /// Who gets how much, by the proposed tree.
    pub claims: Vec<(usize, u64)>,
    /// By the rival's.
    pub rival: Vec<(usize, u64)>,
    /// Its window.
    pub window: (i64, i64),
    /// Until when it can be challenged.
    pub until: i64,
    /// What it may pay.
    pub allocation: N,
    /// What it paid.
    pub claimed: N,
    /// The dividend per share until it became final.
    pub index: N,
    /// Where it stands.
    pub status: Status,
    /// Whether the rival tree stands.
    pub is_rival: bool,
    /// The proposer's side.
    pub proposer: Side,
    /// The challenger's side.
    pub challenger: Side,
}

impl Dist {
    /// Whether it still keeps the next one out.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Final | Status::Void)
    }

    /// The claims of the tree that stands.
    pub fn standing(&self) -> &[(usize, u64)] {
        if self.is_rival {
            &self.rival
        } else {
            &self.claims
        }
    }
}

impl Model {
    /// Emitted to distributions that are not void.
    pub fn contributed(&self) -> N {
        let kept = self.distributions.iter().filter(|dist| dist.status != Status::Void);
        kept.map(|dist| dist.allocation.clone()).sum()
    }

    /// Allocations of final distributions, less what they paid.
    pub fn unclaimed(&self) -> N {
        let done = self.distributions.iter().filter(|dist| dist.status == Status::Final);
        done.map(|dist| &dist.allocation - &dist.claimed).sum()
    }

    /// All shares at stake or due.
    pub fn bonds(&self) -> N {
        self.distributions.iter().map(|dist| &dist.proposer.shares + &dist.challenger.shares).sum()
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

    /// `propose_distribution` by the scorer.
    pub fn propose(&mut self, window_end: i64, claims: Vec<(usize, u64)>) -> Verdict {
        if self.is_open() {
            return Err(EquityError::DistributionOpen);
        }
        let start = self.covered_until();
        if window_end < start + i64::from(self.terms.window_seconds) {
            return Err(EquityError::WindowTooShort);
        }
        if window_end > self.now {
            return Err(EquityError::WindowInFuture);
        }
        // INVARIANT 2
        let left = N::from(self.terms.contributions_cap) - self.contributed();
        let allocation = left * N::from(self.terms.decay_bps) / N::from(10_000_u32);
        if allocation == N::ZERO {
            return Err(EquityError::NothingToAllocate);
        }
        let bond = N::from(self.terms.bond);
        let earned = self.debit(self.scorer, &bond)?;
        self.distributions.push(Dist {
            claims,
            rival: Vec::new(),
            window: (start, window_end),
            until: self.now + i64::from(self.terms.challenge_seconds),
            allocation,
            claimed: N::ZERO,
            index: N::ZERO,
            status: Status::Proposed,
            is_rival: false,
            proposer: Side { holder: Some(self.scorer), shares: bond, earned },
            challenger: Side::default(),
        });
        Ok(())
    }

    /// `challenge_distribution` of number `epoch`.
    pub fn challenge(&mut self, holder: usize, epoch: usize, rival: Vec<(usize, u64)>) -> Verdict {
        let dist = &self.distributions[epoch];
        if dist.status != Status::Proposed {
            return Err(EquityError::NotChallengeable);
        }
        if self.now >= dist.until {
            return Err(EquityError::ChallengeWindowOver);
        }
        if dist.proposer.holder == Some(holder) {
            return Err(EquityError::OwnDistribution);
        }
        if rival == dist.claims {
            return Err(EquityError::SameRoot);
        }
        let shares = dist.proposer.shares.clone();
        let earned = self.debit(holder, &shares)?;
        let dist = &mut self.distributions[epoch];
        dist.challenger = Side { holder: Some(holder), shares, earned };
        dist.rival = rival;
        dist.status = Status::Challenged;
        Ok(())
    }

    /// `resolve_distribution`.
    pub fn resolve(&mut self, epoch: usize, outcome: Outcome) -> Verdict {
        let dist = &mut self.distributions[epoch];
        if dist.status != Status::Challenged {
            return Err(EquityError::NotChallenged);
        }
        dist.status = if outcome == Outcome::Void { Status::Void } else { Status::Resolved };
        dist.is_rival = outcome == Outcome::Rival;
        let (winner, loser) = match outcome {
            Outcome::Proposed => (&mut dist.proposer, &mut dist.challenger),
            Outcome::Rival => (&mut dist.challenger, &mut dist.proposer),
            Outcome::Void => return Ok(()),
        };
        winner.shares += std::mem::take(&mut loser.shares);
        loser.earned = N::ZERO;
        Ok(())
    }

    /// `finalize_distribution`.
    pub fn finalize(&mut self, epoch: usize) -> Verdict {
        let (now, index) = (self.now, self.index.0.clone());
        let dist = &mut self.distributions[epoch];
        match dist.status {
            Status::Final | Status::Void => Err(EquityError::Settled),
            Status::Challenged => Err(EquityError::Unresolved),
            _ if now < dist.until => Err(EquityError::ChallengeWindowOpen),
            _ => {
                dist.index = index;
                dist.status = Status::Final;
                Ok(())
            }
        }
    }

    /// `collect_bond`.
    pub fn collect_bond(&mut self, holder: usize, epoch: usize) -> Verdict {
        let dist = &mut self.distributions[epoch];
        if dist.is_open() {
            return Err(EquityError::NotFinal);
        }
        let sides = [&mut dist.proposer, &mut dist.challenger];
        let side = sides.into_iter().find(|side| side.holder == Some(holder));
        let side = side.filter(|side| side.shares > N::ZERO).ok_or(EquityError::NoBondDue)?;
        let (shares, earned) = (std::mem::take(&mut side.shares), std::mem::take(&mut side.earned));
        self.credit(holder, &shares);
        self.earn(holder, &earned);
        Ok(())
    }

    /// `claim` of leaf `leaf` of the tree that stands.
    pub fn claim(&mut self, epoch: usize, leaf: usize) -> Verdict {
        let newest = self.distributions.len();
        let dist = &self.distributions[epoch];
        if dist.status != Status::Final {
            return Err(EquityError::NotFinal);
        }
        let (holder, amount) = dist.standing()[leaf];
        if amount == 0 {
            return Err(EquityError::ZeroAmount);
        }
        let leaf_max = &dist.allocation * N::from(self.terms.leaf_max_bps) / N::from(10_000_u32);
        if N::from(amount) > leaf_max {
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

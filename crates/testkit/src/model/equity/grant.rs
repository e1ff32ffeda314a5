//! Grants: vesting, revocation, haste, and a change of hands.

use super::{Model, Verdict, N};
use crate::equity::{EquityError, GrantPlan};

/// One grant.
#[derive(Clone, Debug)]
pub struct GrantState {
    /// Who it was made to: part of its address.
    pub first: usize,
    /// Who holds it, unless a transfer has taken effect.
    pub holder: usize,
    /// To whom it goes, and when it was asked for.
    pub pending: Option<(usize, i64)>,
    /// When it vests. After a revocation: what had vested, at once.
    pub plan: GrantPlan,
    /// What went to positions.
    pub released: N,
}

impl GrantState {
    /// Who holds it at `now`: a transfer takes seven days.
    pub fn holder_at(&self, now: i64) -> usize {
        match self.pending {
            Some((to, since)) if now >= since + 7 * 86_400 => to,
            _ => self.holder,
        }
    }

    fn settle(&mut self, now: i64) {
        let holder = self.holder_at(now);
        if holder != self.holder {
            (self.holder, self.pending) = (holder, None);
        }
    }

    /// What has vested (INVARIANT 17).
    pub fn vested(&self, now: i64) -> N {
        let GrantPlan { total, start, cliff, end, .. } = self.plan;
        if now >= end {
            N::from(total)
        } else if now < cliff || now <= start {
            N::ZERO
        } else {
            N::from(total) * N::from(now.abs_diff(start)) / N::from(end.abs_diff(start))
        }
    }
}

impl Model {
    /// In grants or released from them.
    pub fn granted(&self) -> N {
        self.grants.iter().map(|grant| N::from(grant.plan.total)).sum()
    }

    /// In grants.
    pub fn unreleased(&self) -> N {
        self.grants.iter().map(|grant| N::from(grant.plan.total) - &grant.released).sum()
    }

    /// `create_grant`.
    pub fn grant(&mut self, holder: usize, plan: GrantPlan) -> Verdict {
        if plan.total == 0 {
            return Err(EquityError::ZeroAmount);
        }
        if plan.start > plan.cliff || plan.cliff > plan.end {
            return Err(EquityError::InvalidSchedule);
        }
        if self.granted() + N::from(plan.total) > N::from(self.terms.grants_cap) {
            return Err(EquityError::AboveBucket);
        }
        self.grants.push(GrantState { first: holder, holder, pending: None, plan, released: N::ZERO });
        Ok(())
    }

    /// `release_grant`.
    pub fn release(&mut self, grant: usize) -> Verdict {
        let now = self.now;
        let state = &mut self.grants[grant];
        let due = state.vested(now) - &state.released;
        if due == N::ZERO {
            return Err(EquityError::NothingVested);
        }
        state.released += &due;
        state.settle(now);
        let holder = state.holder;
        self.credit(holder, &due);
        Ok(())
    }

    /// Whether nothing of a revocable grant is left to revoke.
    pub fn has_vested(&self, grant: usize) -> bool {
        let state = &self.grants[grant];
        state.plan.is_revocable && state.vested(self.now) == N::from(state.plan.total)
    }

    /// `revoke_grant`.
    pub fn revoke(&mut self, grant: usize) -> Verdict {
        let now = self.now;
        let state = &mut self.grants[grant];
        if !state.plan.is_revocable {
            return Err(EquityError::NotRevocable);
        }
        let vested = u64::try_from(state.vested(now)).expect("at most its total");
        if vested == state.plan.total {
            return Err(EquityError::FullyVested);
        }
        state.plan.total = vested;
        state.plan.end = now.max(state.plan.start);
        state.plan.cliff = state.plan.cliff.min(state.plan.end);
        Ok(())
    }

    /// `accelerate_grant`.
    pub fn accelerate(&mut self, grant: usize, end: i64) -> Verdict {
        let now = self.now;
        let state = &mut self.grants[grant];
        if state.vested(now) == N::from(state.plan.total) {
            return Err(EquityError::FullyVested);
        }
        if end >= state.plan.end {
            return Err(EquityError::NotSooner);
        }
        state.plan.end = end.max(state.plan.start);
        state.plan.cliff = state.plan.cliff.min(state.plan.end);
        Ok(())
    }

    /// `transfer_grant`.
    pub fn hand(&mut self, grant: usize, to: usize) -> Verdict {
        let now = self.now;
        let state = &mut self.grants[grant];
        let holder = state.holder_at(now);
        if !state.plan.is_transferable {
            return Err(EquityError::NotTransferable);
        }
        if holder == to {
            return Err(EquityError::SameHolder);
        }
        state.settle(now);
        state.pending = Some((to, now));
        Ok(())
    }

    /// `cancel_grant_transfer`.
    pub fn cancel_transfer(&mut self, grant: usize) -> Verdict {
        let now = self.now;
        let state = &mut self.grants[grant];
        if state.pending.is_none() || state.holder_at(now) != state.holder {
            return Err(EquityError::NoPendingTransfer);
        }
        state.pending = None;
        Ok(())
    }
}

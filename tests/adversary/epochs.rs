//! Distributions: what a scorer and challengers try, and what the honest do about it.
//!
//! * An honest scorer proposes a right root in the first second it can; a watcher, unless it sleeps, challenges a false one at once
//!   and, where somebody else has challenged it, the guardian's brake is not needed.
//! * The honest rule on every dispute in the rules track: a false root is void and its proposer was wrong, a right one stands and
//!   its challenger was.

use makerstake_testkit::{
    equity::{Fault, Outcome, SHARE},
    governance::RULES,
    model::{
        equity::{Dist, Status},
        governance::{Act, Payload, ProposalRequest},
    },
};

use crate::{
    scene::{Call, Scene},
    setup::{ACTIVE, SILENT, TRUSTING, WALLETS},
};

/// What an honest scorer's root pays each of three.
const RIGHT: u64 = 100 * SHARE;

/// Whether a root pays the attacker.
fn is_false(dist: &Dist) -> bool {
    dist.claims.iter().any(|(holder, _)| WALLETS.contains(holder))
}

impl Scene {
    /// Proposes for the next window, if it is over, and nothing is open.
    fn propose_epoch(&mut self, claims: Vec<(usize, u64)>) -> bool {
        let equity = &self.model.equity;
        let end = equity.covered_until() + i64::from(equity.terms.window_seconds);
        if equity.is_open() || end > equity.now {
            return false;
        }
        let (total, bond) = (equity.stated(&claims), equity.terms.bond << equity.silences().min(6));
        if self.is_mine(equity.scorer) && bond > self.model.payees[WALLETS[0]].lamports {
            return false;
        }
        self.call(Call::ProposeEpoch { end, total, claims }).is_ok()
    }

    /// What the honest do about distributions in this second.
    pub fn honest_epochs(&mut self) {
        if !self.is_mine(self.model.equity.scorer) {
            self.propose_epoch([ACTIVE, SILENT, TRUSTING].map(|holder| (holder, RIGHT)).to_vec());
        }
        let Some(epoch) = self.model.equity.distributions.len().checked_sub(1) else { return };
        let (now, dist) = (self.model.now(), &self.model.equity.distributions[epoch]);
        let is_false = is_false(dist);
        match dist.status {
            Status::Proposed if is_false && !self.budget.roles.watcher && now < dist.until => {
                let _challenged = self.call(Call::Challenge { by: ACTIVE, epoch });
            }
            Status::Proposed | Status::Upheld if now >= dist.until => {
                let _final = self.call(Call::FinalizeEpoch(epoch));
            }
            Status::Disputed => self.rule(epoch, is_false),
            _ => {}
        }
    }

    /// Proposes the ruling on a dispute, once until it ends.
    fn rule(&mut self, epoch: usize, is_false: bool) {
        let ruling = match is_false {
            true => Act::Rule { epoch, is_root: true, outcome: Outcome::Void, fault: Fault::Proposer },
            false => {
                Act::Rule { epoch, is_root: true, outcome: Outcome::AsProposed, fault: Fault::Challenger }
            }
        };
        let now = self.model.now();
        let is_pending = |p: &makerstake_testkit::model::governance::Proposal| {
            p.by == ACTIVE && p.acts.contains(&ruling) && !p.is_over(now)
        };
        if !self.model.proposals.iter().any(is_pending) {
            let nonce = self.fresh();
            let request = ProposalRequest {
                by: ACTIVE,
                nonce,
                track: RULES,
                acts: vec![ruling],
                payload: Payload::Inline,
            };
            let _proposed = self.call(Call::Propose(request));
        }
    }

    /// What an attacker tries: a false root where it scores, its claims where one is final, else a challenge.
    pub fn meddle(&mut self, by: usize) -> String {
        if self.is_mine(self.model.equity.scorer) {
            let (_, leaf) = self.model.equity.formula();
            let each = u64::try_from(leaf).expect("shares fit");
            if self.propose_epoch([WALLETS[0], WALLETS[1]].map(|holder| (holder, each)).to_vec()) {
                return "propose a distribution to itself".into();
            }
        }
        let mut claimed = 0;
        for epoch in 0..self.model.equity.distributions.len() {
            for leaf in 0..self.model.equity.distributions[epoch].claims.len() {
                let (holder, _) = self.model.equity.distributions[epoch].claims[leaf];
                let dist = &self.model.equity.distributions[epoch];
                if is_false(dist) && WALLETS.contains(&holder) && dist.status == Status::Final {
                    claimed += usize::from(self.call(Call::Claim { epoch, leaf }).is_ok());
                }
            }
        }
        if claimed > 0 {
            return format!("claim {claimed} leaves");
        }
        let epoch = self.model.equity.distributions.len().saturating_sub(1);
        let Some(dist) = self.model.equity.distributions.get(epoch) else { return "nothing".into() };
        let bond = dist.bond;
        let done = bond <= *self.purse() && self.call(Call::Challenge { by, epoch }).is_ok();
        format!("challenge the newest distribution: {done}")
    }

    /// Whether no epoch can be paid because of a dispute.
    pub fn is_disputed(&self) -> bool {
        self.model.equity.distributions.last().is_some_and(|dist| dist.status == Status::Disputed)
    }
}

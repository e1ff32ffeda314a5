//! Execution: the next action of a proposal, rightly or wrongly attempted.

use super::{spending::with_rent, Act, Address, Asset, Brake, Model, No, Payload, Status, To, Verdict};
use crate::{
    equity::{EquityError, Fault, Outcome},
    governance::GovernanceError,
    model::Hole,
};

/// How somebody attempts to execute the next action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As it was voted.
    Right,
    /// By the instruction for another kind.
    OtherInstruction,
    /// With other bytes than it asks for.
    PayloadMismatch,
    /// With another recipient, budget, rule, track, distribution or grant.
    OtherTarget,
    /// With the account of another track.
    OtherTrack,
}

impl Act {
    /// Whether its instruction names the proposal's track.
    pub fn has_track(&self) -> bool {
        matches!(self, Self::Pay { .. } | Self::OpenBudget { .. })
    }

    /// Whether its instruction names what could be another: a recipient, a budget, a rule, a track, an account of equity.
    pub fn has_target(&self) -> bool {
        !matches!(
            self,
            Self::SetConstitution { .. }
                | Self::SetGuardian { .. }
                | Self::SetScorer { .. }
                | Self::Grant { .. }
                | Self::Issue { .. }
                | Self::Say { .. }
                | Self::Opaque { .. }
        )
    }
}

impl Model {
    /// The next action of a proposal (INVARIANTS 12 to 16).
    pub fn execute(&mut self, n: usize, way: Way) -> Verdict {
        let p = self.proposals[n].clone();
        let act = p.acts[p.cursor.min(p.acts.len() - 1)].clone();
        if way == Way::OtherTrack && act.has_track() {
            return Err(GovernanceError::WrongTrack.into());
        }
        if p.status != Status::Passed {
            return Err(GovernanceError::NotPassed.into());
        }
        let [.., from, until] = p.instants();
        if self.now() < from {
            return Err(GovernanceError::TimelockNotOver.into());
        }
        if self.now() >= until {
            return Err(GovernanceError::GraceOver.into());
        }
        if p.cursor == p.acts.len() {
            // What is left was skipped, and is skipped again.
            return match (self.is_refused(&act), way) {
                (true, Way::Right) => Ok(()),
                (true, Way::PayloadMismatch) => Err(GovernanceError::UnexpectedPayload.into()),
                _ => Err(GovernanceError::WrongAction.into()),
            };
        }
        let is_last = match &p.payload {
            Payload::Inline if way == Way::PayloadMismatch => {
                return Err(GovernanceError::UnexpectedPayload.into())
            }
            Payload::Inline => p.cursor + 1 == p.acts.len(),
            Payload::Hash { kinds, count } => {
                let is_last = p.cursor + 1 == *count;
                if way == Way::PayloadMismatch || is_last != (p.cursor + 1 == p.acts.len()) {
                    return Err(GovernanceError::PayloadMismatch.into());
                }
                if !kinds.contains(&act.kind()) {
                    return Err(GovernanceError::KindNotInTrack.into());
                }
                if let Some(fault) = act.fault() {
                    return Err(fault.into());
                }
                is_last
            }
        };
        if way == Way::OtherInstruction {
            return Err(GovernanceError::WrongAction.into());
        }
        if way == Way::OtherTarget && act.has_target() {
            return Err(match act {
                Act::Pay { .. } => GovernanceError::WrongRecipient,
                Act::Amend { .. } | Act::Reduce { .. } | Act::Revoke { .. } => GovernanceError::WrongBudget,
                _ => GovernanceError::WrongTarget,
            }
            .into());
        }
        // A recipient that refuses holds nobody up (INVARIANT 24).
        let is_skipped = self.is_refused(&act);
        if is_skipped && self.has(Hole::Payees) {
            return Err(GovernanceError::RecipientRefused.into());
        }
        if !is_skipped {
            self.perform(n, p.track, &act)?;
        }
        let p = &mut self.proposals[n];
        if is_skipped && p.payload == Payload::Inline {
            p.skipped.insert(p.cursor);
        }
        p.cursor += 1;
        if is_last && p.skipped.is_empty() {
            p.status = Status::Executed;
        }
        Ok(())
    }

    /// Whether an action pays somebody who cannot be paid.
    fn is_refused(&self, act: &Act) -> bool {
        match act {
            Act::Pay { to: To::Vault | To::Treasury, .. } => true,
            // It would leave a wallet with too little to live on.
            Act::Pay { asset: Asset::Sol, to: To::Payee(to), amount } => {
                self.payees[*to].lamports + amount < self.rents.wallet
            }
            _ => false,
        }
    }

    /// Does what was decided.
    fn perform(&mut self, n: usize, track: u8, act: &Act) -> Verdict {
        let now = self.now();
        match act {
            Act::Pay { asset, to, amount } => return self.transfer(track, *asset, *to, *amount),
            Act::OpenBudget { id, asset, team, stream, report_every } => {
                Self::check_budget_id(&self.tracks[&track], *id)?;
                if self.budgets.contains_key(id) {
                    return Err(No::AlreadyInUse);
                }
                self.must_afford(Address::Budget(*id), self.rents.budget)?;
                // The treasury pays for the account, which counts as lamports.
                let price = self.price(Address::Budget(*id), self.rents.budget);
                self.spend(track, &with_rent(*asset, stream.cap, price))?;
                self.open_budget(*id, *asset, *team, *stream, *report_every);
            }
            Act::Amend { id, .. } | Act::Reduce { id, .. } | Act::Revoke { id } => {
                return self.change_budget(n, *id, act);
            }
            Act::SetRule(text) => return self.set_rule(text),
            Act::Repeal { id, version, notice } => return self.repeal_rule(*id, *version, *notice),
            Act::SetTrack { id, terms } => {
                self.check_track(*id, terms)?;
                let is_fair = self.tracks.get(id).is_some_and(|old| terms.leaves_makers(old));
                if self.proposals[n].is_dormant && !is_fair {
                    return Err(GovernanceError::MakersDormant.into());
                }
                if !self.tracks.contains_key(id) {
                    self.must_afford(Address::Track(*id), self.rents.track)?;
                }
                if self.tracks.insert(*id, terms.clone()).is_none() {
                    self.open_at(Address::Track(*id), self.rents.track);
                }
            }
            Act::SetConstitution { text } => self.constitution = *text,
            Act::SetGuardian { who, lasts } => {
                self.brake = Brake::Free;
                self.guardian = (*who, if who.is_some() { now + lasts } else { 0 });
            }
            Act::Say { .. } | Act::Opaque { .. } => {}
            Act::Grant { to, id, plan } => {
                self.as_authority()?;
                self.must_afford(Address::Grant(*to, *id), self.rents.grant)?;
                self.equity.grant(*to, *plan)?;
                let (at, rent) = (Address::Grant(*to, *id), self.rents.grant);
                let lamports = rent.max(self.ahead.get(&at).copied().unwrap_or(0));
                self.grants.insert(self.equity.grants.len() - 1, lamports);
                self.open_at(at, rent);
            }
            // What has vested needs no revoking.
            Act::RevokeGrant { grant } if self.equity.has_vested(*grant) => {}
            Act::Rule { is_root: false, .. } => return Err(GovernanceError::WrongRoot.into()),
            Act::SetScorer { .. } | Act::Rule { .. } | Act::RevokeGrant { .. } | Act::Issue { .. } => {
                self.as_authority()?;
                match act {
                    Act::SetScorer { who } => self.equity.scorer = *who,
                    Act::Rule { epoch, outcome, fault, .. } => self.rule(*epoch, *outcome, *fault)?,
                    Act::RevokeGrant { grant } => self.equity.revoke(*grant)?,
                    Act::Issue { amount } => {
                        self.equity.issue_to_treasury(*amount)?;
                        self.tokens[SHARES] += amount;
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// A ruling, and what it makes of the guardian's brake.
    fn rule(&mut self, epoch: usize, outcome: Outcome, fault: Fault) -> Verdict {
        self.equity.resolve(epoch, outcome, fault)?;
        if self.equity.distributions[epoch].is_contested && self.brake == Brake::Used {
            self.brake = if outcome == Outcome::Void { Brake::Free } else { Brake::Lost };
        }
        Ok(())
    }

    /// That the treasury is the pool's authority.
    fn as_authority(&self) -> Verdict {
        if self.equity.is_handed_over {
            Ok(())
        } else {
            Err(EquityError::NotAuthority.into())
        }
    }

    fn transfer(&mut self, track: u8, asset: Asset, to: To, amount: u64) -> Verdict {
        // Lamports look at the recipient first, tokens at the balance; both before anything moves.
        let To::Payee(to) = to else { return Err(GovernanceError::RecipientRefused.into()) };
        let balance = self.balance(asset);
        if amount > balance {
            return Err(GovernanceError::InsufficientTreasury.into());
        }
        // Where a wallet has no account for the token, the treasury pays for one.
        let rent = match asset {
            Asset::Token(token) if self.payees[to].tokens[token].is_none() => self.rents.tokens[token],
            _ => 0,
        };
        self.spend(track, &with_rent(asset, amount, rent))?;
        self.pay(asset, to, amount);
        Ok(())
    }
}

/// Which of the treasury's tokens are shares.
pub const SHARES: usize = 1;

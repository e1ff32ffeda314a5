//! Execute the next action of a proposal that passed, where it writes, widens or repeals a rule: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::{
    action::{Action, Kind},
    rule::Version,
};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::{ActionExecuted, RuleSet},
    state::{
        proposal::{action_at, ProposalAccount},
        Platform, Rule,
    },
};

#[derive(Accounts)]
#[instruction(id: u16)]
pub struct ExecuteRule {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of a new rule.
    #[account(
        mut, seeds = [b"treasury", platform.address()], bump = platform.treasury_bump
    )]
    pub treasury: SystemAccount,
    /// The rule; created by its first version. Its seeds hold the id, which must be the action's.
    #[account(init_if_needed, payer = treasury, seeds = [b"rule", platform.address(), id.to_le_bytes()], bump)]
    pub rule: Account<Rule>,
    pub system_program: Program<System>,
}

impl ExecuteRule {
    /// Writes the version. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `WrongVersion`, `WrongDomain`,
    /// `WidensData`, `UnsoundAction`.
    pub fn run(&mut self, id: u16, brought: &[u8], bumps: &ExecuteRuleBumps) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let (kind, version) = match action_at(&self.proposal, index, brought)? {
            Action::SetRule(rule) | Action::WidenRule(rule) if rule.id != id => {
                return Err(GovernanceError::WrongTarget.into())
            }
            Action::RepealRule { id: voted, .. } if voted != id => {
                return Err(GovernanceError::WrongTarget.into())
            }
            action @ (Action::SetRule(rule) | Action::WidenRule(rule)) => {
                if self.rule.version == 0 {
                    self.rule.init(*self.platform.address(), id, rule.domain, bumps.rule);
                }
                let may_widen = matches!(action, Action::WidenRule(_));
                (action.kind(), self.rule.set(&rule, may_widen, now)?)
            }
            Action::RepealRule { version, notice, .. } => {
                (Kind::RepealRule, self.rule.repeal(version, notice, now)?)
            }
            _ => return Err(GovernanceError::WrongAction.into()),
        };
        self.announce(&version);
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: kind as u8 });
        Ok(())
    }

    fn announce(&self, version: &Version) {
        emit!(RuleSet {
            rule: *self.rule.address(),
            text_hash: version.text_hash,
            previous_hash: version.previous_hash,
            values: version.params.map(|param| param.value),
            effective_at: version.effective_at,
            sunset_at: version.sunset_at,
            units: version.params.map(|param| param.unit),
            number: version.number,
            domain: u32::from(self.rule.domain),
        });
    }
}

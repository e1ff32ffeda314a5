//! Execute the next action of a proposal that passed, where it writes, widens or repeals a rule: anyone may.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{bump, fields},
    log::log,
};
use makerstake_core::action::Action;

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::RuleSet,
    state::{Platform, ProposalAccount, Rule},
};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(id: u16))]
pub struct ExecuteRule {
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of a new rule.
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"treasury", platform.address()], bump))]
    #[cfg_attr(
        not(feature = "idl-build"),
        account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)
    )]
    pub treasury: SystemAccount,
    /// The rule; created by its first version. Its seeds hold the id, which must be the action's.
    #[cfg(feature = "idl-build")]
    #[account(mut, seeds = [b"rule", platform.address(), id.to_le_bytes()], bump)]
    pub rule: Account<Rule>,
    #[cfg(not(feature = "idl-build"))]
    #[account(mut)]
    pub rule: UncheckedAccount,
    pub system_program: Program<System>,
}

impl ExecuteRule {
    /// Writes the version. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `ConstraintSeeds`, `WrongVersion`,
    /// `WrongDomain`, `WidensData`, `InvalidActionParameters`.
    pub fn run(&mut self, id: u16, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Self { platform, proposal, treasury, rule: account, .. } = self;
        let (index, action) = next_action(proposal, payload, now)?;
        let (voted, domain) = match &action {
            Action::SetRule(rule) | Action::WidenRule(rule) => (rule.id, rule.domain),
            Action::RepealRule { id, .. } => (*id, 0),
            _ => return Err(GovernanceError::WrongAction.into()),
        };
        require!(voted == id, GovernanceError::WrongTarget);
        let mut view = *account.account();
        let is_new = view.owned_by(&System::id());
        let bump = if is_new {
            let kind = (Rule::DISCRIMINATOR, Account::<Rule>::INIT_SPACE);
            open_for_treasury(platform, treasury, &view, (b"rule", &id.to_le_bytes()), kind)?
        } else {
            bump(&view, &[b"rule", platform.address().as_ref(), &id.to_le_bytes()], &crate::ID)?
        };
        let mut data = view.try_borrow_mut()?;
        let rule: &mut Rule = fields(account.account(), &mut data)?;
        if is_new {
            rule.init(*platform.address(), id, domain, bump);
        }
        match &action {
            Action::SetRule(version) => rule.set(version, false, now)?,
            Action::WidenRule(version) => rule.set(version, true, now)?,
            Action::RepealRule { version, notice, .. } => rule.repeal(*version, *notice, now)?,
            _ => return Err(GovernanceError::WrongAction.into()),
        }
        let kind = action.kind();
        let ([text_hash, _], [previous_hash, _]) = (rule.text_hash, rule.previous_hash);
        let ([values, _], [units, _]) = (rule.values, rule.units);
        let ([set_at, _], [effective_at, _]) = (rule.set_at, rule.effective_at);
        let ([sunset_at, _], [number, _]) = (rule.sunset_at, rule.numbers);
        log(&RuleSet {
            rule: *account.address(),
            text_hash,
            previous_hash,
            values,
            set_at,
            effective_at,
            sunset_at,
            units,
            number,
            domain: u32::from(rule.domain),
        });
        log_execution(proposal.address(), index, kind);
        Ok(())
    }
}

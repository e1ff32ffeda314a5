//! Execute the next action of a proposal that passed, where it rules on a disputed distribution: anyone may.

use anchor_lang::prelude::*;
use makerstake_core::action::{Action, Kind, Ruling};
use makerstake_equity::{pool_cpi, Distribution, Fault, Outcome, Ruling as Decision};

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    state::{proposal::ProposalAccount, Equity, Platform},
    treasury::Signature,
};

#[derive(Accounts)]
pub struct ExecuteRuling {
    /// Notes what became of its guardian's brake.
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Signs for the pool.
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The pool: its address suffices, equity reads and writes it.
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: UncheckedAccount,
    /// The distribution that was voted on; equity reads and writes it.
    #[account(mut)]
    pub distribution: UncheckedAccount,
    pub equity_program: Program<Equity>,
}

impl ExecuteRuling {
    /// Ends the dispute. `payload` is empty for a proposal with inline actions.
    ///
    /// A guardian whose brake was not upheld has none for the rest of its term.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `WrongRoot`; equity's.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let (index, action) = next_action(&mut self.proposal, payload, now()?)?;
        let Action::ResolveDistribution { distribution, root, ruling } = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*distribution == *self.distribution.address().as_array(), GovernanceError::WrongTarget);
        let (voted_root, ruling) = (*root, decision(ruling));
        let is_contested = {
            let distribution = Account::<Distribution>::load(*self.distribution.account())?;
            // What was prepared before the epoch was proposed is about no root that came later.
            require!(distribution.root == voted_root, GovernanceError::WrongRoot);
            distribution.is_contested == 1
        };
        if is_contested {
            self.platform.settle_brake(ruling.outcome == Outcome::Void);
        }
        Signature::of(&self.platform).call_equity(self.pool.account(), self.treasury.account(), |by| {
            pool_cpi::resolve_distribution(by, self.distribution.account(), ruling)
        })?;
        log_execution(self.proposal.address(), index, Kind::ResolveDistribution);
        Ok(())
    }
}

/// A ruling as equity knows it.
fn decision(ruling: Ruling) -> Decision {
    let (outcome, fault) = match ruling {
        Ruling::AsProposed => (Outcome::AsProposed, Fault::Nobody),
        Ruling::AsProposedAgainstChallenger => (Outcome::AsProposed, Fault::Challenger),
        Ruling::Void => (Outcome::Void, Fault::Nobody),
        Ruling::VoidAgainstProposer => (Outcome::Void, Fault::Proposer),
        Ruling::VoidAgainstChallenger => (Outcome::Void, Fault::Challenger),
    };
    Decision { outcome, fault }
}

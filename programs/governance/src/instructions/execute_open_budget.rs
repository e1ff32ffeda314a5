//! Execute the next action of a proposal that passed, where it opens a budget: anyone may. Its whole cap counts as spent
//! in a track with limits.

use anchor_lang::prelude::*;
use makerstake_domain::action::{Action, Asset, Kind};
use makerstake_equity::Pool;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::{ActionExecuted, BudgetSet},
    state::{
        budget::Opening,
        proposal::{action_at, ProposalAccount},
        Budget, Platform, Track, NOBODY,
    },
    treasury::{spendable, token_balance},
};

#[derive(Accounts)]
#[instruction(id: u32)]
pub struct ExecuteOpenBudget {
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    pub platform: Account<Platform>,
    #[account(
        mut,
        constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = track.id == proposal.track @ GovernanceError::WrongTrack
    )]
    pub track: Account<Track>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of the budget, and gets it back.
    #[account(mut, seeds = [b"treasury", platform.address()], bump = platform.treasury_bump)]
    pub treasury: SystemAccount,
    #[account(init, payer = treasury, seeds = [b"budget", platform.address(), id.to_le_bytes()], bump)]
    pub budget: Account<Budget>,
    /// In tokens: the treasury's account of them, by which the track's limits are measured.
    pub source: Option<UncheckedAccount>,
    pub system_program: Program<System>,
}

impl ExecuteOpenBudget {
    /// Opens it; it runs from now on. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `WrongSource`,
    /// `AboveActionLimit`, `AboveEpochLimit`, `InsufficientTreasury`; the system program's error 0 if the id is taken.
    pub fn run(&mut self, id: u32, brought: &[u8], bumps: &ExecuteOpenBudgetBumps) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let action = action_at(&self.proposal, index, brought)?;
        let Action::OpenBudget(open) = action else { return Err(GovernanceError::WrongAction.into()) };
        require!(open.id == id, GovernanceError::WrongTarget);
        let mint = match open.asset {
            Asset::Sol => NOBODY,
            Asset::Token(mint) => Address::new_from_array(*mint),
        };
        let opening = Opening {
            platform: *self.platform.address(),
            mint,
            recipient: Address::new_from_array(*open.recipient),
            terms: &open.terms,
            report_every: open.report_every,
            id,
            bump: bumps.budget,
        };
        self.budget.init(&opening, now)?;
        if self.track.is_capped() {
            let balance =
                if self.budget.is_sol() { spendable(self.treasury.account())? } else { self.tokens(&mint)? };
            self.track.spend(self.budget.cap, balance, self.pool.power_epoch(now)?)?;
        }
        emit!(BudgetSet::of(&self.budget));
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::OpenBudget as u8 });
        Ok(())
    }

    fn tokens(&self, mint: &Address) -> Result<u64> {
        let source = self.source.as_ref().ok_or(GovernanceError::BalanceMissing)?;
        token_balance(&self.platform, source.account(), mint)
    }
}

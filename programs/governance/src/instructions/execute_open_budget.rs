//! Execute the next action of a proposal that passed, where it opens a budget: anyone may. Its whole cap and the rent of its
//! account count as spent in a track with limits.

use anchor_lang::prelude::*;
use makerstake_common::create_pda;
use makerstake_core::action::{Action, Asset, Kind};
use makerstake_equity::Pool;

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    events::BudgetSet,
    state::{budget::BudgetInit, Budget, Metered, Platform, ProposalAccount, Track, NOBODY},
    treasury::{spendable, token_balance},
};

#[derive(Accounts)]
#[cfg_attr(feature = "idl-build", instruction(id: u32))]
pub struct ExecuteOpenBudget {
    #[account(address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(
        constraint = track.platform == *platform.address() @ GovernanceError::WrongPlatform,
        constraint = track.id == proposal.track @ GovernanceError::WrongTrack
    )]
    pub track: Account<Track>,
    #[account(mut, constraint = proposal.platform == *platform.address() @ GovernanceError::WrongPlatform)]
    pub proposal: ProposalAccount,
    /// Pays the rent of the budget, and gets it back.
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"treasury", platform.address()], bump))]
    #[cfg_attr(
        not(feature = "idl-build"),
        account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)
    )]
    pub treasury: SystemAccount,
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"budget", platform.address(), id.to_le_bytes()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub budget: UncheckedAccount,
    /// In tokens: the treasury's account of them, by which the track's limits are measured.
    pub source: Option<UncheckedAccount>,
    pub system_program: Program<System>,
}

impl ExecuteOpenBudget {
    /// Opens it; it runs from now on. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongTarget`, `BudgetIdReserved`,
    /// `RecipientRefused`, `ConstraintSeeds`, `WrongSource`, `AboveActionLimit`, `AboveEpochLimit`, `InsufficientTreasury`; the system program's error 0 if the id is taken.
    pub fn run(&mut self, id: u32, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Self { pool, platform, track, proposal, treasury, .. } = self;
        let (index, action) = next_action(proposal, payload, now)?;
        let Action::OpenBudget(open) = action else { return Err(GovernanceError::WrongAction.into()) };
        require!(open.id == id, GovernanceError::WrongTarget);
        track.check_budget_id(id)?;
        let is_own = *open.recipient == *platform.treasury.as_array();
        require!(!is_own, GovernanceError::RecipientRefused);
        let mint = match open.asset {
            Asset::Sol => NOBODY,
            Asset::Token(mint) => Address::new_from_array(*mint),
        };
        let account = self.budget.account();
        let lamports = spendable(treasury.account())?;
        let kind = (Budget::DISCRIMINATOR, Account::<Budget>::INIT_SPACE);
        let bump = open_for_treasury(platform, treasury, account, (b"budget", &id.to_le_bytes()), kind)?;
        let init = BudgetInit {
            platform: *platform.address(),
            mint,
            recipient: Address::new_from_array(*open.recipient),
            terms: &open.terms,
            report_every: open.report_every,
            id,
            proposals: platform.proposals,
            bump,
        };
        let budget = Budget::new(&init, now)?;
        create_pda::write(account, &budget)?;
        if track.is_capped() {
            let epoch = pool.snapshot_epoch(now)?;
            let rent = lamports.saturating_sub(spendable(treasury.account())?);
            let mut spent = rent;
            if budget.is_sol() {
                spent = rent.checked_add(budget.cap).ok_or(GovernanceError::OutOfRange)?;
            } else {
                let source = self.source.as_ref().ok_or(GovernanceError::BalanceMissing)?;
                let asset = Metered::of(pool, &mint)?;
                let balance = token_balance(platform, source.account(), &mint)?;
                platform.spend(track, epoch, asset, budget.cap, balance)?;
            }
            if spent > 0 {
                platform.spend(track, epoch, Metered::Lamports, spent, lamports)?;
            }
        }
        BudgetSet::log(account.address(), &budget);
        log_execution(proposal.address(), index, Kind::OpenBudget);
        Ok(())
    }
}

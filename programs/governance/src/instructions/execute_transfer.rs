//! Execute the next action of a proposal that passed, where it is a transfer of lamports: anyone may.

use anchor_lang::prelude::*;
use makerstake_domain::action::{Action, Asset, Kind, Transfer};
use makerstake_equity::Pool;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::ActionExecuted,
    state::{
        proposal::{action_at, ProposalAccount},
        Platform, Track,
    },
    treasury,
};

#[derive(Accounts)]
pub struct ExecuteTransfer {
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
    #[account(mut, address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The wallet that was voted on; `check_wallet` looks at what it is.
    #[account(mut)]
    pub recipient: UncheckedAccount,
    pub system_program: Program<System>,
}

impl ExecuteTransfer {
    /// Pays. `brought` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongRecipient`, `RecipientRefused`,
    /// `InsufficientTreasury`, `AboveActionLimit`, `AboveEpochLimit`.
    pub fn run(&mut self, brought: &[u8]) -> Result<()> {
        let now = now()?;
        let index = self.proposal.advance(brought, now)?;
        let amount = match action_at(&self.proposal, index, brought)? {
            Action::Transfer(Transfer { asset: Asset::Sol, to, amount }) => {
                require!(*to == *self.recipient.address().as_array(), GovernanceError::WrongRecipient);
                amount
            }
            _ => return Err(GovernanceError::WrongAction.into()),
        };
        treasury::check_wallet(&self.platform, &self.recipient)?;
        let spendable = treasury::spendable(self.treasury.account())?;
        require!(amount <= spendable, GovernanceError::InsufficientTreasury);
        if self.track.is_capped() {
            self.track.spend(amount, spendable, self.pool.power_epoch(now)?)?;
        }
        treasury::pay_lamports(&self.platform, &self.treasury, &self.recipient, amount)?;
        emit!(ActionExecuted { proposal: *self.proposal.address(), index, kind: Kind::Transfer as u8 });
        Ok(())
    }
}

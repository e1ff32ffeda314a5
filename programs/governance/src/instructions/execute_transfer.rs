//! Execute the next action of a proposal that passed, where it is a transfer of lamports: anyone may.

use anchor_lang::prelude::*;
use makerstake_core::action::{Action, Asset, Kind, Transfer};
use makerstake_creators::clock::now;

use super::accounts::*;
use crate::{errors::GovernanceError, treasury};

#[derive(Accounts)]
pub struct ExecuteTransfer {
    pub spending: Nested<Spending>,
    /// The wallet that was voted on; `check_wallet` looks at what it is.
    #[account(mut)]
    pub recipient: UncheckedAccount,
    pub system_program: Program<System>,
}

impl ExecuteTransfer {
    /// Pays. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongRecipient`, `RecipientRefused`,
    /// `InsufficientTreasury`, `AboveActionLimit`, `AboveEpochLimit`.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Spending { pool, platform, track, proposal, treasury } = &mut *self.spending;
        let (index, action) = next_action(proposal, payload, now)?;
        let Action::Transfer(Transfer { asset: Asset::Sol, to, amount }) = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        require!(*to == *self.recipient.address().as_array(), GovernanceError::WrongRecipient);
        treasury::check_wallet(platform, &self.recipient)?;
        let spendable = treasury::spendable(treasury.account())?;
        require!(amount <= spendable, GovernanceError::InsufficientTreasury);
        // `spend` looks too; asking before saves counting the epoch.
        if track.is_capped() {
            track.spend(amount, spendable, pool.snapshot_epoch(now)?)?;
        }
        treasury::pay_lamports(platform, treasury, &self.recipient, amount)?;
        log_execution(proposal.address(), index, Kind::Transfer);
        Ok(())
    }
}

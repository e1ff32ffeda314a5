//! Execute the next action of a proposal that passed, where it is a transfer of tokens: anyone may. A recipient that
//! cannot be paid is skipped, and the next action goes on (INVARIANT 24).

use anchor_lang::prelude::*;
use makerstake_core::action::Kind;

use super::accounts::*;
use crate::{
    clock::now,
    errors::GovernanceError,
    state::Metered,
    treasury::{spendable, TokenPayment},
};

#[derive(Accounts)]
pub struct ExecuteTokenTransfer {
    pub spending: Nested<Spending>,
    pub token_transfer: Nested<TokenTransfer>,
}

impl ExecuteTokenTransfer {
    /// Pays. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongMint`, `WrongRecipient`, `WrongSource`,
    /// `WrongDestination`, `RecipientRefused`, `AboveActionLimit`, `AboveEpochLimit`, `InsufficientTreasury`.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Spending { pool, platform, track, proposal, treasury } = &mut *self.spending;
        let voted = (Some(self.token_transfer.mint.address()), self.token_transfer.recipient.address());
        let DuePayment { index, amount } = next_payment(proposal, voted, payload, now)?;
        let token_transfer = &self.token_transfer;
        let payment = TokenPayment { platform, treasury, token_transfer, is_checked: true };
        if payment.is_refused()? {
            skip(proposal, index);
            return Ok(());
        }
        let balance = payment.balance()?;
        require!(amount <= balance, GovernanceError::InsufficientTreasury);
        let lamports = spendable(treasury.account())?;
        let rent = payment.open_destination()?;
        if track.is_capped() {
            let epoch = pool.snapshot_epoch(now)?;
            let asset = Metered::of(pool, token_transfer.mint.address())?;
            platform.spend(track, epoch, asset, amount, balance)?;
            if rent > 0 {
                platform.spend(track, epoch, Metered::Lamports, rent, lamports)?;
            }
        }
        TokenPayment { platform, treasury, token_transfer, is_checked: true }.pay(amount)?;
        log_execution(proposal.address(), index, Kind::Transfer);
        Ok(())
    }
}

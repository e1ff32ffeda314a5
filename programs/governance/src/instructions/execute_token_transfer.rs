//! Execute the next action of a proposal that passed, where it is a transfer of tokens: anyone may.

use anchor_lang::prelude::*;
use makerstake_core::action::{Action, Asset, Kind, Transfer};

use super::accounts::*;
use crate::{clock::now, errors::GovernanceError, treasury::TokenPayment};

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
        let (index, action) = next_action(proposal, payload, now)?;
        let Action::Transfer(Transfer { asset: Asset::Token(mint), to, amount }) = action else {
            return Err(GovernanceError::WrongAction.into());
        };
        self.token_transfer.check(&Address::new_from_array(*mint), &Address::new_from_array(*to))?;
        let payment = TokenPayment { platform, treasury, token_transfer: &self.token_transfer, opens: true };
        let balance = payment.balance()?;
        require!(amount <= balance, GovernanceError::InsufficientTreasury);
        track.spend(amount, balance, pool.snapshot_epoch(now)?)?;
        payment.pay(amount)?;
        log_execution(proposal.address(), index, Kind::Transfer);
        Ok(())
    }
}

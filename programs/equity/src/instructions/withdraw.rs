//! Pay out shares that have cooled down, to a token account that the holder names.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::Withdrawn,
    state::pool::VAULT_SEED,
    tokens::{self, Currency, Vault},
};

#[derive(Accounts)]
pub struct Withdraw {
    pub holder_position: Nested<HolderPosition>,
    /// Where the tokens go: the signer names it, the token program checks that it is of this mint.
    #[account(mut)]
    pub destination: UncheckedAccount,
    /// The share mint: its address suffices.
    #[account(address = holder_position.pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = holder_position.pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl Withdraw {
    /// Pays out all that has cooled down.
    ///
    /// # Errors
    /// `NoPendingWithdrawal`, `CooldownActive`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let HolderPosition { pool, position, .. } = &mut *self.holder_position;
        let shares = position.take_cooled(pool.snapshot_epoch(now()?)?)?;
        pool.end_cooling(shares)?;
        let vault =
            Vault { account: &self.vault, seed: VAULT_SEED, pool: pool.address(), bump: pool.vault_bump };
        let currency =
            Currency { mint: &self.mint, decimals: pool.decimals, program: self.token_program.address() };
        tokens::push(&vault, &self.destination, &currency, shares)?;
        log(&Withdrawn { pool: *pool.address(), position: *position.address(), shares });
        Ok(())
    }
}

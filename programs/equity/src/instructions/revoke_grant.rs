//! End a revocable grant: what has vested stays its holder's, the rest is burned and goes back to the bucket.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use crate::{
    clock::now,
    errors::EquityError,
    events::GrantRevoked,
    state::{pool::VAULT_SEED, Grant, Pool},
    tokens::{self, Currency, Vault},
};

#[derive(Accounts)]
pub struct RevokeGrant {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = grant.pool == *pool.address() @ EquityError::WrongPool)]
    pub grant: Account<Grant>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl RevokeGrant {
    /// Cuts the grant and burns the rest.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `NotRevocable`, `FullyVested`, also the second time.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        self.pool.check_governed(now)?;
        let returned = self.grant.revoke(now)?;
        self.pool.return_grant(returned)?;
        self.grant.check()?;
        self.pool.check()?;
        let vault = Vault {
            account: &self.vault,
            seed: VAULT_SEED,
            pool: self.pool.address(),
            bump: self.pool.vault_bump,
        };
        let currency = Currency {
            mint: &self.mint,
            decimals: self.pool.decimals,
            program: self.token_program.address(),
        };
        tokens::burn(&vault, &currency, returned)?;
        log(&GrantRevoked { pool: *self.pool.address(), grant: *self.grant.address(), returned, at: now });
        Ok(())
    }
}

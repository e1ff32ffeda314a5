//! Make a distribution final: anyone may, once its challenge window is over and no challenge is open. Mints the
//! whole allocation into the vault; claims mint nothing.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

use crate::{
    clock::now,
    errors::EquityError,
    events::DistributionFinalized,
    state::{Distribution, Pool},
    tokens,
};

#[derive(Accounts)]
pub struct FinalizeDistribution {
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = distribution.pool == *pool.address() @ EquityError::WrongPool)]
    pub distribution: Account<Distribution>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl FinalizeDistribution {
    /// Mints and opens the claims.
    ///
    /// # Errors
    /// `Settled`, `Unresolved`, `ChallengeWindowOpen`.
    pub fn run(&mut self) -> Result<()> {
        self.distribution.finalize(now()?)?;
        let allocation = self.distribution.allocation;
        self.pool.close_final(allocation)?;
        self.pool.check()?;
        let program = *self.token_program.address();
        tokens::mint_to(&program, &mut self.mint, &mut self.vault, &self.pool, allocation)?;
        emit!(DistributionFinalized {
            pool: *self.pool.address(),
            root: self.distribution.root,
            allocation,
            epoch: self.distribution.epoch,
        });
        Ok(())
    }
}

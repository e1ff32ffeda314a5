//! Make a distribution final: anyone may, once its challenge window is over and no challenge is open. Mints the
//! whole allocation into the vault; claims mint nothing.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;

use super::accounts::*;
use crate::{clock::now, errors::EquityError, events::DistributionFinalized, tokens};

#[derive(Accounts)]
pub struct FinalizeDistribution {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool_distribution.pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool_distribution.pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl FinalizeDistribution {
    /// Mints and opens the claims.
    ///
    /// # Errors
    /// `Settled`, `Unresolved`, `ChallengeWindowOpen`.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        distribution.finalize(pool.dividend_index, now()?)?;
        let allocation = distribution.allocation;
        pool.close_final(allocation)?;
        pool.check()?;
        tokens::mint_to(self.token_program.address(), &self.mint, &self.vault, pool, allocation)?;
        emit!(DistributionFinalized {
            pool: *pool.address(),
            root: distribution.root,
            allocation,
            epoch: distribution.epoch,
        });
        Ok(())
    }
}

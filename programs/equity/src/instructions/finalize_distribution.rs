//! Make a distribution final: anyone may, once its challenge window is over and no dispute is open. Mints the whole
//! allocation into the vault; claims mint nothing. What nobody has claimed when 128 newer epochs have been proposed is burned.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;
use makerstake_core::accumulator;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::{DistributionFinalized, DistributionSwept},
    state::pool::VAULT_SEED,
    tokens::{self, Currency, Vault},
};

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
        distribution.check()?;
        pool.check()?;
        if allocation > 0 {
            tokens::mint_to(self.token_program.address(), &self.mint, &self.vault, pool, allocation)?;
        }
        log(&DistributionFinalized {
            pool: *pool.address(),
            root: distribution.root,
            allocation,
            epoch: u64::from(distribution.epoch),
        });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct SweepDistribution {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool_distribution.pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool_distribution.pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
}

impl SweepDistribution {
    /// Burns what nobody can claim any more; the bucket gets it back, and its dividends are deposited again.
    ///
    /// # Errors
    /// `NotFinal`, `StillClaimable`, `NothingToSweep`, `TooFewShares`.
    pub fn run(&mut self) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        let rest = distribution.sweep(pool.oldest_claimable())?;
        pool.sweep(rest, accumulator::join(distribution.dividend_index))?;
        distribution.check()?;
        pool.check()?;
        let vault =
            Vault { account: &self.vault, seed: VAULT_SEED, pool: pool.address(), bump: pool.vault_bump };
        let currency =
            Currency { mint: &self.mint, decimals: pool.decimals, program: self.token_program.address() };
        tokens::burn(&vault, &currency, rest)?;
        log(&DistributionSwept { pool: *pool.address(), shares: rest, epoch: u64::from(distribution.epoch) });
        Ok(())
    }
}

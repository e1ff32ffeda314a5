//! Hand the pool over to the treasury, once and for ever. From here on the owners decide, and nobody else.

use anchor_lang::prelude::*;
use makerstake_equity::{cpi, Pool};

use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformHandedOver,
    state::{Equity, Platform},
    treasury::TREASURY_SEED,
};

#[derive(Accounts)]
pub struct HandOverPool {
    #[account(address = platform.founder @ GovernanceError::NotFounder)]
    pub founder: Signer,
    #[account(mut)]
    pub platform: Account<Platform>,
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    pub equity_program: Program<Equity>,
}

impl HandOverPool {
    /// Makes the treasury the pool's authority, and ends the founder period.
    ///
    /// # Errors
    /// `AlreadyHandedOver`; equity's `NotAuthority` if the founder is no longer the pool's authority.
    pub fn run(&mut self) -> Result<()> {
        require!(self.platform.handed_over_at == 0, GovernanceError::AlreadyHandedOver);
        self.platform.handed_over_at = now()?;
        let bump = [self.platform.treasury_bump];
        let platform = *self.platform.address();
        let seeds: &[&[u8]] = &[TREASURY_SEED, platform.as_ref(), &bump];
        let accounts = cpi::accounts::HandOver {
            authority: self.founder.cpi_handle(),
            new_authority: self.treasury.cpi_handle(),
            pool: self.pool.cpi_handle_mut(),
        };
        cpi::hand_over(CpiContext::new_with_signer(self.equity_program.address(), accounts, &[seeds]))?;
        emit!(PlatformHandedOver { platform, treasury: *self.treasury.address() });
        Ok(())
    }
}

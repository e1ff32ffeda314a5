//! Hand the pool over to the treasury, once and for ever. From here on the owners decide, and nobody else.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_equity::pool_cpi;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformHandedOver,
    state::{Equity, Platform},
    treasury::Signature,
};

#[derive(Accounts)]
pub struct HandOverPool {
    #[account(address = platform.founder @ GovernanceError::NotFounder)]
    pub founder: Signer,
    #[account(mut)]
    pub platform: Account<Platform>,
    /// The pool: its address suffices, equity reads and writes it.
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: UncheckedAccount,
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
        // The founder has signed the transaction, the treasury signs here.
        Signature::of(&self.platform).call_equity(self.pool.account(), self.founder.account(), |by| {
            pool_cpi::hand_over(by, self.treasury.account())
        })?;
        log(&PlatformHandedOver { platform: *self.platform.address(), treasury: *self.treasury.address() });
        Ok(())
    }
}

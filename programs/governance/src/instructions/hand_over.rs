//! Hand the pool over to the treasury, once and for ever. From here on the owners decide, and nobody else.
//!
//! Before its deadline the founder does it; at the deadline anybody does.

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
    /// Signs before the deadline: `run` asks for it.
    #[account(address = platform.founder @ GovernanceError::NotFounder)]
    pub founder: UncheckedAccount,
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
    /// `NotFounder` without its signature before the deadline, `AlreadyHandedOver`; equity's `HandedOver` if somebody did it
    /// there at the deadline.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let is_early = now < self.platform.founder_until;
        require!(!is_early || self.founder.account().is_signer(), GovernanceError::NotFounder);
        require!(self.platform.handed_over_at == 0, GovernanceError::AlreadyHandedOver);
        self.platform.handed_over_at = now;
        // Before the deadline both sign, the founder in the transaction and the treasury here; from then on nobody has to.
        Signature::of(&self.platform).call_equity(self.pool.account(), self.founder.account(), |by| {
            pool_cpi::hand_over(by, self.treasury.account(), is_early)
        })?;
        log(&PlatformHandedOver { platform: *self.platform.address(), treasury: *self.treasury.address() });
        Ok(())
    }
}

//! Stop a distribution until the owners have ruled on it, without a bond: the guardian's brake. It decides nothing.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_equity::pool_cpi;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::BrakePulled,
    state::{Equity, Platform},
    treasury::Signature,
};

#[derive(Accounts)]
pub struct ContestDistribution {
    #[account(address = platform.guardian @ GovernanceError::NotGuardian)]
    pub guardian: Signer,
    #[account(mut)]
    pub platform: Account<Platform>,
    /// The pool's successor: signs towards equity.
    #[account(address = platform.treasury @ GovernanceError::WrongTreasury)]
    pub treasury: SystemAccount,
    /// The pool: its address suffices, equity reads and writes it.
    #[account(mut, address = platform.pool @ GovernanceError::WrongPool)]
    pub pool: UncheckedAccount,
    /// The open distribution; equity reads and writes it.
    #[account(mut)]
    pub distribution: UncheckedAccount,
    pub equity_program: Program<Equity>,
}

impl ContestDistribution {
    /// Stops it: once until a distribution is final, and never again in its term when the owners uphold what was stopped.
    ///
    /// # Errors
    /// `GuardianExpired`, `BrakeLost`; equity's.
    pub fn run(&mut self) -> Result<()> {
        self.platform.brake(now()?)?;
        Signature::of(&self.platform).call_equity(self.pool.account(), self.treasury.account(), |by| {
            pool_cpi::contest_distribution(by, self.distribution.account())
        })?;
        log(&BrakePulled {
            platform: *self.platform.address(),
            distribution: *self.distribution.address(),
            guardian: self.platform.guardian,
        });
        Ok(())
    }
}

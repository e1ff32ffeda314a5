//! Found a platform on a pool. The pool's authority signs, so nobody can found it in its place.

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*};
use makerstake_common::{
    create_pda::{self, bump, CreatePda},
    log::log,
};
use makerstake_equity::Pool;
use pinocchio_system::instructions::Transfer;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformCreated,
    state::{
        platform::{PlatformConfig, PlatformInit},
        Platform,
    },
    treasury::TREASURY_SEED,
};

#[derive(Accounts)]
pub struct CreatePlatform {
    /// Pays the rent of the platform, and of the treasury's address; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The pool's authority; becomes the founder.
    #[account(address = pool.authority @ GovernanceError::NotPoolAuthority)]
    pub authority: Signer,
    pub pool: Account<Pool>,
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"platform", pool.address()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub platform: UncheckedAccount,
    /// Will hold and sign for every asset.
    #[cfg_attr(feature = "idl-build", account(mut, seeds = [b"treasury", platform.address()], bump))]
    #[cfg_attr(not(feature = "idl-build"), account(mut))]
    pub treasury: SystemAccount,
    pub system_program: Program<System>,
}

impl CreatePlatform {
    /// Writes the platform, and makes the treasury's address rent-exempt so that small sums can go there.
    ///
    /// # Errors
    /// `NoConstitution`, `InvalidFounderPeriod`, `InvalidGuardian`, `SnapshotEpochTooShort`, `OtherSuccessor`, `ConstraintSeeds`; the system
    /// program's error 0 if it exists.
    pub fn run(&mut self, config: &PlatformConfig) -> Result<()> {
        let account = self.platform.account();
        let init = PlatformInit {
            pool: *self.pool.address(),
            founder: *self.authority.address(),
            treasury: *self.treasury.address(),
            snapshot_epoch_seconds: self.pool.snapshot_epoch_seconds,
            bump: CreatePda {
                payer: self.payer.account(),
                payer_seeds: &[],
                account,
                seeds: &[b"platform", self.pool.address().as_ref()],
                program: &crate::ID,
                space: Account::<Platform>::INIT_SPACE,
                deposit: 0,
            }
            .open()?,
            treasury_bump: bump(
                self.treasury.account(),
                &[TREASURY_SEED, account.address().as_ref()],
                &crate::ID,
            )?,
        };
        let platform = Platform::new(init, config, now()?)?;
        // From the first day it is certain who follows the founder, and when (INVARIANT 25).
        let is_successor =
            self.pool.successor == platform.treasury && self.pool.founder_until == platform.founder_until;
        require!(is_successor, GovernanceError::OtherSuccessor);
        create_pda::write(account, &platform)?;
        let missing = rent_exempt_lamports(0)?.saturating_sub(self.treasury.account().lamports());
        if missing > 0 {
            Transfer { from: self.payer.account(), to: self.treasury.account(), lamports: missing }
                .invoke()?;
        }
        log(&PlatformCreated {
            platform: *account.address(),
            pool: platform.pool,
            founder: platform.founder,
            treasury: platform.treasury,
            guardian: platform.guardian,
            guardian_until: platform.guardian_until,
            founder_until: platform.founder_until,
        });
        Ok(())
    }
}

//! Found a platform on a pool. The pool's authority signs, so nobody can found it in its place.

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*, system_program};
use makerstake_equity::Pool;

use crate::{
    clock::now,
    errors::GovernanceError,
    events::PlatformCreated,
    state::{
        platform::{Charter, Foundation},
        Platform,
    },
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
    #[account(init, payer = payer, seeds = [b"platform", pool.address()], bump)]
    pub platform: Account<Platform>,
    /// Will hold and sign for every asset.
    #[account(mut, seeds = [b"treasury", platform.address()], bump)]
    pub treasury: SystemAccount,
    pub system_program: Program<System>,
}

impl CreatePlatform {
    /// Writes the platform, and makes the treasury's address rent-exempt so that small sums can go there.
    ///
    /// # Errors
    /// `NoConstitution`, `InvalidSeatRule`, `InvalidFounderPeriod`, `InvalidGuardian`; the system program's error 0 if it
    /// exists.
    pub fn run(&mut self, charter: &Charter, bumps: &CreatePlatformBumps) -> Result<()> {
        let foundation = Foundation {
            pool: *self.pool.address(),
            founder: *self.authority.address(),
            treasury: *self.treasury.address(),
            bump: bumps.platform,
            treasury_bump: bumps.treasury,
        };
        self.platform.init(foundation, charter, now()?)?;
        let missing = rent_exempt_lamports(0)?.saturating_sub(self.treasury.account().lamports());
        if missing > 0 {
            let accounts = system_program::Transfer {
                from: self.payer.cpi_handle_mut(),
                to: self.treasury.cpi_handle_mut(),
            };
            system_program::transfer(CpiContext::new(self.system_program.address(), accounts), missing)?;
        }
        emit!(PlatformCreated {
            platform: *self.platform.address(),
            pool: self.platform.pool,
            founder: self.platform.founder,
            treasury: self.platform.treasury,
            guardian: self.platform.guardian,
            guardian_until: self.platform.guardian_until,
            founder_until: self.platform.founder_until,
        });
        Ok(())
    }
}

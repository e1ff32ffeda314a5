//! Every address of a platform follows from its mint.

use makerstake_sdk::generated::equity::accounts::Pool;
use makerstake_sdk::programs::Program;
use solana_pubkey::Pubkey;

/// The addresses of one platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The share mint.
    pub mint: Pubkey,
    /// The pool.
    pub pool: Pubkey,
    /// The token account that backs every share.
    pub vault: Pubkey,
    /// The token account that holds dividends.
    pub dividend_vault: Pubkey,
    /// The platform.
    pub platform: Pubkey,
    /// The address that holds and signs for every asset of the platform.
    pub treasury: Pubkey,
}

impl Addresses {
    /// The addresses that follow from a mint.
    pub fn of(mint: &Pubkey) -> Self {
        let equity = |seeds: &[&[u8]]| Pubkey::find_program_address(seeds, &Program::Equity.id()).0;
        let governance = |seeds: &[&[u8]]| Pubkey::find_program_address(seeds, &Program::Governance.id()).0;
        let pool = Pool::find_pda(mint).0;
        let platform = governance(&[b"platform", pool.as_ref()]);
        Self {
            mint: *mint,
            pool,
            vault: equity(&[b"vault", pool.as_ref()]),
            dividend_vault: equity(&[b"dividends", pool.as_ref()]),
            platform,
            treasury: governance(&[b"treasury", platform.as_ref()]),
        }
    }

    /// The track of this id.
    pub fn track(&self, id: u8) -> Pubkey {
        Pubkey::find_program_address(&[b"track", self.platform.as_ref(), &[id]], &Program::Governance.id()).0
    }
}

//! Every address of a platform follows from its share mint.

use solana_pubkey::Pubkey;

use crate::addresses;
use crate::programs::Program;

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
        let pool = addresses::pool(mint);
        let platform = governance(&[b"platform", pool.as_ref()]);
        Self {
            mint: *mint,
            pool,
            vault: equity(&[b"vault", pool.as_ref()]),
            dividend_vault: equity(&[b"dividends", pool.as_ref()]),
            platform,
            treasury: treasury(&platform),
        }
    }

    /// The position of a holder.
    pub fn position(&self, holder: &Pubkey) -> Pubkey {
        addresses::position(&self.pool, holder)
    }

    /// A grant.
    pub fn grant(&self, holder: &Pubkey, id: u32) -> Pubkey {
        equity(&[b"grant", self.pool.as_ref(), holder.as_ref(), &id.to_le_bytes()])
    }

    /// The track of this id.
    pub fn track(&self, id: u8) -> Pubkey {
        governance(&[b"track", self.platform.as_ref(), &[id]])
    }

    /// The voter account of a holder.
    pub fn voter(&self, holder: &Pubkey) -> Pubkey {
        governance(&[b"voter", self.platform.as_ref(), holder.as_ref()])
    }

    /// A proposal.
    pub fn proposal(&self, proposer: &Pubkey, nonce: u32) -> Pubkey {
        governance(&[b"proposal", self.platform.as_ref(), proposer.as_ref(), &nonce.to_le_bytes()])
    }

    /// The budget of this id.
    pub fn budget(&self, id: u32) -> Pubkey {
        governance(&[b"budget", self.platform.as_ref(), &id.to_le_bytes()])
    }

    /// The rule of this id.
    pub fn rule(&self, id: u16) -> Pubkey {
        governance(&[b"rule", self.platform.as_ref(), &id.to_le_bytes()])
    }
}

fn equity(seeds: &[&[u8]]) -> Pubkey {
    Pubkey::find_program_address(seeds, &Program::Equity.id()).0
}

/// The treasury of a platform.
pub fn treasury(platform: &Pubkey) -> Pubkey {
    governance(&[b"treasury", platform.as_ref()])
}

fn governance(seeds: &[&[u8]]) -> Pubkey {
    Pubkey::find_program_address(seeds, &Program::Governance.id()).0
}

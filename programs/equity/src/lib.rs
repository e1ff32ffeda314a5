//! Who owns how much of a platform: emission, claims, grants, positions, delegation and dividends.
//!
//! Shares are book entries in positions, backed one for one by tokens in the pool's vault. This program knows nothing of
//! proposals, rules or treasuries; its pool's authority may be one.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod clock;
pub mod errors;
pub mod events;
pub mod sha256;
pub mod state;

pub use errors::EquityError;
pub use state::{Distribution, Grant, Outcome, Pool, Position};

declare_id!("2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k");

#[program]
pub mod makerstake_equity {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
    pub pool: Account<Pool>,
    pub position: Account<Position>,
    pub grant: Account<Grant>,
    pub distribution: Account<Distribution>,
}

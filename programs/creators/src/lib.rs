//! Who someone is: one portable identity per creator, its name, its keys and their recovery.
//!
//! A creator's address is derived from a genesis key and never changes; the authority that acts for it can. This
//! program knows nothing of platforms, tokens or votes.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod clock;
pub mod errors;
pub mod events;
pub mod sha256;
pub mod state;

pub use errors::CreatorError;
pub use state::{Creator, Handle};

declare_id!("BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY");

#[program]
pub mod makerstake_creators {
    use super::*;
    pub fn ping(ctx: &mut Context<Ping>) -> Result<()> {
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Ping {
    pub who: Signer,
    pub creator: Account<Creator>,
}

//! Who someone is: one portable identity per creator, its name, its keys and their recovery.
//!
//! A creator's address is derived from a genesis key and never changes; the authority that acts for it can. This
//! program knows nothing of platforms, tokens or votes.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod state;

pub use errors::CreatorError;
pub use instructions::*;
pub use state::{Creator, Handle};

declare_id!("BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake creators");

#[cfg(not(feature = "library"))]
#[program]
pub mod makerstake_creators {
    use super::*;

    /// Registers a creator under its genesis key, with the padded handle `name` (zeros: none) and the recovery key
    /// (zeros: none).
    #[inline(always)]
    pub fn register(ctx: &mut Context<Register>, name: [u8; 32], recovery: Address) -> Result<()> {
        ctx.accounts.run(name, recovery, &ctx.bumps)
    }

    /// Writes the address and the hash of the profile document, or clears both.
    pub fn update_profile(ctx: &mut Context<UpdateProfile>, uri: String, hash: [u8; 32]) -> Result<()> {
        ctx.accounts.run(uri, hash)
    }

    /// Offers the authority to a successor.
    #[inline(always)]
    pub fn offer_authority(ctx: &mut Context<ChangeKeys>, successor: Address) -> Result<()> {
        ctx.accounts.offer_authority(successor)
    }

    /// Accepts the offered authority.
    #[inline(always)]
    pub fn accept_authority(ctx: &mut Context<Succeed>) -> Result<()> {
        ctx.accounts.accept_authority()
    }

    /// Takes back an offer.
    pub fn withdraw_offer(ctx: &mut Context<StopChange>) -> Result<()> {
        ctx.accounts.withdraw_offer()
    }

    /// Sets, replaces or (zeros) removes the recovery key.
    pub fn set_recovery_key(ctx: &mut Context<ChangeKeys>, key: Address) -> Result<()> {
        ctx.accounts.set_recovery_key(key)
    }

    /// Accepts the recovery key's place.
    pub fn accept_recovery_key(ctx: &mut Context<Succeed>) -> Result<()> {
        ctx.accounts.accept_recovery_key()
    }

    /// Begins to replace a lost authority.
    pub fn begin_recovery(ctx: &mut Context<BeginRecovery>, successor: Address) -> Result<()> {
        ctx.accounts.begin_recovery(successor)
    }

    /// Stops a recovery.
    pub fn cancel_recovery(ctx: &mut Context<StopChange>) -> Result<()> {
        ctx.accounts.cancel_recovery()
    }

    /// Completes a recovery after its 7 days.
    pub fn finish_recovery(ctx: &mut Context<Succeed>) -> Result<()> {
        ctx.accounts.finish_recovery()
    }

    /// Takes a free handle, padded with zeros to 32 bytes.
    pub fn claim_handle(ctx: &mut Context<ClaimHandle>, name: [u8; 32]) -> Result<()> {
        ctx.accounts.run(name, &ctx.bumps)
    }

    /// Lets a handle go.
    pub fn release_handle(ctx: &mut Context<ReleaseHandle>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Takes back a handle that was let go.
    pub fn reclaim_handle(ctx: &mut Context<ReclaimHandle>, name: [u8; 32]) -> Result<()> {
        ctx.accounts.run(name)
    }

    /// Frees a handle that has rested.
    pub fn free_handle(ctx: &mut Context<FreeHandle>) -> Result<()> {
        ctx.accounts.run()
    }
}

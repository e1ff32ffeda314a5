//! What was made, by whom, since when: one work, its revisions, or a million in one batch.
//!
//! An attestation proves that a creator's authority stated, no later than a slot, that bytes of this hash are its
//! work. It does not prove that the statement is true; among rival statements the earlier slot wins. This program
//! knows nothing of platforms, tokens or votes.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod state;

pub use errors::AttestationError;
pub use instructions::*;
pub use makerstake_common::sha256;
pub use state::{Attestation, AttestorPermission, Batch, Endorsement};

declare_id!("8FQrMK5sND8GJh9oLBokpmuDEoRaynf3TDWzqQ1LnK3Y");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake attestations");

#[cfg(not(feature = "library"))]
#[program]
pub mod makerstake_attestations {
    use super::*;

    /// Says that an attestation no longer stands.
    #[inline(always)]
    pub fn revoke(ctx: &mut Context<Revoke>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Attests one work: its content hash, the hash of its metadata (zeros: none), and its kind.
    #[inline(always)]
    pub fn attest(ctx: &mut Context<Attest>, content: [u8; 32], metadata: [u8; 32], kind: u8) -> Result<()> {
        ctx.accounts.run(state::Statement { content, metadata, kind })
    }

    /// Attests a new version of a work in place of the newest one.
    pub fn revise(ctx: &mut Context<Revise>, content: [u8; 32], metadata: [u8; 32]) -> Result<()> {
        ctx.accounts.run(content, metadata)
    }

    /// Attests the leaves of a tree by its root.
    pub fn attest_batch(
        ctx: &mut Context<AttestBatch>,
        root: [u8; 32],
        data_hash: [u8; 32],
        leaves: u32,
    ) -> Result<()> {
        ctx.accounts.run(root, data_hash, leaves, &ctx.bumps)
    }

    /// Turns a leaf into an attestation; the siblings of its proof come lowest first.
    pub fn promote(
        ctx: &mut Context<Promote>,
        content: [u8; 32],
        metadata: [u8; 32],
        kind: u8,
        nonce: [u8; 16],
        proof: Vec<[u8; 32]>,
    ) -> Result<()> {
        ctx.accounts.run(state::Statement { content, metadata, kind }, nonce, &proof)
    }

    /// Vouches for another creator's attestation.
    pub fn endorse(ctx: &mut Context<Endorse>) -> Result<()> {
        ctx.accounts.run(&ctx.bumps)
    }

    /// Vouches no longer; the account stays for 90 days.
    pub fn withdraw_endorsement(ctx: &mut Context<WithdrawEndorsement>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes an endorsement that was withdrawn 90 days ago.
    pub fn close_endorsement(ctx: &mut Context<CloseEndorsement>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Takes a batch back: nothing more is promoted from it.
    pub fn revoke_batch(ctx: &mut Context<RevokeBatch>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Permits another creator to attest for this one: which of its permissions this is (a number not used before), what
    /// for (a sum of 1 attest, 2 revise, 4 batches), and the unix times from which it stands and stands no more.
    pub fn set_attestor(
        ctx: &mut Context<SetAttestor>,
        number: u32,
        scope: u8,
        from: i64,
        until: i64,
    ) -> Result<()> {
        ctx.accounts.run(number, scope, from, until, &ctx.bumps)
    }

    /// Permits no longer.
    pub fn revoke_attestor(ctx: &mut Context<RevokeAttestor>) -> Result<()> {
        ctx.accounts.run()
    }
}

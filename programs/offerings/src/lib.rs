//! Investors buy shares from the owners, at terms the owners voted: one price for all, no first come, no discretion.
//!
//! An offering takes commitments in quote tokens for a time, then allots shares from two totals, pays the treasury and gives the
//! rest back. What was bought waits here until it vests, and is then deposited into the investor's position. This program
//! knows platforms and pools; it knows nothing of proposals.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod clock;
pub mod credential;
pub mod equity_cpi;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod state;
pub mod tokens;

pub use errors::OfferingError;
pub use instructions::*;
pub use state::{Commitment, Offering, OfferingBook, OfferingTerms};

declare_id!("6k5zAodSzBzbqcBYAreZfKR4cW3mbTqpPFyMG1C5nqgb");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake offerings");

#[program]
pub mod makerstake_offerings {
    use super::*;

    /// Commits quote tokens; the siblings of a list's proof come lowest first, and its cap is 0 behind another gate.
    pub fn commit(ctx: &mut Context<Commit>, amount: u64, cap: u64, proof: Vec<[u8; 32]>) -> Result<()> {
        ctx.accounts.run(amount, cap, &proof)
    }

    /// Takes a commitment back, in part or in full.
    pub fn uncommit(ctx: &mut Context<Uncommit>, amount: u64) -> Result<()> {
        ctx.accounts.run(amount)
    }

    /// Names another account for refunds.
    pub fn set_refund_account(ctx: &mut Context<SetRefundAccount>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Marks a commitment of an insider: it does not count towards the minimum.
    pub fn mark_insider(ctx: &mut Context<MarkInsider>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Writes down what a commitment buys, and pays the treasury.
    pub fn settle(ctx: &mut Context<Settle>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays back what a commitment did not buy.
    pub fn refund(ctx: &mut Context<Refund>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Deposits what has vested into the investor's position.
    pub fn release(ctx: &mut Context<Release>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Opens an offering of the treasury's shares under the next number.
    pub fn open_offering(ctx: &mut Context<OpenOffering>, number: u32, terms: OfferingTerms) -> Result<()> {
        ctx.accounts.run(number, &terms, &ctx.bumps)
    }

    /// Stops an offering before its window is over.
    pub fn stop_offering(ctx: &mut Context<StopOffering>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Decides an offering: filled or failed.
    pub fn close_offering(ctx: &mut Context<CloseOffering>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Brings unsold shares back to the treasury.
    pub fn return_unsold(ctx: &mut Context<ReturnUnsold>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes a commitment that is settled, paid and released.
    pub fn close_commitment(ctx: &mut Context<CloseCommitment>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes an offering without commitments.
    pub fn close(ctx: &mut Context<Close>) -> Result<()> {
        ctx.accounts.run()
    }
}

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
pub mod instructions;
pub mod pool_cpi;
pub mod state;
pub mod tokens;

pub use errors::EquityError;
pub use instructions::*;
pub use state::{
    distribution::Tree, grant::GrantTerms, Distribution, Fault, Grant, Outcome, Pool, Position, Ruling, Terms,
};

declare_id!("2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake equity");

#[cfg(not(feature = "library"))]
#[program]
pub mod makerstake_equity {
    use super::*;

    /// Claims an epoch's shares for a holder.
    pub fn claim(ctx: &mut Context<Claim>, amount: u64, proof: Vec<[u8; 32]>) -> Result<()> {
        ctx.accounts.run(amount, &proof)
    }

    /// Claims an epoch's shares for the holders of neighbouring leaves, by one proof.
    pub fn claim_range(
        ctx: &mut Context<ClaimRange>,
        places: Vec<Place>,
        proof: Vec<[u8; 32]>,
    ) -> Result<()> {
        let accounts = ctx.remaining_accounts()?;
        ctx.accounts.run(&places, &proof, &accounts)
    }

    /// Turns tokens into shares.
    pub fn deposit(ctx: &mut Context<Deposit>, amount: u64) -> Result<()> {
        ctx.accounts.run(amount)
    }

    /// Takes shares out of a position; the tokens can follow three epochs later.
    pub fn request_withdrawal(ctx: &mut Context<RequestWithdrawal>, amount: u64) -> Result<()> {
        ctx.accounts.run(amount)
    }

    /// Brings shares that are on their way out back into their position.
    pub fn cancel_withdrawal(ctx: &mut Context<CancelWithdrawal>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays out shares that have cooled down.
    pub fn withdraw(ctx: &mut Context<Withdraw>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Lets another holder vote with a position's shares.
    pub fn delegate(ctx: &mut Context<Delegate>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Takes a position's votes back.
    pub fn undelegate(ctx: &mut Context<Undelegate>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays out what a position is owed.
    pub fn collect_dividend(ctx: &mut Context<CollectDividend>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Brings what has vested into the holder's position.
    pub fn release_grant(ctx: &mut Context<ReleaseGrant>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Opens a holder's position.
    pub fn open_position(ctx: &mut Context<OpenPosition>) -> Result<()> {
        ctx.accounts.run(&ctx.bumps)
    }

    /// Closes an empty position.
    pub fn close_position(ctx: &mut Context<ClosePosition>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays a dividend in.
    pub fn deposit_dividend(ctx: &mut Context<DepositDividend>, amount: u64) -> Result<()> {
        ctx.accounts.run(amount)
    }

    /// Proposes the next epoch's distribution, with the scorer's bond on it.
    pub fn propose_distribution(ctx: &mut Context<ProposeDistribution>, args: ProposalArgs) -> Result<()> {
        ctx.accounts.run(args, &ctx.bumps)
    }

    /// Says that the open distribution's root is wrong, with an equal bond on it.
    pub fn challenge_distribution(
        ctx: &mut Context<ChallengeDistribution>,
        evidence_hash: [u8; 32],
    ) -> Result<()> {
        ctx.accounts.run(evidence_hash)
    }

    /// Stops the open distribution, without a bond.
    pub fn contest_distribution(ctx: &mut Context<ContestDistribution>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Rules on a disputed distribution.
    pub fn resolve_distribution(ctx: &mut Context<ResolveDistribution>, ruling: Ruling) -> Result<()> {
        ctx.accounts.run(ruling)
    }

    /// Ends a dispute on which nobody ruled.
    pub fn expire_distribution(ctx: &mut Context<ExpireDistribution>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Makes a distribution final and mints its allocation into the vault.
    pub fn finalize_distribution(ctx: &mut Context<FinalizeDistribution>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Burns what nobody claimed in time.
    pub fn sweep_distribution(ctx: &mut Context<SweepDistribution>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays out what somebody is due of the bonds of a distribution that has ended.
    pub fn collect_bond(ctx: &mut Context<CollectBond>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Makes a grant to `holder` under `id`.
    pub fn create_grant(
        ctx: &mut Context<CreateGrant>,
        holder: Address,
        id: u32,
        terms: GrantTerms,
    ) -> Result<()> {
        ctx.accounts.run(holder, id, &terms, &ctx.bumps)
    }

    /// Ends a revocable grant with what has vested.
    pub fn revoke_grant(ctx: &mut Context<RevokeGrant>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Lets a grant vest fully at `end`, sooner than before.
    pub fn accelerate_grant(ctx: &mut Context<AccelerateGrant>, end: i64) -> Result<()> {
        ctx.accounts.run(end)
    }

    /// Gives a grant to another holder, 7 days from now.
    pub fn transfer_grant(ctx: &mut Context<TransferGrant>, holder: Address) -> Result<()> {
        ctx.accounts.run(holder)
    }

    /// Leaves a grant with its holder, by the recovery key.
    pub fn cancel_grant_transfer(ctx: &mut Context<CancelGrantTransfer>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes a grant that has released all its shares.
    pub fn close_grant(ctx: &mut Context<CloseGrant>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Issues tokens out of the treasury bucket.
    pub fn issue_treasury(ctx: &mut Context<IssueTreasury>, amount: u64) -> Result<()> {
        ctx.accounts.run(amount)
    }

    /// Gives the pool another scorer.
    pub fn set_scorer(ctx: &mut Context<SetScorer>, scorer: Address) -> Result<()> {
        ctx.accounts.run(scorer)
    }

    /// Hands the pool over to its successor, once.
    pub fn hand_over(ctx: &mut Context<HandOver>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Founds a pool on a share mint, on terms that never change.
    pub fn create_pool(
        ctx: &mut Context<CreatePool>,
        scorer: Address,
        successor: Address,
        terms: Terms,
    ) -> Result<()> {
        ctx.accounts.run((scorer, successor), &terms, &ctx.bumps)
    }
}

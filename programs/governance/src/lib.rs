//! What the owners decide: a platform's tracks, proposals, two houses, treasury, budgets and rulebook.
//!
//! The weights come from the equity program's accounts, read as they stood in the snapshot epoch a proposal was created in.
//! This program knows nothing of how equity was earned.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod clock;
pub mod code;
pub mod errors;
pub mod events;
pub mod instructions;
pub mod recipient;
pub mod state;
pub mod treasury;

pub use errors::GovernanceError;
pub use instructions::*;
pub use state::{platform::PlatformConfig, Budget, Platform, Proposal, Rule, Track, TrackTerms, Voter};

declare_id!("DS7cgCvnfDunhk4ZjUGq6mL6r4HEmgx2b6tGMdf4eBsZ");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake governance");

#[cfg(not(feature = "library"))]
#[program]
pub mod makerstake_governance {
    use super::*;

    /// Casts or changes a ballot, in both houses at once.
    pub fn cast_vote(ctx: &mut Context<CastVote>, number: u32, choice: u8) -> Result<()> {
        ctx.accounts.run(number, choice)
    }

    /// Proposes, with the actions inline or by hash.
    #[cfg(not(feature = "idl-build"))]
    pub fn create_proposal(
        ctx: &mut Context<CreateProposal>,
        nonce: u32,
        title: &str,
        uri: &str,
        actions: &[u8],
        document_hash: [u8; 32],
        by_hash: Option<ByHash>,
    ) -> Result<()> {
        // Only where spending is limited is it measured against what the treasury has.
        let balances = if ctx.accounts.track.is_capped() { ctx.remaining_accounts()? } else { Vec::new() };
        let text = Text { title, uri, document_hash };
        ctx.accounts.run(nonce, &text, actions, by_hash, &balances)
    }

    /// Proposes, with the actions inline or by hash.
    //
    // The same to the byte: Anchor can describe a `String` to clients, but no `&str`, which costs less to read.
    #[cfg(feature = "idl-build")]
    pub fn create_proposal(
        ctx: &mut Context<CreateProposal>,
        nonce: u32,
        title: String,
        uri: String,
        actions: &[u8],
        document_hash: [u8; 32],
        by_hash: Option<ByHash>,
    ) -> Result<()> {
        // Only where spending is limited is it measured against what the treasury has.
        let balances = if ctx.accounts.track.is_capped() { ctx.remaining_accounts()? } else { Vec::new() };
        let text = Text { title: &title, uri: &uri, document_hash };
        ctx.accounts.run(nonce, &text, actions, by_hash, &balances)
    }

    /// Withdraws a proposal before voting.
    pub fn cancel_proposal(ctx: &mut Context<CancelProposal>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Decides a proposal, when its vote is over.
    pub fn finalize_proposal(ctx: &mut Context<FinalizeProposal>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Blocks a proposal of a marked track.
    pub fn block_proposal(ctx: &mut Context<BlockProposal>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Stops a distribution until the owners have ruled on it.
    pub fn contest_distribution(ctx: &mut Context<ContestDistribution>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes a proposal at its end.
    pub fn close_proposal(ctx: &mut Context<CloseProposal>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Executes a transfer of lamports.
    pub fn execute_transfer(ctx: &mut Context<ExecuteTransfer>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes a transfer of tokens.
    pub fn execute_token_transfer(ctx: &mut Context<ExecuteTokenTransfer>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the writing or the end of a rule.
    pub fn execute_rule(ctx: &mut Context<ExecuteRule>, id: u16, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(id, payload)
    }

    /// Executes the opening of a budget.
    pub fn execute_open_budget(ctx: &mut Context<ExecuteOpenBudget>, id: u32, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(id, payload)
    }

    /// Executes a change of a budget.
    pub fn execute_budget(ctx: &mut Context<ExecuteBudget>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the writing of a track.
    pub fn execute_track(ctx: &mut Context<ExecuteTrack>, id: u8, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(id, payload)
    }

    /// Executes what concerns the platform alone: constitution, guardian, words.
    pub fn execute_platform(ctx: &mut Context<ExecutePlatform>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the naming of a scorer.
    pub fn execute_scorer(ctx: &mut Context<ExecuteScorer>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the decision of a challenged distribution.
    pub fn execute_ruling(ctx: &mut Context<ExecuteRuling>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the creation of a grant.
    pub fn execute_create_grant(ctx: &mut Context<ExecuteCreateGrant>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the revocation of a grant.
    pub fn execute_revoke_grant(ctx: &mut Context<ExecuteRevokeGrant>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the issue of shares to the treasury.
    pub fn execute_issue_treasury(ctx: &mut Context<ExecuteIssueTreasury>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes the replacement of a program's code.
    pub fn execute_upgrade(ctx: &mut Context<ExecuteUpgrade>, payload: &[u8]) -> Result<()> {
        ctx.accounts.run(payload)
    }

    /// Executes a call of any program, with the accounts that follow.
    pub fn execute_invoke(ctx: &mut Context<ExecuteInvoke>, payload: &[u8]) -> Result<()> {
        let accounts = ctx.remaining_accounts()?;
        ctx.accounts.run(payload, &accounts)
    }

    /// Pays what a budget in lamports has accrued.
    pub fn draw(ctx: &mut Context<Draw>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Pays what a budget in tokens has accrued.
    pub fn draw_tokens(ctx: &mut Context<DrawTokens>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Reports on a budget.
    pub fn report(ctx: &mut Context<Report>, hash: [u8; 32], uri: String) -> Result<()> {
        ctx.accounts.run(hash, uri)
    }

    /// Closes a budget that is over.
    pub fn close_budget(ctx: &mut Context<CloseBudget>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Hands the pool over to the treasury, once.
    pub fn hand_over(ctx: &mut Context<HandOverPool>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Opens a holder's voter account.
    pub fn open_voter(ctx: &mut Context<OpenVoter>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Closes a voter account that nothing depends on.
    pub fn close_voter(ctx: &mut Context<CloseVoter>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Founds a platform on a pool.
    pub fn create_platform(ctx: &mut Context<CreatePlatform>, config: PlatformConfig) -> Result<()> {
        ctx.accounts.run(&config)
    }

    /// Creates a track, during the founder period.
    pub fn create_track(ctx: &mut Context<CreateTrack>, id: u8, terms: TrackTerms) -> Result<()> {
        ctx.accounts.run(id, &terms)
    }
}

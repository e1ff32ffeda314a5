//! An example of a program that calls all four: it registers a creator, attests a work, deposits shares and casts a vote in the name
//! of whoever signs. It checks nothing, because what it calls does; it is built for a test and never deployed.
#![forbid(unsafe_code)]

use anchor_lang::{prelude::*, CpiContext};
use makerstake_interface::{attestations, creators, equity, governance};
use sbf_builtins as _;

declare_id!("Ca11erCa11erCa11erCa11erCa11erCa11erCa11er1");

/// Accounts of `creators.register`, without a handle.
#[derive(Accounts)]
pub struct Register {
    #[account(mut)]
    pub payer: Signer,
    pub genesis_key: Signer,
    /// CHECK: the called program checks it, as all accounts here.
    #[account(mut)]
    pub creator: UncheckedAccount,
    pub program: Program<creators::program::Creators>,
    pub system_program: Program<System>,
}

/// Accounts of `attestations.attest`, by the creator itself.
#[derive(Accounts)]
pub struct Attest {
    #[account(mut)]
    pub payer: Signer,
    pub authority: Signer,
    /// CHECK: the called program checks it.
    pub creator: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub attestation: UncheckedAccount,
    pub program: Program<attestations::program::Attestations>,
    pub system_program: Program<System>,
}

/// Accounts of `equity.deposit`, of a holder that delegates to nobody.
#[derive(Accounts)]
pub struct Deposit {
    pub owner: Signer,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub pool: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub position: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub source: UncheckedAccount,
    /// CHECK: the called program checks it.
    pub mint: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub vault: UncheckedAccount,
    /// CHECK: the called program checks it.
    pub token_program: UncheckedAccount,
    pub program: Program<equity::program::Equity>,
}

/// Accounts of `governance.cast_vote`, by a wallet that overrides nobody.
#[derive(Accounts)]
pub struct CastVote {
    pub authority: Signer,
    /// CHECK: the called program checks it.
    pub position: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub voter: UncheckedAccount,
    /// CHECK: the called program checks it.
    #[account(mut)]
    pub proposal: UncheckedAccount,
    pub program: Program<governance::program::Governance>,
}

#[program]
pub mod makerstake_caller {
    use super::*;

    /// Registers the genesis key as a creator.
    pub fn register(ctx: &mut Context<Register>) -> Result<()> {
        let of = &mut ctx.accounts;
        let accounts = creators::cpi::accounts::Register {
            payer: of.payer.cpi_handle_mut(),
            genesis_key: of.genesis_key.cpi_handle(),
            creator: of.creator.cpi_handle_mut(),
            handle: None,
            system_program: of.system_program.cpi_handle(),
        };
        creators::cpi::register(CpiContext::new(of.program.address(), accounts), [0; 32], Address::default())
    }

    /// Attests a work of the authority's creator.
    pub fn attest(ctx: &mut Context<Attest>, content: [u8; 32]) -> Result<()> {
        let of = &mut ctx.accounts;
        let accounts = attestations::cpi::accounts::Attest {
            payer: of.payer.cpi_handle_mut(),
            authority: of.authority.cpi_handle(),
            creator: of.creator.cpi_handle(),
            attestor: None,
            permission: None,
            attestation: of.attestation.cpi_handle_mut(),
            system_program: of.system_program.cpi_handle(),
        };
        attestations::cpi::attest(CpiContext::new(of.program.address(), accounts), content, [0; 32], 0)
    }

    /// Deposits shares of the owner.
    pub fn deposit(ctx: &mut Context<Deposit>, amount: u64) -> Result<()> {
        let of = &mut ctx.accounts;
        let accounts = equity::cpi::accounts::Deposit {
            owner: of.owner.cpi_handle(),
            pool: of.pool.cpi_handle_mut(),
            position: of.position.cpi_handle_mut(),
            delegate: None,
            source: of.source.cpi_handle_mut(),
            mint: of.mint.cpi_handle(),
            vault: of.vault.cpi_handle_mut(),
            token_program: of.token_program.cpi_handle(),
        };
        equity::cpi::deposit(CpiContext::new(of.program.address(), accounts), amount)
    }

    /// Casts the authority's vote on the proposal of this number.
    pub fn cast_vote(ctx: &mut Context<CastVote>, number: u32, choice: u8) -> Result<()> {
        let of = &mut ctx.accounts;
        let accounts = governance::cpi::accounts::CastVote {
            authority: of.authority.cpi_handle(),
            creator: None,
            position: of.position.cpi_handle(),
            voter: of.voter.cpi_handle_mut(),
            proposal: of.proposal.cpi_handle_mut(),
            delegate_voter: None,
        };
        governance::cpi::cast_vote(CpiContext::new(of.program.address(), accounts), number, choice)
    }
}

//! Found a pool on a share mint: three buckets under one cap, for ever. The pool becomes the mint's authority.
//!
//! The signer must hold the mint's authority, so nobody can found a pool on somebody else's mint, or before its owner does.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::{log::log, token_state, tokens::VAULT_SPACE};

use crate::{
    clock::now,
    errors::EquityError,
    events::PoolCreated,
    state::{pool::PoolInit, Pool, Terms},
    tokens::{self, Currency},
};

#[derive(Accounts)]
pub struct CreatePool {
    /// Pays the rent of all three accounts; may be the founder.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The mint's present authority: the founder, who governs the pool until it is handed over.
    pub authority: Signer,
    /// The share mint. Read as a mint in `check_mint`, which refuses whatever is none or does not fit.
    #[account(mut)]
    pub mint: UncheckedAccount,
    /// The mint in which dividends are paid. Read as a mint in `check_dividend_mint`.
    pub dividend_mint: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"pool", mint.address()], bump)]
    pub pool: Account<Pool>,
    /// Becomes the vault in `run`.
    #[account(
        init, payer = payer, space = VAULT_SPACE, owner = *token_program.address(),
        seeds = [b"vault", pool.address()], bump
    )]
    pub vault: UncheckedAccount,
    /// Becomes the dividend vault in `run`.
    #[account(
        init, payer = payer, space = VAULT_SPACE, owner = *dividend_token_program.address(),
        seeds = [b"dividends", pool.address()], bump
    )]
    pub dividend_vault: UncheckedAccount,
    /// The token program of the share mint.
    pub token_program: Interface<'static, TokenInterface>,
    /// The token program of the dividend mint.
    pub dividend_token_program: Interface<'static, TokenInterface>,
    pub system_program: Program<System>,
}

impl CreatePool {
    /// Writes the pool and takes the mint's authority.
    ///
    /// # Errors
    /// The rule of mints or of terms that is broken.
    pub fn run(
        &mut self,
        (scorer, successor): (Address, Address),
        terms: &Terms,
        bumps: &CreatePoolBumps,
    ) -> Result<()> {
        let shares = Currency {
            mint: &self.mint,
            decimals: self.check_mint()?,
            program: self.token_program.address(),
        };
        let dividends = Currency {
            mint: &self.dividend_mint,
            decimals: self.check_dividend_mint()?,
            program: self.dividend_token_program.address(),
        };
        tokens::open_vault(&self.vault, &shares, self.vault.address())?;
        tokens::open_vault(&self.dividend_vault, &dividends, self.dividend_vault.address())?;
        let on = PoolInit {
            mint: *self.mint.address(),
            vault: *self.vault.address(),
            authority: *self.authority.address(),
            successor,
            scorer,
            dividend_mint: *self.dividend_mint.address(),
            dividend_vault: *self.dividend_vault.address(),
            decimals: shares.decimals,
            dividend_decimals: dividends.decimals,
            bump: bumps.pool,
            vault_bump: bumps.vault,
            dividend_vault_bump: bumps.dividend_vault,
        };
        let (pool, mint, authority) = (*self.pool.address(), on.mint, on.authority);
        self.pool.init(on, terms, now()?)?;
        self.pool.check()?;
        tokens::take_mint(self.token_program.address(), &self.mint, &self.authority, &pool)?;
        let founder_until = terms.founder_until;
        log(&PoolCreated { pool, mint, authority, successor, scorer, founder_until });
        Ok(())
    }

    /// That the share mint is new, has no key that could freeze the vault or rename the shares, and takes no part of
    /// a transfer. Returns its decimals.
    fn check_mint(&self) -> Result<u8> {
        let view = *self.mint.account();
        require!(view.owned_by(self.token_program.address()), EquityError::WrongTokenProgram);
        let mint =
            token_state::mint(&view.try_borrow()?, view.address().as_array()).ok_or(EquityError::NotAMint)?;
        require!(mint.authority == Some(*self.authority.address().as_array()), EquityError::NotMintAuthority);
        require!(mint.supply == 0, EquityError::MintHasSupply);
        require!(!mint.can_freeze, EquityError::MintHasFreezeAuthority);
        require!(mint.fits_shares, EquityError::MintExtension);
        require!(mint.is_named_by(self.pool.address().as_array()), EquityError::MintMetadataAuthority);
        Ok(mint.decimals)
    }

    /// That dividends are paid in a mint whose transfers arrive whole. That it is not the share mint follows from the accounts:
    /// that one is writable, and no account may stand in its slot and in another. Its own freeze authority, as the large stable
    /// coins have, is its holders' affair. Returns its decimals.
    fn check_dividend_mint(&self) -> Result<u8> {
        let view = *self.dividend_mint.account();
        require!(view.owned_by(self.dividend_token_program.address()), EquityError::WrongTokenProgram);
        let mint =
            token_state::mint(&view.try_borrow()?, view.address().as_array()).ok_or(EquityError::NotAMint)?;
        require!(mint.fits_dividends, EquityError::DividendMintExtension);
        Ok(mint.decimals)
    }
}

//! Make a grant out of the grants bucket. Its shares are minted into the vault now, and enter a position as they vest:
//! until then they neither vote nor earn dividends.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use crate::{
    clock::now,
    errors::EquityError,
    events::GrantCreated,
    state::{grant::GrantTerms, Grant, Pool},
    tokens,
};

#[derive(Accounts)]
#[instruction(holder: Address, id: u32)]
pub struct CreateGrant {
    /// Pays the rent; may be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    /// The share mint: its address suffices.
    #[account(mut, address = pool.mint @ EquityError::WrongMint)]
    pub mint: UncheckedAccount,
    /// The vault: its address suffices.
    #[account(mut, address = pool.vault @ EquityError::WrongVault)]
    pub vault: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"grant", pool.address(), holder, id.to_le_bytes()], bump)]
    pub grant: Account<Grant>,
    pub token_program: Interface<'static, TokenInterface>,
    pub system_program: Program<System>,
}

impl CreateGrant {
    /// Writes the grant and mints its shares into the vault.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `ZeroKey`, `ZeroAmount`, `InvalidSchedule`, `AboveBucket`; the system program's error 0 if the id is
    /// taken.
    pub fn run(
        &mut self,
        holder: Address,
        id: u32,
        terms: &GrantTerms,
        bumps: &CreateGrantBumps,
    ) -> Result<()> {
        let payer = *self.payer.address();
        let now = now()?;
        self.pool.check_governed(now)?;
        self.grant.init(*self.pool.address(), (holder, id), payer, terms, (now, bumps.grant))?;
        self.pool.open_grant(terms.total)?;
        self.pool.check()?;
        tokens::mint_to(self.token_program.address(), &self.mint, &self.vault, &self.pool, terms.total)?;
        log(&GrantCreated {
            pool: *self.pool.address(),
            grant: *self.grant.address(),
            holder,
            total: terms.total,
            start: terms.start,
            cliff: terms.cliff,
            end: terms.end,
            id,
            is_revocable: u16::from(terms.is_revocable),
            is_transferable: u16::from(terms.is_transferable),
        });
        Ok(())
    }
}

//! Deposit what has vested of a commitment into the investor's position, opened if it is missing: anyone may. Bought shares are never
//! earned, and what has not vested is in no position: it neither votes nor earns.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::TokenInterface;
use makerstake_common::log::log;

use super::accounts::*;
use crate::{clock::now, equity_cpi, errors::OfferingError, events::Released, state::Equity, tokens};

#[derive(Accounts)]
pub struct Release {
    /// Pays for a position that is opened, and gets its rent when it closes.
    #[account(mut)]
    pub payer: Signer,
    pub commitment_of: Nested<CommitmentOf>,
    /// Who buys: its position gets the shares.
    #[account(address = commitment_of.commitment.investor @ OfferingError::NotInvestor)]
    pub investor: UncheckedAccount,
    /// Holds the shares. Its address is not derived, which would cost more than a tenth: from whichever token account of the offering's
    /// address they come, the investor gets them, and what stays in the stock is the treasury's.
    #[account(mut)]
    pub stock: UncheckedAccount,
    /// The pool; equity reads and writes it.
    #[account(mut, address = commitment_of.offering.pool @ OfferingError::WrongPool)]
    pub pool: UncheckedAccount,
    /// The investor's position: equity derives or `check_position` reads it.
    #[account(mut)]
    pub position: UncheckedAccount,
    /// The position of the investor's delegate, if it has one; equity checks it.
    #[account(mut)]
    pub delegate: Option<UncheckedAccount>,
    /// The share mint; equity checks it.
    pub mint: UncheckedAccount,
    /// The pool's vault; equity checks it.
    #[account(mut)]
    pub vault: UncheckedAccount,
    pub token_program: Interface<'static, TokenInterface>,
    pub equity_program: Program<Equity>,
    pub system_program: Program<System>,
}

impl Release {
    /// Deposits the shares.
    ///
    /// # Errors
    /// `NothingVested`, `WrongPosition`; equity's.
    pub fn run(&mut self) -> Result<()> {
        self.open_position()?;
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let shares = commitment.release(offering.vesting()?, now()?)?;
        offering.release(shares)?;
        commitment.check()?;
        offering.check()?;
        let delegate = self.delegate.as_ref().map_or(self.equity_program.account(), |one| one.account());
        let accounts = [
            offering.account(),
            self.pool.account(),
            self.position.account(),
            delegate,
            self.stock.account(),
            self.mint.account(),
            self.vault.account(),
            self.token_program.account(),
        ];
        tokens::signed(offering, |signers| equity_cpi::deposit(accounts, shares, signers))?;
        log(&Released {
            offering: *offering.address(),
            commitment: *commitment.address(),
            investor: commitment.investor,
            shares,
        });
        Ok(())
    }

    /// Opens the position, if it is missing; compares it, if it is not. Equity compares its pool.
    fn open_position(&self) -> Result<()> {
        let view = self.position.account();
        if view.owned_by(&makerstake_equity::ID) {
            let position = Account::<makerstake_equity::Position>::load(*view)
                .map_err(|_| OfferingError::WrongPosition)?;
            let is_own = position.holder == *self.investor.address();
            require!(is_own, OfferingError::WrongPosition);
            return Ok(());
        }
        equity_cpi::open_position([
            self.payer.account(),
            self.pool.account(),
            self.investor.account(),
            view,
            self.system_program.account(),
        ])
    }
}

//! Hand the pool over from its founder to its successor, once and for ever. Before the deadline both sign, so that the
//! successor's own conditions hold; at the deadline anybody does it, unconditionally.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{clock::now, errors::EquityError, events::HandedOver, state::Pool};

#[derive(Accounts)]
pub struct HandOver {
    /// The founder. Signs before the deadline: `run` asks for it.
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: UncheckedAccount,
    /// Who governs from then on. Signs before the deadline: `run` asks for it.
    #[account(address = pool.successor @ EquityError::NotSuccessor)]
    pub successor: UncheckedAccount,
    #[account(mut)]
    pub pool: Account<Pool>,
}

impl HandOver {
    /// Writes the authority.
    ///
    /// # Errors
    /// `HandedOver` the second time, `NotAuthority` when one of both has not signed before the deadline.
    pub fn run(&mut self) -> Result<()> {
        let have_both_signed = self.authority.account().is_signer() && self.successor.account().is_signer();
        self.pool.hand_over(have_both_signed, now()?)?;
        self.pool.check()?;
        log(&HandedOver { pool: *self.pool.address(), authority: *self.successor.address() });
        Ok(())
    }
}

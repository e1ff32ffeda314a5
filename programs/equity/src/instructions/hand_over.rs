//! Hand the pool over from its founder to what governs it from then on, once and for ever. Both sign, so it cannot be
//! lost to a key that nobody holds.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{errors::EquityError, events::HandedOver, state::Pool};

#[derive(Accounts)]
pub struct HandOver {
    #[account(address = pool.authority @ EquityError::NotAuthority)]
    pub authority: Signer,
    pub new_authority: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
}

impl HandOver {
    /// Writes the authority.
    ///
    /// # Errors
    /// `HandedOver` the second time, `SameHolder` when it is the founder's own key.
    pub fn run(&mut self) -> Result<()> {
        let authority = *self.new_authority.address();
        self.pool.hand_over(authority)?;
        log(&HandedOver { pool: *self.pool.address(), authority });
        Ok(())
    }
}

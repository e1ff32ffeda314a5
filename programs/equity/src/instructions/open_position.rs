//! Open a holder's position: anyone may, for anyone, and the payer gets the rent back when it is closed.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{
    events::PositionOpened,
    state::{Pool, Position},
};

#[derive(Accounts)]
pub struct OpenPosition {
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub pool: Account<Pool>,
    /// The holder, a wallet or a creator: any address, because being given shares harms nobody.
    pub holder: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"position", pool.address(), holder.address()], bump)]
    pub position: Account<Position>,
    pub system_program: Program<System>,
}

impl OpenPosition {
    /// Writes an empty position.
    ///
    /// # Errors
    /// `ZeroKey`, `HolderGoverns`; the system program's error 0 if it exists.
    pub fn run(&mut self, bumps: &OpenPositionBumps) -> Result<()> {
        let (pool, holder) = (*self.pool.address(), *self.holder.address());
        self.pool.check_holder(&holder)?;
        *self.position = Position::new(pool, holder, *self.payer.address(), bumps.position)?;
        log(&PositionOpened { pool, position: *self.position.address(), holder });
        Ok(())
    }
}

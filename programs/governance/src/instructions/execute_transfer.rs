//! Execute the next action of a proposal that passed, where it is a transfer of lamports: anyone may. A wallet that
//! cannot be paid is skipped, and the next action goes on (INVARIANT 24).

use anchor_lang::{cpi::rent_exempt_lamports, prelude::*};
use makerstake_common::clock::now;
use makerstake_core::action::Kind;

use super::accounts::*;
use crate::{errors::GovernanceError, recipient::refuses_lamports, state::Metered, treasury};

#[derive(Accounts)]
pub struct ExecuteTransfer {
    pub spending: Nested<Spending>,
    /// The wallet that was voted on; `refuses_lamports` looks at what it is. A program or the treasury, which are skipped, could
    /// not be given as another account to write to.
    #[cfg_attr(feature = "idl-build", account(mut))]
    pub recipient: UncheckedAccount,
    pub system_program: Program<System>,
}

impl ExecuteTransfer {
    /// Pays. `payload` is empty for a proposal with inline actions.
    ///
    /// # Errors
    /// Those of a proposal that is not executable now; `WrongAction`, `WrongRecipient`,
    /// `InsufficientTreasury`, `AboveActionLimit`, `AboveEpochLimit`.
    pub fn run(&mut self, payload: &[u8]) -> Result<()> {
        let now = now()?;
        let Spending { pool, platform, track, proposal, treasury } = &mut *self.spending;
        let voted = (None, self.recipient.address());
        let DuePayment { index, amount } = next_payment(proposal, voted, payload, now)?;
        let rent = rent_exempt_lamports(0)?;
        if refuses_lamports(platform, self.recipient.account(), (amount, rent))? {
            skip(proposal, index);
            return Ok(());
        }
        // All but what keeps its address alive.
        let spendable = treasury.account().lamports().saturating_sub(rent);
        require!(amount <= spendable, GovernanceError::InsufficientTreasury);
        if track.is_capped() {
            let epoch = pool.snapshot_epoch(now)?;
            platform.spend(track, epoch, Metered::Lamports, amount, spendable)?;
        }
        treasury::pay_lamports(platform, treasury, &self.recipient, amount)?;
        log_execution(proposal.address(), index, Kind::Transfer);
        Ok(())
    }
}

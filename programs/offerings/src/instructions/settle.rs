//! Settle a commitment: write what it buys and what it is owed, and pay the treasury. Anyone may, in any order. It touches no account of
//! the investor, so the investor cannot make it fail and wait for the price.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_core::offering::Gate;
use makerstake_governance::Platform;

use super::accounts::*;
use crate::{clock::now, credential::Asked, errors::OfferingError, events::Settled, state::*, tokens};

#[derive(Accounts)]
pub struct Settle {
    pub commitment_of: Nested<CommitmentOf>,
    /// Names the treasury.
    #[account(address = commitment_of.offering.platform @ OfferingError::WrongPlatform)]
    pub platform: Account<Platform>,
    /// A token account of the treasury; `check_destination` reads it.
    #[account(mut)]
    pub destination: UncheckedAccount,
    pub purse: Nested<Purse>,
    /// The investor's credential, where the gate asks for one.
    pub credential: Option<UncheckedAccount>,
}

impl Settle {
    /// Settles it.
    ///
    /// # Errors
    /// `AlreadySettled`, `NotFilled`, `SettlementOver`, `NoCredential`, `WrongDestination`; the token program's.
    pub fn run(&mut self) -> Result<()> {
        let now = now()?;
        let CommitmentOf { offering, commitment } = &mut *self.commitment_of;
        let quote = self.purse.check(offering)?;
        tokens::check_destination(&self.destination, &quote, &self.platform.treasury)?;
        let is_alive = is_alive(offering, &commitment.investor, self.credential.as_ref(), now)?;
        let allotment = offering.settle(commitment.amount, is_alive, now)?;
        commitment.settle(&allotment)?;
        commitment.check()?;
        offering.check()?;
        if allotment.paid > 0 {
            tokens::push(offering, &self.purse.purse, &self.destination, &quote, allotment.paid)?;
        }
        log(&Settled {
            offering: *offering.address(),
            commitment: *commitment.address(),
            investor: commitment.investor,
            shares: allotment.shares,
            paid: allotment.paid,
            owed: allotment.refund,
        });
        Ok(())
    }
}

/// Whether the investor still passes: its credential, where the gate asks for one, is live.
fn is_alive(
    offering: &Offering,
    investor: &Address,
    credential: Option<&UncheckedAccount>,
    now: i64,
) -> Result<bool> {
    match (offering.gate()?, credential) {
        (Gate::Credential, Some(account)) => {
            let [credential, schema] = offering.credential();
            Asked { credential: &credential, schema: &schema, investor }.is_alive(account, now)
        }
        (Gate::Credential, None) => Err(OfferingError::NoCredential.into()),
        (_, Some(_)) => Err(OfferingError::UnexpectedProof.into()),
        (_, None) => Ok(true),
    }
}

//! A voter: the ballots of one holder on one platform.

use anchor_lang::prelude::*;
use makerstake_core::{
    ballot::{Ballot, SLOTS},
    weight::Weight,
};

use crate::{errors::GovernanceError, state::Platform};

/// A holder's ballots. Seeds: `voter`, platform, holder.
#[account]
pub struct Voter {
    /// The platform.
    pub platform: Address,
    /// Whose ballots they are: a wallet or a creator.
    pub holder: Address,
    /// Who paid the rent and gets it back.
    pub payer: Address,
    /// Per slot: shares received by delegation whose owners vote themselves.
    pub overridden: [u64; 16],
    /// Per slot: those of them that were earned.
    pub overridden_earned: [u64; 16],
    /// Per slot: the number of the proposal that the ballot is about; 0: none.
    pub numbers: [u32; 16],
    /// Per slot: 1 yes, 2 no, 3 abstain, 0 none yet.
    pub choices: [u8; 16],
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 6],
}

impl Voter {
    /// A voter without ballots.
    pub fn new(platform: Address, holder: Address, payer: Address, bump: u8) -> Self {
        Self {
            platform,
            holder,
            payer,
            overridden: [0; SLOTS],
            overridden_earned: [0; SLOTS],
            numbers: [0; SLOTS],
            choices: [0; SLOTS],
            bump,
            version: 1,
            reserved: [0; 6],
        }
    }

    /// The ballot in a slot, as it speaks about proposal `number`.
    ///
    /// # Errors
    /// `OutOfRange` for a slot that does not exist.
    pub fn ballot(&self, slot: u8, number: u32) -> Result<Ballot> {
        let at = usize::from(slot);
        let found = (
            self.numbers.get(at),
            self.choices.get(at),
            self.overridden.get(at),
            self.overridden_earned.get(at),
        );
        let (Some(about), Some(choice), Some(shares), Some(earned)) = found else {
            return Err(GovernanceError::OutOfRange.into());
        };
        let overridden = Weight { shares: *shares, earned: *earned };
        Ok(Ballot { number: *about, choice: *choice, overridden }.about(number))
    }

    /// Writes a ballot into its slot.
    ///
    /// # Errors
    /// `OutOfRange` for a slot that does not exist.
    pub fn set_ballot(&mut self, slot: u8, ballot: Ballot) -> Result<()> {
        let at = usize::from(slot);
        let found = (
            self.numbers.get_mut(at),
            self.choices.get_mut(at),
            self.overridden.get_mut(at),
            self.overridden_earned.get_mut(at),
        );
        let (Some(number), Some(choice), Some(shares), Some(earned)) = found else {
            return Err(GovernanceError::OutOfRange.into());
        };
        (*number, *choice) = (ballot.number, ballot.choice);
        (*shares, *earned) = (ballot.overridden.shares, ballot.overridden.earned);
        Ok(())
    }

    /// That closing forgets nothing that still counts: no ballot or override on a proposal that can be voted on. Otherwise votes
    /// could be cast twice (INVARIANT 10).
    ///
    /// # Errors
    /// `VoterInUse`.
    pub fn check_closable(&self, platform: &Platform) -> Result<()> {
        let is_live = self.numbers.iter().enumerate().any(|(slot, number)| platform.is_live(slot, *number));
        require!(!is_live, GovernanceError::VoterInUse);
        Ok(())
    }
}

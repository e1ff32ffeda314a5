//! A voter: the ballots of one holder on one platform, and its creator seat.

use anchor_lang::prelude::*;
use makerstake_core::{
    ballot::{Ballot, SLOTS},
    checkpoints,
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
    /// Per slot: votes received by delegation that their owners cast themselves.
    pub overridden: [u64; 16],
    /// Per slot: the number of the proposal that the ballot is about; 0: none.
    pub numbers: [u32; 16],
    /// The snapshot epoch from which the first value of `seat` counts.
    pub seat_epoch: u32,
    /// Whether the holder had a seat (1) in the four snapshot epochs ending with `seat_epoch`, newest first.
    pub seat: [u8; 4],
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
            numbers: [0; SLOTS],
            seat_epoch: 0,
            seat: [0; 4],
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
        let slot = usize::from(slot);
        let found = (self.numbers.get(slot), self.choices.get(slot), self.overridden.get(slot));
        let (Some(about), Some(choice), Some(overridden)) = found else {
            return Err(GovernanceError::OutOfRange.into());
        };
        Ok(Ballot { number: *about, choice: *choice, overridden: *overridden }.about(number))
    }

    /// Writes a ballot into its slot.
    ///
    /// # Errors
    /// `OutOfRange` for a slot that does not exist.
    pub fn set_ballot(&mut self, slot: u8, ballot: Ballot) -> Result<()> {
        let slot = usize::from(slot);
        let found = (self.numbers.get_mut(slot), self.choices.get_mut(slot), self.overridden.get_mut(slot));
        let (Some(number), Some(choice), Some(overridden)) = found else {
            return Err(GovernanceError::OutOfRange.into());
        };
        (*number, *choice, *overridden) = (ballot.number, ballot.choice, ballot.overridden);
        Ok(())
    }

    /// Whether the holder has a seat in snapshot epoch `epoch`: exact for the current one and the two before.
    ///
    /// # Errors
    /// `OutOfRange` for an older epoch.
    pub fn has_seat_at(&self, epoch: u32) -> Result<bool> {
        let seat = checkpoints::at(self.seat_epoch, &self.seat, epoch).ok_or(GovernanceError::OutOfRange)?;
        Ok(seat != 0)
    }

    /// Whether the holder will have a seat from the next snapshot epoch on, as things stand.
    pub fn has_seat(&self) -> bool {
        checkpoints::latest(&self.seat) != 0
    }

    /// Takes or leaves the seat, from snapshot epoch `from` on.
    pub fn set_seat(&mut self, is_taken: bool, from: u32) {
        checkpoints::advance(&mut self.seat, from.saturating_sub(self.seat_epoch));
        self.seat_epoch = self.seat_epoch.max(from);
        checkpoints::set_latest(&mut self.seat, u8::from(is_taken));
    }

    /// That closing forgets nothing that still counts: no ballot or override on a proposal that can be voted on, no seat
    /// in an epoch that a proposal may ask for. Otherwise votes could be cast twice (INVARIANT 10).
    ///
    /// # Errors
    /// `VoterInUse`.
    pub fn check_closable(&self, platform: &Platform, epoch: u32) -> Result<()> {
        let is_live = self.numbers.iter().enumerate().any(|(slot, number)| platform.is_live(slot, *number));
        require!(!is_live, GovernanceError::VoterInUse);
        for back in 0..=checkpoints::VOTABLE_BACK {
            let had_seat = self.has_seat_at(epoch.saturating_sub(back))?;
            require!(!had_seat, GovernanceError::VoterInUse);
        }
        require!(!self.has_seat(), GovernanceError::VoterInUse);
        Ok(())
    }
}

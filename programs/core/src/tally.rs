//! Counting: what a house has said, and what follows from it.

use crate::{track::HouseTerms, units::Bps};

/// What a ballot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Choice {
    /// For it.
    Yes = 1,
    /// Against it.
    No = 2,
    /// Neither, but here.
    Abstain = 3,
}

impl Choice {
    /// The choice of this number; 0 is no ballot.
    pub const fn from_u8(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Yes),
            2 => Some(Self::No),
            3 => Some(Self::Abstain),
            _ => None,
        }
    }
}

/// What a house must reach, in votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// Votes that must be cast; 0: none need be.
    pub quorum: u64,
    /// Votes against that reject; 0: none do.
    pub veto: u64,
    /// Of yes and no, more than this part must be yes, in basis points; 0: it is not asked.
    pub approval_bps: u16,
}

impl Bar {
    /// The terms of a house in votes, of `eligible` in all: computed once, at creation (INVARIANT 11). The quorum is a part of
    /// the house's floor where that is more (INVARIANT 21), a veto of those who are there. Rounds up: in favour of
    /// asking for more. `None` for parts above the whole.
    pub fn of(terms: &HouseTerms, eligible: u64, floor: u64) -> Option<Self> {
        Some(Self {
            quorum: Bps::new(terms.quorum_bps)?.ceil_of(eligible.max(floor)),
            // In an empty house nobody can veto: 0 votes out of 0 are no veto.
            veto: Bps::new(terms.veto_bps)?.ceil_of(eligible),
            approval_bps: terms.approval_bps,
        })
    }
}

/// What a house has said so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Votes for.
    pub yes: u64,
    /// Votes against.
    pub no: u64,
    /// Votes that are neither.
    pub abstain: u64,
}

impl Tally {
    /// Votes cast. Saturates: a tally is within what is eligible, which is a `u64` (INVARIANT 10).
    pub fn cast(&self) -> u64 {
        self.yes.saturating_add(self.no).saturating_add(self.abstain)
    }

    fn of(&mut self, choice: Choice) -> &mut u64 {
        match choice {
            Choice::Yes => &mut self.yes,
            Choice::No => &mut self.no,
            Choice::Abstain => &mut self.abstain,
        }
    }

    /// Adds votes; `None` beyond `u64`.
    pub fn add(&mut self, choice: Choice, votes: u64) -> Option<()> {
        let count = self.of(choice);
        *count = count.checked_add(votes)?;
        Some(())
    }

    /// Takes votes out; `None` if there are not that many.
    pub fn remove(&mut self, choice: Choice, votes: u64) -> Option<()> {
        let count = self.of(choice);
        *count = count.checked_sub(votes)?;
        Some(())
    }

    /// Whether enough were cast.
    pub fn has_quorum(&self, bar: &Bar) -> bool {
        self.cast() >= bar.quorum
    }

    /// Whether too many are against.
    pub fn is_rejected(&self, bar: &Bar) -> bool {
        bar.veto > 0 && self.no >= bar.veto
    }

    /// Whether the house lets it pass. A house that is asked for approval and has no votes approves nothing.
    pub fn passes(&self, bar: &Bar) -> bool {
        if self.is_rejected(bar) {
            return false;
        }
        bar.approval_bps == 0 || self.has_quorum(bar) && self.is_approved(bar.approval_bps)
    }

    /// Whether more than this part of yes and no is yes.
    fn is_approved(&self, bps: u16) -> bool {
        // Both sides fit: two u64 in sum, times 10,000, are below 2^79.
        let yes = u128::from(self.yes).saturating_mul(u128::from(Bps::WHOLE.get()));
        let both = u128::from(self.yes).saturating_add(u128::from(self.no));
        yes > both.saturating_mul(u128::from(bps))
    }
}

#[cfg(test)]
mod tests;

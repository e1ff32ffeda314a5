//! What the owners decide about a disputed distribution.

use anchor_lang::prelude::*;

/// What the owners decide about a disputed distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub enum Outcome {
    /// It stands as proposed.
    AsProposed,
    /// It is void, and its epoch is proposed again.
    Void,
}

/// Whose bond a ruling takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub enum Fault {
    /// Nobody's.
    Nobody,
    /// The proposer's.
    Proposer,
    /// The challenger's.
    Challenger,
}

/// A ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Ruling {
    /// What becomes of the distribution.
    pub outcome: Outcome,
    /// Who was wrong.
    pub fault: Fault,
}

impl Outcome {
    /// Its number in data and events.
    pub fn number(self) -> u8 {
        match self {
            Self::AsProposed => 0,
            Self::Void => 1,
        }
    }
}

impl Fault {
    /// Its number in data and events.
    pub fn number(self) -> u8 {
        match self {
            Self::Nobody => 0,
            Self::Proposer => 1,
            Self::Challenger => 2,
        }
    }
}

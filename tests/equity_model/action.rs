//! What may happen next. An action holds raw numbers only; what they mean follows from the model's state, so that a
//! sequence keeps its sense when parts of it are deleted.

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Action {
    /// Moves the clock to the next boundary of some kind, or a second before it, or by some time.
    Wait {
        kind: u8,
        early: bool,
    },
    Open {
        holder: u8,
    },
    Close {
        holder: u8,
    },
    Issue {
        holder: u8,
        part: u8,
    },
    Give {
        holder: u8,
        part: u8,
    },
    Deposit {
        holder: u8,
        part: u8,
    },
    Request {
        holder: u8,
        part: u8,
    },
    Withdraw {
        holder: u8,
    },
    Delegate {
        holder: u8,
        to: u8,
    },
    Undelegate {
        holder: u8,
    },
    Grant {
        holder: u8,
        part: u8,
        shape: u8,
    },
    Release {
        grant: u8,
    },
    Revoke {
        grant: u8,
    },
    Accelerate {
        grant: u8,
        part: u8,
    },
    Hand {
        grant: u8,
        to: u8,
    },
    Propose {
        claims: u32,
        early: bool,
    },
    Challenge {
        holder: u8,
        claims: u32,
    },
    Resolve {
        outcome: u8,
        back: u8,
    },
    Finalize {
        back: u8,
    },
    Bond {
        holder: u8,
        back: u8,
    },
    Claim {
        leaf: u8,
        back: u8,
    },
    PayIn {
        part: u8,
    },
    Collect {
        holder: u8,
    },
    Rotate {
        holder: u8,
    },
    /// Time, the scorer's proposal, time, its end and its bond: what a well-run platform does all the time.
    Epoch {
        claims: u32,
    },
}

impl Action {
    /// The action that a random word stands for.
    pub fn from_word(entropy: u64) -> Self {
        let byte = |index: u32| (entropy >> (8 * index)) as u8;
        let (a, b, c) = (byte(1), byte(2), byte(3));
        let claims = (entropy >> 32) as u32;
        match byte(0) % 64 {
            0..=5 => Self::Wait { kind: a, early: b.is_multiple_of(3) },
            6..=7 => Self::Open { holder: a },
            8..=9 => Self::Close { holder: a },
            10..=11 => Self::Issue { holder: a, part: b },
            12 => Self::Give { holder: a, part: b },
            13..=16 => Self::Deposit { holder: a, part: b },
            17..=20 => Self::Request { holder: a, part: b },
            21..=23 => Self::Withdraw { holder: a },
            24..=28 => Self::Delegate { holder: a, to: b },
            29..=30 => Self::Undelegate { holder: a },
            31..=32 => Self::Grant { holder: a, part: b, shape: c },
            33..=35 => Self::Release { grant: a },
            36 => Self::Revoke { grant: a },
            37 => Self::Accelerate { grant: a, part: b },
            38 => Self::Hand { grant: a, to: b },
            39..=40 => Self::Propose { claims, early: a.is_multiple_of(4) },
            41..=42 => Self::Challenge { holder: a, claims },
            43 => Self::Resolve { outcome: a, back: b },
            44 => Self::Finalize { back: a },
            45 => Self::Bond { holder: a, back: b },
            46..=53 => Self::Claim { leaf: a, back: b },
            54..=55 => Self::PayIn { part: a },
            56..=58 => Self::Collect { holder: a },
            59 => Self::Rotate { holder: a },
            _ => Self::Epoch { claims },
        }
    }
}

//! What an offering keeps for its gate, in 64 bytes.

use anchor_lang::prelude::*;
use makerstake_core::offering::{Gate, BINDING};

use super::{after, terms::Snapshot, Offering};
use crate::errors::OfferingError;

impl Offering {
    /// The snapshot epoch of a rights issue, and all shares in it.
    pub fn snapshot(&self) -> (u32, u64) {
        let epoch = self.gate_data.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
        let total = self.gate_data.get(8..).and_then(|rest| rest.first_chunk());
        (epoch, total.map_or(0, |bytes| u64::from_le_bytes(*bytes)))
    }

    /// The root and the depth of a list.
    pub fn list(&self) -> ([u8; 32], u8) {
        let [root, depth] = self.gate_halves();
        (root, depth.first().copied().unwrap_or_default())
    }

    /// The credential and the schema that are asked for.
    pub fn credential(&self) -> [[u8; 32]; 2] {
        self.gate_halves()
    }

    fn gate_halves(&self) -> [[u8; 32]; 2] {
        let half = |at: usize| self.gate_data.get(at..).and_then(|rest| rest.first_chunk()).copied();
        [half(0).unwrap_or_default(), half(32).unwrap_or_default()]
    }
}

/// What the account keeps for its gate, from what was asked for: a rights issue is given its snapshot here.
pub(super) fn gate_data(
    gate: Gate,
    asked: &[u8; 64],
    snapshot: &Snapshot,
    closes_at: i64,
) -> Result<[u8; 64]> {
    let (first, second) = asked.split_at(32);
    let is_empty = |part: &[u8]| part.iter().all(|byte| *byte == 0);
    match gate {
        Gate::Open => {
            require!(is_empty(asked), OfferingError::InvalidGate);
        }
        Gate::List => {
            let (depth, rest) = second.split_first().ok_or(OfferingError::InvalidGate)?;
            let is_list = !is_empty(first) && *depth <= makerstake_core::merkle::MAX_DEPTH && is_empty(rest);
            require!(is_list, OfferingError::InvalidGate);
        }
        Gate::Credential => {
            require!(!is_empty(first) && !is_empty(second), OfferingError::InvalidGate);
        }
        Gate::Rights => {
            require!(is_empty(asked) && snapshot.total > 0, OfferingError::InvalidGate);
            // Even when the window is moved, positions still remember the epoch at its end.
            require!(after(closes_at, BINDING)? <= snapshot.until, OfferingError::RightsTooLong);
            let mut data = [0; 64];
            let parts = [&snapshot.epoch.to_le_bytes()[..], &[0; 4], &snapshot.total.to_le_bytes()];
            let bytes = parts.into_iter().flatten();
            data.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
            return Ok(data);
        }
    }
    Ok(*asked)
}

//! How a transaction ended.

use solana_signature::Signature;

use crate::errors::Explanation;

/// How a transaction ended: one of five things, and never a guess.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It landed and succeeded, at the commitment `confirmed` or better.
    Landed(Receipt),
    /// It broke a rule; nothing changed, but a fee was paid if it failed on chain.
    Rejected(Box<Rejection>),
    /// It can no longer land, and did not. Sending it anew is safe.
    Expired {
        /// The last signature that expired.
        signature: Signature,
    },
    /// It may have landed, or may yet. Ask for the signature before sending anything that must not happen twice.
    Unknown {
        /// The signature to ask for.
        signature: Signature,
        /// The block height after which it cannot land any more.
        last_valid_block_height: u64,
        /// What the nodes answered last.
        reason: String,
    },
    /// The network could not be reached, and nothing was sent.
    Network {
        /// What the nodes answered last.
        reason: String,
    },
}

impl Outcome {
    /// The receipt, if it landed.
    pub fn receipt(&self) -> Option<&Receipt> {
        match self {
            Self::Landed(receipt) => Some(receipt),
            _ => None,
        }
    }
}

/// Proof that a transaction landed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The first signature of the transaction, which names it.
    pub signature: Signature,
    /// The slot it landed in.
    pub slot: u64,
    /// The compute units that simulation counted; `None` where it was not simulated.
    pub units: Option<u64>,
    /// How often the transaction had to be signed: 1 unless one expired.
    pub signings: u32,
    /// How often its bytes were sent.
    pub sends: u32,
}

/// Where a rule stopped a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// In simulation: nothing was sent and no fee was paid.
    Simulation,
    /// At the node that it was sent to, which would not take it.
    Node,
    /// On chain: the fee was paid.
    Chain,
}

/// Why a transaction was rejected.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// Where.
    pub stage: Stage,
    /// The transaction, unless it was never sent.
    pub signature: Option<Signature>,
    /// What broke, in words.
    pub explanation: Explanation,
    /// The logs of the simulation, if there are any.
    pub logs: Vec<String>,
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Landed(receipt) => write!(f, "landed in slot {}: {}", receipt.slot, receipt.signature),
            Self::Rejected(rejection) => write!(f, "rejected: {}", rejection.explanation),
            Self::Expired { signature } => write!(f, "expired without landing: {signature}"),
            Self::Unknown { signature, reason, .. } => write!(f, "unknown ({reason}): {signature}"),
            Self::Network { reason } => write!(f, "nothing was sent: {reason}"),
        }
    }
}

//! The distribution of one epoch.

use super::{Column, Get, Named, Owner, Role, Spec};

/// How a distribution is kept.
pub const SPEC: Spec = Spec {
    program: "equity",
    name: "Distribution",
    table: "epochs",
    owner: Owner::OfPool("pool"),
    columns: &[
        Column { name: "number", get: Get::Int("epoch") },
        Column { name: "status", get: Get::Int("status") },
        Column { name: "proposer", get: Get::Text("proposer") },
        Column { name: "challenger", get: Get::Text("challenger") },
        Column { name: "proposed_at", get: Get::Int("proposed_at") },
        Column { name: "challenge_until", get: Get::Int("challenge_until") },
    ],
    documents: &[
        Named { field: "data_hash", role: Role::Epoch },
        Named { field: "rule_hash", role: Role::Rule },
        Named { field: "inputs_hash", role: Role::Epoch },
        Named { field: "evidence_hash", role: Role::Epoch },
    ],
};

//! A work that its creator attested.

use super::{Column, Get, Named, Owner, Role, Spec};

/// How a work is kept.
pub const SPEC: Spec = Spec {
    program: "attestations",
    name: "Attestation",
    table: "works",
    owner: Owner::OfCreator("creator"),
    columns: &[
        Column { name: "creator", get: Get::Text("creator") },
        Column { name: "content", get: Get::Text("content") },
        Column { name: "metadata", get: Get::Text("metadata") },
        Column { name: "parent", get: Get::Text("parent") },
        Column { name: "kind", get: Get::Int("kind") },
        Column { name: "time", get: Get::Int("time") },
        Column { name: "revoked_slot", get: Get::Int("revoked_slot") },
    ],
    documents: &[Named { field: "metadata", role: Role::Metadata }],
};

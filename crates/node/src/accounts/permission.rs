//! A permission to attest in a creator's name.

use super::{Column, Get, Owner, Spec};

/// How a permission is kept.
pub const SPEC: Spec = Spec {
    program: "attestations",
    name: "AttestorPermission",
    table: "permissions",
    owner: Owner::OfCreator("creator"),
    columns: &[
        Column { name: "creator", get: Get::Text("creator") },
        Column { name: "attestor", get: Get::Text("attestor") },
        Column { name: "starts_at", get: Get::Int("from") },
        Column { name: "ends_at", get: Get::Int("until") },
    ],
    documents: &[],
};

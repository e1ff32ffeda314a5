//! A grant: shares that vest.

use super::{Column, Get, Owner, Spec};

/// How a grant is kept.
pub const SPEC: Spec = Spec {
    program: "equity",
    name: "Grant",
    table: "grants",
    owner: Owner::OfPool("pool"),
    columns: &[
        Column { name: "holder", get: Get::Text("holder") },
        Column { name: "number", get: Get::Int("id") },
        Column { name: "ends_at", get: Get::Int("end") },
    ],
    documents: &[],
};

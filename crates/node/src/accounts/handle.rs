//! A handle, and whose it is.

use super::{Column, Get, Owner, Spec};

/// How a handle is kept.
pub const SPEC: Spec = Spec {
    program: "creators",
    name: "Handle",
    table: "handles",
    owner: Owner::OfCreator("creator"),
    columns: &[
        Column { name: "creator", get: Get::Text("creator") },
        Column { name: "released_at", get: Get::Int("released_at") },
    ],
    documents: &[],
};

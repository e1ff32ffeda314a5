//! A batch: many works under one root.

use super::{Column, Get, Named, Owner, Role, Spec};

/// How a batch is kept.
pub const SPEC: Spec = Spec {
    program: "attestations",
    name: "Batch",
    table: "batches",
    owner: Owner::OfCreator("author"),
    columns: &[
        Column { name: "author", get: Get::Text("author") },
        Column { name: "root", get: Get::Text("root") },
        Column { name: "time", get: Get::Int("time") },
        Column { name: "leaves", get: Get::Int("leaves") },
    ],
    documents: &[Named { field: "data_hash", role: Role::Leaves }],
};

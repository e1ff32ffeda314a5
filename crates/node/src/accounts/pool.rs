//! The pool of a platform's shares.

use super::{Column, Get, Owner, Spec};

/// How a pool is kept.
pub const SPEC: Spec = Spec {
    program: "equity",
    name: "Pool",
    table: "pools",
    owner: Owner::Pool,
    columns: &[
        Column { name: "mint", get: Get::Text("mint") },
        Column { name: "scorer", get: Get::Text("scorer") },
    ],
    documents: &[],
};

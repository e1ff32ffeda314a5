//! The platform itself.

use super::{Column, Get, Named, Owner, Role, Spec};

/// How a platform is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Platform",
    table: "platforms",
    owner: Owner::Platform,
    columns: &[
        Column { name: "pool", get: Get::Text("pool") },
        Column { name: "treasury", get: Get::Text("treasury") },
        Column { name: "guardian", get: Get::Text("guardian") },
    ],
    documents: &[Named { field: "constitution_hash", role: Role::Constitution }],
};

//! A position: what a holder owns.

use super::{Column, Get, Owner, Spec};

/// How a position is kept.
pub const SPEC: Spec = Spec {
    program: "equity",
    name: "Position",
    table: "positions",
    owner: Owner::OfPool("pool"),
    columns: &[
        Column { name: "holder", get: Get::Text("holder") },
        Column { name: "delegate", get: Get::Text("delegate") },
        Column { name: "shares", get: Get::Units("own") },
        Column { name: "earned", get: Get::Units("earned") },
    ],
    documents: &[],
};

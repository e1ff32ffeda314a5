//! A voter: the ballots a holder has in votes that run.

use super::{Column, Get, Owner, Spec};

/// How a voter is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Voter",
    table: "voters",
    owner: Owner::OfPlatform("platform"),
    columns: &[Column { name: "holder", get: Get::Text("holder") }],
    documents: &[],
};

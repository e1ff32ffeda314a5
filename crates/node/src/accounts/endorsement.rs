//! One creator's word for another's work.

use super::{Column, Get, Owner, Spec};

/// How an endorsement is kept.
pub const SPEC: Spec = Spec {
    program: "attestations",
    name: "Endorsement",
    table: "endorsements",
    owner: Owner::OfWork("attestation"),
    columns: &[
        Column { name: "work", get: Get::Text("attestation") },
        Column { name: "endorser", get: Get::Text("endorser") },
        Column { name: "time", get: Get::Int("time") },
    ],
    documents: &[],
};

//! A track: which proposals it takes, and what they must reach.

use super::{Column, Get, Owner, Spec};

/// How a track is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Track",
    table: "tracks",
    owner: Owner::OfPlatform("platform"),
    columns: &[Column { name: "number", get: Get::Int("id") }],
    documents: &[],
};

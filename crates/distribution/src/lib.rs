//! Distribution epochs as files: scoring, the list of leaves, the Merkle tree with every proof, and its check.
//!
//! Nothing here speaks to a chain. The same files give the same bytes on any machine: whoever has the tables of an epoch
//! can compute it again and object in time. The formats are specified in `docs/distribution-format.md`, the scoring
//! in `docs/scoring.md`.
//!
//! Everything streams: ten million rows need tens of megabytes, not gigabytes (each module states its bound).
//! Every file is written beside its final name and renamed when it is complete and on disk, so a crash at any
//! point leaves a file whole or absent.
#![forbid(unsafe_code)]

pub mod address;
pub mod atomic;
pub mod epoch;
pub mod error;
pub mod frame;
pub mod import;
pub mod journal;
pub mod leaves;
pub mod manifest;
pub mod partition;
pub mod rows;
pub mod rule;
pub mod score;
pub mod sha;
pub mod sort;
pub mod spool;
pub mod tree;
pub mod verify;

pub use error::{Error, Refusal};
pub use makerstake_core::hash::Digest;

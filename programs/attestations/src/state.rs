//! The accounts of this program.

pub mod attestation;
pub mod batch;
pub mod endorsement;
pub mod moment;

pub use attestation::{Attestation, Statement};
pub use batch::Batch;
pub use endorsement::Endorsement;
pub use moment::Moment;

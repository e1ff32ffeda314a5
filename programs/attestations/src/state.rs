//! The accounts of this program.

pub mod attestation;
pub mod batch;
pub mod endorsement;
pub mod moment;
pub mod permission;

pub use attestation::{Attestation, Statement};
pub use batch::Batch;
pub use endorsement::Endorsement;
pub use moment::Moment;
pub use permission::AttestorPermission;

/// The `version` of every account in its present layout.
pub const VERSION: u8 = 1;

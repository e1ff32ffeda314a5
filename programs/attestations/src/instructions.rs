//! One instruction a file: its accounts and their relations, its checks, what it does.

pub mod attest;
pub mod attest_batch;
pub mod endorse;
pub mod promote;
pub mod revise;
pub mod revoke;
pub mod withdraw_endorsement;

pub use attest::*;
pub use attest_batch::*;
pub use endorse::*;
pub use promote::*;
pub use revise::*;
pub use revoke::*;
pub use withdraw_endorsement::*;

//! One instruction a file: its accounts and their relations, its checks, what it does.

mod acting;
pub mod attest;
pub mod attest_batch;
pub mod close_endorsement;
pub mod endorse;
pub mod promote;
pub mod revise;
pub mod revoke;
pub mod revoke_attestor;
pub mod revoke_batch;
pub mod set_attestor;
pub mod withdraw_endorsement;

pub use attest::*;
pub use attest_batch::*;
pub use close_endorsement::*;
pub use endorse::*;
pub use promote::*;
pub use revise::*;
pub use revoke::*;
pub use revoke_attestor::*;
pub use revoke_batch::*;
pub use set_attestor::*;
pub use withdraw_endorsement::*;

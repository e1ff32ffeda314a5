//! One file an instruction: its accounts, its rules, its effects.

pub mod block_proposal;
pub mod cancel_proposal;
pub mod cast_vote;
pub mod close_proposal;
pub mod close_voter;
pub mod create_platform;
pub mod create_proposal;
pub mod create_track;
pub mod execute_rule;
pub mod execute_token_transfer;
pub mod execute_transfer;
pub mod finalize_proposal;
pub mod open_voter;

pub use block_proposal::*;
pub use cancel_proposal::*;
pub use cast_vote::*;
pub use close_proposal::*;
pub use close_voter::*;
pub use create_platform::*;
pub use create_proposal::*;
pub use create_track::*;
pub use execute_rule::*;
pub use execute_token_transfer::*;
pub use execute_transfer::*;
pub use finalize_proposal::*;
pub use open_voter::*;

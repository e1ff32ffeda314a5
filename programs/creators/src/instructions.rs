//! One instruction a file, or the variants of one: accounts and their relations, checks, what it does.

pub mod authority;
pub mod claim_handle;
pub mod free_handle;
pub mod reclaim_handle;
pub mod recovery;
pub mod register;
pub mod release_handle;
pub mod update_profile;

pub use authority::*;
pub use claim_handle::*;
pub use free_handle::*;
pub use reclaim_handle::*;
pub use recovery::*;
pub use register::*;
pub use release_handle::*;
pub use update_profile::*;

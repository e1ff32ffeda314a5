//! One instruction a file: its accounts and their relations, its checks, what it does.

pub mod accept_authority;
pub mod accept_recovery_key;
pub mod begin_recovery;
pub mod cancel_recovery;
pub mod claim_handle;
pub mod finish_recovery;
pub mod free_handle;
pub mod offer_authority;
pub mod reclaim_handle;
pub mod register;
pub mod release_handle;
pub mod set_recovery_key;
pub mod update_profile;
pub mod withdraw_offer;

pub use accept_authority::*;
pub use accept_recovery_key::*;
pub use begin_recovery::*;
pub use cancel_recovery::*;
pub use claim_handle::*;
pub use finish_recovery::*;
pub use free_handle::*;
pub use offer_authority::*;
pub use reclaim_handle::*;
pub use register::*;
pub use release_handle::*;
pub use set_recovery_key::*;
pub use update_profile::*;
pub use withdraw_offer::*;

//! One file an instruction: its accounts, its rules, its effects.

pub mod accounts;
pub mod close;
pub mod close_commitment;
pub mod close_offering;
pub mod commit;
pub mod mark_insider;
pub mod open_offering;
pub mod refund;
pub mod release;
pub mod return_unsold;
pub mod set_refund_account;
pub mod settle;
pub mod stop_offering;
pub mod uncommit;

pub use accounts::*;
pub use close::*;
pub use close_commitment::*;
pub use close_offering::*;
pub use commit::*;
pub use mark_insider::*;
pub use open_offering::*;
pub use refund::*;
pub use release::*;
pub use return_unsold::*;
pub use set_refund_account::*;
pub use settle::*;
pub use stop_offering::*;
pub use uncommit::*;

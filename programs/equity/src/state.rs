//! The program's accounts, and the rules by which they change.

pub mod distribution;
pub mod grant;
pub mod pool;
pub mod position;
pub mod ruling;
pub mod share_accounting;
pub(crate) mod supply;
pub mod terms;

pub use distribution::Distribution;
pub use grant::Grant;
pub use pool::Pool;
pub use position::Position;
pub use ruling::{Fault, Outcome, Ruling};
pub use terms::Terms;

pub use makerstake_common::NOBODY;

//! The program's accounts, and the rules by which they change.

pub mod distribution;
pub mod grant;
pub mod pool;
pub mod position;
pub mod share_accounting;
pub(crate) mod supply;
pub mod terms;

pub use distribution::{Bond, Distribution, Outcome};
pub use grant::Grant;
pub use pool::Pool;
pub use position::Position;
pub use terms::Terms;

pub use makerstake_common::NOBODY;

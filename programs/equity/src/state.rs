//! The program's accounts, and the rules by which they change.

pub mod distribution;
pub mod grant;
pub mod ledger;
pub mod pool;
pub mod position;

pub use distribution::{Bond, Distribution, Outcome};
pub use grant::Grant;
pub use pool::{Pool, Terms};
pub use position::Position;

use anchor_lang::prelude::Address;

/// The all-zero key: none.
pub const NOBODY: Address = Address::new_from_array([0; 32]);

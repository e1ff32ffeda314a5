//! A world with verbs: the programs' real ELFs on LiteSVM, actors, a clock that only the test moves, tokens.
//!
//! Every send returns what it cost and what it changed ([`Receipt`]) or who refused it and why ([`Refusal`]), so
//! that a test can assert the exact code and the exact change.

mod addresses;
pub mod attestations;
pub mod clock;
mod costs;
pub mod creators;
pub mod equity;
pub mod governance;
#[cfg(any(feature = "heap", test))]
mod heap;
pub mod model;
pub mod moderation;
pub mod offerings;
pub mod outcome;
pub mod sequence;
pub mod substitution;
pub mod tokens;
pub mod unsigned;
pub mod world;

pub use outcome::{Change, Outcome, Receipt, Refusal};
pub use world::World;

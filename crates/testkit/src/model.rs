//! Reference models: the design written a second time, to compare the chain with after every transaction.

pub mod equity;
pub mod governance;
mod hole;

pub use hole::Hole;

//! One crate for every test that runs against the real programs; each folder is a target of its own.

pub mod output;
pub mod platform;
pub mod process;

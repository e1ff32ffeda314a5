//! The Rust client of Makerstake: addresses, queries, errors in words, and a sender that sends once.
//!
//! Builders of instructions and decoders of accounts are generated from `idl/` into [`generated`].

pub mod addresses;
pub mod errors;
pub mod generated;
pub mod hash;
mod interface;
pub mod loader;
pub mod platform;
pub mod programs;
pub mod proposals;
pub mod query;
pub mod sender;
pub mod time;

//! The Rust client of Makerstake: addresses, queries, errors in words, and a sender that sends once.
//!
//! Builders of instructions and decoders of accounts are generated from `idl/` into `generated`.

pub mod programs;

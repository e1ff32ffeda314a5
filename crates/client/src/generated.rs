//! Instruction builders, account and event decoders and errors of the programs, one module a program.
//!
//! Written by `cargo xtask clients`; this file alone is written by hand.
#![allow(clippy::all)]
#![allow(rustdoc::all)]

pub mod attestations;
pub mod creators;
pub mod equity;
pub mod governance;
pub mod moderation;
pub mod offerings;

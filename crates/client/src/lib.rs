//! The Rust client of Makerstake: addresses, snapshots, actions of proposals, the cap table, errors in words, and a sender
//! that sends once.
//!
//! Builders of instructions and decoders of accounts are generated from `idl/` into [`generated`]. Without the feature
//! `native` there is nothing that asks a network or reads a file: what is left is pure, and builds for a browser.

#![allow(clippy::result_large_err, reason = "an error ends what a command does, so its size costs nothing")]

pub mod actions;
pub mod addresses;
#[cfg(feature = "native")]
pub mod batch;
pub mod cap_table;
#[cfg(feature = "native")]
pub mod distributions;
pub mod dsa;
pub mod errors;
#[cfg(feature = "native")]
pub mod fault;
#[cfg(feature = "native")]
pub mod founding;
pub mod generated;
pub mod hash;
mod interface;
pub mod loader;
pub mod message;
#[cfg(feature = "native")]
pub mod node;
pub mod offerings;
pub mod parse;
pub mod platform;
pub mod programs;
pub mod proposals;
#[cfg(feature = "native")]
pub mod query;
#[cfg(feature = "native")]
pub mod sender;
pub mod shares;
pub mod snapshot;
pub mod squads;
#[cfg(feature = "native")]
pub mod time;
pub mod tree;
#[cfg(feature = "native")]
pub mod watch;

/// The README's code, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

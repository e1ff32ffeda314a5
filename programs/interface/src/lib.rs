//! What a program needs to call Makerstake, from the committed IDLs alone: addresses, discriminators, layouts of accounts and
//! events, errors, and a builder for each instruction (`creators::cpi::register`, …).
//!
//! It links no program, so a program can use all of them, and they can use each other's, without a circle of crates. Each has
//! a feature of its own, and features only add.
#![no_std]
#![forbid(unsafe_code)]
#![allow(clippy::all, missing_docs, reason = "Anchor writes what is here")]

use anchor_lang::prelude::*;

#[cfg(feature = "attestations")]
declare_program!(attestations);
#[cfg(feature = "creators")]
declare_program!(creators);
#[cfg(feature = "equity")]
declare_program!(equity);
#[cfg(feature = "governance")]
declare_program!(governance);
#[cfg(feature = "offerings")]
declare_program!(offerings);
#[cfg(feature = "moderation")]
declare_program!(moderation);

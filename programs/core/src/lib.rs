//! The rules of Makerstake, pure: no accounts, no clock, no allocation. Programs, clients and checks share them.
#![no_std]

#[cfg(any(test, feature = "std"))]
extern crate std;

pub mod accumulator;
pub mod action;
pub mod attestor;
pub mod ballot;
pub mod bitmap;
pub mod budget;
pub mod checkpoints;
#[cfg(feature = "std")]
pub mod document;
pub mod emission;
pub mod floor;
pub mod handle;
pub mod hash;
pub mod merkle;
pub mod moderation;
pub mod offering;
pub mod profile;
pub mod proposal;
pub mod rule;
pub mod tally;
pub mod text;
pub mod track;
pub mod units;
pub mod vesting;
pub mod weight;
pub mod work;

/// The README's code, as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

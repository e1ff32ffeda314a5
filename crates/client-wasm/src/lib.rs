//! The rules of Makerstake for JavaScript, as WebAssembly. Everything here is a face: the rules themselves are those that
//! the programs run.
//!
//! Values cross the border as plain objects with the fields of the structs in [`action`] and [`model`], in camel case:
//! numbers of 64 bits and more as `bigint`, bytes as `Uint8Array`, addresses in base 58, nothing as `undefined`.
//! What is refused throws a `RangeError`. `cargo xtask wasm` builds it for packages/client.

mod action;
mod border;
mod distribution;
mod hash;
mod model;
mod outlook;
mod proposal_file;
mod proposals;
mod shares;
mod texts;
mod trees;

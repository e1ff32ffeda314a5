//! A Solana network on this machine: an embedded, offline [Surfpool](https://surfpool.run) with the programs of
//! Makerstake deployed at their own addresses. Nothing is downloaded and nothing leaves the machine.
//!
//! ```no_run
//! # fn main() -> Result<(), makerstake_localnet::LocalnetError> {
//! use makerstake_localnet::{Localnet, Options};
//! let running = Localnet::start(Options::default())?;
//! println!("{}", running.rpc_url());
//! running.stop()
//! # }
//! ```
//!
//! State lives in memory, or in a folder ([`Options::ledger`]): then accounts, programs, slot, clock and the newest
//! transactions survive a restart. See [`ledger`] for what is promised.

mod error;
mod history;
pub mod ledger;
mod load;
mod network;
mod options;
mod ports;
pub mod programs;
mod seed;

pub use error::LocalnetError;
pub use network::{Localnet, Running};
pub use options::{Options, DEFAULT_RPC_PORT, DEFAULT_SLOT_MS, DEFAULT_WS_PORT};
pub use seed::Seed;

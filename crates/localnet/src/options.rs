//! What a local network is started with.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use solana_pubkey::Pubkey;

use crate::Seed;

/// The port of JSON-RPC unless told otherwise, as with every Solana validator.
pub const DEFAULT_RPC_PORT: u16 = 8899;
/// The port of websocket subscriptions unless told otherwise.
pub const DEFAULT_WS_PORT: u16 = 8900;
/// Milliseconds a slot takes, as on the public clusters.
pub const DEFAULT_SLOT_MS: u64 = 400;

/// Options of [`crate::Localnet::start`].
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen on. Any other than loopback lets the whole network in: there is no password.
    pub bind: IpAddr,
    /// The port of JSON-RPC.
    pub rpc_port: u16,
    /// The port of websocket subscriptions.
    pub ws_port: u16,
    /// Where the built programs are (`makerstake_<name>.so`); `None` starts a network without them.
    pub deploy_dir: Option<PathBuf>,
    /// The folder that keeps the state over restarts; `None` keeps it in memory only.
    pub ledger: Option<PathBuf>,
    /// Take the programs from `deploy_dir` even where the ledger holds other ones.
    pub redeploy: bool,
    /// What a new network has from its first slot on; one that goes on from a ledger keeps what it has.
    pub seed: Option<Seed>,
    /// Milliseconds a slot takes, at least 10. A blockhash lives 150 slots, so short slots age it quickly.
    pub slot_ms: u64,
    /// Who may upgrade the programs; `None` is the system program, which never signs.
    pub upgrade_authority: Option<Pubkey>,
    /// Print what the network reports, transaction by transaction, to standard error.
    pub verbose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
            rpc_port: DEFAULT_RPC_PORT,
            ws_port: DEFAULT_WS_PORT,
            deploy_dir: Some(PathBuf::from("target/deploy")),
            ledger: None,
            redeploy: false,
            seed: None,
            slot_ms: DEFAULT_SLOT_MS,
            upgrade_authority: None,
            verbose: false,
        }
    }
}

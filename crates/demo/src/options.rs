//! The command line.

use std::path::PathBuf;

use clap::Parser;
use makerstake_localnet::{DEFAULT_RPC_PORT, DEFAULT_WS_PORT};

/// Play the story of a creator platform on a local Solana network, then serve the dApp
#[derive(Clone, Debug, Parser)]
#[command(name = "makerstake-demo", version)]
pub struct Options {
    /// The folder of the built programs
    #[arg(long, value_name = "DIR", default_value = "target/deploy")]
    pub deploy_dir: PathBuf,
    /// The folder of the throw-away keys that the programs' addresses come from
    #[arg(long, value_name = "DIR", default_value = "tests/keys")]
    pub keys: PathBuf,
    /// The works: director,title,released,votes,rating
    #[arg(long, value_name = "FILE", default_value = "data/works.csv")]
    pub works: PathBuf,
    /// The founding document of the platform
    #[arg(long, value_name = "FILE", default_value = "migrations/data/example-platform.toml")]
    pub platform: PathBuf,
    /// The document of the platform's tracks
    #[arg(long, value_name = "FILE", default_value = "migrations/data/tracks.toml")]
    pub tracks: PathBuf,
    /// The folder of the built dApp, served after the story
    #[arg(long, value_name = "DIR", default_value = "app/dist")]
    pub app: PathBuf,
    /// Play on this local network instead of starting one, and end after the story: one of `makerstake localnet --ledger
    /// DIR`, on which it was not played yet. The network may be killed and started again at any time
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The port of JSON-RPC
    #[arg(long, default_value_t = DEFAULT_RPC_PORT)]
    pub rpc_port: u16,
    /// The port of websocket subscriptions
    #[arg(long, default_value_t = DEFAULT_WS_PORT)]
    pub ws_port: u16,
    /// The port of the dApp
    #[arg(long, default_value_t = 4173)]
    pub app_port: u16,
    /// The program `makerstake-node`, which then runs beside the network and serves the story's documents [default: none runs]
    #[arg(long, value_name = "FILE")]
    pub node_bin: Option<PathBuf>,
    /// The port of the node
    #[arg(long, default_value_t = 8787)]
    pub node_port: u16,
    /// Write the throw-away keys of everybody who plays into this folder, to act for them with the command line
    #[arg(long, value_name = "DIR")]
    pub cast: Option<PathBuf>,
    /// Stop when standard input ends, too: for tests that start this and may be killed
    #[arg(long, conflicts_with = "exit")]
    pub while_input: bool,
    /// End after the story, with exit code 0 only if every balance adds up
    #[arg(long)]
    pub exit: bool,
}

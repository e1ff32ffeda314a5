//! The flags of every command.

use std::path::PathBuf;

use clap::ArgAction;
use makerstake_client::sender::Price;

use crate::cluster;
use crate::output::{Errors, Format};
use crate::parse;
use crate::signing::Signing;

/// Flags of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The profile whose settings count (`makerstake config`)
    #[arg(long, global = true, value_name = "PROFILE", env = "MAKERSTAKE_PROFILE")]
    pub profile: Option<String>,
    /// The Solana CLI configuration file [default: ~/.config/solana/cli/config.yml]
    #[arg(short = 'C', long, global = true, value_name = "FILE", env = "SOLANA_CONFIG_FILE")]
    pub config: Option<PathBuf>,
    /// The JSON-RPC node: an address, or mainnet-beta, testnet, devnet, localhost (m, t, d, l)
    #[arg(
        short,
        long,
        global = true,
        value_name = "URL_OR_MONIKER",
        env = "MAKERSTAKE_URL",
        hide_env_values = true
    )]
    pub url: Option<String>,
    /// The only cluster to write to: mainnet-beta, testnet, devnet, or a genesis hash
    #[arg(long, global = true, value_parser = cluster::parse, value_name = "CLUSTER", env = "MAKERSTAKE_CLUSTER")]
    pub cluster: Option<cluster::Genesis>,
    /// Other nodes that must also not know a transaction before it is signed anew
    #[arg(long, global = true, value_name = "URL")]
    pub confirm_with: Vec<String>,
    /// Who signs: a keypair file, `-` for standard input, prompt://, usb://ledger
    #[arg(short, long, global = true, value_name = "KEYPAIR", env = "MAKERSTAKE_KEYPAIR")]
    pub keypair: Option<String>,
    /// Who pays fees and rent, if not the signer; the same sources as --keypair
    #[arg(long, global = true, value_name = "KEYPAIR", env = "MAKERSTAKE_FEE_PAYER")]
    pub fee_payer: Option<String>,
    /// How results are printed
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        env = "MAKERSTAKE_OUTPUT"
    )]
    pub output: Format,
    /// How errors are printed: as text, or as one JSON object on standard error
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        env = "MAKERSTAKE_ERRORS"
    )]
    pub errors: Errors,
    /// Simulate and show what would happen; send nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
    #[command(flatten)]
    pub signing: Signing,
    /// Priority fee: `auto`, or micro-lamports a compute unit
    #[arg(long, global = true, value_parser = parse::price, default_value = "auto", value_name = "PRICE")]
    pub with_compute_unit_price: Price,
    /// Do not ask for confirmation
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Print results only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print more, such as program logs
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
}

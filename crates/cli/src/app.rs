//! The command line: global flags and the commands.

use std::path::PathBuf;

use clap::{ArgAction, Parser};
use makerstake_client::sender::Price;

use crate::cluster;
use crate::commands::Command;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::parse;
use crate::settings::Settings;

/// What is printed below the help of every command.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  internal error
  2  the command line makes no sense
  3  bad input: a file, a key, a setting; nothing was sent
  4  rejected by a program or a node; nothing changed
  5  the transaction expired without landing; safe to run again
  6  the transaction may have landed; look for its signature first
  7  the network could not be reached; nothing was sent
  8  a check found something wrong
  9  declined: --yes was missing
  130  stopped by Ctrl-C";

/// The ownership layer of a creator platform: identity, proof of work, equity, governance.
#[derive(Debug, Parser)]
#[command(name = "makerstake", version, about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct App {
    /// Flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The Solana CLI configuration file [default: ~/.config/solana/cli/config.yml]
    #[arg(short = 'C', long, global = true, value_name = "FILE", env = "SOLANA_CONFIG_FILE")]
    pub config: Option<PathBuf>,
    /// The JSON-RPC node: an address, or mainnet-beta, testnet, devnet, localhost (m, t, d, l)
    #[arg(short, long, global = true, value_name = "URL_OR_MONIKER")]
    pub url: Option<String>,
    /// The only cluster to write to: mainnet-beta, testnet, devnet, or a genesis hash
    #[arg(long, global = true, value_parser = cluster::parse, value_name = "CLUSTER", env = "MAKERSTAKE_CLUSTER")]
    pub cluster: Option<cluster::Genesis>,
    /// Other nodes that must also not know a transaction before it is signed anew
    #[arg(long, global = true, value_name = "URL")]
    pub confirm_with: Vec<String>,
    /// Who signs: a keypair file, `-` for standard input, prompt://, usb://ledger
    #[arg(short, long, global = true, value_name = "KEYPAIR")]
    pub keypair: Option<String>,
    /// Who pays fees and rent, if not the signer; the same sources as --keypair
    #[arg(long, global = true, value_name = "KEYPAIR")]
    pub fee_payer: Option<String>,
    /// How results are printed
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub output: Format,
    /// Simulate and show what would happen; send nothing
    #[arg(long, global = true)]
    pub dry_run: bool,
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

impl App {
    /// Runs the command.
    ///
    /// # Errors
    /// The command's own.
    pub fn run(self) -> Result<(), Failure> {
        let output =
            Output { format: self.global.output, quiet: self.global.quiet, verbose: self.global.verbose };
        match self.command.standalone(&output) {
            Ok(result) => result,
            Err(command) => {
                let settings = Settings::load(
                    self.global.config.as_deref(),
                    self.global.url.as_deref(),
                    self.global.keypair.as_deref(),
                )?;
                command.run(&Context::new(settings, self.global, output))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        super::App::command().debug_assert();
    }
}

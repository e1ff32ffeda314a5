//! The command line: global flags and the commands.

use std::sync::LazyLock;

use clap::{CommandFactory as _, Parser};

use crate::args::Global;
use crate::commands::Command;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::Settings;

/// What is printed below the help of every command.
pub const EXIT_CODES: &str = "\
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

/// The version and its commit.
pub fn version() -> &'static str {
    &VERSION
}

/// The version, with the commit where the build knows one (build.rs).
static VERSION: LazyLock<String> = LazyLock::new(|| match option_env!("MAKERSTAKE_COMMIT") {
    Some(commit) => format!("{} ({commit})", env!("CARGO_PKG_VERSION")),
    None => env!("CARGO_PKG_VERSION").to_owned(),
});

/// The ownership layer of a creator platform: identity, proof of work, equity, governance.
#[derive(Debug, Parser)]
#[command(name = "makerstake", version = VERSION.as_str(), about, after_help = EXIT_CODES, max_term_width = 100)]
pub struct App {
    /// Flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

impl App {
    pub fn run(self) -> Result<(), Failure> {
        let Global { output: format, quiet, verbose, .. } = self.global;
        let output = Output { format, quiet, verbose };
        match self.command.standalone(&output, Self::command) {
            Ok(result) => result,
            Err(command) => {
                let settings = Settings::load(&self.global)?;
                command.run(&Context::new(&settings, self.global, output)?)
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

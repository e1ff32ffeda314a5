//! `makerstake completions`: scripts for shells.

use clap::Args;
use clap_complete::Shell;

use crate::failure::Failure;
use crate::output::Output;

/// Print a completion script for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Prints the script.
    pub fn run(self, output: &Output, app: &mut clap::Command) -> Result<(), Failure> {
        // Into memory first: the generator panics when its reader goes away, as with `| head`.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, app, "makerstake", &mut script);
        output.write(&String::from_utf8_lossy(&script))
    }
}

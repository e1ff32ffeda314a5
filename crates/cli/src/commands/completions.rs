//! `makerstake completions`: scripts for shells.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use crate::app::App;
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
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        // Into memory first: the generator panics when its reader goes away, as with `| head`.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut App::command(), "makerstake", &mut script);
        output.write(&String::from_utf8_lossy(&script))
    }
}

//! `cargo xtask economy`: what part of an epoch made-up creators buy, as docs/scoring.md prints it.

use anyhow::Result;

use crate::project::{Project, Workspace};

/// What to play with.
#[derive(clap::Args)]
pub struct Arguments {
    /// The seed, which the figures are printed with
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs the simulation, which prints its figures.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let cargo = project.cargo(Workspace::Clients, "run").args(["--quiet", "--package"]);
    cargo
        .args(["makerstake-distribution", "--example", "economy", "--"])
        .arg(arguments.seed.to_string())
        .run()
}

//! `cargo xtask adversary`: a longer search for profit, as docs/threat-model.md prints it.

use anyhow::Result;

use crate::project::{Project, Workspace};

/// How much is searched.
#[derive(clap::Args)]
pub struct Arguments {
    /// Sequences for each pair of budget and role
    #[arg(long, default_value_t = 200_000)]
    sequences: usize,
    /// The seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Runs the tests of the adversary that print tables.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let cargo = project.cargo(Workspace::Clients, "test").args(["--quiet", "--workspace"]);
    cargo
        .args(["--test", "adversary", "--", "pairs::", "--nocapture", "--test-threads", "1"])
        .env("MAKERSTAKE_SEQUENCES", arguments.sequences.to_string())
        .env("MAKERSTAKE_SEED", arguments.seed.to_string())
        .run()
}

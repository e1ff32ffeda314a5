//! `cargo xtask fixtures`: the cases that the dApp tests its copies of the rules against, asked of crates/domain.

use crate::drift;
use crate::project::{Project, Workspace};
use anyhow::{bail, Result};

const FOLDER: &str = "app/test/fixtures";

/// Whether to write.
#[derive(clap::Args)]
pub struct Arguments {
    /// Change nothing; fail when a committed file differs
    #[arg(long)]
    pub check: bool,
}

/// Asks the rules for their answers, and writes or checks the files.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let scratch = project.path("target/fixtures");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    let example =
        ["--quiet", "--package", "makerstake-domain", "--features", "std", "--example", "fixtures", "--"];
    project.cargo(Workspace::Programs, "run").args(example).arg(&scratch).run()?;
    let fresh = drift::read(&scratch)?;
    let differences = drift::between(&drift::read(&project.path(FOLDER))?, &fresh);
    if differences.is_empty() {
        println!("{FOLDER} is current: {} files", fresh.len());
    } else if arguments.check {
        let lines: Vec<String> = differences.iter().map(|line| format!("{FOLDER}/{line}")).collect();
        bail!("{}\nrun `cargo xtask fixtures` and commit {FOLDER}", lines.join("\n"));
    } else {
        drift::replace(&project.path(FOLDER), &fresh)?;
        println!("{FOLDER} is written: {} files changed", differences.len());
    }
    Ok(())
}

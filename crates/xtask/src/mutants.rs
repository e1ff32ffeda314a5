//! `cargo xtask mutants`: plants one bug after another in the programs, and wants each to be found by a test.
//!
//! The bugs are in `tests/mutants`. Each is planted in a copy of the sources; the ELF that it lands in is built and put
//! among the real ones, and the tests run against those: first the one that should find it, then, if it does not, all.

mod list;
mod plant;
mod record;
mod tests;

use crate::build;
use crate::project::Project;
use crate::test::stages;
use anyhow::{bail, Result};
use list::Mutant;
use plant::Ground;
use record::Results;
use std::time::Instant;
use tests::Tests;

/// Which bugs.
#[derive(clap::Args)]
pub struct Arguments {
    /// Plant these only, by name or by the name of their file; all when none is named
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// List them
    #[arg(long)]
    pub list: bool,
    /// Plant also those that an earlier run has seen found in the same sources
    #[arg(long)]
    pub again: bool,
    /// Write into docs/assurance.md which of them were found, and by what
    #[arg(long)]
    pub record: bool,
}

/// What became of a bug.
enum Fate {
    /// The test that should find it did.
    Found,
    /// Another test did, this one.
    FoundBy(String),
    /// Nothing did.
    Survived,
}

/// Plants the bugs, and fails when one survives or is found by another test than its list says.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let all = list::read(&project.root)?;
    if arguments.list {
        all.iter().for_each(|mutant| println!("{:<14} {:<52} {}", mutant.elf, mutant.name, mutant.kind));
        return Ok(());
    }
    let chosen = list::chosen(&all, &arguments.names)?;
    build::run(project, &build::Arguments::default())?;
    let tests = Tests::build(project, &stages::litesvm_targets(project)?)?;
    let mut results = Results::open(project, arguments.again)?;
    let ground = Ground::prepare(project)?;
    let mut wrong = Vec::new();
    for mutant in &chosen {
        if results.knows(mutant, &ground)? {
            println!("known      {}", mutant.name);
            continue;
        }
        let begun = Instant::now();
        let fate = try_one(mutant, &ground, &tests)?;
        let seconds = begun.elapsed().as_secs();
        match fate {
            Fate::Found => {
                println!("found      {} by {} ({seconds} s)", mutant.name, mutant.killer);
                results.add(mutant, &ground)?;
            }
            Fate::FoundBy(other) => {
                println!("MISNAMED   {} was found by {other}, not by {}", mutant.name, mutant.killer);
                wrong.push(mutant.name.as_str());
            }
            Fate::Survived => {
                println!("SURVIVED   {} ({seconds} s)", mutant.name);
                wrong.push(mutant.name.as_str());
            }
        }
    }
    if !wrong.is_empty() {
        bail!(
            "{} of {} bugs were not found by the test that should find them: {}; write that test, or name the one that \
             finds it in tests/mutants",
            wrong.len(),
            chosen.len(),
            wrong.join(", ")
        );
    }
    println!("all {} planted bugs were found", chosen.len());
    if arguments.record {
        record::write(project, &all, |mutant| results.knows(mutant, &ground))?;
    }
    Ok(())
}

fn try_one(mutant: &Mutant, ground: &Ground<'_>, tests: &Tests<'_>) -> Result<Fate> {
    let deploy = ground.plant(mutant)?;
    if !tests.passes(&mutant.killer, &deploy)? {
        return Ok(Fate::Found);
    }
    Ok(match tests.first_failure(&deploy)? {
        Some(other) => Fate::FoundBy(other),
        None => Fate::Survived,
    })
}

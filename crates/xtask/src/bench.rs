//! `cargo xtask bench`: what every instruction costs, from the program tests under many keys.

mod figures;
mod table;

use crate::build;
use crate::costs;
use crate::programs;
use crate::project::{Project, Workspace};
use anyhow::{bail, Result};
use figures::{Ceilings, Figures};
use std::collections::BTreeMap;

/// Samples wanted of each instruction.
const SAMPLES: usize = 25;
/// Every round runs the tests under another seed, so with other keys.
const ROUNDS: u64 = 25;
const CEILINGS: &str = "tests/limits/ceilings.json";
const SIZES: &str = "tests/limits/sizes.json";

/// Whether to move the ceilings.
#[derive(clap::Args)]
pub struct Arguments {
    /// Set the ceilings that the `limits` tests hold to the figures measured now
    #[arg(long)]
    pub set_ceilings: bool,
}

/// Measures, and writes docs/costs.json and docs/costs.md.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    build::run(project, &build::Arguments::default())?;
    costs::forget(project)?;
    for seed in 1..=ROUNDS {
        let lacking = lacking(&costs::read(project)?);
        if lacking.is_empty() {
            break;
        }
        println!("seed {seed}: {}", lacking.join(", "));
        round(project, &lacking, seed)?;
    }
    let samples = costs::read(project)?;
    let unmeasured: Vec<_> =
        samples.iter().filter(|(_, samples)| samples.is_empty()).map(|(name, _)| name.as_str()).collect();
    if !unmeasured.is_empty() {
        bail!("no test sends these alone in an accepted transaction: {}", unmeasured.join(", "));
    }
    let measured: BTreeMap<String, Figures> =
        samples.iter().filter_map(|(name, samples)| Some((name.clone(), Figures::of(samples)?))).collect();

    let mut ceilings = Ceilings::read(&project.path(CEILINGS))?;
    if arguments.set_ceilings {
        ceilings.set(&measured);
        ceilings.write(&project.path(CEILINGS))?;
        std::fs::write(project.path(SIZES), figures::sizes_to_json(&elf_sizes(project)?))?;
    }
    std::fs::write(project.path("docs/costs.json"), figures::to_json(&measured))?;
    let table = table::markdown(&measured, &ceilings, &elf_sizes(project)?);
    std::fs::write(project.path("docs/costs.md"), &table)?;
    print!("{table}");
    let above = ceilings.exceeded_by(&measured);
    if !above.is_empty() {
        bail!("above its ceiling: {}", above.join("; "));
    }
    Ok(())
}

/// The programs that have an instruction with too few samples.
fn lacking(samples: &costs::Samples) -> Vec<&'static str> {
    let lacks = |program: &&str| {
        let mut of_program = samples.iter().filter(|(name, _)| name.split('.').next() == Some(program));
        of_program.any(|(_, samples)| samples.len() < SAMPLES)
    };
    programs::NAMES.into_iter().filter(lacks).collect()
}

fn round(project: &Project, programs: &[&str], seed: u64) -> Result<()> {
    let cargo = project.cargo(Workspace::Clients, "test");
    let cargo = cargo.args(["--quiet", "--no-fail-fast", "--package", "makerstake-tests"]);
    let mut cargo = programs.iter().fold(cargo, |cargo, program| cargo.args(["--test", program]));
    cargo = cargo.env(costs::VARIABLE, costs::folder(project)).env("MAKERSTAKE_SEED", seed.to_string());
    if !cargo.output()?.status.success() {
        println!(
            "seed {seed}: tests fail, see MAKERSTAKE_SEED={seed}; what they recorded counts all the same"
        );
    }
    Ok(())
}

fn elf_sizes(project: &Project) -> Result<Vec<(&'static str, u64)>> {
    let size = |name: &str| -> Result<u64> {
        Ok(std::fs::metadata(project.deploy().join(programs::elf_name(name)))?.len())
    };
    programs::NAMES.into_iter().map(|name| Ok((name, size(name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_run_until_each_instruction_has_enough_samples() {
        let sample =
            costs::Sample { compute_units: 1, transaction_bytes: 1, accounts: 1, created_bytes: 0, rent: 0 };
        let samples =
            [("creators.register", SAMPLES), ("equity.claim", SAMPLES - 1), ("equity.deposit", SAMPLES)];
        let samples = samples.map(|(name, count)| (name.to_owned(), vec![sample; count]));
        assert_eq!(lacking(&samples.into_iter().collect()), ["equity"]);
    }
}

//! `cargo xtask bench`: what every instruction costs, from the program tests under many keys.

mod figures;
mod heap;
mod speed;
mod table;

use crate::build;
use crate::costs;
use crate::process::Process;
use crate::programs;
use crate::project::{Project, Workspace};
use crate::test::stages;
use anyhow::{bail, Context, Result};
use figures::{Ceilings, Figures};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Samples wanted of each instruction.
const SAMPLES: usize = 25;
/// Every round runs the tests under another seed, so with other keys.
const ROUNDS: u64 = 25;
/// The first of the seeds, and the only one where keys do not matter.
const SEED: u64 = 1;
const CEILINGS: &str = "tests/limits/ceilings.json";
const SIZES: &str = "tests/limits/sizes.json";

/// Whether to move the ceilings.
#[derive(clap::Args)]
pub struct Arguments {
    /// Set the ceilings that the `limits` tests hold to the figures measured now
    #[arg(long)]
    pub set_ceilings: bool,
    /// Measure nothing: write what target/costs has of an earlier run
    #[arg(long)]
    pub recorded: bool,
    /// Measure only how much heap each instruction uses; the other figures stay those of docs/costs.json
    #[arg(long)]
    pub heap: bool,
    /// Measure instead how fast lists are scored, built and verified; writes the table in docs/benchmarks.md
    #[arg(long, conflicts_with_all = ["set_ceilings", "recorded", "heap"])]
    pub distribution: bool,
    /// Measure instead how fast `dist push` claims on a local network; writes the table in docs/benchmarks.md
    #[arg(long, conflicts_with_all = ["set_ceilings", "recorded", "heap"])]
    pub push: bool,
    /// Measure instead how fast a node is on a platform of a million positions; writes the table in docs/benchmarks.md
    #[arg(long, conflicts_with_all = ["set_ceilings", "recorded", "heap"])]
    pub node: bool,
    /// With --distribution, --push or --node, divide the numbers of rows and claims by this, and write nothing
    #[arg(long, default_value_t = 1, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub divisor: u64,
}

/// Measures, and writes docs/costs.json and docs/costs.md, or tables in docs/benchmarks.md.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    if arguments.distribution {
        speed::distribution(project, arguments.divisor)?;
    }
    if arguments.push {
        speed::push(project, arguments.divisor)?;
    }
    if arguments.node {
        speed::node(project, arguments.divisor)?;
    }
    if arguments.distribution || arguments.push || arguments.node {
        return Ok(());
    }
    if !arguments.recorded {
        build::run(project, &build::Arguments::default())?;
        if !arguments.heap {
            measure(project)?;
        }
        heap::measure(project)?;
    }
    let mut measured = if arguments.heap { figures::read(project)? } else { recorded(project)? };
    for (name, bytes) in heap::read(project)? {
        let figures = measured
            .get_mut(&name)
            .with_context(|| format!("docs/costs.json has no {name}: leave out --heap"))?;
        figures.heap_bytes = bytes;
    }

    let mut ceilings = Ceilings::read(&project.path(CEILINGS))?;
    if arguments.set_ceilings {
        if arguments.heap {
            ceilings.set_heap(&measured);
        } else {
            ceilings.set(&measured);
            std::fs::write(project.path(SIZES), figures::sizes_to_json(&elf_sizes(&project.deploy())?))?;
        }
        ceilings.write(&project.path(CEILINGS))?;
    }
    std::fs::write(project.path("docs/costs.json"), figures::to_json(&measured))?;
    let table = table::markdown(&measured, &ceilings, &elf_sizes(&project.deploy())?);
    std::fs::write(project.path("docs/costs.md"), &table)?;
    print!("{table}");
    let above = ceilings.exceeded_by(&measured);
    if !above.is_empty() {
        bail!("above its ceiling: {}", above.join("; "));
    }
    Ok(())
}

/// The figures of what the tests recorded, but for the heap.
fn recorded(project: &Project) -> Result<BTreeMap<String, Figures>> {
    let samples = costs::read(project)?;
    let unmeasured: Vec<_> =
        samples.iter().filter(|(_, samples)| samples.is_empty()).map(|(name, _)| name.as_str()).collect();
    if !unmeasured.is_empty() {
        bail!("no test sends these alone in an accepted transaction: {}", unmeasured.join(", "));
    }
    Ok(samples.iter().filter_map(|(name, samples)| Some((name.clone(), Figures::of(samples)?))).collect())
}

/// Runs the program tests under one seed after another, until every instruction has samples enough.
fn measure(project: &Project) -> Result<()> {
    let tests = executables(project, &[])?;
    let elfs = keep_elfs(project)?;
    costs::forget(project)?;
    // What the programs' own tests do not send shows how large a transaction can be: the attacks, the models, the epochs.
    for target in tests.keys().filter(|target| !programs::NAMES.contains(&target.as_str())) {
        println!("seed {SEED}: {target}");
        run_tests(project, &tests, &elfs, target, &[], SEED)?;
    }
    for seed in SEED..=ROUNDS {
        let before = costs::read(project)?;
        let lacking = lacking(&before);
        if lacking.is_empty() {
            break;
        }
        println!("seed {seed}: {} instructions", lacking.values().map(Vec::len).sum::<usize>());
        for (program, instructions) in lacking {
            // The tests of an instruction are mostly in a module of its name; only when these do not do, all are run.
            run_tests(project, &tests, &elfs, program, if seed == SEED { &[] } else { &instructions }, seed)?;
            let after = costs::read(project)?;
            let count = |samples: &costs::Samples, name: &str| samples.get(name).map_or(0, Vec::len);
            let stuck = |instruction: &&str| {
                let name = format!("{program}.{instruction}");
                count(&after, &name) == count(&before, &name)
            };
            if seed > SEED && instructions.iter().any(stuck) {
                run_tests(project, &tests, &elfs, program, &["--skip", "costs::"], seed)?;
            }
        }
    }
    Ok(())
}

/// The instructions with too few samples, by program.
fn lacking(samples: &costs::Samples) -> BTreeMap<&str, Vec<&str>> {
    let mut lacking: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, _) in samples.iter().filter(|(_, samples)| samples.len() < SAMPLES) {
        if let Some((program, instruction)) = name.split_once('.') {
            lacking.entry(program).or_default().push(instruction);
        }
    }
    lacking
}

/// Copies the ELFs, so that all rounds measure the same ones whatever is built meanwhile.
fn keep_elfs(project: &Project) -> Result<PathBuf> {
    let folder = project.path("target/bench");
    std::fs::create_dir_all(&folder)?;
    for name in programs::NAMES {
        std::fs::copy(
            project.deploy().join(programs::elf_name(name)),
            folder.join(programs::elf_name(name)),
        )?;
    }
    Ok(folder)
}

/// Runs tests of a program under a seed: those that the filter, arguments of the test's executable, leaves.
fn run_tests(
    project: &Project,
    tests: &BTreeMap<String, PathBuf>,
    elfs: &Path,
    target: &str,
    filter: &[&str],
    seed: u64,
) -> Result<()> {
    let executable = tests.get(target).with_context(|| format!("there is no test target {target}"))?;
    let mut test = Process::new(executable)
        .args(filter)
        .folder(project.path("tests"))
        .env(costs::VARIABLE, costs::folder(project))
        .env("MAKERSTAKE_DEPLOY_DIR", elfs)
        .env("MAKERSTAKE_SEED", seed.to_string());
    if !test.output()?.status.success() {
        println!("seed {seed}: tests of {target} fail; what they recorded counts all the same");
    }
    Ok(())
}

/// Builds the tests that run on LiteSVM, with more arguments of cargo's, and gives each target's executable.
fn executables(project: &Project, arguments: &[&str]) -> Result<BTreeMap<String, PathBuf>> {
    let cargo =
        project.cargo(Workspace::Clients, "test").args(["--no-run", "--quiet", "--message-format", "json"]);
    let cargo = cargo.arg("--workspace").args(arguments);
    let targets = stages::litesvm_targets(project)?;
    let printed = targets.iter().fold(cargo, |cargo, target| cargo.args(["--test", target])).text()?;
    Ok(printed.lines().filter_map(executable).collect())
}

/// The target and its executable, where a line of cargo's names one.
fn executable(line: &str) -> Option<(String, PathBuf)> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    let path = message["executable"].as_str()?;
    Some((message["target"]["name"].as_str()?.to_owned(), path.into()))
}

fn elf_sizes(elfs: &Path) -> Result<Vec<(&'static str, u64)>> {
    let size =
        |name: &str| -> Result<u64> { Ok(std::fs::metadata(elfs.join(programs::elf_name(name)))?.len()) };
    programs::NAMES.into_iter().map(|name| Ok((name, size(name)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executable_is_read_from_cargos_messages() {
        let line =
            r#"{"reason":"compiler-artifact","target":{"name":"equity"},"executable":"/target/equity-1"}"#;
        assert_eq!(executable(line), Some(("equity".into(), "/target/equity-1".into())));
        assert_eq!(
            executable(r#"{"reason":"compiler-artifact","target":{"name":"sdk"},"executable":null}"#),
            None
        );
    }

    #[test]
    fn an_instruction_lacks_samples_until_it_has_enough() {
        let sample =
            costs::Sample { compute_units: 1, transaction_bytes: 1, accounts: 1, created_bytes: 0, rent: 0 };
        let samples =
            [("creators.register", SAMPLES), ("equity.claim", SAMPLES - 1), ("equity.deposit", SAMPLES)];
        let samples = samples.map(|(name, count)| (name.to_owned(), vec![sample; count]));
        let samples = samples.into_iter().collect();
        assert_eq!(lacking(&samples), [("equity", vec!["claim"])].into());
    }
}

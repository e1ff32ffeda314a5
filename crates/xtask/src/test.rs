//! `cargo xtask test`: everything, stage by stage, with a summary.

pub mod stages;

use crate::project::Project;
use anyhow::{bail, Result};
use stages::{Stage, STAGES};
use std::time::{Duration, Instant};

/// Which stages.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run this stage only; may be given more than once
    #[arg(long, value_name = "STAGE")]
    pub only: Vec<String>,
    /// List the stages
    #[arg(long)]
    pub list: bool,
}

/// Stages that run only when they are named: the stories in a browser have passed one by one, and not yet all in one run
/// (docs/dapp.md says which, and when).
const ON_REQUEST: [&str; 1] = ["browser"];

/// Runs every stage, also after one has failed, and fails when any did.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    if arguments.list {
        STAGES.iter().for_each(|stage| println!("{:<12} {}", stage.name, stage.about));
        return Ok(());
    }
    let chosen = chosen(&arguments.only)?;
    if arguments.only.is_empty() {
        println!("left out: {} (run it with --only)", ON_REQUEST.join(", "));
    }
    let mut summary = Vec::new();
    for stage in chosen {
        println!("\n== {}: {}", stage.name, stage.about);
        let begun = Instant::now();
        let result = (stage.run)(project);
        if let Err(error) = &result {
            println!("{error:#}");
        }
        summary.push((stage.name, result.is_ok(), begun.elapsed()));
    }
    report(&summary)
}

fn chosen(only: &[String]) -> Result<Vec<&'static Stage>> {
    if let Some(unknown) = only.iter().find(|name| STAGES.iter().all(|stage| stage.name != name.as_str())) {
        let names: Vec<_> = STAGES.iter().map(|stage| stage.name).collect();
        bail!("there is no stage `{unknown}`: the stages are {}", names.join(", "));
    }
    let wanted = |stage: &&Stage| match only {
        [] => !ON_REQUEST.contains(&stage.name),
        only => only.iter().any(|name| name == stage.name),
    };
    Ok(STAGES.iter().filter(wanted).collect())
}

fn report(summary: &[(&str, bool, Duration)]) -> Result<()> {
    println!();
    for (name, passed, time) in summary {
        println!("{name:<12} {} {:>6.1} s", if *passed { "passed" } else { "FAILED" }, time.as_secs_f32());
    }
    let failed: Vec<_> = summary.iter().filter(|(_, passed, _)| !passed).map(|(name, ..)| *name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("{} failed; again: cargo xtask test --only {}", failed.join(", "), failed.join(" --only "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_chosen_by_name() {
        let all = chosen(&[]).unwrap();
        assert_eq!(all.len(), STAGES.len() - ON_REQUEST.len());
        assert!(all.iter().all(|stage| !ON_REQUEST.contains(&stage.name)));
        assert_eq!(chosen(&["browser".into()]).unwrap()[0].name, "browser");
        assert_eq!(chosen(&["unit".into()]).unwrap()[0].name, "unit");
        let error = chosen(&["units".into()]).err().unwrap().to_string();
        assert!(error.starts_with("there is no stage `units`: the stages are format, "), "{error}");
    }

    #[test]
    fn a_failed_stage_fails_the_command() {
        let second = Duration::from_secs(1);
        assert!(report(&[("format", true, second)]).is_ok());
        let error = report(&[("format", true, second), ("unit", false, second)]).unwrap_err().to_string();
        assert_eq!(error, "unit failed; again: cargo xtask test --only unit");
    }
}

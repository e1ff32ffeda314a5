//! `cargo xtask audit`: known weaknesses of what we build on.
//!
//! Rust: the lock files against the RustSec advisory database, which is given by path; no tool is needed. JavaScript: `npm
//! audit`, where the registry answers it. What cannot be asked is said in one sentence, and is no failure.

mod advisory;
mod lock;

use crate::npm::Package;
use crate::process::Process;
use crate::project::{Project, Workspace};
use advisory::Kind;
use anyhow::{bail, Context, Result};
use serde::Deserialize;
use serde_json::Value;
use std::path::PathBuf;

/// Names the database.
pub const VARIABLE: &str = "MAKERSTAKE_ADVISORIES";

/// Where the advisories are.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// A clone of github.com/rustsec/advisory-db; by default the one of cargo-audit, if there is one
    #[arg(long, value_name = "DIR", env = VARIABLE)]
    pub database: Option<PathBuf>,
}

impl Arguments {
    /// What the environment gives, for a run without a command line.
    pub fn from_environment() -> Self {
        Self { database: std::env::var_os(VARIABLE).map(PathBuf::from) }
    }
}

/// An advisory that `deny.toml` lets pass, and why. cargo-deny reads the same list.
#[derive(Deserialize)]
struct Excuse {
    id: String,
    reason: String,
}

/// Compares, and fails on a weakness that nobody has excused, and on an excuse that nothing needs any more.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let rust = rust(project, arguments);
    let javascript = javascript(project);
    rust.and(javascript)
}

fn rust(project: &Project, arguments: &Arguments) -> Result<()> {
    let Some(database) = arguments.database.clone().or_else(cargo_audits_own) else {
        println!(
            "Rust: skipped, there is no advisory database on this machine: clone github.com/rustsec/advisory-db and name it \
             with --database or {VARIABLE}"
        );
        return Ok(());
    };
    let advisories = advisory::read(&database)?;
    let excuses = excuses(project)?;
    let (mut open, mut used) = (Vec::new(), Vec::new());
    for workspace in Workspace::ALL {
        let file = project.path(workspace.manifest()).with_file_name("Cargo.lock");
        let packages = lock::read(&file)?;
        for advisory in &advisories {
            for package in packages.iter().filter(|package| advisory.concerns(package)) {
                let line =
                    format!("{} {} {}: {}", advisory.id, package.name, package.version, advisory.title);
                match excuses.iter().find(|excuse| excuse.id == advisory.id) {
                    Some(excuse) => {
                        println!("{line}\n    let pass: {}", excuse.reason);
                        used.push(excuse.id.as_str());
                    }
                    None if advisory.kind == Kind::Notice => println!("{line}\n    a notice, no weakness"),
                    None => open.push(format!("{} ({line})", workspace.manifest())),
                }
            }
        }
    }
    let needless: Vec<_> =
        excuses.iter().map(|excuse| excuse.id.as_str()).filter(|id| !used.contains(id)).collect();
    if !open.is_empty() {
        bail!("known weaknesses: {}; update what has them, or excuse them in deny.toml", open.join("; "));
    }
    if !needless.is_empty() {
        bail!("deny.toml excuses what nothing has any more: {}", needless.join(", "));
    }
    println!("Rust: {} advisories, all lock files, nothing open", advisories.len());
    Ok(())
}

/// Where cargo-audit keeps its clone.
fn cargo_audits_own() -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")))?;
    Some(home.join("advisory-db")).filter(|path| path.is_dir())
}

fn excuses(project: &Project) -> Result<Vec<Excuse>> {
    #[derive(Deserialize)]
    struct Deny {
        advisories: Advisories,
    }
    #[derive(Deserialize)]
    struct Advisories {
        #[serde(default)]
        ignore: Vec<Excuse>,
    }
    let text = std::fs::read_to_string(project.path("deny.toml"))?;
    let deny: Deny =
        toml::from_str(&text).context("deny.toml: an excuse is { id = \"..\", reason = \"..\" }")?;
    Ok(deny.advisories.ignore)
}

fn javascript(project: &Project) -> Result<()> {
    for folder in [".", "codegen"] {
        if Package::open(project.path(folder))?.is_none() {
            continue;
        }
        let Ok(output) = Process::new("npm").args(["audit", "--json"]).folder(project.path(folder)).output()
        else {
            println!("{folder}: skipped, there is no npm on this machine");
            continue;
        };
        let text = String::from_utf8_lossy(&output.stdout);
        match serde_json::from_str::<Value>(&text).ok().as_ref().and_then(counts) {
            None => println!("{folder}: skipped, this registry does not answer `npm audit`"),
            Some((0, all)) => println!("{folder}: {all} weaknesses below `high`, none above"),
            Some((grave, _)) => bail!("{folder}: {grave} grave weaknesses; see `npm audit` there"),
        }
    }
    Ok(())
}

/// High and critical ones, and all, of npm's report.
fn counts(report: &Value) -> Option<(u64, u64)> {
    let count = |level: &str| report["metadata"]["vulnerabilities"][level].as_u64();
    Some((count("high")? + count("critical")?, count("total")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_report_of_npm_is_counted_and_a_refusal_is_none() {
        let report = json!({ "metadata": { "vulnerabilities": { "high": 2, "critical": 1, "total": 7 } } });
        assert_eq!(counts(&report), Some((3, 7)));
        assert_eq!(counts(&json!({ "statusCode": 405 })), None);
    }
}

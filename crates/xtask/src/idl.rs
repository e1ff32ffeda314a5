//! `cargo xtask idl`: the programs' interfaces, from their sources, without Anchor's command line.

mod collect;
mod json;

use crate::process::Process;
use crate::programs::{self, Manifest};
use crate::project::Project;
use anyhow::{bail, Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;

/// Which programs, and whether to write.
#[derive(clap::Args)]
pub struct Arguments {
    /// Change nothing; fail when a committed file differs
    #[arg(long)]
    pub check: bool,
    /// The programs; all four when none is named
    #[arg(value_name = "PROGRAM")]
    pub programs: Vec<String>,
}

/// Writes or checks `idl/<program>.json`. A program that does not compile keeps its file, and fails the command.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let chosen = programs::chosen(&arguments.programs)?;
    let manifests: BTreeMap<_, _> = programs::manifests(project)?.into_iter().collect();
    let mut faults = Vec::new();
    for name in chosen {
        match one(project, name, &manifests[name], arguments.check) {
            Ok(line) => println!("idl/{name}.json {line}"),
            Err(error) => {
                eprintln!("idl/{name}.json: {error:#}");
                faults.push(name);
            }
        }
    }
    if faults.is_empty() {
        return Ok(());
    }
    let remedy = if arguments.check { ": run `cargo xtask idl` and commit idl/" } else { "" };
    bail!("the interface of {} is not as it should be{remedy}", faults.join(", "))
}

fn one(project: &Project, name: &str, manifest: &Manifest, check: bool) -> Result<&'static str> {
    let printed = print(project, name)?;
    let foreign = manifest.uses.iter().map(|used| read(project, used)).collect::<Result<Vec<_>>>()?;
    let text = json::to_text(&collect::collect(&printed, &manifest.version, &foreign)?);
    let path = project.path(format!("idl/{name}.json"));
    if std::fs::read_to_string(&path).is_ok_and(|committed| committed == text) {
        return Ok("is current");
    }
    if check {
        bail!("differs from the program's source");
    }
    std::fs::create_dir_all(project.path("idl"))?;
    std::fs::write(&path, text)?;
    Ok("is written")
}

/// Reads a committed IDL.
pub fn read(project: &Project, name: &str) -> Result<Value> {
    let path = project.path(format!("idl/{name}.json"));
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("no idl/{name}.json: run `cargo xtask idl {name}` first"))?;
    serde_json::from_str(&text).with_context(|| format!("idl/{name}.json is no JSON"))
}

/// Has the program's derive macros print its interface: under the feature `idl-build` they make tests that do so.
fn print(project: &Project, name: &str) -> Result<String> {
    let test: Process = programs::cargo(project, "test", name)
        .args(["--quiet", "--lib", "--features", "idl-build", "__anchor_private_print_idl"])
        .args(["--", "--show-output", "--test-threads", "1"]);
    test.remedy(format!("see `cargo check -p {}`", programs::package_name(name))).text()
}

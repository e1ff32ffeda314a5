//! `cargo xtask clients`: the Rust and the TypeScript client, rendered from `idl/` by codama (see codegen/).

use crate::drift::{self, Files};
use crate::npm;
use crate::process::Process;
use crate::programs;
use crate::project::Project;
use anyhow::{bail, Result};
use std::path::{Path, PathBuf};

const RUST: &str = "crates/client/src/generated";
const TYPESCRIPT: &str = "packages/client/src/generated";

/// Whether to write.
#[derive(clap::Args)]
pub struct Arguments {
    /// Change nothing; fail when a committed file differs
    #[arg(long)]
    pub check: bool,
}

/// Renders the clients of every program that has an IDL, and writes or checks them.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let has_idl = |name: &&str| project.path(format!("idl/{name}.json")).exists();
    let programs: Vec<&str> = programs::NAMES.into_iter().filter(has_idl).collect();
    if programs.is_empty() {
        bail!("there is no idl/*.json: run `cargo xtask idl` first");
    }
    let _lock = project.cache.lock("codegen")?;
    let codegen = install(project)?;
    let scratch = project.path("target/clients");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    let rendered = render(project, &codegen, &scratch, &programs)?;

    let mut lines = Vec::new();
    for (folder, generated) in rendered {
        let differences = drift::between(&drift::read(&project.path(folder))?, &generated);
        if !arguments.check && !differences.is_empty() {
            drift::replace(&project.path(folder), &generated)?;
        }
        lines.extend(differences.into_iter().map(|line| format!("{folder}/{line}")));
    }
    if lines.is_empty() {
        println!("the clients of {} are current", programs.join(", "));
    } else if arguments.check {
        bail!("{}\nrun `cargo xtask clients` and commit {RUST} and {TYPESCRIPT}", lines.join("\n"));
    } else {
        println!("the clients of {} are written: {} files changed", programs.join(", "), lines.len());
    }
    Ok(())
}

/// Installs the renderer in the cache, so that a clone stays clean.
pub fn install(project: &Project) -> Result<PathBuf> {
    let folder = npm::install_in_cache(&project.cache, &project.path("codegen"), "codegen")?;
    for part in ["src", "test"] {
        drift::replace(&folder.join(part), &drift::read(&project.path("codegen").join(part))?)?;
    }
    Ok(folder)
}

fn render(
    project: &Project,
    codegen: &Path,
    scratch: &Path,
    programs: &[&str],
) -> Result<[(&'static str, Files); 2]> {
    let (rust, typescript) = (scratch.join("rust"), scratch.join("typescript"));
    Process::new("node")
        .arg(codegen.join("src/main.js"))
        .args([&project.path("idl"), &rust, &typescript])
        .args(programs)
        .remedy("the clients need Node.js 20 or newer")
        .quiet()?;
    let sources = drift::read(&rust)?;
    let paths = sources.keys().filter(|path| path.ends_with(".rs")).map(|path| rust.join(path));
    Process::new("rustfmt")
        .args(["--edition", "2021", "--config-path"])
        .arg(project.path("rustfmt.toml"))
        .args(paths)
        .quiet()?;
    Ok([(RUST, drift::read(&rust)?), (TYPESCRIPT, drift::read(&typescript)?)])
}

//! `cargo xtask build`: the programs as SBPFv3 ELFs.

use crate::process::{find_program, Process};
use crate::programs;
use crate::project::Project;
use crate::toolchain::Toolchain;
use anyhow::{bail, Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The largest ELF wanted, in bytes.
pub const WANTED: usize = 120 * 1024;

/// Which programs, and by which tools.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// Use Anza's `cargo build-sbf`, where it is installed
    #[arg(long)]
    pub platform_tools: bool,
    /// The programs; all four when none is named
    #[arg(value_name = "PROGRAM")]
    pub programs: Vec<String>,
}

/// Builds into `target/deploy` and prints each ELF's size and SHA-256.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let (examples, asked): (Vec<String>, Vec<String>) =
        arguments.programs.iter().cloned().partition(|name| programs::EXAMPLES.contains(&name.as_str()));
    // The four are built when none is named; an example only when it is.
    let chosen =
        if asked.is_empty() && !examples.is_empty() { Vec::new() } else { programs::chosen(&asked)? };
    if arguments.platform_tools {
        return by_platform_tools(project, &chosen);
    }
    let toolchain = Toolchain::ready(project)?;
    for name in chosen.into_iter().chain(examples.iter().map(String::as_str)) {
        let elf = one(&toolchain, &project.root, &project.elf_target(), name)?;
        put(&elf, &project.deploy(), name)?;
        println!("{}", describe(&project.deploy(), name)?);
    }
    Ok(())
}

/// Builds one program and gives the path of its ELF.
pub fn one(toolchain: &Toolchain, root: &Path, target: &Path, name: &str) -> Result<PathBuf> {
    toolchain
        .cargo_build(root, target)
        .args(["--package", &programs::package_name(name), "--lib"])
        .remedy(format!("see `cargo check -p {}`", programs::package_name(name)))
        .quiet()?;
    Ok(toolchain.elf(target, &format!("makerstake_{name}")))
}

fn by_platform_tools(project: &Project, chosen: &[&str]) -> Result<()> {
    if find_program("cargo-build-sbf").is_none() {
        bail!("there is no `cargo build-sbf` on this machine: install Anza's tools, or leave --platform-tools out");
    }
    for name in chosen {
        Process::new("cargo")
            .args(["build-sbf", "--arch", "v3", "--manifest-path"])
            .arg(project.path(format!("programs/{name}/Cargo.toml")))
            .arg("--sbf-out-dir")
            .arg(project.deploy())
            .folder(&project.root)
            .run()?;
        println!("{}", describe(&project.deploy(), name)?);
    }
    Ok(())
}

/// Copies an ELF to its place at once: whoever loads it finds the old one or the new one, whole.
fn put(elf: &Path, deploy: &Path, name: &str) -> Result<()> {
    std::fs::create_dir_all(deploy)?;
    let half = deploy.join(format!("{}.half", programs::elf_name(name)));
    std::fs::copy(elf, &half).with_context(|| format!("the build left no {}", elf.display()))?;
    std::fs::rename(&half, deploy.join(programs::elf_name(name)))?;
    Ok(())
}

/// Size and hash of an ELF, in a line.
fn describe(deploy: &Path, name: &str) -> Result<String> {
    let elf = std::fs::read(deploy.join(programs::elf_name(name)))?;
    let note = if elf.len() > WANTED { "  more than the 120 KiB wanted" } else { "" };
    Ok(format!("{:<28} {:>7} bytes  sha256 {}{note}", programs::elf_name(name), elf.len(), hash(&elf)))
}

/// SHA-256, in hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

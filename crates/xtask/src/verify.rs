//! `cargo xtask verify`: the same ELFs from the same sources in another place.

use crate::build;
use crate::process::Process;
use crate::programs;
use crate::project::Project;
use crate::toolchain::Toolchain;
use anyhow::{bail, Context, Result};
use std::path::Path;

/// Builds the programs, builds them again from a copy in another folder with an empty target folder, and compares.
pub fn run(project: &Project) -> Result<()> {
    build::run(project, &build::Arguments::default())?;
    let first = hashes(project)?;
    let scratch = std::env::temp_dir().join(format!("makerstake-verify-{}", std::process::id()));
    println!("building again from scratch in {}", scratch.display());
    let result = rebuild(project, &scratch, &first);
    std::fs::remove_dir_all(&scratch).context("cannot remove the copy")?;
    let differing = result?;
    if differing.is_empty() {
        println!("all four are the same, byte for byte");
        return Ok(());
    }
    bail!(
        "{} came out differently: the build depends on something outside of its sources",
        differing.join(", ")
    )
}

/// The hashes of the ELFs, taken at once: whoever builds meanwhile must not be compared with.
fn hashes(project: &Project) -> Result<Vec<(&'static str, String)>> {
    let hash =
        |name| Ok((name, build::hash(&std::fs::read(project.deploy().join(programs::elf_name(name)))?)));
    programs::NAMES.into_iter().map(hash).collect()
}

fn rebuild(project: &Project, scratch: &Path, first: &[(&'static str, String)]) -> Result<Vec<&'static str>> {
    let (root, target) = (scratch.join("a copy of the sources"), scratch.join("target"));
    copy_sources(&project.root, &root)?;
    let toolchain = Toolchain::ready(project)?;
    let mut differing = Vec::new();
    for (name, first) in first {
        let again = build::hash(&std::fs::read(build::one(&toolchain, &root, &target, name)?)?);
        println!(
            "{:<28} {again} {}",
            programs::elf_name(name),
            if again == *first { "same" } else { "DIFFERS" }
        );
        if again != *first {
            differing.push(*name);
        }
    }
    Ok(differing)
}

/// Copies what git tracks or would track.
pub fn copy_sources(root: &Path, copy: &Path) -> Result<()> {
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let listed = Process::new("git").args(arguments).folder(root).remedy("this needs a git clone").text()?;
    for path in listed.split('\0').filter(|path| root.join(path).is_file()) {
        let to = copy.join(path);
        std::fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        std::fs::copy(root.join(path), to)?;
    }
    Ok(())
}

//! Where bugs are planted: a copy of the sources, with a target folder of its own that later bugs build on.

use super::list::Mutant;
use crate::project::Project;
use crate::toolchain::Toolchain;
use crate::{build, programs, verify};
use anyhow::{bail, Context, Result};
use std::path::PathBuf;

/// A copy of the sources, and the real ELFs to compare with.
pub struct Ground<'p> {
    project: &'p Project,
    toolchain: Toolchain,
    root: PathBuf,
    target: PathBuf,
    deploy: PathBuf,
}

impl<'p> Ground<'p> {
    /// Copies the sources into the cache.
    pub fn prepare(project: &'p Project) -> Result<Self> {
        let folder = project.cache.path("mutants");
        let ground = Self {
            project,
            toolchain: Toolchain::ready(project)?,
            root: folder.join("tree"),
            target: folder.join("target"),
            deploy: folder.join("deploy"),
        };
        if ground.root.exists() {
            std::fs::remove_dir_all(&ground.root).context("cannot remove an earlier copy of the sources")?;
        }
        verify::copy_sources(&project.root, &ground.root)?;
        Ok(ground)
    }

    /// Plants a bug, builds the ELF it lands in, takes the bug out again, and gives a folder with that ELF and the real
    /// ones of the other programs.
    pub fn plant(&self, mutant: &Mutant) -> Result<PathBuf> {
        let file = self.root.join(&mutant.file);
        let source = std::fs::read_to_string(&file)?;
        std::fs::write(&file, mutant.planted(&source)?)?;
        let built = build::one(&self.toolchain, &self.root, &self.target, &mutant.elf);
        std::fs::write(&file, source)?;
        let elf = built.with_context(|| format!("{} does not compile: mend it in its list", mutant.name))?;
        if build::hash(&std::fs::read(&elf)?) == self.real(&mutant.elf)? {
            bail!("{} changes nothing in {}: it is no bug", mutant.name, mutant.elf);
        }
        std::fs::create_dir_all(&self.deploy)?;
        for name in programs::NAMES {
            let from = if name == mutant.elf {
                elf.clone()
            } else {
                self.project.deploy().join(programs::elf_name(name))
            };
            std::fs::copy(from, self.deploy.join(programs::elf_name(name)))?;
        }
        Ok(self.deploy.clone())
    }

    /// The hash of a program's real ELF.
    pub fn real(&self, name: &str) -> Result<String> {
        Ok(build::hash(&std::fs::read(self.project.deploy().join(programs::elf_name(name)))?))
    }
}

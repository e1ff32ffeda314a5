//! The sBPF toolchain: made once a machine, from package registries alone. toolchain/README.md says what is in it.

mod debian;
mod linker;
mod llvm;
mod standard_library;

use crate::cache::key;
use crate::process::Process;
use crate::project::Project;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

const TARGET: &str = "sbpf-solana-solana";
const TARGET_SPECIFICATION: &str = include_str!("../toolchain/sbpf-solana-solana.json");
const CONFIGURATION: &str = include_str!("../toolchain/cargo.toml");

/// All that decides what must be made, but for the compiler. The two files that only say how it is used are written anew
/// each time.
const RECIPE: [&str; 4] = [
    include_str!("toolchain/debian.rs"),
    include_str!("toolchain/linker.rs"),
    include_str!("toolchain/llvm.rs"),
    include_str!("toolchain/standard_library.rs"),
];

/// A whole toolchain, in a folder that was put in place at once.
pub struct Toolchain {
    prefix: PathBuf,
}

impl Toolchain {
    /// The toolchain of this recipe and compiler; made first where it is missing, in about five minutes.
    pub fn ready(project: &Project) -> Result<Self> {
        let prefix = project.cache.path(format!("sbf-{}", recipe_key(&project.rustc)));
        let _lock = project.cache.lock("sbf")?;
        if !prefix.exists() {
            println!("making the sBPF toolchain in {} (once; about five minutes)", prefix.display());
            let half = prefix.with_extension("half");
            if half.exists() {
                std::fs::remove_dir_all(&half).context("cannot remove a half-made toolchain")?;
            }
            make(&half, &prefix, &project.rustc)?;
            std::fs::rename(&half, &prefix)?;
        }
        configure(&prefix)?;
        Ok(Self { prefix })
    }

    /// A command of cargo's that builds the standard library too, from the source in this toolchain.
    pub fn with_standard_library(&self, cargo: Process) -> Process {
        cargo
            // Building std takes cargo's unstable flags; this lets a stable compiler have them.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("__CARGO_TESTS_ONLY_SRC_ROOT", self.prefix.join(standard_library::FOLDER))
    }

    /// A `cargo build` of the programs' workspace at `root` with this toolchain.
    pub fn cargo_build(&self, root: &Path, target: &Path) -> Process {
        let cargo = Process::new("cargo")
            .args(["build", "--quiet", "--release", "--manifest-path"])
            .arg(root.join("Cargo.toml"))
            .arg("--config")
            .arg(self.prefix.join("cargo.toml"))
            .arg("--target")
            .arg(self.prefix.join(format!("{TARGET}.json")))
            .env("CARGO_TARGET_DIR", target);
        self.with_standard_library(cargo)
            // Without it std marks itself as restricted on a target it does not know.
            .env("RUSTC_BOOTSTRAP_SYNTHETIC_TARGET", "1")
            // A program is built twice: to deploy, and without entrypoint as a sibling's dependency. Without this
            // both are one file, and whichever was linked last is what would be deployed.
            .env("__CARGO_DEFAULT_LIB_METADATA", "makerstake")
            .without_env("RUSTFLAGS")
            .without_env("CARGO_ENCODED_RUSTFLAGS")
            .folder(root)
    }

    /// Where `cargo_build` leaves a library's ELF.
    pub fn elf(&self, target: &Path, library: &str) -> PathBuf {
        target.join(TARGET).join("release").join(format!("lib{library}.so"))
    }
}

fn recipe_key(rustc: &str) -> String {
    key(RECIPE.iter().map(|part| part.as_bytes()).chain([rustc.as_bytes()]))
}

/// Makes the toolchain in `half`, to be used in `prefix`.
fn make(half: &Path, prefix: &Path, rustc: &str) -> Result<()> {
    std::fs::create_dir_all(half)?;
    println!("  1 of 3: LLVM");
    let llvm = llvm::unpack(half)?;
    println!("  2 of 3: the standard library's source");
    standard_library::fetch(half, rustc)?;
    println!("  3 of 3: sbpf-linker");
    linker::build(half, prefix, &llvm)?;
    prune(half)
}

/// Writes the target's specification and cargo's configuration into the toolchain, where they are not there yet. Files
/// that are as they should be stay untouched: cargo would build everything again.
fn configure(prefix: &Path) -> Result<()> {
    let path =
        prefix.to_str().context("the cache folder's path is no UTF-8: set XDG_CACHE_HOME to another")?;
    let specification = (prefix.join(format!("{TARGET}.json")), TARGET_SPECIFICATION.to_string());
    let configuration = (prefix.join("cargo.toml"), CONFIGURATION.replace("@PREFIX@", path));
    for (file, text) in [specification, configuration] {
        if std::fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
            std::fs::write(&file, text)?;
        }
    }
    Ok(())
}

/// Removes what only the making needed: more than a gigabyte.
fn prune(half: &Path) -> Result<()> {
    let llvm = format!("llvm/usr/lib/llvm-{}", llvm::MAJOR);
    for folder in ["apt", "llvm-config", "llvm/usr/include", &llvm] {
        if half.join(folder).exists() {
            std::fs::remove_dir_all(half.join(folder)).with_context(|| format!("cannot remove {folder}"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_compiler_needs_another_toolchain() {
        assert_eq!(recipe_key("1.95.0"), recipe_key("1.95.0"));
        assert_ne!(recipe_key("1.95.0"), recipe_key("1.96.0"));
    }

    #[test]
    fn the_target_is_json_and_the_linker_has_a_place() {
        assert!(serde_json::from_str::<serde_json::Value>(TARGET_SPECIFICATION).is_ok());
        assert_eq!(CONFIGURATION.matches("\"@PREFIX@").count(), 1);
    }
}

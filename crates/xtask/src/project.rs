//! Where things are.

use crate::cache::Cache;
use crate::process::Process;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The clone this command runs in, and the machine's cache for it.
pub struct Project {
    /// The folder of the root `Cargo.toml`.
    pub root: PathBuf,
    /// The compiler's version, such as `1.95.0`.
    pub rustc: String,
    /// What outlives a clone: toolchain, target folders, packages.
    pub cache: Cache,
}

/// The Cargo workspaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Workspace {
    /// The four programs and what they share.
    Programs,
    /// Everything that talks to them.
    Clients,
    /// The node, whose database and server need other features of many crates.
    Node,
}

impl Workspace {
    /// All of them.
    pub const ALL: [Workspace; 3] = [Workspace::Programs, Workspace::Clients, Workspace::Node];

    /// Its `Cargo.toml`, from the root.
    pub fn manifest(self) -> &'static str {
        match self {
            Workspace::Programs => "Cargo.toml",
            Workspace::Clients => "crates/Cargo.toml",
            Workspace::Node => "crates/node/Cargo.toml",
        }
    }

    fn target(self) -> &'static str {
        match self {
            Workspace::Programs => "programs",
            Workspace::Clients => "client",
            Workspace::Node => "node",
        }
    }
}

impl Project {
    /// The project that this command was started in.
    pub fn open() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("start me with `cargo xtask`")?;
        let root = Path::new(&manifest)
            .ancestors()
            .nth(2)
            .filter(|root| root.join("programs").is_dir())
            .context("no programs/ above crates/xtask: is this a whole clone of Makerstake?")?
            .to_path_buf();
        let version = Process::new("rustc").arg("--version").text()?;
        let rustc =
            version.split_whitespace().nth(1).context("`rustc --version` gives no version")?.to_owned();
        Ok(Self { root, rustc, cache: Cache::find()? })
    }

    /// A path below the root.
    pub fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// The target folder of a workspace: shared by all clones, apart for each compiler.
    pub fn target(&self, workspace: Workspace) -> PathBuf {
        self.cache.target(workspace.target(), &self.rustc)
    }

    /// The target folder of the programs' ELFs.
    pub fn elf_target(&self) -> PathBuf {
        self.cache.target("sbf", &self.rustc)
    }

    /// Where the programs' ELFs are put.
    pub fn deploy(&self) -> PathBuf {
        self.path("target/deploy")
    }

    /// A cargo command in a workspace, such as `cargo check --manifest-path ..`.
    pub fn cargo(&self, workspace: Workspace, command: &str) -> Process {
        Process::new("cargo")
            .arg(command)
            .arg("--manifest-path")
            .arg(self.path(workspace.manifest()))
            .env("CARGO_TARGET_DIR", self.target(workspace))
            .folder(&self.root)
    }
}

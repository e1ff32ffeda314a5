//! Node.js packages and their scripts.

use crate::cache::key;
use crate::machine;
use crate::process::Process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A folder with a package.json.
pub struct Package {
    folder: PathBuf,
    manifest: Value,
}

impl Package {
    /// The package of a folder; none where there is no package.json.
    pub fn open(folder: PathBuf) -> Result<Option<Self>> {
        let path = folder.join("package.json");
        if !path.exists() {
            return Ok(None);
        }
        let text = std::fs::read_to_string(&path)?;
        let manifest =
            serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))?;
        Ok(Some(Self { folder, manifest }))
    }

    /// Whether it has a script.
    pub fn has(&self, script: &str) -> bool {
        self.manifest["scripts"][script].is_string()
    }

    /// Installs what its lock file lists, unless that is installed already.
    pub fn install(&self) -> Result<()> {
        machine::need("npm", "npm")?;
        let lock = std::fs::read(self.folder.join("package-lock.json")).context("no package-lock.json")?;
        let stamp = self.folder.join("node_modules/.installed");
        let current = key([lock.as_slice()]);
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == current) {
            return Ok(());
        }
        println!("installing the packages of {}", self.folder.display());
        let npm = Process::new("npm").args(["ci", "--no-audit", "--no-fund"]).folder(&self.folder);
        npm.remedy("is the package registry in reach?").quiet()?;
        std::fs::write(stamp, current)?;
        Ok(())
    }

    /// Runs one of its scripts, with variables of the environment.
    pub fn run(&self, script: &str, environment: &[(&str, &Path)]) -> Result<()> {
        let npm = Process::new("npm").args(["run", "--silent", script]).folder(&self.folder);
        environment.iter().fold(npm, |npm, (name, value)| npm.env(name, value)).run()
    }
}

/// Installs a package in the cache instead of in the clone, once per lock file, and gives the folder.
pub fn install_in_cache(cache: &crate::cache::Cache, package: &Path, name: &str) -> Result<PathBuf> {
    machine::need("npm", "npm")?;
    let lock = std::fs::read(package.join("package-lock.json")).context("no package-lock.json")?;
    let folder = cache.path(format!("{name}-{}", key([lock.as_slice()])));
    if !folder.join("node_modules").is_dir() {
        println!("installing the packages of {name}/");
        let half = folder.with_extension("half");
        std::fs::create_dir_all(&half)?;
        for file in ["package.json", "package-lock.json"] {
            std::fs::copy(package.join(file), half.join(file))?;
        }
        let npm =
            Process::new("npm").args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).folder(&half);
        npm.remedy("is the package registry in reach?").quiet()?;
        std::fs::rename(&half, &folder)?;
    }
    std::fs::copy(package.join("package.json"), folder.join("package.json"))?;
    Ok(folder)
}

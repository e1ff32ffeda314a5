//! What a lock file brings in from outside.

use anyhow::{Context, Result};
use semver::Version;
use serde::Deserialize;
use std::path::Path;

/// A package.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Version,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    version: Version,
    source: Option<String>,
}

/// The packages of a lock file that come from outside.
pub fn read(path: &Path) -> Result<Vec<Package>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    parse(&text).with_context(|| path.display().to_string())
}

fn parse(text: &str) -> Result<Vec<Package>> {
    let lock: Lock = toml::from_str(text)?;
    let outside = lock.package.into_iter().filter(|entry| entry.source.is_some());
    Ok(outside.map(|entry| Package { name: entry.name, version: entry.version }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_packages_are_left_out() {
        let text = "version = 4\n\n[[package]]\nname = \"ours\"\nversion = \"0.1.0\"\n\n[[package]]\nname = \"theirs\"\n\
                    version = \"1.2.3\"\nsource = \"registry\"\n";
        let packages = parse(text).unwrap();
        assert_eq!(packages.len(), 1);
        assert_eq!((packages[0].name.as_str(), packages[0].version.to_string()), ("theirs", "1.2.3".into()));
    }
}

//! The RustSec database: one Markdown file an advisory, with its data in TOML at the top.

use super::lock::Package;
use anyhow::{ensure, Context, Result};
use semver::{Version, VersionReq};
use serde::Deserialize;
use std::path::Path;

/// What an advisory says.
pub struct Advisory {
    /// Its number.
    pub id: String,
    /// The package.
    pub package: String,
    /// Its headline.
    pub title: String,
    /// Whether it is a weakness.
    pub kind: Kind,
    /// Versions that are safe: patched, or never affected.
    pub safe: Vec<VersionReq>,
}

/// Whether an advisory is a weakness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something can go wrong.
    Weakness,
    /// Something to know, such as that nobody maintains it any more.
    Notice,
}

#[derive(Deserialize)]
struct File {
    advisory: Head,
    versions: Option<Versions>,
}

#[derive(Deserialize)]
struct Head {
    id: String,
    package: String,
    informational: Option<String>,
    withdrawn: Option<toml::Value>,
}

#[derive(Deserialize)]
struct Versions {
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

/// Reads every advisory about a crate; withdrawn ones are left out.
pub fn read(database: &Path) -> Result<Vec<Advisory>> {
    let folder = database.join("crates");
    let packages = std::fs::read_dir(&folder)
        .with_context(|| format!("{} is no advisory database: it has no crates/", database.display()))?;
    let mut advisories = Vec::new();
    for package in packages {
        for file in std::fs::read_dir(package?.path())? {
            let path = file?.path();
            let text = std::fs::read_to_string(&path)?;
            advisories.extend(parse(&text).with_context(|| path.display().to_string())?);
        }
    }
    ensure!(!advisories.is_empty(), "{} has no advisories", folder.display());
    Ok(advisories)
}

fn parse(text: &str) -> Result<Option<Advisory>> {
    let (_, rest) = text.split_once("```toml\n").context("no TOML at the top")?;
    let (data, prose) = rest.split_once("\n```").context("the TOML does not end")?;
    let file: File = toml::from_str(data)?;
    if file.advisory.withdrawn.is_some() {
        return Ok(None);
    }
    let title = prose.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or("without a title");
    let versions = file.versions.unwrap_or(Versions { patched: Vec::new(), unaffected: Vec::new() });
    let safe = versions.patched.iter().chain(&versions.unaffected);
    let kind = match file.advisory.informational.as_deref() {
        Some("unmaintained" | "notice") => Kind::Notice,
        _ => Kind::Weakness,
    };
    Ok(Some(Advisory {
        id: file.advisory.id,
        package: file.advisory.package,
        title: title.to_owned(),
        kind,
        safe: safe.map(|text| Ok(VersionReq::parse(text)?)).collect::<Result<_>>()?,
    }))
}

impl Advisory {
    /// Whether a package of a lock file has what this is about.
    pub fn concerns(&self, package: &Package) -> bool {
        // A pre-release has what its release has.
        let version = Version { pre: semver::Prerelease::EMPTY, ..package.version.clone() };
        self.package == package.name && !self.safe.iter().any(|safe| safe.matches(&version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "```toml\n[advisory]\nid = \"RUSTSEC-2024-0344\"\npackage = \"curve25519-dalek\"\n\n[versions]\n\
                        patched = [\">= 4.1.3\"]\nunaffected = [\"< 1\"]\n```\n\n# Timing variability\n\nText.\n";

    fn of(version: &str) -> Package {
        Package { name: "curve25519-dalek".into(), version: version.parse().unwrap() }
    }

    #[test]
    fn an_advisory_concerns_the_versions_that_are_not_safe() {
        let advisory = parse(TEXT).unwrap().unwrap();
        assert_eq!((advisory.title.as_str(), advisory.kind), ("Timing variability", Kind::Weakness));
        assert!(advisory.concerns(&of("3.2.0")) && advisory.concerns(&of("4.1.2")));
        assert!(!advisory.concerns(&of("4.1.3")) && !advisory.concerns(&of("0.9.0")));
        assert!(advisory.concerns(&of("4.0.0-pre.1")) && !advisory.concerns(&of("5.0.0-pre.1")));
        let other = Package { name: "ed25519-dalek".into(), version: "1.0.0".parse().unwrap() };
        assert!(!advisory.concerns(&other));
    }

    #[test]
    fn notices_are_told_apart_and_withdrawn_ones_left_out() {
        let notice = TEXT.replace("\n\n[versions]", "\ninformational = \"unmaintained\"\n\n[versions]");
        assert_eq!(parse(&notice).unwrap().unwrap().kind, Kind::Notice);
        let withdrawn = TEXT.replace("\n\n[versions]", "\nwithdrawn = \"2024-07-01\"\n\n[versions]");
        assert!(parse(&withdrawn).unwrap().is_none());
        assert_eq!(parse("# nothing").err().unwrap().to_string(), "no TOML at the top");
    }
}

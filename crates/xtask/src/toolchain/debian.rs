//! Packages of Debian suites that this machine does not run, unpacked into a folder, never installed.

use crate::process::Process;
use anyhow::{ensure, Context, Result};
use std::path::{Path, PathBuf};

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
const OTHERWISE: &str = "or install Anza's platform-tools and use --platform-tools";

/// The Debian mirror that this machine uses.
pub fn mirror() -> Result<String> {
    let files = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];
    let read = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    let found = read.filter_map(|text| mirror_in(&text)).next();
    let mirror = found.with_context(|| {
        format!("no Debian mirror in {}: use a Debian machine or container, {OTHERWISE}", files.join(" or "))
    })?;
    ensure!(
        Path::new(KEYRING).exists(),
        "no {KEYRING}: run `apt-get install debian-archive-keyring`, {OTHERWISE}"
    );
    Ok(mirror)
}

/// The first mirror of the main archive, in either of apt's formats.
fn mirror_in(sources: &str) -> Option<String> {
    let is_main = |address: &&str| address.contains("://") && !address.contains("security");
    sources.lines().map(str::trim).find_map(|line| {
        let mut words = line.split_whitespace();
        matches!(words.next(), Some("URIs:" | "deb"))
            .then(|| words.find(is_main))
            .flatten()
            .map(str::to_owned)
    })
}

/// A line of apt's for a suite.
pub fn source(mirror: &str, suite: &str) -> String {
    format!("deb [signed-by={KEYRING}] {mirror} {suite} main")
}

/// An apt of its own for one suite: lists and cache in a folder, nothing of the machine's.
pub struct Apt {
    folder: PathBuf,
}

impl Apt {
    /// Reads a suite's lists.
    pub fn open(folder: &Path, mirror: &str, suite: &str) -> Result<Self> {
        for part in ["lists/partial", "cache/archives/partial"] {
            std::fs::create_dir_all(folder.join(part))?;
        }
        std::fs::write(folder.join("sources.list"), source(mirror, suite) + "\n")?;
        let apt = Self { folder: folder.to_path_buf() };
        apt.process("apt-get").args(["-q", "update"]).remedy("is the mirror in reach?").quiet()?;
        Ok(apt)
    }

    /// The versions of a package in the suite.
    pub fn versions(&self, package: &str) -> Result<Vec<String>> {
        let table = self.process("apt-cache").args(["madison", package]).text()?;
        Ok(table.lines().filter_map(|line| Some(line.split('|').nth(1)?.trim().to_owned())).collect())
    }

    /// Downloads a package and unpacks it into a folder.
    pub fn unpack(&self, package: &str, version: &str, into: &Path) -> Result<()> {
        let process = self.process("apt-get").args(["-q", "download"]).arg(format!("{package}={version}"));
        process.folder(&self.folder).quiet()?;
        let entries = std::fs::read_dir(&self.folder)?.collect::<Result<Vec<_>, _>>()?;
        let archive = entries.into_iter().map(|entry| entry.path());
        let archive = archive.filter(|path| path.extension().is_some_and(|extension| extension == "deb"));
        let archive = archive.last().with_context(|| format!("apt-get downloaded no {package}"))?;
        std::fs::create_dir_all(into)?;
        Process::new("dpkg-deb").arg("--extract").args([&archive, into]).quiet()
    }

    fn process(&self, program: &str) -> Process {
        let option = |name: &str, path: &str| format!("{name}={}", self.folder.join(path).display());
        Process::new(program)
            .args([
                "-o",
                &option("Dir::Etc::sourcelist", "sources.list"),
                "-o",
                "Dir::Etc::sourceparts=/dev/null",
            ])
            .args(["-o", &option("Dir::State::lists", "lists"), "-o", &option("Dir::Cache", "cache")])
            .args(["-o", "Acquire::Check-Valid-Until=false", "-o", "APT::Sandbox::User=root"])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mirror_is_read_from_both_formats() {
        let new = "Types: deb\n# URIs: http://old/debian\nURIs: http://mirror/debian\nSuites: stable\n";
        assert_eq!(mirror_in(new).as_deref(), Some("http://mirror/debian"));
        let old = "# deb http://old/debian\ndeb [arch=amd64] https://mirror/debian stable main\n";
        assert_eq!(mirror_in(old).as_deref(), Some("https://mirror/debian"));
        let security = "URIs: http://mirror/debian-security\nURIs: http://mirror/debian\n";
        assert_eq!(mirror_in(security).as_deref(), Some("http://mirror/debian"));
        assert_eq!(mirror_in("deb cdrom:[disc] stable main"), None);
    }
}

//! `cargo xtask release`: the archive of a release: both commands, their manual pages and completions, the programs, what operators
//! need, and the SHA-256 of every file, inside and beside it.

use std::path::{Path, PathBuf};

use anyhow::{bail, Context, Result};

use crate::build;
use crate::process::Process;
use crate::programs;
use crate::project::{Project, Workspace};

/// What is packed as it is.
const FILES: [&str; 5] = ["LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md", "docs/cli.md"];

/// How a release is packed.
#[derive(clap::Args, Default)]
pub struct Arguments {
    /// Pack uncommitted changes, too; such an archive is called by its commit and `-changed`
    #[arg(long)]
    changed: bool,
    /// Where the archive goes
    #[arg(long, value_name = "DIR", default_value = "target/release-archive")]
    out_dir: PathBuf,
}

/// Builds everything and packs it.
pub fn run(project: &Project, arguments: &Arguments) -> Result<()> {
    let git = |words: &[&str]| Process::new("git").args(words).folder(&project.root).text();
    let mut commit = git(&["rev-parse", "--short=12", "HEAD"])?.trim().to_owned();
    if !git(&["status", "--porcelain"])?.is_empty() {
        if !arguments.changed {
            bail!("there are uncommitted changes: commit them, or pack them with --changed");
        }
        commit.push_str("-changed");
    }
    let seconds = git(&["log", "-1", "--format=%ct"])?.trim().to_owned();
    build::run(project, &build::Arguments::default())?;
    let binaries = [(Workspace::Clients, "makerstake"), (Workspace::Node, "makerstake-node")];
    for (workspace, name) in binaries {
        let cargo = project.cargo(workspace, "build").args(["--release", "--locked", "--bin", name]);
        cargo.env("MAKERSTAKE_COMMIT", &commit).run()?;
    }
    let host = Process::new("rustc").arg("-vV").text()?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let name = format!("makerstake-{commit}-{host}");
    let out = project.path(&arguments.out_dir);
    let stage = out.join(&name);
    if stage.exists() {
        std::fs::remove_dir_all(&stage)?;
    }
    for (workspace, name) in binaries {
        let binary = stage.join("bin").join(name);
        put(&project.target(workspace).join("release").join(name), &binary)?;
        Process::new("strip").arg(&binary).remedy("install binutils").quiet()?;
    }
    let makerstake = || Process::new(stage.join("bin/makerstake"));
    makerstake().arg("man").arg("--out-dir").arg(stage.join("man")).quiet()?;
    for shell in ["bash", "zsh", "fish"] {
        let script = makerstake().args(["completions", shell]).text()?;
        write(&stage.join("completions").join(shell), script.as_bytes())?;
    }
    for name in programs::NAMES {
        let elf = programs::elf_name(name);
        put(&project.deploy().join(&elf), &stage.join("programs").join(&elf))?;
    }
    let operators = std::fs::read_dir(project.path("deploy"))?.map(|entry| Ok(entry?.file_name()));
    let operators = operators.collect::<Result<Vec<_>>>()?;
    for file in FILES
        .map(PathBuf::from)
        .into_iter()
        .chain(operators.iter().map(|name| Path::new("deploy").join(name)))
    {
        put(&project.path(&file), &stage.join(&file))?;
    }
    let archive = pack(&out, &name, &seconds)?;
    println!("{}  {}", build::hash(&std::fs::read(&archive)?), archive.display());
    Ok(())
}

fn put(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to.parent().context("no folder")?)?;
    std::fs::copy(from, to).with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

fn write(to: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::create_dir_all(to.parent().context("no folder")?)?;
    std::fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}

/// Every file below a folder, by its path from there, in order.
fn files(folder: &Path, below: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(folder, &path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Packs a folder with a list of the SHA-256 of its files, as `sha256sum --check` reads it: the same bytes from the same files.
fn pack(out: &Path, name: &str, seconds: &str) -> Result<PathBuf> {
    let stage = out.join(name);
    let sums = files(&stage, Path::new(""))?.into_iter().filter(|path| path != Path::new("SHA256SUMS"));
    let sum = |path: PathBuf| {
        Ok(format!("{}  {}\n", build::hash(&std::fs::read(stage.join(&path))?), path.display()))
    };
    write(&stage.join("SHA256SUMS"), sums.map(sum).collect::<Result<String>>()?.as_bytes())?;
    let archive = out.join(format!("{name}.tar.gz"));
    let tar = Process::new("tar").folder(out).args([
        "--create",
        "--use-compress-program=gzip -n",
        "--sort=name",
        "--format=ustar",
    ]);
    let tar = tar.args(["--owner=0", "--group=0", "--numeric-owner", "--mode=u+w,go=rX"]);
    let tar = tar.arg(format!("--mtime=@{seconds}")).arg("--file").arg(&archive).arg(name);
    tar.remedy("this needs GNU tar and gzip").quiet()?;
    let line = format!("{}  {name}.tar.gz\n", build::hash(&std::fs::read(&archive)?));
    write(&out.join(format!("{name}.tar.gz.sha256")), line.as_bytes())?;
    Ok(archive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_the_same_bytes_again_and_its_sums_are_right() {
        let out = std::env::temp_dir().join(format!("makerstake-release-{}", std::process::id()));
        let pack = || {
            write(&out.join("r/bin/makerstake"), b"binary").unwrap();
            write(&out.join("r/LICENSE"), b"text").unwrap();
            std::fs::read(super::pack(&out, "r", "1798740000").unwrap()).unwrap()
        };
        let first = pack();
        std::thread::sleep(std::time::Duration::from_millis(1_100));
        assert!(first == pack(), "times and owners are not in it");
        let check = |folder: &Path, list: &str| {
            Process::new("sha256sum")
                .args(["--check", "--strict", list])
                .folder(folder)
                .quiet()
                .map_err(|error| error.to_string())
        };
        assert_eq!(check(&out, "r.tar.gz.sha256"), Ok(()));
        assert_eq!(check(&out.join("r"), "SHA256SUMS"), Ok(()));
        let sums = std::fs::read_to_string(out.join("r/SHA256SUMS")).unwrap();
        let named: Vec<&str> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
        assert_eq!(named, ["LICENSE", "bin/makerstake"]);
        std::fs::remove_dir_all(&out).unwrap();
    }
}

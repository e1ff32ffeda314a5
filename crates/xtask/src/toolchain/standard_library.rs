//! The standard library's source for exactly the compiler in use, with the two facts of the target it does not know.

use super::debian::{self, Apt};
use crate::process::Process;
use anyhow::{bail, ensure, Context, Result};
use std::path::{Path, PathBuf};

/// Where the source is, below the toolchain's folder.
pub const FOLDER: &str = "rust-src/library";
/// Suites that may have it; they roll, so the version is looked up.
const SUITES: [&str; 2] = ["trixie-backports", "sid"];

/// Puts the source below `prefix`: from rustup where its component rust-src is there, else from Debian.
pub fn fetch(prefix: &Path, rustc: &str) -> Result<()> {
    let library = prefix.join(FOLDER);
    std::fs::create_dir_all(prefix.join("rust-src"))?;
    let sysroot = PathBuf::from(Process::new("rustc").args(["--print", "sysroot"]).text()?.trim());
    let component = sysroot.join("lib/rustlib/src/rust/library");
    let source = if component.join("std").exists() { component } else { from_debian(prefix, rustc)? };
    Process::new("cp").arg("-a").args([&source, &library]).quiet()?;
    edit(&library.join("std/src/sys/alloc/mod.rs"), align)?;
    edit(&library.join("std/src/hash/random.rs"), fix_keys)
}

fn from_debian(prefix: &Path, rustc: &str) -> Result<PathBuf> {
    let mirror = debian::mirror()?;
    let mut seen = Vec::new();
    for suite in SUITES {
        let apt = Apt::open(&prefix.join("apt").join(suite), &mirror, suite)?;
        let versions = apt.versions("rust-src")?;
        if let Some(version) = versions.iter().find(|version| version.starts_with(&format!("{rustc}+"))) {
            let unpacked = prefix.join("apt/rust-src");
            apt.unpack("rust-src", version, &unpacked)?;
            return Ok(unpacked.join(format!("usr/src/rustc-{rustc}/library")));
        }
        seen.push(format!("{suite} has {}", versions.join(", ")));
    }
    bail!(
        "no source of the standard library for rustc {rustc} ({}): run `rustup component add rust-src`, \
         or use --platform-tools",
        seen.join("; ")
    )
}

fn edit(path: &Path, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("std has no {}", path.display()))?;
    let changed = change(&text).with_context(|| format!("cannot adapt {}", path.display()))?;
    std::fs::write(path, changed)?;
    Ok(())
}

/// The heap's alignment on a processor that std does not list.
fn align(text: &str) -> Result<String> {
    replace_once(text, r#"panic!("add a value for MIN_ALIGN")"#, "8")
}

/// Fixed keys for hash maps: a program has no source of randomness, and no writable global to keep a key in.
fn fix_keys(text: &str) -> Result<String> {
    let (begin, end) =
        ("        thread_local!(static KEYS", "            RandomState { k0, k1 }\n        })\n");
    let start = text.find(begin).context("RandomState::new is not as expected")?;
    let length = text[start..].find(end).context("RandomState::new does not end as expected")? + end.len();
    replace_once(text, &text[start..start + length], "        RandomState { k0: 0, k1: 0 }\n")
}

fn replace_once(text: &str, old: &str, new: &str) -> Result<String> {
    let count = text.matches(old).count();
    ensure!(count == 1, "`{}` occurs {count} times", old.lines().next().unwrap_or_default().trim());
    Ok(text.replacen(old, new, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alignment_is_filled_in_once() {
        let text = r#"} else { panic!("add a value for MIN_ALIGN") };"#;
        assert_eq!(align(text).unwrap(), "} else { 8 };");
        assert_eq!(
            align("").unwrap_err().to_string(),
            "`panic!(\"add a value for MIN_ALIGN\")` occurs 0 times"
        );
    }

    #[test]
    fn hash_maps_get_fixed_keys() {
        let text = "fn new() {\n        thread_local!(static KEYS: X = {});\n        KEYS.with(|k| {\n            RandomState { k0, k1 }\n        })\n    }\n";
        assert_eq!(fix_keys(text).unwrap(), "fn new() {\n        RandomState { k0: 0, k1: 0 }\n    }\n");
    }
}

//! LLVM, with the loader and the C library it was built for.

use super::debian;
use crate::machine;
use crate::process::Process;
use anyhow::{bail, Context, Result};
use std::path::{Path, PathBuf};

/// The first whose BPF back end passes arguments on the stack.
pub const MAJOR: u32 = 23;
const SUITE: &str = "sid";

/// An unpacked LLVM.
pub struct Llvm {
    /// Its whole version, such as `23.1.4`.
    pub version: String,
    /// The folder of headers.
    pub headers: PathBuf,
    /// The shared library, by its full name.
    pub library: PathBuf,
}

/// The folder of libraries below the toolchain's, and the loader in it.
pub fn libraries() -> Result<(PathBuf, &'static str)> {
    let (triple, loader) = match std::env::consts::ARCH {
        "x86_64" => ("x86_64-linux-gnu", "ld-linux-x86-64.so.2"),
        "aarch64" => ("aarch64-linux-gnu", "ld-linux-aarch64.so.1"),
        other => bail!("the toolchain is made on x86_64 and aarch64, this is {other}: use --platform-tools"),
    };
    Ok((Path::new("llvm/usr/lib").join(triple), loader))
}

/// Unpacks LLVM below `prefix`.
pub fn unpack(prefix: &Path) -> Result<Llvm> {
    let (libraries, _) = libraries()?;
    let mirror = debian::mirror()?;
    machine::need("mmdebstrap", "mmdebstrap")?;
    Process::new("mmdebstrap")
        .arg("--quiet")
        .arg("--variant=extract")
        .arg(format!("--include=libllvm{MAJOR},llvm-{MAJOR}-dev,libc6,libstdc++6"))
        .args([
            r#"--aptopt=APT::Install-Recommends "false""#,
            r#"--aptopt=Acquire::Check-Valid-Until "false""#,
        ])
        .arg(SUITE)
        .arg(prefix.join("llvm"))
        .arg(debian::source(&mirror, SUITE))
        .remedy(format!(
            "it takes LLVM {MAJOR} from Debian {SUITE}: is the mirror in reach, and is it there still?"
        ))
        .quiet()?;
    let headers = prefix.join(format!("llvm/usr/include/llvm-{MAJOR}"));
    let configuration = headers.join("llvm/Config/llvm-config.h");
    let text = std::fs::read_to_string(&configuration)
        .with_context(|| format!("the LLVM of Debian {SUITE} has no {}", configuration.display()))?;
    let version = version_in(&text).context("llvm-config.h names no version")?.to_owned();
    let library = prefix.join(libraries).join(format!("libLLVM.so.{}", major_and_minor(&version)));
    if !library.exists() {
        bail!("LLVM {version} of Debian {SUITE} comes without {}", library.display());
    }
    Ok(Llvm { version, headers, library })
}

fn version_in(header: &str) -> Option<&str> {
    header
        .lines()
        .find_map(|line| line.strip_prefix("#define LLVM_VERSION_STRING "))?
        .trim()
        .trim_matches('"')
        .into()
}

/// `23.1` of `23.1.4`.
pub fn major_and_minor(version: &str) -> String {
    version.split('.').take(2).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_the_header() {
        let header = "#define LLVM_VERSION_MAJOR 23\n#define LLVM_VERSION_STRING \"23.1.4\"\n";
        assert_eq!(version_in(header), Some("23.1.4"));
        assert_eq!(version_in("int main;"), None);
        assert_eq!(major_and_minor("23.1.4"), "23.1");
    }
}

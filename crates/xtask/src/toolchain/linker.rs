//! `sbpf-linker`, which turns BPF bitcode into a Solana ELF, built against the unpacked LLVM.

use super::llvm::{self, Llvm, MAJOR};
use crate::process::Process;
use anyhow::Result;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::Path;

const VERSION: &str = "0.2.6";

/// Builds it below `half`, to be run from `prefix`.
pub fn build(half: &Path, prefix: &Path, llvm: &Llvm) -> Result<()> {
    let shim = half.join("llvm-config");
    imitate_llvm_config(&shim, llvm)?;
    let minor = llvm::major_and_minor(&llvm.version).replace('.', "");
    Process::new("cargo")
        .args(["install", "sbpf-linker", "--version", VERSION, "--locked", "--force", "--quiet"])
        // Its default feature wants a nightly rustc's own LLVM.
        .args(["--no-default-features", "--features", &format!("bpf-linker/llvm-{MAJOR}")])
        .arg("--root")
        .arg(half.join("cargo"))
        .env("CARGO_TARGET_DIR", half.join("target"))
        .env(&format!("LLVM_SYS_{minor}_PREFIX"), &shim)
        .env("LLVM_PREFIX", &shim)
        // The library wants a newer C library than this machine's; the loader of `wrapper` gives it that one.
        .env("RUSTFLAGS", "-Clink-arg=-Wl,--allow-shlib-undefined")
        .remedy("it takes sbpf-linker from the Rust package registry: is that in reach?")
        .quiet()?;
    std::fs::remove_dir_all(half.join("target"))?;
    let (libraries, loader) = llvm::libraries()?;
    std::fs::create_dir_all(half.join("bin"))?;
    executable(&half.join("bin/sbpf-linker"), &wrapper(prefix, &prefix.join(libraries), loader))
}

/// llvm-sys asks `llvm-config` where LLVM is. Debian's would answer with the paths of a machine it is installed on, so
/// this one answers instead.
fn imitate_llvm_config(shim: &Path, llvm: &Llvm) -> Result<()> {
    let Llvm { version, headers, library } = llvm;
    std::fs::create_dir_all(shim.join("bin"))?;
    std::fs::create_dir_all(shim.join("lib"))?;
    let soname = library.file_name().unwrap_or_default();
    for name in ["libLLVM.so".as_ref(), format!("libLLVM-{MAJOR}.so").as_ref(), soname] {
        symlink(library, shim.join("lib").join(name))?;
    }
    let (shim_path, headers) = (shim.display(), headers.display());
    let script = format!(
        "#!/bin/sh\nfor argument in \"$@\"; do case \"$argument\" in\n\
         --version) echo {version};;\n--prefix) echo {shim_path};;\n--libdir) echo {shim_path}/lib;;\n\
         --includedir) echo {headers};;\n--cflags|--cxxflags) echo -I{headers};;\n\
         --libnames) echo libLLVM-{MAJOR}.so;;\n--libs) echo -lLLVM-{MAJOR};;\n\
         --shared-mode) echo shared;;\n--system-libs) echo;;\n--build-mode) echo Release;;\nesac; done\n"
    );
    executable(&shim.join("bin/llvm-config"), &script)
}

fn wrapper(prefix: &Path, libraries: &Path, loader: &str) -> String {
    let (prefix, libraries) = (prefix.display(), libraries.display());
    format!(
        "#!/bin/sh\nexec '{libraries}/{loader}' --library-path '{libraries}' '{prefix}/cargo/bin/sbpf-linker' \"$@\"\n"
    )
}

fn executable(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))?;
    Ok(())
}

//! `cargo xtask wasm`: the rules as WebAssembly, for packages/client.
//!
//! The target's standard library comes from rustup where it is there (`rustup target add wasm32-unknown-unknown`), and is
//! else built from the source that the sBPF toolchain has.

use crate::drift;
use crate::machine;
use crate::process::Process;
use crate::project::{Project, Workspace};
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

const TARGET: &str = "wasm32-unknown-unknown";
const FOLDER: &str = "packages/client/wasm";
/// The version of wasm-bindgen, which library and tool must share: crates/client-wasm/Cargo.toml names it too.
const BINDGEN: &str = "0.2.130";

/// Builds the WebAssembly and the JavaScript beside it.
pub fn run(project: &Project) -> Result<()> {
    let _lock = project.cache.lock("wasm")?;
    let bindgen = bindgen(project)?;
    let target = project.cache.target("wasm", &project.rustc);
    build(project, &target)?;
    let scratch = project.path("target/wasm");
    if scratch.exists() {
        std::fs::remove_dir_all(&scratch)?;
    }
    Process::new(bindgen)
        .args(["--target", "web", "--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "makerstake", "--out-dir"])
        .arg(&scratch)
        .arg(target.join(TARGET).join("wasm/makerstake_client_wasm.wasm"))
        .quiet()?;
    let files = drift::read(&scratch)?;
    drift::replace(&project.path(FOLDER), &files)?;
    let size = files.get("makerstake_bg.wasm").context("wasm-bindgen wrote no WebAssembly")?.len();
    println!("{FOLDER}: {size} bytes of WebAssembly");
    Ok(())
}

fn build(project: &Project, target: &Path) -> Result<()> {
    let cargo = project
        .cargo(Workspace::Clients, "build")
        .args(["--quiet", "--package", "makerstake-client-wasm", "--profile", "wasm", "--target", TARGET])
        .env("CARGO_TARGET_DIR", target)
        .without_env("RUSTFLAGS")
        .without_env("CARGO_ENCODED_RUSTFLAGS");
    let sysroot = PathBuf::from(Process::new("rustc").args(["--print", "sysroot"]).text()?.trim());
    if sysroot.join("lib/rustlib").join(TARGET).exists() {
        return cargo.run();
    }
    let cargo = Toolchain::ready(project)?
        .with_standard_library(cargo)
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    if has_rust_lld(&sysroot) {
        return cargo.run();
    }
    machine::need("wasm-ld", "lld")?;
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld").run()
}

/// Whether the compiler came with its linker; Debian's does not.
fn has_rust_lld(sysroot: &Path) -> bool {
    let hosts = std::fs::read_dir(sysroot.join("lib/rustlib")).into_iter().flatten().flatten();
    hosts.map(|host| host.path().join("bin/rust-lld")).any(|linker| linker.exists())
}

/// The tool that writes the JavaScript, installed in the cache once.
fn bindgen(project: &Project) -> Result<PathBuf> {
    let folder = project.cache.path(format!("wasm-bindgen-{BINDGEN}"));
    if !folder.exists() {
        println!("installing wasm-bindgen {BINDGEN} in {} (once; some minutes)", folder.display());
        let half = folder.with_extension("half");
        Process::new("cargo")
            .args(["install", "wasm-bindgen-cli", "--version", BINDGEN, "--bin", "wasm-bindgen"])
            .args(["--no-default-features", "--force", "--quiet", "--root"])
            .arg(&half)
            .env("CARGO_TARGET_DIR", half.join("target"))
            // It runs for a moment; what counts is the time to build it.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .remedy("it takes wasm-bindgen-cli from the Rust package registry: is that in reach?")
            .quiet()?;
        std::fs::remove_dir_all(half.join("target"))?;
        std::fs::rename(&half, &folder)?;
    }
    Ok(folder.join("bin/wasm-bindgen"))
}

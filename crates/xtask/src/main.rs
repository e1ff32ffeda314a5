//! `cargo xtask`: everything a developer or the CI runs, one module a command.

mod adversary;
mod audit;
mod bench;
mod build;
mod cache;
mod clients;
mod costs;
mod demo;
mod drift;
mod economy;
mod idl;
mod machine;
mod mutants;
mod npm;
mod process;
mod programs;
mod project;
mod release;
mod test;
mod toolchain;
mod verify;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};
use project::Project;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, generates, tests and shows Makerstake",
    disable_version_flag = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the programs to target/deploy/*.so, making the toolchain first where it is missing
    Build(build::Arguments),
    /// Run every check there is
    Test(test::Arguments),
    /// Play the whole story on a local network
    Demo(demo::Arguments),
    /// Measure every instruction and write docs/costs.json and docs/costs.md
    Bench(bench::Arguments),
    /// Play what part of an epoch a budget of made-up creators buys
    Economy(economy::Arguments),
    /// Search for profit with many more sequences than the tests do
    Adversary(adversary::Arguments),
    /// Build the programs again elsewhere and compare the ELFs
    Verify,
    /// Pack commands, manual pages, programs and checksums into the archive of a release
    Release(release::Arguments),
    /// Compare what we build on with the advisories that are known about it
    Audit(audit::Arguments),
    /// Plant one bug after another in the programs, and want each to be found by a test
    Mutants(mutants::Arguments),
    /// Write idl/<program>.json from the programs' sources
    Idl(idl::Arguments),
    /// Write the Rust and TypeScript clients from idl/
    Clients(clients::Arguments),
    /// Build the rules as WebAssembly into packages/client/wasm
    Wasm,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments = Arguments::parse();
    let project = Project::open()?;
    match arguments.command {
        Command::Build(arguments) => build::run(&project, &arguments),
        Command::Test(arguments) => test::run(&project, &arguments),
        Command::Demo(arguments) => demo::run(&project, &arguments),
        Command::Bench(arguments) => bench::run(&project, &arguments),
        Command::Economy(arguments) => economy::run(&project, &arguments),
        Command::Adversary(arguments) => adversary::run(&project, &arguments),
        Command::Verify => verify::run(&project),
        Command::Release(arguments) => release::run(&project, &arguments),
        Command::Audit(arguments) => audit::run(&project, &arguments),
        Command::Mutants(arguments) => mutants::run(&project, &arguments),
        Command::Idl(arguments) => idl::run(&project, &arguments),
        Command::Clients(arguments) => clients::run(&project, &arguments),
        Command::Wasm => wasm::run(&project),
    }
}

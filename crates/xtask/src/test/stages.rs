//! The stages of the test command.

use crate::npm::Package;
use crate::process::{find_program, Process};
use crate::programs;
use crate::project::{Project, Workspace};
use crate::{audit, build, clients, costs, idl, machine, wasm};
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// One stage.
pub struct Stage {
    pub name: &'static str,
    pub about: &'static str,
    pub run: fn(&Project) -> Result<()>,
}

const fn stage(name: &'static str, about: &'static str, run: fn(&Project) -> Result<()>) -> Stage {
    Stage { name, about, run }
}

/// In the order they run: what is quick and what the others stand on comes first.
pub const STAGES: [Stage; 16] = [
    stage("format", "rustfmt on all workspaces", format),
    stage("build", "the four programs as ELFs", |project| build::run(project, &build::Arguments::default())),
    stage("generated", "IDLs and clients are those of the sources", generated),
    stage("lint", "clippy on all workspaces, no warning allowed", lint),
    stage("supply", "licences, sources and known weaknesses of what we build on", supply),
    stage("unit", "unit and property tests of every crate", unit),
    stage("programs", "the programs' ELFs on LiteSVM", on_litesvm),
    stage("limits", "costs against their ceilings, and what tests must name", limits),
    stage("readers", "others call the programs, and read them with Anchor's released clients", readers),
    stage("localnet", "the local network, and a client on a bad line", localnet),
    stage("cli", "the command line", cli),
    stage("node", "the node on the story's network, with PostgreSQL where there is one", node),
    stage("docs", "what the documentation says and shows", docs),
    stage("app", "the npm packages and the dApp: types, style, unit tests, build", app),
    stage(
        "packages",
        "the npm packages in an empty project, on a page, and in the example platform",
        packages,
    ),
    stage("browser", "the dApp in a browser", browser),
];

/// Test targets that are a stage of their own; every other one belongs to the stage `programs`.
const APART: [&str; 6] = ["limits", "localnet", "rpc_faults", "cli", "docs", "caller"];
const TESTS: &str = "makerstake-tests";

fn format(project: &Project) -> Result<()> {
    for workspace in Workspace::ALL {
        project.cargo(workspace, "fmt").args(["--all", "--", "--check"]).run()?;
    }
    Ok(())
}

fn generated(project: &Project) -> Result<()> {
    let codegen = clients::install(project)?;
    Process::new("npm").args(["test", "--silent"]).folder(codegen).quiet()?;
    let idl = idl::run(project, &idl::Arguments { check: true, programs: Vec::new() });
    let clients = clients::run(project, &clients::Arguments { check: true });
    idl.and(clients)
}

fn lint(project: &Project) -> Result<()> {
    for workspace in Workspace::ALL {
        let clippy = project.cargo(workspace, "clippy").args(["--workspace", "--all-targets", "--quiet"]);
        // Its feature holds what only clients use.
        let clippy = match workspace {
            Workspace::Programs => clippy.args(["--features", "makerstake-core/std"]),
            Workspace::Clients | Workspace::Node => clippy,
        };
        clippy.args(["--", "--deny", "warnings"]).run()?;
    }
    Ok(())
}

fn supply(project: &Project) -> Result<()> {
    audit::run(project, &audit::Arguments::from_environment())?;
    if find_program("cargo-deny").is_none() {
        println!("skipped, there is no cargo-deny on this machine: cargo install cargo-deny --locked");
        return Ok(());
    }
    for workspace in Workspace::ALL {
        Process::new("cargo")
            .args(["deny", "--manifest-path", workspace.manifest(), "check", "--config"])
            .arg(project.path("deny.toml"))
            .args(["bans", "licenses", "sources"])
            .folder(&project.root)
            .run()?;
    }
    Ok(())
}

fn unit(project: &Project) -> Result<()> {
    // One by one: features that one program wants of another must not reach it here either.
    for package in ["makerstake-core", "makerstake-common", "sbf-builtins"] {
        project.cargo(Workspace::Programs, "test").args(["--quiet", "--package", package]).run()?;
    }
    for name in programs::NAMES {
        programs::cargo(project, "test", name).args(["--quiet", "--lib"]).run()?;
    }
    let process =
        project.cargo(Workspace::Clients, "test").args(["--quiet", "--workspace", "--lib", "--bins"]);
    let targets = test_targets(project, |package| package != TESTS)?;
    targets.iter().fold(process, |process, target| process.args(["--test", target])).run()
}

fn on_litesvm(project: &Project) -> Result<()> {
    costs::forget(project)?;
    // Tests of distributions run the commands, on a network of their own.
    command_line(project)?;
    let targets = litesvm_targets(project)?;
    tests(project, &targets.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The test targets that run on LiteSVM and record what they cost.
pub fn litesvm_targets(project: &Project) -> Result<Vec<String>> {
    let targets = test_targets(project, |package| package == TESTS)?;
    Ok(targets.into_iter().filter(|name| !APART.contains(&name.as_str())).collect())
}

fn limits(project: &Project) -> Result<()> {
    tests(project, &["limits"])
}

/// A program that calls all four by their interfaces; and Anchor's own crate and TypeScript client, at the versions that others
/// have: both are older than the suite's.
fn readers(project: &Project) -> Result<()> {
    let programs = vec!["caller".to_owned()];
    build::run(project, &build::Arguments { programs, ..build::Arguments::default() })?;
    // The attacks leave target/recorded.json.
    tests(project, &["caller", "attacks"])?;
    let package =
        Package::open(project.path("tests/anchor"))?.context("there is no tests/anchor/package.json")?;
    package.install()?;
    package.run("test", &[])?;
    let target = project.target(Workspace::Clients).with_file_name(format!("anchor-{}", project.rustc));
    Process::new("cargo")
        .args(["test", "--quiet", "--locked", "--manifest-path", "tests/anchor/declare/Cargo.toml"])
        .folder(&project.root)
        .env("CARGO_TARGET_DIR", target)
        .run()
}

fn localnet(project: &Project) -> Result<()> {
    command_line(project)?;
    story(project)?;
    tests(project, &["localnet", "rpc_faults"])
}

fn cli(project: &Project) -> Result<()> {
    command_line(project)?;
    tests(project, &["cli"])
}

fn node(project: &Project) -> Result<()> {
    let demo = story(project)?;
    project.cargo(Workspace::Node, "test").arg("--quiet").env("MAKERSTAKE_DEMO_BIN", demo).run()
}

fn docs(project: &Project) -> Result<()> {
    command_line(project)?;
    story(project)?;
    tests(project, &["docs"])
}

fn app(project: &Project) -> Result<()> {
    wasm::run(project)?;
    for package in ["packages/client", "packages/react", "packages/elements"] {
        scripts(project, package, &["check", "test", "build"], &[])?;
    }
    scripts(project, "app", &["check", "test", "build"], &[])
}

fn packages(project: &Project) -> Result<()> {
    let chromium = chromium()?;
    let (binary, story) = (command_line(project)?, story(project)?);
    project.cargo(Workspace::Node, "build").args(["--quiet", "--bin", "makerstake-node"]).run()?;
    let node = project.target(Workspace::Node).join("debug/makerstake-node");
    let environment: [(&str, &Path); 4] = [
        ("MAKERSTAKE_BIN", &binary),
        ("MAKERSTAKE_DEMO_BIN", &story),
        ("MAKERSTAKE_NODE_BIN", &node),
        ("CHROMIUM", &chromium),
    ];
    wasm::run(project)?;
    for package in ["packages/client", "packages/react", "packages/elements"] {
        scripts(project, package, &["build"], &[])?;
    }
    scripts(project, "examples/video-house", &["check"], &[])?;
    scripts(project, "tests/packages", &["check", "test"], &environment)
}

/// The browser, installed where it is missing.
fn chromium() -> Result<PathBuf> {
    if let Some(found) = ["chromium", "google-chrome"].into_iter().find_map(find_program) {
        return Ok(found);
    }
    machine::need("chromium", "chromium")?;
    find_program("chromium").context("chromium is installed, and not on the search path")
}

fn browser(project: &Project) -> Result<()> {
    let chromium = chromium()?;
    let binary = command_line(project)?;
    let story = story(project)?;
    let environment: [(&str, &Path); 3] =
        [("MAKERSTAKE_BIN", &binary), ("MAKERSTAKE_DEMO_BIN", &story), ("CHROMIUM", &chromium)];
    wasm::run(project)?;
    scripts(project, "app", &["build", "e2e"], &environment)
}

/// Builds the command line and gives its path.
fn command_line(project: &Project) -> Result<PathBuf> {
    binary(project, "makerstake")
}

/// Builds the story and gives its path.
pub fn story(project: &Project) -> Result<PathBuf> {
    binary(project, "makerstake-demo")
}

/// Builds the node and gives its path.
pub fn node_binary(project: &Project) -> Result<PathBuf> {
    project.cargo(Workspace::Node, "build").args(["--quiet", "--bin", "makerstake-node"]).run()?;
    Ok(project.target(Workspace::Node).join("debug").join("makerstake-node"))
}

fn binary(project: &Project, name: &str) -> Result<PathBuf> {
    project.cargo(Workspace::Clients, "build").args(["--quiet", "--workspace", "--bin", name]).run()?;
    Ok(project.target(Workspace::Clients).join("debug").join(name))
}

/// Runs scripts of a package in the npm workspace, which is installed as a whole.
fn scripts(project: &Project, folder: &str, names: &[&str], environment: &[(&str, &Path)]) -> Result<()> {
    Package::open(project.root.clone())?.context("there is no package.json")?.install()?;
    let package =
        Package::open(project.path(folder))?.with_context(|| format!("no {folder}/package.json"))?;
    names.iter().filter(|name| package.has(name)).try_for_each(|name| {
        println!("{folder}: npm run {name}");
        package.run(name, environment)
    })
}

/// Runs test targets of the tests' crate; their costs are recorded for the limits. The whole workspace is named, so that
/// every stage wants the same features of our dependencies, and they are compiled once.
fn tests(project: &Project, targets: &[&str]) -> Result<()> {
    let process =
        project.cargo(Workspace::Clients, "test").args(["--quiet", "--no-fail-fast", "--workspace"]);
    let process = targets.iter().fold(process, |process, target| process.args(["--test", target]));
    process.env(costs::VARIABLE, costs::folder(project)).run()
}

/// The test targets of the clients' packages of these names.
fn test_targets(project: &Project, is_meant: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let text =
        project.cargo(Workspace::Clients, "metadata").args(["--no-deps", "--format-version", "1"]).text()?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let meant = packages.iter().filter(|package| package["name"].as_str().is_some_and(&is_meant));
    let targets = meant.filter_map(|package| package["targets"].as_array()).flatten();
    let tests = targets.filter(|target| target["kind"][0] == "test");
    Ok(tests.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect())
}

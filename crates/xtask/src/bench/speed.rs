//! `cargo xtask bench --distribution`, `--push` and `--node`: how fast the tools are, as ratios within one run.
//!
//! The measuring is done by examples of the crates that are measured, which print the tables; here they are built, run, and
//! put into docs/benchmarks.md.

use crate::build;
use crate::process::Process;
use crate::project::{Project, Workspace};
use anyhow::{Context, Result};

const DOCUMENT: &str = "docs/benchmarks.md";
/// Claims of the benchmark of pushing.
const CLAIMS: u64 = 10_000;

/// Trees, lists, scores, on ten million rows.
pub fn distribution(project: &Project, divisor: u64) -> Result<()> {
    println!("this takes some minutes, 3 GB of disk, and all cores");
    let folder = project.path("target/bench");
    std::fs::create_dir_all(&folder)?;
    let cargo = project.cargo(Workspace::Clients, "run").args(["--quiet", "--release", "--package"]);
    let printed = cargo
        .args(["makerstake-distribution", "--example", "bench", "--", "all"])
        .arg(&folder)
        .arg(divisor.to_string())
        .text()?;
    record(project, "distribution", &printed, divisor)
}

/// `makerstake dist push` on a local network.
pub fn push(project: &Project, divisor: u64) -> Result<()> {
    build::run(project, &build::Arguments::default())?;
    // The whole workspace is named, as everywhere, so that nothing is compiled with other features.
    let cargo = project.cargo(Workspace::Clients, "build").args(["--quiet", "--workspace"]);
    cargo.args(["--bin", "makerstake", "--example", "push"]).run()?;
    let example = project.target(Workspace::Clients).join("debug/examples/push");
    let printed = Process::new(example).arg((CLAIMS / divisor).to_string()).folder(&project.root).text()?;
    record(project, "push", &printed, divisor)
}

/// A node on a platform of a million positions.
pub fn node(project: &Project, divisor: u64) -> Result<()> {
    println!("this takes up to an hour, 8 GB of disk, and all cores");
    let cargo =
        project.cargo(Workspace::Node, "run").args(["--quiet", "--release", "--example", "bench", "--"]);
    let printed = cargo.arg(divisor.to_string()).text()?;
    record(project, "node", &printed, divisor)
}

/// Prints what was measured, and writes it into the document if it was the whole measurement.
fn record(project: &Project, name: &str, printed: &str, divisor: u64) -> Result<()> {
    println!("{printed}");
    if divisor > 1 {
        println!("not recorded: a part of the rows only");
        return Ok(());
    }
    let day = Process::new("date").args(["--utc", "+%-d %B %Y"]).text()?;
    let path = project.path(DOCUMENT);
    let text = std::fs::read_to_string(&path)?;
    let measured = format!("{}: {}", day.trim(), printed.trim());
    std::fs::write(&path, replaced(&text, name, &measured)?)?;
    println!("recorded in {DOCUMENT}");
    Ok(())
}

/// The document with another text between the marks of this name.
fn replaced(text: &str, name: &str, by: &str) -> Result<String> {
    let [from, to] = [format!("<!-- {name}: measured -->\n"), format!("<!-- {name}: end -->")];
    let (before, rest) = text.split_once(&from).with_context(|| format!("{DOCUMENT} has no mark {from}"))?;
    let (_, after) = rest.split_once(&to).with_context(|| format!("{DOCUMENT} has no mark {to}"))?;
    Ok(format!("{before}{from}{by}\n{to}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_replaced_between_its_marks() {
        let text = "# Title\n<!-- push: measured -->\nold\n<!-- push: end -->\nrest\n";
        let expected = "# Title\n<!-- push: measured -->\nnew\n<!-- push: end -->\nrest\n";
        assert_eq!(replaced(text, "push", "new").unwrap(), expected);
        let error = replaced(text, "distribution", "new").unwrap_err();
        assert_eq!(error.to_string(), "docs/benchmarks.md has no mark <!-- distribution: measured -->\n");
    }
}

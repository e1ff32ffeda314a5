//! The tests, built once and run against other ELFs.

use crate::process::Process;
use crate::project::{Project, Workspace};
use anyhow::{bail, Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Names the folder of the ELFs that the tests load.
const DEPLOY: &str = "MAKERSTAKE_DEPLOY_DIR";

/// Test binaries by target.
pub struct Tests<'p> {
    project: &'p Project,
    binaries: BTreeMap<String, PathBuf>,
}

impl<'p> Tests<'p> {
    /// Builds these targets.
    pub fn build(project: &'p Project, targets: &[String]) -> Result<Self> {
        let cargo = project.cargo(Workspace::Clients, "test");
        let cargo = cargo.args(["--quiet", "--workspace", "--no-run", "--message-format", "json"]);
        let text = targets.iter().fold(cargo, |cargo, target| cargo.args(["--test", target])).text()?;
        let mut binaries = BTreeMap::new();
        for line in text.lines().filter(|line| line.starts_with('{')) {
            let message: Value = serde_json::from_str(line)?;
            let name = message["target"]["name"].as_str();
            if let (Some(name), Some(path)) = (name, message["executable"].as_str()) {
                binaries.insert(name.to_owned(), PathBuf::from(path));
            }
        }
        Ok(Self { project, binaries })
    }

    /// Whether one test, `target::module::test`, passes against the ELFs of a folder.
    pub fn passes(&self, test: &str, deploy: &Path) -> Result<bool> {
        let (target, name) = test.split_once("::").context("a test is named target::module::test")?;
        let binary =
            self.binaries.get(target).with_context(|| format!("there is no test target {target}"))?;
        let printed = self.run(binary, &["--exact", name], deploy)?;
        if !printed.contains("running 1 test") {
            bail!("there is no test {test}");
        }
        Ok(printed.contains("test result: ok."))
    }

    /// The first test of all that fails against the ELFs of a folder.
    pub fn first_failure(&self, deploy: &Path) -> Result<Option<String>> {
        for (target, binary) in &self.binaries {
            let printed = self.run(binary, &[], deploy)?;
            let failed =
                printed.lines().find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
            if let Some(name) = failed {
                return Ok(Some(format!("{target}::{name}")));
            }
            if !printed.contains("test result: ok.") {
                return Ok(Some(format!("{target}, which did not come to its end")));
            }
        }
        Ok(None)
    }

    fn run(&self, binary: &Path, arguments: &[&str], deploy: &Path) -> Result<String> {
        let process = Process::new(binary).args(arguments).env(DEPLOY, deploy);
        let output = process.folder(self.project.path("tests")).output()?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

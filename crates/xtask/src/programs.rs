//! The programs.

use crate::process::Process;
use crate::project::{Project, Workspace};
use anyhow::{bail, Context, Result};
use serde_json::Value;

/// Their names; a program comes after those it uses.
pub const NAMES: [&str; 6] = ["creators", "attestations", "equity", "governance", "offerings", "moderation"];

/// Programs that are built for tests and never deployed.
pub const EXAMPLES: [&str; 1] = ["caller"];

/// The programs asked for, in the order of [`NAMES`]; all of them when none is named.
pub fn chosen(asked: &[String]) -> Result<Vec<&'static str>> {
    if let Some(unknown) = asked.iter().find(|name| !NAMES.contains(&name.as_str())) {
        bail!("there is no program `{unknown}`: the programs are {}", NAMES.join(", "));
    }
    Ok(NAMES.into_iter().filter(|name| asked.is_empty() || asked.iter().any(|asked| asked == name)).collect())
}

/// What Cargo knows of a program.
#[derive(Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its version.
    pub version: String,
    /// The programs it uses.
    pub uses: Vec<&'static str>,
}

/// Reads what Cargo knows of the programs.
pub fn manifests(project: &Project) -> Result<Vec<(&'static str, Manifest)>> {
    let text =
        project.cargo(Workspace::Programs, "metadata").args(["--no-deps", "--format-version", "1"]).text()?;
    let metadata: Value = serde_json::from_str(&text)?;
    NAMES.into_iter().map(|name| Ok((name, manifest(&metadata, name)?))).collect()
}

fn manifest(metadata: &Value, name: &str) -> Result<Manifest> {
    let package = package_name(name);
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let found = packages.iter().find(|found| found["name"] == package.as_str());
    let found = found.with_context(|| format!("there is no package {package} in the programs' workspace"))?;
    let dependencies = found["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
    let uses = |other: &&str| dependencies.iter().any(|dependency| dependency["name"] == package_name(other));
    Ok(Manifest {
        version: found["version"].as_str().context("a package without a version")?.to_owned(),
        uses: NAMES.into_iter().filter(uses).collect(),
    })
}

/// The package of a program.
pub fn package_name(name: &str) -> String {
    format!("makerstake-{name}")
}

/// The file name of a program's ELF.
pub fn elf_name(name: &str) -> String {
    format!("makerstake_{name}.so")
}

/// A cargo command on one program alone: in one invocation the features that a sibling wants of it would be united with
/// its own, and `cpi` takes the entrypoint away.
pub fn cargo(project: &Project, command: &str, name: &str) -> Process {
    project.cargo(Workspace::Programs, command).arg("--package").arg(package_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn programs_are_chosen_in_order_of_use() {
        assert_eq!(chosen(&[]).unwrap(), NAMES);
        assert_eq!(chosen(&["equity".into(), "creators".into()]).unwrap(), ["creators", "equity"]);
        let error = chosen(&["shares".into()]).unwrap_err().to_string();
        assert_eq!(
            error,
            "there is no program `shares`: the programs are creators, attestations, equity, governance, offerings, moderation"
        );
    }

    #[test]
    fn a_manifest_names_the_programs_used() {
        let metadata = json!({ "packages": [{
            "name": "makerstake-equity",
            "version": "0.1.0",
            "dependencies": [{ "name": "anchor-lang" }, { "name": "makerstake-creators" }],
        }] });
        let expected = Manifest { version: "0.1.0".into(), uses: vec!["creators"] };
        assert_eq!(manifest(&metadata, "equity").unwrap(), expected);
        let error = manifest(&metadata, "governance").unwrap_err().to_string();
        assert_eq!(error, "there is no package makerstake-governance in the programs' workspace");
        let unversioned = json!({ "packages": [{ "name": "makerstake-equity" }] });
        assert_eq!(manifest(&unversioned, "equity").unwrap_err().to_string(), "a package without a version");
    }
}

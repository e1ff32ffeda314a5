//! The list of bugs to plant: `tests/mutants/*.toml`.

use crate::programs;
use anyhow::{bail, ensure, Context, Result};
use serde::Deserialize;
use std::path::Path;

/// Where the lists are.
pub const FOLDER: &str = "tests/mutants";

/// One bug: a text in a file, and what is put in its place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mutant {
    /// What goes wrong, in a few words joined by underscores.
    pub name: String,
    /// The kind of mistake, such as `dropped check`.
    pub kind: String,
    /// The source, from the root.
    pub file: String,
    /// The text to replace: it is there exactly once.
    pub find: String,
    /// What takes its place.
    pub put: String,
    /// The program whose ELF is built; by default the one whose source it is.
    #[serde(default)]
    pub elf: String,
    /// The test that should find it: `target::module::test`.
    pub killer: String,
    /// The list it stands in.
    #[serde(skip)]
    pub list: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    mutant: Vec<Mutant>,
}

/// Reads all lists, in order of their names.
pub fn read(root: &Path) -> Result<Vec<Mutant>> {
    let folder = root.join(FOLDER);
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let mut all = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")) {
        let text = std::fs::read_to_string(path)?;
        let list: List = toml::from_str(&text).with_context(|| path.display().to_string())?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for mut mutant in list.mutant {
            mutant.list.clone_from(&name);
            if mutant.elf.is_empty() {
                let program = mutant.file.strip_prefix("programs/").and_then(|rest| rest.split('/').next());
                program.unwrap_or_default().clone_into(&mut mutant.elf);
            }
            ensure!(
                programs::NAMES.contains(&mutant.elf.as_str()),
                "{}: {} names no program to build: set `elf`",
                path.display(),
                mutant.name
            );
            all.push(mutant);
        }
    }
    Ok(all)
}

/// Those of these names or lists; all when none is named.
pub fn chosen(all: &[Mutant], names: &[String]) -> Result<Vec<Mutant>> {
    let is_named = |mutant: &Mutant, name: &String| mutant.name == *name || mutant.list == *name;
    if let Some(unknown) = names.iter().find(|name| all.iter().all(|mutant| !is_named(mutant, name))) {
        bail!("there is no planted bug and no list `{unknown}` in {FOLDER}: see --list");
    }
    let wanted = |mutant: &&Mutant| names.is_empty() || names.iter().any(|name| is_named(mutant, name));
    Ok(all.iter().filter(wanted).cloned().collect())
}

impl Mutant {
    /// The source with the bug in it.
    pub fn planted(&self, source: &str) -> Result<String> {
        let count = source.matches(&self.find).count();
        ensure!(
            count == 1,
            "{}: its text stands {count} times in {}, not once: {:?}",
            self.name,
            self.file,
            self.find
        );
        ensure!(self.find != self.put, "{}: it changes nothing", self.name);
        Ok(source.replacen(&self.find, &self.put, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn root() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
    }

    /// A bug that cannot be planted any more proves nothing: whoever changes its line brings its list along.
    #[test]
    fn every_bug_can_still_be_planted() {
        let mut broken = Vec::new();
        for mutant in read(&root()).unwrap() {
            let source = std::fs::read_to_string(root().join(&mutant.file));
            let source = source.unwrap_or_else(|error| panic!("{}: {}: {error}", mutant.name, mutant.file));
            if let Err(error) = mutant.planted(&source) {
                broken.push(format!("{}.toml: {error}", mutant.list));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    }

    #[test]
    fn every_bug_has_a_name_of_its_own_and_a_test_that_exists() {
        let mut names = BTreeSet::new();
        for mutant in read(&root()).unwrap() {
            assert!(names.insert(mutant.name.clone()), "two bugs are called {}", mutant.name);
            let path: Vec<&str> = mutant.killer.split("::").collect();
            let [target, modules @ .., test] = path.as_slice() else { panic!("{}", mutant.killer) };
            let module = if modules.is_empty() { "main".into() } else { modules.join("/") };
            let file = root().join("tests").join(target).join(format!("{module}.rs"));
            let source = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(source.contains(&format!("fn {test}(")), "{}: no test {}", mutant.name, mutant.killer);
        }
        assert!(names.len() >= 40, "only {} bugs are planted", names.len());
    }

    #[test]
    fn a_bug_needs_its_text_exactly_once() {
        let mutant = Mutant {
            name: "a".into(),
            kind: "b".into(),
            file: "c".into(),
            find: "x < y".into(),
            put: "x <= y".into(),
            elf: "equity".into(),
            killer: "t::m::f".into(),
            list: "l".into(),
        };
        assert_eq!(mutant.planted("if x < y {").unwrap(), "if x <= y {");
        let error = mutant.planted("if x > y {").unwrap_err().to_string();
        assert_eq!(error, "a: its text stands 0 times in c, not once: \"x < y\"");
        let error = mutant.planted("x < y, x < y").unwrap_err().to_string();
        assert_eq!(error, "a: its text stands 2 times in c, not once: \"x < y\"");
    }

    #[test]
    fn bugs_are_chosen_by_name_or_list() {
        let all = read(&root()).unwrap();
        assert_eq!(chosen(&all, &[]).unwrap().len(), all.len());
        let some = chosen(&all, &["equity".into()]).unwrap();
        assert!(!some.is_empty() && some.iter().all(|mutant| mutant.list == "equity"));
        let error = chosen(&all, &["nothing".into()]).unwrap_err().to_string();
        assert_eq!(error, "there is no planted bug and no list `nothing` in tests/mutants: see --list");
    }
}

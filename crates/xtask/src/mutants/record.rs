//! What was found: between runs, so that a campaign goes on where it stopped, and in docs/assurance.md.

use super::list::Mutant;
use super::plant::Ground;
use crate::cache::key;
use crate::process::Process;
use crate::project::Project;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// The page with the table.
pub const PAGE: &str = "docs/assurance.md";
const BEGIN: &str = "<!-- written by `cargo xtask mutants --record` -->\n";
const END: &str = "<!-- end of what it wrote -->\n";

/// Bugs that were found in the present sources by the present tests' names.
pub struct Results {
    path: PathBuf,
    known: BTreeSet<String>,
}

impl Results {
    /// Those of earlier runs, or none.
    pub fn open(project: &Project, forget: bool) -> Result<Self> {
        let path = project.path("target/mutants.txt");
        if forget && path.exists() {
            std::fs::remove_file(&path)?;
        }
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        Ok(Self { path, known: text.lines().map(str::to_owned).collect() })
    }

    /// Whether this bug was found already, planted in a program that builds to the same ELF.
    pub fn knows(&self, mutant: &Mutant, ground: &Ground<'_>) -> Result<bool> {
        Ok(self.known.contains(&line(mutant, ground)?))
    }

    /// Notes that it was found.
    pub fn add(&mut self, mutant: &Mutant, ground: &Ground<'_>) -> Result<()> {
        let line = line(mutant, ground)?;
        let mut file = std::fs::File::options().create(true).append(true).open(&self.path)?;
        writeln!(file, "{line}")?;
        self.known.insert(line);
        Ok(())
    }
}

fn line(mutant: &Mutant, ground: &Ground<'_>) -> Result<String> {
    let real = ground.real(&mutant.elf)?;
    let parts = [&mutant.file, &mutant.find, &mutant.put, &mutant.elf, &mutant.killer, &real];
    Ok(format!("{} {}", mutant.name, key(parts.map(|part| part.as_bytes()))))
}

/// Writes the table into the page: each bug, and whether it was planted in the present sources and found.
pub fn write(project: &Project, all: &[Mutant], is_found: impl Fn(&Mutant) -> Result<bool>) -> Result<()> {
    let path = project.path(PAGE);
    let page = std::fs::read_to_string(&path)?;
    let today = Process::new("date").args(["-u", "+%F"]).text()?;
    let (before, after) = parts(&page)?;
    let mut table =
        String::from("| program | bug | kind | found by | on |\n| --- | --- | --- | --- | --- |\n");
    let mut found = 0;
    for mutant in all {
        let is_found = is_found(mutant)?;
        found += usize::from(is_found);
        writeln!(table, "{} {} |", row(mutant), if is_found { today.trim() } else { "not planted yet" })?;
    }
    let text = format!(
        "{before}{BEGIN}\n{found} of {} bugs were planted in the programs as they were on {}, and each was found by the test that is \
         named:\n\n{table}\n{END}{after}",
        all.len(),
        today.trim(),
    );
    std::fs::write(&path, text)?;
    println!("{PAGE} says so of {found}");
    Ok(())
}

/// What stands before and after the marks.
fn parts(page: &str) -> Result<(&str, &str)> {
    let (before, rest) = page.split_once(BEGIN).with_context(|| format!("{PAGE} lacks {BEGIN}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("{PAGE} lacks {END}"))?;
    Ok((before, after))
}

/// A row of the table, without its last cell.
fn row(mutant: &Mutant) -> String {
    let Mutant { elf, name, kind, killer, .. } = mutant;
    format!("| {elf} | {} | {kind} | `{killer}` |", name.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::super::list;
    use super::*;
    use std::path::Path;

    #[test]
    fn the_page_has_every_bug_and_no_other() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let page = std::fs::read_to_string(root.join(PAGE)).unwrap();
        let (before, after) = parts(&page).unwrap();
        let written = &page[before.len() + BEGIN.len()..page.len() - after.len() - END.len()];
        let all = list::read(&root).unwrap();
        for mutant in &all {
            let row = row(mutant);
            assert!(written.contains(&row), "{row}: run `cargo xtask mutants --record`");
        }
        let rows = written.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(rows, all.len() + 2, "the table has other rows: run `cargo xtask mutants --record`");
    }
}

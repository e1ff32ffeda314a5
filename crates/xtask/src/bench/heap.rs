//! How much heap every instruction uses, from all tests that run on LiteSVM, on a machine that keeps every register
//! (crates/testkit/src/heap.rs reads them and writes the records).

use super::{executables, SEED};
use crate::costs;
use crate::drift;
use crate::process::Process;
use crate::programs;
use crate::project::Project;
use anyhow::{ensure, Context, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Names the folder that tests record the heap in.
const VARIABLE: &str = "MAKERSTAKE_HEAP";
const FEATURE: &str = "makerstake-tests/heap";

/// Bytes of heap by `program.instruction`: the most that any invocation used.
pub type Heap = BTreeMap<String, u64>;

/// Runs all tests once. Heap depends on the sizes of what is sent, which seeds do not change.
pub fn measure(project: &Project) -> Result<()> {
    let tests = executables(project, &["--features", FEATURE])?;
    let elfs = project.path("target/bench/heap");
    std::fs::create_dir_all(&elfs)?;
    for program in programs::NAMES.map(programs::elf_name) {
        let elf = std::fs::read(project.deploy().join(&program))?;
        std::fs::write(elfs.join(&program), with_sections(&elf)?)?;
    }
    let records = folder(project);
    if records.exists() {
        std::fs::remove_dir_all(&records).context("cannot remove earlier records of the heap")?;
    }
    for (target, executable) in tests {
        println!("heap: {target}");
        let mut test = Process::new(executable)
            .folder(project.path("tests"))
            .env(VARIABLE, &records)
            .env("MAKERSTAKE_DEPLOY_DIR", &elfs)
            .env("MAKERSTAKE_SEED", SEED.to_string());
        if !test.output()?.status.success() {
            println!("heap: tests of {target} fail; what they recorded counts all the same");
        }
    }
    Ok(())
}

/// Reads the records.
pub fn read(project: &Project) -> Result<Heap> {
    let names = costs::names(project)?;
    let mut heap = Heap::new();
    for (path, content) in drift::read(&folder(project))? {
        for line in String::from_utf8(content)?.lines() {
            let (key, bytes) =
                parse(line).with_context(|| format!("a line of {path} is no record: {line}"))?;
            if let Some(name) = names.get(key) {
                let most = heap.entry(name.clone()).or_default();
                *most = bytes.max(*most);
            }
        }
    }
    let missing: Vec<_> = names.values().filter(|name| !heap.contains_key(*name)).cloned().collect();
    ensure!(
        missing.is_empty(),
        "no heap is recorded of {}: run `cargo xtask bench --heap`",
        missing.join(", ")
    );
    Ok(heap)
}

fn folder(project: &Project) -> PathBuf {
    project.path("target/heap")
}

/// `program,discriminator` and bytes.
fn parse(line: &str) -> Option<(&str, u64)> {
    let (key, bytes) = line.rsplit_once(',')?;
    Some((key, bytes.parse().ok()?))
}

/// The ELF with a table of sections behind it, which names itself and nothing else. A machine that keeps registers looks for
/// names of functions, and ends where there is no table; what it loads and executes stays the same.
fn with_sections(elf: &[u8]) -> Result<Vec<u8>> {
    const NAMES: &[u8; 16] = b"\0.shstrtab\0\0\0\0\0\0";
    const HEADER: usize = 64;
    const STRINGS: u32 = 3;
    ensure!(elf.len() > HEADER && elf.len().is_multiple_of(8), "an ELF of {} bytes is none", elf.len());
    ensure!(elf[0x28..0x30] == [0; 8], "the ELF has a table of sections already");
    let mut longer = [elf, NAMES].concat();
    let table = longer.len() as u64;
    longer.extend([0; HEADER]);
    let mut names = [0; HEADER];
    names[0..4].copy_from_slice(&1_u32.to_le_bytes());
    names[4..8].copy_from_slice(&STRINGS.to_le_bytes());
    names[24..32].copy_from_slice(&(elf.len() as u64).to_le_bytes());
    names[32..40].copy_from_slice(&(NAMES.len() as u64).to_le_bytes());
    longer.extend(names);
    // Where the table is; then bytes of a header, headers, and which of them has the names.
    longer[0x28..0x30].copy_from_slice(&table.to_le_bytes());
    for (at, value) in [(0x3a, HEADER as u16), (0x3c, 2), (0x3e, 1)] {
        longer[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    Ok(longer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back() {
        assert_eq!(parse("equity,0a0b,272"), Some(("equity,0a0b", 272)));
        assert_eq!([parse("equity"), parse("equity,0a0b,many")], [None, None]);
    }

    #[test]
    fn sections_are_added_behind_what_is_loaded() {
        let elf: Vec<u8> = (0..200).map(|at| if at < 64 { 0 } else { at }).collect();
        let longer = with_sections(&elf).unwrap();
        assert_eq!(longer[64..200], elf[64..]);
        assert_eq!(&longer[201..210], b".shstrtab");
        assert_eq!(longer[0x28..0x30], 216_u64.to_le_bytes());
        assert_eq!(longer.len(), 216 + 2 * 64);
        let error = with_sections(&longer).unwrap_err().to_string();
        assert_eq!(error, "the ELF has a table of sections already");
        assert_eq!(with_sections(&[0; 9]).unwrap_err().to_string(), "an ELF of 9 bytes is none");
    }
}

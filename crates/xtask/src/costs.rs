//! Costs as the tests recorded them (crates/testkit/src/costs.rs writes the records).

use crate::programs;
use crate::project::Project;
use crate::{drift, idl};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Names the folder that tests record costs in.
pub const VARIABLE: &str = "MAKERSTAKE_COSTS";

/// Where a run records.
pub fn folder(project: &Project) -> PathBuf {
    project.path("target/costs")
}

/// Removes the records of earlier runs.
pub fn forget(project: &Project) -> Result<()> {
    let folder = folder(project);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).context("cannot remove earlier records of costs")?;
    }
    Ok(())
}

/// One accepted transaction of one instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    pub compute_units: u64,
    pub transaction_bytes: u64,
    pub accounts: u64,
    pub created_bytes: u64,
    pub rent: u64,
}

/// Samples by `program.instruction`; an instruction that nobody recorded has none.
pub type Samples = BTreeMap<String, Vec<Sample>>;

/// Reads the records.
pub fn read(project: &Project) -> Result<Samples> {
    let names = names(project)?;
    let mut samples: Samples = names.values().map(|name| (name.clone(), Vec::new())).collect();
    for (path, content) in drift::read(&folder(project))? {
        for line in String::from_utf8(content)?.lines() {
            let (key, sample) =
                parse(line).with_context(|| format!("a line of {path} is no record: {line}"))?;
            if let Some(name) = names.get(&key) {
                samples.entry(name.clone()).or_default().push(sample);
            }
        }
    }
    Ok(samples)
}

/// `program,discriminator` to `program.instruction`, from the IDLs.
pub fn names(project: &Project) -> Result<BTreeMap<String, String>> {
    let mut names = BTreeMap::new();
    for program in programs::NAMES {
        for instruction in idl::read(project, program)?["instructions"].as_array().into_iter().flatten() {
            let bytes = instruction["discriminator"].as_array().into_iter().flatten();
            let bytes: Vec<u8> = bytes.filter_map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
            let name = instruction["name"].as_str().context("an instruction without a name")?;
            names.insert(format!("{program},{}", hex::encode(bytes)), format!("{program}.{name}"));
        }
    }
    Ok(names)
}

fn parse(line: &str) -> Option<(String, Sample)> {
    let mut fields = line.split(',');
    let key = format!("{},{}", fields.next()?, fields.next()?);
    let mut number = || fields.next()?.parse().ok();
    let sample = Sample {
        compute_units: number()?,
        transaction_bytes: number()?,
        accounts: number()?,
        created_bytes: number()?,
        rent: number()?,
    };
    Some((key, sample))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back() {
        let (key, sample) = parse("equity,0a0b,1200,345,6,78,910").unwrap();
        assert_eq!(key, "equity,0a0b");
        let expected =
            Sample { compute_units: 1200, transaction_bytes: 345, accounts: 6, created_bytes: 78, rent: 910 };
        assert_eq!(sample, expected);
        assert_eq!(parse("equity,0a0b,1200,345,6,78"), None);
    }
}

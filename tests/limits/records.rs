//! What the program tests recorded in this run, if they ran.

use std::collections::BTreeMap;

use crate::suite::{instructions, path};

/// The least an instruction cost, and its largest transaction and accounts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record {
    pub cu_min: u64,
    pub tx_bytes: u64,
    pub created_bytes: u64,
}

/// Records by `program.instruction`; none where the program tests recorded nothing.
pub fn read() -> Option<BTreeMap<String, Record>> {
    let names: BTreeMap<_, _> = instructions()
        .into_iter()
        .filter_map(|(name, discriminator)| {
            Some((format!("{},{discriminator}", name.split_once('.')?.0), name))
        })
        .collect();
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    for entry in std::fs::read_dir(path("target/costs")).ok()? {
        let text = std::fs::read_to_string(entry.ok()?.path()).ok()?;
        for (key, sample) in text.lines().filter_map(parse) {
            if let Some(name) = names.get(&key) {
                records
                    .entry(name.clone())
                    .and_modify(|record| *record = merge(*record, sample))
                    .or_insert(sample);
            }
        }
    }
    Some(records)
}

/// A line of `program,discriminator,compute units,transaction bytes,accounts,created bytes,rent`.
fn parse(line: &str) -> Option<(String, Record)> {
    let fields: Vec<&str> = line.split(',').collect();
    let [program, discriminator, units, bytes, _, created, _] = fields[..] else {
        return None;
    };
    let record = Record {
        cu_min: units.parse().ok()?,
        tx_bytes: bytes.parse().ok()?,
        created_bytes: created.parse().ok()?,
    };
    Some((format!("{program},{discriminator}"), record))
}

fn merge(a: Record, b: Record) -> Record {
    Record {
        cu_min: a.cu_min.min(b.cu_min),
        tx_bytes: a.tx_bytes.max(b.tx_bytes),
        created_bytes: a.created_bytes.max(b.created_bytes),
    }
}

#[test]
fn a_line_is_read_and_merged() {
    let (key, first) = parse("equity,0a,900,300,6,78,910").unwrap();
    assert_eq!(key, "equity,0a");
    let (_, second) = parse("equity,0a,800,400,6,8,910").unwrap();
    assert_eq!(merge(first, second), Record { cu_min: 800, tx_bytes: 400, created_bytes: 78 });
    assert_eq!(parse("equity,0a,900"), None);
}

//! Figures of an instruction, and their ceilings.

use crate::costs::Sample;
use crate::project::Project;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What an instruction costs. Compute units are of the whole transaction, which is that instruction alone; sizes are of
/// the largest sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub cu_min: u64,
    pub cu_median: u64,
    pub cu_max: u64,
    pub accounts: u64,
    pub tx_bytes: u64,
    pub created_bytes: u64,
    pub rent_lamports: u64,
    /// Of any invocation, refused ones and those by another program too.
    #[serde(default)]
    pub heap_bytes: u64,
    pub samples: usize,
}

impl Figures {
    /// The figures of some samples, but for the heap; none of none.
    pub fn of(samples: &[Sample]) -> Option<Self> {
        let mut units: Vec<u64> = samples.iter().map(|sample| sample.compute_units).collect();
        units.sort_unstable();
        let most = |of: fn(&Sample) -> u64| samples.iter().map(of).max();
        Some(Self {
            cu_min: *units.first()?,
            cu_median: units[units.len() / 2],
            cu_max: *units.last()?,
            accounts: most(|sample| sample.accounts)?,
            tx_bytes: most(|sample| sample.transaction_bytes)?,
            created_bytes: most(|sample| sample.created_bytes)?,
            rent_lamports: most(|sample| sample.rent)?,
            heap_bytes: 0,
            samples: samples.len(),
        })
    }
}

/// What docs/costs.json has.
pub fn read(project: &Project) -> Result<BTreeMap<String, Figures>> {
    let text = std::fs::read_to_string(project.path("docs/costs.json"))?;
    serde_json::from_str(&text).context("docs/costs.json is not as it should be")
}

/// The text of docs/costs.json.
pub fn to_json(measured: &BTreeMap<String, Figures>) -> String {
    let mut lines = Vec::new();
    for (name, figures) in measured {
        let figures = serde_json::json!(figures).to_string().replace("\":", "\": ").replace(",\"", ", \"");
        lines.push(format!("  \"{name}\": {figures}"));
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// The text of tests/limits/sizes.json: each ELF's size, rounded up to a kibibyte.
pub fn sizes_to_json(sizes: &[(&str, u64)]) -> String {
    let line = |(name, size): &(&str, u64)| format!("  \"{name}\": {}", size.div_ceil(1024) * 1024);
    format!("{{\n{}\n}}\n", sizes.iter().map(line).collect::<Vec<_>>().join(",\n"))
}

/// What an instruction may cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ceiling {
    /// The median that was aimed for, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u64>,
    pub cu_min: u64,
    pub cu_median: u64,
    pub tx_bytes: u64,
    pub created_bytes: u64,
    pub heap_bytes: u64,
}

/// The ceilings of all instructions.
pub struct Ceilings(pub BTreeMap<String, Ceiling>);

impl Ceilings {
    /// Reads them; none when there is no file.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self(BTreeMap::new()));
        }
        let text = std::fs::read_to_string(path)?;
        Ok(Self(
            serde_json::from_str(&text)
                .with_context(|| format!("{} is not as it should be", path.display()))?,
        ))
    }

    /// Writes them, an instruction a line.
    pub fn write(&self, path: &Path) -> Result<()> {
        let line = |(name, ceiling)| format!("  \"{name}\": {}", serde_json::json!(ceiling));
        let lines: Vec<String> = self.0.iter().map(line).collect();
        std::fs::write(path, format!("{{\n{}\n}}\n", lines.join(",\n")))?;
        Ok(())
    }

    /// Sets each to what was measured, with a twentieth of room for compute units; what was wanted stays, and holds
    /// where it is met.
    pub fn set(&mut self, measured: &BTreeMap<String, Figures>) {
        let room = |units: u64| units + units / 20;
        let ceiling = |name: &String, figures: &Figures| {
            let wanted = self.0.get(name).and_then(|ceiling| ceiling.wanted);
            let met = wanted.filter(|wanted| figures.cu_median <= *wanted);
            Ceiling {
                wanted,
                cu_min: room(figures.cu_min),
                cu_median: met.unwrap_or(room(figures.cu_median)),
                tx_bytes: figures.tx_bytes,
                created_bytes: figures.created_bytes,
                heap_bytes: figures.heap_bytes,
            }
        };
        self.0 = measured.iter().map(|(name, figures)| (name.clone(), ceiling(name, figures))).collect();
    }

    /// Sets those of the heap alone.
    pub fn set_heap(&mut self, measured: &BTreeMap<String, Figures>) {
        for (name, figures) in measured {
            if let Some(ceiling) = self.0.get_mut(name) {
                ceiling.heap_bytes = figures.heap_bytes;
            }
        }
    }

    /// What is above its ceiling or has none, in words.
    pub fn exceeded_by(&self, measured: &BTreeMap<String, Figures>) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, figures) in measured {
            let Some(ceiling) = self.0.get(name) else {
                lines.push(format!("{name} has no ceiling: run `cargo xtask bench --set-ceilings`"));
                continue;
            };
            let pairs = [
                ("CU at least", figures.cu_min, ceiling.cu_min),
                ("CU in the median", figures.cu_median, ceiling.cu_median),
                ("bytes of transaction", figures.tx_bytes, ceiling.tx_bytes),
                ("bytes created", figures.created_bytes, ceiling.created_bytes),
                ("bytes of heap", figures.heap_bytes, ceiling.heap_bytes),
            ];
            let above = pairs.into_iter().filter(|(_, figure, ceiling)| figure > ceiling);
            lines.extend(
                above.map(|(what, figure, ceiling)| format!("{name}: {figure} {what}, ceiling {ceiling}")),
            );
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(compute_units: u64) -> Sample {
        Sample { compute_units, transaction_bytes: 300, accounts: 5, created_bytes: 190, rent: 2 }
    }

    fn measured(units: &[u64]) -> BTreeMap<String, Figures> {
        let samples: Vec<_> = units.iter().copied().map(sample).collect();
        [("equity.claim".to_owned(), Figures::of(&samples).unwrap())].into()
    }

    #[test]
    fn the_median_is_the_middle_sample() {
        let figures = &measured(&[900, 100, 300])["equity.claim"];
        assert_eq!((figures.cu_min, figures.cu_median, figures.cu_max, figures.samples), (100, 300, 900, 3));
        assert_eq!(Figures::of(&[]), None);
    }

    #[test]
    fn a_met_wish_is_the_ceiling_and_a_missed_one_is_not() {
        let wanted =
            |wanted| Ceilings([("equity.claim".into(), Ceiling { wanted, ..Default::default() })].into());
        for (wish, expected) in [(Some(400), 400), (Some(200), 315), (None, 315)] {
            let mut ceilings = wanted(wish);
            ceilings.set(&measured(&[300]));
            assert_eq!(ceilings.0["equity.claim"].cu_median, expected);
            assert_eq!(ceilings.0["equity.claim"].wanted, wish);
            assert!(ceilings.exceeded_by(&measured(&[300])).is_empty());
        }
    }

    #[test]
    fn a_rise_is_told() {
        let mut ceilings = Ceilings(BTreeMap::new());
        assert_eq!(ceilings.exceeded_by(&measured(&[1])).len(), 1);
        ceilings.set(&measured(&[1_000]));
        let lines = ceilings.exceeded_by(&measured(&[1_100]));
        assert_eq!(lines[0], "equity.claim: 1100 CU at least, ceiling 1050");
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn the_heap_has_its_own_ceiling() {
        let mut ceilings = Ceilings(BTreeMap::new());
        let mut measured = measured(&[1_000]);
        ceilings.set(&measured);
        measured.get_mut("equity.claim").unwrap().heap_bytes = 272;
        assert_eq!(ceilings.exceeded_by(&measured), ["equity.claim: 272 bytes of heap, ceiling 0"]);
        ceilings.set_heap(&measured);
        assert!(ceilings.exceeded_by(&measured).is_empty());
        assert_eq!(ceilings.0["equity.claim"].cu_min, 1_050);
    }

    #[test]
    fn the_json_reads_back() {
        let measured = measured(&[1, 2, 3]);
        assert_eq!(serde_json::from_str::<BTreeMap<String, Figures>>(&to_json(&measured)).unwrap(), measured);
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(
            sizes_to_json(&[("creators", 1025), ("equity", 2048)]),
            "{\n  \"creators\": 2048,\n  \"equity\": 2048\n}\n"
        );
    }
}

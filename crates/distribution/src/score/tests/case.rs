//! An epoch to score, in a folder of its own, and rows in short.

use super::*;

pub(super) const LIMITS: Limits = Limits { allocation: 1_000_003, leaf_max: 1_000_003 };

pub(super) fn creator(index: u8) -> String {
    address::text(&[index; 32])
}

pub(super) fn work(index: u8) -> String {
    hex::encode([index; 32])
}

pub(super) struct Case {
    pub(super) folder: tempfile::TempDir,
    pub(super) rule: Rule,
    pub(super) limits: Limits,
    pub(super) merge: bool,
    pub(super) budget: usize,
}

/// The rows of the tables, each ending with a line's end.
#[derive(Clone, Default)]
pub(super) struct Rows {
    pub(super) works: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) engagement: Vec<String>,
    pub(super) before: Vec<String>,
}

impl Case {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rule = sample();
        rule.caps.creator_bps = 10_000;
        rule.caps.min_score = 0;
        Self { folder, rule, limits: LIMITS, merge: false, budget: BUDGET }
    }

    pub(super) fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn run(&self, rows: &Rows) -> Result<(Scored, Vec<Leaf>)> {
        let write = |name: &str, header: &str, rows: &[String]| {
            fs::write(self.path(name), format!("{header}\n{}", rows.concat())).unwrap();
        };
        write("works.csv", WORKS_HEADER, &rows.works);
        write("parts.csv", PARTS_HEADER, &rows.parts);
        write("engagement.csv", ENGAGEMENT_HEADER, &rows.engagement);
        write("before.csv", ENGAGEMENT_HEADER, &rows.before);
        let [this, before] = ["engagement.csv", "before.csv"].map(|name| self.path(name));
        let tables = [(&this, Period::This), (&before, Period::Before)].map(|(path, period)| Table {
            path,
            period,
            day: None,
        });
        let job = Job {
            works: &self.path("works.csv"),
            parts: Some(&self.path("parts.csv")),
            engagement: &tables,
            rule: &self.rule,
            limits: self.limits,
            merge: self.merge,
            budget: self.budget,
        };
        let out = self.path("leaves.csv");
        let scored = score(&job, &out)?;
        let mut leaves = Vec::new();
        let pinned = leaves::read(&out, &self.limits, |rows| {
            leaves.extend_from_slice(rows);
            Ok(())
        })?;
        assert_eq!(pinned, scored.leaves);
        if !self.merge {
            self.check_by_the_document(&scored, &leaves);
        }
        Ok((scored, leaves))
    }

    /// The second implementation says the same.
    pub(super) fn check_by_the_document(&self, scored: &Scored, leaves: &[Leaf]) {
        let path = |name: &str| self.path(name);
        fs::write(path("rule.json"), self.rule.canonical().unwrap()).unwrap();
        let (works, parts) = (path("works.csv"), path("parts.csv"));
        let (rule, this, before) = (path("rule.json"), path("engagement.csv"), path("before.csv"));
        let evidence = Evidence {
            rule: &rule,
            works: &works,
            parts: Some(&parts),
            engagement: vec![&this],
            before: vec![&before],
        };
        let again = recompute(&evidence, self.limits.allocation, self.limits.leaf_max).unwrap();
        assert_eq!(again.inputs_hash, scored.inputs_hash);
        assert_eq!(again.rule_hash, self.rule.hash().unwrap());
        let rows: BTreeMap<_, _> =
            leaves.iter().map(|leaf| (leaf.holder, (leaf.amount, leaf.score))).collect();
        assert_eq!(again.rows, rows);
    }

    pub(super) fn refused(&self, rows: &Rows) -> String {
        let mut refusal = self.run(rows).unwrap_err().refusal().unwrap().clone();
        refusal.file = refusal.file.rsplit('/').next().unwrap().to_owned();
        refusal.to_string()
    }

    /// Amount and score by the first byte of the holder.
    pub(super) fn amounts(&self, rows: &Rows) -> BTreeMap<u8, (u64, u64)> {
        let (_, leaves) = self.run(rows).unwrap();
        leaves.iter().map(|leaf| (leaf.holder[0], (leaf.amount, leaf.score))).collect()
    }
}

/// Works with their endorsements, attested in the epoch's window.
pub(super) fn works(rows: &[(u8, u8, u64)]) -> Vec<String> {
    attested(&rows.iter().map(|(by, what, endorsed)| (*by, *what, 0, *endorsed)).collect::<Vec<_>>())
}

/// Works with their window and endorsements.
pub(super) fn attested(rows: &[(u8, u8, u8, u64)]) -> Vec<String> {
    let row = |(by, what, window, endorsed): &(u8, u8, u8, u64)| {
        format!("{},{},{window},{endorsed}\n", creator(*by), work(*what))
    };
    rows.iter().map(row).collect()
}

pub(super) fn parts(rows: &[(u8, u8, u8, u16)]) -> Vec<String> {
    let row = |(by, what, holder, bps): &(u8, u8, u8, u16)| {
        format!("{},{},{},{bps}\n", creator(*by), work(*what), creator(*holder))
    };
    rows.iter().map(row).collect()
}

/// Engagement; work 0 is none.
pub(super) fn engagement(rows: &[(u8, u8, &str, u64)]) -> Vec<String> {
    let row = |(by, what, metric, value): &(u8, u8, &str, u64)| {
        let work = if *what == 0 { String::new() } else { work(*what) };
        format!("{},{work},{metric},{value}\n", creator(*by))
    };
    rows.iter().map(row).collect()
}

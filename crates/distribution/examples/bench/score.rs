//! Scoring against reading and parsing the same rows with the `csv` crate.

use std::{
    fmt::Write as _,
    fs::File,
    io::{BufWriter, Write as _},
    path::Path,
};

use makerstake_distribution::{
    leaves::Limits,
    rule::Rule,
    score::{self, Job, Period, Table, BUDGET, ENGAGEMENT_HEADER, WORKS_HEADER},
};
use rayon::prelude::*;

use crate::{
    data::{blocks, bytes32, mixed},
    report::{grouped, Ratio, Report},
    time::timed,
    Failed,
};

const METRICS: [&str; 5] = ["comments", "likes", "shares", "views", "votes"];
const RULE: &str = r#"{"format":"makerstake-economy-rule","version":2,"registrar":"open","numbers":"open",
    "min_engagement":1,"damping":"sqrt",
    "weights":{"work":10,"endorsement":5,"engagement":1,
        "metrics":{"comments":5,"likes":2,"shares":8,"views":1,"votes":3}},
    "caps":{"endorsements_per_work":10,"works_per_creator":50,"creator_bps":100,"min_score":1000},"roles":[]}"#;

/// Five rows a work, ten works a creator, in no order.
pub fn run(rows: u64, folder: &Path, report: &mut Report) -> Result<(), Failed> {
    let [works, engagement] = ["works.csv", "engagement.csv"].map(|name| folder.join(name));
    let place = |work: u64| {
        let creator = makerstake_distribution::address::text(&bytes32(work / 10, false));
        format!("{creator},{}", hex::encode(bytes32(!work, false)))
    };
    // An odd multiplier visits every row of a power of two once: shuffled without a table.
    let span = rows.next_power_of_two();
    let shuffled = |at: u64| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15 | 1) ^ 0x5bd1) & (span - 1);
    table(&works, WORKS_HEADER, rows / 5, |at| Some(format!("{},0,{}", place(at), mixed(at) % 4)))?;
    table(&engagement, ENGAGEMENT_HEADER, span, |at| {
        let row = Some(shuffled(at)).filter(|row| *row < rows)?;
        Some(format!("{},{},{}", place(row / 5), METRICS[(row % 5) as usize], mixed(row) >> 44))
    })?;
    let (sum, parsing) = timed(|| parse_only(&engagement));
    std::hint::black_box(sum?);
    let rule = Rule::parse(RULE.as_bytes()).map_err(|fault| fault.what)?;
    let limits = Limits { allocation: 1_000_000_000_000, leaf_max: 10_000_000_000 };
    let engagement = [Table { path: &engagement, period: Period::This, day: None }];
    let job = Job {
        works: &works,
        parts: None,
        engagement: &engagement,
        rule: &rule,
        limits,
        merge: false,
        budget: BUDGET,
    };
    let (scored, scoring) = timed(|| score::score(&job, &folder.join("leaves.csv")));
    let scored = scored?;
    assert_eq!((scored.engagement, scored.works.listed), (rows, rows / 5));
    report.time("read and parse engagement with the `csv` crate, one core", rows, parsing);
    let what = format!(
        "`dist score` of the same, {} works and {} creators",
        grouped(scored.works.listed),
        grouped(scored.holders)
    );
    report.ratio(&what, rows, scoring, &Ratio { of: parsing, what: "parsing", aim: Some(3.0) });
    Ok(())
}

fn table(
    path: &Path,
    header: &str,
    rows: u64,
    row: impl Fn(u64) -> Option<String> + Sync,
) -> Result<(), Failed> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{header}")?;
    for range in blocks(rows) {
        let lines: Vec<String> = range.into_par_iter().filter_map(&row).collect();
        let mut text = String::new();
        for line in lines {
            writeln!(text, "{line}")?;
        }
        file.write_all(text.as_bytes())?;
    }
    Ok(file.flush()?)
}

/// What any reader of the file must do at least: split it into fields and read the numbers.
fn parse_only(path: &Path) -> Result<u64, Failed> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::ByteRecord::new();
    let mut sum = 0_u64;
    while reader.read_byte_record(&mut record)? {
        sum = sum.wrapping_add(std::str::from_utf8(&record[3])?.parse::<u64>()?);
    }
    Ok(sum)
}

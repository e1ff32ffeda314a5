//! What part of an epoch a budget of made-up creators buys: under `open`, with a registrar, and with a least engagement besides.
//!
//! `cargo xtask economy`. Deterministic: the same seed gives the same figures. Made-up creators have the least engagement that
//! counts, from one another; what it costs to deceive the platform's counters is not part of this.

use std::{error::Error, fmt::Write as _, fs, path::Path};

use makerstake_distribution::{
    address,
    leaves::{self, Limits},
    rule::Rule,
    score::{self, Job, Period, Table, BUDGET, ENGAGEMENT_HEADER, SYBIL_RENT, WORKS_HEADER},
};

const HONEST: u64 = 10_000;
/// Works that count of one creator, which is how many a made-up one lists.
const WORKS: u64 = 5;
/// Lamports of the budget: 1,000 SOL.
const SPENT: u64 = 1_000_000_000_000;
/// Of so many admissions one is false.
const ONE_IN: u64 = 1_000;
const ALLOCATION: u64 = 200_000_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let bought = SPENT / SYBIL_RENT;
    println!("seed {seed}: {HONEST} honest creators; 1,000 SOL pay the accounts of {bought} made-up ones");
    let folder = tempfile::tempdir()?;
    for (setting, sybils, minimum, seen) in [
        ("open", bought, 1, 1),
        ("admission", HONEST / ONE_IN, 1, 1),
        ("admission and engagement", HONEST / ONE_IN, 100, 10),
    ] {
        let part = part(folder.path(), seed, sybils, minimum, seen)?;
        println!("{setting}: {sybils} made-up creators get {}.{:04} %", part / 10_000, part % 10_000);
    }
    Ok(())
}

/// Millionths of the allocation that the made-up creators get, whose works are seen so often.
fn part(folder: &Path, seed: u64, sybils: u64, minimum: u64, seen: u64) -> Result<u64, Box<dyn Error>> {
    let rule = Rule::parse(
        format!(
            r#"{{"format":"makerstake-economy-rule","version":2,"registrar":"open","numbers":"open","min_engagement":{minimum},
            "damping":"sqrt","weights":{{"work":10,"endorsement":5,"engagement":1,"metrics":{{"views":1}}}},
            "caps":{{"endorsements_per_work":3,"works_per_creator":{WORKS},"creator_bps":300,"min_score":0}},"roles":[]}}"#
        )
        .as_bytes(),
    )
    .map_err(|fault| fault.what)?;
    let (mut works, mut engagement) = (format!("{WORKS_HEADER}\n"), format!("{ENGAGEMENT_HEADER}\n"));
    let mut add = |who: u64, work: u64, views: u64| -> Result<(), Box<dyn Error>> {
        let place = format!("{},{}", address::text(&bytes(who, 0)), hex::encode(bytes(who, work + 1)));
        writeln!(works, "{place},0,0")?;
        writeln!(engagement, "{place},views,{views}")?;
        Ok(())
    };
    for who in 0..HONEST {
        // One to five works; half of them are seen 100 times or more, half of those twice as often, and so on.
        for work in 0..=mixed(seed ^ (who << 8)) % WORKS {
            let luck = mixed(seed ^ (who << 8) ^ (work + 7)).leading_zeros().min(20);
            add(who, work, 100 << luck)?;
        }
    }
    for who in HONEST..HONEST + sybils {
        for work in 0..WORKS {
            add(who, work, seen)?;
        }
    }
    let [works_file, engagement_file, out] =
        ["works.csv", "engagement.csv", "leaves.csv"].map(|name| folder.join(name));
    fs::write(&works_file, works)?;
    fs::write(&engagement_file, engagement)?;
    let limits = Limits { allocation: ALLOCATION, leaf_max: ALLOCATION };
    let engagement = [Table { path: &engagement_file, period: Period::This, day: None }];
    let job = Job {
        works: &works_file,
        parts: None,
        engagement: &engagement,
        rule: &rule,
        limits,
        merge: false,
        budget: BUDGET,
    };
    score::score(&job, &out)?;
    let made_up: std::collections::HashSet<[u8; 32]> =
        (HONEST..HONEST + sybils).map(|who| bytes(who, 0)).collect();
    let mut sum = 0_u64;
    leaves::read(&out, &limits, |rows| {
        sum += rows.iter().filter(|row| made_up.contains(&row.holder)).map(|row| row.amount).sum::<u64>();
        Ok(())
    })?;
    Ok((u128::from(sum) * 1_000_000 / u128::from(ALLOCATION)) as u64)
}

/// A well-mixed number.
fn mixed(index: u64) -> u64 {
    let mut value = index.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 30)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// 32 bytes for a pair of numbers.
fn bytes(who: u64, work: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, part) in bytes.chunks_exact_mut(8).enumerate() {
        part.copy_from_slice(&mixed((who << 16) ^ (work << 4) ^ at as u64).to_be_bytes());
    }
    bytes
}

//! An epoch of a pool, from rows to a built folder.

use std::path::Path;

use makerstake_core::{emission, units::Bps};
use makerstake_distribution::{
    epoch::{Built, Folder},
    leaves::Limits,
    manifest::{Kind, Source, Terms, Window},
    rule::Rule,
    score::{self, Job, Period, Table, BUDGET},
};
use makerstake_testkit::{
    equity::{Founded, Root},
    World,
};

pub use makerstake_tests::platform::{hex, inputs, RULE};

/// Scores and builds the next epoch of a pool from the inputs in `folder`, with what the chain says it may pay.
pub fn build(world: &World, f: &Founded, folder: &Path) -> (Folder, Built) {
    let pool = world.pool(f);
    let decay = Bps::new(pool.decay_bps).unwrap();
    let allocation = emission::allocation(pool.contributions_cap, pool.contributions_emitted, decay).unwrap();
    let leaf_max = Bps::new(pool.leaf_max_bps).unwrap().floor_of(allocation);
    let rule = Rule::parse(RULE.as_bytes()).unwrap();
    let epoch = Folder::new(folder);
    let job = Job {
        works: &folder.join("works.csv"),
        parts: None,
        engagement: &[Table { path: &folder.join("engagement.csv"), period: Period::This, day: None }],
        rule: &rule,
        limits: Limits { allocation, leaf_max },
        merge: false,
        budget: BUDGET,
    };
    let scored = score::score(&job, &epoch.leaves()).unwrap();
    let terms = Terms {
        genesis_hash: [9; 32],
        pool: f.pool.to_bytes(),
        epoch: pool.next_epoch,
        window: Window {
            start: pool.covered_until,
            end: pool.covered_until + i64::from(pool.window_seconds),
        },
        limits: job.limits,
        source: Source {
            kind: Kind::Scored,
            rule_sha256: hex(&rule.hash().unwrap()),
            inputs_sha256: hex(&scored.inputs_hash),
        },
    };
    let built = epoch.build(&terms).unwrap();
    (epoch, built)
}

/// As a proposal names it.
pub fn root(built: &Built) -> Root {
    let manifest = &built.manifest;
    let total = manifest.terms().unwrap().limits.allocation;
    Root { root: manifest.root().unwrap(), data_hash: built.data_hash, leaves: manifest.leaves.count, total }
}

//! A whole epoch: the list, the tree, the manifest, and their check by separate code.

use std::path::Path;

use makerstake_distribution::{
    epoch::Folder,
    leaves::{LeafWriter, Limits},
    manifest::{Kind, Source, Terms, Window},
    verify,
};
use rayon::prelude::*;

use crate::{
    data::{blocks, leaf, LEAF_MAX},
    report::{Ratio, Report},
    time::timed,
    Failed,
};

pub fn run(rows: u64, path: &Path, report: &mut Report) -> Result<(), Failed> {
    let folder = Folder::new(path);
    let mut writer = LeafWriter::create(&folder.leaves())?;
    let mut allocation = 0;
    for range in blocks(rows) {
        let leaves: Vec<_> = range.into_par_iter().map(|at| (leaf(at), "works=3".to_owned())).collect();
        allocation += leaves.iter().map(|(leaf, _)| leaf.amount).sum::<u64>();
        writer.extend(&leaves)?;
    }
    writer.finish()?;
    let hash = "ab".repeat(32);
    let terms = Terms {
        genesis_hash: [1; 32],
        pool: [7; 32],
        epoch: 1,
        window: Window { start: 0, end: 86_400 },
        limits: Limits { allocation, leaf_max: LEAF_MAX },
        source: Source { kind: Kind::Scored, rule_sha256: hash.clone(), inputs_sha256: hash },
    };
    let (built, building) = timed(|| folder.build(&terms));
    let built = built?;
    report.time("`dist build`: parse leaves.csv, hash, tree, manifest", rows, building);
    let (verified, checking) = timed(|| verify::verify(path));
    assert_eq!(verified?.data_hash, built.data_hash);
    let ratio = Ratio { of: building, what: "the build", aim: Some(1.5) };
    report.ratio("`dist verify` of the same", rows, checking, &ratio);
    Ok(())
}

//! Scoring: from attested works and their engagement to amounts, in integers only.
//!
//! The result depends on the set of rows, not on their order, the machine or the number of cores. Rows are parted by
//! creator, and each part is sorted and counted by itself. Memory: the budget for rows (512 MiB unless told otherwise), the
//! reader's blocks, the parts at work, and 8 bytes a creator; ten million rows or a billion alike. `docs/scoring.md` has the
//! arithmetic in words.

mod count;
mod damping;
mod inputs;
mod row;
mod share;
mod tally;

use std::path::Path;

pub use inputs::{ENGAGEMENT_HEADER, WORKS_HEADER};

use crate::{
    atomic::folder_of,
    error::{Fault, Result},
    leaves::Limits,
    rows::Pinned,
    rule::Rule,
    Digest,
};

/// Bytes of rows that may be in memory.
pub const BUDGET: usize = 512 << 20;

/// What to score, and where to write it.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The attested works: `creator,work,endorsements`.
    pub works: &'a Path,
    /// Their engagement: `creator,work,metric,value`.
    pub engagement: &'a Path,
    /// The economy rule.
    pub rule: &'a Rule,
    /// The allocation and the most that a leaf may hold, both from the chain.
    pub limits: Limits,
    /// Whether rows of engagement for the same creator, work and metric are added up; otherwise they are refused.
    pub merge: bool,
    /// Bytes of rows that may be in memory; beyond, they are on disk.
    pub budget: usize,
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The list that was written.
    pub leaves: Pinned,
    /// SHA-256 of the rows in order: the inputs hash of the distribution.
    pub inputs_hash: Digest,
    /// Number of attested works.
    pub works: u64,
    /// Rows of engagement after merging.
    pub engagement: u64,
    /// Of these, rows about works that nobody attested; they count for nothing.
    pub unattested: u64,
    /// Creators whose score reached the rule's minimum.
    pub creators: u64,
    /// Of these, creators held at the most that one may get.
    pub capped: u64,
    /// Points in all, in thousandths.
    pub points: u64,
}

/// Scores and writes `leaves.csv`. Scratch files live, without names, in the folder of `out`.
///
/// # Errors
/// The first row that breaks a rule, with its place; a limit that cannot be met; when the disk refuses. Then there
/// is no file.
pub fn score(job: &Job<'_>, out: &Path) -> Result<Scored> {
    let folder = folder_of(out);
    let cap = cap(job).map_err(|fault| fault.of(job.works))?;
    let rows = inputs::read(job, folder)?;
    let mut tally = tally::Tally::new(job, cap, folder)?;
    let inputs_hash = inputs::count(job, rows, &mut tally, folder)?;
    let tallied = tally.finish();
    let shared = share::share(job, cap, tallied.scores, out)?;
    Ok(Scored {
        leaves: shared.leaves,
        inputs_hash,
        works: tallied.works,
        engagement: tallied.engagement,
        unattested: tallied.unattested,
        creators: shared.creators,
        capped: shared.capped,
        points: shared.points,
    })
}

/// The most that one creator may get: by the rule and by the chain, rounded down.
fn cap(job: &Job<'_>) -> std::result::Result<u64, Fault> {
    let Limits { allocation, leaf_max } = job.limits;
    let bps = u128::from(job.rule.caps.creator_bps);
    let by_rule = u64::try_from(u128::from(allocation) * bps / 10_000).unwrap_or(u64::MAX);
    match by_rule.min(leaf_max) {
        0 => Err(Fault::new(
            "nobody may get even one base unit",
            allocation,
            "raise the allocation or the caps",
        )),
        cap => Ok(cap),
    }
}

#[cfg(test)]
mod tests;

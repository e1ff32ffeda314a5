//! Scoring: from attested works and their engagement to amounts, in integers only.
//!
//! The result depends on the set of rows, not on their order, the machine or the number of cores. Rows are parted by
//! creator, and each part is sorted and counted by itself. Memory: the budget for rows (512 MiB unless told otherwise), the
//! reader's blocks, the parts at work, 8 bytes a creator and 32 a co-author; ten million rows or a billion alike.
//! `docs/scoring.md` has the arithmetic in words.

mod count;
mod damping;
mod inputs;
mod row;
mod share;
mod sybil;
mod tally;
mod work;

use std::path::Path;

pub use count::Works;
pub use inputs::{day_header, ENGAGEMENT_HEADER, PARTS_HEADER, WORKS_HEADER};
pub use sybil::{price, Price, SYBIL_RENT};

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

/// Which window a row is about. A work counts in the one in which it was attested or in the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Period {
    /// The epoch's own.
    This = 0,
    /// The one before.
    Before = 1,
}

/// A table of engagement: `creator,work,metric,value`.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// The file.
    pub path: &'a Path,
    /// What its rows are about.
    pub period: Period,
    /// For the attested numbers of a day: which day the file must say that it is.
    pub day: Option<u32>,
}

/// What to score, and where to write it.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The attested works: `creator,work,window,endorsements`.
    pub works: &'a Path,
    /// The parts of co-authors: `creator,work,holder,bps`.
    pub parts: Option<&'a Path>,
    /// Engagement.
    pub engagement: &'a [Table<'a>],
    /// The economy rule.
    pub rule: &'a Rule,
    /// The allocation and the most that a leaf may hold, both from the chain.
    pub limits: Limits,
    /// Whether rows of engagement for the same creator, work and metric are added up; otherwise they are refused.
    pub merge: bool,
    /// Bytes of rows that may be in memory; beyond, they are on disk.
    pub budget: usize,
}

impl<'a> Job<'a> {
    /// The file to name for a row of engagement: of several, the first.
    fn table(&self, period: Period) -> &'a Path {
        self.engagement.iter().find(|table| table.period == period).map_or(self.works, |table| table.path)
    }

    /// The file to name for a part.
    fn parts_file(&self) -> &'a Path {
        self.parts.unwrap_or(self.works)
    }
}

/// What came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The list that was written.
    pub leaves: Pinned,
    /// SHA-256 of the rows in order: the inputs hash of the distribution.
    pub inputs_hash: Digest,
    /// What became of the attested works.
    pub works: Works,
    /// Rows of engagement after merging.
    pub engagement: u64,
    /// Of these, rows about works that are not listed, or holders that do not count; they count for nothing.
    pub unattested: u64,
    /// Holders whose score reached the rule's minimum, and holders with a role.
    pub holders: u64,
    /// Of these, holders kept at the most that one may get.
    pub capped: u64,
    /// Points in all, in thousandths.
    pub points: u64,
    /// What all roles together get, base units.
    pub roles: u64,
}

/// Scores and writes `leaves.csv`. Scratch files live, without names, in the folder of `out`.
///
/// # Errors
/// The first row that breaks a rule, with its place; a limit that cannot be met; when the disk refuses. Then there
/// is no file.
pub fn score(job: &Job<'_>, out: &Path) -> Result<Scored> {
    let folder = folder_of(out);
    let cap = cap(job).map_err(|fault| fault.of(job.works))?;
    let (rows, holders) = inputs::read(job, folder)?;
    let mut tally = tally::Tally::new(job, cap, folder)?;
    let inputs_hash = inputs::count(job, rows, &holders, &mut tally, folder)?;
    let tallied = tally.finish(folder)?;
    let shared = share::share(job, cap, tallied.scores, out)?;
    Ok(Scored {
        leaves: shared.leaves,
        inputs_hash,
        works: tallied.works,
        engagement: tallied.engagement,
        unattested: tallied.unattested,
        holders: shared.holders,
        capped: shared.capped,
        points: shared.points,
        roles: shared.roles,
    })
}

/// The most that one holder may get: by the rule and by the chain, rounded down.
fn cap(job: &Job<'_>) -> std::result::Result<u64, Fault> {
    let Limits { allocation, leaf_max } = job.limits;
    let by_rule = part_of(allocation, job.rule.caps.creator_bps);
    match by_rule.min(leaf_max) {
        0 => Err(Fault::new(
            "nobody may get even one base unit",
            allocation,
            "raise the allocation or the caps",
        )),
        cap => Ok(cap),
    }
}

/// Basis points of an amount, rounded down.
fn part_of(amount: u64, bps: u16) -> u64 {
    // Basis points are at most the whole: the part is at most the amount.
    (u128::from(amount) * u128::from(bps) / 10_000) as u64
}

#[cfg(test)]
mod tests;

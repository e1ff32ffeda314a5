//! From scores to amounts: what roles get, then caps, then largest remainders.

mod roles;

use std::path::Path;

use rayon::prelude::*;

use super::{
    count::SCORE_BYTES,
    tally::{decode, Scores},
    Job,
};
use crate::{
    error::{Fault, Result},
    leaves::{Leaf, LeafWriter},
    rows::Pinned,
};
use roles::Roles;

/// Holders that are worked on at once.
const CHUNK: usize = 1 << 16;

pub(super) struct Shared {
    pub leaves: Pinned,
    pub holders: u64,
    pub capped: u64,
    pub points: u64,
    pub roles: u64,
}

/// How what is left after the caps is divided.
#[derive(Clone, Copy)]
struct Division {
    cap: u64,
    /// Who scores at least this gets exactly the cap.
    capped_from: u64,
    /// What the others share, base units.
    rest: u64,
    /// Their points.
    points: u64,
}

impl Division {
    /// Caps the highest scores for as long as their part of what is left would pass the cap.
    ///
    /// Capping one leaves more for each point of the others, so the capped are the highest scores, and equal
    /// scores are capped together.
    fn new(rest: u64, cap: u64, points: u64, highest: &[u64]) -> (Self, u64) {
        let mut division = Self { cap, capped_from: u64::MAX, rest, points };
        let mut capped = 0;
        for score in highest {
            let passes = wide(*score) * wide(division.rest) > wide(cap) * wide(division.points);
            if !passes {
                break;
            }
            division.rest -= cap;
            division.points -= score;
            division.capped_from = *score;
            capped += 1;
        }
        (division, capped)
    }

    fn is_capped(&self, score: u64, any: bool) -> bool {
        any && score >= self.capped_from
    }

    /// The whole part of an uncapped score's quota, rounded down, and the remainder.
    fn quota(&self, score: u64) -> (u64, u64) {
        let product = wide(score) * wide(self.rest);
        let points = wide(self.points);
        // Both below 2^64: the quota is at most `rest`, the remainder below `points`.
        ((product / points) as u64, (product % points) as u64)
    }
}

/// Divides the allocation and writes the list.
pub(super) fn share(job: &Job<'_>, cap: u64, scores: Scores, out: &Path) -> Result<Shared> {
    let allocation = job.limits.allocation;
    let Scores { mut spool, points, highest, roles, role_points } = scores;
    let holders = spool.len();
    if holders == 0 {
        let remedy = "check the works and their engagement, or lower the rule's minima";
        return Err(Fault::new("nobody scores", holders, remedy).of(job.works));
    }
    let mut roles = Roles::new(job, cap, roles, &role_points, points)?;
    let (division, mut capped) = Division::new(allocation - roles.total, cap, points, &highest);
    let any = capped > 0;
    let (mut remainders, mut left) = (Vec::new(), division.rest);
    let mut chunk = Vec::new();
    spool.rewind()?;
    loop {
        spool.read(&mut chunk, CHUNK)?;
        if chunk.is_empty() || division.points == 0 {
            break;
        }
        let scores = chunk.par_iter().map(|record| decode(record).1);
        let quotas: Vec<_> = scores
            .filter(|score| !division.is_capped(*score, any))
            .map(|score| division.quota(score))
            .collect();
        left -= quotas.iter().map(|(quota, _)| quota).sum::<u64>();
        remainders.extend(quotas.iter().map(|(_, remainder)| *remainder));
    }
    let mut extra = Extra::new(remainders, if division.points == 0 { 0 } else { left });
    let mut writer = LeafWriter::create(out)?;
    spool.rewind()?;
    let mut total = 0;
    loop {
        spool.read(&mut chunk, CHUNK)?;
        if chunk.is_empty() {
            break;
        }
        let mut rows: Vec<_> = chunk.par_iter().map(|record| row(record, &division, any)).collect();
        for (leaf, reason, remainder) in &mut rows {
            leaf.amount += extra.take(*remainder);
            if let Some(credit) = roles.of(&leaf.holder)? {
                leaf.amount += credit.amount;
                leaf.score += credit.score;
                reason.push_str(";role");
                if leaf.amount > cap {
                    leaf.amount = cap;
                    capped += u64::from(!reason.contains(CAPPED));
                }
            }
            total += leaf.amount;
        }
        let rows: Vec<_> =
            rows.into_iter().filter(|row| row.0.amount > 0).map(|row| (row.0, row.1)).collect();
        writer.extend(&rows)?;
    }
    if total < allocation {
        let what =
            format!("{holders} holders at {cap} each, and the roles' parts, cannot take the allocation");
        let remedy = "raise the caps, or propose when more take part";
        return Err(Fault::new(what, allocation, remedy).of(job.works));
    }
    let points = points + role_points.iter().sum::<u64>();
    Ok(Shared { leaves: writer.finish()?, holders, capped, points, roles: roles.total })
}

/// What the reason of a row says when works alone reach the cap.
const CAPPED: &str = ";capped";

/// A holder's row before its extra base unit and its roles, and the remainder that decides about the unit.
fn row(record: &[u8; SCORE_BYTES], division: &Division, any: bool) -> (Leaf, String, Option<u64>) {
    let (holder, score, works) = decode(record);
    if division.is_capped(score, any) {
        return (Leaf { holder, amount: division.cap, score }, format!("works={works}{CAPPED}"), None);
    }
    if division.points == 0 {
        return (Leaf { holder, amount: 0, score }, format!("works={works}"), None);
    }
    let (amount, remainder) = division.quota(score);
    (Leaf { holder, amount, score }, format!("works={works}"), Some(remainder))
}

/// The base units that rounding down left over: one each to the largest remainders; among equal ones, to the
/// smallest holders.
struct Extra {
    /// The smallest remainder that still gets one.
    from: u64,
    /// How many of exactly this remainder get one.
    ties: usize,
}

impl Extra {
    fn new(mut remainders: Vec<u64>, left: u64) -> Self {
        // The remainders add up to `left` times the points, each below the points: more than `left` are above zero.
        let Some(last) = usize::try_from(left).ok().and_then(|left| left.checked_sub(1)) else {
            return Self { from: u64::MAX, ties: 0 };
        };
        let (above, from, _) = remainders.select_nth_unstable_by(last, |a, b| b.cmp(a));
        let larger = above.iter().filter(|remainder| **remainder > *from).count();
        Self { from: *from, ties: last + 1 - larger }
    }

    /// Called for each creator in order of holders.
    fn take(&mut self, remainder: Option<u64>) -> u64 {
        match remainder {
            Some(remainder) if remainder > self.from => 1,
            Some(remainder) if remainder == self.from && self.ties > 0 => {
                self.ties -= 1;
                1
            }
            _ => 0,
        }
    }
}

fn wide(value: u64) -> u128 {
    u128::from(value)
}

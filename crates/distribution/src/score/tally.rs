//! From sorted rows to one score a creator.

use std::{cmp::Reverse, collections::BinaryHeap, path::Path};

use super::{
    damping::{damp, MILLI},
    inputs::Entry,
    Job,
};
use crate::{
    address::{self, Address},
    error::{Fault, Result},
    spool::Spool,
    Digest,
};

/// Bytes of a score on disk: creator, score, number of works.
pub(super) const SCORE_BYTES: usize = 32 + 8 + 8;

/// All scores, in order of their creators.
pub(super) struct Scores {
    pub spool: Spool<SCORE_BYTES>,
    /// Their sum.
    pub points: u64,
    /// The highest, enough of them to find all that are capped.
    pub highest: Vec<u64>,
}

/// Scores and what they were counted from.
pub(super) struct Tallied {
    pub scores: Scores,
    pub works: u64,
    pub engagement: u64,
    pub unattested: u64,
}

/// Adds up rows that come in order.
pub(super) struct Tally<'a> {
    job: &'a Job<'a>,
    /// Units of each metric; the first is the work itself.
    units: Vec<u128>,
    open: Option<Open>,
    pending: Vec<[u8; SCORE_BYTES]>,
    spool: Spool<SCORE_BYTES>,
    points: u64,
    highest: BinaryHeap<Reverse<u64>>,
    keep: usize,
    works: u64,
    engagement: u64,
    unattested: u64,
}

/// The creator whose rows are coming, and the work.
struct Open {
    creator: Address,
    /// Scores of its works: all, or the best ones the rule counts.
    best: BinaryHeap<Reverse<u64>>,
    work: Work,
}

struct Work {
    content: Digest,
    endorsements: Option<u64>,
    units: u128,
}

impl<'a> Tally<'a> {
    pub fn new(job: &'a Job<'a>, cap: u64, folder: &Path) -> Result<Self> {
        let metrics = job.rule.weights.metrics.values().map(|weight| u128::from(*weight));
        Ok(Self {
            job,
            units: std::iter::once(0).chain(metrics).collect(),
            open: None,
            pending: Vec::new(),
            spool: Spool::create(folder)?,
            points: 0,
            highest: BinaryHeap::new(),
            // Each capped creator takes the cap out of the allocation; one more shows where capping ends.
            keep: usize::try_from(job.limits.allocation / cap).unwrap_or(usize::MAX).saturating_add(1),
            works: 0,
            engagement: 0,
            unattested: 0,
        })
    }

    /// Takes the next row.
    pub fn add(&mut self, entry: &Entry) -> Result<()> {
        let fresh = match &self.open {
            Some(open) if open.creator == entry.creator => open.work.content != entry.work,
            _ => {
                self.close_creator()?;
                true
            }
        };
        if fresh {
            self.close_work()?;
        }
        let open = self.open.get_or_insert_with(|| Open::new(entry));
        if fresh {
            open.work = Work { content: entry.work, endorsements: None, units: 0 };
        }
        let work = &mut open.work;
        if entry.metric == 0 {
            // The first row of a work, if it has one.
            work.endorsements = Some(entry.value);
            self.works += 1;
            return Ok(());
        }
        self.engagement += 1;
        if work.endorsements.is_none() {
            self.unattested += 1;
            return Ok(());
        }
        // A weight has 32 bits, a value 64, a rule at most 1000 metrics: 106 bits.
        work.units += self.units[usize::from(entry.metric)] * u128::from(entry.value);
        Ok(())
    }

    /// Ends the last creator.
    pub fn finish(mut self) -> Result<Tallied> {
        self.close_creator()?;
        self.spool.extend(&self.pending)?;
        let mut highest: Vec<u64> = self.highest.into_iter().map(|Reverse(score)| score).collect();
        highest.sort_unstable_by_key(|score| Reverse(*score));
        Ok(Tallied {
            scores: Scores { spool: self.spool, points: self.points, highest },
            works: self.works,
            engagement: self.engagement,
            unattested: self.unattested,
        })
    }

    fn close_work(&mut self) -> Result<()> {
        let Some(open) = &mut self.open else { return Ok(()) };
        let Some(endorsements) = open.work.endorsements.take() else { return Ok(()) };
        let score = points(self.job, endorsements, open.work.units);
        let score = score.ok_or_else(|| overflow(self.job, &open.creator))?;
        let limit = self.job.rule.caps.works_per_creator as usize;
        open.best.push(Reverse(score));
        if limit > 0 && open.best.len() > limit {
            open.best.pop();
        }
        Ok(())
    }

    fn close_creator(&mut self) -> Result<()> {
        self.close_work()?;
        let Some(Open { creator, best, .. }) = self.open.take() else { return Ok(()) };
        let sum = best.iter().try_fold(0_u64, |sum, Reverse(score)| sum.checked_add(*score));
        let score = sum.ok_or_else(|| overflow(self.job, &creator))?;
        if score == 0 || score < self.job.rule.caps.min_score {
            return Ok(());
        }
        self.points = self.points.checked_add(score).ok_or_else(|| overflow(self.job, &creator))?;
        let mut record = [0; SCORE_BYTES];
        record[..32].copy_from_slice(&creator);
        record[32..40].copy_from_slice(&score.to_be_bytes());
        record[40..].copy_from_slice(&(best.len() as u64).to_be_bytes());
        self.pending.push(record);
        if self.pending.len() == 1 << 14 {
            self.spool.extend(&self.pending)?;
            self.pending.clear();
        }
        self.highest.push(Reverse(score));
        if self.highest.len() > self.keep {
            self.highest.pop();
        }
        Ok(())
    }
}

impl Open {
    fn new(entry: &Entry) -> Self {
        let work = Work { content: entry.work, endorsements: None, units: 0 };
        Self { creator: entry.creator, best: BinaryHeap::new(), work }
    }
}

/// Thousandths of a point of one attested work; `None` beyond 64 bits.
fn points(job: &Job<'_>, endorsements: u64, units: u128) -> Option<u64> {
    let (weights, caps) = (&job.rule.weights, &job.rule.caps);
    let endorsements = endorsements.min(u64::from(caps.endorsements_per_work));
    let fixed = u128::from(weights.work) + u128::from(weights.endorsement) * u128::from(endorsements);
    let engagement = damp(job.rule.damping, units)?.checked_mul(u128::from(weights.engagement))?;
    u64::try_from(engagement.checked_add(fixed * MILLI)?).ok()
}

fn overflow(job: &Job<'_>, creator: &Address) -> crate::Error {
    let remedy = "all points together stay below 2^64 thousandths: lower the weights or damp engagement";
    Fault::new("overflow of the score", address::text(creator), remedy).of(job.engagement)
}

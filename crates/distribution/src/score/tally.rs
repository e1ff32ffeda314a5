//! Collects the scores of all creators.

use std::{cmp::Reverse, collections::BinaryHeap, path::Path};

use super::{
    count::{overflow, Counted, SCORE_BYTES},
    Job,
};
use crate::{error::Result, spool::Spool};

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

/// Takes what was counted, in order.
pub(super) struct Tally<'a> {
    job: &'a Job<'a>,
    spool: Spool<SCORE_BYTES>,
    points: u64,
    highest: BinaryHeap<Reverse<u64>>,
    keep: usize,
    works: u64,
    engagement: u64,
    unattested: u64,
}

impl<'a> Tally<'a> {
    pub fn new(job: &'a Job<'a>, cap: u64, folder: &Path) -> Result<Self> {
        Ok(Self {
            job,
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

    /// Takes what came of the next rows.
    pub fn add(&mut self, counted: Counted) -> Result<()> {
        self.works += counted.works;
        self.engagement += counted.engagement;
        self.unattested += counted.unattested;
        for record in &counted.scores {
            let (creator, score, _) = decode(record);
            self.points = self.points.checked_add(score).ok_or_else(|| overflow(self.job, &creator))?;
            if self.highest.len() == self.keep {
                if self.highest.peek().is_some_and(|Reverse(lowest)| score <= *lowest) {
                    continue;
                }
                self.highest.pop();
            }
            self.highest.push(Reverse(score));
        }
        self.spool.extend(&counted.scores)
    }

    /// Everything that was taken.
    pub fn finish(self) -> Tallied {
        let mut highest: Vec<u64> = self.highest.into_iter().map(|Reverse(score)| score).collect();
        highest.sort_unstable_by_key(|score| Reverse(*score));
        Tallied {
            scores: Scores { spool: self.spool, points: self.points, highest },
            works: self.works,
            engagement: self.engagement,
            unattested: self.unattested,
        }
    }
}

/// Creator, score and number of works of a record.
pub(super) fn decode(record: &[u8; SCORE_BYTES]) -> ([u8; 32], u64, u64) {
    let (mut creator, mut score, mut works) = ([0; 32], [0; 8], [0; 8]);
    creator.copy_from_slice(&record[..32]);
    score.copy_from_slice(&record[32..40]);
    works.copy_from_slice(&record[40..]);
    (creator, u64::from_be_bytes(score), u64::from_be_bytes(works))
}

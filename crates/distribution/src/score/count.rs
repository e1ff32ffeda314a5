//! From sorted rows to one score a creator, and the bytes that pin the rows.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    damping::{damp, MILLI},
    row::{self, Row},
    Job,
};
use crate::{
    address::{self, Address},
    error::{Error, Fault, Result},
    Digest,
};

/// Bytes of a score on disk: creator, score, number of works.
pub(super) const SCORE_BYTES: usize = 32 + 8 + 8;

/// What the rule says, laid out by the numbers of metrics; 0 is the work itself.
pub(super) struct Rules<'a> {
    pub job: &'a Job<'a>,
    weights: Vec<u128>,
    /// Length and text of each name, as they are hashed.
    names: Vec<Vec<u8>>,
}

impl<'a> Rules<'a> {
    pub fn new(job: &'a Job<'a>) -> Self {
        let metrics = &job.rule.weights.metrics;
        let weights = metrics.values().map(|weight| u128::from(*weight));
        let names = metrics.keys().map(|name| [&[name.len() as u8], name.as_bytes()].concat());
        Self {
            job,
            weights: std::iter::once(0).chain(weights).collect(),
            names: std::iter::once(vec![0]).chain(names).collect(),
        }
    }
}

/// What came of some rows.
#[derive(Default)]
pub(super) struct Counted {
    /// The bytes that are hashed: creator, work, length and text of the metric's name, value big-endian.
    pub spelled: Vec<u8>,
    /// A record for each creator that scores.
    pub scores: Vec<[u8; SCORE_BYTES]>,
    pub works: u64,
    pub engagement: u64,
    pub unattested: u64,
}

/// Counts rows that come in order.
pub(super) struct Count<'a> {
    rules: &'a Rules<'a>,
    open: Option<Open>,
    best: Best,
    counted: Counted,
}

/// The creator, work and metric whose rows are coming.
struct Open {
    creator: Address,
    work: Digest,
    metric: u16,
    /// The sum of the rows so far.
    value: u64,
    /// None until the row of the work itself has come, which is the first if there is one.
    endorsements: Option<u64>,
    units: u128,
}

impl<'a> Count<'a> {
    /// Counts about so many rows.
    pub fn new(rules: &'a Rules<'a>, rows: usize) -> Self {
        let best = Best::new(rules.job.rule.caps.works_per_creator as usize);
        let longest = rules.names.iter().map(Vec::len).max().unwrap_or_default();
        let spelled = Vec::with_capacity(rows * (32 + 32 + longest + 8));
        Self { rules, open: None, best, counted: Counted { spelled, ..Counted::default() } }
    }

    /// Takes the next row.
    pub fn row(&mut self, row: &Row) -> Result<()> {
        let (metric, value) = (row::metric(row), row::value(row));
        match &mut self.open {
            Some(open) if open.creator == *row::creator(row) && open.work == *row::work(row) => {
                if open.metric == metric {
                    return merge(self.rules.job, open, row);
                }
                open.end_metric(self.rules, &mut self.counted);
                (open.metric, open.value) = (metric, value);
                return Ok(());
            }
            Some(open) => {
                let same = open.creator == *row::creator(row);
                self.end_work()?;
                if !same {
                    self.end_creator()?;
                }
            }
            None => {}
        }
        let (creator, work) = (*row::creator(row), *row::work(row));
        self.open = Some(Open { creator, work, metric, value, endorsements: None, units: 0 });
        Ok(())
    }

    /// What came of the rows so far, without the creator whose rows are coming.
    pub fn so_far(&mut self) -> Counted {
        std::mem::take(&mut self.counted)
    }

    /// What came of the rest.
    pub fn finish(mut self) -> Result<Counted> {
        self.end_work()?;
        self.end_creator()?;
        Ok(self.counted)
    }

    fn end_work(&mut self) -> Result<()> {
        let Some(open) = &mut self.open else { return Ok(()) };
        open.end_metric(self.rules, &mut self.counted);
        let Some(endorsements) = open.endorsements else { return Ok(()) };
        let job = self.rules.job;
        let score = points(job, endorsements, open.units);
        score.and_then(|score| self.best.add(score)).ok_or_else(|| overflow(job, &open.creator))
    }

    fn end_creator(&mut self) -> Result<()> {
        let Some(Open { creator, .. }) = self.open.take() else { return Ok(()) };
        let job = self.rules.job;
        let (score, works) = self.best.take().ok_or_else(|| overflow(job, &creator))?;
        if score > 0 && score >= job.rule.caps.min_score {
            let mut record = [0; SCORE_BYTES];
            record[..32].copy_from_slice(&creator);
            record[32..40].copy_from_slice(&score.to_be_bytes());
            record[40..].copy_from_slice(&works.to_be_bytes());
            self.counted.scores.push(record);
        }
        Ok(())
    }
}

impl Open {
    /// Counts the rows of one metric as one.
    fn end_metric(&mut self, rules: &Rules<'_>, counted: &mut Counted) {
        let metric = usize::from(self.metric);
        counted.spelled.extend_from_slice(&self.creator);
        counted.spelled.extend_from_slice(&self.work);
        counted.spelled.extend_from_slice(&rules.names[metric]);
        counted.spelled.extend_from_slice(&self.value.to_be_bytes());
        if metric == 0 {
            self.endorsements = Some(self.value);
            counted.works += 1;
            return;
        }
        counted.engagement += 1;
        if self.endorsements.is_none() {
            counted.unattested += 1;
            return;
        }
        // A weight has 32 bits, a value 64, a rule at most 1000 metrics: 106 bits.
        self.units += rules.weights[metric] * u128::from(self.value);
    }
}

/// Adds a second row for the same creator, work and metric, or refuses it.
fn merge(job: &Job<'_>, open: &mut Open, row: &Row) -> Result<()> {
    let line = row::line(row);
    let place = || format!("{} {}", address::text(&open.creator), hex::encode(open.work));
    if open.metric == 0 {
        let remedy = "a creator attests a work once: keep one row";
        return Err(Fault::new("duplicate work", place(), remedy).at(job.works, line));
    }
    if !job.merge {
        let remedy = "keep one row a creator, work and metric, or add them up with --merge";
        return Err(Fault::new("duplicate engagement", place(), remedy).at(job.engagement, line));
    }
    let Some(sum) = open.value.checked_add(row::value(row)) else {
        let fault = Fault::new("overflow of the merged value", place(), "values add up to less than 2^64");
        return Err(fault.at(job.engagement, line));
    };
    open.value = sum;
    Ok(())
}

/// The works of a creator that count: all, or the best ones.
struct Best {
    limit: usize,
    /// Their scores, as far as more are needed than the sum.
    scores: BinaryHeap<Reverse<u64>>,
    sum: u64,
    works: u64,
}

impl Best {
    /// The best `limit` works, or all for 0.
    fn new(limit: usize) -> Self {
        Self { limit, scores: BinaryHeap::new(), sum: 0, works: 0 }
    }

    /// Takes a work; `None` beyond 64 bits.
    fn add(&mut self, score: u64) -> Option<()> {
        if self.limit == 0 {
            self.sum = self.sum.checked_add(score)?;
            self.works += 1;
            return Some(());
        }
        self.scores.push(Reverse(score));
        if self.scores.len() > self.limit {
            self.scores.pop();
        }
        Some(())
    }

    /// The sum and the number of them, and starts again.
    fn take(&mut self) -> Option<(u64, u64)> {
        let mut taken = (std::mem::take(&mut self.sum), std::mem::take(&mut self.works));
        for Reverse(score) in self.scores.drain() {
            taken = (taken.0.checked_add(score)?, taken.1 + 1);
        }
        Some(taken)
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

/// Too many points, said of the creator where it shows.
pub(super) fn overflow(job: &Job<'_>, creator: &Address) -> Error {
    let remedy = "all points together stay below 2^64 thousandths: lower the weights or damp engagement";
    Fault::new("overflow of the score", address::text(creator), remedy).of(job.engagement)
}

//! Collects the points of all holders: each creator's own, in order, and beside them the parts of other people's works and roles.

use std::{cmp::Reverse, collections::BinaryHeap, path::Path};

use super::{
    count::{overflow, Counted, Works, CREDIT_BYTES, SCORE_BYTES},
    Job,
};
use crate::{
    address::Address,
    error::Result,
    sort::{Sorted, Sorter},
    spool::Spool,
};

/// Records that are read at once.
const CHUNK: usize = 1 << 14;
/// Bytes of a role's credit: holder, role, score.
pub(super) const ROLE_BYTES: usize = 32 + 2 + 8;

/// All scores, in order of their holders.
pub(super) struct Scores {
    pub spool: Spool<SCORE_BYTES>,
    /// The sum of what works give.
    pub points: u64,
    /// The highest, enough of them to find all that are capped.
    pub highest: Vec<u64>,
    /// What holders did in roles, in the same order.
    pub roles: Spool<ROLE_BYTES>,
    /// The points of each role.
    pub role_points: Vec<u64>,
}

/// Scores and what they were counted from.
pub(super) struct Tallied {
    pub scores: Scores,
    pub works: Works,
    pub engagement: u64,
    pub unattested: u64,
}

/// Takes what was counted, in order.
pub(super) struct Tally<'a> {
    job: &'a Job<'a>,
    cap: u64,
    own: Spool<SCORE_BYTES>,
    credits: Sorter<CREDIT_BYTES>,
    works: Works,
    engagement: u64,
    unattested: u64,
}

impl<'a> Tally<'a> {
    pub fn new(job: &'a Job<'a>, cap: u64, folder: &Path) -> Result<Self> {
        Ok(Self {
            job,
            cap,
            own: Spool::create(folder)?,
            // Few works have co-authors, and few people roles.
            credits: Sorter::new(folder, job.budget / 8),
            works: Works::default(),
            engagement: 0,
            unattested: 0,
        })
    }

    /// Takes what came of the next rows.
    pub fn add(&mut self, counted: Counted) -> Result<()> {
        self.works += counted.works;
        self.engagement += counted.engagement;
        self.unattested += counted.unattested;
        if !counted.credits.is_empty() {
            self.credits.extend(&counted.credits)?;
        }
        self.own.extend(&counted.scores)
    }

    /// Everything that was taken, one record a holder.
    pub fn finish(self, folder: &Path) -> Result<Tallied> {
        let Self { job, cap, mut own, credits, works, engagement, unattested } = self;
        own.rewind()?;
        let own = Own { spool: own, ahead: Vec::new(), at: 0 };
        let scores = Join::new(job, cap, folder)?.run(own, credits.finish()?)?;
        Ok(Tallied { scores, works, engagement, unattested })
    }
}

/// Adds up what each holder has of its own and of others' works, and puts roles aside.
struct Join<'a> {
    job: &'a Job<'a>,
    scores: Scores,
    /// Records that are to be written.
    ready: (Vec<[u8; SCORE_BYTES]>, Vec<[u8; ROLE_BYTES]>),
    highest: BinaryHeap<Reverse<u64>>,
    keep: usize,
}

impl<'a> Join<'a> {
    fn new(job: &'a Job<'a>, cap: u64, folder: &Path) -> Result<Self> {
        let scores = Scores {
            spool: Spool::create(folder)?,
            points: 0,
            highest: Vec::new(),
            roles: Spool::create(folder)?,
            role_points: vec![0; job.rule.roles.len()],
        };
        // Each capped holder takes the cap out of the allocation; one more shows where capping ends.
        let keep = usize::try_from(job.limits.allocation / cap).unwrap_or(usize::MAX).saturating_add(1);
        Ok(Self { job, scores, ready: Default::default(), highest: BinaryHeap::new(), keep })
    }

    fn run(mut self, mut own: Own, mut credits: Sorted<CREDIT_BYTES>) -> Result<Scores> {
        let mut credit = credits.pull()?;
        loop {
            let next = [own.peek()?.map(holder), credit.as_ref().map(holder)];
            let Some(current) = next.into_iter().flatten().min() else { break };
            let too_much = || overflow(self.job, &current);
            let (mut score, mut works) = own.take_of(&current)?;
            let mut has_role = false;
            while let Some(record) = credit.filter(|record| holder(record) == current) {
                let (role, points, number) = decode_credit(&record);
                if let Some(total) = role.checked_sub(1).and_then(|at| self.scores.role_points.get_mut(at)) {
                    *total = total.checked_add(points).ok_or_else(too_much)?;
                    self.ready.1.push(encode_role(&record));
                    has_role = true;
                } else {
                    score = score.checked_add(points).ok_or_else(too_much)?;
                    works += number;
                }
                credit = credits.pull()?;
            }
            if score < self.job.rule.caps.min_score {
                (score, works) = (0, 0);
            }
            if score > 0 || has_role {
                self.scores.points = self.scores.points.checked_add(score).ok_or_else(too_much)?;
                self.ready.0.push(encode(&current, score, works));
                self.rank(score);
            }
            if self.ready.0.len() >= CHUNK {
                self.write()?;
            }
        }
        self.write()?;
        self.scores.highest = self.highest.into_iter().map(|Reverse(score)| score).collect();
        self.scores.highest.sort_unstable_by_key(|score| Reverse(*score));
        Ok(self.scores)
    }

    fn write(&mut self) -> Result<()> {
        let (scores, roles) = &mut self.ready;
        self.scores.spool.extend(scores)?;
        self.scores.roles.extend(roles)?;
        scores.clear();
        roles.clear();
        Ok(())
    }

    /// Keeps a score if it is among the highest.
    fn rank(&mut self, score: u64) {
        if self.highest.len() == self.keep {
            if self.highest.peek().is_some_and(|Reverse(lowest)| score <= *lowest) {
                return;
            }
            self.highest.pop();
        }
        self.highest.push(Reverse(score));
    }
}

/// The records of creators, read ahead.
struct Own {
    spool: Spool<SCORE_BYTES>,
    ahead: Vec<[u8; SCORE_BYTES]>,
    at: usize,
}

impl Own {
    fn peek(&mut self) -> Result<Option<&[u8; SCORE_BYTES]>> {
        if self.at == self.ahead.len() {
            self.spool.read(&mut self.ahead, CHUNK)?;
            self.at = 0;
        }
        Ok(self.ahead.get(self.at))
    }

    /// Points and works of this holder, if the next record is about it, and nothing otherwise.
    fn take_of(&mut self, current: &Address) -> Result<(u64, u64)> {
        let next = self.peek()?.filter(|record| holder(record) == *current).map(decode);
        self.at += usize::from(next.is_some());
        Ok(next.map_or((0, 0), |(_, score, works)| (score, works)))
    }
}

/// Whom a record is about.
fn holder<const N: usize>(record: &[u8; N]) -> Address {
    record.first_chunk().copied().unwrap_or_default()
}

fn number(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

fn encode(holder: &Address, score: u64, works: u64) -> [u8; SCORE_BYTES] {
    let mut record = [0; SCORE_BYTES];
    record[..32].copy_from_slice(holder);
    record[32..40].copy_from_slice(&score.to_be_bytes());
    record[40..].copy_from_slice(&works.to_be_bytes());
    record
}

/// Holder, score and number of works of a record.
pub(super) fn decode(record: &[u8; SCORE_BYTES]) -> (Address, u64, u64) {
    (holder(record), number(&record[32..]), number(&record[40..]))
}

/// A credit for a role, as it is kept for the division.
fn encode_role(credit: &[u8; CREDIT_BYTES]) -> [u8; ROLE_BYTES] {
    let mut record = [0; ROLE_BYTES];
    record.copy_from_slice(&credit[..ROLE_BYTES]);
    record
}

/// Role, points and number of works of a credit.
fn decode_credit(record: &[u8; CREDIT_BYTES]) -> (usize, u64, u64) {
    (usize::from(u16::from_be_bytes([record[32], record[33]])), number(&record[34..]), number(&record[42..]))
}

/// Holder, place of the role and points of a role's credit.
pub(super) fn decode_role(record: &[u8; ROLE_BYTES]) -> (Address, usize, u64) {
    let place = usize::from(u16::from_be_bytes([record[32], record[33]])).saturating_sub(1);
    (holder(record), place, number(&record[34..]))
}

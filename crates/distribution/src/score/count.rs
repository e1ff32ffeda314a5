//! From sorted rows to points for holders, and the bytes that pin the rows.

use super::{
    row::{self, Row, NO_WORK},
    work::{points, role_points, Best, Earned, Part},
    Job, Period,
};
use crate::{
    address::{self, Address},
    error::{Error, Fault, Result},
    rule::Named,
    Digest,
};

/// Bytes of a score on disk: holder, score, number of works.
pub(super) const SCORE_BYTES: usize = 32 + 8 + 8;
/// Bytes of a credit on disk: holder, what for, score, number of works.
pub(super) const CREDIT_BYTES: usize = 32 + 2 + 8 + 8;
/// The length in the hash that says that a part follows: no metric's name is as long.
const PART_TAG: u8 = 255;

/// What the rule says, laid out by the topics of rows; 0 is the work itself.
pub(super) struct Rules<'a> {
    pub job: &'a Job<'a>,
    weights: Vec<u128>,
    /// Length and text of each name, as they are hashed.
    names: Vec<Vec<u8>>,
    /// The number of the role of each metric, from 1; 0: it is none.
    roles: Vec<u16>,
    /// All that have parts, in order.
    holders: &'a [Address],
}

impl<'a> Rules<'a> {
    pub fn new(job: &'a Job<'a>, holders: &'a [Address]) -> Self {
        let metrics = &job.rule.weights.metrics;
        let weights = metrics.values().map(|weight| u128::from(*weight));
        let names = metrics.keys().map(|name| [&[name.len() as u8], name.as_bytes()].concat());
        // At most 16 roles.
        let role = |name: &String| job.rule.role(name).map_or(0, |place| place as u16 + 1);
        Self {
            job,
            weights: std::iter::once(0).chain(weights).collect(),
            names: std::iter::once(vec![0]).chain(names).collect(),
            roles: std::iter::once(0).chain(metrics.keys().map(role)).collect(),
            holders,
        }
    }
}

/// What became of works.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Works {
    /// Rows of the table.
    pub listed: u64,
    /// Those that count in this window.
    pub counted: u64,
    /// Attested in this window, and without enough engagement yet.
    pub waiting: u64,
    /// Attested in the window before, where they counted.
    pub before: u64,
    /// Attested in the window before, and without enough engagement by the end of this one: they never count.
    pub lapsed: u64,
}

impl std::ops::AddAssign for Works {
    fn add_assign(&mut self, other: Self) {
        self.listed += other.listed;
        self.counted += other.counted;
        self.waiting += other.waiting;
        self.before += other.before;
        self.lapsed += other.lapsed;
    }
}

/// What came of some rows.
#[derive(Default)]
pub(super) struct Counted {
    /// The bytes that are hashed.
    pub spelled: Vec<u8>,
    /// A record for each creator whose own works score.
    pub scores: Vec<[u8; SCORE_BYTES]>,
    /// A record for each part of somebody else's work, and for each role.
    pub credits: Vec<[u8; CREDIT_BYTES]>,
    pub works: Works,
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

/// The creator, work and number whose rows are coming.
struct Open {
    creator: Address,
    work: Digest,
    number: u16,
    /// The sum of the rows so far.
    value: u64,
    /// None until the row of the work itself has come, which is the first if there is one.
    attested: Option<(Period, u64)>,
    /// Of this window, and of the one before.
    units: [u128; 2],
    /// Rows of engagement.
    rows: u64,
    parts: Vec<Part>,
    /// Points for each role, by its number.
    roles: Vec<(u16, u64)>,
}

impl<'a> Count<'a> {
    /// Counts about so many rows.
    pub fn new(rules: &'a Rules<'a>, rows: usize) -> Self {
        let best = Best::new(rules.job.rule.caps.works_per_creator as usize);
        let longest = rules.names.iter().map(Vec::len).max().unwrap_or_default();
        let spelled = Vec::with_capacity(rows * (32 + 32 + longest + 1 + 8));
        Self { rules, open: None, best, counted: Counted { spelled, ..Counted::default() } }
    }

    /// Takes the next row.
    pub fn row(&mut self, row: &Row) -> Result<()> {
        let number = row::number(row);
        let same_work = |open: &&mut Open| open.creator == *row::creator(row) && open.work == *row::work(row);
        if let Some(open) = self.open.as_mut().filter(same_work) {
            if number == row::PART {
                open.end_number(self.rules, &mut self.counted)?;
                open.number = number;
                return open.part(self.rules, row);
            }
            if open.number == number || row::topic(open.number) + row::topic(number) == 0 {
                return merge(self.rules.job, open, row);
            }
            open.end_number(self.rules, &mut self.counted)?;
            (open.number, open.value) = (number, row::value(row));
            return Ok(());
        }
        let same_creator = self.open.as_ref().is_none_or(|open| open.creator == *row::creator(row));
        self.end_work()?;
        if !same_creator {
            self.end_creator()?;
        }
        let mut open = Open::new(row);
        if number == row::PART {
            open.part(self.rules, row)?;
        }
        self.open = Some(open);
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
        open.end_number(self.rules, &mut self.counted)?;
        open.end_parts(self.rules.job, &mut self.counted)?;
        let rule = self.rules.job.rule;
        self.counted.engagement += open.rows;
        let is_admitted = open.attested.is_some() || (open.is_holder() && rule.registrar == Named::Open);
        if !is_admitted {
            self.counted.unattested += open.rows;
            return Ok(());
        }
        if open.is_holder() {
            let credits = open.roles.iter().filter(|(_, score)| *score > 0);
            self.counted.credits.extend(credits.map(|(role, score)| credit(&open.creator, *role, *score, 0)));
            return Ok(());
        }
        let Some((attested, endorsements)) = open.attested else { return Ok(()) };
        let Some(units) = open.reached(attested, rule.min_engagement, &mut self.counted.works) else {
            return Ok(());
        };
        let score = points(rule, endorsements, units);
        let taken = score.and_then(|score| self.best.add(score, &open.parts));
        taken.ok_or_else(|| overflow(self.rules.job, &open.creator))
    }

    fn end_creator(&mut self) -> Result<()> {
        let Some(Open { creator, .. }) = self.open.take() else { return Ok(()) };
        let earned = self.best.take(&creator).ok_or_else(|| overflow(self.rules.job, &creator))?;
        let Earned { own: (score, works), others } = earned;
        if score > 0 {
            let mut record = [0; SCORE_BYTES];
            record[..32].copy_from_slice(&creator);
            record[32..40].copy_from_slice(&score.to_be_bytes());
            record[40..].copy_from_slice(&works.to_be_bytes());
            self.counted.scores.push(record);
        }
        let others = others.into_iter().filter(|(_, score)| *score > 0);
        self.counted.credits.extend(others.map(|(holder, score)| credit(&holder, 0, score, 1)));
        Ok(())
    }
}

impl Open {
    fn new(row: &Row) -> Self {
        let (creator, work) = (*row::creator(row), *row::work(row));
        let (number, value) = (row::number(row), row::value(row));
        let (attested, units, rows) = (None, [0; 2], 0);
        Self { creator, work, number, value, attested, units, rows, parts: Vec::new(), roles: Vec::new() }
    }

    /// Whether the rows are about their holder and no work.
    fn is_holder(&self) -> bool {
        self.work == NO_WORK
    }

    /// Counts the rows of one number as one.
    fn end_number(&mut self, rules: &Rules<'_>, counted: &mut Counted) -> Result<()> {
        if self.number == row::PART {
            return Ok(());
        }
        let (topic, period) = (row::topic(self.number), row::period(self.number));
        counted.spelled.extend_from_slice(&self.creator);
        counted.spelled.extend_from_slice(&self.work);
        counted.spelled.extend_from_slice(&rules.names[topic]);
        counted.spelled.push(period as u8);
        counted.spelled.extend_from_slice(&self.value.to_be_bytes());
        if topic == 0 {
            self.attested = Some((period, self.value));
            counted.works.listed += u64::from(!self.is_holder());
            return Ok(());
        }
        self.rows += 1;
        // A weight has 32 bits, a value 64, a rule at most 1000 metrics: 106 bits.
        let units = rules.weights[topic] * u128::from(self.value);
        if self.is_holder() {
            let score =
                role_points(rules.job.rule, units).ok_or_else(|| overflow(rules.job, &self.creator))?;
            self.roles.push((rules.roles[topic], score));
        } else {
            self.units[period as usize] += units;
        }
        Ok(())
    }

    /// Takes a part of the work.
    fn part(&mut self, rules: &Rules<'_>, row: &Row) -> Result<()> {
        let (place, bps) = row::part_of(row);
        let part = Part { holder: rules.holders.get(place).copied().unwrap_or_default(), bps };
        if self.parts.iter().any(|other| other.holder == part.holder) {
            let place = format!("{} {}", hex::encode(self.work), address::text(&part.holder));
            let fault = Fault::new("duplicate part", place, "keep one row a creator, work and holder");
            return Err(fault.at(rules.job.parts_file(), row::line(row)));
        }
        self.parts.push(part);
        Ok(())
    }

    /// Puts the parts in order, and pins them.
    fn end_parts(&mut self, job: &Job<'_>, counted: &mut Counted) -> Result<()> {
        let bps: u32 = self.parts.iter().map(|part| u32::from(part.bps)).sum();
        let place = || format!("{} {}", address::text(&self.creator), hex::encode(self.work));
        if bps > 10_000 {
            let fault = Fault::new(format!("parts of {bps} bps"), place(), "at most 10000 a work together");
            return Err(fault.of(job.parts_file()));
        }
        if bps > 0 && self.attested.is_none() {
            let fault = Fault::new("parts of a work that is not listed", place(), "list both anew");
            return Err(fault.of(job.parts_file()));
        }
        self.parts.sort_unstable_by_key(|part| part.holder);
        for part in &self.parts {
            counted.spelled.extend_from_slice(&self.creator);
            counted.spelled.extend_from_slice(&self.work);
            counted.spelled.push(PART_TAG);
            counted.spelled.extend_from_slice(&part.holder);
            counted.spelled.extend_from_slice(&part.bps.to_be_bytes());
        }
        Ok(())
    }

    /// The units that the work has when it counts: in the first of the two windows from its attestation on in which it reaches
    /// the minimum, and in no other.
    fn reached(&self, attested: Period, minimum: u64, works: &mut Works) -> Option<u128> {
        let minimum = u128::from(minimum);
        let [this, before] = self.units;
        let (units, place) = match attested {
            Period::This if this >= minimum => (Some(this), &mut works.counted),
            Period::This => (None, &mut works.waiting),
            Period::Before if before >= minimum => (None, &mut works.before),
            Period::Before if this + before >= minimum => (Some(this + before), &mut works.counted),
            Period::Before => (None, &mut works.lapsed),
        };
        *place += 1;
        units
    }
}

/// A credit as a record; role 0 is a part of a work.
fn credit(holder: &Address, role: u16, score: u64, works: u64) -> [u8; CREDIT_BYTES] {
    let mut record = [0; CREDIT_BYTES];
    record[..32].copy_from_slice(holder);
    record[32..34].copy_from_slice(&role.to_be_bytes());
    record[34..42].copy_from_slice(&score.to_be_bytes());
    record[42..].copy_from_slice(&works.to_be_bytes());
    record
}

/// Adds a second row for the same creator, work and metric, or refuses it.
fn merge(job: &Job<'_>, open: &mut Open, row: &Row) -> Result<()> {
    let line = row::line(row);
    let place = || format!("{} {}", address::text(&open.creator), hex::encode(open.work));
    if row::topic(open.number) == 0 {
        let remedy = "a creator attests a work once: keep one row";
        return Err(Fault::new("duplicate work", place(), remedy).at(job.works, line));
    }
    let table = job.table(row::period(open.number));
    if !job.merge {
        let remedy = "keep one row a creator, work and metric, or add them up with --merge";
        return Err(Fault::new("duplicate engagement", place(), remedy).at(table, line));
    }
    let Some(sum) = open.value.checked_add(row::value(row)) else {
        let fault = Fault::new("overflow of the merged value", place(), "values add up to less than 2^64");
        return Err(fault.at(table, line));
    };
    open.value = sum;
    Ok(())
}

/// Too many points, said of the creator where it shows.
pub(super) fn overflow(job: &Job<'_>, creator: &Address) -> Error {
    let remedy = "all points together stay below 2^64 thousandths: lower the weights or damp engagement";
    Fault::new("overflow of the score", address::text(creator), remedy).of(job.table(Period::This))
}

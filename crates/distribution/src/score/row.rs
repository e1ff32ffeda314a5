//! A row of any table as bytes that sort: creator, work, number, line, value.
//!
//! The number says what the row is about and for which of the two windows: 0 and 1 the work itself, whose value is its
//! endorsements; from 2 on the metrics in the rule's order, two each; [`PART`] a co-author's part. The line only breaks
//! ties and names places in messages.

use memchr::memchr;

use super::Period;
use crate::{
    address::{self, Address},
    error::Fault,
    rows,
    rule::Rule,
};

/// Bytes of a row.
pub(super) const BYTES: usize = VALUE + 8;
const WORK: usize = 32;
const METRIC: usize = WORK + HASH;
const LINE: usize = 66;
const VALUE: usize = 70;
/// Bytes of a content hash.
const HASH: usize = 32;
/// The number of a co-author's part.
pub(super) const PART: u16 = u16::MAX;
/// What a row without a work has in the work's place.
pub(super) const NO_WORK: [u8; HASH] = [0; HASH];
/// Bits of a part's value that are its basis points; above them is the holder's place.
const BPS_BITS: u32 = 16;
/// Not a digit.
const NONE: u8 = 255;

/// A row.
pub(super) type Row = [u8; BYTES];

type Parsed = Result<Row, Fault>;

pub(super) fn creator(row: &Row) -> &[u8; 32] {
    part(row, 0)
}

pub(super) fn work(row: &Row) -> &[u8; 32] {
    part(row, WORK)
}

/// What the row is about, and for which window, as one number.
pub(super) fn number(row: &Row) -> u16 {
    u16::from_be_bytes(*part(row, METRIC))
}

/// What a number is about: 0 the work itself, else a metric, from 1.
pub(super) fn topic(number: u16) -> usize {
    usize::from(number >> 1)
}

/// Which window a number is for.
pub(super) fn period(number: u16) -> Period {
    if number & 1 == 0 {
        Period::This
    } else {
        Period::Before
    }
}

/// The place of a part's holder, and its basis points.
pub(super) fn part_of(row: &Row) -> (usize, u16) {
    let value = value(row);
    ((value >> BPS_BITS) as usize, value as u16)
}

pub(super) fn line(row: &Row) -> u64 {
    u64::from(u32::from_be_bytes(*part(row, LINE)))
}

pub(super) fn value(row: &Row) -> u64 {
    u64::from_be_bytes(*part(row, VALUE))
}

/// Notes the line a row comes from. Beyond four thousand million the number in a message would be wrong, and nothing else.
pub(super) fn set_line(row: &mut Row, line: u64) {
    row[LINE..VALUE].copy_from_slice(&u32::try_from(line).unwrap_or(u32::MAX).to_be_bytes());
}

/// Reads a line of the table of works. Without a work it says that its creator counts, for roles.
pub(super) fn of_work(line: &[u8]) -> Parsed {
    let [creator, work, window, endorsements] = rows::fields(line)?;
    let number = match window {
        b"0" => Period::This,
        b"1" => Period::Before,
        _ => {
            let remedy = "0 for what was attested in the epoch's window, 1 for the window before";
            return Err(Fault::new("not a window", rows::lossy(window), remedy));
        }
    } as u16;
    let endorsements = rows::whole(endorsements, "endorsements")?;
    if work.is_empty() && (number, endorsements) != (0, 0) {
        let remedy = "a creator that counts has a row without a work, in window 0, without endorsements";
        return Err(Fault::new("no work", rows::lossy(line), remedy));
    }
    encode(creator, work, number, endorsements)
}

/// Reads a line of the table of parts; `holders` are all that are in it, in order.
pub(super) fn of_part(line: &[u8], holders: &[Address]) -> Parsed {
    let [creator, work, holder, bps] = rows::fields(line)?;
    let of_a_work = |field: &[u8]| match field.is_empty() {
        true => Err(Fault::new("no work", rows::lossy(line), "a part is of a work")),
        false => Ok(()),
    };
    of_a_work(work)?;
    let bps = rows::whole(bps, "bps")?;
    if !(1..=10_000).contains(&bps) {
        return Err(Fault::new("bps out of range", bps, "from 1 to 10000"));
    }
    if holder == creator {
        let remedy = "the attester keeps what no part takes: leave it out";
        return Err(Fault::new("a part of the attester", rows::lossy(holder), remedy));
    }
    let place = holders.binary_search(&address::parse(holder)?).unwrap_or_default();
    encode(creator, work, PART, (place as u64) << BPS_BITS | bps)
}

/// Reads the holder of a line of the table of parts.
pub(super) fn holder_of_part(line: &[u8]) -> Result<Address, Fault> {
    let [_, _, holder, _] = rows::fields(line)?;
    address::parse(holder)
}

/// The metrics that the rule names, in order; found by their first eight bytes where these tell them apart.
pub(super) struct Metrics<'a> {
    names: Vec<&'a [u8]>,
    heads: Vec<u64>,
    /// Whether each credits a holder without a work.
    roles: Vec<bool>,
}

impl<'a> Metrics<'a> {
    pub fn new(rule: &'a Rule) -> Self {
        let names: Vec<_> = rule.weights.metrics.keys().map(String::as_str).collect();
        let roles = names.iter().map(|name| rule.role(name).is_some()).collect();
        let names: Vec<_> = names.into_iter().map(str::as_bytes).collect();
        let heads = names.iter().map(|name| head(name)).collect();
        Self { names, heads, roles }
    }

    /// The place of a metric.
    fn place(&self, name: &[u8]) -> Option<usize> {
        let head = head(name);
        let likely = self.heads.iter().position(|other| *other == head)?;
        match self.names.get(likely) {
            Some(other) if *other == name => Some(likely),
            _ => self.names.binary_search(&name).ok(),
        }
    }
}

/// The first eight bytes of a name, zeros behind a shorter one.
fn head(name: &[u8]) -> u64 {
    let mut head = [0; 8];
    for (byte, character) in head.iter_mut().zip(name) {
        *byte = *character;
    }
    u64::from_be_bytes(head)
}

/// Reads a line of a table of engagement for a window.
pub(super) fn of_engagement(line: &[u8], metrics: &Metrics<'_>, period: Period) -> Parsed {
    let [creator, work, metric, value] = match places(line) {
        Some(fields) => fields,
        None => rows::fields(line)?,
    };
    let Some(place) = metrics.place(metric) else {
        let remedy = "name it in the rule's weights.metrics; weight 0 ignores it";
        return Err(Fault::new("unknown metric", rows::lossy(metric), remedy));
    };
    match (metrics.roles.get(place), work.is_empty()) {
        (Some(true), false) => {
            let remedy = "leave the work empty: the metric is a role of the rule, which credits a holder";
            return Err(Fault::new("a role with a work", rows::lossy(metric), remedy));
        }
        (Some(false), true) => {
            let remedy = "name the work: only the rule's roles credit a holder without one";
            return Err(Fault::new("no work", rows::lossy(metric), remedy));
        }
        _ => {}
    }
    // At most 1000 metrics, two numbers each.
    let number = u16::try_from(2 * (place + 1)).unwrap_or(PART) + period as u16;
    encode(creator, work, number, rows::whole(value, "value")?)
}

/// The fields of a line whose second has the length that it must have; others are for the slow way, which says what
/// is wrong with them.
fn places(line: &[u8]) -> Option<[&[u8]; 4]> {
    let first = memchr(b',', line.get(..45)?)?;
    let work = line.get(first + 1..first + 65)?;
    let rest = line.get(first + 65..)?.strip_prefix(b",")?;
    let third = memchr(b',', rest)?;
    let (metric, value) = (&rest[..third], &rest[third + 1..]);
    (memchr(b',', value).is_none() && memchr(b',', work).is_none()).then_some([
        &line[..first],
        work,
        metric,
        value,
    ])
}

fn encode(creator: &[u8], work: &[u8], number: u16, value: u64) -> Parsed {
    let mut row = [0; BYTES];
    row[..WORK].copy_from_slice(&address::parse(creator)?);
    let is_hash = lower_hex(work, &mut row[WORK..METRIC]) && row[WORK..METRIC] != NO_WORK;
    if !work.is_empty() && !is_hash {
        let remedy = "the SHA-256 of the work: 64 characters of 0 to 9 and a to f";
        return Err(Fault::new("not a content hash", rows::lossy(work), remedy));
    }
    row[METRIC..LINE].copy_from_slice(&number.to_be_bytes());
    row[VALUE..].copy_from_slice(&value.to_be_bytes());
    Ok(row)
}

fn part<const N: usize>(row: &Row, at: usize) -> &[u8; N] {
    // Every caller's place and length are constants within a row.
    row[at..].first_chunk().unwrap_or(&[0; N])
}

/// Reads lower-case hexadecimal digits, two a byte.
fn lower_hex(text: &[u8], into: &mut [u8]) -> bool {
    let Ok(text) = <&[u8; 2 * HASH]>::try_from(text) else { return false };
    // Neither loop branches on the digits, which are as good as random: each becomes a few instructions on many bytes.
    let mut digits = [0; 2 * HASH];
    let mut seen = 0;
    for (digit, character) in digits.iter_mut().zip(text) {
        let (decimal, letter) = (character.wrapping_sub(b'0'), character.wrapping_sub(b'a'));
        let above_nine = if letter < 6 { letter + 10 } else { NONE };
        *digit = if decimal < 10 { decimal } else { above_nine };
        seen |= *digit;
    }
    for ([high, low], byte) in digits.as_chunks::<2>().0.iter().zip(into) {
        *byte = high << 4 | low & 15;
    }
    seen < 16
}

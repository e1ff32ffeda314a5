//! A row of either table as bytes that sort: creator, work, metric, line, value.
//!
//! The metric is its place in the rule's list, which is sorted by name; 0 is the work itself, whose value is its
//! endorsements. The line only breaks ties and names places in messages.

use memchr::memchr;

use crate::{address, error::Fault, rows};

/// Bytes of a row.
pub(super) const BYTES: usize = VALUE + 8;
const WORK: usize = 32;
const METRIC: usize = WORK + HASH;
const LINE: usize = 66;
const VALUE: usize = 70;
/// Bytes of a content hash.
const HASH: usize = 32;
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

pub(super) fn metric(row: &Row) -> u16 {
    u16::from_be_bytes(*part(row, METRIC))
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

/// Reads a line of the table of works.
pub(super) fn of_work(line: &[u8]) -> Parsed {
    let [creator, work, endorsements] = rows::fields(line)?;
    encode(creator, work, 0, rows::whole(endorsements, "endorsements")?)
}

/// The metrics that the rule names, in order; found by their first eight bytes where these tell them apart.
pub(super) struct Metrics<'a> {
    names: Vec<&'a [u8]>,
    heads: Vec<u64>,
}

impl<'a> Metrics<'a> {
    pub fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<_> = names.map(str::as_bytes).collect();
        let heads = names.iter().map(|name| head(name)).collect();
        Self { names, heads }
    }

    /// The number of a metric, from 1.
    fn number(&self, name: &[u8]) -> Option<u16> {
        let head = head(name);
        let likely = self.heads.iter().position(|other| *other == head)?;
        let index = match self.names.get(likely) {
            Some(other) if *other == name => likely,
            _ => self.names.binary_search(&name).ok()?,
        };
        u16::try_from(index + 1).ok()
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

/// Reads a line of the table of engagement.
pub(super) fn of_engagement(line: &[u8], metrics: &Metrics<'_>) -> Parsed {
    let [creator, work, metric, value] = match places(line) {
        Some(fields) => fields,
        None => rows::fields(line)?,
    };
    let Some(number) = metrics.number(metric) else {
        let remedy = "name it in the rule's weights.metrics; weight 0 ignores it";
        return Err(Fault::new("unknown metric", rows::lossy(metric), remedy));
    };
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

fn encode(creator: &[u8], work: &[u8], metric: u16, value: u64) -> Parsed {
    let mut row = [0; BYTES];
    row[..WORK].copy_from_slice(&address::parse(creator)?);
    if !lower_hex(work, &mut row[WORK..METRIC]) {
        let remedy = "the SHA-256 of the work: 64 characters of 0 to 9 and a to f";
        return Err(Fault::new("not a content hash", rows::lossy(work), remedy));
    }
    row[METRIC..LINE].copy_from_slice(&metric.to_be_bytes());
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

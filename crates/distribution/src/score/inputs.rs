//! Reads the tables, parts their rows by creator, and counts each part in order, on all cores.

use std::path::Path;

use rayon::prelude::*;

use super::{
    count::{Count, Counted, Rules},
    row::{self, Metrics, Row, BYTES},
    tally::Tally,
    Job, Period, Table,
};
use crate::{
    address::Address,
    error::Result,
    partition::{Part, Partition, BITS},
    rows,
    sha::Streaming,
    sort::order,
    Digest,
};

/// The first line of the table of works.
pub const WORKS_HEADER: &str = "creator,work,window,endorsements";
/// The first line of the table of parts.
pub const PARTS_HEADER: &str = "creator,work,holder,bps";
/// The first line of a table of engagement, and the second of a day's.
pub const ENGAGEMENT_HEADER: &str = "creator,work,metric,value";

/// What the hash of the inputs starts with.
const DOMAIN: &[u8] = b"makerstake inputs v2\n";
/// Blocks of rows that are counted while the ones before are hashed.
const BATCH: usize = 1 << 10;
/// Bytes that a row may take while its part is counted: itself, its key, and what is hashed of it.
const COUNTED: usize = 256;
/// Rows of a part too large for memory that are hashed at once.
const CHUNK: usize = 1 << 14;

/// The first two lines of a day's engagement file. They say which day it is, so that no two files are the same.
pub fn day_header(day: u32) -> String {
    format!("day {day}\n{ENGAGEMENT_HEADER}")
}

/// Reads all tables; returns their rows, and all that have parts, in order.
pub(super) fn read(job: &Job<'_>, folder: &Path) -> Result<(Partition<BYTES>, Vec<Address>)> {
    let mut partition = Partition::new(folder, job.budget);
    let mut add = |mut rows: Vec<Row>, first: u64| {
        rows.iter_mut().zip(first..).for_each(|(row, line)| row::set_line(row, line));
        partition.extend(&rows)
    };
    rows::scan(job.works, WORKS_HEADER, row::of_work, |_| {}, &mut add)?;
    let mut holders: Vec<Address> = Vec::new();
    if let Some(parts) = job.parts {
        let collect = |rows: Vec<Address>, _: u64| {
            holders.extend(rows);
            Ok(())
        };
        rows::scan(parts, PARTS_HEADER, row::holder_of_part, |_| {}, collect)?;
        holders.par_sort_unstable();
        holders.dedup();
        rows::scan(parts, PARTS_HEADER, |line| row::of_part(line, &holders), |_| {}, &mut add)?;
    }
    let metrics = Metrics::new(job.rule);
    for Table { path, period, day } in job.engagement {
        let header = day.map_or_else(|| ENGAGEMENT_HEADER.to_owned(), day_header);
        let parse = |line: &[u8]| row::of_engagement(line, &metrics, *period);
        // Roles are credited for one window, the epoch's own.
        let counts = |row: &Row| *row::work(row) != row::NO_WORK || *period == Period::This;
        rows::scan(
            path,
            &header,
            parse,
            |_| {},
            |rows: Vec<Row>, first| {
                let mut rows = rows;
                rows.iter_mut().zip(first..).for_each(|(row, line)| row::set_line(row, line));
                rows.retain(counts);
                partition.extend(&rows)
            },
        )?;
    }
    Ok((partition, holders))
}

/// Gives what each creator scores to the tally; returns the hash of all rows in order.
pub(super) fn count(
    job: &Job<'_>,
    partition: Partition<BYTES>,
    holders: &[Address],
    tally: &mut Tally<'_>,
    folder: &Path,
) -> Result<Digest> {
    let rules = Rules::new(job, holders);
    let mut hasher = Streaming::default();
    hasher.update(DOMAIN);
    let mut take = |counted: Vec<Result<Counted>>| {
        counted.into_iter().try_for_each(|counted| {
            let counted = counted?;
            hasher.update(&counted.spelled);
            tally.add(counted)
        })
    };
    // A part holds whole creators, so parts are counted apart; what comes before is taken meanwhile.
    let large = job.budget / COUNTED / 4;
    let mut parts = partition.finish().peekable();
    let mut before = Vec::new();
    while let Some(first) = parts.next() {
        if first.blocks() * 128 > large {
            take(std::mem::take(&mut before))?;
            in_chunks(&rules, first, folder, &mut take)?;
            continue;
        }
        let (mut blocks, mut batch) = (first.blocks(), vec![first]);
        while let Some(next) =
            parts.next_if(|part| blocks + part.blocks() <= BATCH && part.blocks() * 128 <= large)
        {
            blocks += next.blocks();
            batch.push(next);
        }
        let counted = |part| at_once(&rules, part, folder);
        let (now, taken) =
            rayon::join(|| batch.into_par_iter().map(counted).collect::<Vec<_>>(), || take(before));
        taken?;
        before = now;
    }
    take(before)?;
    Ok(hasher.finish())
}

/// Counts a part that is sorted in memory.
fn at_once(rules: &Rules<'_>, part: Part<BYTES>, folder: &Path) -> Result<Counted> {
    let blocks = part.load(folder)?;
    let mut count = Count::new(rules, blocks.len() * 128);
    in_order(&blocks, |row| count.row(row))?;
    count.finish()
}

/// Counts a part that is sorted on disk.
fn in_chunks(
    rules: &Rules<'_>,
    part: Part<BYTES>,
    folder: &Path,
    take: &mut impl FnMut(Vec<Result<Counted>>) -> Result<()>,
) -> Result<()> {
    let mut sorted = part.sort(folder, rules.job.budget)?;
    let mut count = Count::new(rules, CHUNK);
    let mut rows = 0;
    while let Some(row) = sorted.pull()? {
        count.row(&row)?;
        rows += 1;
        if rows % CHUNK == 0 {
            take(vec![Ok(count.so_far())])?;
        }
    }
    take(vec![count.finish()])
}

/// Bits of a key that say where its row is.
const PLACE: u32 = 28;
/// Bits of a key that are the work's.
const WORK: u32 = 48;

/// Gives the rows of a part in order of their bytes.
///
/// What is sorted are numbers: the leading bits of creator and work, and the place. These bits nearly always tell creators
/// and works apart; where they do not, whole rows are compared.
fn in_order(blocks: &[Vec<Row>], mut give: impl FnMut(&Row) -> Result<()>) -> Result<()> {
    let at = |key: &u128| {
        let place = *key as usize & ((1 << PLACE) - 1);
        &blocks[place >> 7][place & 127]
    };
    let rows = blocks.iter().enumerate().flat_map(|(block, rows)| rows.iter().zip(block << 7..));
    let mut keys: Vec<u128> = rows.map(|(row, place)| key(row) << PLACE | place as u128).collect();
    keys.sort_unstable();
    let mut by_number: Vec<(u16, u128)> = Vec::new();
    for of_creator in keys.chunk_by(|a, b| a >> (PLACE + WORK) == b >> (PLACE + WORK)) {
        if !all_same(of_creator, |key| row::creator(at(key))) {
            whole(of_creator, at, &mut give)?;
            continue;
        }
        for of_work in of_creator.chunk_by(|a, b| a >> PLACE == b >> PLACE) {
            if !all_same(of_work, |key| row::work(at(key))) {
                whole(of_work, at, &mut give)?;
                continue;
            }
            by_number.clear();
            by_number.extend(of_work.iter().map(|key| (row::number(at(key)), *key)));
            by_number.sort_unstable();
            by_number.iter().try_for_each(|(_, key)| give(at(key)))?;
        }
    }
    Ok(())
}

fn all_same<'r>(keys: &[u128], of: impl Fn(&u128) -> &'r [u8; 32]) -> bool {
    keys.windows(2).all(|pair| of(&pair[0]) == of(&pair[1]))
}

/// Gives the rows of these keys in the order of all their bytes.
fn whole<'r>(
    keys: &[u128],
    at: impl Fn(&u128) -> &'r Row,
    give: &mut impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let mut rows: Vec<&Row> = keys.iter().map(at).collect();
    rows.sort_unstable_by(|a, b| order(a, b));
    rows.into_iter().try_for_each(give)
}

/// 52 bits of the creator behind those that all rows of the part share, and 48 of the work.
fn key(row: &Row) -> u128 {
    let leading = |bytes: &[u8; 32]| bytes.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    let creator = leading(row::creator(row)) << BITS >> 12;
    let work = leading(row::work(row)) >> (64 - WORK);
    u128::from(creator) << WORK | u128::from(work)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Rows that differ only behind the bits of the key, in the metric or in the line come in order all the same.
        #[test]
        fn rows_come_in_the_order_of_their_bytes(
            rows in prop::collection::vec(([0u8..2, 0u8..2, 0u8..2, 0u8..2], 0u16..3, 0u32..4), 0..600),
            block in 1usize..129,
        ) {
            let rows: Vec<Row> = rows
                .into_iter()
                .map(|([early, late, first, last], metric, line)| {
                    let mut row = [0; BYTES];
                    (row[1], row[31], row[32], row[63]) = (early, late, first, last);
                    row[64..66].copy_from_slice(&metric.to_be_bytes());
                    row::set_line(&mut row, u64::from(line));
                    row
                })
                .collect();
            let blocks: Vec<_> = rows.chunks(block).map(<[Row]>::to_vec).collect();
            let mut given = Vec::new();
            in_order(&blocks, |row| {
                given.push(row[..66].to_vec());
                Ok(())
            })
            .unwrap();
            let mut expected: Vec<_> = rows.iter().map(|row| row[..66].to_vec()).collect();
            expected.sort();
            prop_assert_eq!(given, expected);
        }
    }
}

//! Lists that other tools made: solana-tokens, Jito's distributor and Streamflow's. They become a `leaves.csv`.
//!
//! Their files may be quoted and end lines in any way; what they say must still be plain. Rows are sorted on disk when
//! they are many. Memory: the budget of the sort.

mod amount;
mod holders;

use std::{fs::File, path::Path};

pub use amount::Unit;

use crate::{
    address,
    atomic::folder_of,
    error::{Error, Fault, Result},
    leaves::{Leaf, LeafWriter},
    rows::{self, Pinned},
    sha,
    sort::{Sorted, Sorter},
    Digest,
};

/// Whose format a list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `recipient,amount`, perhaps `lockup_date`.
    SolanaTokens,
    /// `pubkey,amount_unlocked,amount_locked`, perhaps `category`; before, `pubkey,amount`.
    Jito,
    /// As Jito's.
    Streamflow,
}

/// A list to import.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The file.
    pub path: &'a Path,
    /// Its format.
    pub format: Format,
    /// What its amounts count: always said, never guessed.
    pub unit: Unit,
    /// Whether the rows of one holder are added up; otherwise they are refused.
    pub merge: bool,
    /// Whether it was said that amounts of three decimals are what they look like: `1.000` is one, and not a thousand.
    pub three_decimals: bool,
    /// Whether a holder is one that the caller wants to look at: [`Imported::suspects`].
    pub is_suspect: fn(&[u8; 32]) -> bool,
    /// Bytes that the sort may hold.
    pub budget: usize,
}

/// What was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The list that was written.
    pub leaves: Pinned,
    /// SHA-256 of the imported file: the inputs hash of the distribution.
    pub inputs_hash: Digest,
    /// What the amounts add up to, base units.
    pub sum: u64,
    /// The holders that the caller wants to look at, with their lines; ten thousand at most.
    pub suspects: Vec<([u8; 32], u64)>,
}

/// Most suspects that are kept.
const SUSPECTS: usize = 10_000;
/// Bytes of a row: holder, line, amount.
const BYTES: usize = 32 + 8 + 8;
/// Rows that are written at once.
const CHUNK: usize = 1 << 14;

/// Writes `leaves.csv` from another tool's list. Limits are checked by the build.
///
/// # Errors
/// The first row that cannot be meant, with its place; when the disk refuses. Then there is no file.
pub fn import(job: &Job<'_>, out: &Path) -> Result<Imported> {
    let (inputs_hash, _) = sha::of_file(job.path)?;
    let mut sorter = Sorter::new(folder_of(out), job.budget);
    let file = File::open(job.path).map_err(Error::io(job.path))?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(file);
    let mut record = csv::ByteRecord::new();
    let mut columns = None;
    let (mut suspects, mut of_three) = (Vec::new(), ThreeDecimals::default());
    while reader.read_byte_record(&mut record).map_err(|error| unreadable(job, &error))? {
        let line = record.position().map_or(1, csv::Position::line);
        let Some(columns) = &columns else {
            columns = Some(Columns::of(job.format, &record).map_err(|fault| fault.at(job.path, line))?);
            continue;
        };
        let row = columns.row(job, &record, line).map_err(|fault| fault.at(job.path, line))?;
        let (leaf, _) = decode(&row);
        if (job.is_suspect)(&leaf.holder) && suspects.len() < SUSPECTS {
            suspects.push((leaf.holder, line));
        }
        of_three.note(record[columns.amount].trim_ascii(), line);
        sorter.extend(&[row])?;
    }
    if of_three.rows == 0 {
        return Err(Fault::new("no rows", "", "a list has a header and a row for each holder").of(job.path));
    }
    of_three.check(job)?;
    let (leaves, sum) = write(job, sorter.finish()?, out)?;
    Ok(Imported { leaves, inputs_hash, sum, suspects })
}

/// Whether all amounts have exactly three digits behind a point, as thousands have where a point groups them.
#[derive(Debug, Default)]
struct ThreeDecimals {
    rows: u64,
    with: u64,
    first: Option<(String, u64)>,
}

impl ThreeDecimals {
    fn note(&mut self, amount: &[u8], line: u64) {
        self.rows += 1;
        let decimals = amount.iter().position(|byte| *byte == b'.').map(|at| amount.len() - at - 1);
        if decimals == Some(3) {
            self.with += 1;
            self.first.get_or_insert_with(|| (rows::lossy(amount), line));
        }
    }

    /// Refuses a list that two conventions read differently, unless it was said which is meant.
    fn check(self, job: &Job<'_>) -> Result<()> {
        let is_natural = job.three_decimals || matches!(job.unit, Unit::Base | Unit::Ui(3));
        match self.first {
            Some((amount, line)) if !is_natural && self.with == self.rows => {
                let what =
                    "every amount has exactly three decimals, as thousands are grouped in some countries";
                let remedy =
                    "if 1.000 is one token and not a thousand, say so with --three-decimals; otherwise \
                              export the list without grouping";
                Err(Fault::new(what, amount, remedy).at(job.path, line))
            }
            _ => Ok(()),
        }
    }
}

/// Where the fields of a row are.
struct Columns {
    count: usize,
    amount: usize,
    /// A column that must be empty or zero, and what it would mean.
    refused: Option<(usize, &'static str)>,
}

impl Columns {
    fn of(format: Format, header: &csv::ByteRecord) -> std::result::Result<Self, Fault> {
        let names: Vec<String> = header.iter().map(|name| rows::lossy(name).trim().to_owned()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let locked = Some((2, "locked until later"));
        let (amount, refused) = match (format, names.as_slice()) {
            (Format::SolanaTokens, ["recipient", "amount"]) => (1, None),
            (Format::SolanaTokens, ["recipient", "amount", "lockup_date"]) => (1, locked),
            (Format::Jito | Format::Streamflow, ["pubkey", "amount"]) => (1, None),
            (Format::Jito | Format::Streamflow, ["pubkey", "amount_unlocked", "amount_locked"])
            | (
                Format::Jito | Format::Streamflow,
                ["pubkey", "amount_unlocked", "amount_locked", "category"],
            ) => (1, locked),
            (_, [one]) if one.contains(';') || one.contains('\t') => {
                let by = if one.contains(';') { "semicolons" } else { "tabs" };
                let remedy = "save the list as comma-separated values in UTF-8, with a point in numbers: `recipient,amount`";
                return Err(Fault::new(
                    format!("the fields are separated by {by}, not by commas"),
                    one,
                    remedy,
                ));
            }
            _ => {
                let remedy = match format {
                    Format::SolanaTokens => "the header is recipient,amount or recipient,amount,lockup_date",
                    Format::Jito | Format::Streamflow => {
                        "the header is pubkey,amount_unlocked,amount_locked,category or pubkey,amount"
                    }
                };
                return Err(Fault::new("unknown header", names.join(","), remedy));
            }
        };
        Ok(Self { count: names.len(), amount, refused })
    }

    fn row(
        &self,
        job: &Job<'_>,
        record: &csv::ByteRecord,
        line: u64,
    ) -> std::result::Result<[u8; BYTES], Fault> {
        if record.len() != self.count {
            let what = format!("{} fields where the header has {}", record.len(), self.count);
            return Err(Fault::new(
                what,
                rows::lossy(record.as_slice()),
                "one row a line, as many fields as the header",
            ));
        }
        if let Some((column, meaning)) = self.refused {
            let value = record[column].trim_ascii();
            if !value.iter().all(|byte| matches!(byte, b'0' | b'.')) {
                let remedy = "a distribution pays shares at once: leave it out and make a grant, which vests";
                return Err(Fault::new(format!("an amount {meaning}"), rows::lossy(value), remedy));
            }
        }
        let holder = address::parse(record[0].trim_ascii())?;
        holders::check(&holder)?;
        let amount = job.unit.parse(record[self.amount].trim_ascii())?;
        let mut row = [0; BYTES];
        row[..32].copy_from_slice(&holder);
        row[32..40].copy_from_slice(&line.to_be_bytes());
        row[40..].copy_from_slice(&amount.to_be_bytes());
        Ok(row)
    }
}

fn write(job: &Job<'_>, mut sorted: Sorted<BYTES>, out: &Path) -> Result<(Pinned, u64)> {
    let mut writer = LeafWriter::create(out)?;
    let mut sum = 0_u64;
    let mut next = sorted.pull()?;
    let mut rows = Vec::with_capacity(CHUNK);
    while let Some(row) = next {
        let (mut leaf, first) = decode(&row);
        next = sorted.pull()?;
        while let Some((same, line)) =
            next.map(|row| decode(&row)).filter(|(same, _)| same.holder == leaf.holder)
        {
            let holder = address::text(&leaf.holder);
            if !job.merge {
                let what = format!("duplicate holder, first on line {first}");
                return Err(Fault::new(what, holder, "keep one row a holder, or add them up with --merge")
                    .at(job.path, line));
            }
            let added = leaf.amount.checked_add(same.amount);
            let fault =
                || Fault::new("overflow of the merged amount", holder, "amounts add up to less than 2^64");
            leaf.amount = added.ok_or_else(|| fault().at(job.path, line))?;
            next = sorted.pull()?;
        }
        if leaf.amount == 0 {
            let fault = Fault::new("zero amount", address::text(&leaf.holder), "leave out who gets nothing");
            return Err(fault.at(job.path, first));
        }
        let fault = || Fault::new("overflow of the sum", leaf.amount, "amounts add up to less than 2^64");
        sum = sum.checked_add(leaf.amount).ok_or_else(|| fault().at(job.path, first))?;
        rows.push((leaf, "imported".to_owned()));
        if rows.len() == CHUNK {
            writer.extend(&rows)?;
            rows.clear();
        }
    }
    writer.extend(&rows)?;
    Ok((writer.finish()?, sum))
}

fn decode(row: &[u8; BYTES]) -> (Leaf, u64) {
    let (mut holder, mut line, mut amount) = ([0; 32], [0; 8], [0; 8]);
    holder.copy_from_slice(&row[..32]);
    line.copy_from_slice(&row[32..40]);
    amount.copy_from_slice(&row[40..]);
    (Leaf { holder, amount: u64::from_be_bytes(amount), score: 0 }, u64::from_be_bytes(line))
}

fn unreadable(job: &Job<'_>, error: &csv::Error) -> Error {
    let line = error.position().map_or(1, csv::Position::line);
    Fault::new("not CSV", error, "save the list as comma-separated values in UTF-8").at(job.path, line)
}

#[cfg(test)]
mod tests;

//! Strict CSV: one spelling for one table. No quotes, no blank lines, no byte order mark, LF after every line with
//! the last; the header is fixed. So the bytes of a table can be hashed, and two readers never disagree about it.
//!
//! Rows are parsed on all cores while the next block is read, this one hashed and the rows of the last one handed over.
//! Memory: two blocks of 8 MiB and their parsed rows.

use std::{fs::File, io::Read, path::Path};

use memchr::{memchr, memchr_iter, memrchr};
use rayon::prelude::*;

use crate::{
    error::{Error, Fault, Result},
    sha::Streaming,
    Digest,
};

const BLOCK: usize = 8 << 20;
/// Bytes of a block that one core parses at a time.
const PIECE: usize = 128 << 10;
/// Longest line.
const LINE: usize = 4 << 10;

/// The identity of a file that has been read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// SHA-256 of all bytes.
    pub sha256: Digest,
    /// Number of bytes.
    pub bytes: u64,
    /// Number of rows, without the header.
    pub rows: u64,
}

/// Reads a table with this header, of one line or more. `sink` gets the rows in order, with the line number of the first of them.
///
/// # Errors
/// The first line that breaks a rule, with its number; the first error of `sink`; when the file cannot be read.
pub fn read<R: Send>(
    path: &Path,
    header: &str,
    parse: impl Fn(&[u8]) -> std::result::Result<R, Fault> + Sync,
    sink: impl FnMut(Vec<R>, u64) -> Result<()> + Send,
) -> Result<Pinned> {
    let (mut hasher, mut bytes) = (Streaming::default(), 0);
    let observe = |block: &[u8]| {
        hasher.update(block);
        bytes += block.len() as u64;
    };
    let rows = scan(path, header, parse, observe, sink)?;
    Ok(Pinned { sha256: hasher.finish(), bytes, rows })
}

/// The same without a hash: `observe` gets every block of bytes. Returns the number of rows.
///
/// # Errors
/// As [`read`].
pub fn scan<R: Send>(
    path: &Path,
    header: &str,
    parse: impl Fn(&[u8]) -> std::result::Result<R, Fault> + Sync,
    mut observe: impl FnMut(&[u8]) + Send,
    mut sink: impl FnMut(Vec<R>, u64) -> Result<()> + Send,
) -> Result<u64> {
    let mut blocks = Blocks { file: File::open(path).map_err(Error::io(path))?, carry: Vec::new() };
    let mut block = blocks.next(Vec::new()).map_err(Error::io(path))?;
    let (mut start, mut line) = (0, 1);
    for expected in header.split('\n') {
        start += check_header(&block[start..], expected).map_err(|fault| fault.at(path, line))?;
        line += 1;
    }
    let first = line;
    let (mut parsed, mut spare) = (Vec::new(), Vec::new());
    while !block.is_empty() {
        let ready = std::mem::take(&mut parsed);
        let (pieces, (next, handed)) = rayon::join(
            || parse_block(&block[start..], &parse),
            || {
                let next = blocks.next(std::mem::take(&mut spare));
                observe(&block);
                (next, hand_over(ready, &mut line, &mut sink, path))
            },
        );
        handed?;
        parsed = pieces;
        spare = std::mem::replace(&mut block, next.map_err(Error::io(path))?);
        start = 0;
    }
    hand_over(parsed, &mut line, &mut sink, path)?;
    Ok(line - first)
}

/// Gives the rows of a block to the sink, up to the first that breaks a rule.
fn hand_over<R>(
    pieces: Vec<Parsed<R>>,
    line: &mut u64,
    sink: &mut impl FnMut(Vec<R>, u64) -> Result<()>,
    path: &Path,
) -> Result<()> {
    for (rows, fault) in pieces {
        let first = *line;
        *line += rows.len() as u64;
        if !rows.is_empty() {
            sink(rows, first)?;
        }
        if let Some(fault) = fault {
            return Err(fault.at(path, *line));
        }
    }
    Ok(())
}

/// Rows of one piece up to the first that breaks a rule.
type Parsed<R> = (Vec<R>, Option<Fault>);

fn parse_block<R: Send>(
    block: &[u8],
    parse: &(impl Fn(&[u8]) -> std::result::Result<R, Fault> + Sync),
) -> Vec<Parsed<R>> {
    pieces(block).into_par_iter().map(|piece| parse_piece(piece, parse)).collect()
}

fn parse_piece<R>(piece: &[u8], parse: &impl Fn(&[u8]) -> std::result::Result<R, Fault>) -> Parsed<R> {
    let mut rows = Vec::with_capacity(piece.len() / 64);
    let mut from = 0;
    while from < piece.len() {
        let end = memchr(b'\n', &piece[from..]).map_or(piece.len(), |at| from + at + 1);
        match whole_line(&piece[from..end]).and_then(parse) {
            Ok(row) => rows.push(row),
            Err(fault) => return (rows, Some(unquoted(&piece[from..end], fault))),
        }
        from = end;
    }
    (rows, None)
}

/// A field in quotes is never what its column asks for; say that rather than what it is not.
fn unquoted(line: &[u8], fault: Fault) -> Fault {
    match memchr(b'"', line) {
        Some(_) => Fault::new("quoted field", lossy(line.trim_ascii_end()), "write fields without quotes"),
        None => fault,
    }
}

/// Cuts a block at line ends.
fn pieces(mut block: &[u8]) -> Vec<&[u8]> {
    let mut pieces = Vec::new();
    while !block.is_empty() {
        let from = PIECE.min(block.len());
        let rest = memchr(b'\n', &block[from..]);
        let (piece, left) = block.split_at(rest.map_or(block.len(), |rest| from + rest + 1));
        pieces.push(piece);
        block = left;
    }
    pieces
}

/// The line without its end.
fn whole_line(line: &[u8]) -> std::result::Result<&[u8], Fault> {
    let Some(text) = line.strip_suffix(b"\n") else {
        return Err(Fault::new("missing final newline", lossy(line), "end the last line with LF as well"));
    };
    if text.last() == Some(&b'\r') {
        return Err(Fault::new("line ended by CRLF", lossy(text), "end lines with LF alone (dos2unix)"));
    }
    if text.is_empty() {
        return Err(Fault::new("blank line", "", "delete it"));
    }
    if text.len() > LINE {
        return Err(Fault::new("line too long", text.len(), "a line has at most 4096 bytes"));
    }
    Ok(text)
}

/// Checks the first line. Returns where the second starts.
fn check_header(block: &[u8], header: &str) -> std::result::Result<usize, Fault> {
    if block.is_empty() {
        return Err(Fault::new("empty file", "", format!("start with the header {header}")));
    }
    if block.starts_with(&[0xef, 0xbb, 0xbf]) {
        return Err(Fault::new("byte order mark", "EF BB BF", "save as UTF-8 without BOM"));
    }
    let end = block.iter().position(|byte| *byte == b'\n').map_or(block.len(), |at| at + 1);
    let line = whole_line(&block[..end])?;
    if line == header.as_bytes() {
        return Ok(end);
    }
    let remedy = format!("the header is {header}");
    let text = lossy(line);
    let known: Vec<&str> = header.split(',').collect();
    let given: Vec<&str> = text.split(',').collect();
    if let Some(unknown) = given.iter().find(|column| !known.contains(column)) {
        return Err(Fault::new("unknown column", unknown, remedy));
    }
    match known.iter().find(|column| !given.contains(column)) {
        Some(missing) => Err(Fault::new("missing column", missing, remedy)),
        None => Err(Fault::new("columns out of order", text, remedy)),
    }
}

/// A file in blocks that end with a line.
struct Blocks {
    file: File,
    carry: Vec<u8>,
}

impl Blocks {
    /// The next block, in the memory of one that is done with; empty at the end.
    fn next(&mut self, mut block: Vec<u8>) -> std::io::Result<Vec<u8>> {
        block.clear();
        block.append(&mut self.carry);
        loop {
            let before = block.len();
            block.reserve_exact(BLOCK);
            let read = (&mut self.file).take(BLOCK as u64).read_to_end(&mut block)?;
            // A file without line ends is not drawn into memory: its first lines will do for the message.
            if read == 0 || block.len() > 2 * BLOCK {
                return Ok(block);
            }
            if let Some(last) = memrchr(b'\n', &block[before..]) {
                self.carry = block.split_off(before + last + 1);
                return Ok(block);
            }
        }
    }
}

/// Splits a line into exactly these many fields.
///
/// # Errors
/// Another number of fields.
pub fn fields<const N: usize>(line: &[u8]) -> std::result::Result<[&[u8]; N], Fault> {
    let mut fields = [&line[..0]; N];
    let (mut count, mut from) = (0, 0);
    for end in memchr_iter(b',', line).chain([line.len()]) {
        if let Some(slot) = fields.get_mut(count) {
            *slot = &line[from..end];
        }
        count += 1;
        from = end + 1;
    }
    if count == N {
        return Ok(fields);
    }
    let what = format!("{count} fields where the header has {N}");
    Err(Fault::new(what, lossy(line), "one row a line, fields separated by commas, no commas inside"))
}

/// A whole number of base units, or a count: decimal digits without sign or leading zeros, below 2^64.
///
/// # Errors
/// Anything else.
pub fn whole(text: &[u8], column: &str) -> std::result::Result<u64, Fault> {
    let fault = |what: &str, remedy: &str| Err(Fault::new(format!("{what} {column}"), lossy(text), remedy));
    match text {
        [] => return fault("no", "write a whole number"),
        [b'-', ..] => return fault("negative", "write a whole number, 0 or more"),
        [b'0', _, ..] => return fault("leading zero in", "write the number without leading zeros"),
        _ => {}
    }
    let mut value = 0_u64;
    for byte in text {
        if !byte.is_ascii_digit() {
            return fault("not a whole number:", "digits only: no sign, point, space or exponent");
        }
        let next = value.checked_mul(10).and_then(|value| value.checked_add(u64::from(byte - b'0')));
        let Some(next) = next else {
            return fault("overflow in", "the greatest number is 18446744073709551615");
        };
        value = next;
    }
    Ok(value)
}

/// Bytes for a message.
pub fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

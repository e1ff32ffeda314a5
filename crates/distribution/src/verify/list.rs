//! Reads the list again, row by row, and compares each leaf with the tree's.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
    thread,
};

use memchr::{memchr, memchr_iter};

use super::{base58, cores, manifest::Claims, nodes::Tree};
use crate::{
    error::{Error, Fault, Result},
    sha::{self, Streaming},
    Digest,
};

const BLOCK: u64 = 8 << 20;
const REMEDY: &str = "the list is not as the format says: fetch it again, or build again";

/// What the list is.
pub(super) struct Found {
    pub rows: u64,
    pub sum: u128,
    pub bytes: u64,
    pub sha256: Digest,
}

/// What one thread found in its part of a block.
struct Part {
    first: [u8; 32],
    last: [u8; 32],
    sum: u128,
    leaves: Vec<Digest>,
}

/// Checks the list against the claims about amounts and the leaves of the tree.
pub(super) fn check(path: &Path, claims: &Claims, tree: &Tree) -> Result<Found> {
    let mut reader = BufReader::new(File::open(path).map_err(Error::io(path))?);
    let mut header = Vec::new();
    reader.read_until(b'\n', &mut header).map_err(Error::io(path))?;
    if header != b"holder,amount,score,reason\n" {
        return Err(Fault::new("wrong header", String::from_utf8_lossy(&header), REMEDY).at(path, 1));
    }
    let mut hasher = Streaming::default();
    hasher.update(&header);
    let mut found = Found { rows: 0, sum: 0, bytes: header.len() as u64, sha256: [0; 32] };
    let mut before = [0; 32];
    loop {
        let mut block = Vec::with_capacity(BLOCK as usize + 4096);
        (&mut reader).take(BLOCK).read_to_end(&mut block).map_err(Error::io(path))?;
        reader.read_until(b'\n', &mut block).map_err(Error::io(path))?;
        if block.is_empty() {
            break;
        }
        found.bytes += block.len() as u64;
        let parts = thread::scope(|scope| {
            let threads: Vec<_> =
                split(&block).into_iter().map(|part| scope.spawn(move || read_part(part, claims))).collect();
            hasher.update(&block);
            threads.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        for part in parts {
            let outcome =
                part.unwrap_or_else(|_| Err((0, Fault::new("the check itself failed", "", "report this"))));
            let part = outcome.map_err(|(row, fault)| fault.at(path, found.rows + row + 2))?;
            if part.first <= before {
                let fault = Fault::new(
                    "holders are not in strict order",
                    bs58::encode(part.first).into_string(),
                    REMEDY,
                );
                return Err(fault.at(path, found.rows + 2));
            }
            if let Some(at) = tree.first_difference(found.rows, &part.leaves)? {
                let fault =
                    Fault::new("the row is not the tree's leaf", hex::encode(part.leaves[at]), REMEDY);
                return Err(fault.at(path, found.rows + at as u64 + 2));
            }
            before = part.last;
            found.sum += part.sum;
            found.rows += part.leaves.len() as u64;
        }
    }
    found.sha256 = hasher.finish();
    Ok(found)
}

/// A part of the block for each core, cut after line ends.
fn split(block: &[u8]) -> Vec<&[u8]> {
    let size = block.len() / cores() + 1;
    let mut parts = Vec::new();
    let mut from = 0;
    while from < block.len() {
        let mut to = (from + size).min(block.len());
        while to < block.len() && block[to - 1] != b'\n' {
            to += 1;
        }
        parts.push(&block[from..to]);
        from = to;
    }
    parts
}

/// Reads a part; a fault comes with the number of rows before it.
fn read_part(part: &[u8], claims: &Claims) -> std::result::Result<Part, (u64, Fault)> {
    let mut read =
        Part { first: [0; 32], last: [0; 32], sum: 0, leaves: Vec::with_capacity(part.len() / 64) };
    let mut message = [0; 77];
    message[1..33].copy_from_slice(&claims.pool);
    message[33..37].copy_from_slice(&claims.epoch.to_le_bytes());
    let mut rest = part;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(memchr(b'\n', rest).map_or(rest.len(), |end| end + 1));
        rest = after;
        let row = read.leaves.len() as u64;
        let (holder, amount) = parse(line).ok_or_else(|| {
            (row, Fault::new("not a row of the format", String::from_utf8_lossy(line), REMEDY))
        })?;
        if row == 0 {
            read.first = holder;
        } else if holder <= read.last {
            let holder = bs58::encode(holder).into_string();
            return Err((row, Fault::new("holders are not in strict order", holder, REMEDY)));
        }
        if amount == 0 || amount > claims.leaf_max {
            let what = format!("amount not from 1 to the per-leaf maximum, {}", claims.leaf_max);
            return Err((row, Fault::new(what, amount, REMEDY)));
        }
        message[37..69].copy_from_slice(&holder);
        message[69..].copy_from_slice(&amount.to_le_bytes());
        read.leaves.push(sha::of_bytes(&message));
        read.last = holder;
        read.sum += u128::from(amount);
    }
    Ok(read)
}

/// Holder and amount of a line, if all four fields are as the format says.
fn parse(line: &[u8]) -> Option<([u8; 32], u64)> {
    let line = line.strip_suffix(b"\n")?;
    let mut commas = memchr_iter(b',', line);
    let (first, second, third) = (commas.next()?, commas.next()?, commas.next()?);
    let reason = &line[third + 1..];
    let plain =
        reason.len() <= 64 && reason.iter().all(|byte| (0x20..0x7f).contains(byte) && !b",\"".contains(byte));
    number(&line[second + 1..third]).filter(|_| plain)?;
    Some((base58::decode(&line[..first])?, number(&line[first + 1..second])?))
}

fn number(text: &[u8]) -> Option<u64> {
    let spelled = text.iter().all(u8::is_ascii_digit) && (text.len() == 1 || text.first() != Some(&b'0'));
    std::str::from_utf8(text).ok().filter(|_| spelled)?.parse().ok()
}

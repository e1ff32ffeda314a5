//! `leaves.csv`: who gets how much, and why. The one file from which an epoch's tree follows.
//!
//! Header `holder,amount,score,reason`; rows sorted by the bytes of the holder, each holder once, no zeros, amounts in
//! base units that add up to the allocation exactly.

mod find;
mod write;

use std::path::Path;

use makerstake_core::emission;

use crate::{
    address::{self, Address},
    error::{Fault, Result},
    rows::{self, Pinned},
    sha::Sha2,
    Digest,
};

pub use find::find;
pub use write::LeafWriter;

/// The first line of the file.
pub const HEADER: &str = "holder,amount,score,reason";
/// Longest reason, in bytes.
pub const MAX_REASON: usize = 64;

/// One row: what the tree says and the score behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// A wallet, or the address of a creator.
    pub holder: Address,
    /// What it may claim, base units.
    pub amount: u64,
    /// Its score, thousandths of a point; 0 where nothing was scored.
    pub score: u64,
}

impl Leaf {
    /// The leaf of the tree for this row.
    pub fn hash(&self, pool: &Address, epoch: u32) -> Digest {
        emission::leaf::<Sha2>(pool, epoch, &self.holder, self.amount)
    }
}

/// What the amounts must keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What all amounts add up to, base units.
    pub allocation: u64,
    /// The most that one holder may get, base units.
    pub leaf_max: u64,
}

/// Reads a whole `leaves.csv` strictly. `sink` gets the rows in order.
///
/// # Errors
/// The first row that breaks a rule of the format or a limit, with its line; a wrong sum; the first error of `sink`.
pub fn read(
    path: &Path,
    limits: &Limits,
    mut sink: impl FnMut(&[Leaf]) -> Result<()> + Send,
) -> Result<Pinned> {
    let mut check = Check { last: None, sum: 0, limits: *limits };
    let pinned = rows::read(path, HEADER, parse, |leaves, first| {
        for (leaf, line) in leaves.iter().zip(first..) {
            check.next(leaf).map_err(|fault| fault.at(path, line))?;
        }
        sink(&leaves)
    })?;
    if check.last.is_none() {
        return Err(Fault::new("no rows", 0, "an epoch pays at least one holder").of(path));
    }
    if check.sum != limits.allocation {
        let remedy = format!("the amounts must add up to the allocation, {}", limits.allocation);
        return Err(Fault::new("wrong sum", check.sum, remedy).of(path));
    }
    Ok(pinned)
}

/// Reads a row; limits and order are not its business.
pub(crate) fn parse(line: &[u8]) -> std::result::Result<Leaf, Fault> {
    let [holder, amount, score, reason] = rows::fields(line)?;
    check_reason(reason)?;
    Ok(Leaf {
        holder: address::parse(holder)?,
        amount: rows::whole(amount, "amount")?,
        score: rows::whole(score, "score")?,
    })
}

/// Whether a reason can be written without quotes by anybody.
pub(crate) fn check_reason(reason: &[u8]) -> std::result::Result<(), Fault> {
    if reason.len() > MAX_REASON {
        return Err(Fault::new("reason too long", rows::lossy(reason), "a reason has at most 64 bytes"));
    }
    if reason.iter().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b',' | b'"')) {
        return Ok(());
    }
    let remedy = "printable ASCII without comma and double quote";
    Err(Fault::new("character in the reason", rows::lossy(reason), remedy))
}

/// What relates a row to the others.
struct Check {
    last: Option<Address>,
    sum: u64,
    limits: Limits,
}

impl Check {
    fn next(&mut self, leaf: &Leaf) -> std::result::Result<(), Fault> {
        let holder = || address::text(&leaf.holder);
        match self.last {
            Some(last) if last == leaf.holder => {
                let remedy = "keep one row a holder; `dist import --merge` adds up the rows of a holder";
                return Err(Fault::new("duplicate holder", holder(), remedy));
            }
            Some(last) if last > leaf.holder => {
                let remedy = "sort rows by the 32 bytes of the holder; `dist import` does";
                return Err(Fault::new("rows out of order", holder(), remedy));
            }
            _ => self.last = Some(leaf.holder),
        }
        if leaf.holder == [0; 32] {
            return Err(Fault::new(
                "the holder is the zero address",
                holder(),
                "nobody can own it: leave it out",
            ));
        }
        if leaf.amount == 0 {
            return Err(Fault::new("zero amount", holder(), "leave out who gets nothing"));
        }
        if leaf.amount > self.limits.leaf_max {
            let remedy = format!("a leaf may hold at most {}", self.limits.leaf_max);
            return Err(Fault::new("amount above the per-leaf maximum", leaf.amount, remedy));
        }
        let Some(sum) = self.sum.checked_add(leaf.amount) else {
            return Err(Fault::new("overflow of the sum", leaf.amount, "amounts add up to less than 2^64"));
        };
        self.sum = sum;
        Ok(())
    }
}

#[cfg(test)]
mod tests;

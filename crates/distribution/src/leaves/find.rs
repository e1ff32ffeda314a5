//! Finds one holder's row, for a proof.

use std::path::Path;

use super::{parse, Leaf, HEADER};
use crate::{
    address::Address,
    error::{Error, Result},
    rows,
};

/// The row of this holder and its index in the tree, or nothing. Reads the file up to that row.
///
/// # Errors
/// A row before it that breaks the format; when the file cannot be read.
pub fn find(path: &Path, holder: &Address) -> Result<Option<(u32, Leaf)>> {
    let mut found = None;
    let read = rows::read(path, HEADER, parse, |leaves, first| {
        match leaves.binary_search_by(|leaf| leaf.holder.cmp(holder)) {
            Ok(at) => {
                // Line 2 is the leaf with index 0.
                found = u32::try_from(first - 2 + at as u64).ok().map(|index| (index, leaves[at]));
                Err(stop(path))
            }
            Err(at) if at < leaves.len() => Err(stop(path)),
            Err(_) => Ok(()),
        }
    });
    match read {
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::Interrupted => Ok(found),
        Err(error) => Err(error),
        Ok(_) => Ok(found),
    }
}

/// Ends the reading early: the rows are sorted. The reader itself never gives this kind, it tries again.
fn stop(path: &Path) -> Error {
    Error::Io { path: path.to_owned(), source: std::io::ErrorKind::Interrupted.into() }
}

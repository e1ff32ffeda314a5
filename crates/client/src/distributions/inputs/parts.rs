//! Metadata documents, and the parts of co-authors that they give.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;

use makerstake_core::document::Metadata;
use makerstake_distribution::address;
use makerstake_distribution::atomic::AtomicFile;
use makerstake_distribution::score::PARTS_HEADER;

use super::parse;
use crate::fault::Fault;
use crate::hash::Sha2;

/// Whose a work is: creators and their basis points.
type Authors = Vec<([u8; 32], u16)>;

/// The documents that somebody attested, by their hashes.
#[derive(Default)]
pub struct Documents {
    authors: HashMap<[u8; 32], Authors>,
    /// Files that are no documents, or that nobody attested.
    pub left_out: u64,
}

impl Documents {
    /// Reads the documents of a folder whose hash is among these.
    pub fn read(folder: Option<&Path>, attested: HashSet<[u8; 32]>) -> Result<Self, Fault> {
        let mut documents = Self::default();
        let Some(folder) = folder else { return Ok(documents) };
        for entry in fs::read_dir(folder).map_err(|error| Fault::io(folder, &error))? {
            let path = entry.map_err(|error| Fault::io(folder, &error))?.path();
            if path.is_dir() {
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| Fault::io(&path, &error))?;
            let document = Metadata::parse(&bytes).ok();
            let named = document.and_then(|document| Some((document.hash::<Sha2>().ok()?, document)));
            match named.filter(|(hash, _)| attested.contains(hash)) {
                Some((hash, document)) => {
                    let authors = document.co_authors().iter();
                    let authors =
                        authors.filter_map(|author| Some((parse(&author.creator)?, author.share_bps)));
                    documents.authors.insert(hash, authors.collect());
                }
                None => documents.left_out += 1,
            }
        }
        Ok(documents)
    }

    /// Whose a work with this document is, if the document was given.
    pub fn authors(&self, hash: &[u8; 32]) -> Option<&[([u8; 32], u16)]> {
        self.authors.get(hash).map(Vec::as_slice)
    }
}

/// The table of parts.
#[derive(Default)]
pub struct Parts {
    rows: Vec<([u8; 64], [u8; 32], u16)>,
    /// Listed works whose document was not given.
    pub documents_not_given: u64,
}

impl Parts {
    /// Adds what a co-author has of a work.
    pub fn add(&mut self, attester: &[u8; 32], work: &[u8; 32], holder: &[u8; 32], bps: u16) {
        let mut pair = [0; 64];
        let (creator, content) = pair.split_at_mut(32);
        creator.copy_from_slice(attester);
        content.copy_from_slice(work);
        self.rows.push((pair, *holder, bps));
    }

    /// Writes the file; returns the number of parts.
    pub fn write(mut self, path: &Path) -> Result<u64, Fault> {
        self.rows.sort_unstable();
        let io = |error: std::io::Error| Fault::io(path, &error);
        let mut file = std::io::BufWriter::new(AtomicFile::create(path)?);
        writeln!(file, "{PARTS_HEADER}").map_err(io)?;
        for (pair, holder, bps) in &self.rows {
            let (creator, work) = pair.split_at(32);
            let creator = creator.first_chunk().map(address::text).unwrap_or_default();
            let (work, holder) = (hex::encode(work), address::text(holder));
            writeln!(file, "{creator},{work},{holder},{bps}").map_err(io)?;
        }
        file.into_inner().map_err(|error| io(error.into_error()))?.commit()?;
        Ok(self.rows.len() as u64)
    }
}

//! The list, 96 rows at a time, read ahead in a thread of its own.

use std::path::PathBuf;
use std::sync::mpsc::{sync_channel, Receiver};
use std::thread::JoinHandle;

use makerstake_distribution::leaves::{self, Leaf, Limits};
use makerstake_distribution::{error, Error};

/// Rows that are handed over at once: at most as many accounts as one request asks for, and whole ranges of neighbours.
const CHUNK: usize = 96;
/// Chunks that are read ahead.
const AHEAD: usize = 16;

/// Rows with the index of the first.
pub type Chunk = (u32, Vec<Leaf>);

/// A list that is being read.
pub struct Rows {
    chunks: Option<Receiver<Chunk>>,
    reader: Option<JoinHandle<error::Result<()>>>,
}

impl Rows {
    /// Starts to read.
    pub fn open(path: PathBuf, limits: Limits) -> Self {
        let (give, chunks) = sync_channel(AHEAD);
        let reader = std::thread::spawn(move || {
            let mut index = 0_u32;
            let read = leaves::read(&path, &limits, |rows| {
                for rows in rows.chunks(CHUNK) {
                    give.send((index, rows.to_vec())).map_err(|_| gone(&path))?;
                    index += rows.len() as u32;
                }
                Ok(())
            });
            match read {
                // Nobody listens any more: that is not the list's fault.
                Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                other => other.map(drop),
            }
        });
        Self { chunks: Some(chunks), reader: Some(reader) }
    }

    /// The next rows; nothing at the end, or where the list breaks a rule.
    pub fn next(&mut self) -> Option<Chunk> {
        self.chunks.as_ref()?.recv().ok()
    }

    /// Whether all that was read kept to the rules.
    pub fn finish(mut self) -> error::Result<()> {
        drop(self.chunks.take());
        match self.reader.take().map(JoinHandle::join) {
            Some(Ok(read)) => read,
            _ => Ok(()),
        }
    }
}

fn gone(path: &std::path::Path) -> Error {
    Error::Io { path: path.to_owned(), source: std::io::ErrorKind::BrokenPipe.into() }
}

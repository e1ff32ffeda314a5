//! What was signed, written down before it is sent, so that a restart does not sign it again.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use super::in_flight::InFlight;
use super::outcome::Outcome;

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Entry {
    /// A transaction was signed and is about to be sent.
    Signed {
        /// The intent's key.
        key: String,
        /// The first signature, in base58.
        signature: String,
        /// The last block height in which it may land.
        last_valid_block_height: u64,
        /// The signed bytes, in base58, to be sent again after a restart.
        wire: String,
    },
    /// It is known how it ended.
    Ended {
        /// The intent's key.
        key: String,
        /// The first signature, in base58.
        signature: String,
        /// `landed`, `failed` or `expired`.
        outcome: String,
    },
}

/// A place that remembers signed transactions.
pub trait Journal {
    /// Adds a line; it is on disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written: then nothing must be sent.
    fn record(&mut self, entry: &Entry) -> Result<(), JournalError>;
}

/// Remembers nothing: for single transactions that a person watches.
#[derive(Debug, Default)]
pub struct NoJournal;

impl Journal for NoJournal {
    fn record(&mut self, _: &Entry) -> Result<(), JournalError> {
        Ok(())
    }
}

/// Why a journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The file cannot be read or written.
    #[error("{}: {source}; nothing was sent", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Another process sends from this journal.
    #[error("{} is in use by another process; let it finish first", .0.display())]
    InUse(PathBuf),
    /// A line makes no sense.
    #[error("{}:{line}: not a journal entry: {reason}; move the file away only if nothing is pending", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

/// A transaction that was signed and whose end is not in the journal.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The intent's key.
    pub key: String,
    /// The first signature.
    pub signature: Signature,
    /// The last block height in which it may land.
    pub last_valid_block_height: u64,
    /// The signed transaction.
    pub transaction: VersionedTransaction,
}

/// A journal in a file, one JSON object a line, held open by one process at a time.
#[derive(Debug)]
pub struct FileJournal {
    path: PathBuf,
    file: File,
}

impl FileJournal {
    /// Opens a journal, or starts one, and tells what is still pending in it.
    ///
    /// A last line cut short by a crash is dropped: its transaction was not sent yet.
    ///
    /// # Errors
    /// [`JournalError`].
    pub fn open(path: &Path) -> Result<(Self, Vec<Pending>), JournalError> {
        let io = |source| JournalError::Io { path: path.to_path_buf(), source };
        let file = OpenOptions::new().create(true).read(true).append(true).open(path).map_err(io)?;
        file.try_lock().map_err(|_| JournalError::InUse(path.to_path_buf()))?;
        let (pending, whole) = read(path, &file)?;
        file.set_len(whole).map_err(io)?;
        Ok((Self { path: path.to_path_buf(), file }, pending))
    }
}

impl Journal for FileJournal {
    fn record(&mut self, entry: &Entry) -> Result<(), JournalError> {
        let io = |source| JournalError::Io { path: self.path.clone(), source };
        let mut line = serde_json::to_vec(entry).map_err(|error| io(error.into()))?;
        line.push(b'\n');
        self.file.write_all(&line).map_err(io)?;
        self.file.sync_data().map_err(io)
    }
}

/// The pending transactions, and the length of the file up to its last whole line.
fn read(path: &Path, file: &File) -> Result<(Vec<Pending>, u64), JournalError> {
    let io = |source| JournalError::Io { path: path.to_path_buf(), source };
    let mut pending: BTreeMap<String, Pending> = BTreeMap::new();
    let mut whole = 0_u64;
    let mut reader = BufReader::new(file);
    let mut line = String::new();
    for number in 1.. {
        line.clear();
        let length = reader.read_line(&mut line).map_err(io)?;
        if length == 0 || !line.ends_with('\n') {
            break;
        }
        let bad = |reason: String| JournalError::Format { path: path.to_path_buf(), line: number, reason };
        match serde_json::from_str(&line).map_err(|error| bad(error.to_string()))? {
            Entry::Signed { key, signature, last_valid_block_height, wire } => {
                let entry = Pending {
                    signature: signature.parse().map_err(|_| bad(format!("signature {signature}")))?,
                    transaction: decode(&wire).ok_or_else(|| bad("its bytes are no transaction".into()))?,
                    key: key.clone(),
                    last_valid_block_height,
                };
                pending.insert(key, entry);
            }
            Entry::Ended { key, .. } => drop(pending.remove(&key)),
        }
        whole = whole.saturating_add(length as u64);
    }
    Ok((pending.into_values().collect(), whole))
}

/// Writes down a transaction that is about to be sent.
pub(super) fn record_signed(
    journal: &mut dyn Journal,
    key: &str,
    in_flight: &InFlight,
    transaction: &VersionedTransaction,
) -> Result<(), JournalError> {
    journal.record(&Entry::Signed {
        key: key.to_string(),
        signature: in_flight.signature.to_string(),
        last_valid_block_height: in_flight.last_valid_block_height,
        wire: encode(transaction).unwrap_or_default(),
    })
}

/// Writes down an end that is certain; an unknown one stays pending.
pub(super) fn record_end(
    journal: &mut dyn Journal,
    key: &str,
    outcome: &Outcome,
) -> Result<(), JournalError> {
    let (signature, outcome) = match outcome {
        Outcome::Landed(receipt) => (receipt.signature, "landed"),
        Outcome::Rejected(rejection) => match rejection.signature {
            Some(signature) => (signature, "failed"),
            None => return Ok(()),
        },
        Outcome::Expired { signature } => (*signature, "expired"),
        Outcome::Unknown { .. } | Outcome::Network { .. } => return Ok(()),
    };
    journal.record(&Entry::Ended {
        key: key.to_string(),
        signature: signature.to_string(),
        outcome: outcome.to_string(),
    })
}

/// The bytes of a transaction as a journal holds them.
fn encode(transaction: &VersionedTransaction) -> Option<String> {
    bincode::serialize(transaction).ok().map(|bytes| bs58::encode(bytes).into_string())
}

fn decode(wire: &str) -> Option<VersionedTransaction> {
    bincode::deserialize(&bs58::decode(wire).into_vec().ok()?).ok()
}

#[cfg(test)]
mod tests;

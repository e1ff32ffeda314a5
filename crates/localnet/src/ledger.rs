//! State that survives a restart, in a folder of its own.
//!
//! The folder holds `ledger.json` (every account, the slot and the clock) and `lock`. The file is replaced
//! whole, by renaming a finished one over it: it is either the older or the newer state, never a part of one.
//! It is written when the network stops, and every two seconds while something changes, or less often where that would keep
//! it busy for more than a tenth of the time. A save that fails is said at once and tried again. So:
//!
//! - a clean stop (Ctrl-C, [`crate::Running::stop`]) loses nothing;
//! - a killed process or a power cut loses at most the last seconds;
//! - of the history the newest [`KEPT`] transactions are kept, saved at one moment with the accounts: after a restart
//!   the network knows the signature of exactly what happened, and a sender that lost its answer finds it;
//! - blockhashes from before count no more, and none of them ever comes back: what had not landed by then never does;
//! - the genesis hash stays what it was, so that files for this network are for it after a restart too;
//! - on-chain time never runs backwards: it goes on from what was saved, or from this machine's clock if later.

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use base64::prelude::{Engine as _, BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use surfpool_core::types::SurfnetTransactionStatus;

use crate::programs::Accounts;
use crate::LocalnetError;

/// The version of the file that this code reads and writes.
const VERSION: u32 = 1;
/// How many transactions are kept, the newest.
pub const KEPT: usize = 2_000;

/// What is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct State {
    /// The version of the format.
    version: u32,
    /// The slot the network had reached.
    pub slot: u64,
    /// The block height it had reached; files of older versions have none.
    #[serde(default)]
    pub block_height: u64,
    /// On-chain time, in seconds since 1970.
    pub unix_timestamp: i64,
    /// Every account but sysvars and feature gates, programs included.
    pub accounts: Accounts,
    /// The genesis hash; files of older versions have none.
    #[serde(default)]
    pub genesis: Option<String>,
    /// The newest transactions, the oldest of them first; files of older versions have none.
    #[serde(default)]
    pub transactions: Vec<SurfnetTransactionStatus>,
}

impl State {
    /// A state to be saved, without transactions.
    pub fn new([slot, block_height]: [u64; 2], unix_timestamp: i64, accounts: Accounts) -> Self {
        Self {
            version: VERSION,
            slot,
            block_height,
            unix_timestamp,
            accounts,
            genesis: None,
            transactions: Vec::new(),
        }
    }
}

/// A ledger folder, locked for this process as long as the value lives.
#[derive(Debug)]
pub struct Ledger {
    dir: PathBuf,
    _lock: File,
}

impl Ledger {
    /// Opens a folder, and makes it if it is not there.
    ///
    /// # Errors
    /// [`LocalnetError::LedgerInUse`] while another process has it open, [`LocalnetError::Io`].
    pub fn open(dir: &Path) -> Result<Self, LocalnetError> {
        std::fs::create_dir_all(dir).map_err(|source| io(dir, source))?;
        let path = dir.join("lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|source| io(&path, source))?;
        lock.try_lock().map_err(|_| LocalnetError::LedgerInUse(dir.to_path_buf()))?;
        Ok(Self { dir: dir.to_path_buf(), _lock: lock })
    }

    /// The state that was saved last, or nothing in a new folder.
    ///
    /// # Errors
    /// [`LocalnetError::LedgerFormat`] for a file of another version or with other contents, [`LocalnetError::Io`].
    pub fn load(&self) -> Result<Option<State>, LocalnetError> {
        let path = self.file();
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(io(&path, source)),
        };
        let state: State = serde_json::from_reader(BufReader::new(file))
            .map_err(|error| LocalnetError::LedgerFormat { path: path.clone(), reason: error.to_string() })?;
        if state.version != VERSION {
            let reason = format!("it has version {}, not {VERSION}", state.version);
            return Err(LocalnetError::LedgerFormat { path, reason });
        }
        Ok(Some(state))
    }

    /// Replaces the saved state, all at once.
    ///
    /// # Errors
    /// [`LocalnetError::Io`]; the older state is then still there.
    pub fn save(&self, state: &State) -> Result<(), LocalnetError> {
        let path = self.file();
        let unfinished = self.dir.join("ledger.json.new");
        let write = || -> std::io::Result<()> {
            let mut file = BufWriter::new(File::create(&unfinished)?);
            serde_json::to_writer(&mut file, state)?;
            file.flush()?;
            file.get_ref().sync_all()?;
            std::fs::rename(&unfinished, &path)?;
            // The new name itself is on disk only when its folder is.
            File::open(&self.dir)?.sync_all()
        };
        write().map_err(|source| io(&path, source))
    }

    fn file(&self) -> PathBuf {
        self.dir.join("ledger.json")
    }
}

/// The base64 text of bytes, as account data is stored.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// The bytes of base64 text, or nothing if it is not that.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text).ok()
}

fn io(path: &Path, source: std::io::Error) -> LocalnetError {
    LocalnetError::Io { path: path.to_path_buf(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("makerstake-ledger-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        dir
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let dir = folder("round");
        let ledger = Ledger::open(&dir).unwrap();
        assert!(ledger.load().unwrap().is_none());
        ledger.save(&State::new([7, 5], 1_800_000_000, Accounts::new())).unwrap();
        ledger.save(&State::new([8, 6], 1_800_000_001, Accounts::new())).unwrap();
        let state = ledger.load().unwrap().unwrap();
        assert_eq!((state.slot, state.block_height, state.unix_timestamp), (8, 6, 1_800_000_001));
        assert!(!dir.join("ledger.json.new").exists(), "no unfinished file stays behind");
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn one_process_at_a_time() {
        let dir = folder("lock");
        let first = Ledger::open(&dir).unwrap();
        assert!(matches!(Ledger::open(&dir), Err(LocalnetError::LedgerInUse(_))));
        drop(first);
        assert!(Ledger::open(&dir).is_ok());
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_file_of_another_version_is_refused() {
        let dir = folder("version");
        let ledger = Ledger::open(&dir).unwrap();
        let text = r#"{"version":9,"slot":1,"unix_timestamp":1,"accounts":{}}"#;
        std::fs::write(dir.join("ledger.json"), text).unwrap();
        let error = ledger.load().unwrap_err().to_string();
        assert!(
            error.ends_with(
                "not a ledger of this version (it has version 9, not 1); move it away to start from nothing"
            ),
            "{error}"
        );
        std::fs::remove_dir_all(&dir).unwrap();
    }
}

//! An archive: the database at a finalized slot, the documents, and a signed list of all files. So a platform outlives the
//! operator of its node: whoever has an archive can serve it, and whoever gets one can check it.

use std::path::{Path, PathBuf};

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use solana_pubkey::Pubkey;

use crate::documents::{Shelf, ShelfError};
use crate::store::{Cursor, Dialect, State, Store, StoreError};

/// The version of the manifest.
const VERSION: u32 = 1;
/// The database's file.
pub const DATABASE: &str = "node.db";
/// The documents' folder.
pub const DOCUMENTS: &str = "documents";
/// The list of files.
const MANIFEST: &str = "manifest.json";
/// Its signature.
const SIGNATURE: &str = "manifest.sig";

/// What an archive says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this format.
    version: u32,
    /// The cluster's genesis hash.
    pub genesis: String,
    /// The platform.
    pub platform: String,
    /// The finalized slot it is of.
    pub slot: u64,
    /// That slot's blockhash; empty where history came by signatures.
    pub blockhash: String,
    /// Who signed it, base58.
    pub signer: String,
    /// Every file, by its path in the archive.
    pub files: Vec<File>,
}

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Its bytes.
    pub size: u64,
}

/// Why an archive cannot be made or is wrong.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// There is something already.
    #[error("{} exists; name a new folder", .0.display())]
    Exists(PathBuf),
    /// The database is a server's.
    #[error("an archive is made from a SQLite database; follow into one with --database FILE, or use pg_dump for a backup")]
    Postgres,
    /// The database was never synced.
    #[error("the database holds no platform yet")]
    Empty,
    /// The archive is not what it says.
    #[error("{0}")]
    Wrong(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The documents failed.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
}

/// Makes an archive in a new folder. Blocked documents are not in it.
///
/// # Errors
/// See [`ArchiveError`].
pub async fn make(
    store: &Store,
    shelf: &Shelf,
    dir: &Path,
    key: &SigningKey,
) -> Result<Manifest, ArchiveError> {
    if store.dialect() != Dialect::Sqlite {
        return Err(ArchiveError::Postgres);
    }
    if dir.exists() {
        return Err(ArchiveError::Exists(dir.to_path_buf()));
    }
    let documents = dir.join(DOCUMENTS);
    std::fs::create_dir_all(&documents).map_err(io(&documents))?;
    store.copy_to(&dir.join(DATABASE)).await?;
    // From here on the copy speaks: the original goes on.
    let copy = Store::read_only(&dir.join(DATABASE)).await?;
    let (genesis, platform) = copy.owner().await?.ok_or(ArchiveError::Empty)?;
    let Cursor { slot, blockhash, .. } = copy.cursor().await?.ok_or(ArchiveError::Empty)?;
    let target = Shelf::Folder(documents);
    let mut after = String::new();
    loop {
        let hashes = copy.documents_after(State::Served, &after, 500).await?;
        let Some(last) = hashes.last() else { break };
        after.clone_from(last);
        for hash in &hashes {
            if let Some(bytes) = shelf.get(hash).await? {
                target.put(hash, &bytes).await?;
            }
        }
    }
    copy.close().await;
    let mut files = Vec::new();
    collect(dir, dir, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let signer = Pubkey::new_from_array(key.verifying_key().to_bytes()).to_string();
    let manifest = Manifest { version: VERSION, genesis, platform, slot, blockhash, signer, files };
    let text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    write(&dir.join(MANIFEST), text.as_bytes())?;
    write(&dir.join(SIGNATURE), hex::encode(key.sign(text.as_bytes()).to_bytes()).as_bytes())?;
    Ok(manifest)
}

/// Reads an archive's manifest and checks its signature and every file. Whether the signer is to be believed is the
/// reader's to say; what the archive holds is then compared with the chain.
///
/// # Errors
/// [`ArchiveError::Wrong`] with what does not fit, [`ArchiveError::Io`].
pub fn check(dir: &Path) -> Result<Manifest, ArchiveError> {
    let wrong = |what: String| ArchiveError::Wrong(what);
    let text = read(&dir.join(MANIFEST))?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|error| wrong(format!("{MANIFEST}: {error}")))?;
    if manifest.version != VERSION {
        return Err(wrong(format!("{MANIFEST} has version {}, not {VERSION}", manifest.version)));
    }
    let signature = hex::decode(read(&dir.join(SIGNATURE))?).ok().and_then(|bytes| bytes.try_into().ok());
    let signature: [u8; 64] = signature.ok_or_else(|| wrong(format!("{SIGNATURE} is no signature")))?;
    let key: Option<Pubkey> = manifest.signer.parse().ok();
    let key = key.and_then(|key| VerifyingKey::from_bytes(&key.to_bytes()).ok());
    let key = key.ok_or_else(|| wrong("the signer is no key".into()))?;
    key.verify_strict(&text, &Signature::from_bytes(&signature))
        .map_err(|_| wrong(format!("{SIGNATURE} is not {}'s for this manifest", manifest.signer)))?;
    let mut files = Vec::new();
    collect(dir, dir, &mut files)?;
    for file in &manifest.files {
        match files.iter().find(|found| found.path == file.path) {
            None => return Err(wrong(format!("{} is missing", file.path))),
            Some(found) if found != file => return Err(wrong(format!("{} is another file", file.path))),
            Some(_) => {}
        }
    }
    // SQLite writes its own files beside a database that somebody opened.
    let is_own = |path: &str| path == MANIFEST || path == SIGNATURE || path.starts_with("node.db-");
    let stray = files
        .iter()
        .find(|found| !is_own(&found.path) && !manifest.files.iter().any(|file| file.path == found.path));
    match stray {
        Some(stray) => Err(wrong(format!("{} is not in the manifest", stray.path))),
        None => Ok(manifest),
    }
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<File>) -> Result<(), ArchiveError> {
    for entry in std::fs::read_dir(dir).map_err(io(dir))? {
        let path = entry.map_err(io(dir))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let bytes = read(&path)?;
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        files.push(File {
            path: name,
            sha256: hex::encode(Sha256::digest(&bytes)),
            size: bytes.len() as u64,
        });
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>, ArchiveError> {
    std::fs::read(path).map_err(io(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), ArchiveError> {
    std::fs::write(path, bytes).map_err(io(path))
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> ArchiveError + '_ {
    move |source| ArchiveError::Io { path: path.to_path_buf(), source }
}

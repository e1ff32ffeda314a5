//! Files that are whole or absent: written under another name in the same folder, flushed to disk, renamed.
//!
//! A process that is killed leaves the other name behind. It holds a lock on such a file, which ends with it: so the next
//! one that writes there knows what nobody writes any more, and deletes it.

use std::{
    fs::{self, File, Permissions},
    io::{self, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

const PREFIX: &str = ".makerstake-";
const SUFFIX: &str = ".partial";

/// A file that gets its name only with [`AtomicFile::commit`]; dropped before, nothing is left of it.
#[derive(Debug)]
pub struct AtomicFile {
    file: NamedTempFile,
    path: PathBuf,
}

impl AtomicFile {
    /// Starts a file that will be called `path`. Its folder must exist.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let folder = folder_of(path);
        clear(folder).map_err(Error::io(path))?;
        loop {
            let file = tempfile::Builder::new()
                .prefix(PREFIX)
                .suffix(SUFFIX)
                .permissions(Permissions::from_mode(0o644))
                .tempfile_in(folder)
                .map_err(Error::io(path))?;
            file.as_file().lock().map_err(Error::io(path))?;
            // Another process may have taken it for a dead one's before it was locked.
            if file.as_file().metadata().map_err(Error::io(path))?.nlink() > 0 {
                return Ok(Self { file, path: path.to_owned() });
            }
        }
    }

    /// The file itself, for writes and reads at offsets.
    pub fn file(&self) -> &File {
        self.file.as_file()
    }

    /// The name it will have.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Brings every byte to disk, then renames, then brings the folder's entry to disk.
    ///
    /// # Errors
    /// When the disk refuses; the name is then what it was before.
    pub fn commit(self) -> Result<()> {
        let Self { file, path } = self;
        file.as_file().sync_all().map_err(Error::io(&path))?;
        file.persist(&path).map_err(|error| Error::Io { path: path.clone(), source: error.error })?;
        let folder = folder_of(&path);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))
    }
}

impl Write for AtomicFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Deletes what processes that were killed have left in a folder.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if !ours {
            continue;
        }
        let path = folder.join(name);
        // What is gone by now, or not ours to open, is no hindrance.
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            let _ = fs::remove_file(&path);
        }
    }
    Ok(())
}

/// Writes a small file whole.
///
/// # Errors
/// As [`AtomicFile`].
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = AtomicFile::create(path)?;
    file.write_all(bytes).map_err(Error::io(path))?;
    file.commit()
}

/// The folder a path is in; the current one for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_committed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leaves.csv");
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_dead_process_left_is_deleted_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let dead = folder.path().join(".makerstake-dead.partial");
        fs::write(&dead, b"half").unwrap();
        let living = AtomicFile::create(&folder.path().join("one")).unwrap();
        assert!(!dead.exists());
        let other = AtomicFile::create(&folder.path().join("two")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        living.commit().unwrap();
        other.commit().unwrap();
        assert!(["one", "two"].iter().all(|name| folder.path().join(name).exists()));
    }

    #[test]
    fn until_the_commit_the_old_file_stands() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leaves.csv");
        write(&path, b"old").unwrap();
        let mut file = AtomicFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        file.commit().unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

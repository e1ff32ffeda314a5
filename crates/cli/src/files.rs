//! Files that are whole or absent: written beside their place, and moved there when finished.

use std::io::{BufWriter, Write};
use std::path::Path;

use makerstake_distribution::atomic::AtomicFile;

use crate::failure::Failure;

/// Writes a file through `write`; if anything fails, what was there before is still there.
pub fn replace(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut AtomicFile>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    let io = |error: std::io::Error| Failure::io(path, &error);
    let mut unfinished = AtomicFile::create(path)?;
    let mut buffer = BufWriter::new(&mut unfinished);
    write(&mut buffer).and_then(|()| buffer.flush()).map_err(io)?;
    drop(buffer);
    Ok(unfinished.commit()?)
}

/// The same, readable for its owner alone.
pub fn replace_private(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<&mut AtomicFile>) -> std::io::Result<()>,
) -> Result<(), Failure> {
    replace(path, |file| {
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        file.get_ref().file().set_permissions(private)?;
        write(file)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_leaves_the_old_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        replace(&path, |file| file.write_all(b"old")).unwrap();
        let failed = replace(&path, |file| {
            file.write_all(b"ne")?;
            Err(std::io::Error::other("the disk is full"))
        });
        assert_eq!(failed.unwrap_err().what, "the disk is full");
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing half-written stays behind");
    }
}

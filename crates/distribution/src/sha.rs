//! SHA-256 for clients: the one function that builder and verifier share.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use makerstake_core::hash::{self, Digest};
use sha2::Digest as _;

use crate::error::{Error, Result};

/// Longest message that is put together on the stack: one call of the compression is worth more than no copy.
const SHORT: usize = 192;

/// SHA-256 by the `sha2` crate.
#[derive(Clone, Copy, Debug)]
pub struct Sha2;

impl hash::Sha256 for Sha2 {
    fn hashv(parts: &[&[u8]]) -> Digest {
        let mut message = [0_u8; SHORT];
        let mut length = 0;
        for part in parts {
            let Some(room) = message.get_mut(length..length + part.len()) else {
                let mut hasher = sha2::Sha256::new();
                parts.iter().for_each(|part| hasher.update(part));
                return hasher.finalize().into();
            };
            room.copy_from_slice(part);
            length += part.len();
        }
        sha2::Sha256::digest(&message[..length]).into()
    }
}

/// SHA-256 of bytes that come piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Streaming(sha2::Sha256);

impl Streaming {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of everything taken.
    pub fn finish(self) -> Digest {
        self.0.finalize().into()
    }
}

/// SHA-256 and length of all that a reader gives, in constant memory.
///
/// # Errors
/// Those of the reader.
pub fn of_reader(mut reader: impl Read) -> io::Result<(Digest, u64)> {
    let (mut hasher, mut length) = (Streaming::default(), 0);
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = match reader.read(&mut buffer) {
            Ok(0) => return Ok((hasher.finish(), length)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&buffer[..read]);
        length += read as u64;
    }
}

/// SHA-256 and length of every byte of a file of any size, in constant memory.
///
/// # Errors
/// When the file cannot be read.
pub fn of_file(path: &Path) -> Result<(Digest, u64)> {
    let file = File::open(path).map_err(Error::io(path))?;
    of_reader(file).map_err(Error::io(path))
}

/// SHA-256 of bytes in memory.
pub fn of_bytes(bytes: &[u8]) -> Digest {
    sha2::Sha256::digest(bytes).into()
}

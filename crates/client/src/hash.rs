//! SHA-256 for clients.

use makerstake_core::hash::{Digest, Sha256};
use sha2::Digest as _;

/// The `sha2` crate's SHA-256, for everything in the domain that hashes.
#[derive(Clone, Copy, Debug)]
pub struct Sha2;

impl Sha256 for Sha2 {
    fn hashv(parts: &[&[u8]]) -> Digest {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize().into()
    }
}

/// The SHA-256 of bytes.
pub fn of_bytes(bytes: &[u8]) -> Digest {
    Sha2::hashv(&[bytes])
}

/// The SHA-256 of everything a reader gives, 64 KiB at a time, however long it is; `on_read` hears how many bytes
/// were read each time.
///
/// # Errors
/// The reader's own.
pub fn of_reader(reader: &mut impl std::io::Read, mut on_read: impl FnMut(u64)) -> std::io::Result<Digest> {
    let mut hasher = sha2::Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(hasher.finalize().into()),
            Ok(length) => {
                hasher.update(buffer.get(..length).unwrap_or_default());
                on_read(length as u64);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_hashes_like_its_bytes() {
        let bytes: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut read = 0;
        let streamed = of_reader(&mut bytes.as_slice(), |length| read += length).unwrap();
        assert_eq!(streamed, Sha2::hashv(&[&bytes]));
        assert_eq!(streamed, Sha2::hashv(&[&bytes[..7], &bytes[7..]]));
        assert_eq!(read, bytes.len() as u64);
    }
}

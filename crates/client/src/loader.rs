//! Programs under the upgradeable loader: which code they have, and who may replace it.

use makerstake_core::action::Pin;
use makerstake_core::hash::Sha256 as _;
use solana_pubkey::Pubkey;

use crate::hash::Sha2;

/// The upgradeable loader.
pub const LOADER: Pubkey = solana_sdk_ids::bpf_loader_upgradeable::ID;

/// Where the code of a deployed program begins in its account.
pub const PROGRAM_DATA_CODE_AT: usize = 45;
/// Where the code begins in a buffer.
pub const BUFFER_CODE_AT: usize = 37;

/// The code of a deployed program, as its account holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deployed<'a> {
    /// The slot of the last deployment or extension.
    pub slot: u64,
    /// Who may replace it; nobody if it is final.
    pub authority: Option<Pubkey>,
    /// The code, with the empty bytes behind it.
    pub code: &'a [u8],
}

/// Code that waits to be deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buffer<'a> {
    /// Who may write and deploy it.
    pub authority: Option<Pubkey>,
    /// The code.
    pub code: &'a [u8],
}

impl<'a> Deployed<'a> {
    /// Reads an account of the loader; `None` if it holds no deployed code.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (fields, code) = data.split_first_chunk::<PROGRAM_DATA_CODE_AT>()?;
        let (head, authority) = fields.split_first_chunk::<12>()?;
        let (tag, slot) = head.split_first_chunk::<4>()?;
        (u32::from_le_bytes(*tag) == 3).then_some(())?;
        let slot = u64::from_le_bytes(*slot.first_chunk()?);
        Some(Self { slot, authority: key(authority)?, code })
    }

    /// The pin that nobody can spoil by extending the program: of all its code.
    pub fn hash(&self) -> [u8; 32] {
        Sha2::hashv(&[self.code])
    }

    /// Whether this is a file, and only zeros behind it: an upgrade to a smaller program leaves them.
    pub fn is_file(&self, file: &[u8]) -> bool {
        self.code.strip_prefix(file).is_some_and(|rest| rest.iter().all(|byte| *byte == 0))
    }

    /// The file, as sha256sum sees it: up to the end of its section headers, which an ELF names itself; without the zeros
    /// behind it where it is no ELF.
    pub fn file(&self) -> &'a [u8] {
        let number = |at: usize, length: usize| {
            let bytes = self.code.get(at..at.checked_add(length)?)?;
            Some(bytes.iter().rev().fold(0_usize, |value, byte| (value << 8) | usize::from(*byte)))
        };
        let end = || number(0x28, 8)?.checked_add(number(0x3A, 2)?.checked_mul(number(0x3C, 2)?)?);
        let named =
            self.code.starts_with(b"\x7fELF").then(end).flatten().and_then(|end| self.code.get(..end));
        // What lies behind the headers must be padding, or they do not name the end.
        named.filter(|file| self.is_file(file)).unwrap_or_else(|| {
            let end = self.code.iter().rposition(|byte| *byte != 0).map_or(0, |last| last.saturating_add(1));
            self.code.get(..end).unwrap_or_default()
        })
    }

    /// Whether this is the code that was pinned.
    pub fn is(&self, pin: &Pin<'_>) -> bool {
        match pin {
            Pin::Immutable => self.authority.is_none(),
            Pin::Slot(slot) => self.slot == *slot,
            Pin::Code { bytes, hash } => {
                let parts = usize::try_from(*bytes).ok().and_then(|bytes| self.code.split_at_checked(bytes));
                parts.is_some_and(|(code, behind)| {
                    behind.iter().all(|byte| *byte == 0) && Sha2::hashv(&[code]) == **hash
                })
            }
        }
    }
}

impl<'a> Buffer<'a> {
    /// Reads an account of the loader; `None` if it is no buffer.
    pub fn read(data: &'a [u8]) -> Option<Self> {
        let (fields, code) = data.split_first_chunk::<BUFFER_CODE_AT>()?;
        let (tag, authority) = fields.split_first_chunk::<4>()?;
        (u32::from_le_bytes(*tag) == 1).then_some(Self { authority: key(authority)?, code })
    }

    /// SHA-256 of the code: that of the file, if the buffer is as long as it.
    pub fn hash(&self) -> [u8; 32] {
        Sha2::hashv(&[self.code])
    }
}

/// A byte that says whether there is a key, and the key.
fn key(bytes: &[u8]) -> Option<Option<Pubkey>> {
    let (is_some, key) = bytes.split_first()?;
    let key = Pubkey::new_from_array(*key.first_chunk()?);
    Some((*is_some != 0).then_some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deployed(has_authority: u8) -> Vec<u8> {
        [&[3, 0, 0, 0][..], &7_u64.to_le_bytes(), &[has_authority], &[9; 32], b"code\0\0"].concat()
    }

    #[test]
    fn deployed_code_is_read_and_pinned() {
        let bytes = deployed(1);
        let read = Deployed::read(&bytes).unwrap();
        let authority = Some(Pubkey::new_from_array([9; 32]));
        assert_eq!(read, Deployed { slot: 7, authority, code: b"code\0\0" });
        let (all, part) = (read.hash(), Sha2::hashv(&[b"code"]));
        assert!(read.is(&Pin::Slot(7)) && !read.is(&Pin::Slot(8)) && !read.is(&Pin::Immutable));
        assert!(
            read.is(&Pin::Code { bytes: 6, hash: &all }) && read.is(&Pin::Code { bytes: 4, hash: &part })
        );
        assert!(
            !read.is(&Pin::Code { bytes: 7, hash: &all }) && !read.is(&Pin::Code { bytes: 6, hash: &part })
        );
        assert!(Deployed::read(&deployed(0)).unwrap().is(&Pin::Immutable));
        assert_eq!(Deployed::read(&bytes[..44]), None);
        assert_eq!((Buffer::read(&bytes), Deployed::read(&[0; 60])), (None, None));
    }

    fn code(code: &[u8]) -> Deployed<'_> {
        Deployed { slot: 7, authority: None, code }
    }

    #[test]
    fn zeros_behind_a_program_do_not_make_it_another_one() {
        assert!(code(&[1, 2, 0, 0]).is_file(&[1, 2]) && code(&[1, 2]).is_file(&[1, 2]));
        assert!(!code(&[1, 2, 0, 3]).is_file(&[1, 2]) && !code(&[1]).is_file(&[1, 2]));
    }

    #[test]
    fn the_file_keeps_the_zeros_it_ends_with_itself() {
        let mut file = vec![0; 0x40];
        file[..4].copy_from_slice(b"\x7fELF");
        file[0x28] = 0x40;
        file[0x3A] = 8;
        file[0x3C] = 2;
        file.extend([7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(code(&[file.as_slice(), &[0; 9]].concat()).file(), file);
        assert_eq!(code(&[1, 0, 2, 0, 0]).file(), [1, 0, 2]);
    }

    #[test]
    fn the_loader_is_the_one_of_the_rules() {
        assert_eq!(LOADER.to_bytes(), makerstake_core::action::code::LOADER);
    }

    #[test]
    fn a_buffer_is_read() {
        let bytes = [&[1, 0, 0, 0, 1][..], &[4; 32], b"code"].concat();
        let read = Buffer::read(&bytes).unwrap();
        assert_eq!(read, Buffer { authority: Some(Pubkey::new_from_array([4; 32])), code: b"code" });
        assert_eq!((read.hash(), Deployed::read(&bytes)), (Sha2::hashv(&[b"code"]), None));
    }
}

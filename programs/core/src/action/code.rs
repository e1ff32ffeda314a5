//! What calls and replaces programs: an exact instruction, and exact code.

use super::Key;
use crate::hash::Digest;

/// The most accounts that an [`Invoke`] gives to the program it calls.
pub const MAX_ACCOUNTS: usize = 32;
/// Bytes of one account on the wire: its flags and its key.
pub const META_BYTES: usize = 33;

/// The upgradeable loader, which keeps a program's code in an account beside it.
pub const LOADER: Key = [
    2, 168, 246, 145, 78, 136, 161, 176, 226, 16, 21, 62, 247, 99, 174, 43, 0, 194, 185, 61, 22, 193, 36,
    210, 192, 83, 122, 16, 4, 128, 0, 0,
];
/// Its instruction that replaces code.
pub const LOADER_UPGRADE: [u8; 4] = 3u32.to_le_bytes();

const WRITABLE: u8 = 1;
const SIGNER: u8 = 2;

/// Which code a program must have when the action is executed, so that nobody swaps it after the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin<'a> {
    /// Code that nobody can change: the runtime's own, of a loader without upgrades, or without upgrade authority.
    Immutable,
    /// Deployed in this slot, which is past when the action is proposed. The cheapest to check, for code of any size; but anybody can extend an upgradeable
    /// program by empty bytes, for their rent, which the loader takes for a deployment.
    Slot(u64),
    /// Code of these bytes, with nothing but zeros behind them. Extending changes nothing about it.
    Code {
        /// How many bytes: all that the account of the code has for it when the proposal is made, or fewer by zeros.
        bytes: u32,
        /// Their SHA-256.
        hash: &'a Digest,
    },
}

/// Replaces the code of a program whose upgrade authority is the treasury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upgrade<'a> {
    /// The program.
    pub program: &'a Key,
    /// The code that is replaced.
    pub pin: Pin<'a>,
    /// The buffer that holds the new code; the treasury is its authority, so that nobody writes to it any more.
    pub buffer: &'a Key,
    /// SHA-256 of all of the buffer's code.
    pub code_hash: &'a Digest,
    /// Who gets the buffer's rent: whoever paid for it.
    pub spill: &'a Key,
}

/// Calls a program with exactly these accounts and bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invoke<'a> {
    /// The program that is called.
    pub program: &'a Key,
    /// Its code.
    pub pin: Pin<'a>,
    /// The accounts it is given.
    pub accounts: Metas<'a>,
    /// The bytes it is given.
    pub data: &'a [u8],
}

/// One account of an [`Invoke`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta<'a> {
    /// Its key.
    pub key: &'a Key,
    /// Whether the program may write to it.
    pub is_writable: bool,
    /// Whether it has signed; of the treasury: whether the treasury signs.
    pub is_signer: bool,
}

/// The accounts of an [`Invoke`] as they lie on the wire, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metas<'a>(&'a [u8]);

impl<'a> Metas<'a> {
    /// The accounts in these bytes; `None` where they end within one, or have a flag that means nothing.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let metas = Self(bytes);
        let is_whole = bytes.len().is_multiple_of(META_BYTES);
        let has_known_flags = metas.raw().all(|(flags, _)| flags & !(WRITABLE | SIGNER) == 0);
        (is_whole && has_known_flags).then_some(metas)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &'a [u8] {
        self.0
    }

    /// How many accounts there are.
    pub const fn len(&self) -> usize {
        self.0.len() / META_BYTES
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One account after another.
    pub fn iter(&self) -> impl Iterator<Item = Meta<'a>> {
        self.raw().map(|(flags, key)| Meta {
            key,
            is_writable: flags & WRITABLE != 0,
            is_signer: flags & SIGNER != 0,
        })
    }

    fn raw(&self) -> impl Iterator<Item = (u8, &'a Key)> {
        self.0.chunks_exact(META_BYTES).filter_map(|meta| {
            let (flags, key) = meta.split_first()?;
            Some((*flags, key.first_chunk()?))
        })
    }
}

impl Meta<'_> {
    /// The account on the wire.
    pub fn bytes(&self) -> [u8; META_BYTES] {
        let mut bytes = [0; META_BYTES];
        let flags = if self.is_writable { WRITABLE } else { 0 } | if self.is_signer { SIGNER } else { 0 };
        if let Some((first, rest)) = bytes.split_first_mut() {
            *first = flags;
            rest.copy_from_slice(self.key);
        }
        bytes
    }
}

impl Upgrade<'_> {
    /// Whether it can ever be executed.
    pub(super) fn is_sound(&self) -> bool {
        let keys = [self.program, self.buffer, self.spill];
        let [program, buffer, spill] = keys;
        let are_distinct = program != buffer && buffer != spill && spill != program;
        // The loader never replaces what is immutable.
        are_distinct && self.pin != Pin::Immutable && keys.iter().all(|key| **key != [0; 32])
    }
}

impl Invoke<'_> {
    /// Whether it is within the limits of what is read and called. Code is replaced by an [`Upgrade`] only, which
    /// alone compares what the buffer holds with what was voted on.
    pub(super) fn is_sound(&self) -> bool {
        let replaces_code = *self.program == LOADER && self.data.starts_with(&LOADER_UPGRADE);
        !replaces_code && self.accounts.len() <= MAX_ACCOUNTS && self.data.len() <= usize::from(u16::MAX)
    }
}

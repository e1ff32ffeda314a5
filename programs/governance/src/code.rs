//! What code a program runs, and whether it is the one that was voted on (INVARIANT 12).
//!
//! The upgradeable loader keeps a program's code in an account beside it: tag 3 (u32), the slot of the last deployment (u64),
//! the upgrade authority (a byte that says whether there is one, then its key), the code. A buffer has tag 1, its
//! authority, the code. Only the loader writes either.

use anchor_lang::{address, prelude::*};
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    action::{code, Pin},
    hash::{Digest, Sha256},
};

use crate::errors::GovernanceError;

/// The upgradeable loader.
pub const LOADER: Address = Address::new_from_array(code::LOADER);
/// Loaders whose programs nobody changes, and the runtime's own.
const UNCHANGING: [Address; 3] = [
    address!("NativeLoader1111111111111111111111111111111"),
    address!("BPFLoader2111111111111111111111111111111111"),
    address!("BPFLoader1111111111111111111111111111111111"),
];

const BUFFER: u32 = 1;
const PROGRAM: u32 = 2;
const PROGRAM_DATA: u32 = 3;
/// Where the code begins behind slot and authority.
const PROGRAM_DATA_CODE_AT: usize = 45;
/// Where it begins behind the authority alone.
const BUFFER_CODE_AT: usize = 37;

/// The upgradeable loader, as an account of an instruction.
pub struct UpgradeableLoader;

impl Id for UpgradeableLoader {
    const IDL_ADDRESS: &'static str = "BPFLoaderUpgradeab1e11111111111111111111111";

    fn id() -> Address {
        LOADER
    }
}

/// That a pin by slot names a deployment of before `slot`: one that is still to come could bring any code.
///
/// # Errors
/// `SlotNotPast`.
pub fn check_past(pin: &Pin<'_>, slot: u64) -> Result<()> {
    let is_ahead = matches!(pin, Pin::Slot(deployed) if *deployed >= slot);
    require!(!is_ahead, GovernanceError::SlotNotPast);
    Ok(())
}

/// That the program's code is the one that was voted on. `data` is the account of its code, if the upgradeable loader
/// has one for it.
///
/// # Errors
/// `ProgramHashMismatch`, `WrongTarget`.
pub fn check(pin: &Pin<'_>, program: &AccountView, data: Option<&AccountView>) -> Result<()> {
    let is_same = if program.owned_by(&LOADER) {
        let data = data.ok_or(GovernanceError::WrongTarget)?;
        let address = program.try_borrow()?;
        let address = fields::<36>(&address, PROGRAM).and_then(|bytes| bytes.last_chunk::<32>());
        let is_its_own = data.owned_by(&LOADER) && address == Some(data.address().as_array());
        require!(is_its_own, GovernanceError::WrongTarget);
        let data = data.try_borrow()?;
        match pin {
            Pin::Immutable => authority::<PROGRAM_DATA_CODE_AT>(&data, PROGRAM_DATA) == Some(None),
            Pin::Slot(slot) => {
                let bytes = data.get(4..).and_then(|rest| rest.first_chunk());
                bytes.is_some_and(|bytes| u64::from_le_bytes(*bytes) == *slot)
            }
            Pin::Code { bytes, hash } => {
                let code =
                    data.get(PROGRAM_DATA_CODE_AT..).and_then(|code| code.split_at_checked(*bytes as usize));
                code.is_some_and(|(code, behind)| is_zero(behind) && Syscall::hashv(&[code]) == **hash)
            }
        }
    } else {
        *pin == Pin::Immutable && UNCHANGING.iter().any(|loader| program.owned_by(loader))
    };
    require!(is_same, GovernanceError::ProgramHashMismatch);
    Ok(())
}

/// That `owner` may replace the code in `data`, and that the buffer, which nobody else writes to, holds the code of this
/// hash.
///
/// # Errors
/// `NotUpgradeAuthority`, `BufferHashMismatch`.
pub fn check_buffer(owner: &Address, data: &AccountView, buffer: &AccountView, hash: &Digest) -> Result<()> {
    let owner = Some(Some(owner.as_array()));
    require!(buffer.owned_by(&LOADER), GovernanceError::BufferHashMismatch);
    let (data, buffer) = (data.try_borrow()?, buffer.try_borrow()?);
    let may_upgrade = authority::<PROGRAM_DATA_CODE_AT>(&data, PROGRAM_DATA) == owner
        && authority::<BUFFER_CODE_AT>(&buffer, BUFFER) == owner;
    require!(may_upgrade, GovernanceError::NotUpgradeAuthority);
    let code = buffer.get(BUFFER_CODE_AT..).ok_or(GovernanceError::BufferHashMismatch)?;
    require!(Syscall::hashv(&[code]) == *hash, GovernanceError::BufferHashMismatch);
    Ok(())
}

/// Whether there are zeros only. The loader adds them where it extends a program, and puts them behind code that is shorter
/// than what it replaces; anything else behind pinned code is code that nobody pinned. A run of equal bytes is its own
/// neighbour, and the runtime compares 250 bytes a unit.
fn is_zero(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [first, rest @ ..] => *first == 0 && bytes.get(..rest.len()) == Some(rest),
    }
}

/// The first `N` bytes of an account of the loader, if it has this tag.
fn fields<const N: usize>(data: &[u8], tag: u32) -> Option<&[u8; N]> {
    let fields = data.first_chunk::<N>()?;
    let found = fields.first_chunk::<4>()?;
    (u32::from_le_bytes(*found) == tag).then_some(fields)
}

/// The authority in the last 33 bytes before the code; `Some(None)` if there is none.
fn authority<const N: usize>(data: &[u8], tag: u32) -> Option<Option<&[u8; 32]>> {
    let [is_some, key @ ..] = fields::<N>(data, tag)?.last_chunk::<33>()?;
    Some((*is_some != 0).then_some(key))
}

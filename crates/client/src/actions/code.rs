//! Actions on code: `upgrade` and `invoke`. `makerstake program show` prints what goes into `pin` and `code_sha256`.

use makerstake_core::action::{Invoke, Meta, Metas, Pin, Upgrade};
use serde::{Deserialize, Deserializer};

use super::entry::{Address, Hash};

/// Replace a program's code by that of a buffer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpgradeEntry {
    program: Address,
    pin: PinEntry,
    buffer: Address,
    code_sha256: Hash,
    /// Who gets the buffer's rent: whoever paid for it.
    spill: Address,
}

/// Call any program.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvokeEntry {
    program: Address,
    pin: PinEntry,
    #[serde(deserialize_with = "metas")]
    accounts: Vec<u8>,
    data: Bytes,
}

/// Which code the program must have.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum PinEntry {
    /// Code that nobody can change.
    Immutable,
    /// Deployed in this slot.
    Slot(u64),
    /// Code of so many bytes with this hash, and only zeros behind it.
    Code { bytes: u32, sha256: Hash },
}

/// An account of a call.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountEntry {
    key: Address,
    #[serde(default)]
    writable: bool,
    #[serde(default)]
    signer: bool,
}

/// Bytes in hexadecimal.
#[derive(Debug)]
struct Bytes(Vec<u8>);

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        hex::decode(&text).map(Self).map_err(|error| {
            serde::de::Error::custom(format!("{text:?}: {error}: give an even number of hexadecimal digits"))
        })
    }
}

fn metas<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let bytes = |entry: &AccountEntry| {
        Meta { key: &entry.key.0, is_writable: entry.writable, is_signer: entry.signer }.bytes()
    };
    Ok(Vec::<AccountEntry>::deserialize(deserializer)?.iter().flat_map(bytes).collect())
}

impl PinEntry {
    fn pin(&self) -> Pin<'_> {
        match self {
            Self::Immutable => Pin::Immutable,
            Self::Slot(slot) => Pin::Slot(*slot),
            Self::Code { bytes, sha256 } => Pin::Code { bytes: *bytes, hash: &sha256.0 },
        }
    }
}

impl UpgradeEntry {
    /// The action.
    pub fn upgrade(&self) -> Upgrade<'_> {
        Upgrade {
            program: &self.program.0,
            pin: self.pin.pin(),
            buffer: &self.buffer.0,
            code_hash: &self.code_sha256.0,
            spill: &self.spill.0,
        }
    }
}

impl InvokeEntry {
    /// The action.
    pub fn invoke(&self) -> Invoke<'_> {
        // The bytes were written account by account when the file was read.
        let accounts = Metas::new(&self.accounts).unwrap_or_default();
        Invoke { program: &self.program.0, pin: self.pin.pin(), accounts, data: &self.data.0 }
    }
}

//! An account that a rule names, or that it names none.

use serde::{de::Error as _, Deserialize, Deserializer, Serialize, Serializer};

use crate::address::{self, Address};

/// What the document says in place of an address.
const OPEN: &str = "open";

/// An account that a rule trusts for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// `"open"`: nobody is trusted for it, and nothing is checked.
    Open,
    /// The account at this address.
    Account(Address),
}

impl Named {
    /// The address, if there is one.
    pub fn account(&self) -> Option<&Address> {
        match self {
            Self::Open => None,
            Self::Account(address) => Some(address),
        }
    }
}

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Open => serializer.serialize_str(OPEN),
            Self::Account(address) => serializer.serialize_str(&address::text(address)),
        }
    }
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == OPEN {
            return Ok(Self::Open);
        }
        match address::parse(text.as_bytes()) {
            Ok(address) if address != [0; 32] => Ok(Self::Account(address)),
            _ => Err(D::Error::custom(format!("{text:?} is neither \"open\" nor an address in base58"))),
        }
    }
}

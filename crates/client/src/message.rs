//! What is said about actions, errors and states: a key of the catalogue with typed values, and text only when it is shown.
//!
//! The catalogue is `locales/{en,nl,es}.json`; both clients read it. A text has placeholders `{name}` and nothing else.

mod catalogue;
mod render;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use solana_pubkey::Pubkey;

pub use catalogue::{text_of, Locale};
pub use render::{amount, date, escape, is_hidden, span};

/// How a message is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// It gives something away for good, or nobody here can tell what it does.
    Danger,
}

/// A sentence of the catalogue, with what stands in its placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The key in the catalogue.
    pub key: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// The values by placeholder, in the order in which they were given.
    pub values: Vec<(&'static str, Value)>,
}

/// A value in a message, kept as what it is until it is shown in somebody's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Value {
    /// An account.
    Address {
        /// Its address.
        #[serde(serialize_with = "as_text")]
        address: Pubkey,
    },
    /// An amount with known decimals.
    Amount {
        /// Base units.
        #[serde(serialize_with = "as_text")]
        units: u64,
        /// Digits behind the point.
        decimals: u8,
        /// What it is counted in, if that has a name.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'static str>,
    },
    /// Base units of a mint whose decimals only its account tells.
    Tokens {
        /// Base units.
        #[serde(serialize_with = "as_text")]
        units: u64,
        /// The mint.
        #[serde(serialize_with = "as_text")]
        mint: Pubkey,
    },
    /// Base units of something that is not named here.
    Units {
        /// Base units.
        #[serde(serialize_with = "as_text")]
        units: u64,
    },
    /// A point in time.
    Time {
        /// Unix seconds.
        #[serde(serialize_with = "as_text")]
        at: i64,
    },
    /// A length of time.
    Duration {
        /// Seconds.
        seconds: u32,
    },
    /// A number.
    Number {
        /// The number.
        #[serde(serialize_with = "as_text")]
        value: u64,
    },
    /// Basis points, shown as a percentage.
    Bps {
        /// Basis points.
        value: u16,
    },
    /// Millionths, shown as a percentage.
    Ppm {
        /// Millionths.
        value: u32,
    },
    /// Several values.
    List {
        /// The values.
        items: Vec<Value>,
    },
    /// A hash.
    Hash {
        /// Hexadecimal digits.
        hex: String,
    },
    /// Bytes of which every one counts: shown in full.
    Bytes {
        /// Hexadecimal digits.
        hex: String,
    },
    /// Text from the chain, a file or a node: shown as text, never as anything else.
    Quote {
        /// The text, as it came.
        text: String,
    },
    /// Text that is the same in every language, such as a command to type.
    Code {
        /// The text.
        text: String,
    },
    /// A message within a message.
    Message(Message),
}

impl Message {
    /// A message without values.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), tone: Tone::Plain, values: Vec::new() }
    }

    /// With a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// As something dangerous.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.tone = Tone::Danger;
        self
    }
}

impl Value {
    /// An address from its bytes.
    pub fn key(bytes: &[u8; 32]) -> Self {
        Self::Address { address: Pubkey::new_from_array(*bytes) }
    }

    /// An amount of SOL.
    pub fn sol(lamports: u64) -> Self {
        Self::Amount { units: lamports, decimals: 9, unit: Some("SOL") }
    }

    /// Shares of a mint of six decimals, without a unit: the sentence names it.
    pub fn shares(units: u64) -> Self {
        Self::Amount { units, decimals: 6, unit: None }
    }

    /// Base units of something that is not named here.
    pub fn units(units: u64) -> Self {
        Self::Units { units }
    }

    /// A length of time in seconds.
    pub fn duration(seconds: u32) -> Self {
        Self::Duration { seconds }
    }

    /// A time in unix seconds.
    pub fn time(at: i64) -> Self {
        Self::Time { at }
    }

    /// A number.
    pub fn number(value: impl Into<u64>) -> Self {
        Self::Number { value: value.into() }
    }

    /// A hash, in hexadecimal.
    pub fn hex(bytes: &[u8]) -> Self {
        Self::Hash { hex: hex::encode(bytes) }
    }

    /// Bytes of which every one counts.
    pub fn bytes(bytes: &[u8]) -> Self {
        Self::Bytes { hex: hex::encode(bytes) }
    }

    /// Text that is the same in every language.
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code { text: text.into() }
    }

    /// Values one after another; `part.none` where there are none.
    pub fn list(items: Vec<Self>) -> Self {
        if items.is_empty() {
            Self::Message(Message::new("part.none"))
        } else {
            Self::List { items }
        }
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Message(message)
    }
}

impl From<Pubkey> for Value {
    fn from(address: Pubkey) -> Self {
        Self::Address { address }
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Values<'a>(&'a [(&'static str, Value)]);
        impl Serialize for Values<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
            }
        }
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("key", &self.key)?;
        map.serialize_entry("tone", &self.tone)?;
        map.serialize_entry("values", &Values(&self.values))?;
        map.end()
    }
}

/// Numbers beyond 2^53 are not safe in a browser, so all that may be are text.
fn as_text<S: Serializer>(value: &impl ToString, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_crosses_to_the_browser_as_key_tone_and_typed_values() {
        let inner = Message::new("part.none");
        let message = Message::new("action.transfer.sol")
            .with("amount", Value::sol(u64::MAX))
            .with("to", Pubkey::default())
            .with("more", inner);
        assert_eq!(
            serde_json::to_value(&message).unwrap(),
            serde_json::json!({
                "key": "action.transfer.sol",
                "tone": "plain",
                "values": {
                    "amount": { "is": "amount", "units": "18446744073709551615", "decimals": 9, "unit": "SOL" },
                    "to": { "is": "address", "address": "11111111111111111111111111111111" },
                    "more": { "is": "message", "key": "part.none", "tone": "plain", "values": {} },
                },
            })
        );
    }
}

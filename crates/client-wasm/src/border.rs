//! How values cross between Rust and JavaScript.

use std::fmt::Debug;

use serde::de::{DeserializeOwned, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wasm_bindgen::JsValue;

/// What a function that refuses gives.
pub type Answer<T> = Result<T, JsValue>;

/// A `RangeError` with these words.
pub fn refusal(words: impl AsRef<str>) -> JsValue {
    js_sys::RangeError::new(words.as_ref()).into()
}

/// The name of a variant as a `RangeError`: `TooManyLeaves`.
pub fn named(error: impl Debug) -> JsValue {
    refusal(format!("{error:?}"))
}

/// A value for JavaScript.
///
/// # Errors
/// A value that JavaScript has no form for.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Answer<JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new()
        .serialize_large_number_types_as_bigints(true)
        .serialize_maps_as_objects(true);
    value.serialize(&serializer).map_err(|error| refusal(error.to_string()))
}

/// A value of JavaScript.
///
/// # Errors
/// Another shape, or a number beyond its type.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Answer<T> {
    serde_wasm_bindgen::from_value(value).map_err(|error| refusal(error.to_string()))
}

/// Exactly these many bytes.
///
/// # Errors
/// Another number of them.
pub fn exactly<const N: usize>(bytes: &[u8]) -> Answer<[u8; N]> {
    bytes.try_into().map_err(|_| refusal(format!("{} bytes where {N} belong", bytes.len())))
}

/// An address of base 58.
///
/// # Errors
/// Anything that is not the base 58 of 32 bytes.
pub fn address(text: &str) -> Answer<[u8; 32]> {
    decode(text).ok_or_else(|| refusal(format!("no address: {text}")))
}

fn decode(text: &str) -> Option<[u8; 32]> {
    bs58::decode(text).into_vec().ok()?.try_into().ok()
}

/// An address, in base 58.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Address(pub [u8; 32]);

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&bs58::encode(self.0).into_string())
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        decode(&text).map(Self).ok_or_else(|| D::Error::custom(format!("no address: {text}")))
    }
}

/// Bytes, as a `Uint8Array`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(BytesVisitor).map(Self)
    }
}

struct BytesVisitor;

impl<'de> Visitor<'de> for BytesVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("bytes")
    }

    fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }

    fn visit_byte_buf<E: serde::de::Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
        Ok(bytes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = items.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}

/// A SHA-256, as a `Uint8Array` of 32 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = deserializer.deserialize_byte_buf(BytesVisitor)?;
        let count = bytes.len();
        bytes.try_into().map(Self).map_err(|_| D::Error::custom(format!("{count} bytes where 32 belong")))
    }
}

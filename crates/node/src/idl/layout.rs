//! An IDL as it is written, and what its types take and look like.

use serde::Deserialize;
use serde_json::{json, Map, Value};

use super::Interface;

/// A type that is known by its first eight bytes.
#[derive(Debug, Deserialize)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) discriminator: [u8; 8],
}

#[derive(Debug, Deserialize)]
pub(super) struct Instruction {
    pub(super) name: String,
    pub(super) discriminator: [u8; 8],
    pub(super) accounts: Vec<Place>,
    pub(super) args: Vec<Field>,
}

/// An account an instruction takes.
#[derive(Debug, Deserialize)]
pub(super) struct Place {
    pub(super) name: String,
}

/// A named part of a layout.
#[derive(Debug, Deserialize)]
pub(super) struct Field {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: Type,
}

/// A type as the IDL writes it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Type {
    /// An array of a fixed length.
    Array(Box<Type>, usize),
    /// A list with its length before it.
    Vec(Box<Type>),
    /// A byte that says whether there is one, and the one.
    Option(Box<Type>),
    /// A type of the IDL's own.
    Defined {
        /// Its name.
        name: String,
    },
    /// A primitive, by its name.
    #[serde(untagged)]
    Plain(String),
}

#[derive(Debug, Deserialize)]
pub(super) struct Definition {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) layout: Layout,
}

/// How a type lies in bytes.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum Layout {
    /// Fields one after the other.
    Struct {
        /// The fields.
        #[serde(default)]
        fields: Vec<Field>,
    },
    /// A byte that says which, and its fields.
    Enum {
        /// The variants.
        variants: Vec<Variant>,
    },
}

/// One variant of an enum.
#[derive(Debug, Deserialize)]
pub(super) struct Variant {
    pub(super) name: String,
    #[serde(default)]
    pub(super) fields: Vec<Field>,
}

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) address: String,
    pub(super) instructions: Vec<Instruction>,
    pub(super) accounts: Vec<Known>,
    #[serde(default)]
    pub(super) events: Vec<Known>,
    pub(super) types: Vec<Definition>,
}

impl Interface {
    /// How a type is answered.
    pub(super) fn schema(&self, kind: &Type) -> Value {
        match kind {
            Type::Plain(name) => match name.as_str() {
                "u8" | "i8" | "u16" | "i16" | "u32" | "i32" => json!({ "type": "integer" }),
                "bool" => json!({ "type": "boolean" }),
                _ => json!({ "type": "string" }),
            },
            Type::Array(of, _) if matches!(&**of, Type::Plain(name) if name == "u8") => {
                json!({ "type": "string" })
            }
            Type::Array(of, _) | Type::Vec(of) => json!({ "type": "array", "items": self.schema(of) }),
            Type::Option(of) => json!({ "anyOf": [self.schema(of), { "type": "null" }] }),
            Type::Defined { name } => match self.types.get(name) {
                Some(Layout::Struct { fields }) => {
                    let properties: Map<String, Value> =
                        fields.iter().map(|field| (field.name.clone(), self.schema(&field.kind))).collect();
                    json!({ "type": "object", "properties": properties })
                }
                _ => json!({}),
            },
        }
    }

    /// How many bytes an account of this type takes; `None` if they vary.
    pub fn size(&self, account: &str) -> Option<usize> {
        match self.types.get(account)? {
            Layout::Struct { fields } => {
                fields.iter().try_fold(8_usize, |sum, field| sum.checked_add(self.size_of(&field.kind)?))
            }
            Layout::Enum { .. } => None,
        }
    }

    fn size_of(&self, kind: &Type) -> Option<usize> {
        match kind {
            Type::Plain(name) => match name.as_str() {
                "u8" | "i8" | "bool" => Some(1),
                "u16" | "i16" => Some(2),
                "u32" | "i32" => Some(4),
                "u64" | "i64" => Some(8),
                "u128" | "i128" => Some(16),
                "pubkey" => Some(32),
                _ => None,
            },
            Type::Array(of, length) => self.size_of(of)?.checked_mul(*length),
            Type::Vec(_) | Type::Option(_) => None,
            Type::Defined { name } => self.size(name)?.checked_sub(8),
        }
    }
}

//! Bytes, read by a type's layout. Everything comes from the chain: nothing is trusted to be as long as it says.

use std::collections::HashMap;

use serde_json::{Map, Number, Value};
use solana_pubkey::Pubkey;

use super::{Field, Layout, Type};

/// The longest list that is read: no account or instruction holds more.
const LONGEST: usize = 10_240;

/// Why bytes are not what a type says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// They end early.
    #[error("the bytes end early")]
    Short,
    /// A value the type does not have.
    #[error("a value that its type does not have")]
    Value,
    /// A type the IDL does not define.
    #[error("the IDL defines no type {0}")]
    UnknownType(String),
}

/// Bytes and how far they are read.
pub(super) struct Reader<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(data: &'a [u8], at: usize) -> Self {
        Self { data, at }
    }

    pub(super) const fn at(&self) -> usize {
        self.at
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], ReadError> {
        let end = self.at.checked_add(length).ok_or(ReadError::Short)?;
        let bytes = self.data.get(self.at..end).ok_or(ReadError::Short)?;
        self.at = end;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ReadError> {
        self.take(N)?.try_into().map_err(|_| ReadError::Short)
    }

    fn length(&mut self) -> Result<usize, ReadError> {
        let length = usize::try_from(u32::from_le_bytes(self.array()?)).map_err(|_| ReadError::Value)?;
        if length > LONGEST {
            return Err(ReadError::Value);
        }
        Ok(length)
    }
}

/// The fields of a struct, in their order.
pub(super) fn read_fields(
    fields: &[Field],
    types: &HashMap<String, Layout>,
    reader: &mut Reader<'_>,
) -> Result<Map<String, Value>, ReadError> {
    fields.iter().map(|field| Ok((field.name.clone(), read(&field.kind, types, reader)?))).collect()
}

fn read(kind: &Type, types: &HashMap<String, Layout>, reader: &mut Reader<'_>) -> Result<Value, ReadError> {
    match kind {
        Type::Plain(name) => plain(name, reader),
        Type::Array(of, length) if is_byte(of) => Ok(Value::String(hex::encode(reader.take(*length)?))),
        Type::Array(of, length) => list(of, *length, types, reader),
        Type::Vec(of) => {
            let length = reader.length()?;
            list(of, length, types, reader)
        }
        Type::Option(of) => match reader.array::<1>()? {
            [0] => Ok(Value::Null),
            [1] => read(of, types, reader),
            _ => Err(ReadError::Value),
        },
        Type::Defined { name } => match types.get(name) {
            Some(Layout::Struct { fields }) => Ok(Value::Object(read_fields(fields, types, reader)?)),
            Some(Layout::Enum { variants }) => {
                let [which] = reader.array()?;
                let variant = variants.get(usize::from(which)).ok_or(ReadError::Value)?;
                if variant.fields.is_empty() {
                    return Ok(Value::String(variant.name.clone()));
                }
                let fields = read_fields(&variant.fields, types, reader)?;
                Ok(Value::Object(Map::from_iter([(variant.name.clone(), Value::Object(fields))])))
            }
            None => Err(ReadError::UnknownType(name.clone())),
        },
    }
}

fn list(
    of: &Type,
    length: usize,
    types: &HashMap<String, Layout>,
    reader: &mut Reader<'_>,
) -> Result<Value, ReadError> {
    (0..length).map(|_| read(of, types, reader)).collect::<Result<Vec<_>, _>>().map(Value::Array)
}

fn is_byte(kind: &Type) -> bool {
    matches!(kind, Type::Plain(name) if name == "u8")
}

fn plain(name: &str, reader: &mut Reader<'_>) -> Result<Value, ReadError> {
    let number = |value: i64| Ok(Value::Number(Number::from(value)));
    let text = |value: String| Ok(Value::String(value));
    match name {
        "u8" => number(i64::from(u8::from_le_bytes(reader.array()?))),
        "i8" => number(i64::from(i8::from_le_bytes(reader.array()?))),
        "u16" => number(i64::from(u16::from_le_bytes(reader.array()?))),
        "i16" => number(i64::from(i16::from_le_bytes(reader.array()?))),
        "u32" => number(i64::from(u32::from_le_bytes(reader.array()?))),
        "i32" => number(i64::from(i32::from_le_bytes(reader.array()?))),
        "u64" => text(u64::from_le_bytes(reader.array()?).to_string()),
        "i64" => text(i64::from_le_bytes(reader.array()?).to_string()),
        "u128" => text(u128::from_le_bytes(reader.array()?).to_string()),
        "i128" => text(i128::from_le_bytes(reader.array()?).to_string()),
        "bool" => match reader.array()? {
            [0] => Ok(Value::Bool(false)),
            [1] => Ok(Value::Bool(true)),
            _ => Err(ReadError::Value),
        },
        "pubkey" => text(Pubkey::new_from_array(reader.array()?).to_string()),
        "string" => {
            let length = reader.length()?;
            text(String::from_utf8_lossy(reader.take(length)?).into_owned())
        }
        "bytes" => {
            let length = reader.length()?;
            text(hex::encode(reader.take(length)?))
        }
        other => Err(ReadError::UnknownType(other.into())),
    }
}

//! Bytes from fields, for accounts that are gone: what history tells of them in the layout they had.

use std::collections::HashMap;

use serde_json::{Map, Value};
use solana_pubkey::Pubkey;

use super::{Field, Layout, Type};

/// Fields one after the other, zeros where nothing is given. `None` for a value that its type does not have, and for types
/// whose length varies.
pub(super) fn write_fields(
    fields: &[Field],
    given: &Map<String, Value>,
    types: &HashMap<String, Layout>,
    bytes: &mut Vec<u8>,
) -> Option<()> {
    fields.iter().try_for_each(|field| write(&field.kind, given.get(&field.name), types, bytes))
}

fn write(
    kind: &Type,
    value: Option<&Value>,
    types: &HashMap<String, Layout>,
    bytes: &mut Vec<u8>,
) -> Option<()> {
    match kind {
        Type::Plain(name) => plain(name, value, bytes)?,
        Type::Array(of, length) => match value {
            Some(Value::String(digits)) => {
                let found = hex::decode(digits).ok().filter(|found| found.len() == *length)?;
                bytes.extend(found);
            }
            Some(Value::Array(items)) if items.len() == *length => {
                items.iter().try_for_each(|item| write(of, Some(item), types, bytes))?;
            }
            None => (0..*length).try_for_each(|_| write(of, None, types, bytes))?,
            Some(_) => return None,
        },
        Type::Defined { name } => match (types.get(name)?, value) {
            (Layout::Struct { fields }, None) => write_fields(fields, &Map::new(), types, bytes)?,
            (Layout::Struct { fields }, Some(Value::Object(given))) => {
                write_fields(fields, given, types, bytes)?;
            }
            _ => return None,
        },
        Type::Vec(_) | Type::Option(_) => return None,
    }
    Some(())
}

fn plain(name: &str, value: Option<&Value>, bytes: &mut Vec<u8>) -> Option<()> {
    if name == "pubkey" {
        let key = value.map_or(Some(Pubkey::default()), |value| value.as_str()?.parse().ok())?;
        bytes.extend(key.to_bytes());
        return Some(());
    }
    let number: i128 = match value {
        None => 0,
        Some(Value::Bool(is)) => i128::from(*is),
        Some(Value::String(digits)) => digits.parse().ok()?,
        Some(value) => i128::from(value.as_i64()?),
    };
    match name {
        "bool" | "u8" => bytes.push(u8::try_from(number).ok()?),
        "u16" => bytes.extend(u16::try_from(number).ok()?.to_le_bytes()),
        "u32" => bytes.extend(u32::try_from(number).ok()?.to_le_bytes()),
        "u64" => bytes.extend(u64::try_from(number).ok()?.to_le_bytes()),
        "i64" => bytes.extend(i64::try_from(number).ok()?.to_le_bytes()),
        _ => return None,
    }
    Some(())
}

//! The IDLs are right to the byte: what they say of accounts and events is what the programs write.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    idl::{self, PROGRAMS},
    recorded,
};

/// Bytes of the discriminator.
const DISCRIMINATOR: usize = 8;
/// Accounts with a tail of their own behind the fields.
const WITH_TAIL: [&str; 1] = ["Proposal"];

/// Where a field lies, behind the discriminator.
#[derive(Debug, PartialEq, Eq)]
struct Field {
    name: String,
    at: usize,
    size: usize,
}

/// A type's fields and its size.
struct Layout {
    fields: Vec<Field>,
    size: usize,
    alignment: usize,
}

type Types = BTreeMap<String, Value>;

fn types(idl: &Value) -> Types {
    let all = idl["types"].as_array().expect("types").iter();
    all.map(|one| (one["name"].as_str().expect("a name").to_owned(), one.clone())).collect()
}

/// The layout of a type by what the IDL says of it; none where a field has no fixed size.
fn layout(name: &str, types: &Types) -> Option<Layout> {
    let found = &types[name];
    let aligned = found["serialization"] == "bytemuck" && found["repr"]["packed"] != true;
    let (mut fields, mut end, mut widest) = (Vec::new(), 0_usize, 1);
    for field in found["type"]["fields"].as_array()? {
        let (size, alignment) = of_field(&field["type"], types)?;
        let alignment = if aligned { alignment } else { 1 };
        let at = end.next_multiple_of(alignment);
        fields.push(Field { name: field["name"].as_str().expect("a name").to_owned(), at, size });
        end = at + size;
        widest = widest.max(alignment);
    }
    Some(Layout { fields, size: end.next_multiple_of(widest), alignment: widest })
}

/// Size and alignment.
fn of_field(field: &Value, types: &Types) -> Option<(usize, usize)> {
    if let Some(name) = field["defined"]["name"].as_str() {
        return layout(name, types).map(|inner| (inner.size, inner.alignment));
    }
    if let Some([item, length]) = field["array"].as_array().map(Vec::as_slice) {
        let (size, alignment) = of_field(item, types)?;
        return Some((size * usize::try_from(length.as_u64()?).ok()?, alignment));
    }
    let size = match field.as_str()? {
        "u8" | "i8" | "bool" => 1,
        "u16" | "i16" => 2,
        "u32" | "i32" => 4,
        "u64" | "i64" => 8,
        "u128" | "i128" => 16,
        "pubkey" => return Some((32, 1)),
        _ => return None,
    };
    Some((size, size))
}

/// The parts of an IDL, such as its accounts, by their discriminators.
fn by_discriminator(idl: &Value, parts: &str) -> BTreeMap<Vec<u8>, String> {
    let all = idl[parts].as_array().expect("a list").iter();
    let byte = |value: &Value| u8::try_from(value.as_u64().expect("a byte")).expect("a byte");
    all.map(|part| {
        let discriminator = part["discriminator"].as_array().expect("bytes").iter().map(byte).collect();
        (discriminator, part["name"].as_str().expect("a name").to_owned())
    })
    .collect()
}

#[test]
fn no_account_has_gaps() {
    for program in PROGRAMS {
        let idl = idl::read(program);
        let types = types(&idl);
        for name in by_discriminator(&idl, "accounts").values() {
            let found = layout(name, &types).unwrap_or_else(|| panic!("{program}: {name} has no fixed size"));
            let mut end = 0;
            for Field { name: field, at, size } in &found.fields {
                assert_eq!(*at, end, "{program}: a gap before {name}.{field}");
                end = at + size;
            }
            assert_eq!(found.size, end, "{program}: a gap at the end of {name}");
        }
    }
}

#[test]
fn accounts_and_events_are_as_long_as_the_idl_says_and_say_their_version() {
    let mut unmet = BTreeSet::new();
    for (program, recorded) in recorded::all() {
        let idl = idl::read(program);
        let types = types(&idl);
        let (accounts, events) = (by_discriminator(&idl, "accounts"), by_discriminator(&idl, "events"));
        let mut met = BTreeSet::new();
        for (address, data) in &recorded.accounts {
            let name = accounts.get(&data[..DISCRIMINATOR]).unwrap_or_else(|| panic!("{program}: {address}"));
            let found = layout(name, &types).expect("a fixed size");
            let length = data.len() - DISCRIMINATOR;
            let fits =
                if WITH_TAIL.contains(&name.as_str()) { length >= found.size } else { length == found.size };
            assert!(fits, "{program}: {name} has {length} bytes, the IDL says {}", found.size);
            let value = |field: &str| {
                let field = found.fields.iter().find(|one| one.name == field);
                let Field { at, size, .. } = field.unwrap_or_else(|| panic!("{program}: {name} has none"));
                &data[DISCRIMINATOR + at..][..*size]
            };
            assert_eq!(value("version"), [1], "{program}: version of {name}");
            assert!(value("reserved").iter().all(|byte| *byte == 0), "{program}: room in {name}");
            met.insert(name.clone());
        }
        for line in &recorded.events {
            let name = events.get(&line[..DISCRIMINATOR]).unwrap_or_else(|| panic!("{program}: {line:?}"));
            if let Some(found) = layout(name, &types) {
                let length = line.len() - DISCRIMINATOR;
                assert_eq!(length, found.size, "{program}: {name}");
            }
            met.insert(name.clone());
        }
        let all = accounts.values().chain(events.values());
        unmet.extend(all.filter(|name| !met.contains(*name)).map(|name| format!("{program}.{name}")));
        let known: BTreeSet<_> = by_discriminator(&idl, "instructions").into_values().collect();
        let sent: BTreeSet<_> = recorded.instructions.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(known, sent, "{program}: instructions");
    }
    println!("met in no case: {unmet:?}");
    let accounts: Vec<_> = unmet
        .iter()
        .filter(|name| {
            PROGRAMS.iter().any(|program| {
                let idl = idl::read(program);
                by_discriminator(&idl, "accounts")
                    .values()
                    .any(|account| format!("{program}.{account}") == **name)
            })
        })
        .collect();
    assert!(accounts.is_empty(), "no case has {accounts:?}");
}

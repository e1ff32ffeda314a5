//! Accounts and their rows: which table an account type has, what its columns are, whom it belongs to, and which
//! documents it names by hash.
//!
//! One file an account type, data only. A row is a function of the account's bytes alone; the bytes are kept beside it, so
//! that `verify` can compare them with the chain and a change of columns needs no new sync.

mod attestation;
mod batch;
mod budget;
mod creator;
mod distribution;
mod endorsement;
mod grant;
mod handle;
mod permission;
mod platform;
mod pool;
mod position;
mod proposal;
mod rule;
mod track;
mod voter;

use serde_json::Value;
use solana_pubkey::Pubkey;

use crate::chain::Raw;
use crate::idl::{self, Account};

pub use rule::{versions, Version};

/// Everything a node knows about one account type.
#[derive(Debug)]
pub struct Spec {
    /// The program's name.
    pub program: &'static str,
    /// The type's name in the IDL.
    pub name: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What makes an account one of this platform's.
    pub owner: Owner,
    /// The columns of its table besides the address.
    pub columns: &'static [Column],
    /// The documents it names by hash.
    pub documents: &'static [Named],
}

/// Whose an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// It is the platform itself.
    Platform,
    /// It is the pool itself.
    Pool,
    /// The field names the platform.
    OfPlatform(&'static str),
    /// The field names the pool.
    OfPool(&'static str),
    /// It is a creator.
    Creator,
    /// The field names a creator whom the node follows.
    OfCreator(&'static str),
    /// The field names a work that the node keeps.
    OfWork(&'static str),
}

/// A column and where its value comes from.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// The value.
    pub get: Get,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug)]
pub enum Get {
    /// A field that is an address, a hash or text. Zeros are nothing.
    Text(&'static str),
    /// A field that is a number that fits 63 bits. Of a list, the first.
    Int(&'static str),
    /// A field that is an amount of 64 bits. Of a list, the first.
    Units(&'static str),
    /// Text from the whole account.
    Made(fn(&Account, &[u8]) -> Option<String>),
}

/// A document that a field names by its SHA-256. Of a list of hashes, each.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The field.
    pub field: &'static str,
    /// What the document is.
    pub role: Role,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A platform's constitution.
    Constitution,
    /// A rule's text.
    Rule,
    /// What a proposal says.
    Proposal,
    /// What a work is called, and what it looks like.
    Metadata,
    /// Who a creator is.
    Profile,
    /// What a budget's team did.
    Report,
    /// A picture that metadata or a profile names.
    Picture,
    /// The leaves of a batch.
    Leaves,
    /// The manifest of an epoch.
    Epoch,
}

/// A cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, or nothing.
    Text(Option<String>),
    /// A number, or nothing.
    Int(Option<i64>),
    /// An amount of 64 bits.
    Units(u64),
}

/// An account that has a table.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its type.
    pub spec: &'static Spec,
    /// What it says.
    pub account: Account,
}

/// Every account type, in the order in which rows refer to each other.
pub const SPECS: [&Spec; 16] = [
    &platform::SPEC,
    &pool::SPEC,
    &track::SPEC,
    &creator::SPEC,
    &handle::SPEC,
    &position::SPEC,
    &grant::SPEC,
    &permission::SPEC,
    &attestation::SPEC,
    &batch::SPEC,
    &endorsement::SPEC,
    &distribution::SPEC,
    &proposal::SPEC,
    &voter::SPEC,
    &rule::SPEC,
    &budget::SPEC,
];

/// The type of this table.
pub fn by_table(table: &str) -> Option<&'static Spec> {
    SPECS.into_iter().find(|spec| spec.table == table)
}

/// The type of this name.
pub fn by_name(program: &str, name: &str) -> Option<&'static Spec> {
    SPECS.into_iter().find(|spec| spec.program == program && spec.name == name)
}

/// Reads an account; `None` if it is of no type that has a table.
pub fn read(raw: &Raw) -> Option<Known> {
    decode(&raw.owner, &raw.data)
}

/// The same, from its owner and its bytes.
pub fn decode(owner: &Pubkey, data: &[u8]) -> Option<Known> {
    let account = idl::at(owner)?.account(data).ok()??;
    let spec = by_name(account.program, &account.name)?;
    Some(Known { spec, account })
}

impl Known {
    /// The cells of its row, in the order of its type's columns.
    pub fn cells(&self, data: &[u8]) -> Vec<Cell> {
        self.spec.columns.iter().map(|column| cell(column.get, &self.account, data)).collect()
    }

    /// The documents it names: hash in hexadecimal, and role.
    pub fn documents(&self) -> Vec<(String, Role)> {
        let mut found = Vec::new();
        for named in self.spec.documents {
            let hashes = match self.account.fields.get(named.field) {
                Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
                Some(Value::String(one)) => vec![one.as_str()],
                _ => Vec::new(),
            };
            let named = hashes
                .into_iter()
                .filter(|hash| !is_nothing(hash))
                .map(|hash| (hash.to_string(), named.role));
            found.extend(named);
        }
        found
    }

    /// The address in a field.
    pub fn address(&self, field: &str) -> Option<Pubkey> {
        self.account.fields.get(field)?.as_str()?.parse().ok()
    }
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Constitution,
        Self::Rule,
        Self::Proposal,
        Self::Metadata,
        Self::Profile,
        Self::Report,
        Self::Picture,
        Self::Leaves,
        Self::Epoch,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Constitution => "constitution",
            Self::Rule => "rule",
            Self::Proposal => "proposal",
            Self::Metadata => "metadata",
            Self::Profile => "profile",
            Self::Report => "report",
            Self::Picture => "picture",
            Self::Leaves => "leaves",
            Self::Epoch => "epoch",
        }
    }

    /// The role of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Whether text stands for nothing: zeros, as an address or as a hash.
pub fn is_nothing(text: &str) -> bool {
    text.is_empty() || text.bytes().all(|byte| byte == b'0') || text == "11111111111111111111111111111111"
}

fn first<'a>(account: &'a Account, field: &str) -> Option<&'a Value> {
    match account.fields.get(field)? {
        Value::Array(all) => all.first(),
        one => Some(one),
    }
}

fn cell(get: Get, account: &Account, data: &[u8]) -> Cell {
    match get {
        Get::Text(field) => {
            let text = first(account, field).and_then(Value::as_str).filter(|text| !is_nothing(text));
            Cell::Text(text.map(str::to_string))
        }
        Get::Int(field) => Cell::Int(first(account, field).and_then(integer)),
        Get::Units(field) => Cell::Units(first(account, field).and_then(units).unwrap_or_default()),
        Get::Made(make) => Cell::Text(make(account, data)),
    }
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn units(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rename of the programs' fields is found here, by the name of the column.
    #[test]
    fn every_field_is_one_of_the_idl() {
        for spec in SPECS {
            let program = idl::named(spec.program).unwrap();
            assert!(program.discriminator(spec.name).is_some(), "no account {}", spec.name);
            let names = program.field_names(spec.name);
            let of_columns = spec.columns.iter().filter_map(|column| match column.get {
                Get::Text(field) | Get::Int(field) | Get::Units(field) => Some(field),
                Get::Made(_) => None,
            });
            let of_documents = spec.documents.iter().map(|named| named.field);
            let of_owner = match spec.owner {
                Owner::OfPlatform(field) | Owner::OfPool(field) => Some(field),
                Owner::OfCreator(field) | Owner::OfWork(field) => Some(field),
                Owner::Platform | Owner::Pool | Owner::Creator => None,
            };
            for field in of_columns.chain(of_documents).chain(of_owner) {
                assert!(names.contains(&field), "{} has no field {field}: {names:?}", spec.name);
            }
        }
    }

    #[test]
    fn tables_and_roles_have_one_name_each() {
        for spec in SPECS {
            assert_eq!(by_table(spec.table).map(|found| found.name), Some(spec.name));
        }
        for role in Role::ALL {
            assert_eq!(Role::named(role.name()), Some(role));
        }
        assert!(is_nothing(&Pubkey::default().to_string()) && is_nothing(&"0".repeat(64)));
    }
}

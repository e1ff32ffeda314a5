//! The programs' interfaces, as committed in `idl/`: what reads accounts, instructions and events into named fields.
//!
//! Fields keep the IDL's names, so a program's change reaches the answers without a change here. Integers of 64 bits and
//! more become decimal strings, 32-byte hashes hexadecimal, addresses base58.

mod layout;
mod read;
mod write;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};
use solana_pubkey::Pubkey;

use layout::{Field, File, Instruction, Known, Layout, Type};
pub use read::ReadError;
use read::{read_fields, Reader};

/// Names of a program's parts and the bytes they are known by.
#[derive(Debug)]
pub struct Interface {
    /// The program's address.
    pub id: Pubkey,
    /// Its name, in lower case.
    pub name: &'static str,
    instructions: Vec<Instruction>,
    accounts: Vec<Known>,
    events: Vec<Known>,
    types: HashMap<String, Layout>,
}

/// A decoded account: its type's name, its fields, and what lies behind them.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The program that owns it.
    pub program: &'static str,
    /// The type, as the IDL names it.
    pub name: String,
    /// The fields.
    pub fields: Map<String, Value>,
    /// How many bytes the fields take, discriminator included; what follows is the account's tail.
    pub length: usize,
}

/// A decoded instruction.
#[derive(Clone, Debug, PartialEq)]
pub struct Called {
    /// The program.
    pub program: &'static str,
    /// The instruction's name.
    pub name: String,
    /// Its arguments.
    pub args: Map<String, Value>,
    /// Its accounts, by name. Optional ones that were left out are not here.
    pub accounts: Map<String, Value>,
}

/// A decoded event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The event's name.
    pub name: String,
    /// Its fields.
    pub fields: Map<String, Value>,
}

/// The programs. A file that cannot be read is a fault of the build: the tests read all of them.
static INTERFACES: LazyLock<Vec<Interface>> = LazyLock::new(|| {
    [
        ("creators", include_str!("../../../idl/creators.json")),
        ("attestations", include_str!("../../../idl/attestations.json")),
        ("equity", include_str!("../../../idl/equity.json")),
        ("governance", include_str!("../../../idl/governance.json")),
        ("offerings", include_str!("../../../idl/offerings.json")),
        ("moderation", include_str!("../../../idl/moderation.json")),
    ]
    .into_iter()
    .filter_map(|(name, text)| Interface::parse(name, text))
    .collect()
});

/// Every program of the suite.
pub fn all() -> &'static [Interface] {
    &INTERFACES
}

/// The program at an address, if it is one of the suite.
pub fn at(id: &Pubkey) -> Option<&'static Interface> {
    all().iter().find(|program| program.id == *id)
}

/// The program of this name.
pub fn named(name: &str) -> Option<&'static Interface> {
    all().iter().find(|program| program.name == name)
}

/// The address of a program of the suite; zeros for a name that none has.
pub fn id(name: &str) -> Pubkey {
    named(name).map(|program| program.id).unwrap_or_default()
}

impl Interface {
    fn parse(name: &'static str, text: &str) -> Option<Self> {
        let file: File = serde_json::from_str(text).ok()?;
        Some(Self {
            id: file.address.parse().ok()?,
            name,
            instructions: file.instructions,
            accounts: file.accounts,
            events: file.events,
            types: file.types.into_iter().map(|one| (one.name, one.layout)).collect(),
        })
    }

    /// Reads an account; `None` if it is of no known type, an error if it is shorter than its type.
    ///
    /// # Errors
    /// When the bytes end early or hold a value that the type does not have.
    pub fn account(&self, data: &[u8]) -> Result<Option<Account>, ReadError> {
        let Some(known) = self.accounts.iter().find(|known| data.starts_with(&known.discriminator)) else {
            return Ok(None);
        };
        let mut reader = Reader::new(data, 8);
        let fields = self.fields_of(&known.name, &mut reader)?;
        Ok(Some(Account { program: self.name, name: known.name.clone(), fields, length: reader.at() }))
    }

    /// The bytes of an account with these fields, and zeros where none is given; `None` if they do not fit its type.
    pub fn build(&self, account: &str, given: &Map<String, Value>) -> Option<Vec<u8>> {
        let mut bytes = self.discriminator(account)?.to_vec();
        let Layout::Struct { fields } = self.types.get(account)? else { return None };
        write::write_fields(fields, given, &self.types, &mut bytes)?;
        Some(bytes)
    }

    /// The first eight bytes of an account type.
    pub fn discriminator(&self, account: &str) -> Option<[u8; 8]> {
        self.accounts.iter().find(|known| known.name == account).map(|known| known.discriminator)
    }

    /// The names of an account type's fields.
    pub fn field_names(&self, account: &str) -> Vec<&str> {
        match self.types.get(account) {
            Some(Layout::Struct { fields }) => fields.iter().map(|field| field.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The names of an account type's fields, each with its JSON schema.
    pub fn field_kinds(&self, account: &str) -> Vec<(String, Value)> {
        match self.types.get(account) {
            Some(Layout::Struct { fields }) => {
                fields.iter().map(|field| (field.name.clone(), self.schema(&field.kind))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Reads an instruction; `None` if no instruction has this discriminator or its arguments cannot be read.
    pub fn instruction(&self, data: &[u8], accounts: &[Pubkey]) -> Option<Called> {
        let known = self.instructions.iter().find(|known| data.starts_with(&known.discriminator))?;
        let args = read_fields(&known.args, &self.types, &mut Reader::new(data, 8)).ok()?;
        let places = known.accounts.iter().zip(accounts);
        let accounts = places
            // An optional account that is left out is given as the program itself.
            .filter(|(_, address)| **address != self.id)
            .map(|(place, address)| (place.name.clone(), Value::String(address.to_string())))
            .collect();
        Some(Called { program: self.name, name: known.name.clone(), args, accounts })
    }

    /// The same, if every byte and every account has its place: nothing is left over, nothing is missing.
    pub fn whole_instruction(&self, data: &[u8], accounts: &[Pubkey]) -> Option<Called> {
        let known = self.instructions.iter().find(|known| data.starts_with(&known.discriminator))?;
        let mut reader = Reader::new(data, 8);
        read_fields(&known.args, &self.types, &mut reader).ok()?;
        let is_whole = reader.at() == data.len() && known.accounts.len() == accounts.len();
        is_whole.then(|| self.instruction(data, accounts))?
    }

    /// The first eight bytes of an instruction, and the names of its accounts.
    pub fn instruction_form(&self, name: &str) -> Option<([u8; 8], Vec<&str>)> {
        let known = self.instructions.iter().find(|known| known.name == name)?;
        Some((known.discriminator, known.accounts.iter().map(|place| place.name.as_str()).collect()))
    }

    /// The names of all instructions.
    pub fn instruction_names(&self) -> impl Iterator<Item = &str> {
        self.instructions.iter().map(|known| known.name.as_str())
    }

    /// Reads an event from the bytes of one "Program data" line.
    pub fn event(&self, data: &[u8]) -> Option<Event> {
        let known = self.events.iter().find(|known| data.starts_with(&known.discriminator))?;
        let fields = self.fields_of(&known.name, &mut Reader::new(data, 8)).ok()?;
        Some(Event { name: known.name.clone(), fields })
    }

    fn fields_of(&self, name: &str, reader: &mut Reader<'_>) -> Result<Map<String, Value>, ReadError> {
        match self.types.get(name) {
            Some(Layout::Struct { fields }) => read_fields(fields, &self.types, reader),
            _ => Err(ReadError::UnknownType(name.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_interface_is_read() {
        let names: Vec<&str> = all().iter().map(|program| program.name).collect();
        assert_eq!(names, ["creators", "attestations", "equity", "governance", "offerings", "moderation"]);
        for program in all() {
            assert!(program.instruction_names().count() > 0, "{}", program.name);
            assert_eq!(at(&program.id).map(|found| found.name), Some(program.name));
        }
    }

    #[test]
    fn an_account_is_read_by_its_first_bytes() {
        let equity = named("equity").unwrap();
        let mut data = equity.discriminator("Position").unwrap().to_vec();
        data.extend_from_slice(&[0; 2_000]);
        let account = equity.account(&data).unwrap().unwrap();
        assert_eq!(account.name, "Position");
        assert_eq!(account.fields["holder"], Value::String(Pubkey::default().to_string()));
        assert_eq!(account.fields["cooling"], Value::String("0".into()));
        assert_eq!(equity.account(&[0; 100]).unwrap(), None);
        assert_eq!(equity.account(&data[..20]), Err(ReadError::Short));
    }

    #[test]
    fn an_account_is_built_as_it_is_read() {
        let governance = named("governance").unwrap();
        let given = json!({ "number": 7, "proposer": Pubkey::new_from_array([3; 32]).to_string(), "status": 2,
            "yes": ["18446744073709551615", "5"], "payload": "ab".repeat(32) });
        let given = given.as_object().unwrap();
        let bytes = governance.build("Proposal", given).unwrap();
        let read = governance.account(&bytes).unwrap().unwrap();
        assert_eq!(read.length, bytes.len());
        for (name, value) in given {
            assert_eq!(read.fields[name], *value, "{name}");
        }
        assert_eq!(read.fields["no"], json!(["0", "0"]), "nothing was given");
        for wrong in [json!({ "number": -1 }), json!({ "payload": "ab" }), json!({ "yes": ["1"] })] {
            assert_eq!(governance.build("Proposal", wrong.as_object().unwrap()), None, "{wrong}");
        }
    }

    #[test]
    fn an_instruction_is_read_with_its_accounts() {
        let creators = named("creators").unwrap();
        let register = creators.instructions.iter().find(|one| one.name == "register").unwrap();
        let mut data = register.discriminator.to_vec();
        data.extend_from_slice(&[0; 32]);
        data.extend_from_slice(&[7; 32]);
        let (payer, genesis) = (Pubkey::new_from_array([1; 32]), Pubkey::new_from_array([2; 32]));
        let called = creators.instruction(&data, &[payer, genesis, genesis, creators.id]).unwrap();
        assert_eq!(called.name, "register");
        assert_eq!(called.args["recovery"], Value::String(Pubkey::new_from_array([7; 32]).to_string()));
        assert_eq!(called.accounts["payer"], Value::String(payer.to_string()));
        assert!(!called.accounts.contains_key("handle"), "an optional account that was left out");
    }
}

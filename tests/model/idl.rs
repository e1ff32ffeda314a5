//! What the IDLs say there is to call: by it a transaction's instructions and accounts have names.

use std::{collections::HashMap, path::Path, sync::OnceLock};

use makerstake_client::programs::Program;
use serde_json::Value;
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

/// One instruction of one program.
#[derive(Debug)]
pub struct Method {
    /// `program.instruction`.
    pub name: String,
    /// Names of the accounts, in order.
    pub accounts: Vec<String>,
    /// Where in the data the bytes lie that an execution brings along, if it takes any.
    pub payload_at: Option<usize>,
}

impl Method {
    /// The account of this name in an instruction of this method; none where an optional one was left out.
    pub fn account<'a>(&self, name: &str, of: &'a Instruction) -> Option<&'a AccountMeta> {
        let index = self.accounts.iter().position(|account| account == name)?;
        of.accounts.get(index).filter(|meta| meta.pubkey != of.program_id)
    }
}

type Methods = HashMap<(Pubkey, Vec<u8>), Method>;

fn methods() -> &'static Methods {
    static METHODS: OnceLock<Methods> = OnceLock::new();
    METHODS.get_or_init(|| Program::ALL.into_iter().flat_map(read).collect())
}

fn read(program: Program) -> Vec<((Pubkey, Vec<u8>), Method)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../idl/{program}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let idl: Value =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let methods = list(&idl["instructions"]).into_iter().map(|instruction| {
        let byte = |value: &Value| u8::try_from(value.as_u64().expect("a byte")).expect("a byte");
        let discriminator = list(&instruction["discriminator"]).iter().map(byte).collect();
        let accounts = list(&instruction["accounts"]).iter().map(name).collect();
        let payload_at = payload_at(&list(&instruction["args"]));
        let method = Method { name: format!("{program}.{}", name(&instruction)), accounts, payload_at };
        ((program.id(), discriminator), method)
    });
    methods.collect()
}

/// Behind the discriminator and the numbers before it.
fn payload_at(args: &[Value]) -> Option<usize> {
    let at = args.iter().position(|arg| arg["name"] == "payload")?;
    let size = |arg: &Value| match arg["type"].as_str().unwrap_or_else(|| panic!("before `payload`: {arg}")) {
        "u8" => 1,
        "u16" => 2,
        "u32" => 4,
        other => panic!("before `payload`: {other}"),
    };
    Some(8 + args[..at].iter().map(size).sum::<usize>())
}

/// The method that an instruction calls, if it is one of the suite's.
pub fn method(of: &Instruction) -> Option<&'static Method> {
    methods().get(&(of.program_id, of.data.get(..8)?.to_vec()))
}

/// The names of all instructions that are played here. Moderation has a play of its own, in tests/moderation/play.rs, and offerings
/// have their tests beside it.
pub fn names() -> Vec<&'static str> {
    let names = methods().values().map(|method| method.name.as_str());
    let mut names: Vec<_> =
        names.filter(|name| !name.starts_with("moderation.") && !name.starts_with("offerings.")).collect();
    names.sort_unstable();
    names
}

/// The errors of all programs by their codes.
pub fn errors() -> &'static HashMap<u32, String> {
    static ERRORS: OnceLock<HashMap<u32, String>> = OnceLock::new();
    ERRORS.get_or_init(|| {
        let of = |program: Program| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../idl/{program}.json"));
            let text = std::fs::read_to_string(&path).expect("the IDL");
            let idl: Value = serde_json::from_str(&text).expect("JSON");
            let errors = idl["errors"].as_array().expect("errors").clone();
            errors.into_iter().map(move |error| {
                let code = u32::try_from(error["code"].as_u64().expect("a code")).expect("a code");
                (code, format!("{program}.{}", error["name"].as_str().expect("a name")))
            })
        };
        Program::ALL.into_iter().flat_map(of).collect()
    })
}

/// The name of an error.
pub fn error(code: u32) -> String {
    errors().get(&code).cloned().unwrap_or_else(|| format!("code {code}"))
}

//! One instruction that goes through for every instruction there is, each in a world with siblings to confuse it with.

mod attestations;
mod creators;
mod equity;
mod governance;
mod moderation;
mod offerings;

use makerstake_testkit::{substitution::Case, World};
use solana_instruction::Instruction;

use crate::idl;

/// All cases.
pub fn all() -> Vec<Case> {
    let mut cases = creators::cases();
    cases.extend(attestations::cases());
    cases.extend(equity::cases());
    cases.extend(governance::cases());
    cases.extend(offerings::cases());
    cases.extend(moderation::cases());
    cases
}

/// A case for the instruction `name`, about to be sent in `world`.
fn case(world: &World, name: &str, instruction: Instruction) -> Case {
    let instructions = idl::instructions();
    let accounts = instructions.get(name).unwrap_or_else(|| panic!("{name} is in no IDL"));
    let accounts: Vec<&str> = accounts.iter().map(String::as_str).collect();
    Case::new(world, name, &accounts, instruction)
}

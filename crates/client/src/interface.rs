//! The programs' interfaces, as they are committed.

use serde::Deserialize;

use crate::programs::Program;

/// A program's IDL.
pub(crate) const fn idl(program: Program) -> &'static str {
    match program {
        Program::Creators => include_str!("../idl/creators.json"),
        Program::Attestations => include_str!("../idl/attestations.json"),
        Program::Equity => include_str!("../idl/equity.json"),
        Program::Governance => include_str!("../idl/governance.json"),
    }
}

#[derive(Deserialize)]
struct Instructions {
    instructions: Vec<Instruction>,
}

#[derive(Deserialize)]
struct Instruction {
    name: String,
    discriminator: [u8; 8],
}

/// The name of the instruction that these bytes call.
pub(crate) fn instruction(program: Program, data: &[u8]) -> Option<String> {
    let known: Instructions = serde_json::from_str(idl(program)).ok()?;
    let called = known.instructions.into_iter().find(|one| data.starts_with(&one.discriminator))?;
    Some(called.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::creators::instructions::REGISTER_DISCRIMINATOR;

    #[test]
    fn an_instruction_is_named_by_its_first_bytes() {
        let name = |data: &[u8]| instruction(Program::Creators, data);
        assert_eq!(name(&REGISTER_DISCRIMINATOR).as_deref(), Some("register"));
        assert_eq!((name(&REGISTER_DISCRIMINATOR[..7]), name(&[0; 8])), (None, None));
    }
}

//! The programs' interfaces, as they are committed.

use crate::generated::{attestations, creators, equity, governance, moderation, offerings};
use crate::programs::Program;

/// A program's IDL.
pub(crate) const fn idl(program: Program) -> &'static str {
    match program {
        Program::Creators => include_str!("../idl/creators.json"),
        Program::Attestations => include_str!("../idl/attestations.json"),
        Program::Equity => include_str!("../idl/equity.json"),
        Program::Governance => include_str!("../idl/governance.json"),
        Program::Offerings => include_str!("../idl/offerings.json"),
        Program::Moderation => include_str!("../idl/moderation.json"),
    }
}

/// The name of the instruction that these bytes call.
pub(crate) fn instruction(program: Program, data: &[u8]) -> Option<&'static str> {
    let known: &[([u8; 8], &str)] = match program {
        Program::Creators => &creators::INSTRUCTIONS,
        Program::Attestations => &attestations::INSTRUCTIONS,
        Program::Equity => &equity::INSTRUCTIONS,
        Program::Governance => &governance::INSTRUCTIONS,
        Program::Offerings => &offerings::INSTRUCTIONS,
        Program::Moderation => &moderation::INSTRUCTIONS,
    };
    known.iter().find(|(first, _)| data.starts_with(first)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::creators::instructions::REGISTER_DISCRIMINATOR;

    #[test]
    fn an_instruction_is_named_by_its_first_bytes() {
        let name = |data: &[u8]| instruction(Program::Creators, data);
        assert_eq!(name(&REGISTER_DISCRIMINATOR), Some("register"));
        assert_eq!((name(&REGISTER_DISCRIMINATOR[..7]), name(&[0; 8])), (None, None));
    }
}

//! The programs: their addresses and the names of their files.

use solana_pubkey::Pubkey;

/// One of the programs of the suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Program {
    /// Identities, handles, keys and their recovery.
    Creators,
    /// What was made, by whom, when.
    Attestations,
    /// Who owns how much.
    Equity,
    /// What the owners decide.
    Governance,
    /// What the owners sell to investors.
    Offerings,
    /// What a platform says of works.
    Moderation,
}

impl Program {
    /// All of them, in the order in which they depend on each other.
    pub const ALL: [Self; 6] = [
        Self::Creators,
        Self::Attestations,
        Self::Equity,
        Self::Governance,
        Self::Offerings,
        Self::Moderation,
    ];

    /// Its address.
    pub const fn id(&self) -> Pubkey {
        match self {
            Self::Creators => Pubkey::from_str_const("BvwQ964k9Rn37nbVEtoXCUGWPXmKTauUxgCVtvvb9NPY"),
            Self::Attestations => Pubkey::from_str_const("8FQrMK5sND8GJh9oLBokpmuDEoRaynf3TDWzqQ1LnK3Y"),
            Self::Equity => Pubkey::from_str_const("2rHcquyMKJrTEL6Jo9v58A1hUVqcy2CpJkt7cdDySi8k"),
            Self::Governance => Pubkey::from_str_const("DS7cgCvnfDunhk4ZjUGq6mL6r4HEmgx2b6tGMdf4eBsZ"),
            Self::Offerings => Pubkey::from_str_const("6k5zAodSzBzbqcBYAreZfKR4cW3mbTqpPFyMG1C5nqgb"),
            Self::Moderation => Pubkey::from_str_const("CdKWWNPqcfEirk46bSaJ9ft6kcaBxKnPU7XyjZuMSA7c"),
        }
    }

    /// Its name, in lower case.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Creators => "creators",
            Self::Attestations => "attestations",
            Self::Equity => "equity",
            Self::Governance => "governance",
            Self::Offerings => "offerings",
            Self::Moderation => "moderation",
        }
    }

    /// The file it is built to, inside the folder of deployable programs.
    pub fn elf_file(&self) -> String {
        format!("makerstake_{}.so", self.name())
    }

    /// The program at an address, if it is one of them.
    pub fn at(id: &Pubkey) -> Option<Self> {
        Self::ALL.into_iter().find(|program| program.id() == *id)
    }
}

impl std::fmt::Display for Program {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_program() {
        for program in Program::ALL {
            assert_eq!(Program::at(&program.id()), Some(program));
        }
        assert_eq!(Program::at(&Pubkey::default()), None);
    }
}

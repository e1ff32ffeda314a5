//! What the programs share on the chain. No account and no rule is here: rules are in `programs/core`, and accounts
//! belong to the program that owns them.
#![forbid(unsafe_code)]

pub mod clock;
pub mod create_pda;
pub mod log;
pub mod sha256;
pub mod token_state;
pub mod tokens;

use anchor_lang::prelude::*;

#[doc(hidden)]
pub use solana_security_txt;

/// The address that stands for nobody: no delegate, no guardian, no recovery key.
pub const NOBODY: Address = Address::new_from_array([0; 32]);

/// Tells finders of bugs where to report them, in a section of the program's ELF.
#[macro_export]
macro_rules! security_txt {
    ($name:literal) => {
        $crate::solana_security_txt::security_txt! {
            name: $name,
            project_url: "https://github.com/makerstake/makerstake",
            contacts: "link:https://github.com/makerstake/makerstake/security/advisories/new",
            policy: "https://github.com/makerstake/makerstake/blob/main/SECURITY.md",
            source_code: "https://github.com/makerstake/makerstake"
        }
    };
}

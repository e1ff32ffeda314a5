//! `declare_program!` on every IDL.
#![allow(ambiguous_glob_reexports, clippy::all, missing_docs)]

use anchor_lang::prelude::*;

declare_program!(creators);
declare_program!(attestations);
declare_program!(equity);
declare_program!(governance);
declare_program!(offerings);
declare_program!(moderation);

#[cfg(test)]
mod tests {
    use super::*;
    use anchor_lang::Discriminator;

    /// What a reader takes for the size of an account is what docs/accounts.md says, but for the discriminator.
    #[test]
    fn accounts_have_their_sizes() {
        assert_eq!(size_of::<creators::accounts::Creator>() + 8, 224);
        assert_eq!(size_of::<creators::accounts::Handle>() + 8, 88);
        assert_eq!(size_of::<attestations::accounts::Attestation>() + 8, 208);
        assert_eq!(size_of::<attestations::accounts::Batch>() + 8, 144);
        assert_eq!(size_of::<attestations::accounts::Endorsement>() + 8, 136);
        assert_eq!(size_of::<attestations::accounts::AttestorPermission>() + 8, 120);
        assert_eq!(size_of::<offerings::accounts::Offering>() + 8, 416);
        assert_eq!(size_of::<offerings::accounts::Commitment>() + 8, 184);
        assert_eq!(size_of::<moderation::accounts::Docket>() + 8, 288);
        assert_eq!(size_of::<moderation::accounts::RuleVersion>() + 8, 240);
        assert_eq!(size_of::<moderation::accounts::Label>() + 8, 304);
        assert_eq!(equity::accounts::Pool::DISCRIMINATOR.len(), 8);
        assert_eq!(governance::accounts::Platform::DISCRIMINATOR.len(), 8);
    }
}

//! Where accounts are: addresses that follow from what they are about.

use makerstake_core::handle::Padded;
use solana_pubkey::Pubkey;

use crate::programs::Program;

/// A creator, from its genesis key.
pub fn creator(genesis_key: &Pubkey) -> Pubkey {
    derive(Program::Creators, &[b"creator", genesis_key.as_ref()])
}

/// The account of a handle, from its padded name.
pub fn handle(name: &Padded) -> Pubkey {
    derive(Program::Creators, &[b"handle", name])
}

/// A work, from its creator and the SHA-256 of its bytes.
pub fn attestation(creator: &Pubkey, content: &[u8; 32]) -> Pubkey {
    derive(Program::Attestations, &[b"attestation", creator.as_ref(), content])
}

/// A batch, from its author and its root.
pub fn batch(author: &Pubkey, root: &[u8; 32]) -> Pubkey {
    derive(Program::Attestations, &[b"batch", author.as_ref(), root])
}

/// One creator's word for one attestation.
pub fn endorsement(attestation: &Pubkey, endorser: &Pubkey) -> Pubkey {
    derive(Program::Attestations, &[b"endorsement", attestation.as_ref(), endorser.as_ref()])
}

/// What a creator lets an attestor do, by its number.
pub fn permission(creator: &Pubkey, attestor: &Pubkey, number: u32) -> Pubkey {
    let seeds: [&[u8]; 4] = [b"attestor", creator.as_ref(), attestor.as_ref(), &number.to_le_bytes()];
    derive(Program::Attestations, &seeds)
}

/// The pool of an equity mint.
pub fn pool(mint: &Pubkey) -> Pubkey {
    derive(Program::Equity, &[b"pool", mint.as_ref()])
}

/// The distribution of an epoch.
pub fn distribution(pool: &Pubkey, epoch: u32) -> Pubkey {
    derive(Program::Equity, &[b"distribution", pool.as_ref(), &epoch.to_le_bytes()])
}

/// What a holder owns in a pool.
pub fn position(pool: &Pubkey, holder: &Pubkey) -> Pubkey {
    derive(Program::Equity, &[b"position", pool.as_ref(), holder.as_ref()])
}

/// A platform's book of offerings.
pub fn offering_book(platform: &Pubkey) -> Pubkey {
    derive(Program::Offerings, &[b"offerings", platform.as_ref()])
}

/// The offering of a number.
pub fn offering(platform: &Pubkey, number: u32) -> Pubkey {
    derive(Program::Offerings, &[b"offering", platform.as_ref(), &number.to_le_bytes()])
}

/// What an investor has committed to an offering.
pub fn commitment(offering: &Pubkey, investor: &Pubkey) -> Pubkey {
    derive(Program::Offerings, &[b"commitment", offering.as_ref(), investor.as_ref()])
}

/// Where an offering holds what is committed.
pub fn purse(offering: &Pubkey) -> Pubkey {
    derive(Program::Offerings, &[b"purse", offering.as_ref()])
}

/// Where an offering holds its shares.
pub fn stock(offering: &Pubkey) -> Pubkey {
    derive(Program::Offerings, &[b"stock", offering.as_ref()])
}

/// The platform of a pool.
pub fn platform(pool: &Pubkey) -> Pubkey {
    derive(Program::Governance, &[b"platform", pool.as_ref()])
}

/// The rule of a platform, from its id.
pub fn rule(platform: &Pubkey, id: u16) -> Pubkey {
    derive(Program::Governance, &[b"rule", platform.as_ref(), &id.to_le_bytes()])
}

/// The docket of a platform.
pub fn docket(platform: &Pubkey) -> Pubkey {
    derive(Program::Moderation, &[b"docket", platform.as_ref()])
}

/// A version of a rule that was noted.
pub fn rule_version(rule: &Pubkey, number: u32) -> Pubkey {
    derive(Program::Moderation, &[b"version", rule.as_ref(), &number.to_le_bytes()])
}

/// What a platform says of a work for one rule.
pub fn label(platform: &Pubkey, subject: &Pubkey, rule: u16) -> Pubkey {
    derive(Program::Moderation, &[b"label", platform.as_ref(), subject.as_ref(), &rule.to_le_bytes()])
}

/// The account of a program's deployed bytes under the upgradeable loader.
pub fn program_data(program: &Pubkey) -> Pubkey {
    let loader = solana_sdk_ids::bpf_loader_upgradeable::ID;
    Pubkey::find_program_address(&[program.as_ref()], &loader).0
}

fn derive(program: Program, seeds: &[&[u8]]) -> Pubkey {
    Pubkey::find_program_address(seeds, &program.id()).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::creators::accounts::Creator;

    #[test]
    fn addresses_are_those_of_the_generated_client() {
        let key = Pubkey::new_from_array([3; 32]);
        assert_eq!(creator(&key), Creator::find_pda(&key).0);
        assert_eq!(Program::Creators.id(), crate::generated::creators::MAKERSTAKE_CREATORS_ID);
        assert_eq!(Program::Attestations.id(), crate::generated::attestations::MAKERSTAKE_ATTESTATIONS_ID);
        assert_eq!(Program::Equity.id(), crate::generated::equity::MAKERSTAKE_EQUITY_ID);
        assert_eq!(Program::Governance.id(), crate::generated::governance::MAKERSTAKE_GOVERNANCE_ID);
        assert_eq!(Program::Offerings.id(), crate::generated::offerings::MAKERSTAKE_OFFERINGS_ID);
        assert_eq!(Program::Moderation.id(), crate::generated::moderation::MAKERSTAKE_MODERATION_ID);
    }
}

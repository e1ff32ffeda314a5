use makerstake_core::handle;
use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, creators, outcome::InstructionError, World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

#[test]
fn a_creator_attests_a_work() {
    let mut world = World::new();
    let ada = world.register();
    let (content, metadata) = (world.bytes32(), world.bytes32());
    let address = attestation_address(&ada.address, &content);
    let receipt = world.send(&[attest(&ada, content, metadata, 1)], &[&ada.authority]).unwrap();
    receipt.assert_only_changed(&[ada.key(), address]);
    assert_eq!(receipt.created_bytes(), 208);
    assert_eq!(receipt.change(&ada.key()).unwrap().lamports(), -i128::from(world.rent(208)));
    let attestation = world.attestation(&address);
    assert_eq!(
        attestation,
        Attestation {
            discriminator: attestation.discriminator,
            creator: ada.address,
            content,
            metadata,
            parent: Pubkey::default(),
            attestor: Pubkey::default(),
            slot: world.slot(),
            time: world.now(),
            revoked_slot: 0,
            revision: 0,
            kind: 1,
            is_revised: 0,
            version: 1,
            reserved: [0; 11],
        }
    );
}

#[test]
fn a_sponsor_pays() {
    let mut world = World::new();
    let (ada, sponsor) = (world.register(), world.actor());
    let content = world.bytes32();
    let mut ix = attest(&ada, content, [0; 32], 0);
    ix.accounts[0].pubkey = sponsor.pubkey();
    let receipt = world.send(&[ix], &[&sponsor, &ada.authority]).unwrap();
    receipt.assert_only_changed(&[sponsor.pubkey(), attestation_address(&ada.address, &content)]);
}

#[test]
fn a_thief_who_attests_first_does_not_keep_the_creator_from_it() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let content = world.bytes32();
    world.send(&[attest(&thief, content, [0; 32], 0)], &[&thief.authority]).unwrap();
    world.set_slot(world.slot() + 1);
    world.send(&[attest(&ada, content, [0; 32], 0)], &[&ada.authority]).unwrap();
    let slot = |who: &Pubkey| world.attestation(&attestation_address(who, &content)).slot;
    assert!(slot(&thief.address) < slot(&ada.address), "the earlier slot tells who came first");
}

#[test]
fn nobody_attests_for_another() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let mut ix = attest(&ada, [7; 32], [0; 32], 0);
    ix.accounts[0].pubkey = thief.key();
    ix.accounts[1].pubkey = thief.key();
    assert_refused!(world.send(&[ix], &[&thief.authority]), ATTESTATIONS, AttestationError::NotAuthority);

    let mut unsigned = attest(&ada, [7; 32], [0; 32], 0);
    unsigned.accounts[0].pubkey = thief.key();
    unsigned.accounts[1].is_signer = false;
    assert_instruction_error!(
        world.send(&[unsigned], &[&thief.authority]),
        InstructionError::MissingRequiredSignature
    );
}

#[test]
fn nobody_writes_at_the_address_of_another() {
    let mut world = World::new();
    let (thief, ada) = (world.register(), world.register());
    let mut ix = attest(&thief, [7; 32], [0; 32], 0);
    ix.accounts[5].pubkey = attestation_address(&ada.address, &[7; 32]);
    assert_instruction_error!(world.send(&[ix], &[&thief.authority]), InstructionError::InvalidSeeds);
}

#[test]
fn a_former_authority_attests_no_more() {
    let mut world = World::new();
    let (ada, successor) = (world.register(), world.actor());
    let offer = creators::offer_authority(&ada.key(), None, &ada.address, &successor.pubkey());
    let accept = creators::accept_authority(&successor.pubkey(), &ada.address);
    world.send(&[offer, accept], &[&ada.authority, &successor]).unwrap();
    let ix = attest(&ada, [7; 32], [0; 32], 0);
    assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, AttestationError::NotAuthority);

    let heir = creators::Identity { address: ada.address, authority: successor };
    world.send(&[attest(&heir, [7; 32], [0; 32], 0)], &[&heir.authority]).unwrap();
}

#[test]
fn the_same_bytes_are_attested_once() {
    let mut world = World::new();
    let ada = world.register();
    world.send(&[attest(&ada, [7; 32], [0; 32], 0)], &[&ada.authority]).unwrap();
    let again = attest(&ada, [7; 32], [9; 32], 1);
    assert_instruction_error!(world.send(&[again], &[&ada.authority]), InstructionError::Custom(0));
}

#[test]
fn lamports_at_the_address_do_not_block_an_attestation() {
    let mut world = World::new();
    let ada = world.register();
    let address = attestation_address(&ada.address, &[7; 32]);
    world.fund(&address, 900_000);
    let receipt = world.send(&[attest(&ada, [7; 32], [0; 32], 0)], &[&ada.authority]).unwrap();
    assert_eq!(receipt.change(&ada.key()).unwrap().lamports(), 900_000 - i128::from(world.rent(208)));
    assert_eq!(world.attestation(&address).content, [7; 32]);
}

#[test]
fn a_statement_against_the_rules_is_refused() {
    let mut world = World::new();
    let ada = world.register();
    for (content, kind, error) in [
        ([0; 32], 0, AttestationError::ZeroContent),
        ([7; 32], 3, AttestationError::UnknownKind),
        ([7; 32], 255, AttestationError::UnknownKind),
        ([7; 32], 2, AttestationError::RegistrationAlone),
    ] {
        let ix = attest(&ada, content, [0; 32], kind);
        assert_refused!(world.send(&[ix], &[&ada.authority]), ATTESTATIONS, error);
    }
}

#[test]
fn the_creator_is_an_account_of_creators() {
    let mut world = World::new();
    let ada = world.register_with(handle::NONE, Pubkey::default());
    // The same bytes under another owner.
    let mut forged = world.account(&ada.address).unwrap();
    forged.owner = ATTESTATIONS;
    let address = world.keypair().pubkey();
    world.svm.set_account(address, forged).unwrap();
    let forger = creators::Identity { address, authority: ada.authority };
    let ix = attest(&forger, [7; 32], [0; 32], 0);
    assert_instruction_error!(world.send(&[ix], &[&forger.authority]), InstructionError::IllegalOwner);
}

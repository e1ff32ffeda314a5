use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, outcome::InstructionError, World,
};
use solana_signer::Signer;

#[test]
fn another_creator_vouches_and_a_sponsor_pays() {
    let mut world = World::new();
    let (ada, bob, sponsor) = (world.register(), world.register(), world.actor());
    let work = world.attested(&ada);
    let mut ix = endorse(&bob, &work);
    ix.accounts[0].pubkey = sponsor.pubkey();
    let receipt = world.send(&[ix], &[&sponsor, &bob.authority]).unwrap();
    let address = endorsement_address(&work, &bob.address);
    receipt.assert_only_changed(&[sponsor.pubkey(), address]);
    assert_eq!(receipt.created_bytes(), 136);
    let endorsement = world.endorsement(&address);
    let expected = Endorsement {
        discriminator: endorsement.discriminator,
        attestation: work,
        endorser: bob.address,
        rent_payer: sponsor.pubkey(),
        slot: world.slot(),
        time: world.now(),
        withdrawn_at: 0,
        bump: endorsement.bump,
        version: 1,
        reserved: [0; 6],
    };
    assert_eq!(endorsement, expected);
}

#[test]
fn nobody_vouches_for_their_own_work() {
    let mut world = World::new();
    let ada = world.register();
    let work = world.attested(&ada);
    assert_refused!(
        world.send(&[endorse(&ada, &work)], &[&ada.authority]),
        ATTESTATIONS,
        AttestationError::SelfEndorsement
    );
}

#[test]
fn nobody_vouches_in_the_name_of_another() {
    let mut world = World::new();
    let (ada, bob, thief) = (world.register(), world.register(), world.actor());
    let work = world.attested(&ada);
    let mut ix = endorse(&bob, &work);
    ix.accounts[0].pubkey = thief.pubkey();
    ix.accounts[1].pubkey = thief.pubkey();
    assert_refused!(world.send(&[ix], &[&thief]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn what_is_revoked_is_not_endorsed() {
    let mut world = World::new();
    let (ada, bob) = (world.register(), world.register());
    let work = world.attested(&ada);
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    assert_refused!(
        world.send(&[endorse(&bob, &work)], &[&bob.authority]),
        ATTESTATIONS,
        AttestationError::AttestationRevoked
    );
}

#[test]
fn a_creator_vouches_once() {
    let mut world = World::new();
    let (ada, bob) = (world.register(), world.register());
    let work = world.attested(&ada);
    world.send(&[endorse(&bob, &work)], &[&bob.authority]).unwrap();
    assert_instruction_error!(
        world.send(&[endorse(&bob, &work)], &[&bob.authority]),
        InstructionError::Custom(0)
    );
}

#[test]
fn lamports_at_the_address_do_not_block_an_endorsement() {
    let mut world = World::new();
    let (ada, bob) = (world.register(), world.register());
    let work = world.attested(&ada);
    world.fund(&endorsement_address(&work, &bob.address), 900_000);
    world.send(&[endorse(&bob, &work)], &[&bob.authority]).unwrap();
}

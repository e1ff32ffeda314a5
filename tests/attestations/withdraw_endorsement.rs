//! `withdraw_endorsement` and, 90 days later, `close_endorsement`.

use makerstake_testkit::{
    assert_instruction_error, assert_refused, attestations::*, creators::Identity, outcome::InstructionError,
    World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

/// Bob vouches for Ada's work and a sponsor pays.
fn endorsed() -> (World, Identity, Identity, Pubkey, solana_keypair::Keypair) {
    let mut world = World::new();
    let (ada, bob, sponsor) = (world.register(), world.register(), world.actor());
    let work = world.attested(&ada);
    let mut ix = endorse(&bob, &work);
    ix.accounts[0].pubkey = sponsor.pubkey();
    world.send(&[ix], &[&sponsor, &bob.authority]).unwrap();
    (world, ada, bob, work, sponsor)
}

#[test]
fn a_withdrawal_stamps_the_time_and_nothing_else() {
    let (mut world, _, bob, work, _) = endorsed();
    let address = endorsement_address(&work, &bob.address);
    let before = world.endorsement(&address);
    world.advance(1_000);
    let receipt = world.send(&[withdraw_endorsement(&bob, &work)], &[&bob.authority]).unwrap();
    receipt.assert_only_changed(&[address]);
    assert_eq!(world.endorsement(&address), Endorsement { withdrawn_at: world.now(), ..before });

    world.advance(1_000);
    let again = world.send(&[withdraw_endorsement(&bob, &work)], &[&bob.authority]);
    assert_refused!(again, ATTESTATIONS, AttestationError::EndorsementWithdrawn);
}

#[test]
fn nobody_else_withdraws() {
    let (mut world, ada, bob, work, _) = endorsed();
    let mut as_ada = withdraw_endorsement(&ada, &work);
    as_ada.accounts[2].pubkey = endorsement_address(&work, &bob.address);
    assert_refused!(world.send(&[as_ada], &[&ada.authority]), ATTESTATIONS, AttestationError::NotTheEndorser);
    let mut for_bob = withdraw_endorsement(&bob, &work);
    for_bob.accounts[0].pubkey = ada.key();
    assert_refused!(world.send(&[for_bob], &[&ada.authority]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn after_90_days_anyone_closes_it_and_the_rent_returns_to_its_payer() {
    let (mut world, ada, bob, work, sponsor) = endorsed();
    let address = endorsement_address(&work, &bob.address);
    // Also after the work is revoked.
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    world.send(&[withdraw_endorsement(&bob, &work)], &[&bob.authority]).unwrap();
    let close = close_endorsement(&address, &sponsor.pubkey());
    world.advance(ENDORSEMENT_KEPT - 1);
    let early = world.send(std::slice::from_ref(&close), &[]);
    assert_refused!(early, ATTESTATIONS, AttestationError::EndorsementKept);
    world.advance(1);
    let receipt = world.send(&[close], &[]).unwrap();
    receipt.assert_only_changed(&[sponsor.pubkey(), address]);
    assert_eq!(receipt.change(&sponsor.pubkey()).unwrap().lamports(), i128::from(world.rent(136)));
    assert_eq!(world.account(&address), None);
}

#[test]
fn an_endorsement_that_stands_is_not_closed() {
    let (mut world, _, bob, work, sponsor) = endorsed();
    world.advance(2 * ENDORSEMENT_KEPT);
    let close = close_endorsement(&endorsement_address(&work, &bob.address), &sponsor.pubkey());
    assert_refused!(world.send(&[close], &[]), ATTESTATIONS, AttestationError::EndorsementStands);
}

#[test]
fn the_rent_goes_nowhere_else() {
    let (mut world, _, bob, work, _) = endorsed();
    world.send(&[withdraw_endorsement(&bob, &work)], &[&bob.authority]).unwrap();
    world.advance(ENDORSEMENT_KEPT);
    for receiver in [bob.key(), bob.address] {
        let close = close_endorsement(&endorsement_address(&work, &bob.address), &receiver);
        assert_refused!(world.send(&[close], &[]), ATTESTATIONS, AttestationError::NotRentPayer);
    }
}

#[test]
fn whoever_withdrew_vouches_again_once_the_account_is_closed() {
    let (mut world, _, bob, work, sponsor) = endorsed();
    world.send(&[withdraw_endorsement(&bob, &work)], &[&bob.authority]).unwrap();
    let again = endorse(&bob, &work);
    let early = world.send(std::slice::from_ref(&again), &[&bob.authority]);
    assert_instruction_error!(early, InstructionError::Custom(0));
    world.advance(ENDORSEMENT_KEPT);
    let close = close_endorsement(&endorsement_address(&work, &bob.address), &sponsor.pubkey());
    world.send(&[close, again], &[&bob.authority]).unwrap();
    assert_eq!(world.endorsement(&endorsement_address(&work, &bob.address)).withdrawn_at, 0);
}

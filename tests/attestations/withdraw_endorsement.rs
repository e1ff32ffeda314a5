use makerstake_testkit::{assert_refused, attestations::*, creators::Identity, World};
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
fn the_endorser_withdraws_and_the_rent_returns_to_its_payer() {
    let (mut world, _, bob, work, sponsor) = endorsed();
    let ix = withdraw_endorsement(&bob, &work, &sponsor.pubkey());
    let receipt = world.send(&[ix], &[&bob.authority]).unwrap();
    let address = endorsement_address(&work, &bob.address);
    receipt.assert_only_changed(&[sponsor.pubkey(), address]);
    assert_eq!(receipt.change(&sponsor.pubkey()).unwrap().lamports(), i128::from(world.rent(121)));
    assert_eq!(world.account(&address), None);
    // And may vouch again.
    world.send(&[endorse(&bob, &work)], &[&bob.authority]).unwrap();
}

#[test]
fn nobody_else_withdraws() {
    let (mut world, ada, bob, work, sponsor) = endorsed();
    let mut as_ada = withdraw_endorsement(&ada, &work, &sponsor.pubkey());
    as_ada.accounts[2].pubkey = endorsement_address(&work, &bob.address);
    assert_refused!(world.send(&[as_ada], &[&ada.authority]), ATTESTATIONS, AttestationError::NotTheEndorser);
    let mut for_bob = withdraw_endorsement(&bob, &work, &sponsor.pubkey());
    for_bob.accounts[0].pubkey = ada.key();
    assert_refused!(world.send(&[for_bob], &[&ada.authority]), ATTESTATIONS, AttestationError::NotAuthority);
}

#[test]
fn the_rent_goes_nowhere_else() {
    let (mut world, _, bob, work, _) = endorsed();
    for receiver in [bob.key(), bob.address] {
        let ix = withdraw_endorsement(&bob, &work, &receiver);
        let outcome = world.send(&[ix], &[&bob.authority]);
        assert_refused!(outcome, ATTESTATIONS, AttestationError::NotRentPayer);
    }
}

#[test]
fn an_endorser_that_paid_itself_gets_it_back() {
    let (mut world, ada, _, work, _) = endorsed();
    let carol = world.register();
    world.send(&[endorse(&carol, &work)], &[&carol.authority]).unwrap();
    // Also after the work is revoked.
    world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap();
    let ix = withdraw_endorsement(&carol, &work, &carol.key());
    let receipt = world.send(&[ix], &[&carol.authority]).unwrap();
    assert_eq!(receipt.change(&carol.key()).unwrap().lamports(), i128::from(world.rent(121)));
}

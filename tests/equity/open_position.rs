use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError, World};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::DUPLICATE};

#[test]
fn anyone_opens_a_position_for_anyone_once() {
    let mut world = World::new();
    let f = world.found();
    let (payer, holder) = (world.actor(), world.keypair().pubkey());
    // Lamports sent ahead do not stop it.
    world.fund(&f.position(&holder), 1_000_000);
    let ix = open_position(&f, &payer.pubkey(), &holder);
    let receipt = world.send(std::slice::from_ref(&ix), &[&payer]).unwrap();
    receipt.assert_only_changed(&[f.position(&holder), payer.pubkey()]);
    let position = world.position(&f, &holder);
    assert_eq!((position.pool, position.holder, position.payer), (f.pool, holder, payer.pubkey()));
    assert_eq!((position.own, position.received, position.earned), ([0; 4], [0; 4], [0; 4]));
    assert_eq!((position.delegate, position.delegate_age), (Pubkey::default(), 255));
    assert_instruction_error!(world.send(&[ix], &[&payer]), InstructionError::Custom(0));
}

#[test]
fn nobody_holds_nothing() {
    let mut world = World::new();
    let f = world.found();
    let payer = world.actor();
    let ix = open_position(&f, &payer.pubkey(), &Pubkey::default());
    refused!(world.send(&[ix], &[&payer]), ZeroKey);
    let mut ix = open_position(&f, &payer.pubkey(), &payer.pubkey());
    ix.accounts[3].pubkey = f.position(&f.scorer.pubkey());
    assert_instruction_error!(world.send(&[ix], &[&payer]), InstructionError::InvalidSeeds);
    let mut ix = open_position(&f, &payer.pubkey(), &payer.pubkey());
    ix.accounts[3].pubkey = payer.pubkey();
    assert_instruction_error!(world.send(&[ix], &[&payer]), InstructionError::Custom(DUPLICATE));
}

#[test]
fn whoever_governs_has_no_position() {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let f = world.prepare(terms);
    let founding = create_pool(&f, &f.authority(), &f.scorer.pubkey(), &terms);
    world.send(&[founding], &[&f.founder]).unwrap();
    let payer = world.fee_payer.pubkey();
    for holder in [f.authority(), f.successor] {
        refused!(world.send(&[open_position(&f, &payer, &holder)], &[]), HolderGoverns);
    }
    // The founder may own shares when it governs no more.
    world.send(&[hand_over(&f, &f.authority(), true)], &[&f.founder, &f.other]).unwrap();
    refused!(world.send(&[open_position(&f, &payer, &f.successor)], &[]), HolderGoverns);
    world.send(&[open_position(&f, &payer, &f.authority())], &[]).unwrap();
}

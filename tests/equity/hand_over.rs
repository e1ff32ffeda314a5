use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_pool_is_handed_over_once_and_for_ever() {
    let (mut world, f, key, holder) = one_owner();
    let before = world.pool(&f);
    let handing = hand_over(&f, &f.authority(), &key.pubkey());
    let receipt = world.send(std::slice::from_ref(&handing), &[&f.founder, &key]).unwrap();
    receipt.assert_only_changed(&[f.pool]);
    assert_eq!(world.pool(&f), Pool { authority: key.pubkey(), is_handed_over: 1, ..before });
    refused!(world.send(&[handing], &[&f.founder, &key]), NotAuthority);
    refused!(world.send(&[set_scorer(&f, &f.authority(), &holder.address)], &[&f.founder]), NotAuthority);
    let back = hand_over(&f, &key.pubkey(), &f.authority());
    refused!(world.send(&[back], &[&f.founder, &key]), HandedOver);
}

#[test]
fn both_keys_sign_and_differ() {
    let (mut world, f, key, _) = one_owner();
    let own = hand_over(&f, &f.authority(), &f.authority());
    refused!(world.send(&[own], &[&f.founder]), SameHolder);
    for (missing, present) in [(0, &key), (1, &f.founder)] {
        let mut handing = hand_over(&f, &f.authority(), &key.pubkey());
        handing.accounts[missing].is_signer = false;
        let outcome = world.send(&[handing], &[present]);
        assert_instruction_error!(outcome, InstructionError::MissingRequiredSignature);
    }
    let stolen = hand_over(&f, &key.pubkey(), &key.pubkey());
    refused!(world.send(&[stolen], &[&key]), NotAuthority);
}

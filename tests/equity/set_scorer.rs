use makerstake_testkit::{assert_instruction_error, equity::*, outcome::InstructionError};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn the_authority_names_another_scorer() {
    let (mut world, f, key, holder) = one_owner();
    let before = world.pool(&f);
    let receipt = world.send(&[set_scorer(&f, &f.authority(), &holder.address)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool]);
    assert_eq!(world.pool(&f), Pool { scorer: holder.address, ..before });
    let end = world.pool(&f).covered_until + i64::from(f.terms.window_seconds);
    world.set_time(end);
    refused!(world.send(&[propose(&f, &f.scorer.pubkey(), 0, end, &root(1))], &[&f.scorer]), NotScorer);
    world.send(&[propose(&f, &holder.address, 0, end, &root(1))], &[&key]).unwrap();
}

#[test]
fn nobody_else_does() {
    let (mut world, f, theirs) = two_pools();
    let scorer = f.scorer.pubkey();
    for signer in [&theirs.founder, &f.scorer] {
        refused!(world.send(&[set_scorer(&f, &signer.pubkey(), &scorer)], &[signer]), NotAuthority);
    }
    let mut unsigned = set_scorer(&f, &f.authority(), &scorer);
    unsigned.accounts[0].is_signer = false;
    assert_instruction_error!(world.send(&[unsigned], &[]), InstructionError::MissingRequiredSignature);
    let nobody = Pubkey::default();
    refused!(world.send(&[set_scorer(&f, &f.authority(), &nobody)], &[&f.founder]), ZeroKey);
}

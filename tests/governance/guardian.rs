use makerstake_testkit::governance::*;
use solana_signer::Signer;

use crate::{refused, support::Owners};

fn block(o: &mut Owners, p: &solana_pubkey::Pubkey) -> makerstake_testkit::Outcome {
    let guardian = o.realm.guardian.insecure_clone();
    o.world.send(&[block_proposal(&o.realm, &guardian.pubkey(), p)], &[&guardian])
}

#[test]
fn the_guardian_blocks_a_marked_track_at_any_time_before_the_end() {
    let mut o = Owners::new();
    let to = o.somebody();
    let voting = o.create_proposal(&[pay(&to, 1_000_000)]);
    let receipt = block(&mut o, &voting).unwrap();
    receipt.assert_only_changed(&[o.realm.platform, voting]);
    assert_eq!((o.world.state(&voting), o.world.platform(&o.realm).slot_mask), (State::Blocked, 0));
    refused!(block(&mut o, &voting), AlreadyDecided);
    let held = o.decide(LARGE, &[pay(&to, 1_000_000), pay(&to, 1_000_000)]);
    o.world.send(&[execute_transfer(&o.realm, &held, LARGE, &to, &[])], &[]).unwrap();
    block(&mut o, &held).unwrap();
    refused!(o.world.send(&[execute_transfer(&o.realm, &held, LARGE, &to, &[])], &[]), NotPassed);
}

/// A guardian takes nobody's money: a bond stays only where voting had ended with less support than spam must fear.
#[test]
fn a_block_keeps_the_bond_of_what_nobody_wanted_and_no_other() {
    let mut o = Owners::new();
    let to = o.somebody();
    for (votes, waits, kept) in [(false, false, 0), (true, true, 0), (false, true, 1_000_000_000)] {
        let p = o.create_proposal(&[pay(&to, 1_000_000)]);
        o.world.until_voting(&p);
        if votes {
            o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
        }
        if waits {
            o.world.until_decided(&p);
        }
        block(&mut o, &p).unwrap();
        let before = o.world.lamports(&o.realm.treasury);
        o.world.send(&[close_proposal(&o.realm, &p, &o.ada.key.pubkey())], &[]).unwrap();
        assert_eq!(o.world.lamports(&o.realm.treasury) - before, kept, "{votes} {waits}");
    }
}

#[test]
fn the_guardian_blocks_neither_a_revocation_nor_its_own_replacement() {
    let mut o = Owners::new();
    let to = o.somebody();
    let revoke =
        o.world.create_proposal(&o.realm, &o.ada, RECALL, &[Action::RevokeBudget { id: 1 }]).unwrap();
    let replace = Action::SetGuardian { guardian: to.as_array(), lasts: 86_400 };
    let replace = o.world.create_proposal(&o.realm, &o.ada, DEFENCE, &[replace]).unwrap();
    refused!(block(&mut o, &revoke), NotBlockable);
    refused!(block(&mut o, &replace), NotBlockable);
}

#[test]
fn the_guardian_is_nobody_after_its_term_and_nobody_else_is_the_guardian() {
    let mut o = Owners::new();
    let to = o.somebody();
    let until = o.world.platform(&o.realm).guardian_until;
    let p = o.create_proposal(&[pay(&to, 1)]);
    let theirs = block_proposal(&o.realm, &o.ada.key.pubkey(), &p);
    refused!(o.world.send(&[theirs], &[&o.ada.key]), NotGuardian);
    let other = o.world.realm();
    let elsewhere = block_proposal(&other, &other.guardian.pubkey(), &p);
    refused!(o.world.send(&[elsewhere], &[&other.guardian]), WrongPlatform);
    o.world.set_time(until - 1);
    let last = o.create_proposal(&[pay(&to, 1)]);
    block(&mut o, &last).unwrap();
    let p = o.create_proposal(&[pay(&to, 1)]);
    o.world.advance(1);
    refused!(block(&mut o, &p), GuardianExpired);
}

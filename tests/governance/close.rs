use makerstake_testkit::governance::*;
use solana_signer::Signer;

use crate::{refused, support::Owners};

#[test]
fn all_rent_and_an_honest_bond_go_back_to_who_paid() {
    let mut o = Owners::new();
    let to = o.somebody();
    let payer = o.ada.key.pubkey();
    o.world.fund(&payer, 20_000_000_000);
    let before = o.world.lamports(&payer);
    let p = o.decide(LARGE, &[pay(&to, 1_000_000)]);
    let close = close_proposal(&o.realm, &p, &payer);
    refused!(o.world.send(std::slice::from_ref(&close), &[]), NotTerminal);
    o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[])], &[]).unwrap();
    let mut elsewhere = close.clone();
    elsewhere.accounts[2].pubkey = o.eve.key.pubkey();
    refused!(o.world.send(&[elsewhere], &[]), WrongPayer);
    let receipt = o.world.send(&[close], &[]).unwrap();
    receipt.assert_only_changed(&[p, payer]);
    // `create_proposal` gave the proposer 10 SOL to begin with.
    assert_eq!(o.world.lamports(&payer), before + 10_000_000_000);
    assert!(o.world.account(&p).is_none());
}

#[test]
fn spam_loses_its_bond_to_the_treasury_and_not_its_rent() {
    let mut o = Owners::new();
    let to = o.somebody();
    let bond = o.world.track(&o.realm, LARGE).bond;
    for (support, forfeited) in [(false, bond), (true, 0)] {
        let p = o.create_proposal(&[pay(&to, 1_000_000)]);
        o.world.until_voting(&p);
        o.world.vote(&o.realm, &o.ada, &p, NO).unwrap();
        if support {
            o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
        }
        o.world.until_decided(&p);
        o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
        let (treasury, payer) = (o.world.lamports(&o.realm.treasury), o.world.lamports(&o.ada.key.pubkey()));
        let held = o.world.lamports(&p);
        o.world.send(&[close_proposal(&o.realm, &p, &o.ada.key.pubkey())], &[]).unwrap();
        assert_eq!(o.world.lamports(&o.realm.treasury), treasury + forfeited);
        assert_eq!(o.world.lamports(&o.ada.key.pubkey()), payer + held - forfeited);
    }
}

#[test]
fn cancelled_blocked_and_expired_proposals_close_too() {
    let mut o = Owners::new();
    let to = o.somebody();
    let (cancelled, blocked) = (o.create_proposal(&[pay(&to, 1)]), o.create_proposal(&[pay(&to, 1)]));
    o.world.send(&[cancel_proposal(&o.realm, &o.ada.holder, &cancelled)], &[&o.ada.key]).unwrap();
    let block = block_proposal(&o.realm, &o.realm.guardian.pubkey(), &blocked);
    o.world.send(&[block], &[&o.realm.guardian]).unwrap();
    let expired = o.decide(LARGE, &[pay(&to, 1_000_000)]);
    let until = times(&o.world.proposal(&expired)).executable_until();
    o.world.set_time(until - 1);
    let close = close_proposal(&o.realm, &expired, &o.ada.key.pubkey());
    refused!(o.world.send(&[close], &[]), NotTerminal);
    o.world.set_time(until);
    assert_eq!(o.world.state(&expired), State::Expired);
    for p in [cancelled, blocked, expired] {
        o.world.send(&[close_proposal(&o.realm, &p, &o.ada.key.pubkey())], &[]).unwrap();
        assert!(o.world.account(&p).is_none());
    }
}

#[test]
fn another_platform_or_treasury_closes_nothing() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1)]);
    o.world.send(&[cancel_proposal(&o.realm, &o.ada.holder, &p)], &[&o.ada.key]).unwrap();
    let mut ix = close_proposal(&o.realm, &p, &o.ada.key.pubkey());
    ix.accounts[0].pubkey = other.platform;
    refused!(o.world.send(&[ix], &[]), WrongPlatform);
    let mut ix = close_proposal(&o.realm, &p, &o.ada.key.pubkey());
    ix.accounts[3].pubkey = other.treasury;
    refused!(o.world.send(&[ix], &[]), WrongTreasury);
}

#[test]
fn a_nonce_used_again_gets_a_new_number_and_old_ballots_are_void() {
    let mut o = Owners::new();
    let to = o.somebody();
    let payer = o.ada.key.pubkey();
    o.world.fund(&payer, 20_000_000_000);
    let draft = Draft::new(1, LARGE, encode(&[pay(&to, 1_000_000)]));
    let p = o.realm.proposal(&o.ada.holder.address, 1);
    for number in 1..=2 {
        let create = create_proposal(&o.realm, &payer, &o.ada.holder, &draft);
        o.world.send(&[create], &[&o.ada.key]).unwrap();
        assert_eq!(o.world.proposal(&p).number, number);
        o.world.until_voting(&p);
        o.world.vote(&o.realm, &o.eve, &p, NO).unwrap();
        assert_eq!(o.world.proposal(&p).no[0], 10_000 * makerstake_testkit::equity::SHARE);
        o.world.until_decided(&p);
        o.world.send(&[finalize_proposal(&o.realm, &p), close_proposal(&o.realm, &p, &payer)], &[]).unwrap();
    }
}

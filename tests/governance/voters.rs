use makerstake_testkit::governance::*;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::Owners};

#[test]
fn anyone_opens_a_voter_for_anyone_once() {
    let mut o = Owners::new();
    let (sponsor, holder) = (o.world.actor(), o.somebody());
    let open = open_voter(&o.realm, &sponsor.pubkey(), &holder);
    let receipt = o.world.send(std::slice::from_ref(&open), &[&sponsor]).unwrap();
    receipt.assert_only_changed(&[sponsor.pubkey(), o.realm.voter(&holder)]);
    let voter = o.world.ballots(&o.realm, &holder);
    assert_eq!((voter.platform, voter.holder, voter.payer), (o.realm.platform, holder, sponsor.pubkey()));
    assert_eq!((voter.numbers, voter.choices, voter.overridden), ([0; 16], [0; 16], [0; 16]));
    assert_eq!(o.world.send(&[open], &[&sponsor]).unwrap_err().code, Some(0));
    let nobody = open_voter(&o.realm, &sponsor.pubkey(), &Pubkey::default());
    refused!(o.world.send(&[nobody], &[&sponsor]), NotHolder);
}

#[test]
fn a_voter_closes_when_nothing_depends_on_it() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, 1_000_000)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, NO).unwrap();
    let payer = o.world.fee_payer.pubkey();
    let close = close_voter(&o.realm, &o.eve.holder, &payer);
    refused!(o.world.send(std::slice::from_ref(&close), &[&o.eve.key]), VoterInUse);
    o.world.until_decided(&p);
    refused!(o.world.send(std::slice::from_ref(&close), &[&o.eve.key]), VoterInUse);
    o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
    let mut theirs = close.clone();
    theirs.accounts[0].pubkey = o.ben.key.pubkey();
    refused!(o.world.send(&[theirs], &[&o.ben.key]), NotHolder);
    let mut elsewhere = close.clone();
    elsewhere.accounts[4].pubkey = o.ben.key.pubkey();
    refused!(o.world.send(&[elsewhere], &[&o.eve.key]), WrongPayer);
    o.world.send(&[close], &[&o.eve.key]).unwrap();
    assert!(o.world.account(&o.realm.voter(&o.eve.holder.address)).is_none());
}

use makerstake_testkit::{equity, equity::SHARE, governance::*};
use solana_signer::Signer;

use crate::{refused, support::Owners};

#[test]
fn earned_shares_take_a_seat_from_the_next_epoch_on() {
    let mut o = Owners::new();
    let mia = o.world.maker(&o.realm, SEAT_BAR);
    let seat = take_seat(&o.realm, &mia.holder);
    let receipt = o.world.send(std::slice::from_ref(&seat), &[&mia.key]).unwrap();
    receipt.assert_only_changed(&[o.realm.platform, o.realm.voter(&mia.holder.address)]);
    refused!(o.world.send(&[seat], &[&mia.key]), SeatTaken);
    let to = o.somebody();
    let now = o.create_proposal(&[pay(&to, 1)]);
    assert_eq!(o.world.proposal(&now).eligible[1], 0);
    o.world.next_epoch(&o.realm);
    let next = o.create_proposal(&[pay(&to, 1)]);
    assert_eq!(o.world.proposal(&next).eligible[1], 1);
    assert_eq!(o.world.proposal(&next).veto[1], 1);
}

#[test]
fn bought_shares_make_no_seat() {
    let mut o = Owners::new();
    let identity = o.world.register();
    let rich = equity::Holder::creator_of(&identity);
    o.world.open(&o.realm.f, &rich);
    o.world.give(&o.realm.f, &rich, 1_000_000 * SHARE);
    o.world.open_voter(&o.realm, &rich.address);
    o.world.next_epoch(&o.realm);
    refused!(o.world.send(&[take_seat(&o.realm, &rich)], &[&identity.authority]), TooLittleEarned);
}

#[test]
fn a_creator_must_be_old_enough_and_be_one() {
    let mut o = Owners::new();
    let identity = o.world.register();
    let young = equity::Holder::creator_of(&identity);
    o.world.open(&o.realm.f, &young);
    o.world.open_voter(&o.realm, &young.address);
    let born = o.world.now();
    o.world.set_time(born + 86_399);
    refused!(o.world.send(&[take_seat(&o.realm, &young)], &[&identity.authority]), CreatorTooYoung);
    o.world.advance(1);
    refused!(o.world.send(&[take_seat(&o.realm, &young)], &[&identity.authority]), TooLittleEarned);
    let mut theirs = take_seat(&o.realm, &young);
    theirs.accounts[0].pubkey = o.eve.key.pubkey();
    refused!(o.world.send(&[theirs], &[&o.eve.key]), NotHolder);
    // Somebody else's voter and position with one's own creator.
    let mut voter = take_seat(&o.realm, &young);
    voter.accounts[5].pubkey = o.realm.voter(&o.eve.holder.address);
    let refusal = o.world.send(&[voter], &[&identity.authority]).unwrap_err();
    assert_eq!(refusal.code, Some(GovernanceError::WrongPosition as u32));
    let mut both = take_seat(&o.realm, &young);
    both.accounts[3].pubkey = o.realm.f.position(&o.eve.holder.address);
    both.accounts[5].pubkey = o.realm.voter(&o.eve.holder.address);
    refused!(o.world.send(&[both], &[&identity.authority]), NotCreator);
}

#[test]
fn a_seat_left_counts_to_the_end_of_its_epoch() {
    let mut o = Owners::new();
    let mia = o.world.maker(&o.realm, SEAT_BAR);
    refused!(o.world.send(&[leave_seat(&o.realm, &mia.holder)], &[&mia.key]), NoSeat);
    o.world.send(&[take_seat(&o.realm, &mia.holder)], &[&mia.key]).unwrap();
    o.world.next_epoch(&o.realm);
    let mut theirs = leave_seat(&o.realm, &mia.holder);
    theirs.accounts[0].pubkey = o.eve.key.pubkey();
    refused!(o.world.send(&[theirs], &[&o.eve.key]), NotHolder);
    let to = o.somebody();
    let before = o.create_proposal(&[pay(&to, 1)]);
    o.world.send(&[leave_seat(&o.realm, &mia.holder)], &[&mia.key]).unwrap();
    let same = o.create_proposal(&[pay(&to, 1)]);
    // Its ballot still counts where it had a seat.
    o.world.until_voting(&before);
    o.world.vote(&o.realm, &mia, &before, NO).unwrap();
    assert_eq!(o.world.proposal(&before).no[1], 1);
    o.world.next_epoch(&o.realm);
    let after = o.create_proposal(&[pay(&to, 1)]);
    let seats = |p| o.world.proposal(p).eligible[1];
    assert_eq!([seats(&before), seats(&same), seats(&after)], [1, 1, 0]);
    for p in [&before, &same] {
        o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap();
    }
    // Closing would forget the seat of an epoch that proposals still may ask for.
    let payer = o.world.fee_payer.pubkey();
    refused!(o.world.send(&[close_voter(&o.realm, &mia.holder, &payer)], &[&mia.key]), VoterInUse);
}

#[test]
fn anyone_reviews_a_seat_that_no_longer_qualifies() {
    let mut o = Owners::new();
    let mia = o.world.maker(&o.realm, SEAT_BAR);
    refused!(o.world.send(&[review_seat(&o.realm, &mia.holder)], &[]), NoSeat);
    o.world.send(&[take_seat(&o.realm, &mia.holder)], &[&mia.key]).unwrap();
    refused!(o.world.send(&[review_seat(&o.realm, &mia.holder)], &[]), StillQualified);
    let sell = equity::request_withdrawal(&o.realm.f, &mia.holder, 1);
    o.world.send(&[sell], &[&mia.key]).unwrap();
    o.world.send(&[review_seat(&o.realm, &mia.holder)], &[]).unwrap();
    refused!(o.world.send(&[leave_seat(&o.realm, &mia.holder)], &[&mia.key]), NoSeat);
    assert_eq!(o.world.platform(&o.realm).seats[0], 0);
}

use makerstake_testkit::{equity, equity::SHARE, governance::*};
use solana_signer::Signer;

use crate::{
    refused,
    support::{Owners, TwoHouses},
};

const SOL: u64 = 1_000_000_000;
const DAY: i64 = 86_400;

fn create(o: &mut Owners, draft: &Draft) -> makerstake_testkit::Outcome {
    o.world.fund(&o.ada.key.pubkey(), 10 * SOL);
    let ix = create_proposal(&o.realm, &o.ada.key.pubkey(), &o.ada.holder, draft);
    o.world.send(&[ix], &[&o.ada.key])
}

#[test]
fn one_transaction_proposes() {
    let mut o = Owners::new();
    let to = o.somebody();
    let actions = encode(&[pay(&to, SOL)]);
    let draft = Draft::new(3, LARGE, actions.clone());
    let p = o.realm.proposal(&o.ada.holder.address, 3);
    let receipt = create(&mut o, &draft).unwrap();
    receipt.assert_only_changed(&[o.ada.key.pubkey(), o.realm.platform, p]);
    let (now, proposal, track) = (o.world.now(), o.world.proposal(&p), o.world.track(&o.realm, LARGE));
    assert_eq!((proposal.platform, proposal.pool), (o.realm.platform, o.realm.f.pool));
    assert_eq!((proposal.proposer, proposal.payer), (o.ada.holder.address, o.ada.key.pubkey()));
    assert_eq!((proposal.number, proposal.slot, proposal.nonce, proposal.track), (1, 0, 3, LARGE));
    assert_eq!(proposal.epoch, o.world.epoch(&o.realm));
    assert_eq!(proposal.eligible, [101_300 * SHARE, 3 * EARNED]);
    assert_eq!(proposal.quorum, [20_260 * SHARE, 0]);
    assert_eq!(proposal.veto, [0, 3 * EARNED / 5]);
    assert_eq!(proposal.approval_bps, [6_000, 0]);
    assert_eq!(proposal.support, 1_013 * SHARE);
    assert_eq!((proposal.voting_from, proposal.voting_until), (now + DAY, now + 6 * DAY));
    assert_eq!(
        (proposal.cool_off, proposal.timelock, proposal.grace),
        (track.cool_off, track.timelock, track.grace)
    );
    assert_eq!((proposal.actions, proposal.cursor, proposal.is_by_hash, proposal.status), (1, 0, 0, 0));
    assert_eq!(proposal.kinds, 1);
    let account = o.world.account(&p).unwrap();
    assert_eq!(account.lamports, o.world.rent(account.data.len()) + track.bond);
    let text = [draft.title.as_bytes(), draft.uri.as_bytes(), &actions].concat();
    assert_eq!(&account.data[420..420 + text.len()], &text[..]);
    let platform = o.world.platform(&o.realm);
    assert_eq!((platform.slot_mask, platform.proposals, platform.slots[0]), (1, 1, 1));
}

#[test]
fn ten_transfers_fit_into_one_transaction() {
    let mut o = Owners::new();
    let to: Vec<_> = (0..10).map(|_| o.somebody()).collect();
    let mint = o.realm.f.mint;
    let actions: Vec<_> = to.iter().map(|to| pay_tokens(&mint, to, SHARE)).collect();
    let receipt = create(&mut o, &Draft::new(1, LARGE, encode(&actions))).unwrap();
    println!("ten token transfers: {} bytes", receipt.transaction_bytes);
    assert!(receipt.transaction_bytes <= 1_232);
    let eleven: Vec<_> = to.iter().chain(&to[..1]).map(|to| pay(to, SOL)).collect();
    refused!(create(&mut o, &Draft::new(2, LARGE, encode(&eleven))), InvalidActionCount);
}

#[test]
fn texts_and_actions_are_checked() {
    let mut o = Owners::new();
    let to = o.somebody();
    let good = Draft::new(1, LARGE, encode(&[pay(&to, SOL)]));
    refused!(create(&mut o, &Draft { title: String::new(), ..good.clone() }), InvalidTitle);
    refused!(create(&mut o, &Draft { title: "x".repeat(65), ..good.clone() }), InvalidTitle);
    refused!(create(&mut o, &Draft { uri: String::new(), ..good.clone() }), InvalidUri);
    refused!(create(&mut o, &Draft { uri: "https://a b".into(), ..good.clone() }), InvalidUri);
    refused!(create(&mut o, &Draft { uri: "x".repeat(129), ..good.clone() }), InvalidUri);
    refused!(create(&mut o, &Draft { document_hash: [0; 32], ..good.clone() }), NoDocument);
    refused!(create(&mut o, &Draft { actions: vec![], ..good.clone() }), InvalidActionCount);
    refused!(create(&mut o, &Draft { actions: vec![99], ..good.clone() }), UnknownAction);
    refused!(create(&mut o, &Draft { actions: vec![0, 9], ..good.clone() }), InvalidAction);
    refused!(create(&mut o, &Draft { actions: vec![0, 0, 1], ..good.clone() }), ActionsTruncated);
    refused!(
        create(&mut o, &Draft { actions: encode(&[pay(&to, 0)]), ..good.clone() }),
        InvalidActionParameters
    );
    let own = o.realm.treasury;
    refused!(create(&mut o, &Draft { actions: encode(&[pay(&own, 1)]), ..good.clone() }), RecipientRefused);
    create(&mut o, &good).unwrap();
    assert_eq!(create(&mut o, &good).unwrap_err().code, Some(0), "the nonce is used");
}

#[test]
fn every_kind_of_action_keeps_to_its_tracks() {
    let mut o = Owners::new();
    let to = o.somebody();
    let text = [9; 32];
    let resolve = Action::Resolve { text_hash: &text };
    let guardian = Action::SetGuardian { guardian: to.as_array(), lasts: 86_400 };
    for (track, action) in [
        (RULES, pay(&to, SOL)),
        (RECALL, pay(&to, SOL)),
        (LARGE, resolve),
        (LARGE, guardian),
        (CONSTITUTION, guardian),
        (DEFENCE, resolve),
        (GRANTS, resolve),
    ] {
        refused!(create(&mut o, &Draft::new(1, track, encode(&[action]))), KindNotInTrack);
    }
    // A payload behind nine decoys is seen like every other action.
    let mut ten = vec![Action::RevokeBudget { id: 1 }; 9];
    ten.push(pay(&to, SOL));
    refused!(create(&mut o, &Draft::new(1, RECALL, encode(&ten))), KindNotInTrack);
}

#[test]
fn emission_waits_a_week_though_its_track_says_three_days() {
    let mut o = Owners::new();
    let mut terms = starting_tracks()[usize::from(LARGE)].1;
    terms.timelock = 3 * DAY as u32;
    o.world.send(&[create_track(&o.realm, 50, &terms)], &[&o.realm.f.founder]).unwrap();
    let p =
        o.world.create_proposal(&o.realm, &o.ada, 50, &[Action::IssueTreasury { amount: SHARE }]).unwrap();
    assert_eq!(i64::from(o.world.proposal(&p).timelock), 7 * DAY);
}

#[test]
fn a_proposer_needs_votes_of_this_epoch() {
    let mut o = Owners::new();
    let to = o.somebody();
    // 25 basis points of 101,000 shares are 252.5.
    let small = o.world.citizen(&o.realm, 252 * SHARE);
    let enough = o.world.citizen(&o.realm, 253 * SHARE);
    refused!(o.world.create_proposal(&o.realm, &enough, LARGE, &[pay(&to, SOL)]), TooFewVotesToPropose);
    o.world.next_epoch(&o.realm);
    refused!(o.world.create_proposal(&o.realm, &small, LARGE, &[pay(&to, SOL)]), TooFewVotesToPropose);
    // What is delegated proposes with the delegate, not with its owner.
    let give = equity::delegate(&o.realm.f, &enough.holder, &small.holder.address);
    o.world.send(&[give], &[&enough.key]).unwrap();
    o.world.next_epoch(&o.realm);
    refused!(o.world.create_proposal(&o.realm, &enough, LARGE, &[pay(&to, SOL)]), TooFewVotesToPropose);
    o.world.create_proposal(&o.realm, &small, LARGE, &[pay(&to, SOL)]).unwrap();
}

#[test]
fn nobody_proposes_where_nobody_has_votes() {
    let mut world = makerstake_testkit::World::new();
    let realm = world.realm();
    let ada = world.citizen(&realm, SHARE);
    let to = ada.holder.address;
    refused!(world.create_proposal(&realm, &ada, LARGE, &[pay(&to, SOL)]), NoVotes);
}

/// Whenever in its epoch it is made: a track that could last longer is none (INVARIANT 5).
#[test]
fn a_vote_ends_while_its_weights_are_remembered() {
    let mut t = TwoHouses::new();
    let hash = [3; 32];
    let settings = Action::SetConstitution { constitution_hash: &hash };
    t.o.world.next_epoch(&t.o.realm);
    t.o.world.advance(7 * DAY - 1);
    let p = t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[settings]).unwrap();
    let epoch = t.o.world.proposal(&p).epoch;
    assert_eq!(epoch, t.o.world.epoch(&t.o.realm));
    t.o.world.until_decided(&p);
    t.o.world.advance(-1);
    for by in [&t.o.ada, &t.mia] {
        t.o.world.vote(&t.o.realm, by, &p, NO).unwrap();
    }
    assert!(t.o.world.epoch(&t.o.realm) <= epoch + 2);
    // Nobody proposes a track that could outlast them.
    let mut terms = starting_tracks()[usize::from(CONSTITUTION)].1;
    terms.voting_delay = 4 * DAY as u32 + 1;
    let slower = [Action::SetTrack { id: CONSTITUTION, terms }];
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &slower), TooLongForEpoch);
}

#[test]
fn limits_need_the_balance_they_are_measured_by() {
    let mut o = Owners::new();
    let to = o.somebody();
    refused!(create(&mut o, &Draft::new(1, GRANTS, encode(&[pay(&to, 1)]))), BalanceMissing);
    let mut hashed = Draft::new(1, GRANTS, vec![]);
    hashed.by_hash = Some(ByHash { link: [1; 32], kinds: 1, count: 1 });
    refused!(create(&mut o, &hashed), HashedActionsNotMeasurable);
}

#[test]
fn actions_by_hash_say_what_they_are() {
    let mut o = Owners::new();
    let hashed = |link, kinds, count| {
        let mut draft = Draft::new(1, LARGE, vec![]);
        draft.by_hash = Some(ByHash { link, kinds, count });
        draft
    };
    refused!(create(&mut o, &hashed([0; 32], 1, 1)), PayloadMismatch);
    refused!(create(&mut o, &hashed([1; 32], 0, 1)), InvalidKinds);
    refused!(create(&mut o, &hashed([1; 32], 1 << 19, 1)), InvalidKinds);
    refused!(create(&mut o, &hashed([1; 32], 1, 0)), InvalidActionCount);
    refused!(create(&mut o, &hashed([1; 32], 1, 11)), InvalidActionCount);
    refused!(create(&mut o, &hashed([1; 32], 1 << Kind::SetTrack as u32, 1)), KindNotInTrack);
    create(&mut o, &hashed([1; 32], 1, 1)).unwrap();
}

#[test]
fn spam_fills_fourteen_slots_and_defence_still_has_two() {
    let mut o = Owners::new();
    let to = o.somebody();
    let revoke = encode(&[Action::RevokeBudget { id: 1 }]);
    // Defence takes an ordinary slot while there is one.
    create(&mut o, &Draft::new(0, RECALL, revoke.clone())).unwrap();
    assert_eq!(o.world.platform(&o.realm).slot_mask, 1);
    for n in 1..14 {
        create(&mut o, &Draft::new(n, LARGE, encode(&[pay(&to, 1)]))).unwrap();
    }
    refused!(create(&mut o, &Draft::new(14, LARGE, encode(&[pay(&to, 1)]))), NoFreeSlot);
    create(&mut o, &Draft::new(14, RECALL, revoke.clone())).unwrap();
    create(&mut o, &Draft::new(15, RECALL, revoke.clone())).unwrap();
    assert_eq!(o.world.platform(&o.realm).slot_mask, u16::MAX);
    refused!(create(&mut o, &Draft::new(16, RECALL, revoke)), NoFreeSlot);
}

/// Who has votes for one proposal has one slot, and keeps it from nobody by withdrawing and proposing again.
#[test]
fn each_open_proposal_asks_for_its_part_of_all_votes_again() {
    let mut o = Owners::new();
    let to = o.somebody();
    // 25 basis points of 102,059.5 shares are 255.1, and twice that are 510.3.
    let one = o.world.citizen(&o.realm, 256 * SHARE);
    let two = o.world.citizen(&o.realm, 503 * SHARE + SHARE / 2);
    o.world.next_epoch(&o.realm);
    let mut propose = |by: &VoterFixture| o.world.create_proposal(&o.realm, by, LARGE, &[pay(&to, 1)]);
    let first = propose(&one).unwrap();
    refused!(propose(&one), TooFewVotesToPropose);
    propose(&two).unwrap();
    refused!(propose(&two), TooFewVotesToPropose);
    // A slot that is free again counts no more.
    let cancel = cancel_proposal(&o.realm, &one.holder, &first);
    o.world.send(&[cancel], &[&one.key]).unwrap();
    o.world.create_proposal(&o.realm, &one, LARGE, &[pay(&to, 1)]).unwrap();
    refused!(o.world.create_proposal(&o.realm, &one, LARGE, &[pay(&to, 1)]), TooFewVotesToPropose);
}

/// A holder that fills the slots for spam does not get the two that are kept for defence against it.
#[test]
fn a_kept_slot_asks_for_a_twentieth_of_all_votes() {
    let mut o = Owners::new();
    let to = o.somebody();
    let less = o.world.citizen(&o.realm, 5_600 * SHARE);
    let enough = o.world.citizen(&o.realm, 6_000 * SHARE);
    o.world.next_epoch(&o.realm);
    for n in 0..14 {
        create(&mut o, &Draft::new(n, LARGE, encode(&[pay(&to, 1)]))).unwrap();
    }
    let revoke = [Action::RevokeBudget { id: 1 }];
    refused!(o.world.create_proposal(&o.realm, &less, RECALL, &revoke), TooFewVotesToPropose);
    o.world.create_proposal(&o.realm, &enough, RECALL, &revoke).unwrap();
    // The second kept slot is another's.
    refused!(o.world.create_proposal(&o.realm, &enough, RECALL, &revoke), TooFewVotesToPropose);
    o.world.create_proposal(&o.realm, &o.ada, RECALL, &revoke).unwrap();
    assert_eq!(o.world.platform(&o.realm).slot_mask, u16::MAX);
}

#[test]
fn every_account_must_belong_together() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to = o.somebody();
    let draft = Draft::new(1, LARGE, encode(&[pay(&to, 1)]));
    let payer = o.ada.key.pubkey();
    o.world.fund(&payer, SOL);
    let good = create_proposal(&o.realm, &payer, &o.ada.holder, &draft);
    let mut with = |at: usize, key, signer: &solana_keypair::Keypair| {
        let mut ix = good.clone();
        ix.accounts[at].pubkey = key;
        o.world.send(&[ix], &[&o.ada.key, signer])
    };
    let stranger = o.eve.key.insecure_clone();
    refused!(with(1, stranger.pubkey(), &stranger), NotHolder);
    refused!(with(3, other.f.pool, &stranger), WrongPool);
    refused!(with(6, other.track(LARGE), &stranger), WrongPlatform);
}

#[test]
fn lamports_sent_ahead_do_not_stop_a_proposal() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.realm.proposal(&o.ada.holder.address, 1);
    o.world.fund(&p, 1_000_000);
    create(&mut o, &Draft::new(1, LARGE, encode(&[pay(&to, 1)]))).unwrap();
    assert_eq!(o.world.state(&p), State::Pending);
}

#[test]
fn the_numbers_of_proposals_are_not_used_twice() {
    let mut o = Owners::new();
    // Nobody makes four billion proposals: the count is set to its last value instead.
    let mut account = o.world.account(&o.realm.platform).unwrap();
    let before = Platform::from_bytes(&account.data).unwrap();
    let at = (8..account.data.len() - 4)
        .find(|at| {
            let mut changed = account.data.clone();
            changed[*at..*at + 4].fill(0xFF);
            Platform::from_bytes(&changed).unwrap() == Platform { proposals: u32::MAX, ..before.clone() }
        })
        .unwrap();
    account.data[at..at + 4].fill(0xFF);
    o.world.svm.set_account(o.realm.platform, account).unwrap();
    let to = o.somebody();
    let draft = Draft::new(3, LARGE, encode(&[pay(&to, SOL)]));
    refused!(create(&mut o, &draft), OutOfRange);
}

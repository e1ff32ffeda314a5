//! Sequences by which a few took or stopped what the owners own. Each fails: refused, priced, or skipped.

use makerstake_testkit::{
    equity::SHARE,
    governance::*,
    tokens::{MintOptions, TOKEN},
    World,
};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use crate::{
    refused,
    support::{chained, Owners, TwoHouses},
};

const DAY: u32 = 86_400;
const SOL: u64 = 1_000_000_000;

/// Before the first claims the few shares that there are were the whole house: now they are a small part of its floor
/// (INVARIANT 21).
#[test]
fn a_first_depositor_does_not_take_the_treasury() {
    let mut world = World::new();
    let realm = world.realm();
    let scorer = VoterFixture { key: realm.f.scorer.insecure_clone(), holder: realm.f.scoring() };
    world.open_voter(&realm, &scorer.holder.address);
    world.next_epoch(&realm);
    // A thousand times as many shares come in the same epoch: they cannot vote on it.
    let owners = world.citizen(&realm, 1_000_000 * SHARE);
    let thief = Pubkey::new_from_array(world.bytes32());
    let all = world.lamports(&realm.treasury) - world.rent(0);
    // By silence nothing passes, and by votes there is no quorum.
    let little = [pay(&thief, all / 1_000)];
    refused!(world.create_proposal(&realm, &scorer, GRANTS, &little), OptimisticClosed);
    let p = world.create_proposal(&realm, &scorer, LARGE, &[pay(&thief, all)]).unwrap();
    let proposal = world.proposal(&p);
    assert_eq!((proposal.eligible[0], proposal.quorum[0]), (1_000 * SHARE, 20_200 * SHARE));
    world.until_voting(&p);
    refused!(world.vote(&realm, &owners, &p, NO), NoVotesInEpoch);
    world.vote(&realm, &scorer, &p, YES).unwrap();
    world.until_decided(&p);
    world.send(&[finalize_proposal(&realm, &p)], &[]).unwrap();
    assert_eq!(world.state(&p), State::Defeated);
    // Who has less than the threshold's part of the floor proposes nothing either.
    let few = world.citizen(&realm, 124 * SHARE);
    world.next_epoch(&realm);
    refused!(world.create_proposal(&realm, &few, LARGE, &[pay(&thief, all)]), TooFewVotesToPropose);
}

/// A few per cent could hold every ordinary slot for ever, at no cost: now what was added for the last six stays with each
/// withdrawal, and what stops them has a slot of its own.
#[test]
fn a_small_minority_pays_for_every_slot_that_it_holds() {
    let mut t = TwoHouses::new();
    let text = [6; 32];
    let words = encode(&[Action::Resolve { text_hash: &text }]);
    let mal = t.o.world.citizen(&t.o.realm, 4_000 * SHARE);
    t.o.world.fund(&mal.key.pubkey(), 100 * SOL);
    t.o.world.next_epoch(&t.o.realm);
    let payer = mal.key.pubkey();
    let before = t.o.world.lamports(&payer);
    let to = t.o.somebody();
    for nonce in 0..14 {
        let create =
            create_proposal(&t.o.realm, &payer, &mal.holder, &Draft::new(nonce, RULES, words.clone()));
        t.o.world.send(&[create], &[&mal.key]).unwrap();
        let proposal = t.o.world.proposal(&t.o.realm.proposal(&mal.holder.address, nonce));
        let added = if nonce < 8 { 0 } else { SOL << (nonce - 8) };
        assert_eq!((proposal.added_bond, proposal.bond), (added, SOL / 2 + added));
    }
    // Owners raise the track's bars meanwhile.
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, TREASURY, &[pay(&to, 1)]), NoFreeSlot);
    let mut terms = starting_tracks()[usize::from(RULES)].1;
    terms.proposal_threshold_bps = 1_000;
    t.o.world
        .create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[Action::SetTrack { id: RULES, terms }])
        .unwrap();
    // Nobody else is priced out of votes: who withdraws frees its slot at once, and pays.
    t.o.world.set_time(t.o.world.now() + 36 * 3_600);
    for n in 0..14 {
        let old = t.o.realm.proposal(&mal.holder.address, n);
        let end = [cancel_proposal(&t.o.realm, &mal.holder, &old), close_proposal(&t.o.realm, &old, &payer)];
        t.o.world.send(&end, &[&mal.key]).unwrap();
    }
    assert_eq!(before - t.o.world.lamports(&payer), 63 * SOL, "1 + 2 + 4 + 8 + 16 + 32");
    t.o.world.create_proposal(&t.o.realm, &t.o.ada, TREASURY, &[pay(&to, 1)]).unwrap();
    // What is left does not pay for a second time.
    let mut held = 0;
    for nonce in 14..28 {
        let create =
            create_proposal(&t.o.realm, &payer, &mal.holder, &Draft::new(nonce, RULES, words.clone()));
        if t.o.world.send(&[create], &[&mal.key]).is_err() {
            break;
        }
        held += 1;
    }
    assert!(held < 14, "{held} slots again");
}

/// What was added comes back to who was wanted: passed, and not by silence.
#[test]
fn what_was_added_for_a_slot_comes_back_when_the_owners_wanted_it() {
    let mut t = TwoHouses::new();
    let text = [6; 32];
    let words = [Action::Resolve { text_hash: &text }];
    for _ in 0..8 {
        t.o.world.create_proposal(&t.o.realm, &t.o.ben, RULES, &words).unwrap();
    }
    let to = t.o.somebody();
    let (wanted, silent, spam) = (
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, RULES, &words).unwrap(),
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, GRANTS, &[pay(&to, 1)]).unwrap(),
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, RULES, &words).unwrap(),
    );
    let added = [&wanted, &silent, &spam].map(|p| t.o.world.proposal(p).added_bond / SOL);
    assert_eq!(added, [1, 2, 4]);
    t.o.world.carry(&t.o.realm, &wanted, &[&t.o.ada, &t.mia, &t.tom]);
    for p in [&silent, &spam] {
        t.o.world.send(&[finalize_proposal(&t.o.realm, p)], &[]).unwrap();
    }
    t.o.world.send(&[execute_platform(&t.o.realm, &wanted)], &[]).unwrap();
    let until = times(&t.o.world.proposal(&silent)).executable_until();
    t.o.world.set_time(until.max(t.o.world.now()));
    for (p, kept) in [(wanted, 0), (silent, 2 * SOL), (spam, 4 * SOL + SOL / 2)] {
        let before = t.o.world.lamports(&t.o.realm.treasury);
        t.o.world.send(&[close_proposal(&t.o.realm, &p, &t.o.ada.key.pubkey())], &[]).unwrap();
        assert_eq!(t.o.world.lamports(&t.o.realm.treasury) - before, kept);
    }
}

/// Four payments of a token that anybody can make used up what a track may spend in an epoch: now only what is worth something
/// is measured, and the rest goes where nothing is.
#[test]
fn a_worthless_token_uses_up_no_limit() {
    let mut o = Owners::new();
    let minter = o.world.actor();
    let mint = o.world.mint(MintOptions::plain(TOKEN, minter.pubkey()));
    let treasury = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &treasury, &minter, 1_000_000_000);
    let (to, friend) = (o.somebody(), o.somebody());
    for track in [GRANTS, TREASURY] {
        let nothing = [pay_tokens(&mint, &to, 1)];
        refused!(o.world.create_proposal(&o.realm, &o.eve, track, &nothing), AssetNotMetered);
    }
    let stream = OpenBudget {
        id: 1 << 31,
        asset: Asset::Token(mint.as_array()),
        recipient: to.as_array(),
        terms: BudgetTerms { per_day: 1, cap: 1, lasts: 9 * DAY },
        report_every: DAY,
    };
    let budget = [Action::OpenBudget(stream)];
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &budget), AssetNotMetered);
    let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 1)]);
    o.world.create_proposal(&o.realm, &o.ada, GRANTS, &[pay(&friend, 1_000_000_000)]).unwrap();
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to);
    o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]).unwrap();
    assert_eq!(o.world.tokens(&route.destination), 1);
}

/// One payee that cannot be paid any more held up all behind it: now it is skipped (INVARIANT 24).
#[test]
fn one_payee_holds_up_nobody() {
    let mut o = Owners::new();
    let hostile = o.world.actor();
    let (a, b) = (hostile.pubkey(), o.somebody());
    let p = o.decide(TREASURY, &[pay(&a, SOL), pay(&b, SOL)]);
    let mut data = vec![1, 0, 0, 0];
    data.extend_from_slice(GOVERNANCE.as_ref());
    let assign = Instruction::new_with_bytes(system_program::ID, &data, vec![AccountMeta::new(a, true)]);
    o.world.send(&[assign], &[&hostile]).unwrap();
    let held = o.world.lamports(&a);
    o.world.send(&[execute_transfer(&o.realm, &p, TREASURY, &a, &[])], &[]).unwrap();
    o.world.send(&[execute_transfer(&o.realm, &p, TREASURY, &b, &[])], &[]).unwrap();
    assert_eq!((o.world.lamports(&a), o.world.lamports(&b)), (held, SOL));
    assert_eq!((o.world.state(&p), o.world.proposal(&p).skipped), (State::Executing, 1));
}

/// A constitution track whose votes outlast the memory of weights could never be used again (INVARIANT 22).
#[test]
fn a_constitution_too_slow_for_any_vote_is_never_written() {
    let mut t = TwoHouses::new();
    let old = starting_tracks()[usize::from(CONSTITUTION)].1;
    let slower = Action::SetTrack {
        id: CONSTITUTION,
        terms: TrackTerms { voting_delay: 7 * DAY, voting_period: 14 * DAY, ..old },
    };
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[slower]), TooLongForEpoch);
    // Behind a hash nobody sees it before the vote; its execution is refused.
    let (wires, links) = chained(&[slower]);
    let kinds = Kinds::NONE.with(Kind::SetTrack).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    let payload = [&links[1][..], &wires[0]].concat();
    let execute = bringing(execute_track(&t.o.realm, &p, CONSTITUTION), &payload);
    refused!(t.o.world.send(&[execute], &[]), TooLongForEpoch);
    assert_eq!(t.o.world.track(&t.o.realm, CONSTITUTION).voting_delay, old.voting_delay);
}

/// Nor is the last track that writes tracks turned into another.
#[test]
fn one_track_that_writes_tracks_stays() {
    let mut t = TwoHouses::new();
    let old = starting_tracks()[usize::from(CONSTITUTION)].1;
    let calls = TrackTerms { kinds: Kinds::NONE.with(Kind::Invoke).bits(), ..old };
    let without = Action::SetTrack { id: CONSTITUTION, terms: calls };
    let p = t.decide(CONSTITUTION, &[without]);
    refused!(t.o.world.send(&[execute_track(&t.o.realm, &p, CONSTITUTION)], &[]), NoTrackWriter);
    // With another one it may.
    let p = t.decide(CONSTITUTION, &[Action::SetTrack { id: 60, terms: old }, without]);
    t.o.world.send(&[execute_track(&t.o.realm, &p, 60)], &[]).unwrap();
    assert_eq!(t.o.world.platform(&t.o.realm).track_writers, 2);
    t.o.world.send(&[execute_track(&t.o.realm, &p, CONSTITUTION)], &[]).unwrap();
    assert_eq!(t.o.world.platform(&t.o.realm).track_writers, 1);
    let back = TrackTerms { kinds: Kinds::NONE.with(Kind::Invoke).bits(), ..old };
    let last = t.decide(60, &[Action::SetTrack { id: 60, terms: back }]);
    refused!(t.o.world.send(&[execute_track(&t.o.realm, &last, 60)], &[]), NoTrackWriter);
}

//! The attacks of the issue, refused, one test each, beyond those that stand with their instruction.

use makerstake_testkit::{equity, equity::SHARE, governance::*};
use solana_signer::Signer;

use crate::{refused, support::Owners};

const SOL: u64 = 1_000_000_000;

#[test]
fn borrowed_shares_staked_proposed_and_voted_in_one_transaction_are_worth_nothing() {
    let mut o = Owners::new();
    let whale = o.world.citizen(&o.realm, 0);
    let tokens = o.world.issue(&o.realm.f, &whale.key.pubkey(), 1_000_000 * SHARE);
    let to = whale.key.pubkey();
    let stake = equity::deposit(&o.realm.f, &to, &tokens, &whale.holder, 1_000_000 * SHARE);
    let draft = Draft::new(1, LARGE, encode(&[pay(&to, SOL)]));
    let p = o.realm.proposal(&whale.holder.address, 1);
    let create = create_proposal(&o.realm, &to, &whale.holder, &draft);
    let vote = cast_vote(&o.realm, &whale.holder, (&p, 1), YES);
    refused!(o.world.send(&[stake.clone(), create, vote], &[&whale.key]), TooFewVotesToPropose);
    // Nor do they count in a vote that is open already.
    let open = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&open);
    let vote = o.world.ballot(&o.realm, &whale.holder, &open, YES);
    refused!(o.world.send(&[stake, vote], &[&whale.key]), NoVotesInEpoch);
}

#[test]
fn shares_that_voted_vote_no_second_time_in_other_hands() {
    let mut o = Owners::new();
    let heir = o.world.citizen(&o.realm, 0);
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
    let leave = equity::request_withdrawal(&o.realm.f, &o.eve.holder, 10_000 * SHARE);
    o.world.send(&[leave], &[&o.eve.key]).unwrap();
    o.world.issue(&o.realm.f, &heir.key.pubkey(), 10_000 * SHARE);
    refused!(o.world.vote(&o.realm, &heir, &p, YES), NoVotesInEpoch);
    let to_heir = equity::delegate(&o.realm.f, &o.ben.holder, &heir.holder.address);
    o.world.send(&[to_heir], &[&o.ben.key]).unwrap();
    refused!(o.world.vote(&o.realm, &heir, &p, YES), NoVotesInEpoch);
    // Delegating away during the vote takes nothing from the owner's own ballot either.
    o.ben.holder = o.ben.holder.delegating(&heir.holder.address);
    o.world.vote(&o.realm, &o.ben, &p, NO).unwrap();
    assert_eq!(o.token_votes(&p), [10_000 * SHARE, 30_000 * SHARE, 0]);
}

#[test]
fn a_closed_and_reopened_voter_cannot_vote_again() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
    let payer = o.world.fee_payer.pubkey();
    let close = close_voter(&o.realm, &o.eve.holder, &payer);
    let open = open_voter(&o.realm, &payer, &o.eve.holder.address);
    let vote = o.world.ballot(&o.realm, &o.eve.holder, &p, YES);
    refused!(o.world.send(&[close, open, vote], &[&o.eve.key]), VoterInUse);
}

#[test]
fn a_delegates_voter_cannot_be_closed_to_forget_an_override() {
    let mut o = Owners::new();
    let to_ada = equity::delegate(&o.realm.f, &o.eve.holder, &o.ada.holder.address);
    o.world.send(&[to_ada], &[&o.eve.key]).unwrap();
    o.eve.holder = o.eve.holder.delegating(&o.ada.holder.address);
    o.world.next_epoch(&o.realm);
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, NO).unwrap();
    let payer = o.world.fee_payer.pubkey();
    refused!(o.world.send(&[close_voter(&o.realm, &o.ada.holder, &payer)], &[&o.ada.key]), VoterInUse);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    assert_eq!(o.token_votes(&p), [60_000 * SHARE, 10_000 * SHARE, 0]);
}

#[test]
fn a_proposal_of_one_platform_spends_nothing_of_another() {
    let mut o = Owners::new();
    let victim = o.world.realm();
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay(&to, SOL)]);
    // A whole universe of the victim's accounts around the thief's proposal.
    let ix = execute_transfer(&victim, &p, LARGE, &to, &[]);
    refused!(o.world.send(&[ix], &[]), WrongPlatform);
    let mut ix = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
    ix.accounts[4].pubkey = victim.treasury;
    refused!(o.world.send(&[ix], &[]), WrongTreasury);
}

#[test]
fn a_forged_universe_of_another_program_is_refused() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    // The same bytes, owned by somebody else's program.
    for at in [2, 3, 4] {
        let mut ix = o.world.ballot(&o.realm, &o.eve.holder, &p, YES);
        let forged = o.somebody();
        let mut account = o.world.account(&ix.accounts[at].pubkey).unwrap();
        account.owner = equity::EQUITY;
        if at == 2 {
            account.owner = GOVERNANCE;
        }
        o.world.svm.set_account(forged, account).unwrap();
        ix.accounts[at].pubkey = forged;
        makerstake_testkit::assert_instruction_error!(
            o.world.send(&[ix], &[&o.eve.key]),
            makerstake_testkit::outcome::InstructionError::IllegalOwner
        );
    }
}

#[test]
fn one_signature_does_not_vote_for_two() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    let mut ix = o.world.ballot(&o.realm, &o.ada.holder, &p, YES);
    ix.accounts[0].pubkey = o.eve.key.pubkey();
    refused!(o.world.send(&[ix.clone()], &[&o.eve.key]), NotHolder);
    // Nor with a creator account that is not the holder.
    let identity = o.world.register();
    ix.accounts[0].pubkey = identity.key();
    ix.accounts[1].pubkey = identity.address;
    refused!(o.world.send(&[ix], &[&identity.authority]), NotHolder);
}

#[test]
fn nine_decoys_do_not_hide_a_payload() {
    let mut o = Owners::new();
    let thief = o.somebody();
    let mut actions: Vec<Action<'_>> = Vec::new();
    let wallets: Vec<_> = (0..9).map(|_| o.somebody()).collect();
    actions.extend(wallets.iter().map(|wallet| pay(wallet, SOL)));
    // In an optimistic track the payload is weighed with the decoys, by amount.
    o.world.fund(&o.realm.treasury, 100_000 * SOL);
    let big = pay(&thief, 300 * SOL);
    let hidden = [actions.as_slice(), &[big]].concat();
    refused!(o.world.create_proposal(&o.realm, &o.ada, GRANTS, &hidden), AboveActionLimit);
    // In the treasury's it is proposed, and every client reads it back from the account, each action as a sentence.
    let p = o.create_proposal(&hidden);
    let account = o.world.account(&p).unwrap();
    let tail = makerstake_client::proposals::Tail::of(&account.data, &o.world.proposal(&p)).unwrap();
    let sentences: Vec<String> = tail
        .actions()
        .unwrap()
        .iter()
        .map(|action| makerstake_client::actions::describe(action).to_string())
        .collect();
    assert_eq!(sentences.len(), 10);
    let payload = format!("Pay 300 SOL from the treasury to {thief}.");
    assert_eq!(sentences.iter().filter(|sentence| **sentence == payload).count(), 1, "{sentences:?}");
}

#[test]
fn shares_burnt_after_the_vote_move_no_quorum() {
    let mut o = Owners::new();
    let whale = o.world.actor();
    let liquid = o.world.issue(&o.realm.f, &whale.pubkey(), 1_000_000 * SHARE);
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.eve, &p, YES).unwrap();
    o.world.until_decided(&p);
    let before = o.world.proposal(&p);
    let supply = o.world.supply(&o.realm.f.mint);
    let burn = spl_token_2022_interface::instruction::burn(
        &o.realm.f.token_program,
        &liquid,
        &o.realm.f.mint,
        &whale.pubkey(),
        &[],
        1_000_000 * SHARE,
    );
    o.world.send(&[burn.unwrap()], &[&whale]).unwrap();
    assert_eq!(o.world.supply(&o.realm.f.mint), supply - 1_000_000 * SHARE);
    o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
    let after = o.world.proposal(&p);
    assert_eq!(o.world.state(&p), State::Defeated, "Eve alone is no quorum");
    assert_eq!((after.eligible, after.quorum), (before.eligible, before.quorum));
}

#[test]
fn decoys_among_words_or_behind_a_hash_bring_no_payload_through() {
    let mut o = Owners::new();
    let (friend, thief) = (o.somebody(), o.somebody());
    let all = o.world.lamports(&o.realm.treasury) - o.world.rent(0);
    // In the optimistic track the tenth is measured like the first.
    let mut small: Vec<_> = (0..9).map(|_| pay(&friend, 1_000)).collect();
    small.push(pay(&thief, all / 2));
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &small), AboveActionLimit);
    // Among words, a payment is still a payment.
    let text = [9; 32];
    let mut words: Vec<_> = (0..9).map(|_| Action::Resolve { text_hash: &text }).collect();
    words.push(pay(&thief, all / 2));
    refused!(o.world.create_proposal(&o.realm, &o.ada, RULES, &words), KindNotInTrack);
    // Behind a hash it can be proposed as what it is not, and is refused when it is supplied.
    let wires: Vec<_> = small.iter().map(|action| encode(std::slice::from_ref(action))).collect();
    let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
    let mut links = [[0; 32]; 11];
    action::payload::chain::<makerstake_client::hash::Sha2>(&slices, |n, link| links[n] = link);
    let mut draft = Draft::new(9, LARGE, vec![]);
    let kinds = Kinds::NONE.with(Kind::AmendBudget).bits();
    draft.by_hash = Some(ByHash { link: links[0], kinds, count: 10 });
    let create = create_proposal(&o.realm, &o.ada.key.pubkey(), &o.ada.holder, &draft);
    o.world.send(&[create], &[&o.ada.key]).unwrap();
    let p = o.realm.proposal(&o.ada.holder.address, 9);
    o.world.carry(&o.realm, &p, &[&o.ada, &o.ben]);
    let payload = [&links[1][..], &wires[0]].concat();
    let execute = execute_transfer(&o.realm, &p, LARGE, &friend, &payload);
    refused!(o.world.send(&[execute], &[]), KindNotInTrack);
    assert_eq!(o.world.lamports(&o.realm.treasury) - o.world.rent(0), all);
}

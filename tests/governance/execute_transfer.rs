use makerstake_testkit::governance::*;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    refused,
    support::{chained, Owners, TwoHouses},
};

const SOL: u64 = 1_000_000_000;

#[test]
fn a_decided_transfer_arrives_exactly_once() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay(&to, 5 * SOL)]);
    let before = o.world.lamports(&o.realm.treasury);
    let receipt = o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[])], &[]).unwrap();
    receipt.assert_only_changed(&[p, o.realm.treasury, to]);
    assert_eq!(o.world.lamports(&to), 5 * SOL);
    assert_eq!(o.world.lamports(&o.realm.treasury), before - 5 * SOL);
    assert_eq!(o.world.state(&p), State::Executed);
    refused!(o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[])], &[]), NotPassed);
}

#[test]
fn ten_transfers_are_executed_in_order() {
    let mut o = Owners::new();
    let to: Vec<Pubkey> = (0..10).map(|_| o.somebody()).collect();
    let actions: Vec<_> = to.iter().map(|to| pay(to, SOL)).collect();
    let p = o.decide(LARGE, &actions);
    let out_of_order = execute_transfer(&o.realm, &p, LARGE, &to[1], &[]);
    refused!(o.world.send(&[out_of_order], &[]), WrongRecipient);
    assert_eq!(o.world.proposal(&p).cursor, 0);
    for (n, to) in to.iter().enumerate() {
        assert_eq!(usize::from(o.world.proposal(&p).cursor), n);
        o.world.send(&[execute_transfer(&o.realm, &p, LARGE, to, &[])], &[]).unwrap();
    }
    assert_eq!(o.world.state(&p), State::Executed);
}

#[test]
fn neither_early_nor_late() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.create_proposal(&[pay(&to, SOL)]);
    let execute = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
    refused!(o.world.send(std::slice::from_ref(&execute), &[]), NotPassed);
    o.world.until_voting(&p);
    o.world.vote(&o.realm, &o.ada, &p, YES).unwrap();
    o.world.until_decided(&p);
    refused!(o.world.send(std::slice::from_ref(&execute), &[]), NotPassed);
    o.world.send(&[finalize_proposal(&o.realm, &p)], &[]).unwrap();
    let t = times(&o.world.proposal(&p));
    o.world.set_time(t.executable_from() - 1);
    refused!(o.world.send(std::slice::from_ref(&execute), &[]), TimelockNotOver);
    o.world.set_time(t.executable_until());
    refused!(o.world.send(std::slice::from_ref(&execute), &[]), GraceOver);
    o.world.set_time(t.executable_until() - 1);
    o.world.send(&[execute], &[]).unwrap();
}

#[test]
fn the_treasury_never_pays_what_keeps_it_alive() {
    let mut o = Owners::new();
    let to = o.somebody();
    let all = o.world.lamports(&o.realm.treasury) - o.world.rent(0);
    let p = o.decide(LARGE, &[pay(&to, all), pay(&to, 1_000_000)]);
    let execute = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
    o.world.send(std::slice::from_ref(&execute), &[]).unwrap();
    assert_eq!(o.world.lamports(&o.realm.treasury), o.world.rent(0));
    refused!(o.world.send(&[execute], &[]), InsufficientTreasury);
}

#[test]
fn mints_programs_and_other_programs_accounts_are_no_wallets_and_are_skipped() {
    let mut o = Owners::new();
    let (to, poor) = (o.somebody(), o.somebody());
    let next = o.realm.proposal(&o.ada.holder.address, 9);
    let others = [o.realm.f.mint, GOVERNANCE, o.realm.platform, o.realm.track(LARGE), next];
    let mut actions: Vec<_> = others.iter().map(|to| pay(to, SOL)).collect();
    // Less than the rent of an account, for nobody who has any.
    actions.push(pay(&poor, 1_000));
    actions.push(pay(&to, SOL));
    // The proposal itself is one of them: its address is known before.
    o.world.fund(&o.ada.key.pubkey(), 10 * SOL);
    let create = create_proposal(
        &o.realm,
        &o.ada.key.pubkey(),
        &o.ada.holder,
        &Draft::new(9, LARGE, encode(&actions)),
    );
    o.world.send(&[create], &[&o.ada.key]).unwrap();
    let p = next;
    o.world.carry(&o.realm, &p, &[&o.ada, &o.ben]);
    let before = o.world.lamports(&o.realm.treasury);
    for skipped in others.iter().chain([&poor]) {
        let execute = execute_transfer(&o.realm, &p, LARGE, skipped, &[]);
        let receipt = o.world.send(&[execute], &[]).unwrap();
        receipt.assert_only_changed(&[p]);
        assert!(receipt.logs.iter().any(|log| log.starts_with("Program data: ")), "{:?}", receipt.logs);
    }
    o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[])], &[]).unwrap();
    assert_eq!((o.world.lamports(&to), o.world.lamports(&o.realm.treasury)), (SOL, before - SOL));
    let proposal = o.world.proposal(&p);
    assert_eq!((proposal.cursor, proposal.skipped, o.world.state(&p)), (7, 0b11_1111, State::Executing));
    // It can be paid once it can take it; the rest waits until the grace is over.
    o.world.fund(&poor, o.world.rent(0));
    o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &poor, &[])], &[]).unwrap();
    assert_eq!((o.world.proposal(&p).skipped, o.world.lamports(&poor)), (0b1_1111, o.world.rent(0) + 1_000));
    refused!(o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &poor, &[])], &[]), WrongAction);
    refused!(o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[])], &[]), WrongAction);
    refused!(o.world.send(&[close_proposal(&o.realm, &p, &o.ada.key.pubkey())], &[]), NotTerminal);
    o.world.set_time(times(&proposal).executable_until());
    refused!(o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &others[0], &[])], &[]), GraceOver);
    o.world.send(&[close_proposal(&o.realm, &p, &o.ada.key.pubkey())], &[]).unwrap();
}

/// What an executor brings is no fact about the recipient: a wallet that is not given to be written to is not skipped.
#[test]
fn an_executor_makes_nobody_be_skipped() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay(&to, SOL)]);
    let mut execute = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
    execute.accounts[5].is_writable = false;
    o.world.send(&[execute], &[]).unwrap_err();
    assert_eq!(o.world.proposal(&p).cursor, 0);
}

/// The treasury behind a hash, which nobody saw: it is skipped as well.
#[test]
fn the_treasury_pays_not_itself() {
    let mut t = TwoHouses::new();
    let treasury = t.o.realm.treasury;
    let (wires, links) = chained(&[pay(&treasury, SOL)]);
    let p = t.decide_by_hash(LARGE, ByHash { link: links[0], kinds: 1, count: 1 });
    let payload = [&links[1][..], &wires[0]].concat();
    let execute = execute_transfer(&t.o.realm, &p, LARGE, &treasury, &payload);
    t.o.world.send(&[execute], &[]).unwrap();
    // Its bytes are behind the payload: it is done.
    assert_eq!((t.o.world.state(&p), t.o.world.proposal(&p).skipped), (State::Executed, 0));
}

#[test]
fn every_account_must_be_the_proposals() {
    let mut o = Owners::new();
    let other = o.world.realm();
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay(&to, SOL)]);
    for (at, with, error) in [
        (0, other.f.pool, GovernanceError::WrongPool),
        (1, other.platform, GovernanceError::WrongPlatform),
        (2, other.track(LARGE), GovernanceError::WrongPlatform),
        (2, o.realm.track(GRANTS), GovernanceError::WrongTrack),
        (4, other.treasury, GovernanceError::WrongTreasury),
        (5, o.ben.holder.address, GovernanceError::WrongRecipient),
    ] {
        let mut ix = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
        ix.accounts[at].pubkey = with;
        let refusal = o.world.send(&[ix], &[]).unwrap_err();
        // With another platform everything that hangs on it is wrong at once; the first relation answers.
        let code = refusal.code.unwrap();
        assert!(
            code == error as u32 || (at == 1 && code == GovernanceError::WrongPool as u32),
            "account {at} gave {code}"
        );
    }
    refused!(o.world.send(&[execute_rule(&o.realm, &p, 1)], &[]), WrongAction);
    refused!(o.world.send(&[execute_platform(&o.realm, &p)], &[]), WrongAction);
}

#[test]
fn actions_by_hash_come_at_execution_byte_for_byte() {
    let mut o = Owners::new();
    let (first, second) = (o.somebody(), o.somebody());
    let wires = [encode(&[pay(&first, SOL)]), encode(&[pay(&second, 2 * SOL)])];
    let mut links = [[0; 32]; 3];
    let slices: Vec<&[u8]> = wires.iter().map(Vec::as_slice).collect();
    action::payload::chain::<makerstake_client::hash::Sha2>(&slices, |n, link| links[n] = link);
    let mut draft = Draft::new(7, LARGE, vec![]);
    let kinds = Kinds::NONE.with(Kind::Transfer).bits();
    draft.by_hash = Some(ByHash { link: links[0], kinds, count: 2 });
    let ix = create_proposal(&o.realm, &o.ada.holder.signer, &o.ada.holder, &draft);
    o.world.send(&[ix], &[&o.ada.key]).unwrap();
    let p = o.realm.proposal(&o.ada.holder.address, 7);
    o.world.carry(&o.realm, &p, &[&o.ada]);
    let payload = |n: usize| [&links[n + 1][..], &wires[n]].concat();
    let run = |o: &mut Owners, to: &Pubkey, bytes: &[u8]| {
        o.world.send(&[execute_transfer(&o.realm, &p, LARGE, to, bytes)], &[])
    };
    refused!(run(&mut o, &first, &[]), PayloadMismatch);
    refused!(run(&mut o, &second, &payload(1)), PayloadMismatch);
    for at in [0, 31, 32, 40, 72] {
        let mut other = payload(0);
        other[at] ^= 1;
        refused!(run(&mut o, &first, &other), PayloadMismatch);
    }
    run(&mut o, &first, &payload(0)).unwrap();
    refused!(run(&mut o, &first, &payload(0)), PayloadMismatch);
    run(&mut o, &second, &payload(1)).unwrap();
    assert_eq!(o.world.state(&p), State::Executed);
    assert_eq!((o.world.lamports(&first), o.world.lamports(&second)), (SOL, 2 * SOL));
}

#[test]
fn inline_actions_want_no_bytes() {
    let mut o = Owners::new();
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay(&to, SOL)]);
    refused!(o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &to, &[1])], &[]), UnexpectedPayload);
}

#[test]
fn a_big_spend_cut_into_parts_does_not_slip_under_the_optimistic_limit() {
    let mut o = Owners::new();
    let to = o.somebody();
    let all = o.world.lamports(&o.realm.treasury) - o.world.rent(0);
    let (quarter, over) = (all / 400, all / 400 + 1_000_000);
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, over)]), AboveActionLimit);
    refused!(o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, quarter); 5]), AboveEpochLimit);
    // Four quarters each fit at creation; two such proposals do not fit into one epoch.
    let first =
        o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay(&to, quarter * 99 / 100); 4]).unwrap();
    let second =
        o.world.create_proposal(&o.realm, &o.ben, GRANTS, &[pay(&to, quarter * 99 / 100); 4]).unwrap();
    o.world.until_decided(&first);
    for p in [&first, &second] {
        o.world.send(&[finalize_proposal(&o.realm, p)], &[]).unwrap();
    }
    o.world.until_executable(&second);
    for _ in 0..4 {
        o.world.send(&[execute_transfer(&o.realm, &first, GRANTS, &to, &[])], &[]).unwrap();
    }
    let execute = execute_transfer(&o.realm, &second, GRANTS, &to, &[]);
    refused!(o.world.send(std::slice::from_ref(&execute), &[]), AboveEpochLimit);
    assert!(o.world.platform(&o.realm).meters.lamports.optimistic_ppm <= 10_000);
    o.world.next_epoch(&o.realm);
    o.world.send(&[execute], &[]).unwrap();
}

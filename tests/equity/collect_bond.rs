use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

/// Of the side that was wrong half goes to the treasury, half to the other side.
#[test]
fn each_side_and_the_treasury_get_what_the_ruling_says() {
    let cases = [
        (Outcome::AsProposed, Fault::Nobody, [4, 4, 0]),
        (Outcome::AsProposed, Fault::Challenger, [6, 0, 2]),
        (Outcome::Void, Fault::Nobody, [4, 4, 0]),
        (Outcome::Void, Fault::Proposer, [0, 6, 2]),
        (Outcome::Void, Fault::Challenger, [6, 0, 2]),
    ];
    for (outcome, fault, quarters) in cases {
        let (mut world, f, _, holder, epoch) = challenged();
        let collect = |payee| collect_bond(&f, epoch, payee);
        refused!(world.send(&[collect(&holder.address)], &[]), NotEnded);
        world.send(&[resolve(&f, &f.authority(), epoch, outcome, fault)], &[&f.founder]).unwrap();
        if outcome == Outcome::AsProposed {
            refused!(world.send(&[collect(&holder.address)], &[]), NotEnded);
            world.set_time(world.distribution(&f, epoch).challenge_until);
            world.send(&[finalize(&f, epoch)], &[]).unwrap();
        }
        for (payee, part) in [f.scorer.pubkey(), holder.address, f.successor].iter().zip(quarters) {
            let before = world.lamports(payee);
            let sent = world.send(&[collect(payee)], &[]);
            if part == 0 {
                refused!(sent, NoBondDue);
            } else {
                sent.unwrap().assert_only_changed(&[f.distribution(epoch), *payee]);
                refused!(world.send(&[collect(payee)], &[]), NoBondDue);
            }
            assert_eq!(world.lamports(payee), before + part * f.terms.bond / 4);
        }
        let account = world.account(&f.distribution(epoch)).unwrap();
        assert_eq!(account.lamports, world.rent(account.data.len()), "only the rent stays");
    }
}

#[test]
fn a_proposer_that_was_wrong_without_a_challenger_loses_all_to_the_treasury() {
    let (mut world, f, ..) = one_owner();
    let epoch = world.propose(&f, |_| root(1));
    world.send(&[contest(&f, &f.authority(), epoch)], &[&f.founder]).unwrap();
    let ruling = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Proposer);
    world.send(&[ruling], &[&f.founder]).unwrap();
    refused!(world.send(&[collect_bond(&f, epoch, &f.scorer.pubkey())], &[]), NoBondDue);
    let before = world.lamports(&f.successor);
    world.send(&[collect_bond(&f, epoch, &f.successor)], &[]).unwrap();
    assert_eq!(world.lamports(&f.successor), before + f.terms.bond);
}

#[test]
fn nobody_else_is_due_anything() {
    let (mut world, f, key, _, epoch) = challenged();
    let void = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Nobody);
    world.send(&[void], &[&f.founder]).unwrap();
    let stranger = world.actor().pubkey();
    refused!(world.send(&[collect_bond(&f, epoch, &stranger)], &[]), NoBondDue);
    let theirs = world.found();
    let mut ix = collect_bond(&theirs, 0, &key.pubkey());
    ix.accounts[1].pubkey = f.distribution(epoch);
    refused!(world.send(&[ix], &[]), WrongPool);
}

use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn shares_come_back_with_what_was_earned_of_them() {
    let (mut world, f, key, holder) = one_owner();
    let (epoch, tree) = world.distribute(&f, &[(holder.address, 500 * SHARE), (f.scorer.pubkey(), 1)]);
    world.send(&[claim(&f, &holder, epoch, 500 * SHARE, tree.proof(0))], &[]).unwrap();
    let cancel = cancel_withdrawal(&f, &holder);
    refused!(world.send(std::slice::from_ref(&cancel), &[&key]), NoPendingWithdrawal);
    let (pool, before) = (world.pool(&f), world.position(&f, &holder.address));
    world.send(&[request_withdrawal(&f, &holder, 1_100 * SHARE)], &[&key]).unwrap();
    world.send(&[request_withdrawal(&f, &holder, 200 * SHARE)], &[&key]).unwrap();
    let away = world.position(&f, &holder.address);
    assert_eq!(
        (away.cooling, away.cooling_earned, away.earned[0]),
        (1_300 * SHARE, 300 * SHARE, 200 * SHARE)
    );
    let receipt = world.send(&[cancel], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.position(&holder.address)]);
    assert_eq!((world.pool(&f), world.position(&f, &holder.address)), (pool, before));
}

#[test]
fn dividends_in_between_are_not_theirs() {
    let (mut world, f, key, holder) = one_owner();
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    pay_in(&mut world, &f, 1_000);
    world.send(&[cancel_withdrawal(&f, &holder)], &[&key]).unwrap();
    let account = dividends(&mut world, &f, &key, 0);
    refused!(world.send(&[collect_dividend(&f, &holder, &account)], &[&key]), NothingDue);
}

#[test]
fn what_a_stolen_key_takes_out_the_recovery_key_brings_back() {
    let (mut world, f, key, _) = one_owner();
    let (ada, recovery) = with_recovery(&mut world);
    let (eve, eves) = with_recovery(&mut world);
    let holder = Holder::creator_of(&ada);
    world.open(&f, &holder);
    world.give(&f, &holder, 50 * SHARE);
    world.send(&[request_withdrawal(&f, &holder, 50 * SHARE)], &[&ada.authority]).unwrap();
    let by = |signer| cancel_withdrawal(&f, &Holder { signer, ..holder });
    refused!(world.send(&[by(key.pubkey())], &[&key]), NotHolder);
    let mut disguised = by(eves.pubkey());
    disguised.accounts[1].pubkey = eve.address;
    refused!(world.send(&[disguised], &[&eves]), NotHolder);
    // To the last second, without a recovery; and it starts nothing.
    world.set_time(exit(&world, &f) - 1);
    world.send(&[by(recovery.pubkey())], &[&recovery]).unwrap();
    assert_eq!(world.position(&f, &ada.address).own[0], 50 * SHARE);
    let start = request_withdrawal(&f, &Holder { signer: recovery.pubkey(), ..holder }, SHARE);
    refused!(world.send(&[start], &[&recovery]), NotHolder);
}

#[test]
fn accounts_of_others_are_refused() {
    let (mut world, f, key, holder) = one_owner();
    let theirs = world.found();
    let (_, other) = world.owner(&f, 0);
    world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&key]).unwrap();
    let mut ix = cancel_withdrawal(&f, &holder);
    ix.accounts[2].pubkey = theirs.pool;
    refused!(world.send(&[ix], &[&key]), WrongPool);
    refused!(
        world.send(&[cancel_withdrawal(&f, &holder.delegating(&other.address))], &[&key]),
        WrongDelegate
    );
}

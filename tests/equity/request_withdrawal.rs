use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn shares_leave_at_once_and_wait_for_the_third_epoch() {
    let (mut world, f, key, holder) = one_owner();
    let (pool, position) = (world.pool(&f), world.position(&f, &holder.address));
    let receipt = world.send(&[request_withdrawal(&f, &holder, 300 * SHARE)], &[&key]).unwrap();
    receipt.assert_only_changed(&[f.pool, f.position(&holder.address)]);
    let now = world.position(&f, &holder.address);
    let own = [700 * SHARE, position.own[1], position.own[2], position.own[3]];
    assert_eq!(now, Position { own, cooling: 300 * SHARE, withdrawable_from: 3, ..position });
    assert_eq!(world.pool(&f).cooling, pool.cooling + 300 * SHARE);
    assert_eq!(world.pool(&f).total[0], pool.total[0] - 300 * SHARE);
    world.advance(i64::from(f.terms.snapshot_epoch_seconds));
    world.send(&[request_withdrawal(&f, &holder, SHARE)], &[&key]).unwrap();
    let later = world.position(&f, &holder.address);
    assert_eq!((later.cooling, later.withdrawable_from), (301 * SHARE, 4));
}

#[test]
fn earned_shares_leave_last_and_never_come_back_by_deposit() {
    let (mut world, f, key, holder) = one_owner();
    let (epoch, tree) = world.distribute(&f, &[(holder.address, 500 * SHARE), (f.scorer.pubkey(), 1)]);
    world.send(&[claim(&f, &holder, epoch, 500 * SHARE, tree.proof(0))], &[]).unwrap();
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    assert_eq!(world.position(&f, &holder.address).earned[0], 500 * SHARE);
    world.send(&[request_withdrawal(&f, &holder, 100 * SHARE)], &[&key]).unwrap();
    assert_eq!(world.position(&f, &holder.address).earned[0], 400 * SHARE);
    let source = world.issue(&f, &key.pubkey(), 900 * SHARE);
    world.send(&[deposit(&f, &key.pubkey(), &source, &holder, 900 * SHARE)], &[&key]).unwrap();
    assert_eq!(world.position(&f, &holder.address).earned[0], 400 * SHARE);
}

#[test]
fn nobody_withdraws_more_than_they_own_or_for_others() {
    let (mut world, f, key, holder) = one_owner();
    refused!(world.send(&[request_withdrawal(&f, &holder, 0)], &[&key]), ZeroAmount);
    let more = request_withdrawal(&f, &holder, 1_000 * SHARE + 1);
    refused!(world.send(&[more], &[&key]), InsufficientShares);
    let thief = world.actor();
    let theft = request_withdrawal(&f, &Holder { signer: thief.pubkey(), ..holder }, 1);
    // A wallet is no creator, so there is no account to show for it.
    let mut bare = theft;
    bare.accounts[1].pubkey = EQUITY;
    refused!(world.send(&[bare], &[&thief]), NotHolder);
    let identity = world.register();
    let mut disguised = request_withdrawal(&f, &Holder { signer: identity.key(), ..holder }, 1);
    disguised.accounts[1].pubkey = identity.address;
    refused!(world.send(&[disguised], &[&identity.authority]), NotHolder);
    let theirs = world.found();
    let mut ix = request_withdrawal(&f, &holder, 1);
    ix.accounts[2].pubkey = theirs.pool;
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let ix = request_withdrawal(&f, &holder.delegating(&f.scorer.pubkey()), 1);
    refused!(world.send(&[ix], &[&key]), WrongDelegate);
}

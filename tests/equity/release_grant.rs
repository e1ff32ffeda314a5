use makerstake_testkit::{clock::DAY, equity::*};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn what_vested_is_released_to_the_second() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    let releasing = release_grant(&f, &grant, &holder);
    world.set_time(plan.cliff - 1);
    refused!(world.send(std::slice::from_ref(&releasing), &[]), NothingVested);
    world.set_time(plan.cliff);
    let pool = world.pool(&f);
    let receipt = world.send(std::slice::from_ref(&releasing), &[]).unwrap();
    receipt.assert_only_changed(&[f.pool, grant, f.position(&holder.address)]);
    let position = world.position(&f, &holder.address);
    assert_eq!((position.own[0], position.earned[0]), (1_100 * SHARE, 0));
    assert_eq!(world.pool(&f).unreleased, pool.unreleased - 100 * SHARE);
    refused!(world.send(std::slice::from_ref(&releasing), &[]), NothingVested);
    world.set_time(plan.cliff + 1);
    world.send(std::slice::from_ref(&releasing), &[]).unwrap();
    let second = plan.total as u128 * (25 * DAY as u128 + 1) / (100 * DAY as u128);
    assert_eq!(u128::from(world.grant(&grant).released), second);
    world.set_time(plan.end + 1_000_000);
    world.send(std::slice::from_ref(&releasing), &[]).unwrap();
    assert_eq!(world.position(&f, &holder.address).own[0], 1_400 * SHARE);
    refused!(world.send(&[releasing], &[]), NothingVested);
}

#[test]
fn it_goes_to_the_holder_and_its_delegate_gets_the_votes() {
    let (mut world, f, key, holder) = one_owner();
    let (_, other) = world.owner(&f, 0);
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    world.send(&[delegate(&f, &holder, &other.address)], &[&key]).unwrap();
    world.set_time(plan.end);
    refused!(world.send(&[release_grant(&f, &grant, &other)], &[]), WrongHolder);
    refused!(world.send(&[release_grant(&f, &grant, &holder)], &[]), WrongDelegate);
    let theirs = world.found();
    let mut ix = release_grant(&theirs, &grant, &theirs.scoring());
    refused!(world.send(std::slice::from_ref(&ix), &[]), WrongPool);
    ix = release_grant(&f, &grant, &holder);
    ix.accounts[2].pubkey = theirs.position(&theirs.scorer.pubkey());
    refused!(world.send(&[ix], &[]), WrongPool);
    let releasing = release_grant(&f, &grant, &holder.delegating(&other.address));
    world.send(&[releasing], &[]).unwrap();
    assert_eq!(world.position(&f, &other.address).received[0], 1_400 * SHARE);
}

#[test]
fn before_vesting_there_are_neither_votes_nor_dividends() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    granted(&mut world, &f, &holder, &plan);
    let before = world.pool(&f).total[0];
    pay_in(&mut world, &f, before);
    // One base unit a share, and nothing for the grant.
    let (key, _) = (world.actor(), ());
    let account = dividends(&mut world, &f, &key, 0);
    let position = world.position(&f, &holder.address);
    assert_eq!(position.own[0], 1_000 * SHARE);
    let _ = account;
    let index = world.pool(&f).dividend_index;
    assert_eq!(index, [0, 1]);
}

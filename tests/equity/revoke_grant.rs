use makerstake_testkit::{clock::DAY, equity::*};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn what_vested_stays_and_the_rest_returns_to_the_bucket() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    world.set_time(plan.start + 50 * DAY);
    let (pool, supply, vault) = (world.pool(&f), world.supply(&f.mint), world.tokens(&f.vault));
    let receipt = world.send(&[revoke_grant(&f, &f.authority(), &grant)], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[f.pool, grant, f.mint, f.vault]);
    let half = plan.total / 2;
    let now = world.pool(&f);
    assert_eq!((now.grants_emitted, now.unreleased), (pool.grants_emitted - half, pool.unreleased - half));
    assert_eq!((world.supply(&f.mint), world.tokens(&f.vault)), (supply - half, vault - half));
    refused!(world.send(&[revoke_grant(&f, &f.authority(), &grant)], &[&f.founder]), FullyVested);
    world.set_time(plan.end + 100 * DAY);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    assert_eq!(world.position(&f, &holder.address).own[0], 1_000 * SHARE + half);
}

#[test]
fn before_the_cliff_everything_returns() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    world.set_time(plan.cliff - 1);
    world.send(&[revoke_grant(&f, &f.authority(), &grant)], &[&f.founder]).unwrap();
    assert_eq!(world.grant(&grant).total, 0);
    world.set_time(plan.end);
    refused!(world.send(&[release_grant(&f, &grant, &holder)], &[]), NothingVested);
    world.send(&[close_grant(&grant, &f.authority())], &[]).unwrap();
}

#[test]
fn only_the_authority_revokes_what_is_revocable() {
    let (mut world, f, key, holder) = one_owner();
    let fixed = plan(&world, false);
    let grant = granted(&mut world, &f, &holder, &fixed);
    refused!(world.send(&[revoke_grant(&f, &f.authority(), &grant)], &[&f.founder]), NotRevocable);
    refused!(world.send(&[revoke_grant(&f, &key.pubkey(), &grant)], &[&key]), NotAuthority);
    let theirs = world.found();
    let ix = revoke_grant(&theirs, &theirs.authority(), &grant);
    refused!(world.send(&[ix], &[&theirs.founder]), WrongPool);
    for (slot, account, error) in
        [(3, theirs.mint, EquityError::WrongMint), (4, theirs.vault, EquityError::WrongVault)]
    {
        let mut ix = revoke_grant(&f, &f.authority(), &grant);
        ix.accounts[slot].pubkey = account;
        makerstake_testkit::assert_refused!(world.send(&[ix], &[&f.founder]), EQUITY, error);
    }
}

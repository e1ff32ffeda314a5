use makerstake_testkit::{clock::DAY, equity::*};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_grant_vests_sooner_and_loses_nothing() {
    let (mut world, f, _, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    world.set_time(plan.start + 40 * DAY);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    let sooner = accelerate_grant(&f, &f.authority(), &grant, plan.start + 50 * DAY);
    let receipt = world.send(&[sooner], &[&f.founder]).unwrap();
    receipt.assert_only_changed(&[grant]);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    assert_eq!(world.grant(&grant).released, plan.total / 50 * 40);
    let now = accelerate_grant(&f, &f.authority(), &grant, i64::MIN);
    world.send(&[now], &[&f.founder]).unwrap();
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    assert_eq!(world.grant(&grant).released, plan.total);
    let again = accelerate_grant(&f, &f.authority(), &grant, 0);
    refused!(world.send(&[again], &[&f.founder]), FullyVested);
}

#[test]
fn it_never_vests_later_and_only_the_authority_decides() {
    let (mut world, f, key, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    for end in [plan.end, plan.end + 1, i64::MAX] {
        let ix = accelerate_grant(&f, &f.authority(), &grant, end);
        refused!(world.send(&[ix], &[&f.founder]), NotSooner);
    }
    refused!(world.send(&[accelerate_grant(&f, &key.pubkey(), &grant, 0)], &[&key]), NotAuthority);
    let theirs = world.found();
    let ix = accelerate_grant(&theirs, &theirs.authority(), &grant, 0);
    refused!(world.send(&[ix], &[&theirs.founder]), WrongPool);
}

//! The worked epoch of docs/equity.md, number by number.

use makerstake_testkit::{equity::*, World};
use solana_signer::Signer;

use crate::support::*;

#[test]
fn the_worked_epoch_of_the_documentation_is_true() {
    let mut world = World::new();
    let f = world.found();
    let (ada_key, ada) = world.owner(&f, 1_000 * SHARE);
    let (ben_key, ben) = world.owner(&f, 0);
    let (cleo_key, cleo) = world.owner(&f, 0);
    let scorer = f.scoring();
    let shares = |world: &World, of: &Holder| world.position(&f, &of.address).own[0] / SHARE;
    assert_eq!((shares(&world, &scorer), shares(&world, &ada)), (1_000, 1_000));

    // 1
    let wrong = world.propose(&f, |_| Root { total: 200_000 * SHARE, ..root(1) });
    let made = world.distribution(&f, wrong);
    assert_eq!((made.allocation, made.leaf_max), (200_000 * SHARE, 100_000 * SHARE));
    assert_eq!((made.bond, world.supply(&f.mint)), (SOL, 2_000 * SHARE));

    // 2
    world.send(&[challenge(&f, &ada.address, wrong, [1; 32])], &[&ada_key]).unwrap();

    // 3
    let void = resolve(&f, &f.authority(), wrong, Outcome::Void, Fault::Proposer);
    world.send(&[void], &[&f.founder]).unwrap();
    let before = [ada.address, f.successor].map(|payee| world.lamports(&payee));
    for payee in [ada.address, f.successor] {
        world.send(&[collect_bond(&f, wrong, &payee)], &[]).unwrap();
    }
    let after = [ada.address, f.successor].map(|payee| world.lamports(&payee));
    assert_eq!([after[0] - before[0], after[1] - before[1]], [SOL + SOL / 2, SOL / 2]);
    assert_eq!(world.pool(&f).contributions_emitted, 0);

    // 4
    let next = world.pool(&f).next_epoch;
    let tree = Tree::new(&f.pool, next, &[(ben.address, 3_000 * SHARE), (cleo.address, 1_500 * SHARE)]);
    let epoch = world.propose(&f, |_| tree.root());
    world.settle(&f, epoch);
    assert_eq!((world.pool(&f).unclaimed, world.tokens(&f.vault)), (4_500 * SHARE, 6_500 * SHARE));
    world.send(&[claim(&f, &ben, epoch, 3_000 * SHARE, tree.proof(0))], &[]).unwrap();
    assert_eq!((world.pool(&f).total[0], world.tokens(&f.vault)), (5_000 * SHARE, 6_500 * SHARE));

    // 5
    pay_in(&mut world, &f, 10_000_000);
    world.send(&[claim(&f, &cleo, epoch, 1_500 * SHARE, tree.proof(1))], &[]).unwrap();
    let due = [
        (&ben_key, ben, 4_615_384),
        (&cleo_key, cleo, 2_307_692),
        (&ada_key, ada, 1_538_461),
        (&f.scorer, scorer, 1_538_461),
    ];
    for (key, holder, amount) in due {
        let account = dividends(&mut world, &f, key, 0);
        world.send(&[collect_dividend(&f, &holder, &account)], &[key]).unwrap();
        assert_eq!(world.tokens(&account), amount, "{}", key.pubkey());
    }
    assert_eq!(world.tokens(&f.dividend_vault), 2);

    // 6
    let next = world.propose(&f, |_| root(2));
    assert_eq!(world.distribution(&f, next).leaf_max, 199_977_500_000 / 2);
}

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
    let epoch = world.propose(&f, |_| root(1));
    let made = world.distribution(&f, epoch);
    assert_eq!((made.allocation, made.leaf_max), (200_000 * SHARE, 100_000 * SHARE));
    assert_eq!((shares(&world, &scorer), world.pool(&f).bonds), (900, 100 * SHARE));
    assert_eq!(world.supply(&f.mint), 2_000 * SHARE);

    // 2
    let tree = Tree::new(&f.pool, epoch, &[(ben.address, 3_000 * SHARE), (cleo.address, 1_500 * SHARE)]);
    world.send(&[challenge(&f, &ada, epoch, &tree.root())], &[&ada_key]).unwrap();
    assert_eq!((shares(&world, &ada), world.pool(&f).bonds), (900, 200 * SHARE));

    // 3
    world.send(&[resolve(&f, &f.authority(), epoch, Outcome::Rival)], &[&f.founder]).unwrap();
    world.set_time(made.challenge_until);
    world.send(&[finalize(&f, epoch)], &[]).unwrap();
    assert_eq!(world.tokens(&f.vault), 202_000 * SHARE);

    // 4
    world.send(&[collect_bond(&f, &ada, epoch)], &[]).unwrap();
    world.send(&[claim(&f, &ben, epoch, 3_000 * SHARE, tree.proof(0))], &[]).unwrap();
    world.send(&[claim(&f, &cleo, epoch, 1_500 * SHARE, tree.proof(1))], &[]).unwrap();
    let pool = world.pool(&f);
    assert_eq!((shares(&world, &ada), pool.total[0]), (1_100, 6_500 * SHARE));
    assert_eq!((pool.unclaimed, world.tokens(&f.vault)), (195_500 * SHARE, 202_000 * SHARE));

    // 5
    pay_in(&mut world, &f, 10_000_000);
    let due = [
        (&ben_key, ben, 148_514),
        (&cleo_key, cleo, 74_257),
        (&ada_key, ada, 54_455),
        (&f.scorer, scorer, 44_554),
    ];
    for (key, holder, amount) in due {
        let account = dividends(&mut world, &f, key, 0);
        world.send(&[collect_dividend(&f, &holder, &account)], &[key]).unwrap();
        assert_eq!(world.tokens(&account), amount, "{}", key.pubkey());
    }
    assert_eq!(world.tokens(&f.dividend_vault), 9_678_220);

    // 6
    let next = world.propose(&f, |_| root(2));
    assert_eq!(world.distribution(&f, next).allocation, 199_000 * SHARE);
}

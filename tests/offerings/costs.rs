//! What the design allows: units of the four instructions that investors wait for, and the size of the accounts.

use makerstake_client::hash::Sha2;
use makerstake_core::{merkle::node, offering::leaf};
use makerstake_testkit::{equity::Holder, offerings::*, World};

use crate::support::settled;

#[test]
fn the_four_that_investors_wait_for_stay_below_their_ceilings() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let ida = world.investor(&sale, 20_000 * QUOTE);
    let proof: Vec<[u8; 32]> = (0..20).map(|level| [level + 1; 32]).collect();
    let own = leaf::<Sha2>(sale.offering().as_array(), ida.address.as_array(), QUOTE);
    let root = proof.iter().fold(own, |child, sibling| node::<Sha2>(&child, sibling));
    world.offer(&sale, &Terms::list(root, 20)).unwrap();
    let first = commit_with(&sale, &ida, QUOTE, Pass { cap: QUOTE, proof, gate: None });
    let first = world.send(&[first], &[&ida.key]).unwrap();
    println!("commit {} units, {} bytes", first.compute_units, first.transaction_bytes);
    assert!(first.compute_units <= 13_000, "{}", first.compute_units);

    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let payer = solana_signer::Signer::pubkey(&world.fee_payer);
    let mut most = [0; 3];
    for (at, investor) in investors.iter().enumerate() {
        // Half of them have a position already.
        let is_open = at % 2 == 0;
        if is_open {
            world.open(&sale.realm.f, &Holder::wallet(&investor.key));
        }
        let back = world.send(&[refund(&sale, &investor.address, &investor.account)], &[]).unwrap();
        let out = world.send(&[release(&sale, &payer, &investor.address, None)], &[]).unwrap();
        let [refunds, releases, opens] = &mut most;
        *refunds = (*refunds).max(back.compute_units);
        let of = if is_open { releases } else { opens };
        *of = (*of).max(out.compute_units);
    }
    println!("refund {} units, release {} units, {} where it opens the position", most[0], most[1], most[2]);
    let (mut world, sale, investors) = crate::support::filled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let settling = investors
        .iter()
        .map(|investor| world.send(&[settle(&sale, &investor.address, None)], &[]).unwrap().compute_units);
    let settling = settling.max().unwrap();
    println!("settle {settling} units");
    assert!(settling <= 8_000 && most[0] <= 6_000 && most[1] <= 12_000, "{settling} {most:?}");
    // What opening the position takes besides is equity's.
    assert!(most[2] <= 16_000, "{}", most[2]);
}

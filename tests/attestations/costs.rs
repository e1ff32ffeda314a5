//! Median compute units over 25 random keys, against the ceilings of the issue.

use makerstake_core::{hash::Digest, merkle};
use makerstake_testkit::{attestations::*, World};

fn median(name: &str, ceiling: u64, mut measure: impl FnMut(&mut World) -> u64) {
    let mut world = World::new();
    let mut units: Vec<u64> = (0..25).map(|_| measure(&mut world)).collect();
    units.sort_unstable();
    println!("{name}: min {} median {} max {} CU", units[0], units[12], units[24]);
    assert!(units[12] <= ceiling, "{name}: median {} CU is above {ceiling}", units[12]);
}

#[test]
fn attest_stays_below_its_ceiling() {
    median("attest", 3_500, |world| {
        let ada = world.register();
        let (content, metadata) = (world.bytes32(), world.bytes32());
        world.send(&[attest(&ada, content, metadata, 0)], &[&ada.authority]).unwrap().compute_units
    });
}

#[test]
fn attest_by_an_attestor_stays_below_its_ceiling() {
    median("attest by an attestor", 3_600, |world| {
        let (ada, platform) = (world.register(), world.register());
        world.permitted(&ada, &platform.address);
        let content = world.bytes32();
        let ix = attest_for(&platform, &ada.address, content, 0);
        world.send(&[ix], &[&platform.authority]).unwrap().compute_units
    });
}

#[test]
fn revise_stays_below_its_ceiling() {
    median("revise", 3_500, |world| {
        let ada = world.register();
        let work = world.attested(&ada);
        let (content, metadata) = (world.bytes32(), world.bytes32());
        world.send(&[revise(&ada, &work, content, metadata)], &[&ada.authority]).unwrap().compute_units
    });
}

#[test]
fn revoke_stays_below_its_ceiling() {
    median("revoke", 720, |world| {
        let ada = world.register();
        let work = world.attested(&ada);
        world.send(&[revoke(&ada, &work)], &[&ada.authority]).unwrap().compute_units
    });
}

#[test]
fn attest_batch_stays_below_its_ceiling() {
    median("attest_batch", 3_500, |world| {
        let ada = world.register();
        let (root, data_hash) = (world.bytes32(), world.bytes32());
        world
            .send(&[attest_batch(&ada, root, data_hash, 1_000_000)], &[&ada.authority])
            .unwrap()
            .compute_units
    });
}

#[test]
fn promote_at_depth_20_stays_below_its_ceiling() {
    median("promote at depth 20", 8_000, |world| {
        let ada = world.register();
        let leaf = world.leaf(&ada.address, &ada.address);
        let siblings: Vec<Digest> = (0..20).map(|_| world.bytes32()).collect();
        let root =
            siblings.iter().fold(leaf.hash::<Sha2>(), |node, sibling| merkle::node::<Sha2>(&node, sibling));
        world.send(&[attest_batch(&ada, root, [1; 32], 1 << 20)], &[&ada.authority]).unwrap();
        let ix = promote(&ada.key(), None, &leaf, &root, siblings);
        world.send(&[ix], &[&ada.authority]).unwrap().compute_units
    });
}

//! Median compute units over 25 random keys, against the ceilings of the issue.

use makerstake_testkit::{
    attestations::revise,
    moderation::{Says, RULE},
    World,
};

fn median(name: &str, ceiling: u64, mut measure: impl FnMut(&mut World) -> u64) {
    let mut world = World::new();
    let mut units: Vec<u64> = (0..25).map(|_| measure(&mut world)).collect();
    units.sort_unstable();
    println!("{name}: min {} median {} max {} CU", units[0], units[12], units[24]);
    assert!(units[12] <= ceiling, "{name}: median {} CU is above {ceiling}", units[12]);
}

#[test]
fn label_stays_below_its_ceiling() {
    median("set_label", 4_500, |world| {
        let m = world.moderated();
        let creator = world.register();
        let work = world.attested(&creator);
        let says = Says::removed(world.now());
        world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap().compute_units
    });
}

#[test]
fn lift_and_enforce_stay_below_theirs() {
    median("enforce", 4_500, |world| {
        let m = world.moderated();
        let creator = world.register();
        let work = world.attested(&creator);
        let says = Says::removed(world.now());
        world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
        let content = world.bytes32();
        world.send(&[revise(&creator, &work, content, [0; 32])], &[&creator.authority]).unwrap();
        let revision = makerstake_client::addresses::attestation(&creator.address, &content);
        let source = m.label_address(&work, RULE);
        world.send(&[m.enforce(&m.team, &source, &revision, RULE)], &[&m.team]).unwrap().compute_units
    });
    median("lift", 1_000, |world| {
        let m = world.moderated();
        let creator = world.register();
        let work = world.attested(&creator);
        world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
        let label = m.label_address(&work, RULE);
        world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]).unwrap().compute_units
    });
}

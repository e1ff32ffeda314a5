use makerstake_testkit::{
    clock::DAY,
    moderation::{Says, RULE},
    World,
};

use crate::refused;

#[test]
fn the_team_lifts_its_own_label_and_may_set_it_again() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let label = m.label_address(&work, RULE);
    world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
    let before = world.label(&label);
    world.advance(DAY);
    let receipt = world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]).unwrap();
    receipt.assert_only_changed(&[label]);
    let lifted = world.label(&label);
    assert_eq!(lifted, makerstake_testkit::moderation::Label { negated_at: world.now(), ..before });
    refused!(world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]), LabelOver);
    world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
    assert_eq!(world.label(&label).negated_at, 0);
}

#[test]
fn what_the_owners_lift_is_overturned_and_not_set_again() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let label = m.label_address(&work, RULE);
    let says = Says::removed(world.now());
    world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
    world.send(&[m.lift(&m.owners, &label, [8; 32])], &[&m.owners]).unwrap();
    assert_eq!((world.label(&label).is_overturned, world.docket(&m.docket).reviews), (1, 1));
    for by in [&m.team, &m.owners] {
        refused!(world.send(&[m.label(by, &work, &says)], &[by]), LabelOverturned);
    }
    // What they set themselves they lift without overturning anybody.
    let other = world.attested(&creator);
    let label = m.label_address(&other, RULE);
    world.send(&[m.label(&m.owners, &other, &says)], &[&m.owners]).unwrap();
    refused!(world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]), SetByOwners);
    world.send(&[m.lift(&m.owners, &label, [8; 32])], &[&m.owners]).unwrap();
    assert_eq!((world.label(&label).is_overturned, world.docket(&m.docket).reviews), (0, 1));
}

#[test]
fn a_lift_against_the_rules_is_refused() {
    let mut world = World::new();
    let (m, other) = (world.moderated(), world.moderated());
    let creator = world.register();
    let work = world.attested(&creator);
    let label = m.label_address(&work, RULE);
    world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
    refused!(world.send(&[m.lift(&m.team, &label, [0; 32])], &[&m.team]), NoStatement);
    refused!(world.send(&[m.lift(&creator.authority, &label, [8; 32])], &[&creator.authority]), NotModerator);
    refused!(world.send(&[other.lift(&other.team, &label, [8; 32])], &[&other.team]), WrongPlatform);
    world.advance(30 * DAY);
    refused!(world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]), LabelOver);
    world.advance(336 * DAY);
    refused!(world.send(&[m.lift(&m.team, &label, [8; 32])], &[&m.team]), TermOver);
}

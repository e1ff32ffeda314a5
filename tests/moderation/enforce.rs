use makerstake_core::moderation::LAW;
use makerstake_testkit::{
    assert_instruction_error,
    attestations::{attest, attestation_address, revise},
    clock::DAY,
    moderation::{Says, APPEAL_DAYS, RULE},
    outcome::InstructionError,
    World,
};

use crate::refused;

#[test]
fn a_label_is_copied_to_revisions_and_to_the_same_bytes_of_others() {
    let mut world = World::new();
    let m = world.moderated();
    let (creator, copier) = (world.register(), world.register());
    let work = world.attested(&creator);
    let content = world.attestation(&work).content;
    world.send(&[m.label(&m.team, &work, &Says::removed(world.now()))], &[&m.team]).unwrap();
    let source = m.label_address(&work, RULE);
    world.advance(DAY);
    world.send(&[revise(&creator, &work, [5; 32], [0; 32])], &[&creator.authority]).unwrap();
    world.send(&[attest(&copier, content, [0; 32], 0)], &[&copier.authority]).unwrap();
    let revision = attestation_address(&creator.address, &[5; 32]);
    let copy = attestation_address(&copier.address, &content);
    for target in [revision, copy] {
        world.send(&[m.enforce(&m.team, &source, &target, RULE)], &[&m.team]).unwrap();
        let (from, to) = (world.label(&source), world.label(&m.label_address(&target, RULE)));
        assert_eq!((to.source, to.subject, to.value), (source, target, from.value));
        assert_eq!((to.statement, to.rule_version, to.until), (from.statement, 1, from.until));
        // Whoever made the copy can object to it from now on.
        assert_eq!(to.final_at, world.now() + APPEAL_DAYS * DAY);
    }
    // From copy to copy.
    world.send(&[revise(&copier, &copy, [6; 32], [0; 32])], &[&copier.authority]).unwrap();
    let second = attestation_address(&copier.address, &[6; 32]);
    let by_copy = m.enforce(&m.team, &m.label_address(&copy, RULE), &second, RULE);
    world.send(&[by_copy], &[&m.team]).unwrap();
}

#[test]
fn nothing_else_is_a_copy() {
    let mut world = World::new();
    let (m, other) = (world.moderated(), world.moderated());
    let creator = world.register();
    let (work, unrelated) = (world.attested(&creator), world.attested(&creator));
    let says = Says::removed(world.now());
    world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
    world.send(&[other.label(&other.team, &work, &says)], &[&other.team]).unwrap();
    let source = m.label_address(&work, RULE);
    refused!(world.send(&[m.enforce(&m.team, &source, &unrelated, RULE)], &[&m.team]), NotACopy);
    // A label is no copy of itself: one account stands twice.
    let itself = world.send(&[m.enforce(&m.team, &source, &work, RULE)], &[&m.team]);
    assert_instruction_error!(itself, InstructionError::Custom(2040));
    world.send(&[revise(&creator, &work, [5; 32], [0; 32])], &[&creator.authority]).unwrap();
    let revision = attestation_address(&creator.address, &[5; 32]);
    // A mended work is labelled by those who decide, not by everybody; and under the same rule only.
    let copy = |by| m.enforce(by, &source, &revision, RULE);
    refused!(world.send(&[copy(&creator.authority)], &[&creator.authority]), NotModerator);
    refused!(world.send(&[m.enforce(&m.team, &source, &revision, LAW)], &[&m.team]), WrongGround);
    let theirs = other.label_address(&work, RULE);
    refused!(world.send(&[m.enforce(&m.team, &theirs, &revision, RULE)], &[&m.team]), WrongPlatform);
    world.send(&[m.lift(&m.team, &source, [8; 32])], &[&m.team]).unwrap();
    refused!(world.send(&[copy(&m.team)], &[&m.team]), LabelOver);
}

/// Relabelling: what was overturned on a work is not set again, on it or by way of a copy.
#[test]
fn no_copy_brings_back_what_was_overturned() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    world.send(&[revise(&creator, &work, [5; 32], [0; 32])], &[&creator.authority]).unwrap();
    let revision = attestation_address(&creator.address, &[5; 32]);
    let says = Says::removed(world.now());
    for target in [&work, &revision] {
        world.send(&[m.label(&m.team, target, &says)], &[&m.team]).unwrap();
    }
    let label = m.label_address(&revision, RULE);
    world.send(&[m.lift(&m.owners, &label, [8; 32])], &[&m.owners]).unwrap();
    let copy = m.enforce(&m.team, &m.label_address(&work, RULE), &revision, RULE);
    refused!(world.send(&[copy], &[&m.team]), LabelOverturned);
}

#[test]
fn the_team_copies_what_the_owners_said_for_as_long_as_it_may_say_itself() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let says = Says { until: i64::MAX, ..Says::removed(world.now()) };
    world.send(&[m.label(&m.owners, &work, &says)], &[&m.owners]).unwrap();
    world.send(&[revise(&creator, &work, [5; 32], [0; 32])], &[&creator.authority]).unwrap();
    let revision = attestation_address(&creator.address, &[5; 32]);
    let source = m.label_address(&work, RULE);
    world.send(&[m.enforce(&m.team, &source, &revision, RULE)], &[&m.team]).unwrap();
    assert_eq!(world.label(&m.label_address(&revision, RULE)).until, world.now() + 180 * DAY);
    world.send(&[m.enforce(&m.owners, &source, &revision, RULE)], &[&m.owners]).unwrap();
    assert_eq!(world.label(&m.label_address(&revision, RULE)).until, i64::MAX);
}

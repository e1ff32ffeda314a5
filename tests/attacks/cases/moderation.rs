//! Dockets, versions of rules, labels.

use makerstake_testkit::{
    attestations::{self, attestation_address},
    clock::DAY,
    moderation::{end_version, note_version, versions, Says, RULE},
    substitution::Case,
    World,
};
use solana_signer::Signer;

use super::case;

/// A case for every instruction of moderation. Everything has a sibling: a platform with another docket, team and treasury, a rule of
/// the same platform, a work of the same creator, a label of each.
pub fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    let later = world.moderated_later();
    let (m, other) = (world.moderated(), world.moderated());
    let now = world.now();
    cases.push(case(&world, "moderation.open_docket", later.open(later.config(now))));
    cases.push(case(&world, "moderation.set_docket", m.set(m.config(now))));

    let all = versions(&[(now - 9 * DAY, now - 6 * DAY), (now - 5 * DAY, now - 2 * DAY)]);
    world.write_rule(&m.realm, RULE + 1, &all);
    let (payer, rule) = (m.team.pubkey(), m.realm.rule(RULE + 1));
    let note = note_version(&payer, &rule, None, &all[1]);
    cases.push(case(&world, "moderation.note_version", note.clone()));
    world.send(&[note], &[&m.team]).expect("note_version");
    // What the rule has forgotten the noted version after it proves alone.
    let times = [-30, -20, -15, -10].map(|day| (now + day * DAY, now + (day + 3) * DAY));
    let chained = versions(&times);
    world.write_rule(&m.realm, RULE + 2, &chained);
    let third = m.realm.rule(RULE + 2);
    for version in chained[1..].iter().rev() {
        let next = (version.number == 2).then_some(3);
        world.send(&[note_version(&payer, &third, next, version)], &[&m.team]).expect("note_version");
    }
    let by_next = note_version(&payer, &third, Some(2), &chained[0]);
    cases.push(case(&world, "moderation.note_version", by_next));
    let ending = versions(&[(now - 4 * DAY, now - DAY), (now, now + 3 * DAY)]);
    let mut ended = World::on(world.svm.clone(), 2);
    ended.write_rule(&m.realm, RULE, &ending);
    ended.write_rule(&other.realm, RULE, &ending);
    ended.advance(3 * DAY);
    let end = end_version(&m.realm.rule(RULE), None, 1);
    cases.push(case(&ended, "moderation.end_version", end));

    let (creator, copier) = (world.register(), world.register());
    let (work, second) = (world.attested(&creator), world.attested(&creator));
    let says = Says::removed(now);
    let label = m.label(&m.team, &work, &says);
    cases.push(case(&world, "moderation.set_label", label.clone()));
    cases.push(case(&world, "moderation.set_label", m.label(&m.team, &work, &Says::unlawful(now))));
    let permission = world.permitted(&creator, &copier.address);
    let peer = world.register();
    world.permitted(&creator, &peer.address);
    let leaf = world.leaf(&copier.address, &creator.address);
    let tree = world.batched(&copier, &[leaf]);
    let sibling = world.leaf(&copier.address, &creator.address);
    world.batched(&copier, &[sibling]);
    let of_leaf = m.label_leaf(&m.team, (&leaf, &tree.root(), vec![]), Some(permission), &says);
    cases.push(case(&world, "moderation.label_leaf", of_leaf));
    let own = world.leaf(&creator.address, &creator.address);
    let tree = world.batched(&creator, &[own]);
    let of_own = m.label_leaf(&m.team, (&own, &tree.root(), vec![]), None, &Says::unlawful(now));
    cases.push(case(&world, "moderation.label_leaf", of_own));

    world.send(&[label], &[&m.team]).expect("set_label");
    for (platform, work) in [(&m, &second), (&other, &work)] {
        let label = platform.label(&platform.team, work, &says);
        world.send(&[label], &[&platform.team]).expect("set_label");
    }
    // The owners' word on what the team said.
    cases.push(case(&world, "moderation.set_label", m.label(&m.owners, &work, &says)));
    let revise = attestations::revise(&creator, &work, [5; 32], [0; 32]);
    world.send(&[revise], &[&creator.authority]).expect("revise");
    let revision = attestation_address(&creator.address, &[5; 32]);
    let source = m.label_address(&work, RULE);
    let enforce = m.enforce(&m.team, &source, &revision, RULE);
    cases.push(case(&world, "moderation.enforce", enforce));
    cases.push(case(&world, "moderation.lift", m.lift(&m.team, &source, [8; 32])));
    cases.push(case(&world, "moderation.lift", m.lift(&m.owners, &source, [8; 32])));
    cases
}

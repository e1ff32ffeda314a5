use makerstake_client::addresses;
use makerstake_testkit::{
    clock::DAY,
    moderation::{end_version, note_version, versions, RULE},
    World,
};
use solana_signer::Signer;

use crate::refused;

#[test]
fn a_version_ends_once_when_the_next_one_took_effect() {
    let mut world = World::new();
    let m = world.moderated();
    let (rule, now) = (m.realm.rule(RULE), world.now());
    refused!(world.send(&[end_version(&rule, None, 1)], &[]), EndUnknown);
    let all = versions(&[(now - 4 * DAY, now - DAY), (now, now + 3 * DAY)]);
    world.write_rule(&m.realm, RULE, &all);
    // Written, and still to be replaced by something that takes effect earlier.
    refused!(world.send(&[end_version(&rule, None, 1)], &[]), EndUnknown);
    world.advance(3 * DAY);
    let receipt = world.send(&[end_version(&rule, None, 1)], &[]).unwrap();
    receipt.assert_only_changed(&[addresses::rule_version(&rule, 1)]);
    let ended = world.rule_version(&rule, 1);
    assert_eq!((ended.until, ended.followed_at, ended.is_ended), (now + 3 * DAY, now + 3 * DAY, 1));
    refused!(world.send(&[end_version(&rule, None, 1)], &[]), AlreadyEnded);
}

#[test]
fn a_forgotten_version_ends_by_the_noted_one_after_it() {
    let mut world = World::new();
    let m = world.moderated();
    let (rule, now) = (m.realm.rule(RULE), world.now());
    let times = [(now - 4 * DAY, now - DAY), (now, now + 3 * DAY), (now + 4 * DAY, now + 7 * DAY)];
    let all = versions(&times);
    world.write_rule(&m.realm, RULE, &all[..2]);
    world.advance(8 * DAY);
    let note = note_version(&m.team.pubkey(), &rule, None, &all[1]);
    world.send(&[note], &[&m.team]).unwrap();
    world.write_rule(
        &m.realm,
        RULE,
        &versions(&[times[0], times[1], times[2], (now + 8 * DAY, now + 11 * DAY)]),
    );
    // The rule remembers the third and the fourth, and the second is noted, but not its end.
    refused!(world.send(&[end_version(&rule, Some(2), 1)], &[]), EndUnknown);
    let note = note_version(&m.team.pubkey(), &rule, None, &all[2]);
    world.send(&[note], &[&m.team]).unwrap();
    refused!(world.send(&[end_version(&rule, Some(3), 1)], &[]), EndUnknown);
    world.send(&[end_version(&rule, None, 2)], &[]).unwrap();
    world.send(&[end_version(&rule, Some(2), 1)], &[]).unwrap();
    let ended = world.rule_version(&rule, 1);
    assert_eq!((ended.until, ended.followed_at), (now + 3 * DAY, now + 3 * DAY));

    let other = RULE + 1;
    world.write_rule(&m.realm, other, &versions(&times[..1]));
    let mut ix = end_version(&m.realm.rule(other), None, 1);
    ix.accounts[2].pubkey = addresses::rule_version(&rule, 3);
    refused!(world.send(&[ix], &[]), VersionOfAnother);
    let mut ix = end_version(&rule, Some(2), 3);
    ix.accounts[0].pubkey = m.realm.rule(other);
    refused!(world.send(&[ix], &[]), VersionOfAnother);
}

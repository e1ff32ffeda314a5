use makerstake_core::rule::{Param, Version};
use makerstake_testkit::{
    assert_instruction_error,
    clock::DAY,
    moderation::{end_version, note_version, versions, RULE},
    outcome::InstructionError,
    World,
};
use solana_signer::Signer;

use crate::refused;

#[test]
fn every_version_is_noted_from_the_newest_to_the_first() {
    let mut world = World::new();
    let m = world.moderated_later();
    let now = world.now();
    // The second never took effect: the third was written before.
    let times = [(-40, -37), (-30, -20), (-25, -21), (-10, -7), (-5, -2)];
    let all = versions(&times.map(|(set, from)| (now + set * DAY, now + from * DAY)));
    world.write_rule(&m.realm, RULE, &all);
    let (rule, payer) = (m.realm.rule(RULE), world.actor());
    let note = |world: &mut World, next, version: &Version| {
        world.send(&[note_version(&payer.pubkey(), &rule, next, version)], &[&payer])
    };
    note(&mut world, None, &all[4]).unwrap();
    let receipt = note(&mut world, None, &all[3]).unwrap();
    assert_eq!(receipt.created_bytes(), 240);
    note(&mut world, None, &all[2]).unwrap();
    // The rule's account says nothing of the first ones: each is proved by the one after it.
    refused!(note(&mut world, None, &all[1]), NotInChain);
    refused!(note(&mut world, Some(4), &all[1]), NotInChain);
    note(&mut world, Some(3), &all[1]).unwrap();
    note(&mut world, Some(2), &all[0]).unwrap();
    let at = |day: i64| now + day * DAY;
    let noted: Vec<_> = (1..=5).map(|number| world.rule_version(&rule, number)).collect();
    let spans: Vec<_> = noted.iter().map(|v| (v.from, v.until, v.is_ended)).collect();
    let expected = [
        (at(-37), at(-21), 1),
        (at(-20), at(-20), 1),
        (at(-21), at(-7), 1),
        (at(-7), at(-2), 1),
        (at(-2), i64::MAX, 0),
    ];
    assert_eq!(spans, expected);
    for (noted, version) in noted.iter().zip(&all) {
        assert_eq!((noted.rule, noted.platform, noted.id), (rule, m.realm.platform, RULE));
        assert_eq!((noted.text_hash, noted.set_at), (version.text_hash, version.set_at));
    }
    let again = note(&mut world, None, &all[4]);
    assert_instruction_error!(again, InstructionError::Custom(0));
}

/// Back-dating: a version that did not exist then, or existed otherwise, has another hash.
#[test]
fn a_version_that_the_chain_does_not_have_is_refused() {
    let mut world = World::new();
    let m = world.moderated_later();
    let now = world.now();
    let all = versions(&[(now - 40 * DAY, now - 37 * DAY), (now - 9 * DAY, now - 6 * DAY)]);
    world.write_rule(&m.realm, RULE, &all);
    let (rule, payer) = (m.realm.rule(RULE), world.actor());
    let first = all[0];
    let mut params = first.params;
    params[0] = Param { unit: 1, value: 99 };
    let forged = [
        Version { text_hash: [66; 32], ..first },
        Version { set_at: first.set_at - DAY, ..first },
        Version { effective_at: first.effective_at - DAY, ..first },
        Version { sunset_at: now, ..first },
        Version { previous_hash: [1; 32], ..first },
        Version { number: 2, ..first },
        Version { number: 0, ..first },
        Version { number: 3, ..all[1] },
        Version { params, ..first },
        Version::NONE,
    ];
    for version in forged {
        let ix = note_version(&payer.pubkey(), &rule, None, &version);
        refused!(world.send(&[ix], &[&payer]), NotInChain);
    }
}

#[test]
fn only_rules_of_moderation_are_noted_and_only_by_their_own_versions() {
    let mut world = World::new();
    let m = world.moderated();
    let now = world.now();
    let all = versions(&[(now - 9 * DAY, now - 6 * DAY), (now - 5 * DAY, now - 2 * DAY)]);
    let other = RULE + 1;
    world.write_rule(&m.realm, other, &all);
    let (rule, payer) = (m.realm.rule(other), world.actor());
    let mut ix = note_version(&payer.pubkey(), &rule, None, &all[0]);
    ix.accounts[2].pubkey = makerstake_client::addresses::rule_version(&m.realm.rule(RULE), 1);
    refused!(world.send(&[ix], &[&payer]), VersionOfAnother);

    let mut account = world.account(&rule).unwrap();
    let domain = account.data.len() - 22;
    assert_eq!(account.data[domain..], [&[0, 255, 1][..], &[0; 19]].concat());
    account.data[domain] = 2;
    world.svm.set_account(rule, account).unwrap();
    let ix = note_version(&payer.pubkey(), &rule, None, &all[0]);
    refused!(world.send(&[ix], &[&payer]), NotModeration);
    refused!(world.send(&[end_version(&m.realm.rule(RULE), None, 1)], &[]), EndUnknown);
}

use makerstake_core::moderation::{Value, LAW};
use makerstake_testkit::{
    assert_instruction_error,
    clock::DAY,
    moderation::{end_version, note_version, versions, DocketConfig, DocketRule, Says, APPEAL_DAYS, RULE},
    outcome::InstructionError,
    World,
};
use solana_signer::Signer;

use crate::refused;

#[test]
fn the_team_labels_a_work_under_the_rule_in_force_with_a_statement() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let (attested, now) = (world.now(), world.now() + DAY);
    world.set_time(now);
    let says = Says::removed(now);
    let receipt = world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
    let address = m.label_address(&work, RULE);
    receipt.assert_only_changed(&[m.team.pubkey(), m.docket, address]);
    assert_eq!(receipt.created_bytes(), 304);
    let label = world.label(&address);
    assert_eq!((label.platform, label.subject, label.creator), (m.realm.platform, work, creator.address));
    assert_eq!(label.content, world.attestation(&work).content);
    assert_eq!((label.statement, label.value, label.by), ([9; 32], Value::Removed as u8, 0));
    assert_eq!((label.rule, label.rule_version, label.number), (RULE, 1, 1));
    assert_eq!((label.attested_at, label.from, label.until), (attested, now, now + 30 * DAY));
    assert_eq!(label.final_at, now + APPEAL_DAYS * DAY);
    assert_eq!((label.negated_at, label.is_overturned, label.before_ended_at), (0, 0, 0));
    assert_eq!(world.docket(&m.docket).decisions, 1);
}

#[test]
fn only_the_team_in_its_term_and_the_owners_label() {
    let mut world = World::new();
    let m = world.moderated();
    let (creator, stranger) = (world.register(), world.actor());
    let work = world.attested(&creator);
    let says = Says::removed(world.now());
    for key in [&stranger, &creator.authority] {
        refused!(world.send(&[m.label(key, &work, &says)], &[key]), NotModerator);
    }
    world.advance(366 * DAY);
    let says = Says::removed(world.now());
    refused!(world.send(&[m.label(&m.team, &work, &says)], &[&m.team]), TermOver);
    // What the owners say is final at once, and lasts as long as they want.
    let says = Says { until: i64::MAX, ..says };
    world.send(&[m.label(&m.owners, &work, &says)], &[&m.owners]).unwrap();
    let label = world.label(&m.label_address(&work, RULE));
    assert_eq!((label.by, label.final_at, label.until), (2, world.now(), i64::MAX));
}

#[test]
fn a_label_against_the_rules_is_refused() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let now = world.now();
    let good = Says::removed(now);
    let mut label = |says: Says| world.send(&[m.label(&m.team, &work, &says)], &[&m.team]);
    refused!(label(Says { value: 5, ..good }), UnknownValue);
    refused!(label(Says { statement: [0; 32], ..good }), NoStatement);
    refused!(label(Says { until: now, ..good }), InvalidEnd);
    refused!(label(Says { until: now + 180 * DAY + 1, ..good }), InvalidEnd);
    label(Says { until: now + 180 * DAY, ..good }).unwrap();
}

#[test]
fn the_ground_is_a_rule_with_its_version_or_the_law_with_neither() {
    let mut world = World::new();
    let (m, other) = (world.moderated(), world.moderated());
    let creator = world.register();
    let work = world.attested(&creator);
    let says = Says::removed(world.now());
    let good = m.label(&m.team, &work, &says);
    let program = good.program_id;
    for (at, address, error) in [
        (4, program, "WrongGround"),
        (5, program, "WrongGround"),
        (4, other.realm.rule(RULE), "WrongPlatform"),
        (5, makerstake_client::addresses::rule_version(&other.realm.rule(RULE), 1), "VersionOfAnother"),
    ] {
        let mut ix = good.clone();
        ix.accounts[at].pubkey = address;
        let outcome = world.send(&[ix], &[&m.team]);
        match error {
            "WrongGround" => refused!(outcome, WrongGround),
            "WrongPlatform" => refused!(outcome, WrongPlatform),
            _ => refused!(outcome, VersionOfAnother),
        }
    }
    let mut ix = good.clone();
    ix.accounts[2].pubkey = other.realm.platform;
    refused!(world.send(&[ix], &[&m.team]), WrongPlatform);
    // The law with a rule's accounts, a rule without them, and another rule's id with them.
    for (from, to) in [(RULE, LAW), (RULE, RULE + 1)] {
        let mut ix = good.clone();
        assert_eq!(ix.data[8..10], from.to_le_bytes());
        ix.data[8..10].copy_from_slice(&to.to_le_bytes());
        refused!(world.send(&[ix], &[&m.team]), WrongGround);
    }
    let mut ix = m.label(&m.team, &work, &Says::unlawful(world.now()));
    ix.data[8..10].copy_from_slice(&RULE.to_le_bytes());
    refused!(world.send(&[ix], &[&m.team]), WrongGround);
    // Another work's label, or another rule's.
    let second = world.attested(&creator);
    for label in [m.label_address(&second, RULE), m.label_address(&work, LAW)] {
        let mut ix = good.clone();
        ix.accounts[7].pubkey = label;
        assert_instruction_error!(world.send(&[ix], &[&m.team]), InstructionError::InvalidSeeds);
    }
}

#[test]
fn the_version_is_the_one_that_was_in_force_when_the_work_was_attested() {
    let mut world = World::new();
    let m = world.moderated();
    let (rule, creator) = (m.realm.rule(RULE), world.register());
    let now = world.now();
    let old = world.attested(&creator);
    let times = [(now - 4 * DAY, now - DAY), (now, now + 3 * DAY), (now + 5 * DAY, now + 8 * DAY)];
    let all = versions(&times);
    world.write_rule(&m.realm, RULE, &all[..2]);
    let says = |number, now| Says { ground: (RULE, number), ..Says::removed(now) };
    // The second is not in force yet, and the first still is.
    let note = note_version(&m.team.pubkey(), &rule, None, &all[1]);
    world.send(&[note], &[&m.team]).unwrap();
    refused!(world.send(&[m.label(&m.team, &old, &says(2, now))], &[&m.team]), NotInForce);
    world.advance(4 * DAY);
    let new = world.attested(&creator);
    let now = world.now();
    // A rule that did not exist then, and one that exists no more.
    refused!(world.send(&[m.label(&m.team, &old, &says(2, now))], &[&m.team]), NotInForce);
    refused!(world.send(&[m.label(&m.team, &new, &says(1, now))], &[&m.team]), NotInForce);
    world.send(&[m.label(&m.team, &old, &says(1, now))], &[&m.team]).unwrap();
    world.send(&[m.label(&m.team, &new, &says(2, now))], &[&m.team]).unwrap();
    assert_eq!(world.label(&m.label_address(&new, RULE)).rule_version, 2);

    // What the rule has forgotten must be ended before it is used.
    world.write_rule(&m.realm, RULE, &all);
    world.advance(5 * DAY);
    let third = world.attested(&creator);
    refused!(world.send(&[m.label(&m.team, &third, &says(1, world.now()))], &[&m.team]), VersionNotEnded);
    world.send(&[end_version(&rule, None, 2)], &[]).unwrap();
    world.send(&[end_version(&rule, Some(2), 1)], &[]).unwrap();
    refused!(world.send(&[m.label(&m.team, &third, &says(1, world.now()))], &[&m.team]), NotInForce);
    refused!(world.send(&[m.label(&m.team, &third, &says(2, world.now()))], &[&m.team]), NotInForce);
}

#[test]
fn older_content_falls_under_the_first_version_that_the_docket_applies() {
    let mut world = World::new();
    let m = world.moderated_later();
    let creator = world.register();
    let work = world.attested(&creator);
    world.advance(10 * DAY);
    let now = world.now();
    let times = [(now - 9 * DAY, now - 6 * DAY), (now - 5 * DAY, now - 2 * DAY)];
    let all = versions(&times);
    world.write_rule(&m.realm, RULE, &all);
    let with = |first| DocketConfig { rules: vec![DocketRule { id: RULE, first }], ..m.config(now) };
    world.send(&[m.open(with(2))], &[&m.owners]).unwrap();
    for version in [&all[1], &all[0]] {
        let note = note_version(&m.team.pubkey(), &m.realm.rule(RULE), None, version);
        world.send(&[note], &[&m.team]).unwrap();
    }
    let says = |number| Says { ground: (RULE, number), ..Says::removed(now) };
    refused!(world.send(&[m.label(&m.team, &work, &says(1))], &[&m.team]), RuleNotApplied);
    world.send(&[m.label(&m.team, &work, &says(2))], &[&m.team]).unwrap();
    // From the first version on: then the second is too young for it.
    world.send(&[m.set(with(1))], &[&m.owners]).unwrap();
    refused!(world.send(&[m.label(&m.team, &work, &says(2))], &[&m.team]), NotInForce);
    world.send(&[m.label(&m.team, &work, &says(1))], &[&m.team]).unwrap();
    let none = DocketConfig { rules: vec![], ..m.config(now) };
    world.send(&[m.set(none)], &[&m.owners]).unwrap();
    refused!(world.send(&[m.label(&m.team, &work, &says(1))], &[&m.team]), RuleNotApplied);
}

#[test]
fn a_label_is_prolonged_or_lifted_before_another_stands() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let address = m.label_address(&work, RULE);
    let first = world.now();
    world.send(&[m.label(&m.team, &work, &Says::removed(first))], &[&m.team]).unwrap();
    world.advance(20 * DAY);
    let now = world.now();
    let milder = Says { value: Value::Limited as u8, ..Says::removed(now) };
    refused!(world.send(&[m.label(&m.team, &work, &milder)], &[&m.team]), LabelStands);
    // The same for longer: what was final stays so, and the decision has a number of its own.
    world.send(&[m.label(&m.team, &work, &Says::removed(now))], &[&m.team]).unwrap();
    let label = world.label(&address);
    assert_eq!((label.from, label.until), (first, now + 30 * DAY));
    assert_eq!((label.final_at, label.number), (first + APPEAL_DAYS * DAY, 2));
    // The owners uphold it, and what the owners say the team does not change.
    world.send(&[m.label(&m.owners, &work, &Says::removed(now))], &[&m.owners]).unwrap();
    assert_eq!((world.label(&address).by, world.docket(&m.docket).reviews), (2, 0));
    refused!(world.send(&[m.label(&m.team, &work, &Says::removed(now))], &[&m.team]), LabelStands);
    // They themselves may.
    world.send(&[m.label(&m.owners, &work, &milder)], &[&m.owners]).unwrap();
    let label = world.label(&address);
    assert_eq!((label.value, label.from, label.before_value), (1, now, 3));
    assert_eq!((label.before_final_at, label.before_ended_at), (first + APPEAL_DAYS * DAY, now));
}

#[test]
fn one_period_is_kept_and_no_third_begins_within_ninety_days() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let work = world.attested(&creator);
    let address = m.label_address(&work, RULE);
    let first = world.now();
    let label = |world: &mut World| {
        let says = Says::removed(world.now());
        world.send(&[m.label(&m.team, &work, &says)], &[&m.team])
    };
    label(&mut world).unwrap();
    // Its time is over, nobody lifted it.
    world.advance(40 * DAY);
    label(&mut world).unwrap();
    let second = world.label(&address);
    assert_eq!((second.before_ended_at, second.from), (first + 30 * DAY, first + 40 * DAY));
    world.advance(31 * DAY);
    refused!(label(&mut world), LabelledTooOften);
    world.set_time(first + 120 * DAY - 1);
    refused!(label(&mut world), LabelledTooOften);
    world.set_time(first + 120 * DAY);
    label(&mut world).unwrap();
    assert_eq!(world.label(&address).before_ended_at, first + 70 * DAY);
}

/// Interim labels of law: once, never final without the owners, and no rule is needed.
#[test]
fn the_team_labels_on_a_ground_in_law_once() {
    let mut world = World::new();
    let m = world.moderated();
    let creator = world.register();
    let (work, other) = (world.attested(&creator), world.attested(&creator));
    let label = |world: &mut World, by, work| {
        let says = Says::unlawful(world.now());
        world.send(&[m.label(by, work, &says)], &[by])
    };
    label(&mut world, &m.team, &work).unwrap();
    let address = m.label_address(&work, LAW);
    let interim = world.label(&address);
    assert_eq!((interim.rule, interim.rule_version, interim.final_at), (LAW, 0, i64::MAX));
    refused!(label(&mut world, &m.team, &work), InterimOnce);
    world.advance(31 * DAY);
    refused!(label(&mut world, &m.team, &work), InterimOnce);
    label(&mut world, &m.owners, &work).unwrap();
    assert_eq!(world.label(&address).final_at, world.now());

    label(&mut world, &m.team, &other).unwrap();
    label(&mut world, &m.owners, &other).unwrap();
    let upheld = world.label(&m.label_address(&other, LAW));
    assert_eq!((upheld.by, upheld.final_at), (2, world.now()));
}

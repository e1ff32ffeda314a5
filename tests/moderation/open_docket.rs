use makerstake_client::addresses;
use makerstake_core::rule::Version;
use makerstake_testkit::{
    assert_instruction_error,
    clock::DAY,
    equity::SHARE,
    governance::*,
    moderation::{note_version, open_docket, DocketConfig, DocketRule, Moderated, Says, MODERATION},
    outcome::InstructionError,
    World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

#[test]
fn the_owners_name_moderators_and_the_rules_they_apply() {
    let mut world = World::new();
    let m = world.moderated_later();
    let config = m.config(world.now());
    let receipt = world.send(&[m.open(config.clone())], &[&m.owners]).unwrap();
    receipt.assert_only_changed(&[m.owners.pubkey(), m.docket]);
    assert_eq!(receipt.created_bytes(), 288);
    let docket = world.docket(&m.docket);
    assert_eq!((docket.platform, docket.treasury), (m.realm.platform, m.owners.pubkey()));
    assert_eq!((docket.authority, docket.authority_until), (config.authority, config.authority_until));
    assert_eq!((docket.applied, docket.rules[0], docket.first[0], docket.rules[1]), (1, 3, 1, 0));
    assert_eq!((docket.decisions, docket.reviews, docket.version), (0, 0, 1));
    let again = world.send(&[m.open(config)], &[&m.owners]);
    assert_instruction_error!(again, InstructionError::Custom(0));
}

#[test]
fn nobody_else_opens_one() {
    let mut world = World::new();
    let m = world.moderated_later();
    let config = m.config(world.now());
    let mut ix = m.open(config.clone());
    ix.accounts[0].pubkey = m.team.pubkey();
    ix.accounts[1].pubkey = m.team.pubkey();
    refused!(world.send(&[ix], &[&m.team]), NotTreasury);
    // Of another platform neither.
    let other = world.moderated_later();
    let ix = open_docket(&m.owners.pubkey(), &other.realm.platform, config);
    refused!(world.send(&[ix], &[&m.owners]), NotTreasury);
}

#[test]
fn a_docket_against_the_rules_is_refused() {
    let mut world = World::new();
    let m = world.moderated_later();
    let now = world.now();
    let good = m.config(now);
    let term = |authority, authority_until| DocketConfig { authority, authority_until, ..good.clone() };
    let (nobody, team) = (Pubkey::default(), m.team.pubkey());
    for config in [term(nobody, now + 1), term(team, 0), term(team, now), term(team, now + 366 * DAY + 1)] {
        refused!(world.send(&[m.open(config)], &[&m.owners]), InvalidTerm);
    }
    for appeal_seconds in [0, 14 * DAY as u32 - 1, 180 * DAY as u32 + 1] {
        let config = DocketConfig { appeal_seconds, ..good.clone() };
        refused!(world.send(&[m.open(config)], &[&m.owners]), InvalidAppeal);
    }
    let rule = |id, first| DocketRule { id, first };
    for rules in [
        vec![rule(3, 0)],
        vec![rule(3, 1), rule(3, 2)],
        vec![rule(3, 1), rule(2, 1)],
        vec![rule(u16::MAX, 1)],
        (0..17).map(|id| rule(id, 1)).collect(),
    ] {
        let config = DocketConfig { rules, ..good.clone() };
        refused!(world.send(&[m.open(config)], &[&m.owners]), InvalidRules);
    }
    let rules = (0..16).map(|id| rule(id, 1)).collect();
    let longest = DocketConfig { rules, appeal_seconds: 180 * DAY as u32, ..term(team, now + 366 * DAY) };
    world.send(&[m.open(longest)], &[&m.owners]).unwrap();
}

/// The whole road of a real platform: rule, docket and the owners' last word are voted, and the treasury signs by
/// `execute_invoke` alone.
#[test]
fn a_vote_opens_a_docket_and_overturns_what_the_team_decided() {
    let mut world = World::new();
    let realm = world.realm();
    let (mia, tom) = (world.maker(&realm, 100 * SHARE), world.maker(&realm, 200 * SHARE));
    let (ada, ben) = (world.citizen(&realm, 60_000 * SHARE), world.citizen(&realm, 30_000 * SHARE));
    world.next_epoch(&realm);
    let by = [&ada, &ben, &mia, &tom];
    let (team, creator) = (world.actor(), world.register());
    let docket = addresses::docket(&realm.platform);
    let rule_id = 3;
    let mut set = SetRule {
        id: rule_id,
        domain: 0,
        version: 1,
        text_hash: &[4; 32],
        notice: 3 * DAY as u32,
        lasts: 0,
        params: [Param::UNSET; 8],
    };
    set.params[0] = Param { unit: 2, value: 500 };
    let p = world.decide(&realm, &by, RULES, &[Action::SetRule(set)]);
    world.send(&[execute_rule(&realm, &p, rule_id)], &[]).unwrap();
    let config = DocketConfig {
        authority: team.pubkey(),
        authority_until: world.now() + 300 * DAY,
        appeal_seconds: 14 * DAY as u32,
        rules: vec![DocketRule { id: rule_id, first: 1 }],
    };
    let invoke = |world: &mut World, call| {
        let slot = Pin::Slot(world.deployed_in(&MODERATION));
        let p = world.decide(&realm, &by, CONSTITUTION, &[Call::of(&call).action(slot)]);
        let ix = execute_invoke(&realm, &p, &call, Some(addresses::program_data(&MODERATION)));
        world.send(&[ix], &[]).unwrap()
    };
    invoke(&mut world, open_docket(&realm.treasury, &realm.platform, config));
    assert_eq!(world.docket(&docket).treasury, realm.treasury);

    let rule = world.rule(&realm, rule_id);
    let version = Version {
        number: 1,
        text_hash: rule.text_hash[0],
        previous_hash: [0; 32],
        set_at: rule.set_at[0],
        effective_at: rule.effective_at[0],
        sunset_at: rule.sunset_at[0],
        params: std::array::from_fn(|at| Param { unit: rule.units[0][at], value: rule.values[0][at] }),
    };
    let note = note_version(&team.pubkey(), &realm.rule(rule_id), None, &version);
    world.send(&[note], &[&team]).unwrap();
    let work = world.attested(&creator);
    let m = Moderated { realm: PlatformFixture { ..realm }, owners: world.actor(), team, docket };
    let says = Says { until: world.now() + 170 * DAY, ..Says::removed(world.now()) };
    world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
    let label = m.label_address(&work, rule_id);
    assert_eq!(world.label(&label).by, 0);
    let mut lift = m.lift(&m.owners, &label, [8; 32]);
    lift.accounts[0].pubkey = m.realm.treasury;
    let slot = Pin::Slot(world.deployed_in(&MODERATION));
    let p = world.decide(&m.realm, &by, CONSTITUTION, &[Call::of(&lift).action(slot)]);
    let ix = execute_invoke(&m.realm, &p, &lift, Some(addresses::program_data(&MODERATION)));
    world.send(&[ix], &[]).unwrap();
    let overturned = world.label(&label);
    assert_eq!((overturned.is_overturned, overturned.negated_at), (1, world.now()));
    assert_eq!(world.docket(&docket).reviews, 1);
}

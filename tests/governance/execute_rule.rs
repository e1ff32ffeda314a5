use makerstake_core::rule::{rule_at, RuleAt, Version};
use makerstake_testkit::governance::*;

use crate::{refused, support::TwoHouses};

const DAY: u32 = 86_400;
const MODERATION: u8 = 0;
const DATA_DOMAIN: u8 = 1;

fn rule(domain: u8, version: u32, notice: u32, params: &[(u8, u64)]) -> SetRule<'static> {
    let mut set =
        SetRule { id: 5, domain, version, text_hash: &[4; 32], notice, lasts: 0, params: [Param::UNSET; 8] };
    for (slot, (unit, value)) in set.params.iter_mut().zip(params) {
        *slot = Param { unit: *unit, value: *value };
    }
    set
}

fn versions(rule: &Rule) -> [Version; 2] {
    [0, 1].map(|n| {
        let mut params = [Param::UNSET; 8];
        for (at, param) in params.iter_mut().enumerate() {
            *param = Param { unit: rule.units[n][at], value: rule.values[n][at] };
        }
        Version {
            number: rule.numbers[n],
            text_hash: rule.text_hash[n],
            previous_hash: rule.previous_hash[n],
            set_at: rule.set_at[n],
            effective_at: rule.effective_at[n],
            sunset_at: rule.sunset_at[n],
            params,
        }
    })
}

#[test]
fn a_rule_takes_effect_after_its_notice_and_is_linked_to_the_one_before() {
    let mut t = TwoHouses::new();
    let p = t.decide(RULES, &[Action::SetRule(rule(MODERATION, 1, 3 * DAY, &[(2, 500)]))]);
    let receipt = t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    receipt.assert_only_changed(&[p, t.o.realm.rule(5), t.o.realm.treasury]);
    let executed = t.o.world.now();
    let [first, none] = versions(&t.o.world.rule(&t.o.realm, 5));
    assert_eq!((first.number, none.number), (1, 0));
    assert_eq!(first.set_at, executed);
    assert_eq!(first.effective_at, executed + i64::from(3 * DAY));
    assert_eq!((first.sunset_at, first.params[0]), (i64::MAX, Param { unit: 2, value: 500 }));
    assert_eq!(rule_at(&first, &none, first.effective_at - 1), RuleAt::Nothing);
    let p = t.decide(RULES, &[Action::SetRule(rule(MODERATION, 2, 3 * DAY, &[(2, 700)]))]);
    t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    let [second, former] = versions(&t.o.world.rule(&t.o.realm, 5));
    assert_eq!((second.number, former), (2, first));
    assert_eq!(second.previous_hash, first.hash::<makerstake_client::hash::Sha2>());
    assert_eq!(rule_at(&second, &former, second.effective_at - 1), RuleAt::Version(&first));
    assert_eq!(rule_at(&second, &former, second.effective_at), RuleAt::Version(&second));
    let p = t.decide(RULES, &[Action::RepealRule { id: 5, version: 3, notice: 3 * DAY }]);
    t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    let [end, before] = versions(&t.o.world.rule(&t.o.realm, 5));
    assert_eq!(rule_at(&end, &before, end.effective_at - 1), RuleAt::Version(&second));
    assert_eq!(rule_at(&end, &before, end.effective_at), RuleAt::Nothing);
}

#[test]
fn versions_domains_and_ids_are_as_voted() {
    let mut t = TwoHouses::new();
    let p = t.decide(RULES, &[Action::SetRule(rule(MODERATION, 2, 3 * DAY, &[]))]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]), WrongVersion);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 6)], &[]), WrongTarget);
    let p = t.decide(RULES, &[Action::SetRule(rule(MODERATION, 1, 3 * DAY, &[]))]);
    t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    let p = t.decide(RULES, &[Action::SetRule(rule(2, 2, 3 * DAY, &[]))]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]), WrongDomain);
    let p = t.decide(RULES, &[Action::RepealRule { id: 5, version: 2, notice: 3 * DAY - 1 }]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]), InvalidActionParameters);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 6)], &[]), WrongTarget);
    let to = t.o.somebody();
    let p = t.decide(LARGE, &[pay(&to, 1_000_000)]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]), WrongAction);
    let other = t.o.world.realm();
    refused!(t.o.world.send(&[execute_rule(&other, &p, 5)], &[]), WrongPlatform);
}

#[test]
fn wider_data_needs_the_data_track() {
    let mut t = TwoHouses::new();
    let wide = rule(DATA_DOMAIN, 1, 14 * DAY, &[(5, 0b110)]);
    let sly = t.decide(RULES, &[Action::SetRule(rule(DATA_DOMAIN, 1, 3 * DAY, &[(5, 0b110)]))]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &sly, 5)], &[]), WidensData);
    let sly = t.o.world.create_proposal(&t.o.realm, &t.o.ada, RULES, &[Action::WidenRule(wide)]);
    refused!(sly, KindNotInTrack);
    let hasty = Action::WidenRule(SetRule { notice: 14 * DAY - 1, ..wide });
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, DATA, &[hasty]), InvalidActionParameters);
    let p = t.decide(DATA, &[Action::WidenRule(wide)]);
    t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    // Narrowing needs the rules track only, but never faster than what it narrows comes into effect.
    let narrow = Action::SetRule(rule(DATA_DOMAIN, 2, 3 * DAY, &[(5, 0b100)]));
    let p = t.decide(RULES, &[narrow]);
    t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]).unwrap();
    assert_eq!(t.o.world.rule(&t.o.realm, 5).values[0][0], 0b100);
    // Another purpose is wider, though as a number it is less.
    let again = Action::SetRule(rule(DATA_DOMAIN, 3, 3 * DAY, &[(5, 0b011)]));
    let p = t.decide(RULES, &[again]);
    refused!(t.o.world.send(&[execute_rule(&t.o.realm, &p, 5)], &[]), WidensData);
}

use std::{collections::BTreeMap, vec::Vec};

use proptest::prelude::*;

use super::*;

#[test]
fn values_come_back_from_their_bytes() {
    let known: Vec<_> = (0..=u8::MAX).filter_map(Value::from_byte).collect();
    assert_eq!(known, [Value::Notice, Value::Limited, Value::Age, Value::Removed, Value::NoEarnings]);
    assert!(known.iter().enumerate().all(|(byte, value)| byte == *value as usize));
    let takes: Vec<_> = known.into_iter().filter(|value| value.takes_earnings()).collect();
    assert_eq!(takes, [Value::Removed, Value::NoEarnings]);
}

#[test]
fn three_overturned_of_the_last_ten_suspend() {
    let after =
        |reviews: &[u8]| reviews.iter().fold(Reviews::default(), |all, review| all.with(*review == 1));
    assert!(!after(&[1, 1]).suspend() && after(&[1, 1, 1]).suspend());
    assert!(after(&[1, 0, 0, 0, 0, 0, 0, 0, 1, 1]).suspend());
    assert!(!after(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]).suspend(), "the first is the eleventh");
    assert_eq!(Reviews::from_bits(u16::MAX).bits(), 0x3ff);
}

#[test]
fn a_window_is_taken_from_the_one_in_which_the_label_became_final_on() {
    let period = Period { value: Value::Removed as u8, final_at: 150, ended_at: 400 };
    let takes = |end| period.takes_window(end);
    assert_eq!([100, 150, 151, 200, 400, 401].map(takes), [false, false, true, true, true, false]);
    assert!(!Period { value: Value::Age as u8, ..period }.takes_window(200));
    assert!(!Period { value: 9, ..period }.takes_window(200));
    assert!(!Period { final_at: i64::MAX, ..period }.takes_window(200), "interim: never final");
}

/// The account of a rule, as governance keeps it.
fn keep(versions: &[Version]) -> (Version, Version) {
    versions.iter().fold((Version::NONE, Version::NONE), |(newest, former), next| {
        let is_kept = newest.number > 0 && newest.effective_at <= next.set_at;
        (*next, if is_kept { newest } else { former })
    })
}

/// What of the account one could ask at every second: the number in force.
fn in_force(versions: &[Version], time: i64) -> u32 {
    // At `time`, only versions written by then matter: a later one takes effect later.
    let written: Vec<_> = versions.iter().filter(|version| version.set_at <= time).copied().collect();
    let (newest, former) = keep(&written);
    match crate::rule::rule_at(&newest, &former, time) {
        crate::rule::RuleAt::Version(version) => version.number,
        _ => 0,
    }
}

proptest! {
    /// Noting every version from the newest to the first gives exactly the times in which each was in force.
    #[test]
    fn noted_versions_are_in_force_when_the_rule_said_so(
        steps in prop::collection::vec((0i64..12, 1i64..10, 0i64..20), 1..9),
        rest in 0i64..15,
    ) {
        let mut now = 10;
        let mut versions: Vec<Version> = Vec::new();
        for (pause, notice, lasts) in &steps {
            now += pause;
            let effective_at = now + notice;
            versions.push(Version {
                number: versions.len() as u32 + 1,
                text_hash: [1; 32],
                set_at: now,
                effective_at,
                sunset_at: if *lasts == 0 { i64::MAX } else { effective_at + lasts },
                ..Version::NONE
            });
        }
        now += rest;
        let (newest, former) = keep(&versions);
        let mut ends: BTreeMap<u32, End> = BTreeMap::new();
        for version in versions.iter().rev() {
            let next = versions.get(version.number as usize).and_then(|next| {
                let end = ends.get(&next.number)?;
                let took_over_at = if end.until > next.effective_at { next.effective_at } else { end.followed_at };
                Some(Next { number: next.number, set_at: next.set_at, took_over_at })
            });
            match end_of(version, &newest, &former, next, now) {
                Some(end) => { ends.insert(version.number, end); }
                // Not certain: nothing that came after it has taken effect yet.
                None => {
                    let took_effect = |later: &Version| {
                        let next = versions.get(later.number as usize);
                        later.effective_at <= now && next.is_none_or(|next| later.effective_at <= next.set_at)
                    };
                    prop_assert!(!versions[version.number as usize..].iter().any(took_effect));
                }
            }
        }
        for version in &versions {
            let Some(end) = ends.get(&version.number) else { continue };
            for time in 0..=now {
                let said = (version.effective_at..end.until).contains(&time);
                prop_assert_eq!(said, in_force(&versions, time) == version.number, "{:?} at {}", version, time);
            }
        }
    }
}

use std::{collections::BTreeMap, fs};

use proptest::prelude::*;

use super::*;
use crate::{
    address,
    leaves::{self, Leaf},
    rule::{tests::sample, Damping, Named},
    verify::{recompute, Evidence},
};

mod case;
mod refused;

use case::*;

#[test]
fn the_worked_example_of_the_docs() {
    let case = Case::new();
    let rows = Rows {
        works: works(&[(1, 1, 0), (1, 2, 9), (1, 3, 0), (2, 4, 1)]),
        engagement: engagement(&[
            (1, 1, "views", 400),
            (1, 2, "views", 1),
            (1, 3, "votes", 90),
            (2, 4, "bots", 7),
            (2, 4, "views", 1),
            (2, 9, "views", 1),
        ]),
        ..Rows::default()
    };
    let (scored, leaves) = case.run(&rows).unwrap();
    // Creator 1: works at 10+2x20 = 50, 10+5x3+2 = 27, 10+2x30 = 70 points, of which the best two. Creator 2: 10+5+2.
    assert_eq!((leaves[0].score, leaves[1].score), (120_000, 17_000));
    // 875,915.03 and 124,087.96: rounded down, one base unit is left, for the larger remainder.
    assert_eq!((leaves[0].amount, leaves[1].amount), (875_915, 124_088));
    assert_eq!((scored.works.listed, scored.works.counted, scored.holders), (4, 4, 2));
    assert_eq!((scored.engagement, scored.unattested), (6, 1));
}

#[test]
fn without_engagement_nothing_is_earned_and_points_count_once() {
    let mut case = Case::new();
    case.rule.min_engagement = 100;
    let rows = Rows {
        // Three attested in this window, four in the one before.
        works: attested(&[
            (1, 1, 0, 3),
            (2, 2, 0, 0),
            (3, 3, 0, 0),
            (4, 4, 1, 0),
            (5, 5, 1, 0),
            (6, 6, 1, 0),
            (7, 7, 1, 0),
        ]),
        engagement: engagement(&[
            (2, 2, "views", 99),
            (3, 3, "views", 100),
            (4, 4, "views", 1_000_000),
            (5, 5, "views", 60),
            (6, 6, "views", 59),
        ]),
        before: engagement(&[
            (2, 2, "views", 1_000),
            (4, 4, "views", 100),
            (5, 5, "views", 40),
            (6, 6, "views", 40),
        ]),
        ..Rows::default()
    };
    let (scored, leaves) = case.run(&rows).unwrap();
    // 3 reaches it at once. 5 reaches it in the second window, with the views of both. 4 was paid for in the first, whatever
    // comes later. What is counted before the attestation, as of 2, does not count.
    let rows: Vec<_> = leaves.iter().map(|leaf| (leaf.holder[0], leaf.score)).collect();
    assert_eq!(rows, [(3, 30_000), (5, 30_000)]);
    let expected = Works { listed: 7, counted: 2, waiting: 2, before: 1, lapsed: 2 };
    assert_eq!(scored.works, expected);
}

#[test]
fn co_authors_get_their_part_after_the_cap_of_works_and_before_the_cap_of_holders() {
    let mut case = Case::new();
    case.rule.caps.works_per_creator = 1;
    let rows = Rows {
        works: works(&[(1, 1, 0), (1, 2, 0), (2, 3, 0)]),
        engagement: engagement(&[(1, 1, "views", 400), (1, 2, "views", 100), (2, 3, "views", 400)]),
        // 3 has a part of the better work of 1 and one of the worse, which does not count; 1 has one of 2's.
        parts: parts(&[(1, 1, 3, 2_500), (1, 2, 3, 10_000), (2, 3, 1, 1_000)]),
        ..Rows::default()
    };
    let found = case.amounts(&rows);
    assert_eq!(
        found.iter().map(|(who, row)| (*who, row.1)).collect::<Vec<_>>(),
        [(1, 42_500), (2, 45_000), (3, 12_500)]
    );
    // The cap of a holder is that of all it has together: 60 % are left to 1 and 3 once 2 is at 40 %.
    case.rule.caps.creator_bps = 4_000;
    let found = case.amounts(&rows);
    assert_eq!(found[&2].0, 400_001);
    assert_eq!(found.values().map(|row| row.0).sum::<u64>(), LIMITS.allocation);
    // Somebody whose score comes of others' works alone has to reach the minimum too.
    case.rule.caps.creator_bps = 10_000;
    case.rule.caps.min_score = 12_501;
    assert_eq!(case.amounts(&rows).keys().copied().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn roles_get_their_points_part_and_never_more_than_their_cap() {
    let mut case = Case::new();
    case.rule.weights.metrics.insert("curated".to_owned(), 1);
    case.rule.weights.metrics.insert("referred".to_owned(), 1);
    let role = |name: &str, bps| crate::rule::Role { name: name.to_owned(), bps };
    case.rule.roles = vec![role("curated", 500), role("referred", 5_00)];
    case.limits = Limits { allocation: 1_000_000, leaf_max: 1_000_000 };
    let rows = Rows {
        works: works(&[(1, 1, 0), (2, 2, 0)]),
        // 50 points each for the works; 2 points for curating; 2 and 198 for bringing somebody.
        engagement: engagement(&[
            (1, 1, "views", 400),
            (2, 2, "views", 400),
            (3, 0, "curated", 1),
            (1, 0, "referred", 1),
            (4, 0, "referred", 9_801),
        ]),
        // What was done in a role before the window is paid for.
        before: engagement(&[(3, 0, "curated", 1_000_000)]),
        ..Rows::default()
    };
    let found = case.amounts(&rows);
    // 2 of 302 points are below the cap of curators; 200 of 302 are not below that of referrers, which is 50,000.
    assert_eq!((found[&3], found[&4]), ((6_622, 2_000), (49_500, 198_000)));
    assert_eq!((found[&1], found[&2]), ((472_189, 52_000), (471_689, 50_000)));
    // Who does not count gets nothing where a registrar says who does.
    case.rule.registrar = Named::Account([9; 32]);
    let (scored, leaves) = case.run(&rows).map(|(scored, leaves)| (scored, leaves.len())).unwrap();
    assert_eq!((scored.unattested, leaves), (3, 2));
    let listed =
        Rows { works: [rows.works.clone(), vec![format!("{},,0,0\n", creator(4))]].concat(), ..rows.clone() };
    assert_eq!(case.amounts(&listed).keys().copied().collect::<Vec<_>>(), [1, 2, 4]);
    // A window without works pays roles their caps; the rest cannot be paid.
    let alone = Rows { works: Vec::new(), ..rows };
    case.rule.registrar = Named::Open;
    assert!(case.refused(&alone).contains("cannot take the allocation"));
}

#[test]
fn made_up_accounts_buy_nothing_where_works_need_an_audience() {
    let mut case = Case::new();
    case.rule.min_engagement = 1_000;
    case.rule.caps.works_per_creator = 0;
    // One honest work; forty made-up creators with five works each, whose views are those that they paid for.
    let honest = (1, 1, 0);
    let sybils: Vec<_> = (10..50).flat_map(|by| (100..105).map(move |what| (by, what, 3))).collect();
    let seen: Vec<_> = sybils.iter().map(|(by, what, _)| (*by, *what, "views", 999)).collect();
    let rows = Rows {
        works: works(&[vec![honest], sybils].concat()),
        engagement: engagement(&[vec![(1, 1, "views", 1_000)], seen].concat()),
        ..Rows::default()
    };
    assert_eq!(case.amounts(&rows).keys().copied().collect::<Vec<_>>(), [1]);
    // The same works without the rule would have taken nearly everything.
    case.rule.min_engagement = 1;
    assert!(case.amounts(&rows)[&1].0 < LIMITS.allocation / 100);
}

#[test]
fn the_price_of_an_epoch_is_said() {
    let case = Case::new();
    let rows = Rows {
        works: works(&[(1, 1, 0)]),
        engagement: engagement(&[(1, 1, "views", 1_000_000)]),
        ..Rows::default()
    };
    let (scored, _) = case.run(&rows).unwrap();
    // 2,010 points against two works of 12 points each: 84 creators.
    let found = price(&case.rule, &scored).unwrap();
    assert_eq!(found, Price { creators: 84, lamports: 84 * (352 + 272) * 6_960 });
}

#[test]
fn caps_hand_the_rest_to_the_others() {
    let mut case = Case::new();
    case.rule.caps.creator_bps = 4_000;
    case.rule.weights.engagement = 1;
    let rows = Rows {
        works: works(&[(1, 1, 0), (2, 2, 0), (3, 3, 0), (4, 4, 0)]),
        engagement: engagement(&[
            (1, 1, "views", 1_000_000),
            (2, 2, "views", 10_000),
            (3, 3, "views", 1),
            (4, 4, "views", 1),
        ]),
        ..Rows::default()
    };
    let (scored, leaves) = case.run(&rows).unwrap();
    // 1010, 110, 11 and 11 points: 40 % to the first, then the second would pass 40 % too, the others share the rest.
    let amounts: Vec<_> = leaves.iter().map(|row| row.amount).collect();
    assert_eq!(amounts, [400_001, 400_001, 100_001, 100_000]);
    assert_eq!(scored.capped, 2);
}

/// Works of these creators, each with one view.
fn seen_once(creators: &[u8]) -> Rows {
    let pairs = creators.iter().zip(1..);
    let (works_of, views): (Vec<_>, Vec<_>) =
        pairs.map(|(by, what)| ((*by, what, 0), (*by, what, "views", 1))).unzip();
    Rows { works: works(&works_of), engagement: engagement(&views), ..Rows::default() }
}

#[test]
fn caps_that_cannot_be_met_are_refused() {
    let mut case = Case::new();
    case.rule.caps.creator_bps = 4_999;
    let expected =
        "works.csv: 2 holders at 499901 each, and the roles' parts, cannot take the allocation: 1000003; \
                    raise the caps, or propose when more take part";
    assert_eq!(case.refused(&seen_once(&[1, 2])), expected);
    case.limits.leaf_max = 0;
    let expected = "works.csv: nobody may get even one base unit: 1000003; raise the allocation or the caps";
    assert_eq!(case.refused(&seen_once(&[1])), expected);
}

#[test]
fn ties_go_to_the_smallest_holder() {
    let mut case = Case::new();
    case.limits = Limits { allocation: 5, leaf_max: 5 };
    let rows = seen_once(&[3, 1, 2]);
    let shares = |case: &Case| -> Vec<_> {
        case.amounts(&rows).into_iter().map(|(holder, (amount, _))| (holder, amount)).collect()
    };
    assert_eq!(shares(&case), [(1, 2), (2, 2), (3, 1)]);
    case.limits.allocation = 2;
    assert_eq!(shares(&case), [(1, 1), (2, 1)]);
}

#[test]
fn merged_rows_count_as_their_sum() {
    let mut case = Case::new();
    let with = |engagement: Vec<String>| Rows { works: works(&[(1, 1, 0)]), engagement, ..Rows::default() };
    let one = case.run(&with(engagement(&[(1, 1, "views", 30)]))).unwrap();
    case.merge = true;
    let parts = engagement(&[(1, 1, "views", 9), (1, 1, "views", 1), (1, 1, "views", 20)]);
    assert_eq!(case.run(&with(parts)).unwrap(), one);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Shuffled rows, another budget, and the document's own steps: the same bytes.
    #[test]
    fn the_set_of_rows_decides_and_nothing_else(
        listed in prop::collection::btree_map((1u8..30, 1u8..40), (0u8..2, 0u64..6), 1..80),
        values in prop::collection::vec((0u64..1 << 40, prop::sample::select(vec!["views", "votes", "bots"])), 160),
        shares in prop::collection::vec((1u8..40, 1u16..=3_000), 60),
        credits in prop::collection::btree_map((1u8..60, prop::sample::select(vec!["curated", "referred"])), 0u64..1 << 40, 0..20),
        allocation in 1u64..1 << 50,
        (bps, role_bps, most) in (1u16..=10_000, 1u16..=2_500, 0u32..4),
        min_engagement in 1u64..1 << 30,
        shuffle: prop::sample::Index,
        budget in 100usize..4_000,
    ) {
        let mut case = Case::new();
        case.limits = Limits { allocation, leaf_max: allocation };
        case.rule.caps.creator_bps = bps;
        case.rule.caps.works_per_creator = most;
        case.rule.min_engagement = min_engagement;
        for name in ["curated", "referred"] {
            case.rule.weights.metrics.insert(name.to_owned(), 1);
            case.rule.roles.push(crate::rule::Role { name: name.to_owned(), bps: role_bps });
        }
        let keys: Vec<_> = listed.keys().copied().collect();
        let seen = |values: &[(u64, &'static str)]| -> Vec<_> {
            keys.iter().zip(values).map(|((by, what), (value, metric))| (*by, *what, *metric, *value)).collect()
        };
        let of_roles: Vec<_> = credits.iter().map(|((by, role), value)| (*by, 0, *role, *value)).collect();
        let two = keys.iter().zip(shares.chunks(2));
        let shared = two.flat_map(|((by, what), two)| {
            let mut two = two.to_vec();
            two.dedup_by_key(|part| part.0);
            two.into_iter().filter(|part| part.0 != *by).map(|(holder, bps)| (*by, *what, holder, bps)).collect::<Vec<_>>()
        });
        let mut rows = Rows {
            works: attested(&listed.iter().map(|((by, what), (window, given))| (*by, *what, *window, *given)).collect::<Vec<_>>()),
            parts: parts(&shared.collect::<Vec<_>>()),
            engagement: engagement(&[seen(&values), of_roles].concat()),
            before: engagement(&seen(&values[80..])),
        };
        let first = case.run(&rows);
        rows.works.reverse();
        rows.parts.reverse();
        rows.engagement.reverse();
        let turn = shuffle.index(rows.engagement.len());
        rows.engagement.rotate_left(turn);
        case.budget = budget;
        let second = case.run(&rows);
        match (first, second) {
            // Each run is compared with the document's steps as well.
            (Ok(first), Ok(second)) => prop_assert_eq!(&first, &second),
            (Err(first), Err(second)) => prop_assert_eq!(first.to_string(), second.to_string()),
            (first, second) => prop_assert!(false, "{first:?} {second:?}"),
        }
    }
}

use std::{collections::BTreeMap, fs};

use proptest::prelude::*;

use super::*;
use crate::{
    address,
    leaves::{self, Leaf},
    rule::{tests::sample, Damping},
};

const LIMITS: Limits = Limits { allocation: 1_000_003, leaf_max: 1_000_003 };

fn creator(index: u8) -> String {
    address::text(&[index; 32])
}

fn work(index: u8) -> String {
    hex::encode([index; 32])
}

struct Case {
    folder: tempfile::TempDir,
    rule: Rule,
    limits: Limits,
    merge: bool,
    budget: usize,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, rule: sample(), limits: LIMITS, merge: false, budget: BUDGET }
    }

    fn run(&self, works: &[String], engagement: &[String]) -> Result<(Scored, Vec<Leaf>)> {
        let path = |name: &str| self.folder.path().join(name);
        fs::write(path("works.csv"), format!("{WORKS_HEADER}\n{}", works.concat())).unwrap();
        fs::write(path("engagement.csv"), format!("{ENGAGEMENT_HEADER}\n{}", engagement.concat())).unwrap();
        let job = Job {
            works: &path("works.csv"),
            engagement: &path("engagement.csv"),
            rule: &self.rule,
            limits: self.limits,
            merge: self.merge,
            budget: self.budget,
        };
        let out = path("leaves.csv");
        let scored = score(&job, &out)?;
        let mut rows = Vec::new();
        let pinned = leaves::read(&out, &self.limits, |leaves| {
            rows.extend_from_slice(leaves);
            Ok(())
        })?;
        assert_eq!(pinned, scored.leaves);
        Ok((scored, rows))
    }

    fn refused(&self, works: &[String], engagement: &[String]) -> String {
        let mut refusal = self.run(works, engagement).unwrap_err().refusal().unwrap().clone();
        refusal.file = refusal.file.rsplit('/').next().unwrap().to_owned();
        refusal.to_string()
    }
}

fn works(rows: &[(u8, u8, u64)]) -> Vec<String> {
    rows.iter().map(|(by, what, endorsed)| format!("{},{},{endorsed}\n", creator(*by), work(*what))).collect()
}

fn engagement(rows: &[(u8, u8, &str, u64)]) -> Vec<String> {
    let row = |(by, what, metric, value): &(u8, u8, &str, u64)| {
        format!("{},{},{metric},{value}\n", creator(*by), work(*what))
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_worked_example_of_the_docs() {
    let mut case = Case::new();
    case.rule.caps.creator_bps = 10_000;
    let works = works(&[(1, 1, 0), (1, 2, 9), (1, 3, 0), (2, 4, 1)]);
    let engagement =
        engagement(&[(1, 1, "views", 400), (1, 3, "votes", 90), (2, 4, "bots", 7), (2, 9, "views", 1)]);
    let (scored, rows) = case.run(&works, &engagement).unwrap();
    // Creator 1: works at 10+2x20 = 50, 10+5x3 = 25, 10+2x30 = 70 points, of which the best two. Creator 2: 10+5.
    assert_eq!((rows[0].score, rows[1].score), (120_000, 15_000));
    // 888,891.55 and 111,111.44: rounded down, one base unit is left, for the larger remainder.
    assert_eq!((rows[0].amount, rows[1].amount), (888_892, 111_111));
    assert_eq!((scored.works, scored.engagement, scored.unattested, scored.creators), (4, 4, 1, 2));
}

#[test]
fn caps_hand_the_rest_to_the_others() {
    let mut case = Case::new();
    case.rule.caps.min_score = 0;
    case.rule.caps.creator_bps = 4_000;
    let works = works(&[(1, 1, 0), (2, 2, 0), (3, 3, 0), (4, 4, 0)]);
    let engagement = engagement(&[(1, 1, "views", 1_000_000), (2, 2, "views", 10_000)]);
    let (scored, rows) = case.run(&works, &engagement).unwrap();
    // 2010, 210, 10 and 10 points: 40 % to the first, then the second would pass 40 % too, the others share the rest.
    let amounts: Vec<_> = rows.iter().map(|row| row.amount).collect();
    assert_eq!(amounts, [400_001, 400_001, 100_001, 100_000]);
    assert_eq!(scored.capped, 2);
}

#[test]
fn caps_that_cannot_be_met_are_refused() {
    let mut case = Case::new();
    case.rule.caps.creator_bps = 4_999;
    let expected = "works.csv: 2 creators at 499901 each cannot take the allocation: 1000003; \
                    raise the caps for creators, or propose when more take part";
    assert_eq!(case.refused(&works(&[(1, 1, 0), (2, 2, 0)]), &[]), expected);
    case.limits.leaf_max = 0;
    let expected = "works.csv: nobody may get even one base unit: 1000003; raise the allocation or the caps";
    assert_eq!(case.refused(&works(&[(1, 1, 0)]), &[]), expected);
}

#[test]
fn ties_go_to_the_smallest_holder() {
    let mut case = Case::new();
    case.limits = Limits { allocation: 5, leaf_max: 5 };
    case.rule.caps.creator_bps = 10_000;
    let (_, rows) = case.run(&works(&[(3, 1, 0), (1, 2, 0), (2, 3, 0)]), &[]).unwrap();
    let shares: Vec<_> = rows.iter().map(|row| (row.holder[0], row.amount)).collect();
    assert_eq!(shares, [(1, 2), (2, 2), (3, 1)]);
    case.limits.allocation = 2;
    let (_, rows) = case.run(&works(&[(3, 1, 0), (1, 2, 0), (2, 3, 0)]), &[]).unwrap();
    let shares: Vec<_> = rows.iter().map(|row| (row.holder[0], row.amount)).collect();
    assert_eq!(shares, [(1, 1), (2, 1)]);
}

#[test]
fn bad_inputs_are_refused_with_their_place() {
    let case = Case::new();
    let one = creator(1);
    let good = works(&[(1, 1, 0)]);
    let hash = work(1);
    let twice = engagement(&[(1, 1, "views", 1), (1, 1, "views", 2)]);
    let cases = [
        (works(&[(1, 1, 0), (1, 1, 2)]), vec![], format!("works.csv:3: duplicate work: {one} {hash}; a creator attests a work once: keep one row")),
        (good.clone(), twice, format!("engagement.csv:3: duplicate engagement: {one} {hash}; keep one row a creator, work and metric, or add them up with --merge")),
        (good.clone(), engagement(&[(1, 1, "likes", 1)]), "engagement.csv:2: unknown metric: likes; name it in the rule's weights.metrics; weight 0 ignores it".to_owned()),
        (good.clone(), vec![format!("{one},{},views,1\n", hash.to_uppercase().replace('0', "A"))], format!("engagement.csv:2: not a content hash: {}; the SHA-256 of the work: 64 characters of 0 to 9 and a to f", hash.replace('0', "A"))),
        (good.clone(), vec![format!("{one},{hash},views,-1\n")], "engagement.csv:2: negative value: -1; write a whole number, 0 or more".to_owned()),
        (vec![], vec![], "works.csv: no creator scores: 0; check the works, or lower the rule's min_score".to_owned()),
    ];
    for (works, engagement, expected) in cases {
        // A place and its value may be longer than a message shows.
        let found = case.refused(&works, &engagement);
        let same = |text: &str| {
            text.split("; ").map(|part| part.chars().take(100).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(same(&found), same(&expected));
    }
}

#[test]
fn scores_that_overflow_are_refused() {
    let mut case = Case::new();
    case.rule.damping = Damping::None;
    let found = case.refused(&works(&[(1, 1, 0)]), &engagement(&[(1, 1, "views", u64::MAX)]));
    assert!(found.starts_with(&format!("engagement.csv: overflow of the score: {}", creator(1))), "{found}");
}

#[test]
fn merged_rows_count_as_their_sum() {
    let mut case = Case::new();
    case.rule.caps.creator_bps = 10_000;
    let works = works(&[(1, 1, 0)]);
    let one = case.run(&works, &engagement(&[(1, 1, "views", 30)])).unwrap();
    case.merge = true;
    let parts = engagement(&[(1, 1, "views", 9), (1, 1, "views", 1), (1, 1, "views", 20)]);
    assert_eq!(case.run(&works, &parts).unwrap(), one);
}

/// The amounts by the book: caps one at a time, quotas as fractions, remainders sorted.
fn by_the_book(scores: &BTreeMap<u8, u64>, allocation: u64, cap: u64) -> Option<BTreeMap<u8, u64>> {
    let mut amounts = BTreeMap::new();
    let (mut rest, mut open) = (u128::from(allocation), scores.clone());
    loop {
        let points: u128 = open.values().map(|score| u128::from(*score)).sum();
        let over = |score: u64| u128::from(score) * rest > u128::from(cap) * points;
        let passing = open.iter().filter(|(_, score)| over(**score)).max_by_key(|(_, score)| **score);
        let Some((&first, _)) = passing else { break };
        open.remove(&first);
        amounts.insert(first, cap);
        rest -= u128::from(cap);
    }
    let points: u128 = open.values().map(|score| u128::from(*score)).sum();
    if points == 0 {
        return (rest == 0).then_some(amounts);
    }
    let mut quotas: Vec<_> = open
        .iter()
        .map(|(who, score)| (u128::from(*score) * rest % points, *who, u128::from(*score) * rest / points))
        .collect();
    let left = rest - quotas.iter().map(|quota| quota.2).sum::<u128>();
    quotas.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (at, (_, who, quota)) in quotas.into_iter().enumerate() {
        amounts.insert(who, (quota + u128::from((at as u128) < left)) as u64);
    }
    Some(amounts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Shuffled rows, another budget, and the book: the same bytes.
    #[test]
    fn the_set_of_rows_decides_and_nothing_else(
        attested in prop::collection::btree_map((1u8..30, 1u8..40), 0u64..6, 1..80),
        values in prop::collection::vec((0u64..1 << 40, prop::sample::select(vec!["views", "votes", "bots"])), 80),
        allocation in 1u64..1 << 50,
        bps in 1u16..=10_000,
        shuffle: prop::sample::Index,
        budget in 100usize..4_000,
    ) {
        let mut case = Case::new();
        case.limits = Limits { allocation, leaf_max: allocation };
        case.rule.caps.creator_bps = bps;
        let rows: Vec<_> = attested.iter().map(|((by, what), endorsed)| (*by, *what, *endorsed)).collect();
        let seen: Vec<_> =
            rows.iter().zip(&values).map(|((by, what, _), (value, metric))| (*by, *what, *metric, *value)).collect();
        let (mut works, mut engagement) = (works(&rows), engagement(&seen));
        let first = case.run(&works, &engagement);
        works.reverse();
        engagement.reverse();
        let turn = shuffle.index(engagement.len());
        engagement.rotate_left(turn);
        case.budget = budget;
        let second = case.run(&works, &engagement);
        let cap = (u128::from(allocation) * u128::from(bps) / 10_000) as u64;
        match (first, second) {
            (Ok(first), Ok(second)) => {
                prop_assert_eq!(&first, &second);
                let mut points: BTreeMap<u8, Vec<u64>> = BTreeMap::new();
                for ((by, _, endorsed), (value, metric)) in rows.iter().zip(&values) {
                    let units = u128::from(*value) * match *metric { "views" => 1, "votes" => 10, _ => 0 };
                    let points = points.entry(*by).or_default();
                    points.push(10_000 + 5_000 * endorsed.min(&3) + 2 * (units * 1_000_000).isqrt() as u64);
                }
                let scores = points.into_iter().map(|(by, mut points)| {
                    points.sort_unstable_by(|a, b| b.cmp(a));
                    (by, points.iter().take(2).sum())
                });
                let mut expected = by_the_book(&scores.collect(), allocation, cap).unwrap();
                expected.retain(|_, amount| *amount > 0);
                let found: BTreeMap<u8, u64> = first.1.iter().map(|row| (row.holder[0], row.amount)).collect();
                prop_assert_eq!(found, expected);
            }
            (Err(first), Err(second)) => prop_assert_eq!(first.to_string(), second.to_string()),
            (first, second) => prop_assert!(false, "{first:?} {second:?}"),
        }
    }
}

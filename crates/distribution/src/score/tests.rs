use std::{collections::BTreeMap, fs};

use proptest::prelude::*;

use super::*;
use crate::{
    address,
    leaves::{self, Leaf},
    rule::{tests::sample, Damping, Named},
    verify::{recompute, Evidence},
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

/// The rows of the tables, each ending with a line's end.
#[derive(Clone, Default)]
struct Rows {
    works: Vec<String>,
    parts: Vec<String>,
    engagement: Vec<String>,
    before: Vec<String>,
}

impl Case {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rule = sample();
        rule.caps.creator_bps = 10_000;
        rule.caps.min_score = 0;
        Self { folder, rule, limits: LIMITS, merge: false, budget: BUDGET }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, rows: &Rows) -> Result<(Scored, Vec<Leaf>)> {
        let write = |name: &str, header: &str, rows: &[String]| {
            fs::write(self.path(name), format!("{header}\n{}", rows.concat())).unwrap();
        };
        write("works.csv", WORKS_HEADER, &rows.works);
        write("parts.csv", PARTS_HEADER, &rows.parts);
        write("engagement.csv", ENGAGEMENT_HEADER, &rows.engagement);
        write("before.csv", ENGAGEMENT_HEADER, &rows.before);
        let [this, before] = ["engagement.csv", "before.csv"].map(|name| self.path(name));
        let tables = [(&this, Period::This), (&before, Period::Before)].map(|(path, period)| Table {
            path,
            period,
            day: None,
        });
        let job = Job {
            works: &self.path("works.csv"),
            parts: Some(&self.path("parts.csv")),
            engagement: &tables,
            rule: &self.rule,
            limits: self.limits,
            merge: self.merge,
            budget: self.budget,
        };
        let out = self.path("leaves.csv");
        let scored = score(&job, &out)?;
        let mut leaves = Vec::new();
        let pinned = leaves::read(&out, &self.limits, |rows| {
            leaves.extend_from_slice(rows);
            Ok(())
        })?;
        assert_eq!(pinned, scored.leaves);
        if !self.merge {
            self.check_by_the_document(&scored, &leaves);
        }
        Ok((scored, leaves))
    }

    /// The second implementation says the same.
    fn check_by_the_document(&self, scored: &Scored, leaves: &[Leaf]) {
        let path = |name: &str| self.path(name);
        fs::write(path("rule.json"), self.rule.canonical().unwrap()).unwrap();
        let (works, parts) = (path("works.csv"), path("parts.csv"));
        let (rule, this, before) = (path("rule.json"), path("engagement.csv"), path("before.csv"));
        let evidence = Evidence {
            rule: &rule,
            works: &works,
            parts: Some(&parts),
            engagement: vec![&this],
            before: vec![&before],
        };
        let again = recompute(&evidence, self.limits.allocation, self.limits.leaf_max).unwrap();
        assert_eq!(again.inputs_hash, scored.inputs_hash);
        assert_eq!(again.rule_hash, self.rule.hash().unwrap());
        let rows: BTreeMap<_, _> =
            leaves.iter().map(|leaf| (leaf.holder, (leaf.amount, leaf.score))).collect();
        assert_eq!(again.rows, rows);
    }

    fn refused(&self, rows: &Rows) -> String {
        let mut refusal = self.run(rows).unwrap_err().refusal().unwrap().clone();
        refusal.file = refusal.file.rsplit('/').next().unwrap().to_owned();
        refusal.to_string()
    }

    /// Amount and score by the first byte of the holder.
    fn amounts(&self, rows: &Rows) -> BTreeMap<u8, (u64, u64)> {
        let (_, leaves) = self.run(rows).unwrap();
        leaves.iter().map(|leaf| (leaf.holder[0], (leaf.amount, leaf.score))).collect()
    }
}

/// Works with their endorsements, attested in the epoch's window.
fn works(rows: &[(u8, u8, u64)]) -> Vec<String> {
    attested(&rows.iter().map(|(by, what, endorsed)| (*by, *what, 0, *endorsed)).collect::<Vec<_>>())
}

/// Works with their window and endorsements.
fn attested(rows: &[(u8, u8, u8, u64)]) -> Vec<String> {
    let row = |(by, what, window, endorsed): &(u8, u8, u8, u64)| {
        format!("{},{},{window},{endorsed}\n", creator(*by), work(*what))
    };
    rows.iter().map(row).collect()
}

fn parts(rows: &[(u8, u8, u8, u16)]) -> Vec<String> {
    let row = |(by, what, holder, bps): &(u8, u8, u8, u16)| {
        format!("{},{},{},{bps}\n", creator(*by), work(*what), creator(*holder))
    };
    rows.iter().map(row).collect()
}

/// Engagement; work 0 is none.
fn engagement(rows: &[(u8, u8, &str, u64)]) -> Vec<String> {
    let row = |(by, what, metric, value): &(u8, u8, &str, u64)| {
        let work = if *what == 0 { String::new() } else { work(*what) };
        format!("{},{work},{metric},{value}\n", creator(*by))
    };
    rows.iter().map(row).collect()
}

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
fn bad_inputs_are_refused_with_their_place() {
    let mut case = Case::new();
    case.rule.weights.metrics.insert("curated".to_owned(), 1);
    case.rule.roles = vec![crate::rule::Role { name: "curated".to_owned(), bps: 500 }];
    let one = creator(1);
    let good = works(&[(1, 1, 0)]);
    let hash = work(1);
    let zero = work(0);
    let rows = |works: Vec<String>, engagement: Vec<String>| Rows { works, engagement, ..Rows::default() };
    let seen = |row: String| rows(good.clone(), vec![row]);
    let part = |row: String| Rows { works: good.clone(), parts: vec![row], ..Rows::default() };
    let cases = [
        (rows(works(&[(1, 1, 0), (1, 1, 2)]), vec![]), format!("works.csv:3: duplicate work: {one} {hash}; a creator attests a work once: keep one row")),
        (rows(attested(&[(1, 1, 0, 0), (1, 1, 1, 0)]), vec![]), format!("works.csv:3: duplicate work: {one} {hash}; a creator attests a work once: keep one row")),
        (rows(good.clone(), engagement(&[(1, 1, "views", 1), (1, 1, "views", 2)])), format!("engagement.csv:3: duplicate engagement: {one} {hash}; keep one row a creator, work and metric, or add them up with --merge")),
        (seen(format!("{one},{hash},likes,1\n")), "engagement.csv:2: unknown metric: likes; name it in the rule's weights.metrics; weight 0 ignores it".to_owned()),
        (seen(format!("{one},{},views,1\n", hash.replace('0', "A"))), format!("engagement.csv:2: not a content hash: {}; the SHA-256 of the work: 64 characters of 0 to 9 and a to f", hash.replace('0', "A"))),
        (seen(format!("{one},{zero},views,1\n")), format!("engagement.csv:2: not a content hash: {zero}; the SHA-256 of the work: 64 characters of 0 to 9 and a to f")),
        (seen(format!("{one},{hash},views,-1\n")), "engagement.csv:2: negative value: -1; write a whole number, 0 or more".to_owned()),
        (seen(format!("{one},,views,1\n")), "engagement.csv:2: no work: views; name the work: only the rule's roles credit a holder without one".to_owned()),
        (seen(format!("{one},{hash},curated,1\n")), "engagement.csv:2: a role with a work: curated; leave the work empty: the metric is a role of the rule, which credits a holder".to_owned()),
        (rows(vec![format!("{one},{hash},2,0\n")], vec![]), "works.csv:2: not a window: 2; 0 for what was attested in the epoch's window, 1 for the window before".to_owned()),
        (rows(vec![format!("{one},,0,1\n")], vec![]), format!("works.csv:2: no work: {one},,0,1; a creator that counts has a row without a work, in window 0, without endorsements")),
        (part(format!("{one},{hash},{},0\n", creator(2))), "parts.csv:2: bps out of range: 0; from 1 to 10000".to_owned()),
        (part(format!("{one},{hash},{one},1\n")), format!("parts.csv:2: a part of the attester: {one}; the attester keeps what no part takes: leave it out")),
        (part(format!("{one},,{},1\n", creator(2))), format!("parts.csv:2: no work: {one},,{},1; a part is of a work", creator(2))),
        (Rows { works: good.clone(), parts: parts(&[(1, 1, 2, 1), (1, 1, 2, 2)]), ..Rows::default() }, format!("parts.csv:3: duplicate part: {hash} {}; keep one row a creator, work and holder", creator(2))),
        (Rows { works: good.clone(), parts: parts(&[(1, 1, 2, 6_000), (1, 1, 3, 4_001)]), ..Rows::default() }, format!("parts.csv: parts of 10001 bps: {one} {hash}; at most 10000 a work together")),
        (Rows { works: good.clone(), parts: parts(&[(1, 7, 2, 1)]), ..Rows::default() }, format!("parts.csv: parts of a work that is not listed: {one} {}; list both anew", work(7))),
        (Rows { works: good.clone(), ..Rows::default() }, "works.csv: nobody scores: 0; check the works and their engagement, or lower the rule's minima".to_owned()),
    ];
    for (rows, expected) in cases {
        // A place and its value may be longer than a message shows.
        let found = case.refused(&rows);
        let same = |text: &str| {
            text.split("; ").map(|part| part.chars().take(100).collect::<String>()).collect::<Vec<_>>()
        };
        assert_eq!(same(&found), same(&expected));
    }
}

#[test]
fn the_numbers_of_a_day_say_which_day_it_is() {
    let case = Case::new();
    fs::write(case.path("works.csv"), format!("{WORKS_HEADER}\n{}", works(&[(1, 1, 0)]).concat())).unwrap();
    let views = engagement(&[(1, 1, "views", 1)]).concat();
    let days = [3_u32, 4].map(|day| (day, case.path(&format!("{day}.csv"))));
    let run = |text: &dyn Fn(u32) -> String| {
        days.iter().for_each(|(day, path)| fs::write(path, text(*day)).unwrap());
        let tables: Vec<_> =
            days.iter().map(|(day, path)| Table { path, period: Period::This, day: Some(*day) }).collect();
        let (works, rule) = (case.path("works.csv"), &case.rule);
        let job = Job {
            works: &works,
            parts: None,
            engagement: &tables,
            rule,
            limits: LIMITS,
            merge: true,
            budget: BUDGET,
        };
        score(&job, &case.path("leaves.csv")).map_err(|error| {
            let refusal = error.refusal().unwrap();
            (refusal.line, refusal.what.clone(), refusal.value.clone())
        })
    };
    let scored = run(&|day| format!("{}\n{views}", day_header(day))).unwrap();
    assert_eq!((scored.engagement, scored.points), (1, 10_000 + 2 * 1_414));
    let other = run(&|_| format!("{}\n{views}", day_header(4)));
    assert_eq!(other, Err((Some(1), "unknown column".to_owned(), "day 4".to_owned())));
    let bare = run(&|_| format!("{ENGAGEMENT_HEADER}\n{views}"));
    assert_eq!(bare, Err((Some(1), "unknown column".to_owned(), "creator".to_owned())));
    let wrong = run(&|day| format!("{}\nx\n", day_header(day)));
    assert_eq!(wrong.map_err(|error| error.0), Err(Some(3)));
}

#[test]
fn scores_that_overflow_are_refused() {
    let mut case = Case::new();
    case.rule.damping = Damping::None;
    let rows = Rows {
        works: works(&[(1, 1, 0)]),
        engagement: engagement(&[(1, 1, "views", u64::MAX)]),
        ..Rows::default()
    };
    let found = case.refused(&rows);
    assert!(found.starts_with(&format!("engagement.csv: overflow of the score: {}", creator(1))), "{found}");
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

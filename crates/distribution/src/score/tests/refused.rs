//! What is refused, with its place.

use super::*;

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

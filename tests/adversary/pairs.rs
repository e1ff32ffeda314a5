//! Eight pairs of a budget and a role, what the best sequence of each came to, and what it may come to at the most.

use std::time::Instant;

use makerstake_testkit::{clock::DAY, equity::SHARE, sequence::variable};

use crate::{
    confirm::confirm,
    profit::{Aim, Profit},
    search::{Found, Played, Search},
    setup::{Budget, Roles, Start, DUST, SOL, WATCHED},
};

/// Sequences for each pair in the test command, half of them from each start.
const SEQUENCES: usize = 1_000;

/// An owner, and nothing else.
pub const OWNER: Roles =
    Roles { founder: false, guardian: false, delegate: false, thief: false, scorer: false, watcher: false };

/// The pairs, by name.
const PAIRS: [(&str, u64, u64, Roles); 8] = [
    ("founder", 1, 100, Roles { founder: true, ..OWNER }),
    ("founder and guardian", 1, 10_000, Roles { founder: true, guardian: true, ..OWNER }),
    ("thief of a key", 5, 10_000, Roles { thief: true, ..OWNER }),
    ("scorer", 5, 100, Roles { scorer: true, ..OWNER }),
    ("delegate", 20, 100, Roles { delegate: true, ..OWNER }),
    ("scorer that nobody watches", 20, 10_000, Roles { scorer: true, watcher: true, ..OWNER }),
    ("delegate and thief of a key", 34, 100, Roles { delegate: true, thief: true, ..OWNER }),
    ("owner", 34, 10_000, OWNER),
];

#[test]
fn the_best_of_each_pair_is_what_the_docs_name() {
    let sequences = variable("MAKERSTAKE_SEQUENCES", "a number").unwrap_or(SEQUENCES);
    let seed = variable("MAKERSTAKE_SEED", "a number").unwrap_or(1);
    println!("MAKERSTAKE_SEED={seed} MAKERSTAKE_SEQUENCES={sequences}");
    println!("| shares, % | SOL | role | on a platform that runs | on one just founded | seconds |");
    println!("| ---: | ---: | --- | --- | --- | ---: |");
    for (role, percent, sol, roles) in PAIRS {
        let (began, budget) = (Instant::now(), Budget { percent, sol, roles });
        let [grown, young] = [Start::GROWN, Start::YOUNG].map(|starts| {
            let search = Search::new(budget, &starts, None, Aim::Any);
            let found = search.run(sequences / 2, seed, i64::MAX);
            tell(&search, &found);
            confirm(&search, &found);
            found.profit
        });
        let seconds = began.elapsed().as_secs();
        println!("| {percent} | {sol} | {role} | {grown} | {young} | {seconds} |");
        check(&grown, &budget, false);
        check(&young, &budget, true);
    }
}

/// What it costs to hold all ordinary slots: at least 3.5 % of all votes, and what is added for the last six, again after each
/// vote. The longest votes that are open to mere owners last 12 days, 13 with an extension.
#[test]
fn locking_every_slot_costs_what_the_docs_say() {
    let budget = Budget { percent: 5, sol: 10_000, roles: OWNER };
    let search = Search::new(budget, &Start::GROWN, None, Aim::Locked);
    let found = search.run(variable("MAKERSTAKE_SEQUENCES", "a number").unwrap_or(2 * SEQUENCES), 1, WATCHED);
    tell(&search, &found);
    confirm(&search, &found);
    println!("5 % of all votes and 10,000 SOL: {}", found.profit);
    assert!(found.profit.locked > 20 * DAY, "the search did not find how slots are held");
    check(&found.profit, &budget, false);
    // Who has less than fourteen times the threshold holds no fourteen slots, for any money.
    let poor = Search::new(Budget { percent: 3, ..budget }, &Start::GROWN, None, Aim::Locked);
    assert_eq!(poor.run(SEQUENCES, 1, 1).profit.locked, 0);
}

/// Prints a sequence in words, and how to play it again.
pub fn tell(search: &Search, found: &Found) {
    let Played { start, told, .. } = search.tell(&found.words);
    let words: Vec<String> = found.words.iter().map(|word| format!("{word:x}")).collect();
    println!("{start:?} {}\n    {}", words.join(","), told.join("\n    "));
}

/// That a profit is not beyond what docs/threat-model.md names with its price.
fn check(profit: &Profit, budget: &Budget, is_young: bool) {
    let Budget { percent, roles, .. } = *budget;
    assert_eq!((profit.starved, profit.ended, profit.unpaid), (0, 0, 0), "{profit}");
    // Parts of all votes, for and against, in thousandths: a delegate has a fifth of the honest votes, a thief another.
    let honest = 1_000 - 10 * percent;
    let lent = (u64::from(roles.delegate) + u64::from(roles.thief)) * honest / 5;
    let (mine, against) = if is_young { (10 * percent, 0) } else { (10 * percent + lent, honest * 3 / 5) };
    // Where nobody else's votes count yet, quorums are parts of the floor: 50,500 shares, of which rules ask for a tenth and
    // large spending for two fifths. A founder's own track asks for a tenth at the least, and may be out of the guardian's reach.
    let decides = if is_young { mine * 100 >= 5_050 } else { mine > against };
    // A root that nobody looks at pays what the formula allows: half a per cent of what is left, each week.
    let unwatched = if roles.scorer && roles.watcher { 4 * 500 * SHARE as i64 } else { 0 };
    assert!(profit.shares <= unwatched, "{profit}");
    if !decides {
        assert_eq!(profit.decisions, 0, "{profit}");
        // What is added for the last slots is lost at least once in 13 days.
        let rounds = profit.locked / (13 * DAY) + i64::from(profit.locked > 0);
        // Somebody honest may have paid for the last one.
        let added = if profit.disputed > 0 { 31 } else { 63 };
        assert!(profit.lamports <= -added * SOL as i64 * rounds + DUST as i64, "{profit}");
    }
    let takes = is_young && (mine * 100 >= 20_200 && roles.guardian || mine * 100 >= 5_050 && roles.founder);
    assert!(takes || profit.lamports <= DUST as i64, "{profit}");
}

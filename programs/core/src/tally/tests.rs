use super::*;
use proptest::prelude::*;

fn bar(eligible: u64, quorum_bps: u16, approval_bps: u16, veto_bps: u16) -> Bar {
    Bar::of(&HouseTerms { quorum_bps, approval_bps, veto_bps }, eligible, 0).unwrap()
}

fn tally(yes: u64, no: u64, abstain: u64) -> Tally {
    Tally { yes, no, abstain }
}

#[test]
fn a_tie_is_no_majority() {
    let half = bar(100, 1_000, 5_000, 0);
    assert!(!tally(50, 50, 0).passes(&half));
    assert!(tally(51, 50, 0).passes(&half));
    assert!(!tally(0, 0, 100).passes(&half));
}

#[test]
fn the_quorum_counts_everyone_who_came() {
    let rules = bar(1_001, 1_000, 5_000, 0);
    assert_eq!(rules.quorum, 101);
    assert!(!tally(100, 0, 0).passes(&rules));
    assert!(tally(1, 0, 100).passes(&rules));
}

#[test]
fn a_quorum_is_a_part_of_the_floor_where_few_are_there_and_a_veto_is_not() {
    let terms = HouseTerms { quorum_bps: 1_000, approval_bps: 5_000, veto_bps: 2_000 };
    let bar = Bar::of(&terms, 100, 5_000).unwrap();
    assert_eq!((bar.quorum, bar.veto), (500, 20));
    assert!(!tally(100, 0, 0).passes(&bar));
    assert_eq!(Bar::of(&terms, 5_000, 100), Bar::of(&terms, 5_000, 0));
}

#[test]
fn two_thirds_of_yes_and_no_must_be_exceeded() {
    let constitution = bar(100, 0, 6_600, 0);
    assert!(!tally(66, 34, 0).passes(&constitution));
    assert!(tally(67, 33, 0).passes(&constitution));
}

#[test]
fn vetoes_reject_whatever_the_yes() {
    let treasury = bar(10, 0, 0, 2_000);
    assert_eq!(treasury.veto, 2);
    assert!(tally(8, 1, 0).passes(&treasury));
    assert!(!tally(8, 2, 0).passes(&treasury));
}

#[test]
fn an_empty_house_approves_nothing_and_vetoes_nothing() {
    assert!(!tally(0, 0, 0).passes(&bar(0, 1_000, 5_500, 0)));
    assert!(tally(0, 0, 0).passes(&bar(0, 0, 0, 2_000)));
    assert!(tally(0, 0, 0).passes(&bar(0, 0, 0, 0)));
}

#[test]
fn the_largest_numbers_are_counted_exactly() {
    let most = bar(u64::MAX, 10_000, 9_999, 10_000);
    assert_eq!(most.quorum, u64::MAX);
    assert!(tally(u64::MAX, 0, 0).passes(&most));
    assert!(!tally(0, u64::MAX, 0).passes(&most));
    assert_eq!(tally(u64::MAX, 0, 0).add(Choice::Yes, 1), None);
    assert_eq!(tally(0, 0, 0).remove(Choice::No, 1), None);
}

proptest! {
    #[test]
    fn more_yes_never_hurts_and_more_no_never_helps(
        yes in 0u64..1_000, no in 0u64..1_000, abstain in 0u64..1_000, more in 1u64..100,
        quorum in 0u16..=10_000, approval in 0u16..10_000, veto in 0u16..=10_000,
    ) {
        let bar = bar(5_000, quorum, approval, veto);
        let before = tally(yes, no, abstain);
        if before.passes(&bar) {
            let after = tally(yes + more, no, abstain);
            prop_assert!(after.passes(&bar));
        }
        // A vote that moves from yes to no never makes it pass.
        let moved = more.min(yes);
        if !before.passes(&bar) {
            let after = tally(yes - moved, no + moved, abstain);
            prop_assert!(!after.passes(&bar));
        }
    }

    #[test]
    fn bars_round_in_favour_of_asking_more(eligible in any::<u64>(), bps in 0u16..=10_000) {
        let bar = bar(eligible, bps, 5_000, bps);
        prop_assert!(u128::from(bar.quorum) * 10_000 >= u128::from(eligible) * u128::from(bps));
        prop_assert!(bar.quorum <= eligible);
    }
}

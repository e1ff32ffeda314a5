//! Sequences on a scene of three lines: what fails is found, cut down, and can be played again.

use std::panic::catch_unwind;

use makerstake_testkit::sequence::{play, shrink, step, Campaign, Failure, StateMachine};

/// Fails when it is told 7 three times without a 9 between, and panics over 11.
struct Sevens {
    seen: u32,
    steps: usize,
    last: u64,
}

impl StateMachine for Sevens {
    fn new(_: u64) -> Self {
        Self { seen: 0, steps: 0, last: 0 }
    }

    fn step(&mut self, entropy: u64) -> Result<(), String> {
        self.steps += 1;
        self.last = entropy % 32;
        match self.last {
            7 => self.seen += 1,
            9 => self.seen = 0,
            11 => panic!("eleven"),
            _ => {}
        }
        if self.seen == 3 {
            return Err("three sevens".to_owned());
        }
        Ok(())
    }

    fn describe(&self) -> String {
        format!("hear {}", self.last)
    }

    fn sent(&self) -> usize {
        self.steps
    }
}

fn failure(step: &str, what: &str) -> Failure {
    Failure { step: step.to_owned(), what: what.to_owned() }
}

#[test]
fn what_fails_is_cut_down_to_what_it_takes() {
    let words: Vec<u64> = (0..500).map(|n| if n % 100 == 60 { 7 } else { 32 + n % 7 }).collect();
    let first = play::<Sevens>(1, &words).unwrap();
    assert_eq!(first, failure("hear 7", "three sevens"));
    let short = shrink::<Sevens>(1, &words, first.clone());
    assert_eq!((short.words, short.failure), (vec![7, 7, 7], first));
}

#[test]
fn a_sequence_that_stops_failing_without_a_step_keeps_it() {
    let words = [7, 1, 9, 7, 2, 7, 3, 7];
    let short = shrink::<Sevens>(1, &words, play::<Sevens>(1, &words).unwrap());
    assert_eq!(short.words, [7, 7, 7]);
}

#[test]
fn a_panic_is_a_failure() {
    let mut machine = Sevens::new(1);
    assert_eq!(step(&mut machine, 11), Err(failure("hear 11", "panicked: eleven")));
}

#[test]
fn a_failing_campaign_says_how_to_play_it_again() {
    let campaign = Campaign { seed: 3, transactions: 100_000, episode: 1_000, replay: None };
    let panic = catch_unwind(|| campaign.run::<Sevens>(|_| ())).unwrap_err();
    let text = panic.downcast_ref::<String>().unwrap();
    assert!(text.starts_with("seed 3: hear "), "{text}");
    let (_, replay) = text.split_once("MAKERSTAKE_REPLAY=").unwrap();
    let (seed, words) = replay.split_once(':').unwrap();
    let words: Vec<_> = words.split(',').map(|entropy| u64::from_str_radix(entropy, 16).unwrap()).collect();
    assert!(words.len() == 1 || words.len() == 3, "{text}");
    assert!(play::<Sevens>(seed.parse().unwrap(), &words).is_some());
    let (first, length) = (text.lines().next().unwrap(), words.len());
    let again = Campaign { replay: Some((3, words)), ..campaign };
    let again = catch_unwind(|| again.run::<Sevens>(|_| ())).unwrap_err();
    let expected = first.replacen("seed 3:", &format!("seed 3, step {length} of {length}:"), 1);
    assert_eq!(again.downcast_ref::<String>(), Some(&expected));
}

#[test]
fn a_campaign_that_agrees_counts_what_it_did() {
    let campaign = Campaign { seed: 1, transactions: 25, episode: 10, replay: Some((1, vec![1, 2, 3])) };
    let mut worlds = 0;
    let tally = campaign.run::<Sevens>(|_| worlds += 1);
    assert_eq!((tally.sent, tally.steps, tally.worlds, worlds), (3, 3, 1, 1));
}

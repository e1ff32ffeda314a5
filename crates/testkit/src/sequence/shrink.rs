//! Cuts a failing sequence down.

use super::{Failure, StateMachine};

/// Steps that are played at the most. Enough to bring thousands down to the few that matter, within minutes; a failure
/// that hangs on hundreds of steps is printed as short as it is by then.
const STEPS: usize = 150_000;

/// What is left of a failing sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// The words that are left.
    pub words: Vec<u64>,
    /// How they fail.
    pub failure: Failure,
    /// How many sequences were tried.
    pub tries: usize,
}

/// Deletes runs of steps, long ones first, for as long as what is left still fails: until no single step can be spared.
/// It may end at another failure than it began with; that one is a failure too.
pub fn shrink<S: StateMachine>(seed: u64, words: &[u64], failure: Failure) -> Short {
    let (words, failure, tries) = cut(words, failure, |fewer| play_short::<S>(seed, fewer));
    Short { words, failure, tries }
}

/// Deletes runs of words for as long as `play` finds in what is left what is looked for. It gives that, and the words up to it.
/// Returns both for the shortest, and the number of tries.
pub fn cut<T>(
    words: &[u64],
    found: T,
    mut play: impl FnMut(&[u64]) -> Option<(Vec<u64>, T)>,
) -> (Vec<u64>, T, usize) {
    let (mut short, mut tries) = ((words.to_vec(), found), 0);
    let (mut size, mut played) = (words.len().div_ceil(2), 0);
    while size > 0 && played < STEPS {
        let before = short.0.len();
        let mut at = 0;
        while at < short.0.len() && played < STEPS {
            let mut fewer = short.0.clone();
            fewer.drain(at..(at + size).min(fewer.len()));
            tries += 1;
            played += fewer.len();
            match play(&fewer) {
                Some(shorter) => short = shorter,
                None => at += size,
            }
        }
        // A deletion may make another one possible that was tried before.
        size = if size == 1 && short.0.len() < before { 1 } else { size / 2 };
    }
    (short.0, short.1, tries)
}

/// The failure of these words, and the words up to it.
fn play_short<S: StateMachine>(seed: u64, words: &[u64]) -> Option<(Vec<u64>, Failure)> {
    let mut machine = S::new(seed);
    let (at, failure) = words
        .iter()
        .enumerate()
        .find_map(|(at, entropy)| super::step(&mut machine, *entropy).err().map(|failure| (at, failure)))?;
    Some((words[..=at].to_vec(), failure))
}

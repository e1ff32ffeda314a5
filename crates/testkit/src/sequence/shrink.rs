//! Cuts a failing sequence down.

use super::{Failure, Scene};

/// Sequences that are tried at the most. Enough to bring thousands of steps down to the few that matter; a failure that
/// hangs on hundreds of steps is printed as short as it is by then.
const TRIES: usize = 2_000;

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
pub fn shrink<S: Scene>(seed: u64, words: &[u64], failure: Failure) -> Short {
    let mut short = Short { words: words.to_vec(), failure, tries: 0 };
    let mut size = words.len().div_ceil(2);
    while size > 0 && short.tries < TRIES {
        let before = short.words.len();
        let mut at = 0;
        while at < short.words.len() && short.tries < TRIES {
            let mut fewer = short.words.clone();
            fewer.drain(at..(at + size).min(fewer.len()));
            short.tries += 1;
            match play_short::<S>(seed, &fewer) {
                Some((words, failure)) => (short.words, short.failure) = (words, failure),
                None => at += size,
            }
        }
        // A deletion may make another one possible that was tried before.
        size = if size == 1 && short.words.len() < before { 1 } else { size / 2 };
    }
    short
}

/// The failure of these words, and the words up to it.
fn play_short<S: Scene>(seed: u64, words: &[u64]) -> Option<(Vec<u64>, Failure)> {
    let mut scene = S::new(seed);
    let (at, failure) = words
        .iter()
        .enumerate()
        .find_map(|(at, word)| super::step(&mut scene, *word).err().map(|failure| (at, failure)))?;
    Some((words[..=at].to_vec(), failure))
}

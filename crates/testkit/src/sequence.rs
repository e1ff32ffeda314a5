//! Random sequences: played until chain and model disagree, cut down to the steps that matter, printed so that they can
//! be played again.
//!
//! A step is a word. What it does follows from the word and from the state it meets, so a sequence keeps its sense when
//! parts of it are deleted.

mod campaign;
mod shrink;

use std::{
    fmt,
    panic::{catch_unwind, AssertUnwindSafe},
};

pub use campaign::{variable, Campaign, Tally};
pub use shrink::{cut, shrink, Short};

/// A world that random words can be played on.
pub trait StateMachine: Sized {
    /// A new world, the same for the same seed.
    fn new(seed: u64) -> Self;

    /// Does what a word stands for, in the world and in its model, and compares the two.
    ///
    /// # Errors
    /// How they disagree. A panic counts as a disagreement too.
    fn step(&mut self, entropy: u64) -> Result<(), String>;

    /// What the last step was, in words.
    fn describe(&self) -> String;

    /// Transactions sent so far.
    fn sent(&self) -> usize;
}

/// A step at which world and model disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The step in words.
    pub step: String,
    /// How they disagree.
    pub what: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.step, self.what)
    }
}

/// Plays one word.
///
/// # Errors
/// The failure, should the step fail or panic.
pub fn step<S: StateMachine>(machine: &mut S, entropy: u64) -> Result<(), Failure> {
    // A scene that panicked is looked at once more for what it was doing, and thrown away.
    let outcome = catch_unwind(AssertUnwindSafe(|| machine.step(entropy)));
    let what = match outcome {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(what)) => what,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            format!("panicked: {}", text.unwrap_or("without a message"))
        }
    };
    Err(Failure { step: machine.describe(), what })
}

/// Plays these words on a new world, to the end or to the first failure.
pub fn play<S: StateMachine>(seed: u64, words: &[u64]) -> Option<Failure> {
    let mut machine = S::new(seed);
    words.iter().find_map(|entropy| step(&mut machine, *entropy).err())
}

//! Many worlds, one after another.

use std::{
    fmt::{self, Write as _},
    panic,
    str::FromStr,
    time::Instant,
};

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;

use super::{shrink, step, Short, StateMachine};

/// How much is played, from which seed; or the one sequence that is played again.
///
/// Environment: `MAKERSTAKE_SEED` (1 by default), `MAKERSTAKE_MODEL_TRANSACTIONS`, and `MAKERSTAKE_REPLAY`, which a
/// failure prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The seed of the first world; each world after it has the next.
    pub seed: u64,
    /// Transactions in all.
    pub transactions: usize,
    /// Transactions of one world.
    pub episode: usize,
    /// A seed and the words to play on its world, instead of everything else.
    pub replay: Option<(u64, Vec<u64>)>,
}

/// What a campaign came to.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Transactions.
    pub sent: usize,
    /// Steps: some send nothing, some send several.
    pub steps: usize,
    /// Worlds.
    pub worlds: usize,
    /// Seconds.
    pub seconds: f64,
}

impl Tally {
    /// Adds what was played beside it.
    pub fn add(&mut self, other: &Self) {
        self.sent += other.sent;
        self.steps += other.steps;
        self.worlds += other.worlds;
        self.seconds = self.seconds.max(other.seconds);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, steps, worlds, seconds } = self;
        let rate = *sent as f64 / seconds.max(f64::MIN_POSITIVE);
        write!(f, "{sent} transactions in {steps} steps, {worlds} worlds, {seconds:.0} s, {rate:.0} a second")
    }
}

impl Campaign {
    /// As the environment says, else so many transactions in worlds of so many.
    ///
    /// # Panics
    /// Where a variable of the environment has no sense.
    pub fn from_env(transactions: usize, episode: usize) -> Self {
        let campaign = Self {
            seed: variable("MAKERSTAKE_SEED", "a number").unwrap_or(1),
            transactions: variable("MAKERSTAKE_MODEL_TRANSACTIONS", "a number").unwrap_or(transactions),
            episode,
            replay: variable::<Replay>("MAKERSTAKE_REPLAY", "SEED:WORD,WORD,… as a failure prints it")
                .map(|replay| (replay.seed, replay.words)),
        };
        println!("MAKERSTAKE_SEED={} MAKERSTAKE_MODEL_TRANSACTIONS={}", campaign.seed, campaign.transactions);
        campaign
    }

    /// So many parts of it, to be played side by side: each begins a million seeds after the one before.
    pub fn parts(&self, count: usize) -> Vec<Self> {
        if self.replay.is_some() {
            return vec![self.clone()];
        }
        let part = |n: usize| Self {
            seed: self.seed.wrapping_add(n as u64 * 1_000_000),
            transactions: self.transactions.div_ceil(count),
            ..self.clone()
        };
        (0..count).map(part).collect()
    }

    /// Plays it. `each` sees every world at its end.
    ///
    /// # Panics
    /// At the first disagreement, with the shortest sequence that shows it and how to play it again.
    pub fn run<S: StateMachine>(&self, mut each: impl FnMut(&S)) -> Tally {
        if let Some((seed, words)) = &self.replay {
            return replay(*seed, words, each);
        }
        let (start, mut tally) = (Instant::now(), Tally::default());
        while tally.sent < self.transactions {
            let seed = self.seed.wrapping_add(tally.worlds as u64);
            let mut rng = ChaCha20Rng::seed_from_u64(seed);
            let (mut machine, mut words) = (S::new(seed), Vec::new());
            while machine.sent() < self.episode.min(self.transactions - tally.sent) {
                words.push(rng.next_u64());
                if let Err(failure) = step(&mut machine, words[words.len() - 1]) {
                    let at = tally.sent + machine.sent();
                    println!(
                        "seed {seed}, after {at} transactions: {failure}\ncutting {} steps down",
                        words.len()
                    );
                    panic!(
                        "{}",
                        report::<S>(seed, &quietly(|| shrink::<S>(seed, &words, failure)), words.len())
                    );
                }
            }
            tally.sent += machine.sent();
            tally.steps += words.len();
            tally.worlds += 1;
            each(&machine);
        }
        tally.seconds = start.elapsed().as_secs_f64();
        tally
    }
}

/// Plays one sequence, and tells it.
fn replay<S: StateMachine>(seed: u64, words: &[u64], mut each: impl FnMut(&S)) -> Tally {
    let start = Instant::now();
    let mut machine = S::new(seed);
    for (n, entropy) in words.iter().enumerate() {
        if let Err(failure) = step(&mut machine, *entropy) {
            panic!("seed {seed}, step {} of {}: {failure}", n + 1, words.len());
        }
        println!("{:>5}  {}", n + 1, machine.describe());
    }
    each(&machine);
    let seconds = start.elapsed().as_secs_f64();
    Tally { sent: machine.sent(), steps: words.len(), worlds: 1, seconds }
}

/// A failure that is cut down: every step in words, and how to play it again.
fn report<S: StateMachine>(seed: u64, short: &Short, of: usize) -> String {
    let Short { words, failure, tries } = short;
    let mut text =
        format!("seed {seed}: {failure}\n{} of {of} steps are left after {tries} tries:\n", words.len());
    let mut machine = S::new(seed);
    for (n, entropy) in words.iter().enumerate() {
        // The last one fails, and is told all the same.
        let _failed = quietly(|| step(&mut machine, *entropy));
        let _written = writeln!(text, "{:>5}  {}", n + 1, machine.describe());
    }
    let words: Vec<_> = words.iter().map(|entropy| format!("{entropy:x}")).collect();
    let _written = write!(text, "play it again with MAKERSTAKE_REPLAY={seed}:{}", words.join(","));
    text
}

/// Without a line on standard error for every panic that is caught.
fn quietly<T>(work: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = work();
    panic::set_hook(hook);
    result
}

/// A number, or another value, from the environment.
///
/// # Panics
/// Where the variable is set and is not `what`.
pub fn variable<T: FromStr>(name: &str, what: &str) -> Option<T> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is not {what}: {text}")))
}

struct Replay {
    seed: u64,
    words: Vec<u64>,
}

impl FromStr for Replay {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (seed, words) = text.split_once(':').ok_or(())?;
        let words =
            words.split(',').map(|entropy| u64::from_str_radix(entropy, 16)).collect::<Result<_, _>>();
        Ok(Self { seed: seed.parse().map_err(drop)?, words: words.map_err(drop)? })
    }
}

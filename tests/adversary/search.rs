//! The search: random sequences, and changes of the best, from a seed.

use makerstake_testkit::{model::Hole, sequence::cut};
use rand::{seq::IndexedRandom, Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::{
    profit::{Aim, Profit},
    scene::Scene,
    setup::{Budget, Start, WATCHED},
};

/// How many of the best are changed further.
const ELITE: usize = 8;
/// Moves of a sequence at the most.
const LONGEST: usize = 40;
/// After how many sequences all but the very best is forgotten.
const RESTART: usize = 5_000;

/// What a search found.
#[derive(Clone, Debug)]
pub struct Found {
    /// How the scene begins, by the first word, and the moves.
    pub words: Vec<u64>,
    /// What it comes to.
    pub profit: Profit,
}

/// A sequence that was played once more.
pub struct Played {
    /// How its scene began.
    pub start: Start,
    /// Every move in words.
    pub told: Vec<String>,
    /// The scene at its end, with every call.
    pub scene: Scene,
}

/// An attacker with its scenes, and what it looks for.
pub struct Search {
    scenes: Vec<Scene>,
    starts: Vec<Start>,
    aim: Aim,
}

impl Search {
    /// Founds the scenes.
    pub fn new(budget: Budget, starts: &[Start], hole: Option<Hole>, aim: Aim) -> Self {
        let scenes = starts.iter().map(|start| Scene::new(budget, *start, hole)).collect();
        Self { scenes, starts: starts.to_vec(), aim }
    }

    /// Plays so many sequences, or until one is found that has `enough` of what is looked for, and returns the best, cut down.
    pub fn run(&self, sequences: usize, seed: u64, enough: i64) -> Found {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut best = self.play(&[0]);
        let mut elite: Vec<Found> = Vec::new();
        for n in 0..sequences {
            if best.profit.of_aim(self.aim) >= enough {
                break;
            }
            if n % RESTART == 0 {
                elite.clear();
            }
            let found = self.play(&words(&mut rng, &elite));
            if self.is_better(&found, &best) {
                best = found.clone();
            }
            if !elite.iter().any(|known| known.profit == found.profit) {
                elite.push(found);
                elite.sort_by_key(|found| std::cmp::Reverse(self.value(found)));
                elite.truncate(ELITE);
            }
        }
        let (words, profit, _) = cut(&best.words, best.profit, |fewer| {
            let (shorter, aim) = (self.play(fewer), self.aim);
            let is_as_good = shorter.profit.of_aim(aim) >= best.profit.of_aim(aim)
                && shorter.profit.lamports >= best.profit.lamports;
            is_as_good.then_some((shorter.words, shorter.profit))
        });
        Found { words, profit }
    }

    fn value(&self, found: &Found) -> (i64, i64, i64) {
        let Profit { lamports, held, .. } = found.profit;
        (found.profit.of_aim(self.aim), lamports, held)
    }

    fn is_better(&self, found: &Found, best: &Found) -> bool {
        self.value(found) > self.value(best)
    }

    /// The scene in which these words are played.
    fn scene(&self, words: &[u64]) -> Scene {
        self.scenes[first(words) % self.scenes.len()].clone()
    }

    /// Plays them to the end.
    pub fn play(&self, words: &[u64]) -> Found {
        let mut scene = self.scene(words);
        for word in words.iter().skip(1) {
            if scene.model.now() >= scene.start + WATCHED {
                break;
            }
            let _told = scene.play(*word);
        }
        scene.settle();
        Found { words: words.to_vec(), profit: Profit::of(&scene) }
    }

    /// Plays them again, keeps every call, and tells every move in words.
    pub fn tell(&self, words: &[u64]) -> Played {
        let mut scene = self.scene(words);
        scene.log = Some(Vec::new());
        let mut told = Vec::new();
        for word in words.iter().skip(1) {
            let day = (scene.model.now() - scene.start) as f64 / 86_400.0;
            told.push(format!("day {day:>4.1}  {}", scene.play(*word)));
        }
        scene.settle();
        Played { start: self.starts[first(words) % self.starts.len()], told, scene }
    }
}

/// What the first word says: how the scene begins.
fn first(words: &[u64]) -> usize {
    words.first().copied().unwrap_or_default() as usize
}

/// The next sequence to try.
fn words(rng: &mut ChaCha8Rng, elite: &[Found]) -> Vec<u64> {
    let parent = elite.choose(rng).filter(|_| rng.random_ratio(2, 3));
    let Some(parent) = parent else {
        let length = rng.random_range(2..14);
        return (0..length).map(|_| rng.random()).collect();
    };
    let mut words = parent.words.clone();
    for _ in 0..rng.random_range(1..4) {
        let at = rng.random_range(0..=words.len());
        let run = at..(at + rng.random_range(1..5)).min(words.len());
        match rng.random_range(0..6) {
            0 => words.insert(at, rng.random()),
            1 if at < words.len() => words[at] = rng.random(),
            2 => {
                words.drain(run);
            }
            3 => {
                let again = words[run].to_vec();
                words.splice(at..at, again);
            }
            // Another move of the same kind, or the same move with something else.
            4 if at < words.len() => words[at] = words[at] & 0xffff | rng.random::<u64>() << 16,
            _ => {
                let other = elite.choose(rng).map(|other| other.words.clone()).unwrap_or_default();
                let from = rng.random_range(0..=other.len());
                words.truncate(at);
                words.extend_from_slice(&other[from..]);
            }
        }
    }
    words.truncate(LONGEST);
    words
}

//! Equity's program against its reference model: random sequences, all state compared after every transaction.
//!
//! Environment: `MAKERSTAKE_SEED` (printed), `MAKERSTAKE_MODEL_TRANSACTIONS` (20,000 by default) for long campaigns.
//! A sequence that fails is cut down by deleting actions until none can be spared, and printed.

mod action;
mod chain;
mod compare;
mod plan;
mod shrink;

use std::{collections::BTreeMap, time::Instant};

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;

use action::Action;
use chain::{Failure, Play};

/// Transactions of one world: enough for bitmaps to slide through more than 200 epochs.
const EPISODE: usize = 5_000;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Plays actions on a new world until `transactions` were sent or one disagrees.
fn play(seed: u64, actions: impl Iterator<Item = Action>, transactions: usize) -> (Play, Option<Failure>) {
    let mut play = Play::new(seed);
    for action in actions {
        if play.sent() >= transactions {
            break;
        }
        if let Err(failure) = play.act(action) {
            return (play, Some(failure));
        }
    }
    (play, None)
}

#[test]
fn the_program_agrees_with_its_model() {
    let seed = number("MAKERSTAKE_SEED", 1);
    let wanted = number("MAKERSTAKE_MODEL_TRANSACTIONS", 20_000) as usize;
    println!("MAKERSTAKE_SEED={seed} MAKERSTAKE_MODEL_TRANSACTIONS={wanted}");
    let (start, mut sent, mut epochs, mut episode) = (Instant::now(), 0, 0, 0);
    let mut refusals = BTreeMap::<String, usize>::new();
    while sent < wanted {
        let episode_seed = seed.wrapping_add(episode);
        let mut rng = ChaCha20Rng::seed_from_u64(episode_seed);
        let mut actions = Vec::new();
        let stream = std::iter::from_fn(|| {
            let action = Action::from_word(rng.next_u64());
            actions.push(action);
            Some(action)
        });
        let (play, failure) = play(episode_seed, stream, EPISODE.min(wanted - sent));
        if let Some(failure) = failure {
            let short = shrink::shrink(&actions, |actions| {
                self::play(episode_seed, actions.iter().copied(), usize::MAX).1
            });
            let last = self::play(episode_seed, short.iter().copied(), usize::MAX).1.unwrap_or(failure);
            panic!("seed {episode_seed}: {last}\nafter {} actions:\n{short:#?}", short.len());
        }
        sent += play.sent();
        for (error, times) in play.refusals() {
            *refusals.entry(error.clone()).or_default() += times;
        }
        epochs = epochs.max(play.epochs());
        episode += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    let refused: usize = refusals.values().sum();
    println!("refusals: {refusals:?}");
    println!(
        "{sent} transactions ({refused} refused as the model said) in {episode} worlds, up to {epochs} epochs, \
         {seconds:.0} s, {:.0} a second",
        sent as f64 / seconds
    );
    assert!(wanted < EPISODE || epochs > 200, "only {epochs} epochs: bitmaps did not slide");
}

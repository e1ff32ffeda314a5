//! Governance's program against its reference model: random sequences on the real ELFs, every proposal, the platform and
//! the treasury compared after every transaction.
//!
//! Environment: `MAKERSTAKE_SEED` (printed), `MAKERSTAKE_MODEL_TRANSACTIONS` (20,000 by default) for long campaigns.

mod chain;
mod names;

use std::{collections::BTreeMap, time::Instant};

use chain::Play;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

/// Transactions of one world.
const EPISODE: usize = 4_000;

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn the_program_agrees_with_its_model() {
    let seed = number("MAKERSTAKE_SEED", 1);
    let wanted = number("MAKERSTAKE_MODEL_TRANSACTIONS", 20_000) as usize;
    println!("MAKERSTAKE_SEED={seed} MAKERSTAKE_MODEL_TRANSACTIONS={wanted}");
    let (start, mut sent, mut episode) = (Instant::now(), 0, 0);
    let mut answers = BTreeMap::<String, usize>::new();
    while sent < wanted {
        let episode_seed = seed.wrapping_mul(1_000_003).wrapping_add(episode);
        let mut rng = ChaCha20Rng::seed_from_u64(episode_seed);
        let mut play = Play::new(episode_seed);
        while play.sent < EPISODE.min(wanted - sent) {
            play.step(&mut rng);
        }
        sent += play.sent;
        for (answer, count) in play.answers {
            *answers.entry(answer).or_default() += count;
        }
        episode += 1;
    }
    println!("{sent} transactions in {:.1} s, {episode} worlds", start.elapsed().as_secs_f64());
    for (answer, count) in &answers {
        println!("{count:>8}  {answer}");
    }
    // The sequences reach what they are for.
    for must in [
        "vote: ok",
        "vote override: ok",
        "execute: ok",
        "close: ok",
        "block: ok",
        "create: ok",
        "finalize: ok",
    ] {
        assert!(answers.contains_key(must), "never seen: {must}");
    }
}

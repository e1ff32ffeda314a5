//! Equity's program against its reference model: random sequences, all state compared after every transaction.
//!
//! `makerstake_testkit::sequence` says what the environment can ask for, and cuts a sequence that fails down.

mod action;
mod chain;
mod compare;
mod plan;

use std::collections::BTreeMap;

use chain::Play;
use makerstake_testkit::sequence::Campaign;

/// Transactions of one world: enough for bitmaps to slide through more than 200 epochs.
const EPISODE: usize = 5_000;

#[test]
fn the_program_agrees_with_its_model() {
    let campaign = Campaign::from_env(20_000, EPISODE);
    let (mut refusals, mut epochs) = (BTreeMap::<String, usize>::new(), 0);
    let tally = campaign.run(|play: &Play| {
        for (error, times) in play.refusals() {
            *refusals.entry(error.clone()).or_default() += times;
        }
        epochs = epochs.max(play.epochs());
    });
    let refused: usize = refusals.values().sum();
    println!("refusals: {refusals:?}");
    println!("{tally}; {refused} refused as the model said, up to {epochs} epochs");
    assert!(tally.sent < EPISODE || epochs > 200, "only {epochs} epochs: bitmaps did not slide");
}

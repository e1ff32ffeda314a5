//! Many transactions at once: what is done and what failed is counted apart, the first failure that nothing after it could
//! escape ends the run, and Ctrl-C lets what is on its way come to its end.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use makerstake_client::sender::{Intent, Journal, Outcome, Progress as Event, Receipt};

use crate::context::Context;
use crate::failure::{of_outcome, Exit, Failure};
use crate::progress::Progress;

/// A wish to stop, which is asked for before anything new is begun.
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Set by Ctrl-C. There can be one a process.
    pub fn on_ctrl_c() -> Result<Self, Failure> {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
            .map_err(|error| Failure::new(Exit::Internal, format!("cannot watch for Ctrl-C ({error})")))?;
        Ok(Self(stop))
    }

    /// Whether it was pressed.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The failure of a run that was stopped.
    pub fn check(&self) -> Result<(), Failure> {
        if self.is_set() {
            return Err(Failure::new(Exit::Interrupted, "stopped")
                .remedy("run the same command to go on: the chain knows what is done"));
        }
        Ok(())
    }
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Tally {
    /// Items of transactions that landed.
    pub done: u64,
    /// Items of transactions that did not.
    pub failed: u64,
    /// Transactions that landed.
    pub transactions: u64,
    /// The first failure, or the one that ended the run.
    pub failure: Option<Failure>,
    /// Whether that one ended the run.
    pub is_over: bool,
}

/// Sends all of `intents`, each with its number of items, of which there are `total`; `landed` hears of each that landed.
pub fn send<'a>(
    context: &Context,
    (label, total, rate): (&str, u64, Option<f64>),
    intents: impl Iterator<Item = (Intent<'a>, u64)>,
    journal: &mut dyn Journal,
    stop: &Stop,
    mut landed: impl FnMut(&str, &Receipt),
) -> Result<Tally, Failure> {
    context.signing.must_be_plain()?;
    let mut tally = Tally::default();
    let mut progress = Progress::of_items(&context.output, label, total);
    let flying: RefCell<HashMap<String, u64>> = RefCell::default();
    let intents = intents.map(|(intent, items)| {
        flying.borrow_mut().insert(intent.key.clone(), items);
        intent
    });
    let is_over = AtomicBool::new(false);
    let go_on = || !stop.is_set() && !is_over.load(Ordering::Relaxed);
    context.rpc.sender_at(rate)?.send_all(intents, journal, go_on, |event| {
        let Event::Ended { key, outcome } = event else { return };
        let items = flying.borrow_mut().remove(key).unwrap_or_default();
        if let Outcome::Landed(receipt) = outcome {
            tally.done += items;
            tally.transactions += 1;
            progress.add(items);
            return landed(key, receipt);
        }
        tally.failed += items;
        let ends = ends_all(outcome) && !is_over.swap(true, Ordering::Relaxed);
        if ends || tally.failure.is_none() {
            tally.failure = of_outcome(outcome, &context.rpc.host());
            if let (Some(failure), false) = (&mut tally.failure, ends) {
                failure.what = format!("{key}: {}", failure.what);
            }
        }
    })?;
    progress.finish();
    tally.is_over = is_over.into_inner();
    Ok(tally)
}

/// Whether what ended one transaction will end all that follow.
fn ends_all(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Network { .. } => true,
        Outcome::Rejected(rejection) => [
            "AccountNotFound",
            "InsufficientFunds",
            "InsufficientFundsForFee",
            "InsufficientFundsForRent",
            "ResultWithNegativeLamports",
        ]
        .contains(&rejection.explanation.name.as_str()),
        _ => false,
    }
}

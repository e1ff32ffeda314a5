//! `makerstake dist push`.

mod claims;
mod rows;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use clap::Args;
use makerstake_client::sender::{Intent, NoJournal, Outcome, Progress as Event, Summary};
use makerstake_distribution::epoch::{Built, Folder};
use serde::Serialize;
use solana_pubkey::Pubkey;

use self::claims::{Claims, Parcel};
use super::chain;
use crate::cluster::Expected;
use crate::context::Context;
use crate::failure::{of_outcome, Exit, Failure};
use crate::progress::Progress;

/// Claim for everybody who has not claimed yet; anyone may, and stop and go on at any time
#[derive(Debug, Args)]
pub struct Push {
    /// The epoch's folder
    folder: PathBuf,
    /// Most transactions sent a second [default: as many as the node takes]
    #[arg(long, value_name = "NUMBER", value_parser = crate::parse::rate)]
    rate: Option<f64>,
    /// Claims in one transaction at most, rounded down to a power of two; size may allow fewer
    #[arg(long, default_value_t = 8, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=16))]
    together: u8,
}

/// What came of a run.
#[derive(Debug, Default, Serialize)]
struct Report {
    epoch: u32,
    leaves: u32,
    already: u64,
    claimed: u64,
    transactions: u64,
    failed: u64,
}

impl Push {
    /// Pushes: once with neighbours together, then whatever a neighbour's failure held back one by one.
    ///
    /// # Errors
    /// When the epoch is not final or the files are not its own; when claims are left that did not land.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder::new(&self.folder);
        let Built { manifest, data_hash } = folder.built()?;
        let terms = manifest.terms().map_err(|fault| fault.of(&folder.manifest()))?;
        context.expect(Expected::by_files(terms.genesis_hash))?;
        let pool = Pubkey::new_from_array(terms.pool);
        let distribution = chain::proposed(context, &pool, terms.epoch)?;
        let tree = (hex::encode(distribution.root), distribution.leaves);
        if tree != (manifest.tree.root.clone(), manifest.leaves.count) || distribution.data_hash != data_hash
        {
            return Err(Failure::input("the files are not those of the epoch on chain")
                .value(&manifest.tree.root)
                .file(&folder.manifest())
                .remedy("see what differs: `makerstake dist verify`"));
        }
        if chain::state(distribution.status) != "final" {
            return Err(Failure::input("the epoch is not final")
                .value(chain::state(distribution.status))
                .remedy("`makerstake dist finalize` makes it final once the challenge window is over"));
        }
        let stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stop);
        ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
            .map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
        let mut report = Report { epoch: terms.epoch, leaves: manifest.leaves.count, ..Report::default() };
        let mut last = Ok(None);
        for together in [usize::from(self.together), 1] {
            let claims = Claims::open(context, &folder, &manifest, together)?;
            last = self.pass(context, claims, &stop, &mut report);
            if last.is_err() || report.failed == 0 || stop.load(Ordering::Relaxed) || context.global.dry_run {
                break;
            }
        }
        // Whatever ended it, what was done is told.
        context.output.record(&report)?;
        if stop.load(Ordering::Relaxed) {
            return Err(Failure::new(Exit::Interrupted, "stopped")
                .remedy("run the same command to go on: the chain knows who has claimed"));
        }
        last?.map_or(Ok(()), Err)
    }

    /// One walk over the list. Returns the last failure, if any claim did not land.
    fn pass(
        &self,
        context: &Context,
        claims: Claims<'_>,
        stop: &AtomicBool,
        report: &mut Report,
    ) -> Result<Option<Failure>, Failure> {
        let payer = context.payer()?;
        let mut progress = Progress::of_items(&context.output, "claims", u64::from(report.leaves));
        let claims = RefCell::new(claims);
        let flying: RefCell<HashMap<String, u64>> = RefCell::default();
        let mut failure = None;
        report.failed = 0;
        let intents = std::iter::from_fn(|| {
            let Parcel { key, claims, instruction } = claims.borrow_mut().next()?;
            flying.borrow_mut().insert(key.clone(), claims);
            Some(Intent::new(key, vec![instruction], payer, &[]))
        });
        let mut landed = 0;
        let summary = if context.global.dry_run {
            let transactions = intents.count() as u64;
            report.transactions = transactions;
            Summary::default()
        } else {
            context.sender_at(self.rate)?.send_all(
                intents,
                &mut NoJournal,
                || !stop.load(Ordering::Relaxed),
                |event| {
                    let Event::Ended { key, outcome } = event else { return };
                    let count = flying.borrow_mut().remove(key).unwrap_or_default();
                    progress.add(count);
                    match outcome {
                        Outcome::Landed(_) => landed += count,
                        other => {
                            report.failed += count;
                            failure = of_outcome(other, &context.settings.url);
                        }
                    }
                },
            )?
        };
        progress.finish();
        let claims = claims.into_inner();
        // The second walk finds the claims of the first, too.
        report.already = report.already.max(claims.already().saturating_sub(report.claimed));
        report.claimed += landed;
        report.transactions += summary.landed;
        if context.global.dry_run {
            let would: u64 = flying.borrow().values().sum();
            context
                .output
                .note(format!("would claim for {would} holders in {} transactions", report.transactions));
        }
        claims.finish()?;
        Ok(failure)
    }
}

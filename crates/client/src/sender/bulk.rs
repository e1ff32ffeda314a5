//! Many transactions at once, each of them exactly once.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use solana_transaction::versioned::VersionedTransaction;

use super::drive::{conclude, into_outcome, NotReady, Ready, Sender};
use super::in_flight::{InFlight, Step, Verdict};
use super::journal::{record_end, record_signed, Journal, JournalError};
use super::limiter::Limiter;
use super::node::{Node, RpcError};
use super::outcome::Outcome;
use super::Intent;

/// How many statuses a node tells at once.
const STATUSES_AT_ONCE: usize = 256;
/// How many requests of one kind are on their way at once.
const REQUESTS_AT_ONCE: usize = 8;

/// What a run reports while it goes on.
#[derive(Clone, Debug)]
pub enum Progress<'a> {
    /// A transaction was sent for the first time.
    Sent {
        /// The intent's key.
        key: &'a str,
    },
    /// A transaction came to its end.
    Ended {
        /// The intent's key.
        key: &'a str,
        /// How.
        outcome: &'a Outcome,
    },
}

/// How a run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Landed.
    pub landed: u64,
    /// Rejected by a rule.
    pub rejected: u64,
    /// Expired as often as they may be signed.
    pub expired: u64,
    /// Unknown to the end.
    pub unknown: u64,
    /// Never sent, for want of a node.
    pub network: u64,
}

impl Summary {
    fn count(&mut self, outcome: &Outcome) {
        let counter = match outcome {
            Outcome::Landed(_) => &mut self.landed,
            Outcome::Rejected(_) => &mut self.rejected,
            Outcome::Expired { .. } => &mut self.expired,
            Outcome::Unknown { .. } => &mut self.unknown,
            Outcome::Network { .. } => &mut self.network,
        };
        *counter = counter.saturating_add(1);
    }

    /// Whether every transaction landed.
    pub fn all_landed(&self) -> bool {
        self.rejected + self.expired + self.unknown + self.network == 0
    }
}

/// An intent on its way.
struct BulkItem<'a> {
    intent: Intent<'a>,
    in_flight: InFlight,
    transaction: VersionedTransaction,
    units: Option<u64>,
    signings: u32,
    last_error: String,
}

impl<N: Node> Sender<'_, N> {
    /// Sends all of `intents`, keeping up to the policy's window on their way, and reports each as it ends.
    ///
    /// `go_on` is asked before each new transaction: once it says no, what is on its way is followed to its end
    /// and nothing new is begun. Nor is it once the node is silent while nothing is on its way.
    ///
    /// # Errors
    /// When the journal cannot be written; transactions that were sent before are then in the journal.
    pub fn send_all<'a>(
        &self,
        intents: impl IntoIterator<Item = Intent<'a>>,
        journal: &mut dyn Journal,
        mut go_on: impl FnMut() -> bool,
        mut report: impl FnMut(Progress<'_>),
    ) -> Result<Summary, JournalError> {
        let mut intents = intents.into_iter().fuse();
        let mut again: VecDeque<(Intent<'a>, u32)> = VecDeque::new();
        let mut in_flight_now: Vec<BulkItem<'a>> = Vec::new();
        let mut summary = Summary::default();
        let mut limiter = Limiter::new(self.policy.rate, Instant::now());
        // Whether nothing new is to come: neither a limiter that makes wait nor a row of refusals means that.
        let mut is_over = false;
        loop {
            is_over = is_over || !go_on();
            let unsent = in_flight_now.iter().filter(|item| item.in_flight.sends == 0).count();
            let mut boarding: Vec<(Intent<'a>, u32)> = Vec::new();
            while in_flight_now.len() + boarding.len() < self.policy.window.max(1)
                && boarding.len() < REQUESTS_AT_ONCE
                && limiter.may_start(unsent + boarding.len(), Instant::now())
            {
                let fresh = || (!is_over).then(|| intents.next()).flatten().map(|intent| (intent, 0));
                let Some(next) = again.pop_front().or_else(fresh) else {
                    is_over = true;
                    break;
                };
                boarding.push(next);
                is_over = is_over || !go_on();
            }
            let prepared = self.prepare_all(&boarding);
            let is_silent = prepared.iter().any(|ready| matches!(ready, Err(NotReady::Network(_))));
            for ((intent, signings), ready) in boarding.into_iter().zip(prepared) {
                match ready {
                    Ok(ready) => in_flight_now.push(self.board(intent, signings, ready, journal)?),
                    Err(not_ready) => {
                        let outcome = into_outcome(not_ready);
                        summary.count(&outcome);
                        report(Progress::Ended { key: &intent.key, outcome: &outcome });
                    }
                }
            }
            // A node that was silent for as long as it is waited for is not waited for again with each further row.
            is_over = is_over || (is_silent && in_flight_now.is_empty());
            if is_over && in_flight_now.is_empty() && again.is_empty() {
                return Ok(summary);
            }
            self.send_due(&mut in_flight_now, &mut limiter, &mut report);
            self.ask_due(&mut in_flight_now);
            self.heights_due(&mut in_flight_now);
            for (item, verdict) in take_done(&mut in_flight_now, self.now()) {
                let BulkItem { intent, in_flight, transaction, units, signings, last_error } = item;
                let outcome = conclude(&in_flight, verdict, &transaction, units, signings, last_error);
                record_end(journal, &intent.key, &outcome)?;
                if matches!(outcome, Outcome::Expired { .. }) && signings < self.policy.signings {
                    again.push_back((intent, signings));
                } else {
                    summary.count(&outcome);
                    report(Progress::Ended { key: &intent.key, outcome: &outcome });
                }
            }
            std::thread::sleep(self.pause(&in_flight_now));
        }
    }

    /// Simulates side by side and signs, in order, under one lifetime.
    fn prepare_all(&self, boarding: &[(Intent<'_>, u32)]) -> Vec<Result<Ready, NotReady>> {
        if boarding.is_empty() {
            return Vec::new();
        }
        let lifetime = match self.lifetime() {
            Ok(lifetime) => lifetime,
            Err(not_ready) => return boarding.iter().map(|_| Err(not_ready.clone())).collect(),
        };
        let drafts: Vec<_> = boarding.iter().map(|(intent, _)| self.draft(intent, &lifetime)).collect();
        let simulated = in_parallel(&drafts, |draft| match draft {
            Ok(draft) => self.simulate_draft(draft),
            Err(not_ready) => Err(not_ready.clone()),
        });
        let ready = boarding.iter().zip(simulated);
        ready.map(|((intent, _), simulated)| self.ready(intent, lifetime, simulated?)).collect()
    }

    /// Writes down one intent that is signed.
    fn board<'a>(
        &self,
        intent: Intent<'a>,
        signings: u32,
        ready: Ready,
        journal: &mut dyn Journal,
    ) -> Result<BulkItem<'a>, JournalError> {
        let Ready { transaction, lifetime, units } = ready;
        let signature = transaction.signatures.first().copied().unwrap_or_default();
        let in_flight =
            InFlight::new(signature, lifetime.last_valid_block_height, self.policy.retry, self.now());
        record_signed(journal, &intent.key, &in_flight, &transaction)?;
        let signings = signings.saturating_add(1);
        Ok(BulkItem { intent, in_flight, transaction, units, signings, last_error: "no answer yet".into() })
    }

    /// Sends the bytes of all that are due, a few at a time side by side.
    fn send_due(
        &self,
        in_flight_now: &mut [BulkItem<'_>],
        limiter: &mut Limiter,
        report: &mut impl FnMut(Progress<'_>),
    ) {
        let now = self.now();
        let mut due: Vec<&mut BulkItem> =
            in_flight_now.iter_mut().filter(|item| item.in_flight.next(now) == Step::Send).collect();
        for batch in due.chunks_mut(REQUESTS_AT_ONCE) {
            limiter.take(batch.len(), Instant::now());
            let wires: Vec<&VersionedTransaction> = batch.iter().map(|item| &item.transaction).collect();
            let results = in_parallel(&wires, |transaction| self.node.send(transaction));
            for (item, result) in batch.iter_mut().zip(results) {
                if let Err(error) = result {
                    item.last_error = error.to_string();
                }
                if item.in_flight.sends == 0 {
                    report(Progress::Sent { key: &item.intent.key });
                }
                item.in_flight.sent(self.now());
            }
        }
    }

    /// Asks for the statuses of all that are due, many in one question.
    fn ask_due(&self, in_flight_now: &mut [BulkItem<'_>]) {
        for history in [false, true] {
            let now = self.now();
            let mut due: Vec<&mut BulkItem> = in_flight_now
                .iter_mut()
                .filter(|item| item.in_flight.next(now) == Step::Ask { history })
                .collect();
            for batch in due.chunks_mut(STATUSES_AT_ONCE) {
                self.ask_batch(batch, history);
            }
        }
    }

    fn ask_batch(&self, batch: &mut [&mut BulkItem<'_>], history: bool) {
        let signatures: Vec<_> = batch.iter().map(|item| item.in_flight.signature).collect();
        let others = self.secondary_nodes.iter().filter(|_| history);
        let answers: Result<Vec<_>, RpcError> = std::iter::once(&self.node)
            .chain(others)
            .map(|node| node.statuses(&signatures, history))
            .collect();
        let now = self.now();
        match answers {
            Ok(answers) => {
                // A node that lags behind decides how far all of them have seen.
                let seen = answers.iter().map(|answer| answer.seen).min().unwrap_or_default();
                for (index, item) in batch.iter_mut().enumerate() {
                    let status =
                        answers.iter().find_map(|answer| answer.statuses.get(index).cloned().flatten());
                    item.in_flight.answered(status, seen, now);
                }
            }
            Err(error) => {
                for item in batch {
                    item.last_error = error.to_string();
                    item.in_flight.unanswered(now);
                }
            }
        }
    }

    /// Asks for the block height once, if any of them waits for it.
    fn heights_due(&self, in_flight_now: &mut [BulkItem<'_>]) {
        let now = self.now();
        if !in_flight_now.iter().any(|item| item.in_flight.next(now) == Step::AskHeight) {
            return;
        }
        let height = self.node.finalized();
        let now = self.now();
        for item in in_flight_now {
            match &height {
                Ok(height) => item.in_flight.at_height(height.slot, height.block_height, now),
                Err(error) => {
                    item.last_error = error.to_string();
                    item.in_flight.no_height(now);
                }
            }
        }
    }

    /// How long nothing is due.
    fn pause(&self, in_flight_now: &[BulkItem<'_>]) -> Duration {
        let now = self.now();
        let due = in_flight_now.iter().map(|item| match item.in_flight.next(now) {
            Step::Wait(until) => until.saturating_sub(now),
            _ => 0,
        });
        Duration::from_millis(due.min().unwrap_or(0).clamp(1, 100))
    }
}

/// Takes out those that came to their end.
fn take_done<'a>(in_flight_now: &mut Vec<BulkItem<'a>>, now: u64) -> Vec<(BulkItem<'a>, Verdict)> {
    let mut done = Vec::new();
    let mut index = 0;
    while let Some(item) = in_flight_now.get(index) {
        match item.in_flight.next(now) {
            Step::Done(verdict) => done.push((in_flight_now.swap_remove(index), verdict)),
            _ => index += 1,
        }
    }
    done
}

/// Runs one request each, side by side, and returns the answers in order.
fn in_parallel<T: Sync, R: Send>(items: &[T], run: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if let [only] = items {
        return vec![run(only)];
    }
    std::thread::scope(|scope| {
        let handles: Vec<_> = items.iter().map(|item| scope.spawn(|| run(item))).collect();
        let joined = handles.into_iter().map(|handle| handle.join());
        joined.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests;

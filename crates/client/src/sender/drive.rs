//! Carries the rules of [`super::in_flight`] out on nodes.

use std::time::{Duration, Instant};

use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use super::budget::{self, Price, Units};
use super::in_flight::{InFlight, RetryPolicy, Status, Step, Verdict};
use super::journal::{record_end, record_signed, Journal, JournalError, Pending};
use super::node::{Lifetime, Node, RpcError, Simulation, Statuses};
use super::outcome::{Outcome, Receipt, Rejection, Stage};
use super::Intent;
use crate::errors;

/// How a sender goes about its work.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// What to pay for priority.
    pub price: Price,
    /// How often to resend and ask, and when to give up.
    pub retry: RetryPolicy,
    /// How often a transaction may be signed, each time only after the last one has expired. At least 1.
    pub signings: u32,
    /// How long to go on when no node answers and nothing has been sent yet.
    pub reach: Duration,
    /// The most sends a second over all transactions of one run; `None` for no limit.
    pub rate: Option<f64>,
    /// How many transactions of one run may be on their way at once.
    pub window: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            price: Price::default(),
            retry: RetryPolicy::default(),
            signings: 3,
            reach: Duration::from_secs(30),
            rate: None,
            window: 32,
        }
    }
}

/// Sends transactions through one node, and believes in their death only when others agree.
pub struct Sender<'n, N: Node> {
    pub(super) node: &'n N,
    pub(super) secondary_nodes: Vec<&'n N>,
    pub(super) policy: Policy,
    pub(super) start: Instant,
}

/// A transaction ready to fly.
pub(super) struct Ready {
    pub transaction: VersionedTransaction,
    pub lifetime: Lifetime,
    pub units: Option<u64>,
}

/// The questions before signing: a transaction to simulate and accounts to ask prices for, where they are wanted.
pub(super) struct Draft {
    unsigned: Option<VersionedTransaction>,
    writable: Vec<solana_pubkey::Pubkey>,
}

/// The answers.
pub(super) struct Simulated {
    simulation: Option<Simulation>,
    price: u64,
}

/// Why a transaction did not get ready.
#[derive(Clone)]
pub(super) enum NotReady {
    Rejected(Box<Rejection>),
    Network(String),
}

/// The transaction to simulate: under the greatest limit, and not signed.
fn unsigned(intent: &Intent, lifetime: &Lifetime) -> Result<VersionedTransaction, NotReady> {
    let message = intent.message(budget::MAX_UNITS, 0, lifetime);
    message
        .map(Intent::unsigned)
        .map_err(|reason| NotReady::Rejected(refuse(Stage::Simulation, None, reason)))
}

impl<'n, N: Node> Sender<'n, N> {
    /// A sender through `node`.
    pub fn new(node: &'n N, policy: Policy) -> Self {
        Self { node, secondary_nodes: Vec::new(), policy, start: Instant::now() }
    }

    /// Other nodes that must also not know a signature before it is signed anew.
    #[must_use]
    pub fn with_secondary_nodes(mut self, secondary_nodes: Vec<&'n N>) -> Self {
        self.secondary_nodes = secondary_nodes;
        self
    }

    /// What would happen, without sending anything; `watch` are accounts to report as they would be after it.
    ///
    /// # Errors
    /// [`Outcome::Network`] or [`Outcome::Rejected`] when the intent is no transaction.
    pub fn dry_run(&self, intent: &Intent, watch: &[solana_pubkey::Pubkey]) -> Result<Simulation, Outcome> {
        let lifetime = self.reach(|node| node.lifetime()).map_err(into_outcome)?;
        self.simulate(intent, &lifetime, watch).map_err(into_outcome)
    }

    /// Sends one transaction and waits for its end.
    ///
    /// # Errors
    /// When the journal cannot be written; nothing was sent then.
    pub fn send(&self, intent: &Intent, journal: &mut dyn Journal) -> Result<Outcome, JournalError> {
        let mut signings = 0_u32;
        let mut last: Option<Signature> = None;
        loop {
            let ready = match self.prepare(intent) {
                Ok(ready) => ready,
                // After one that expired, the network's silence does not change what is known of it.
                Err(NotReady::Network(_)) if last.is_some() => break,
                Err(not_ready) => return Ok(into_outcome(not_ready)),
            };
            let in_flight = InFlight::new(
                ready.transaction.signatures.first().copied().unwrap_or_default(),
                ready.lifetime.last_valid_block_height,
                self.policy.retry,
                self.now(),
            );
            record_signed(journal, &intent.key, &in_flight, &ready.transaction)?;
            signings = signings.saturating_add(1);
            last = Some(in_flight.signature);
            let outcome = self.confirm(in_flight, &ready.transaction, ready.units, signings);
            record_end(journal, &intent.key, &outcome)?;
            match outcome {
                Outcome::Expired { .. } if signings < self.policy.signings => {}
                outcome => return Ok(outcome),
            }
        }
        Ok(Outcome::Expired { signature: last.unwrap_or_default() })
    }

    /// Takes up a transaction that an earlier run signed, and waits for its end. It is never signed anew here.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn resume(&self, pending: &Pending, journal: &mut dyn Journal) -> Result<Outcome, JournalError> {
        let in_flight = InFlight::resumed(
            pending.signature,
            pending.last_valid_block_height,
            self.policy.retry,
            self.now(),
        );
        let outcome = self.confirm(in_flight, &pending.transaction, None, 1);
        record_end(journal, &pending.key, &outcome)?;
        Ok(outcome)
    }

    /// Simulates and signs.
    pub(super) fn prepare(&self, intent: &Intent) -> Result<Ready, NotReady> {
        let lifetime = self.lifetime()?;
        let simulated = self.simulate_draft(&self.draft(intent, &lifetime)?)?;
        self.ready(intent, lifetime, simulated)
    }

    /// A fresh lifetime, for what is signed now.
    pub(super) fn lifetime(&self) -> Result<Lifetime, NotReady> {
        self.reach(|node| node.lifetime())
    }

    /// What has to be asked before an intent can be signed.
    pub(super) fn draft(&self, intent: &Intent, lifetime: &Lifetime) -> Result<Draft, NotReady> {
        let unsigned = match intent.units {
            Units::Fixed(_) => None,
            Units::Simulated => Some(unsigned(intent, lifetime)?),
        };
        let writable = match self.policy.price {
            Price::Fixed(_) => Vec::new(),
            Price::Auto { .. } => intent.writable(),
        };
        Ok(Draft { unsigned, writable })
    }

    /// Asks it. Needs no key, so many can be asked side by side.
    pub(super) fn simulate_draft(&self, draft: &Draft) -> Result<Simulated, NotReady> {
        let simulation = match &draft.unsigned {
            Some(unsigned) => Some(self.reach(|node| node.simulate(unsigned, &[]))?),
            None => None,
        };
        let price = match self.policy.price {
            Price::Fixed(price) => price,
            // A node that cannot say what others pay does not stop a transaction.
            price @ Price::Auto { .. } => {
                price.choose(&self.node.recent_prices(&draft.writable).unwrap_or_default())
            }
        };
        Ok(Simulated { simulation, price })
    }

    /// Signs what would land.
    pub(super) fn ready(
        &self,
        intent: &Intent,
        lifetime: Lifetime,
        simulated: Simulated,
    ) -> Result<Ready, NotReady> {
        let (limit, units) = match (simulated.simulation, intent.units) {
            (Some(Simulation { error: Some(error), logs, .. }), _) => {
                return Err(NotReady::Rejected(reject(Stage::Simulation, None, intent, &error, logs)));
            }
            (Some(simulation), _) => {
                (budget::limit(simulation.units, simulated.price), Some(simulation.units))
            }
            (None, Units::Fixed(limit)) => (limit, None),
            (None, Units::Simulated) => (budget::MAX_UNITS, None),
        };
        let transaction = intent
            .message(limit, simulated.price, &lifetime)
            .and_then(|message| intent.sign(message).map_err(|error| error.to_string()))
            .map_err(|reason| NotReady::Rejected(refuse(Stage::Simulation, None, reason)))?;
        Ok(Ready { transaction, lifetime, units })
    }

    fn simulate(
        &self,
        intent: &Intent,
        lifetime: &Lifetime,
        watch: &[solana_pubkey::Pubkey],
    ) -> Result<Simulation, NotReady> {
        let unsigned = unsigned(intent, lifetime)?;
        self.reach(|node| node.simulate(&unsigned, watch))
    }

    /// Asks until there is an answer, for as long as the policy allows. For questions only: they change nothing.
    fn reach<T>(&self, ask: impl Fn(&N) -> Result<T, RpcError>) -> Result<T, NotReady> {
        let deadline = Instant::now() + self.policy.reach;
        let mut pause = Duration::from_millis(100);
        loop {
            match ask(self.node) {
                Ok(answer) => return Ok(answer),
                Err(RpcError::Refused(reason)) => {
                    return Err(NotReady::Rejected(refuse(Stage::Node, None, reason)));
                }
                Err(RpcError::Network(reason)) if Instant::now() + pause > deadline => {
                    return Err(NotReady::Network(reason));
                }
                Err(RpcError::Network(_)) => std::thread::sleep(pause),
            }
            pause = pause.saturating_mul(2).min(Duration::from_secs(4));
        }
    }

    /// Keeps a signed transaction going until its end is known.
    fn confirm(
        &self,
        mut in_flight: InFlight,
        transaction: &VersionedTransaction,
        units: Option<u64>,
        signings: u32,
    ) -> Outcome {
        let mut last_error = String::from("no answer yet");
        loop {
            match in_flight.next(self.now()) {
                Step::Send => {
                    if let Err(error) = self.node.send(transaction) {
                        last_error = error.to_string();
                    }
                    in_flight.sent(self.now());
                }
                Step::Ask { history } => match self.ask(&in_flight.signature, history) {
                    Ok((status, seen)) => in_flight.answered(status, seen, self.now()),
                    Err(error) => {
                        last_error = error.to_string();
                        in_flight.unanswered(self.now());
                    }
                },
                Step::AskHeight => match self.node.finalized() {
                    Ok(height) => in_flight.at_height(height.slot, height.block_height, self.now()),
                    Err(error) => {
                        last_error = error.to_string();
                        in_flight.no_height(self.now());
                    }
                },
                Step::Wait(until) => {
                    std::thread::sleep(Duration::from_millis(until.saturating_sub(self.now()).max(1)));
                }
                Step::Done(verdict) => {
                    return conclude(&in_flight, verdict, transaction, units, signings, last_error);
                }
            }
        }
    }

    /// Asks the node, and before "unknown" is believed in the history, every witness too.
    fn ask(&self, signature: &Signature, history: bool) -> Result<(Option<Status>, u64), RpcError> {
        let mut seen = u64::MAX;
        let others = self.secondary_nodes.iter().filter(|_| history);
        for node in std::iter::once(&self.node).chain(others) {
            let mut answer: Statuses = node.statuses(&[*signature], history)?;
            seen = seen.min(answer.seen);
            if let Some(status) = answer.statuses.pop().flatten() {
                return Ok((Some(status), seen));
            }
        }
        Ok((None, seen))
    }

    pub(super) fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

/// Turns a verdict into what the caller is told.
pub(super) fn conclude(
    in_flight: &InFlight,
    verdict: Verdict,
    transaction: &VersionedTransaction,
    units: Option<u64>,
    signings: u32,
    last_error: String,
) -> Outcome {
    let signature = in_flight.signature;
    match verdict {
        Verdict::Landed { slot } => {
            Outcome::Landed(Receipt { signature, slot, units, signings, sends: in_flight.sends })
        }
        Verdict::Failed { error, .. } => {
            let explanation = errors::explain(&error, &errors::programs_of(&transaction.message), &[]);
            Outcome::Rejected(Box::new(Rejection {
                stage: Stage::Chain,
                signature: Some(signature),
                explanation,
                logs: Vec::new(),
            }))
        }
        Verdict::Expired => Outcome::Expired { signature },
        Verdict::Unknown => Outcome::Unknown {
            signature,
            last_valid_block_height: in_flight.last_valid_block_height,
            reason: last_error,
        },
    }
}

pub(super) fn into_outcome(not_ready: NotReady) -> Outcome {
    match not_ready {
        NotReady::Rejected(rejection) => Outcome::Rejected(rejection),
        NotReady::Network(reason) => Outcome::Network { reason },
    }
}

fn reject(
    stage: Stage,
    signature: Option<Signature>,
    intent: &Intent,
    error: &solana_transaction_error::TransactionError,
    logs: Vec<String>,
) -> Box<Rejection> {
    // The sender's own compute-budget instruction comes first in every message.
    let mut programs = vec![solana_sdk_ids::compute_budget::ID];
    programs.extend(intent.instructions.iter().map(|instruction| instruction.program_id));
    Box::new(Rejection { stage, signature, explanation: errors::explain(error, &programs, &logs), logs })
}

fn refuse(stage: Stage, signature: Option<Signature>, reason: String) -> Box<Rejection> {
    let explanation = errors::Explanation::plain(reason);
    Box::new(Rejection { stage, signature, explanation, logs: Vec::new() })
}

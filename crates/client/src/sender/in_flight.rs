//! One transaction on its way: the rules of sending once, without any input or output.
//!
//! The caller asks [`InFlight::next`] what to do, does it, and reports back what came of it. Time is given in
//! milliseconds from any fixed start, so that the rules can be tested without a clock or a network.

use std::time::Duration;

use solana_signature::Signature;
use solana_transaction_error::TransactionError;

/// Milliseconds since some fixed start.
pub type Millis = u64;

/// How patient a flight is.
#[derive(Clone, Copy, Debug)]
pub struct RetryPolicy {
    /// Time between two sends of the same bytes.
    pub resend: Duration,
    /// Time between two questions for the status.
    pub poll: Duration,
    /// Time between two questions for the block height.
    pub height: Duration,
    /// After this long in the air a flight whose fate nobody can tell is given up as unknown.
    pub give_up: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            resend: Duration::from_secs(2),
            poll: Duration::from_millis(500),
            height: Duration::from_secs(4),
            give_up: Duration::from_secs(300),
        }
    }
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send the bytes.
    Send,
    /// Ask for the status of the signature, in the history too when `history` is set.
    Ask {
        /// Whether recent statuses are not enough.
        history: bool,
    },
    /// Ask for the finalized slot and block height.
    AskHeight,
    /// Nothing is due before this time.
    Wait(Millis),
    /// It is over.
    Done(Verdict),
}

/// How a flight ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The cluster executed it, in this slot.
    Landed {
        /// The slot.
        slot: u64,
    },
    /// The cluster executed it and it failed.
    Failed {
        /// The slot.
        slot: u64,
        /// The error.
        error: TransactionError,
    },
    /// It cannot land any more, and did not.
    Expired,
    /// Nobody could tell within the patience.
    Unknown,
}

/// What a node knows about a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The slot it was executed in.
    pub slot: u64,
    /// Whether a supermajority confirmed it.
    pub confirmed: bool,
    /// The error it failed with, if it did.
    pub error: Option<TransactionError>,
}

/// A signed transaction on its way.
#[derive(Clone, Debug)]
pub struct InFlight {
    /// Its first signature.
    pub signature: Signature,
    /// The last block height in which it may land.
    pub last_valid_block_height: u64,
    /// How often the bytes were sent.
    pub sends: u32,
    retry: RetryPolicy,
    started: Millis,
    next_send: Millis,
    next_ask: Millis,
    next_height: Millis,
    /// The earliest finalized slot at which the transaction was seen to be past its last block.
    dead_since: Option<u64>,
    verdict: Option<Verdict>,
}

impl InFlight {
    /// A transaction that has just been signed, and not yet sent.
    pub fn new(signature: Signature, last_valid_block_height: u64, retry: RetryPolicy, now: Millis) -> Self {
        Self {
            signature,
            last_valid_block_height,
            sends: 0,
            retry,
            started: now,
            next_send: now,
            // Nobody can know it before it was sent.
            next_ask: after(now, retry.poll),
            next_height: after(now, retry.height),
            dead_since: None,
            verdict: None,
        }
    }

    /// A transaction from the journal that may have been sent: asks first, then sends.
    pub fn resumed(
        signature: Signature,
        last_valid_block_height: u64,
        retry: RetryPolicy,
        now: Millis,
    ) -> Self {
        let mut in_flight = Self::new(signature, last_valid_block_height, retry, now);
        in_flight.next_ask = now;
        in_flight.next_height = now;
        in_flight.next_send = after(now, retry.poll);
        // From another run: recent statuses may not reach back that far.
        in_flight.sends = 1;
        in_flight
    }

    /// What to do now.
    pub fn next(&self, now: Millis) -> Step {
        if let Some(verdict) = &self.verdict {
            return Step::Done(verdict.clone());
        }
        if now >= after(self.started, self.retry.give_up) {
            return Step::Done(Verdict::Unknown);
        }
        if now >= self.next_ask {
            return Step::Ask { history: self.dead_since.is_some() || self.sends == 0 };
        }
        // Past its last block there is nothing to gain from sending.
        if self.dead_since.is_none() && now >= self.next_send {
            return Step::Send;
        }
        if now >= self.next_height {
            return Step::AskHeight;
        }
        let due = if self.dead_since.is_some() {
            self.next_ask.min(self.next_height)
        } else {
            self.next_ask.min(self.next_send).min(self.next_height)
        };
        Step::Wait(due)
    }

    /// The bytes were sent, or an attempt to do so ended in an error: either may have reached the cluster.
    pub fn sent(&mut self, now: Millis) {
        self.sends = self.sends.saturating_add(1);
        self.next_send = after(now, self.retry.resend);
    }

    /// A node that had seen slot `seen` answered what it knows about the signature.
    pub fn answered(&mut self, status: Option<Status>, seen: u64, now: Millis) {
        self.next_ask = after(now, self.retry.poll);
        match status {
            Some(Status { slot, error: Some(error), confirmed: true }) => {
                self.verdict = Some(Verdict::Failed { slot, error });
            }
            Some(Status { slot, error: None, confirmed: true }) => {
                self.verdict = Some(Verdict::Landed { slot })
            }
            // In a block that may still be dropped: neither landed nor free to be sent anew.
            Some(_) => self.dead_since = None,
            // Only a node that has seen the slot at which it was dead can say that it never landed.
            None if self.dead_since.is_some_and(|dead| seen >= dead) => self.verdict = Some(Verdict::Expired),
            None => {}
        }
    }

    /// A question could not be answered; ask again later.
    pub fn unanswered(&mut self, now: Millis) {
        self.next_ask = after(now, self.retry.poll);
    }

    /// A node reported its finalized slot and block height.
    pub fn at_height(&mut self, slot: u64, block_height: u64, now: Millis) {
        self.next_height = after(now, self.retry.height);
        if block_height > self.last_valid_block_height {
            if self.dead_since.is_none() {
                self.next_ask = now;
            }
            // The earliest slot that is known to be past it. A local network that was killed may come back at an earlier one, and would
            // never reach the slot of which it told before.
            self.dead_since = Some(self.dead_since.map_or(slot, |dead| dead.min(slot)));
        }
    }

    /// The block height could not be had; ask again later.
    pub fn no_height(&mut self, now: Millis) {
        self.next_height = after(now, self.retry.height);
    }
}

fn after(now: Millis, wait: Duration) -> Millis {
    now.saturating_add(u64::try_from(wait.as_millis()).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests;

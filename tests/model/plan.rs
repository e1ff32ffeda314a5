//! What a word means now: the calls it stands for.

mod epochs;
mod executing;
mod foreign;
mod founder;
mod gifts;
mod grants;
mod handles;
mod identity;
mod invalid_proposals;
mod invoking;
mod lifecycle;
mod money;
mod positions;
mod proposing;
mod running;
mod voters;
mod voting;
mod works;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, REALMS},
};

/// Most calls of one transaction.
const BUNDLE: usize = 4;
/// Transactions after which a world is old.
const OLD: usize = 3_600;

impl Harness {
    /// Takes one step.
    ///
    /// # Errors
    /// An end that was not predicted, or an invariant that does not hold.
    pub fn play(&mut self, entropy: Entropy) -> Result<(), String> {
        // At the end of a world time goes fast: what was claimed long ago must be forgotten in the right way.
        if self.report.sent > OLD && entropy.byte(0) < 64 {
            return self.run_epochs(entropy);
        }
        // A founder's time is short: while it lasts, the epochs of the platform that it governs are often played instead of waiting.
        if entropy.byte(0) <= 10 && self.refusal_of_founder(1).is_none() {
            let calls = self.plan_next(1, entropy);
            return self.enqueue(calls, entropy);
        }
        let calls = match entropy.byte(0) {
            0..=21 => {
                self.flush()?;
                self.wait(entropy);
                return Ok(());
            }
            22 => {
                self.flush()?;
                if self.found(REALMS - 1)? {
                    return Ok(());
                }
                self.plan_hand_over(REALMS - 1)
            }
            23..=34 => self.plan_identity(entropy),
            35..=39 => self.plan_handle(entropy),
            40..=58 => self.plan_work(entropy),
            59..=92 => self.plan_positions(entropy),
            93..=106 => self.plan_grant(entropy),
            107..=132 => self.plan_epoch(entropy),
            133..=141 => self.plan_gift(entropy),
            142..=157 => self.plan_proposal(entropy),
            158..=177 | 182..=189 => self.plan_vote(entropy),
            178..=181 => self.plan_voter(entropy),
            190..=199 => self.plan_money(entropy),
            200..=247 => return self.push(entropy),
            255 if entropy.byte(1) < 48 => return self.rush(entropy),
            _ => return self.carry(entropy),
        };
        self.enqueue(calls, entropy)
    }

    /// Puts calls into a transaction: alone, with their neighbours, or with something foreign about them.
    fn enqueue(&mut self, mut calls: Vec<Call>, entropy: Entropy) -> Result<(), String> {
        let joins = entropy.byte(7) < 72 || entropy.byte(7) >= 250;
        if entropy.byte(7) >= 232 {
            calls = self.make_adversarial(calls, entropy);
        }
        let is_alone = calls.iter().any(|call| call.is_alone);
        // Which action is the next one was read before: another execution of it would do what nobody foresaw.
        let is_executed = |call: &Call| {
            call.is_execution()
                && self
                    .pending
                    .iter()
                    .any(|other| other.is_execution() && other.named("proposal") == call.named("proposal"))
        };
        if calls.iter().any(is_executed) {
            self.flush()?;
            calls.iter_mut().for_each(|call| call.relax());
            calls.retain(|call| !call.is_execution());
        }
        relax(&self.pending, &mut calls);
        if self.pending.len() + calls.len() > BUNDLE || is_alone {
            self.flush()?;
        }
        self.pending.extend(calls);
        if joins && self.pending.len() < BUNDLE && !is_alone {
            return Ok(());
        }
        self.flush()
    }

    /// Sends what waits.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub fn flush(&mut self) -> Result<(), String> {
        let calls = std::mem::take(&mut self.pending);
        if calls.is_empty() {
            return Ok(());
        }
        self.send(calls).map(drop)
    }

    /// A platform: mostly the one that its owners govern.
    pub fn some_realm(&self, entropy: Entropy) -> usize {
        match entropy.byte(6) % 16 {
            0..=8 => 0,
            9..=13 => 1,
            _ => 2,
        }
    }

    /// The word's sponsor.
    pub fn sponsor(&self, entropy: Entropy) -> solana_pubkey::Pubkey {
        self.sponsors[entropy.pick(5, self.sponsors.len())]
    }
}

/// What was planned on the state before the transaction may not hold after the calls before it: only the models follow
/// those, and only as long as nothing is exchanged that instructions name.
fn relax(before: &[Call], calls: &mut [Call]) {
    const EXCHANGES: [&str; 16] = [
        "equity.hand_over",
        "governance.hand_over",
        "governance.close_voter",
        "equity.propose_distribution",
        "equity.delegate",
        "equity.undelegate",
        "equity.open_position",
        "equity.close_position",
        "equity.resolve_distribution",
        "equity.expire_distribution",
        "equity.set_scorer",
        "equity.create_grant",
        "equity.close_grant",
        "equity.transfer_grant",
        "creators.accept_authority",
        "creators.finish_recovery",
    ];
    let is_exchange = |call: &Call| EXCHANGES.contains(&call.name()) || call.is_execution();
    let exchanged = before.iter().any(is_exchange);
    if before.is_empty() {
        return;
    }
    for call in calls {
        let is_sure = call.op.is_some() && call.expect == Expect::Accept && !exchanged;
        if !is_sure {
            call.relax();
        }
    }
}

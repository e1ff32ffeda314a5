//! Proposals pushed through their lives: ballots, decision, execution, end; each at its time, and around it.

use makerstake_testkit::{
    clock::DAY,
    equity::Holder,
    governance::{self, Proposal, NO, YES},
};
use solana_pubkey::Pubkey;

use super::voting::number;
use crate::{
    call::Call,
    entropy::Entropy,
    harness::{Harness, ACTORS},
    invariants::due,
};

impl Harness {
    /// Takes a proposal one step on, or tries to.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn push(&mut self, entropy: Entropy) -> Result<(), String> {
        let realm = self.some_realm(entropy);
        let all = self.proposals(realm);
        let Some(address) = all.get(entropy.pick(1, all.len())).copied() else { return Ok(()) };
        self.advance(realm, &address, entropy)
    }

    /// Takes this proposal one step on, or tries to.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn advance(&mut self, realm: usize, address: &Pubkey, entropy: Entropy) -> Result<(), String> {
        let Some(head) = self.books.proposal(address).map(|of| of.head.clone()) else { return Ok(()) };
        let (from, until) = due(&head);
        let closes = head.voting_until + i64::from(head.cool_off);
        let now = self.now;
        let calls = match head.status {
            _ if entropy.byte(2) < 16 => self.plan_any_end(realm, address, &head, entropy),
            0 if now < head.voting_from => return self.hasten(head.voting_from, entropy),
            0 if now < head.voting_until && !entropy.once_in(3, 8) => {
                let calls = self.rally(realm, address, &head, entropy);
                if calls.is_empty() {
                    let late = head.voting_until - DAY;
                    return self.hasten(if now < late { late } else { closes }, entropy);
                }
                calls
            }
            0 if now < closes => return self.hasten(closes, entropy),
            0 => self.plan_decision(realm, address, &head),
            1 if now < from && !entropy.once_in(3, 8) => return self.hasten(from, entropy),
            1 if now < until => self.plan_execution(realm, address, &head, entropy),
            1 if entropy.once_in(4, 8) => self.plan_execution(realm, address, &head, entropy),
            _ => self.plan_end(realm, address, &head),
        };
        self.enqueue(calls, entropy)
    }

    /// To an instant, or the second before.
    fn hasten(&mut self, to: i64, entropy: Entropy) -> Result<(), String> {
        self.flush()?;
        if !entropy.once_in(6, 4) {
            if let Some(ballots) = self.forgotten(entropy) {
                return self.enqueue(ballots, entropy);
            }
        }
        self.go_to(to - i64::from(entropy.once_in(4, 6)));
        Ok(())
    }

    /// Ballots on a proposal that would otherwise see its vote end without them.
    fn forgotten(&mut self, entropy: Entropy) -> Option<Vec<Call>> {
        for realm in 0..self.plays.len() {
            for address in self.proposals(realm) {
                let Some(head) = self.books.proposal(&address).map(|of| of.head.clone()) else { continue };
                if head.status == 0 && (head.voting_from..head.voting_until).contains(&self.now) {
                    let ballots = self.rally(realm, &address, &head, entropy);
                    if !ballots.is_empty() {
                        return Some(ballots);
                    }
                }
            }
        }
        None
    }

    /// The ballots of those who have not voted yet, as many as go into one transaction.
    fn rally(&mut self, realm: usize, address: &Pubkey, head: &Proposal, entropy: Entropy) -> Vec<Call> {
        let slot = usize::from(head.slot);
        let choice = if entropy.once_in(5, 9) { NO } else { YES };
        let r = &self.plays[realm].realm;
        let waits = |index: &usize| {
            let voter = self.books.voter(&r.voter(&self.actors[*index].address));
            voter.is_some_and(|voter| voter.numbers[slot] != head.number || voter.choices[slot] == 0)
        };
        let mut waiting: Vec<_> = (0..ACTORS).filter(waits).collect();
        // Some wait for the last day.
        let is_early = self.now < head.voting_until - DAY;
        waiting.retain(|index| !(is_early && (index + usize::from(head.slot)) % 5 == 0));
        let ballots = waiting.into_iter();
        let ballots = ballots
            .filter_map(|index| self.ballot(realm, index, address, choice, entropy.mixed(index as u64)));
        ballots.take(4).collect()
    }

    /// Any of the instructions that end something, whether it is time or not.
    fn plan_any_end(
        &mut self,
        realm: usize,
        address: &Pubkey,
        head: &Proposal,
        entropy: Entropy,
    ) -> Vec<Call> {
        match entropy.byte(2) % 8 {
            0 | 1 => self.plan_cancellation(realm, address, head),
            2 | 3 => self.plan_block(realm, address, head, entropy),
            4 => self.plan_decision(realm, address, head),
            5 => self.plan_end(realm, address, head),
            _ => self.plan_execution(realm, address, head, entropy),
        }
    }

    fn plan_decision(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let (n, finalize) = (number(head), governance::finalize_proposal(&self.plays[realm].realm, address));
        vec![Call::new(finalize).about(realm, n, move |model| model.finalize(n))]
    }

    fn plan_cancellation(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let holder = Holder { address: head.proposer, signer: self.signer(&head.proposer), delegate: None };
        let (n, r) = (number(head), &self.plays[realm].realm);
        let cancel = governance::cancel_proposal(r, &holder, address);
        vec![Call::new(cancel).about(realm, n, move |model| model.cancel(n))]
    }

    /// By the guardian, or by somebody who is, was or may become one.
    fn plan_block(&self, realm: usize, address: &Pubkey, head: &Proposal, entropy: Entropy) -> Vec<Call> {
        let (n, r) = (number(head), &self.plays[realm].realm);
        let appointed = self.plays[realm].model.platform.guardian.0;
        let by = appointed.filter(|_| !entropy.once_in(3, 4)).unwrap_or(entropy.pick(4, 2));
        let block = governance::block_proposal(r, &self.guardians(realm)[by], address);
        vec![Call::new(block).about(realm, n, move |model| model.block(n, by))]
    }

    fn plan_end(&self, realm: usize, address: &Pubkey, head: &Proposal) -> Vec<Call> {
        let (n, r) = (number(head), &self.plays[realm].realm);
        let close = governance::close_proposal(r, address, &head.payer);
        vec![Call::new(close).about(realm, n, move |model| model.close(n))]
    }
}

//! Ballots.

use makerstake_testkit::{
    equity::Holder,
    governance::{self, Proposal, ABSTAIN, NO, YES},
};
use solana_pubkey::Pubkey;

use crate::{
    call::Call,
    entropy::Entropy,
    harness::{Harness, ACTORS},
};

impl Harness {
    /// The proposals that are not closed, by their numbers.
    pub(super) fn proposals(&self, realm: usize) -> Vec<Pubkey> {
        let platform = self.plays[realm].realm.platform;
        let mut all: Vec<_> =
            self.books.proposals(&platform).map(|(address, of)| (of.head.number, *address)).collect();
        all.sort_unstable();
        all.into_iter().map(|(_, address)| address).collect()
    }

    /// Somebody's ballot on some proposal.
    pub(super) fn plan_vote(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let all = self.proposals(realm);
        let is_open = |address: &&Pubkey| {
            self.books
                .proposal(address)
                .is_some_and(|of| of.head.status == 0 && self.now >= of.head.voting_from)
        };
        let open: Vec<_> = all.iter().filter(is_open).copied().collect();
        let from = if open.is_empty() || entropy.once_in(4, 8) { &all } else { &open };
        let Some(proposal) = from.get(entropy.pick(1, from.len())).copied() else { return Vec::new() };
        let choice = match entropy.byte(3) % 16 {
            0..=8 => YES,
            9..=12 => NO,
            13..=14 => ABSTAIN,
            _ => entropy.byte(4),
        };
        self.ballot(realm, entropy.pick(2, ACTORS), &proposal, choice, entropy).into_iter().collect()
    }

    /// An actor's ballot, where it has what it needs for one; sometimes with somebody else as its delegate, or nobody.
    pub(super) fn ballot(
        &self,
        realm: usize,
        index: usize,
        proposal: &Pubkey,
        choice: u8,
        entropy: Entropy,
    ) -> Option<Call> {
        let play = &self.plays[realm];
        let r = &play.realm;
        let head = &self.books.proposal(proposal)?.head;
        let address = self.actors[index].address;
        self.books.position(&r.f.position(&address))?;
        self.books.voter(&r.voter(&address))?;
        let delegate = play.model.platform.delegate(index, head.epoch);
        let shown = match entropy.byte(6) % 24 {
            0 => None,
            1 => Some(entropy.pick(5, ACTORS)).filter(|other| *other != index),
            _ => delegate,
        };
        let delegate = shown.map(|to| self.actors[to].address);
        if let Some(delegate) = delegate {
            self.books.voter(&r.voter(&delegate))?;
        }
        let holder = Holder { address, signer: self.signer(&address), delegate };
        let (n, cast) = (number(head), governance::cast_vote(r, &holder, (proposal, head.number), choice));
        Some(Call::new(cast).about(realm, n, move |model| model.vote(index, n, choice, shown)))
    }
}

/// The number of a proposal in the model.
pub(super) fn number(head: &Proposal) -> usize {
    head.number as usize - 1
}

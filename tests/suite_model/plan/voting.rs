//! Ballots.

use makerstake_testkit::{
    equity::Holder,
    governance::{self, GovernanceError as E, Proposal, ABSTAIN, NO, YES},
};
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
    invariants::at,
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
        self.ballot(realm, entropy.pick(2, ACTORS), &proposal, choice).into_iter().collect()
    }

    /// An actor's ballot, where it has what it needs for one.
    pub(super) fn ballot(&self, realm: usize, index: usize, proposal: &Pubkey, choice: u8) -> Option<Call> {
        let r = &self.plays[realm].realm;
        let head = &self.books.proposal(proposal)?.head;
        let address = self.actors[index].address;
        let position = self.books.position(&r.f.position(&address))?;
        let voter = self.books.voter(&r.voter(&address))?;
        let own = at(position.epoch, &position.own, head.epoch).ok();
        let received = at(position.epoch, &position.received, head.epoch).ok();
        let is_former = position.epoch.saturating_sub(head.epoch) > u32::from(position.delegate_age);
        let delegate = if is_former { position.former_delegate } else { position.delegate };
        let delegate = Some(delegate).filter(|delegate| *delegate != Pubkey::default());
        if let Some(delegate) = delegate {
            self.books.voter(&r.voter(&delegate))?;
        }
        let holder = Holder { address, signer: self.signer(&address), delegate };
        let call = Call::new(governance::cast_vote(r, &holder, proposal, choice));
        let (Some(own), Some(received)) = (own, received) else {
            // Its epoch is forgotten: then the vote must be over.
            return Some(call.expecting(Expect::RefuseSomehow));
        };
        let slot = usize::from(head.slot);
        let overridden = if voter.numbers[slot] == head.number { voter.overridden[slot] } else { 0 };
        let has_seat = at(voter.seat_epoch, &voter.seat, head.epoch).is_ok_and(|seat| seat != 0);
        let votes = own + received - overridden.min(received);
        let expect = match self.is_open_to(head, choice) {
            Err(error) => Expect::Refuse(error as u32),
            Ok(()) if votes == 0 && !has_seat => Expect::Refuse(E::NoVotesInEpoch as u32),
            Ok(()) => Expect::Accept,
        };
        Some(call.expecting(expect))
    }

    /// Whether a ballot counts now.
    fn is_open_to(&self, head: &Proposal, choice: u8) -> Result<(), E> {
        let closes = head.voting_until + i64::from(head.cool_off);
        if ![YES, NO, ABSTAIN].contains(&choice) {
            Err(E::InvalidChoice)
        } else if head.status != 0 || self.now >= closes {
            Err(E::VotingOver)
        } else if self.now < head.voting_from {
            Err(E::VotingNotBegun)
        } else if self.now >= head.voting_until && choice != NO {
            Err(E::CoolOffPeriod)
        } else {
            Ok(())
        }
    }
}

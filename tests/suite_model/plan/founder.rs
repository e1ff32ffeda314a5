//! What a founder may do besides ruling the pool: add tracks for a while, and hand the pool over for ever.

use makerstake_testkit::{
    equity::{self, EquityError},
    governance::{self, GovernanceError as E},
};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, FOUNDED, REALMS, WALLETS},
};

impl Harness {
    /// The pool to its platform's treasury.
    pub(super) fn plan_hand_over(&self, realm: usize) -> Vec<Call> {
        let play = &self.plays[realm];
        let Some(platform) = self
            .books
            .platform(&play.realm.platform)
            .filter(|_| realm == REALMS - 1 && play.founded == FOUNDED)
        else {
            return Vec::new();
        };
        let expect = if platform.handed_over_at > 0 {
            Expect::Refuse(E::AlreadyHandedOver as u32)
        } else if self.is_ruled_by_founder(realm) {
            Expect::Accept
        } else {
            Expect::Either
        };
        vec![Call::new(governance::hand_over_pool(&play.realm)).expecting(expect)]
    }

    /// The pool of the second platform to one of the wallets, past the platform: equity knows of none.
    pub(super) fn plan_gift_of_power(&self, realm: usize, entropy: Entropy) -> Vec<Call> {
        if realm != 1 || !entropy.once_in(4, 2) {
            return Vec::new();
        }
        let f = self.pool(realm);
        let hand = equity::hand_over(f, &f.authority(), &self.actors[entropy.pick(5, WALLETS)].address);
        let expect = if self.is_ruled_by_founder(realm) {
            Expect::Accept
        } else {
            Expect::Refuse(EquityError::NotAuthority as u32)
        };
        vec![Call::new(hand).expecting(expect)]
    }

    /// A new track, or one that exists.
    pub(super) fn plan_track(&self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let r = &self.plays[realm].realm;
        let Some(platform) = self.books.platform(&r.platform) else { return Vec::new() };
        let id = entropy.byte(4) % 12;
        let create = governance::create_track(r, id, &self.some_terms(realm, id, entropy));
        let is_over = platform.handed_over_at > 0 || self.now >= platform.founder_until;
        let exists = self.books.track(&r.track(id)).is_some();
        let expect = match (exists, is_over) {
            (true, false) => Expect::Refuse(0),
            (false, true) => Expect::Refuse(E::FounderPeriodOver as u32),
            // Its terms may break a floor; and which of two errors comes first is the program's affair.
            _ => Expect::Either,
        };
        vec![Call::new(create).expecting(expect)]
    }
}

//! What a founder may do besides ruling the pool: add tracks for a while, and hand the pool over for ever.

use makerstake_testkit::{
    equity::{self, EquityError},
    governance,
    model::governance::{Model, Terms},
};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, FOUNDED, REALMS},
};

impl Harness {
    /// The pool to its platform's treasury.
    pub(super) fn plan_hand_over(&self, realm: usize) -> Vec<Call> {
        let play = &self.plays[realm];
        if realm < REALMS - 1 || play.founded < FOUNDED {
            return Vec::new();
        }
        let hand_over = governance::hand_over_pool(&play.realm);
        vec![Call::new(hand_over).governed(realm, Model::hand_over)]
    }

    /// The pool of the second platform to its treasury, past the platform and by anybody: at the deadline and not before.
    pub(super) fn plan_deadline(&self, realm: usize) -> Vec<Call> {
        if realm != 1 {
            return Vec::new();
        }
        let f = self.pool(realm);
        let hand = Call::new(equity::hand_over(f, &f.authority(), false));
        vec![if self.is_ruled_by_founder(realm) && self.now >= f.terms.founder_until {
            hand.expecting(Expect::Accept).with_op(realm, |model| {
                model.is_handed_over = true;
                Ok(())
            })
        } else {
            hand.expecting(Expect::Refuse(EquityError::NotAuthority as u32))
        }]
    }

    /// A new track, or one that exists.
    pub(super) fn plan_track(&self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let r = &self.plays[realm].realm;
        if self.books.platform(&r.platform).is_none() {
            return Vec::new();
        }
        let id = entropy.byte(4) % 12;
        let terms = self.some_terms(realm, id, entropy);
        let create = Call::new(governance::create_track(r, id, &terms));
        let terms = Terms::from(&terms);
        vec![create.governed(realm, move |model| model.create_track(id, terms.clone()))]
    }
}

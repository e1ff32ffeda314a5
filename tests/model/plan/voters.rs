//! Voter accounts, opened and closed.

use makerstake_testkit::{equity::Holder, governance};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
};

impl Harness {
    /// A step of a voter account.
    pub(super) fn plan_voter(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let index = entropy.pick(1, ACTORS);
        let address = self.actors[index].address;
        let r = &self.plays[realm].realm;
        let holder = Holder { address, signer: self.signer(&address), delegate: None };
        if self.books.platform(&r.platform).is_none() {
            return Vec::new();
        }
        let open = governance::open_voter(r, &self.sponsor(entropy), &address);
        let Some(voter) = self.books.voter(&r.voter(&address)) else {
            return vec![Call::new(open).expecting(Expect::Accept)];
        };
        if entropy.byte(2) % 16 < 6 {
            return vec![Call::new(open).expecting(Expect::Refuse(0))];
        }
        let close = governance::close_voter(r, &holder, &voter.payer);
        vec![Call::new(close).governed(realm, move |model| model.close_voter(index))]
    }
}

//! The creator house: seats taken, left and reviewed; and voter accounts, opened and closed.

use makerstake_testkit::{equity::Holder, governance};

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS, WALLETS},
};

impl Harness {
    /// A step of a seat or of a voter account.
    pub(super) fn plan_seat(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let index = if entropy.byte(2) % 16 < 10 {
            WALLETS + entropy.pick(1, ACTORS - WALLETS)
        } else {
            entropy.pick(1, ACTORS)
        };
        let address = self.actors[index].address;
        let r = &self.plays[realm].realm;
        let holder = Holder { address, signer: self.signer(&address), delegate: None };
        if self.books.platform(&r.platform).is_none() {
            return Vec::new();
        }
        let position = self.books.position(&r.f.position(&address));
        let Some(voter) = self.books.voter(&r.voter(&address)) else {
            let open = governance::open_voter(r, &self.sponsor(entropy), &address);
            return vec![Call::new(open).expecting(Expect::Accept)];
        };
        let payer = voter.payer;
        let call = match entropy.byte(2) % 16 {
            0..=4 if position.is_some() => Call::new(governance::take_seat(r, &holder))
                .governed(realm, move |model| model.take_seat(index)),
            5..=6 => Call::new(governance::leave_seat(r, &holder))
                .governed(realm, move |model| model.leave_seat(index)),
            7..=9 if position.is_some() => Call::new(governance::review_seat(r, &holder))
                .governed(realm, move |model| model.review_seat(index)),
            10..=12 => {
                let open = governance::open_voter(r, &self.sponsor(entropy), &address);
                Call::new(open).expecting(Expect::Refuse(0))
            }
            _ => Call::new(governance::close_voter(r, &holder, &payer))
                .governed(realm, move |model| model.close_voter(index)),
        };
        vec![call]
    }
}

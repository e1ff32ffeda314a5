//! Ballots, decisions, and a whole vote in one go.

use makerstake_testkit::{
    equity::Holder,
    governance::*,
    model::governance::{Status, Way},
};
use rand::{seq::IndexedRandom, Rng};
use rand_chacha::ChaCha8Rng;
use solana_signer::Signer;

use super::Said;
use crate::scene::{Play, PEOPLE};

impl Play {
    /// A ballot of somebody, mostly as people see this proposal.
    pub fn vote(&mut self, rng: &mut ChaCha8Rng, n: usize) -> Said {
        let by = rng.random_range(0..PEOPLE);
        let choice = match rng.random_range(0..60) {
            0 => *[0, 4].choose(rng).expect("choices"),
            1..20 => rng.random_range(1..=3),
            _ => lean(n),
        };
        let delegate = self.model.delegate(by, self.model.proposals[n].epoch);
        let shown = match rng.random_range(0..12) {
            0 => None,
            1 => Some((by + 1 + rng.random_range(0..PEOPLE - 1)) % PEOPLE),
            _ => delegate,
        };
        self.cast(by, n, choice, shown)
    }

    fn cast(&mut self, by: usize, n: usize, choice: u8, shown: Option<usize>) -> Said {
        self.tell(format!("person {by} votes {choice} on proposal {n}, with the delegate {shown:?}"));
        let is_override = self.model.delegate(by, self.model.proposals[n].epoch).is_some();
        let verdict = self.model.vote(by, n, choice, shown);
        let holder = Holder { delegate: shown.map(|to| self.people[to].address), ..self.people[by] };
        let key = self.key(by);
        let ballot = cast_vote(&self.realm, &holder, &self.addresses[n], choice);
        let outcome = self.world.send(&[ballot], &[&key]);
        self.settle(if is_override { "vote override" } else { "vote" }, verdict, outcome)
    }

    /// The decision.
    pub fn finalize(&mut self, n: usize) -> Said {
        self.tell(format!("proposal {n} is finalized"));
        let verdict = self.model.finalize(n);
        let outcome = self.world.send(&[finalize_proposal(&self.realm, &self.addresses[n])], &[]);
        self.settle("finalize", verdict, outcome)
    }

    /// Its proposer withdraws it.
    pub fn cancel(&mut self, n: usize) -> Said {
        let by = self.model.proposals[n].by;
        self.tell(format!("person {by} withdraws proposal {n}"));
        let verdict = self.model.cancel(n);
        let key = self.key(by);
        let cancel = cancel_proposal(&self.realm, &self.people[by], &self.addresses[n]);
        let outcome = self.world.send(&[cancel], &[&key]);
        self.settle("cancel", verdict, outcome)
    }

    /// A guardian's key blocks it: the one that is appointed, mostly.
    pub fn block(&mut self, rng: &mut ChaCha8Rng, n: usize) -> Said {
        let any = rng.random_range(0..self.guardians.len());
        let by = self.model.guardian.0.filter(|_| !rng.random_ratio(1, 4)).unwrap_or(any);
        self.tell(format!("guardian {by} blocks proposal {n}"));
        let verdict = self.model.block(n, by);
        let key = self.guardians[by].insecure_clone();
        let block = block_proposal(&self.realm, &key.pubkey(), &self.addresses[n]);
        let outcome = self.world.send(&[block], &[&key]);
        self.settle("block", verdict, outcome)
    }

    /// Rent and bond go back.
    pub fn close(&mut self, n: usize) -> Said {
        let by = self.model.proposals[n].by;
        self.tell(format!("proposal {n} is closed"));
        let (verdict, kept) = (self.model.close(n), self.model.treasury);
        let payer = self.keys[by].pubkey();
        let before = self.world.lamports(&self.realm.treasury);
        let close = close_proposal(&self.realm, &self.addresses[n], &payer);
        let outcome = self.world.send(&[close], &[]);
        if verdict.is_ok() {
            self.open.remove(&n);
            self.states.remove(&n);
            let is_forfeited = kept + self.world.rent(0) > before;
            self.count(format!("bond {}", if is_forfeited { "kept" } else { "returned" }));
        }
        self.settle("close", verdict, outcome)
    }

    /// A proposal from where it is to its end: what happens on a platform that is run well. Everybody votes who can, some
    /// in the last day; it is decided, waits, is executed, and mostly closed.
    pub fn carry(&mut self, rng: &mut ChaCha8Rng, n: usize) -> Said {
        let [from, late, ..] = self.model.proposals[n].instants();
        self.tell(format!("proposal {n} is carried"));
        self.set_time(from);
        let is_late = rng.random_ratio(1, 4);
        let mut rest: Vec<usize> = (0..PEOPLE).collect();
        rest.retain(|_| !rng.random_ratio(1, 5));
        for (place, by) in rest.iter().enumerate() {
            if is_late && place == 1 {
                self.set_time(late);
            }
            let delegate = self.model.delegate(*by, self.model.proposals[n].epoch);
            self.cast(*by, n, lean(n), delegate)?;
        }
        let closes = self.model.proposals[n].instants()[3];
        self.set_time(closes);
        self.finalize(n)?;
        if self.model.proposals[n].status == Status::Passed {
            let [.., from, until] = self.model.proposals[n].instants();
            if rng.random_ratio(1, 4) {
                self.set_time(from - 1);
                self.attempt(n, Way::Right)?;
            }
            self.set_time(if rng.random_ratio(1, 12) { until } else { from });
        }
        for _ in 0..self.model.proposals[n].acts.len() {
            if self.model.proposals[n].status != Status::Passed {
                break;
            }
            self.attempt(n, Way::Right)?;
            if self.model.proposals[n].is_over(self.model.now()) {
                break;
            }
        }
        if rng.random_ratio(1, 2) && self.model.proposals[n].is_over(self.model.now()) {
            self.close(n)?;
        }
        Ok(())
    }
}

/// What most people think of a proposal.
fn lean(n: usize) -> u8 {
    if n % 5 == 4 {
        2
    } else {
        1
    }
}

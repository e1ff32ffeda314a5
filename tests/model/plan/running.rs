//! What happens on a platform that is run well: a proposal taken to its end, an epoch after another.

use makerstake_core::track::{NO_LIMIT, OPTIMISTIC};
use makerstake_testkit::{
    governance::{encode, pay, Track},
    model::equity::Status,
};

use crate::{
    entropy::Entropy,
    harness::{Harness, ACTORS, REALMS},
};

/// Steps in which a proposal reaches its end, mostly.
const STEPS: u64 = 24;
/// Steps of an epoch: proposed, final, bonds or what is left of an old one, claims; so many epochs' at once.
const EPOCH: u64 = 4;
const EPOCHS: u64 = 3;

impl Harness {
    /// Takes a proposal from where it is to its end.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn carry(&mut self, entropy: Entropy) -> Result<(), String> {
        let realm = self.some_realm(entropy);
        let all = self.proposals(realm);
        let Some(address) = all.get(entropy.pick(1, all.len())).copied() else { return Ok(()) };
        for step in 0..STEPS {
            if self.books.proposal(&address).is_none() {
                break;
            }
            self.advance(realm, &address, entropy.mixed(step + 11))?;
        }
        self.flush()
    }

    /// Takes proposals of one track with limits to their end side by side. Each fits into an epoch and both together do not: what is
    /// executed last is refused until the next.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn rush(&mut self, entropy: Entropy) -> Result<(), String> {
        let realm = self.some_realm(entropy);
        let (platform, treasury) = (self.plays[realm].realm.platform, self.plays[realm].realm.treasury);
        let limited = |track: &Track| track.flags & OPTIMISTIC == 0 && track.per_action_limit_ppm < NO_LIMIT;
        let track = self.books.tracks(&platform).map(|(_, track)| track).find(|track| limited(track));
        let Some(track) = track.map(|track| track.id) else { return Ok(()) };
        let to = self.actors[entropy.pick(2, ACTORS)].wallet;
        let payment = encode(&[pay(&to, self.books.lamports(&treasury) / 24)]);
        let mut together = Vec::new();
        for n in 0..2 {
            let (by, before) = (self.strongest(realm), self.proposals(realm));
            if self.books.position(&self.pool(realm).position(&self.actors[by].address)).is_none() {
                return Ok(());
            }
            let actions = vec![payment.clone(), payment.clone()];
            let calls = self.propose(realm, by, track, actions, false, &[], entropy.mixed(n + 3));
            self.enqueue(calls, entropy)?;
            self.flush()?;
            together.extend(self.proposals(realm).into_iter().filter(|address| !before.contains(address)));
        }
        for step in 0..STEPS * 2 / 3 {
            for (n, address) in together.iter().enumerate() {
                self.advance(realm, address, entropy.mixed(step * 2 + n as u64 + 61))?;
            }
        }
        self.flush()
    }

    /// Plays some epochs of the pool that has most: 128 later ones make one old. A dispute on which the owners do not rule at
    /// once is left to silence.
    ///
    /// # Errors
    /// As [`Harness::send`].
    pub(super) fn run_epochs(&mut self, entropy: Entropy) -> Result<(), String> {
        let founded = (0..REALMS).filter(|realm| self.plays[*realm].founded >= 4);
        let Some(realm) = founded.max_by_key(|realm| self.plays[*realm].model.distributions.len()) else {
            return Ok(());
        };
        for step in 0..EPOCH * EPOCHS {
            let entropy = entropy.mixed(step + 31);
            let newest = self.plays[realm].model.distributions.last();
            let is_disputed = newest.is_some_and(|newest| newest.status == Status::Disputed);
            let calls = match step % EPOCH {
                0 | 1 if is_disputed && self.refusal_of_founder(realm).is_some() => self.plan_silence(realm),
                0 | 1 => self.plan_next(realm, entropy),
                2 if entropy.once_in(1, 4) => self.plan_sweep(realm, entropy),
                2 => self.plan_bond(realm, entropy),
                _ => self.plan_claim(realm, entropy),
            };
            self.enqueue(calls, entropy)?;
        }
        self.flush()
    }
}

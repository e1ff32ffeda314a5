//! Who owns and who votes for whom: shares, delegations, seats, distributions.

use makerstake_testkit::{
    equity::{self, Tree, SHARE},
    governance::*,
    model::{
        equity::{Status, Verdict},
        governance::No,
    },
};
use rand::{seq::IteratorRandom, Rng};
use rand_chacha::ChaCha8Rng;
use solana_instruction::Instruction;

use super::Said;
use crate::scene::{Play, CREATORS, PEOPLE};

impl Play {
    fn send_shares(&mut self, step: &str, who: usize, ix: Instruction, verdict: Verdict) -> Said {
        let key = self.key(who);
        let outcome = self.world.send(&[ix], &[&key]);
        self.settle(step, verdict.map_err(No::Equity), outcome)
    }

    /// Shares of somebody come or go; they count from the next epoch on.
    pub fn move_shares(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let who = rng.random_range(0..PEOPLE);
        let (holder, liquid) = (self.person(who), self.liquid[who]);
        let state = &self.model.equity.holders[who];
        let (has, own) = [&state.liquid, &state.own.last()].map(|n| u64::try_from(n).expect("fits")).into();
        match rng.random_range(0..8) {
            0..3 => {
                let amount = rng.random_range(0..=has);
                self.tell(format!("person {who} deposits {amount}"));
                let ix = equity::deposit(&self.realm.f, &holder.signer, &liquid, &holder, amount);
                let verdict = self.model.equity.deposit(who, amount);
                self.send_shares("deposit", who, ix, verdict)
            }
            3..6 => {
                let amount = match rng.random_range(0..8) {
                    0 => own + 1,
                    1 => own,
                    _ => rng.random_range(0..=own / 2),
                };
                self.tell(format!("person {who} takes out {amount}"));
                let ix = equity::request_withdrawal(&self.realm.f, &holder, amount);
                let verdict = self.model.equity.request_withdrawal(who, amount);
                self.send_shares("request_withdrawal", who, ix, verdict)
            }
            6 => {
                self.tell(format!("person {who} withdraws"));
                let ix = equity::withdraw(&self.realm.f, &holder, &liquid);
                let verdict = self.model.equity.withdraw(who);
                self.send_shares("withdraw", who, ix, verdict)
            }
            _ => {
                let Some((grant, address)) = self.grants.iter().choose(rng) else { return Ok(()) };
                let (grant, address) = (*grant, *address);
                let who = self.model.equity.grants[grant].holder;
                self.tell(format!("grant {grant} is released to person {who}"));
                let ix = equity::release_grant(&self.realm.f, &address, &self.person(who));
                let verdict = self.model.equity.release(grant);
                self.send_shares("release_grant", who, ix, verdict)
            }
        }
    }

    /// Somebody delegates to another, or takes it back.
    pub fn delegate(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let (who, to) = (rng.random_range(0..PEOPLE), rng.random_range(0..PEOPLE));
        let (holder, former) = (self.person(who), self.model.equity.holders[who].delegate());
        if let Some(former) = former.filter(|_| rng.random()) {
            self.tell(format!("person {who} delegates no longer to {former}"));
            let ix = equity::undelegate(&self.realm.f, &holder, &self.people[former].address);
            let verdict = self.model.equity.undelegate(who);
            return self.send_shares("undelegate", who, ix, verdict);
        }
        self.tell(format!("person {who} delegates to {to}"));
        let ix = equity::delegate(&self.realm.f, &holder, &self.people[to].address);
        let verdict = self.model.equity.delegate(who, to);
        self.send_shares("delegate", who, ix, verdict)
    }

    /// A creator takes its seat, leaves it, or loses it.
    pub fn seat(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let who = CREATORS.choose(rng).expect("creators");
        let (holder, key) = (self.people[who], self.key(who));
        let (step, ix, verdict) = match rng.random_range(0..12) {
            0..8 => ("seat", take_seat(&self.realm, &holder), self.model.take_seat(who)),
            8 => ("leave_seat", leave_seat(&self.realm, &holder), self.model.leave_seat(who)),
            _ => ("review_seat", review_seat(&self.realm, &holder), self.model.review_seat(who)),
        };
        self.tell(format!("{step} of person {who}"));
        let outcome = self.world.send(&[ix], &[&key]);
        self.settle(step, verdict, outcome)
    }

    /// Closes a voter account and opens it again, to forget what it said.
    pub fn renew_voter(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let who = rng.random_range(0..PEOPLE);
        let (holder, key) = (self.people[who], self.key(who));
        self.tell(format!("person {who} closes and opens its voter account"));
        let verdict = self.model.renew_voter(who);
        let close = close_voter(&self.realm, &holder, &holder.signer);
        let open = open_voter(&self.realm, &holder.signer, &holder.address);
        let outcome = self.world.send(&[close, open], &[&key]);
        self.settle("renew_voter", verdict, outcome)
    }

    /// A distribution is proposed, challenged, made final, claimed from.
    pub fn distribute(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let newest = self.model.equity.distributions.len() - 1;
        let epoch = newest.saturating_sub(rng.random_range(0..2));
        let who = rng.random_range(0..PEOPLE);
        let now = self.model.now();
        // What can be done next, mostly.
        let next = match self.model.equity.distributions[newest].status {
            Status::Proposed => rng.random_range(3..8),
            Status::Challenged => rng.random_range(6..12),
            Status::Resolved => rng.random_range(6..9),
            Status::Final | Status::Void => rng.random_range(0..3),
        };
        let any = rng.random_range(0..12);
        match if rng.random_ratio(1, 3) { any } else { next } {
            0..3 => {
                let wallets = (0..PEOPLE).filter(|who| !CREATORS.contains(who));
                let any = wallets.choose(rng).expect("wallets");
                let who = if rng.random_ratio(1, 8) { any } else { self.model.equity.scorer };
                let due = self.model.equity.covered_until() + i64::from(self.realm.f.terms.window_seconds);
                let end = due.max(now - rng.random_range(0..5_000)) - i64::from(rng.random_ratio(1, 8));
                let claims = claims(rng);
                let tree = self.tree(newest + 1, &claims);
                self.tell(format!("person {who} proposes a distribution until {end}: {claims:?}"));
                let number = (newest + 1) as u32;
                let ix = equity::propose(&self.realm.f, &self.person(who), number, end, &tree.root());
                let verdict = if who == self.model.equity.scorer {
                    self.model.equity.propose(end, claims)
                } else {
                    Err(equity::EquityError::NotScorer)
                };
                if verdict.is_ok() {
                    self.model.wallets[who] -= self.model.rents.distribution;
                }
                self.send_shares("propose_distribution", who, ix, verdict)
            }
            3..6 => {
                let rival = claims(rng);
                let tree = self.tree(epoch, &rival);
                self.tell(format!("person {who} challenges distribution {epoch}"));
                let ix = equity::challenge(&self.realm.f, &self.person(who), epoch as u32, &tree.root());
                let verdict = self.model.equity.challenge(who, epoch, rival);
                self.send_shares("challenge_distribution", who, ix, verdict)
            }
            6..9 => {
                self.tell(format!("distribution {epoch} is made final"));
                let ix = equity::finalize(&self.realm.f, epoch as u32);
                let verdict = self.model.equity.finalize(epoch);
                self.send_shares("finalize_distribution", who, ix, verdict)
            }
            9 => {
                let dist = &self.model.equity.distributions[epoch];
                let who =
                    dist.proposer.holder.filter(|_| rng.random()).or(dist.challenger.holder).unwrap_or(who);
                self.tell(format!("person {who} collects its bond of {epoch}"));
                let ix = equity::collect_bond(&self.realm.f, &self.person(who), epoch as u32);
                let verdict = self.model.equity.collect_bond(who, epoch);
                self.send_shares("collect_bond", who, ix, verdict)
            }
            _ => {
                let claims = self.model.equity.distributions[epoch].standing().to_vec();
                let leaf = rng.random_range(0..claims.len());
                let (who, amount) = claims[leaf];
                let proof = self.tree(epoch, &claims).proof(leaf);
                self.tell(format!("person {who} claims {amount} of {epoch}"));
                let ix = equity::claim(&self.realm.f, &self.person(who), epoch as u32, amount, proof);
                let verdict = self.model.equity.claim(epoch, leaf);
                self.send_shares("claim", who, ix, verdict)
            }
        }
    }

    fn tree(&self, epoch: usize, claims: &[(usize, u64)]) -> Tree {
        let leaves: Vec<_> =
            claims.iter().map(|(who, amount)| (self.people[*who].address, *amount)).collect();
        Tree::new(&self.realm.f.pool, epoch as u32, &leaves)
    }
}

fn claims(rng: &mut ChaCha8Rng) -> Vec<(usize, u64)> {
    let count = rng.random_range(1..5);
    (0..count).map(|_| (rng.random_range(0..PEOPLE), rng.random_range(1..2_000) * SHARE)).collect()
}

//! Epochs: proposed, challenged, resolved, finalized, claimed.

use makerstake_testkit::{
    equity::{self, EquityError, Outcome, Root},
    model::equity::Status,
};
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
    invariants::Tree,
};

type Claims = Vec<(usize, u64)>;

impl Harness {
    /// A step of an epoch.
    pub(super) fn plan_epoch(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        if self.plays[realm].founded < 4 {
            return Vec::new();
        }
        match entropy.byte(2) % 32 {
            0 => self.plan_scorer(realm, entropy),
            1..=8 => self.plan_next(realm, entropy),
            9..=10 => self.plan_challenge(realm, entropy),
            11..=12 => self.plan_ruling(realm, entropy),
            13..=14 => self.plan_final(realm, entropy),
            15..=18 => self.plan_bond(realm, entropy),
            _ => self.plan_claim(realm, entropy),
        }
    }

    /// What the newest distribution needs next: a proposal, its end, or nothing but time.
    pub(super) fn plan_next(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let model = &self.plays[realm].model;
        let newest = model.distributions.last();
        match newest.map(|dist| (dist.status, dist.until)) {
            Some((Status::Challenged, _)) => self.plan_ruling(realm, entropy),
            Some((Status::Proposed, _)) if entropy.once_in(5, if realm == 0 { 6 } else { 3 }) => {
                self.plan_challenge(realm, entropy)
            }
            Some((Status::Proposed | Status::Resolved, until)) => {
                if self.now < until && !entropy.once_in(3, 4) && self.flush().is_ok() {
                    self.go_to(until);
                }
                self.plan_final(realm, entropy)
            }
            _ => self.plan_proposal_of_epoch(realm, entropy),
        }
    }

    fn epoch(&self, realm: usize, back: usize) -> Option<usize> {
        self.plays[realm].model.distributions.len().checked_sub(1 + back)
    }

    /// Claims of a distribution: some zero, some above the leaf maximum, some twice for one holder, mostly good ones.
    fn claims(&self, realm: usize, entropy: Entropy) -> Claims {
        let model = &self.plays[realm].model;
        let left = model.terms.contributions_cap - u64::try_from(model.contributed()).expect("below the cap");
        let allocation = left / 10_000 * u64::from(model.terms.decay_bps);
        let count = 2 + entropy.pick(3, 8);
        let claim = |index: usize| {
            let entropy = entropy.mixed(index as u64);
            let amount = match entropy.byte(0) % 32 {
                0 => 0,
                1 => allocation,
                2 => allocation / 2,
                part => allocation / 400 * u64::from(part) + 1,
            };
            let holder = if entropy.once_in(1, 8) { entropy.pick(2, ACTORS) } else { (index + 4) % ACTORS };
            (holder, amount)
        };
        (0..count).map(claim).collect()
    }

    /// The tree of claims, as everybody can build it.
    fn tree(&mut self, realm: usize, epoch: usize, claims: &Claims) -> equity::Tree {
        let claims: Vec<(Pubkey, u64)> =
            claims.iter().map(|(holder, amount)| (self.actors[*holder].address, *amount)).collect();
        let (pool, epoch) = (self.pool(realm).pool, epoch as u32);
        let tree = equity::Tree::new(&pool, epoch, &claims);
        self.watch.claims.trees.insert(tree.root().root, Tree { pool, epoch, claims });
        tree
    }

    fn plan_proposal_of_epoch(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let model = &self.plays[realm].model;
        let (scorer, epoch) = (model.scorer, model.distributions.len());
        let due = model.covered_until() + i64::from(model.terms.window_seconds);
        let end =
            if entropy.once_in(4, 12) { due - 1 } else { due.max(self.now - i64::from(entropy.byte(5))) };
        if self.now < end && !entropy.once_in(3, 6) && self.flush().is_ok() {
            self.go_to(end);
        }
        let claims = self.claims(realm, entropy);
        let tree: Root = self.tree(realm, epoch, &claims).root();
        let Some(who) = self.holder(realm, scorer) else { return Vec::new() };
        let propose = equity::propose(self.pool(realm), &who, epoch as u32, end, &tree);
        vec![Call::new(propose).modelled(realm, move |model| model.propose(end, claims.clone()))]
    }

    fn plan_challenge(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let (index, Some(epoch)) = (entropy.pick(1, ACTORS), self.epoch(realm, 0)) else { return Vec::new() };
        let rival = if entropy.once_in(4, 8) {
            self.plays[realm].model.distributions[epoch].claims.clone()
        } else {
            self.claims(realm, entropy.mixed(99))
        };
        let tree = self.tree(realm, epoch, &rival).root();
        let Some(who) = self.holder(realm, index) else { return Vec::new() };
        let challenge = equity::challenge(self.pool(realm), &who, epoch as u32, &tree);
        vec![Call::new(challenge).modelled(realm, move |model| model.challenge(index, epoch, rival.clone()))]
    }

    /// By the founder; where the owners govern, `plan_proposal` asks them.
    fn plan_ruling(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(3, 2)) else { return Vec::new() };
        let outcome = [Outcome::Proposed, Outcome::Rival, Outcome::Void][entropy.pick(4, 3)];
        let f = self.pool(realm);
        let resolve = Call::new(equity::resolve(f, &f.authority(), epoch as u32, outcome));
        vec![if self.is_ruled_by_founder(realm) {
            resolve.modelled(realm, move |model| model.resolve(epoch, outcome))
        } else {
            resolve.expecting(Expect::Refuse(EquityError::NotAuthority as u32))
        }]
    }

    fn plan_final(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(4, 8) / 7) else { return Vec::new() };
        let finalize = equity::finalize(self.pool(realm), epoch as u32);
        vec![Call::new(finalize).modelled(realm, move |model| model.finalize(epoch))]
    }

    pub(super) fn plan_bond(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(3, 4)) else { return Vec::new() };
        let dist = &self.plays[realm].model.distributions[epoch];
        let sides = [dist.proposer.holder, dist.challenger.holder];
        let index =
            sides[entropy.pick(4, 2)].filter(|_| !entropy.once_in(5, 8)).unwrap_or(entropy.pick(1, ACTORS));
        let Some(who) = self.holder(realm, index) else { return Vec::new() };
        let collect = equity::collect_bond(self.pool(realm), &who, epoch as u32);
        vec![Call::new(collect).modelled(realm, move |model| model.collect_bond(index, epoch))]
    }

    /// A leaf of a tree that stands; sometimes with a proof for something else (INVARIANT 8).
    pub(super) fn plan_claim(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let count = self.plays[realm].model.distributions.len();
        let back = if entropy.once_in(3, 4) { entropy.pick(4, count) } else { entropy.pick(4, 4) };
        let Some(epoch) = self.epoch(realm, back) else { return Vec::new() };
        let claims = self.plays[realm].model.distributions[epoch].standing().to_vec();
        if entropy.byte(1) >= 208 {
            return self.plan_range(realm, epoch, &claims, entropy);
        }
        let leaf = entropy.pick(5, claims.len());
        let (index, amount) = claims[leaf];
        let tree = self.tree(realm, epoch, &claims);
        let Some(who) = self.holder(realm, index) else { return Vec::new() };
        let f = self.pool(realm);
        let mut proof = tree.proof(leaf);
        let forgery = entropy.byte(1);
        if forgery < 16
            && self.books.distribution(&f.distribution(epoch as u32)).is_some_and(|d| d.status == 3)
        {
            let (amount, epoch) = match forgery {
                0..=3 => (amount + 1, epoch),
                4..=7 => (amount, epoch.saturating_sub(1)),
                8..=11 => {
                    proof.push([0; 32]);
                    (amount, epoch)
                }
                _ => match proof.pop() {
                    Some(_) => (amount, epoch),
                    None => return Vec::new(),
                },
            };
            if forgery < 8 || proof.len() != tree.proof(leaf).len() {
                let is_other =
                    forgery >= 8 || (amount, epoch) != (claims[leaf].1, self.epoch(realm, back).unwrap_or(0));
                let claim = equity::claim(f, &who, epoch as u32, amount, proof);
                return if is_other {
                    vec![Call::new(claim).expecting(Expect::RefuseSomehow)]
                } else {
                    Vec::new()
                };
            }
        }
        let claim = equity::claim(f, &who, epoch as u32, amount, proof);
        vec![Call::new(claim).modelled(realm, move |model| model.claim(epoch, leaf))]
    }

    /// Neighbouring leaves with one proof: claimed, opened first, or left out.
    fn plan_range(&mut self, realm: usize, epoch: usize, claims: &Claims, entropy: Entropy) -> Vec<Call> {
        let width = (1 << entropy.pick(5, 4)).min(claims.len().next_power_of_two());
        let first = entropy.pick(6, claims.len()) / width * width;
        let tree = self.tree(realm, epoch, claims);
        let (mut takes, mut leaves, mut opens) = (Vec::new(), Vec::new(), Vec::new());
        for leaf in first..first + width {
            let entropy = entropy.mixed(leaf as u64);
            let holder = claims.get(leaf).map(|(holder, _)| *holder).filter(|_| !entropy.once_in(0, 5));
            let is_open = |holder: usize| {
                self.books.position(&self.pool(realm).position(&self.actors[holder].address)).is_some()
            };
            takes.push(match holder {
                None => equity::Take::Skip,
                Some(holder) if !is_open(holder) => {
                    opens.push(holder);
                    leaves.push(leaf);
                    equity::Take::Open
                }
                Some(holder) => match self.holder(realm, holder) {
                    Some(who) => {
                        leaves.push(leaf);
                        equity::Take::Claim { delegate: who.delegate }
                    }
                    None => equity::Take::Skip,
                },
            });
        }
        let payer = self.sponsor(entropy);
        let range = equity::claim_range(self.pool(realm), &payer, epoch as u32, (&tree, first), &takes);
        // Which of several leaves is refused first is the program's affair.
        let call = Call::new(range).expecting(Expect::Either);
        vec![call.with_op(realm, move |model| {
            let mut after = model.clone();
            for holder in opens.iter().copied() {
                if !after.holders[holder].is_open {
                    after.open(holder).map_err(|error| error as u32)?;
                }
            }
            after.claim_range(epoch, &leaves).map_err(|error| error as u32)?;
            *model = after;
            Ok(())
        })]
    }

    /// What a founder decides alone.
    fn plan_scorer(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        match entropy.byte(3) % 8 {
            0 => return self.plan_hand_over(realm),
            1 | 4 => return self.plan_gift_of_power(realm, entropy),
            2 | 3 => return self.plan_track(realm, entropy),
            _ => {}
        }
        let f = self.pool(realm);
        let index = entropy.pick(1, crate::harness::WALLETS);
        let set = Call::new(equity::set_scorer(f, &f.authority(), &self.actors[index].address));
        vec![if self.is_ruled_by_founder(realm) {
            set.expecting(Expect::Accept).with_op(realm, move |model| {
                model.scorer = index;
                Ok(())
            })
        } else {
            set.expecting(Expect::Refuse(EquityError::NotAuthority as u32))
        }]
    }
}

//! Epochs: proposed, challenged, resolved, finalized, claimed, swept.

use makerstake_testkit::{
    clock::DAY,
    equity::{self, Fault, Outcome, Root},
    governance::{self, GovernanceError},
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

/// How long the owners have for a ruling after the time for challenges, seconds.
const SILENCE: i64 = 45 * DAY;

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
            13 => self.plan_final(realm, entropy),
            14 => self.plan_sweep(realm, entropy),
            15..=18 => self.plan_bond(realm, entropy),
            _ => self.plan_claim(realm, entropy),
        }
    }

    /// What the newest distribution needs next: a proposal, its end, or nothing but time.
    pub(super) fn plan_next(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let model = &self.plays[realm].model;
        let newest = model.distributions.last();
        match newest.map(|dist| (dist.status, dist.until)) {
            Some((Status::Disputed, _)) => self.plan_ruling(realm, entropy),
            Some((Status::Proposed, _)) if entropy.once_in(5, if realm == 0 { 6 } else { 3 }) => {
                self.plan_challenge(realm, entropy)
            }
            Some((Status::Proposed | Status::Upheld, until)) => {
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
        let latest = due + i64::from(model.terms.window_seconds) + i64::from(entropy.once_in(1, 16));
        let end = match entropy.once_in(4, 12) {
            true => due - 1,
            false => due.max((self.now - i64::from(entropy.byte(5))).min(latest)),
        };
        if self.now < end && !entropy.once_in(3, 6) && self.flush().is_ok() {
            self.go_to(end);
        }
        let claims = self.claims(realm, entropy);
        let total = self.plays[realm].model.stated(&claims);
        let tree = Root { total, ..self.tree(realm, epoch, &claims).root() };
        let who = self.actors[scorer].wallet;
        let propose = equity::propose(self.pool(realm), &who, epoch as u32, end, &tree);
        vec![Call::new(propose).modelled(realm, move |model| model.propose(end, total, claims.clone()))]
    }

    fn plan_challenge(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let (index, Some(epoch)) = (entropy.pick(1, ACTORS), self.epoch(realm, 0)) else { return Vec::new() };
        if entropy.once_in(4, 3) {
            return self.plan_brake(realm, epoch, entropy);
        }
        let challenge =
            equity::challenge(self.pool(realm), &self.actors[index].wallet, epoch as u32, [8; 32]);
        vec![Call::new(challenge).modelled(realm, move |model| model.challenge(index, epoch))]
    }

    /// By the guardian, or by somebody else.
    fn plan_brake(&mut self, realm: usize, epoch: usize, entropy: Entropy) -> Vec<Call> {
        let r = &self.plays[realm].realm;
        let Some(platform) = self.books.platform(&r.platform) else { return Vec::new() };
        let is_guardian = platform.guardian != Pubkey::default() && !entropy.once_in(5, 6);
        let who = if is_guardian { platform.guardian } else { self.actors[entropy.pick(6, ACTORS)].wallet };
        let brake = Call::new(governance::contest_distribution(r, &who, epoch as u32));
        vec![match who == platform.guardian {
            true => brake.governed(realm, move |model| model.brake(epoch)),
            false => brake.expecting(Expect::Refuse(GovernanceError::NotGuardian as u32)),
        }]
    }

    /// The end of a dispute on which nobody rules in time.
    pub(super) fn plan_silence(&mut self, realm: usize) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, 0) else { return Vec::new() };
        let until = self.plays[realm].model.distributions[epoch].until + SILENCE;
        if self.now < until && self.flush().is_ok() {
            self.go_to(until);
        }
        let expire = Call::new(equity::expire(self.pool(realm), epoch as u32));
        vec![expire.modelled(realm, move |model| model.expire(epoch))]
    }

    /// By the founder; where the owners govern, `plan_proposal` asks them.
    fn plan_ruling(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(3, 2)) else { return Vec::new() };
        // A founder may do no more than void, against nobody.
        let (outcome, fault) = if self.is_ruled_by_founder(realm) && !entropy.once_in(6, 4) {
            (Outcome::Void, Fault::Nobody)
        } else {
            let fault =
                [Fault::Nobody, Fault::Nobody, Fault::Proposer, Fault::Challenger][entropy.pick(6, 4)];
            ([Outcome::AsProposed, Outcome::Void, Outcome::Void][entropy.pick(4, 3)], fault)
        };
        let f = self.pool(realm);
        let resolve = Call::new(equity::resolve(f, &f.authority(), epoch as u32, outcome, fault));
        if entropy.once_in(5, 4) {
            let expire = Call::new(equity::expire(f, epoch as u32));
            return vec![expire.modelled(realm, move |model| model.expire(epoch))];
        }
        vec![match self.refusal_of_founder(realm) {
            None => resolve.modelled(realm, move |model| model.resolve(epoch, outcome, fault)),
            Some(error) => resolve.expecting(Expect::Refuse(error as u32)),
        }]
    }

    fn plan_final(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(4, 8) / 7) else { return Vec::new() };
        let finalize = equity::finalize(self.pool(realm), epoch as u32);
        vec![Call::new(finalize).modelled(realm, move |model| model.finalize(epoch))]
    }

    /// What nobody claimed of an epoch, mostly of one that is old enough.
    pub(super) fn plan_sweep(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let count = self.plays[realm].model.distributions.len();
        let old = count.saturating_sub(129);
        let index =
            if old > 0 && !entropy.once_in(3, 8) { entropy.pick(4, old) } else { entropy.pick(4, count) };
        let sweep = equity::sweep(self.pool(realm), index as u32);
        match index < count {
            true => vec![Call::new(sweep).modelled(realm, move |model| model.sweep(index))],
            false => Vec::new(),
        }
    }

    pub(super) fn plan_bond(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let Some(epoch) = self.epoch(realm, entropy.pick(3, 4)) else { return Vec::new() };
        let dist = &self.plays[realm].model.distributions[epoch];
        let f = self.pool(realm);
        if entropy.once_in(4, 3) {
            let collect = Call::new(equity::collect_bond(f, epoch as u32, &f.successor));
            return vec![collect.expecting(Expect::Accept).with_op(realm, move |model| {
                let lamports = model.collect_bond(None, epoch).map_err(|error| error as u32)?;
                model.platform.treasury += lamports;
                Ok(())
            })];
        }
        let sides = [Some(dist.proposer), dist.challenger];
        let index =
            sides[entropy.pick(4, 2)].filter(|_| !entropy.once_in(5, 8)).unwrap_or(entropy.pick(1, ACTORS));
        let collect = equity::collect_bond(f, epoch as u32, &self.actors[index].wallet);
        vec![Call::new(collect).modelled(realm, move |model| model.collect_bond(Some(index), epoch).map(drop))]
    }

    /// A leaf of a tree that stands; sometimes with a proof for something else (INVARIANT 8).
    pub(super) fn plan_claim(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let count = self.plays[realm].model.distributions.len();
        let back = if entropy.once_in(3, 4) { entropy.pick(4, count) } else { entropy.pick(4, 4) };
        let Some(epoch) = self.epoch(realm, back) else { return Vec::new() };
        let claims = self.plays[realm].model.distributions[epoch].claims.clone();
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
            1 | 4 => return self.plan_deadline(realm),
            2 | 3 => return self.plan_track(realm, entropy),
            _ => {}
        }
        let f = self.pool(realm);
        let index = entropy.pick(1, crate::harness::WALLETS);
        let set = Call::new(equity::set_scorer(f, &f.authority(), &self.actors[index].address));
        vec![match self.refusal_of_founder(realm) {
            None => set.expecting(Expect::Accept).with_op(realm, move |model| {
                model.scorer = index;
                Ok(())
            }),
            Some(error) => set.expecting(Expect::Refuse(error as u32)),
        }]
    }
}

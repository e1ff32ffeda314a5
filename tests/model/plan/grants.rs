//! Grants: by the founder where it still rules, by proposals elsewhere; released and passed on by anybody they concern.

use std::collections::BTreeMap;

use makerstake_testkit::{
    clock::DAY,
    equity::{self, EquityError, GrantPlan, SHARE},
};
use solana_pubkey::Pubkey;

use super::positions::part;
use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
};

/// The plan of a grant.
pub fn grant_plan(now: i64, entropy: Entropy) -> GrantPlan {
    let length = i64::from(entropy.byte(4) % 16) * 2 * DAY;
    let start = now - i64::from(entropy.byte(4) >> 6) * DAY;
    let out_of_order = i64::from(entropy.byte(5) == 255);
    GrantPlan {
        total: part(3_000 * SHARE, entropy.byte(3)),
        start,
        cliff: start + length / 3 - out_of_order * length,
        end: start + length,
        is_revocable: entropy.byte(5) & 3 != 0,
        is_transferable: true,
    }
}

impl Harness {
    /// The authority of a pool, who signs: the founder.
    pub fn is_ruled_by_founder(&self, realm: usize) -> bool {
        let f = self.pool(realm);
        self.books.pool(&f.pool).is_some_and(|pool| pool.authority == f.authority())
    }

    /// With what a founder is refused that may do nothing more; nothing while it governs.
    pub(super) fn refusal_of_founder(&self, realm: usize) -> Option<EquityError> {
        if !self.is_ruled_by_founder(realm) {
            return Some(EquityError::NotAuthority);
        }
        (self.now >= self.pool(realm).terms.founder_until).then_some(EquityError::FounderPeriodOver)
    }

    /// The grants that exist: their places in the model, and their addresses. An address that was closed can be opened again
    /// under its number, as when what made it is sent once more: then the newest counts.
    pub fn grants(&self, realm: usize) -> Vec<(usize, Pubkey)> {
        let play = &self.plays[realm];
        let f = &play.realm.f;
        let all = play.model.grants.iter().zip(&play.model.grant_ids).enumerate();
        let ours = all.filter(|(_, (grant, _))| grant.first < ACTORS);
        let addressed =
            ours.map(|(index, (grant, id))| (index, f.grant(&self.actors[grant.first].address, *id)));
        let newest: BTreeMap<_, _> = addressed.map(|(index, address)| (address, index)).collect();
        let mut there: Vec<_> = newest
            .into_iter()
            .filter(|(address, _)| self.books.grant(address).is_some())
            .map(|(address, index)| (index, address))
            .collect();
        there.sort_unstable();
        there
    }

    /// The grants that will still have something to revoke after a vote about it.
    pub(super) fn revocable(&self, realm: usize) -> Vec<Pubkey> {
        let grants = &self.plays[realm].model.grants;
        let runs =
            |index: usize| grants[index].plan.is_revocable && grants[index].plan.end > self.now + 4 * DAY;
        self.grants(realm).into_iter().filter(|(index, _)| runs(*index)).map(|(_, address)| address).collect()
    }

    /// A number that no grant, budget or proposal of a platform had before.
    pub fn fresh(&mut self, realm: usize) -> u32 {
        self.plays[realm].fresh += 1;
        self.plays[realm].fresh
    }

    /// A step of a grant.
    pub(super) fn plan_grant(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        let grants = self.grants(realm);
        let chosen =
            grants.len().checked_sub(1 + entropy.pick(1, grants.len())).and_then(|at| grants.get(at));
        let Some((chosen, address)) = chosen.copied().filter(|_| entropy.byte(2) % 16 > 3) else {
            return self.plan_new_grant(realm, entropy);
        };
        let play = &self.plays[realm];
        let f = &play.realm.f;
        let founder = f.authority();
        let owner = play.model.grants[chosen].holder_at(self.now);
        let by_founder = |call: Call| match self.refusal_of_founder(realm) {
            None => call,
            Some(error) => Call { op: None, ..call }.expecting(Expect::Refuse(error as u32)),
        };
        let call = match entropy.byte(2) % 16 {
            4..=9 => {
                let Some(who) = self.holder(realm, owner) else { return Vec::new() };
                let release = equity::release_grant(f, &address, &who);
                Call::new(release).modelled(realm, move |model| model.release(chosen))
            }
            10 => {
                let revoke = Call::new(equity::revoke_grant(f, &founder, &address));
                by_founder(revoke.modelled(realm, move |model| model.revoke(chosen)))
            }
            11 => {
                let end = play.model.grants[chosen].plan.end + (i64::from(entropy.byte(3)) - 200) * 3_600;
                let hasten = Call::new(equity::accelerate_grant(f, &founder, &address, end));
                by_founder(hasten.modelled(realm, move |model| model.accelerate(chosen, end)))
            }
            12 => {
                let to = entropy.pick(3, ACTORS);
                let holder = self.actors[owner].address;
                let signer = self.signer(&holder);
                let who = equity::Holder { address: holder, signer, delegate: None };
                let hand = equity::transfer_grant(&who, &address, &self.actors[to].address);
                let hand = Call::new(hand).modelled(realm, move |model| model.hand(chosen, to));
                // A thief of the key is often undone before time passes.
                let cancel = self.cancel_transfer(realm, chosen, (owner, address));
                return [Some(hand), cancel.filter(|_| entropy.once_in(4, 2))]
                    .into_iter()
                    .flatten()
                    .collect();
            }
            13 => {
                let holder = play.model.grants[chosen].holder;
                let Some(cancel) = self.cancel_transfer(realm, chosen, (holder, address)) else {
                    return Vec::new();
                };
                cancel
            }
            _ => {
                let Some(grant) = self.books.grant(&address) else { return Vec::new() };
                let close = equity::close_grant(&address, &grant.payer);
                Call::new(close).governed(realm, move |model| model.close_grant(chosen))
            }
        };
        vec![call]
    }

    /// The end of a grant's way to another holder, by its holder's recovery key, where it has one.
    fn cancel_transfer(
        &self,
        realm: usize,
        chosen: usize,
        (holder, address): (usize, Pubkey),
    ) -> Option<Call> {
        let holder = self.actors[holder].address;
        let recovery = self.books.creator(&holder).map(|creator| creator.recovery);
        let recovery = recovery.filter(|key| *key != Pubkey::default())?;
        let cancel = Call::new(equity::cancel_grant_transfer(&recovery, &holder, &address));
        Some(cancel.modelled(realm, move |model| model.cancel_transfer(chosen)))
    }

    fn plan_new_grant(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        if self.plays[realm].founded < 4 {
            return Vec::new();
        }
        let (holder, id, plan) = (entropy.pick(1, ACTORS), self.fresh(realm), grant_plan(self.now, entropy));
        let f = self.pool(realm);
        let make = equity::create_grant(f, &f.authority(), &self.actors[holder].address, id, &plan);
        let call = Call::new(make);
        vec![match self.refusal_of_founder(realm) {
            None => {
                call.expecting(Expect::Accept).with_op(realm, move |model| model.make_grant(holder, id, plan))
            }
            Some(error) => call.expecting(Expect::Refuse(error as u32)),
        }]
    }
}

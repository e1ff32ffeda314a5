//! Owning: positions, deposits, withdrawals, delegation, dividends. Equity's model predicts each.

use makerstake_testkit::equity;
use solana_pubkey::Pubkey;

use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
};

/// A part of 255 of some number, with the ends included.
pub fn part(of: u64, part: u8) -> u64 {
    u64::try_from(u128::from(of) * u128::from(part) / 255).expect("a part of it")
}

impl Harness {
    /// A step of an owner.
    pub(super) fn plan_positions(&mut self, entropy: Entropy) -> Vec<Call> {
        let (realm, index) = (self.some_realm(entropy), entropy.pick(1, ACTORS));
        if self.plays[realm].founded == 0 {
            return Vec::new();
        }
        let address = self.actors[index].address;
        let position = self.books.position(&self.pool(realm).position(&address)).cloned();
        let (Some(position), Some(who)) = (position, self.holder(realm, index)) else {
            return self.plan_opening(realm, index, entropy);
        };
        let play = &self.plays[realm];
        let f = &play.realm.f;
        let wallet = self.actors[index].wallet;
        let (shares, income) = play.token_accounts[index];
        let own = position.own[0];
        let call = match entropy.byte(2) % 32 {
            0 => return self.plan_opening(realm, index, entropy),
            1..=3 => {
                let close = equity::close_position(f, &who, &position.payer);
                Call::new(close).modelled(realm, move |model| model.close(index))
            }
            4..=8 => {
                let amount = part(play.model.liquid(index), entropy.byte(3)) / 4;
                let amount = if entropy.once_in(4, 16) { amount + play.model.liquid(index) } else { amount };
                let deposit = equity::deposit(f, &wallet, &shares, &who, amount);
                Call::new(deposit).expecting(Expect::Accept).with_op(realm, move |model| {
                    model.check_liquid(index, amount)?;
                    model.deposit(index, amount).map_err(|error| error as u32)
                })
            }
            9..=12 => {
                // Sometimes one more than there is, sometimes everything.
                let amount = match entropy.byte(3) % 16 {
                    0 => own + 1,
                    1 => own,
                    _ => part(own, entropy.byte(4)) / 4,
                };
                let request = equity::request_withdrawal(f, &who, amount);
                Call::new(request).modelled(realm, move |model| model.request_withdrawal(index, amount))
            }
            15 => {
                // By the holder, or by the recovery key alone.
                let recovery = self.books.creator(&who.address).map(|creator| creator.recovery);
                let recovery = recovery.filter(|key| *key != Pubkey::default() && entropy.once_in(3, 2));
                let who = equity::Holder { signer: recovery.unwrap_or(who.signer), ..who };
                let cancel = equity::cancel_withdrawal(f, &who);
                Call::new(cancel).modelled(realm, move |model| model.cancel_withdrawal(index))
            }
            13..=14 => {
                let withdraw = equity::withdraw(f, &who, &shares);
                Call::new(withdraw).modelled(realm, move |model| model.withdraw(index))
            }
            16..=21 => {
                let to = entropy.pick(3, ACTORS);
                let next = self.actors[to].address;
                if self.books.position(&f.position(&next)).is_none() {
                    return Vec::new();
                }
                Call::new(equity::delegate(f, &who, &next))
                    .modelled(realm, move |model| model.delegate(index, to))
            }
            22..=23 => {
                let from = who.delegate.unwrap_or(self.actors[(index + 1) % ACTORS].address);
                if self.books.position(&f.position(&from)).is_none() {
                    return Vec::new();
                }
                Call::new(equity::undelegate(f, &who, &from))
                    .modelled(realm, move |model| model.undelegate(index))
            }
            24..=27 => return self.plan_dividend(realm, entropy),
            _ => {
                let collect = equity::collect_dividend(f, &who, &income);
                Call::new(collect).modelled(realm, move |model| model.collect(index))
            }
        };
        vec![call]
    }

    /// Opens a position: a holder's own, or its delegate's that was closed.
    fn plan_opening(&mut self, realm: usize, index: usize, entropy: Entropy) -> Vec<Call> {
        let f = self.pool(realm);
        let delegate = self.books.position(&f.position(&self.actors[index].address)).map(|own| own.delegate);
        let index = delegate.and_then(|delegate| self.actor_of(&delegate)).unwrap_or(index);
        let address = self.actors[index].address;
        let is_open = self.books.position(&f.position(&address)).is_some();
        let open = Call::new(equity::open_position(f, &self.sponsor(entropy), &address));
        vec![if is_open {
            open.expecting(Expect::Refuse(0))
        } else {
            open.modelled(realm, move |model| model.open(index))
        }]
    }

    /// A dividend out of new tokens, in one transaction with their minting.
    fn plan_dividend(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let amount = u64::from(entropy.byte(3)).pow(3) + u64::from(entropy.byte(3));
        let payer = entropy.pick(4, ACTORS);
        let play = &self.plays[realm];
        let (_, source) = play.token_accounts[payer];
        let f = &play.realm.f;
        let pay = equity::deposit_dividend(f, &self.actors[payer].wallet, &source, amount);
        let pay = Call::new(pay).expecting(Expect::Accept);
        let pay = pay.with_op(realm, move |model| model.pay_in_from(payer, amount));
        match self.mint_dividends(realm, payer, amount) {
            Ok(mint) => vec![mint, pay],
            Err(_) => vec![pay],
        }
    }

    /// Who has the most votes: it proposes what should pass.
    pub(super) fn strongest(&self, realm: usize) -> usize {
        let f = self.pool(realm);
        let shares = |index: &usize| {
            let position = self.books.position(&f.position(&self.actors[*index].address));
            position.map_or(0, |position| position.own[0] + position.received[0])
        };
        (0..ACTORS).max_by_key(shares).unwrap_or_default()
    }
}

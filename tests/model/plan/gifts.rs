//! Gifts: lamports and tokens to any address, also to those that are about to be created. They add, and never stop anything
//! (INVARIANTS 4 and 19).

use makerstake_testkit::{creators, model::governance::Address};
use spl_token_2022_interface::instruction::transfer_checked;

use super::positions::part;
use crate::{
    call::{Call, Expect},
    entropy::Entropy,
    harness::{Harness, ACTORS},
};

impl Harness {
    /// A gift.
    pub(super) fn plan_gift(&mut self, entropy: Entropy) -> Vec<Call> {
        let realm = self.some_realm(entropy);
        match entropy.byte(2) % 8 {
            0..=4 => self.give_lamports(realm, entropy),
            5 => self.give_dividends(realm, entropy),
            _ => self.give_shares(realm, entropy),
        }
    }

    fn give_lamports(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let actor = self.actors[entropy.pick(3, ACTORS)].address;
        let next = play.fresh + 1 + u32::from(entropy.byte(1) % 4);
        let guests = self.creators.len() - (ACTORS - crate::harness::WALLETS);
        let epoch = play.model.distributions.len() as u32;
        // Addresses that exist, and the next ones of every kind.
        let rule = (next % 8) as u16;
        let track = entropy.byte(3) % 9;
        let place = match entropy.byte(4) % 16 {
            3 => Some(Address::Grant(entropy.pick(3, ACTORS), next)),
            5 => Some(Address::Budget(next)),
            6 => Some(Address::Rule(rule)),
            12 => Some(Address::Track(track)),
            _ => None,
        };
        let to = match entropy.byte(4) % 16 {
            0 => f.position(&actor),
            1 => r.voter(&actor),
            2 => f.distribution(epoch),
            3 => f.grant(&actor, next),
            4 => r.proposal(&actor, next),
            5 => r.budget(next),
            6 => r.rule(rule),
            7 => creators::creator_address(&self.guest_key(guests.min(5))),
            8 => creators::handle_address(&self.some_handle(entropy)),
            9 => f.pool,
            10 => r.platform,
            11 => f.vault,
            12 => r.track(track),
            13 => self.actors[entropy.pick(3, ACTORS)].address,
            _ => r.treasury,
        };
        let amount = match entropy.byte(1) % 4 {
            0 => 1_000_000,
            1 => 1 + u64::from(entropy.byte(3)),
            2 => 5_000_000,
            _ => 2_000_000_000,
        };
        // A few lamports are too little to open an account with: the runtime refuses.
        vec![self.lamports(realm, &self.sponsor(entropy), &to, amount, place)]
    }

    /// New dividend tokens to a treasury, to a wallet, or to the vault itself.
    fn give_dividends(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let play = &self.plays[realm];
        let (f, amount) = (&play.realm.f, 1_000 * u64::from(entropy.byte(3)));
        let wallet = entropy.pick(4, play.token_accounts.len());
        if entropy.once_in(1, 3) && play.founded > 0 {
            let to = f.dividend_vault;
            let program = &f.dividend_token_program;
            let mint = spl_token_2022_interface::instruction::mint_to(
                program,
                &f.dividend_mint,
                &to,
                &f.authority(),
                &[],
                amount,
            );
            return mint.map(|mint| vec![Call::new(mint).expecting(Expect::Accept)]).unwrap_or_default();
        }
        self.mint_dividends(realm, wallet, amount).map(|call| vec![call]).unwrap_or_default()
    }

    /// Liquid shares from one wallet to another, or to the vault.
    fn give_shares(&mut self, realm: usize, entropy: Entropy) -> Vec<Call> {
        let play = &self.plays[realm];
        let f = &play.realm.f;
        if play.founded < 6 {
            return Vec::new();
        }
        let (from, to) = (entropy.pick(3, ACTORS), entropy.pick(4, play.token_accounts.len()));
        let amount = part(play.model.liquid(from), entropy.byte(1)) / 32;
        let to_vault = entropy.once_in(5, 3);
        let destination = if to_vault { f.vault } else { play.token_accounts[to].0 };
        let (source, owner) = (play.token_accounts[from].0, self.actors[from].wallet);
        let pass = transfer_checked(&f.token_program, &source, &f.mint, &destination, &owner, &[], amount, 6);
        let Ok(pass) = pass else { return Vec::new() };
        let call = Call::new(pass).expecting(Expect::Accept).with_op(realm, move |model| {
            if to_vault {
                model.donate(from, amount)
            } else {
                model.pass(from, to, amount)
            }
        });
        vec![call]
    }
}

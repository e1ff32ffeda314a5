//! Gifts: lamports and tokens to any address, also to those that are about to be created. They add, and never stop anything
//! (INVARIANTS 4 and 19).

use makerstake_testkit::{creators, governance::associated};
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::transfer;
use spl_token_2022_interface::instruction::transfer_checked;

use super::owning::part;
use crate::{
    call::{Call, Expect},
    pooled::ELSEWHERE,
    stage::{Stage, ACTORS},
    word::Word,
};

impl Stage {
    /// A gift.
    pub(super) fn plan_gift(&mut self, word: Word) -> Vec<Call> {
        let realm = self.some_realm(word);
        match word.byte(2) % 8 {
            0..=4 => self.give_lamports(realm, word),
            5 => self.give_dividends(realm, word),
            _ => self.give_shares(realm, word),
        }
    }

    fn give_lamports(&mut self, realm: usize, word: Word) -> Vec<Call> {
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let actor = self.actors[word.pick(3, ACTORS)].address;
        let next = play.fresh + 1 + u32::from(word.byte(1) % 4);
        let guests = self.creators.len() - (ACTORS - crate::stage::WALLETS);
        let epoch = play.model.distributions.len() as u32;
        // Addresses that exist, and the next ones of every kind.
        let to = match word.byte(4) % 16 {
            0 => f.position(&actor),
            1 => r.voter(&actor),
            2 => f.distribution(epoch),
            3 => f.grant(&actor, next),
            4 => r.proposal(&actor, next),
            5 => r.budget(next),
            6 => r.rule((next % 8) as u16),
            7 => creators::creator_address(&self.guest_key(guests.min(5))),
            8 => creators::handle_address(&self.some_handle(word)),
            9 => f.pool,
            10 => r.platform,
            11 => f.vault,
            12 => r.track(word.byte(3) % 9),
            13 => self.actors[word.pick(3, ACTORS)].address,
            _ => r.treasury,
        };
        let amount = match word.byte(1) % 4 {
            0 => 1_000_000,
            1 => 1 + u64::from(word.byte(3)),
            2 => 5_000_000,
            _ => 2_000_000_000,
        };
        // A few lamports are too little to open an account with: the runtime refuses.
        vec![Call::new(transfer(&self.sponsor(word), &to, amount)).expecting(Expect::Either)]
    }

    /// New dividend tokens to a treasury, to a purse, or to the vault itself.
    fn give_dividends(&mut self, realm: usize, word: Word) -> Vec<Call> {
        let play = &self.plays[realm];
        let (f, amount) = (&play.realm.f, 1_000 * u64::from(word.byte(3)));
        let purse = word.pick(4, play.purses.len());
        if word.once_in(1, 3) && play.founded > 0 {
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
        self.mint_dividends(realm, purse, amount).map(|call| vec![call]).unwrap_or_default()
    }

    /// Liquid shares from one purse to another, or to the vault.
    fn give_shares(&mut self, realm: usize, word: Word) -> Vec<Call> {
        let play = &self.plays[realm];
        let f = &play.realm.f;
        if play.founded < 6 {
            return Vec::new();
        }
        let (from, to) = (word.pick(3, ACTORS), word.pick(4, play.purses.len()));
        let amount = part(play.model.liquid(from), word.byte(1)) / 32;
        let to_vault = word.once_in(5, 3);
        let destination = if to_vault { f.vault } else { play.purses[to].0 };
        let (source, owner) = (play.purses[from].0, self.actors[from].purse);
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

    /// Which of the model's holders a token account of shares belongs to.
    pub(super) fn purse_of(&self, realm: usize, wallet: &Pubkey) -> usize {
        let play = &self.plays[realm];
        let account = associated(wallet, &play.realm.f.mint, &play.realm.f.token_program);
        play.purses.iter().position(|(shares, _)| *shares == account).unwrap_or(ELSEWHERE)
    }
}

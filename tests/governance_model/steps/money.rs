//! Budgets, and money that comes unasked.

use makerstake_testkit::{
    governance::*,
    model::governance::{Address, Asset},
};
use rand::{seq::IteratorRandom, Rng};
use rand_chacha::ChaCha8Rng;
use solana_signer::Signer;

use super::Said;
use crate::{compare, scene::Play};

impl Play {
    /// A budget is drawn, reported on, or closed.
    pub fn budget(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let Some((id, budget)) = self.model.budgets.iter().choose(rng) else { return Ok(()) };
        let (id, asset, team_index) = (*id, budget.asset, budget.team);
        let team = self.payees[team_index].insecure_clone();
        match rng.random_range(0..8) {
            0..4 => {
                self.tell(format!("budget {id} is drawn"));
                if let (Asset::Token(token), true) = (asset, rng.random()) {
                    self.open_account(token, team_index);
                }
                let verdict = self.model.draw(id);
                let draw = match asset {
                    Asset::Sol => draw(&self.realm, id, &team.pubkey()),
                    Asset::Token(token) => draw_tokens(&self.realm, id, &self.route(token, &team.pubkey())),
                };
                let outcome = self.world.send(&[draw], &[]);
                self.settle("draw", verdict, outcome)
            }
            4..7 => {
                let hash = if rng.random_ratio(1, 10) { [0; 32] } else { rng.random() };
                self.tell(format!("budget {id} is reported on"));
                let verdict = self.model.report(id, hash);
                let report = report(&self.realm, id, &team.pubkey(), hash);
                let outcome = self.world.send(&[report], &[&team]);
                self.settle("report", verdict, outcome)
            }
            _ => {
                self.tell(format!("budget {id} is closed"));
                let verdict = self.model.close_budget(id);
                let outcome = self.world.send(&[close_budget(&self.realm, id)], &[]);
                self.settle("close_budget", verdict, outcome)
            }
        }
    }

    /// Somebody opens a payee's account, if there is none.
    fn open_account(&mut self, token: usize, payee: usize) {
        self.world.token_account(&self.mints[token].0, &self.payees[payee].pubkey());
        self.model.payees[payee].tokens[token].get_or_insert(0);
    }

    /// Money to the treasury, or to an address where something is or will be.
    pub fn gift(&mut self, rng: &mut ChaCha8Rng) -> Said {
        let amount = self.world.rent(0) + rng.random_range(0..5_000_000);
        let to = match rng.random_range(0..6) {
            0 => {
                self.model.treasury += amount;
                self.realm.treasury
            }
            1 => {
                self.model.tokens[0] += amount;
                let source = self.route(0, &self.realm.treasury).source;
                self.world.mint_to(&self.mints[0].0, &source, &self.minter, amount);
                self.tell(format!("{amount} tokens come to the treasury"));
                return compare::everything(self);
            }
            2 => match self.open.iter().copied().choose(rng) {
                Some(n) => {
                    self.model.proposals[n].lamports += amount;
                    self.addresses[n]
                }
                None => return Ok(()),
            },
            3 => self.lay_ahead(Address::Rule(rng.random_range(1..5)), amount),
            4 => self.lay_ahead(Address::Track(7), amount),
            _ => self.lay_ahead(Address::Budget(rng.random_range(1..7)), amount),
        };
        self.world.fund(&to, amount);
        self.tell(format!("{amount} lamports come to {to}"));
        self.count("gift".to_owned());
        compare::everything(self)
    }

    fn lay_ahead(&mut self, at: Address, amount: u64) -> solana_pubkey::Pubkey {
        let is_there = match at {
            Address::Budget(id) => match self.model.budgets.get_mut(&id) {
                Some(budget) => {
                    budget.lamports += amount;
                    true
                }
                None => false,
            },
            Address::Rule(id) => self.model.rules.contains_key(&id),
            Address::Track(id) => self.model.tracks.contains_key(&id),
        };
        if !is_there {
            *self.model.ahead.entry(at).or_insert(0) += amount;
        }
        match at {
            Address::Budget(id) => self.realm.budget(id),
            Address::Rule(id) => self.realm.rule(id),
            Address::Track(id) => self.realm.track(id),
        }
    }
}

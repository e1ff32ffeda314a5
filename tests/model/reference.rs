//! The reference models as they are played: governance's of each platform, with equity's of its pool in it; with the ids of
//! grants, and with those who hold liquid tokens but no position.

use std::ops::{Deref, DerefMut};

use makerstake_testkit::{
    equity::{GrantPlan, Terms},
    model::{
        equity::{Model, N},
        governance::{self, Address, No, Payee, Rents, Verdict, SHARES},
    },
};
use solana_pubkey::Pubkey;

use crate::harness::ACTORS;

/// The founder among the model's holders; actors come first.
pub const FOUNDER: usize = ACTORS;
/// The treasury.
pub const TREASURY: usize = ACTORS + 1;
/// Wallets that nobody here plays.
pub const ELSEWHERE: usize = ACTORS + 2;
const HOLDERS: usize = ACTORS + 3;

/// A refusal of which the model knows no code, because an account that the instruction names is gone.
pub const SOMEHOW: u32 = u32::MAX;

/// The token programs' code for too few tokens, and the system program's for too few lamports.
const INSUFFICIENT: u32 = 1;
/// The system program's code for an address that is taken.
const ALREADY_IN_USE: u32 = 0;
/// The framework's code for an account that stands twice among what is written.
const TWICE_WRITTEN: u32 = 2040;

/// The models of a platform and of its pool.
#[derive(Clone)]
pub struct Reference {
    /// Governance's, which equity's is a part of.
    pub platform: governance::Model,
    /// The ids of the model's grants.
    pub grant_ids: Vec<u32>,
    /// Who is paid besides the actors, in the order of the model.
    pub strangers: Vec<Pubkey>,
}

impl Deref for Reference {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.platform.equity
    }
}

impl DerefMut for Reference {
    fn deref_mut(&mut self) -> &mut Model {
        &mut self.platform.equity
    }
}

impl Reference {
    /// A new pool, and a platform that is still to be founded.
    pub fn new(terms: Terms, now: i64, rents: Rents) -> Self {
        let mut platform = governance::Model::new(Model::new(terms, now, HOLDERS), rents);
        // Actors are richer than any payment could make them.
        platform.payees = vec![Payee { lamports: 1 << 50, ..Payee::default() }; ACTORS];
        Self { platform, grant_ids: Vec::new(), strangers: Vec::new() }
    }

    /// A step of governance. Tokens are equity's affair between its steps: that model knows what is liquid.
    pub fn govern(&mut self, step: impl FnOnce(&mut governance::Model) -> Verdict) -> Result<(), u32> {
        let model = &mut self.platform;
        for (payee, holder) in model.payees.iter_mut().zip(&model.equity.holders[..ACTORS]) {
            payee.tokens = [&holder.income, &holder.liquid].map(|tokens| Some(small(tokens)));
        }
        let treasury = &model.equity.holders[TREASURY];
        model.tokens = [small(&treasury.income), small(&treasury.liquid)];
        step(model).map_err(code)?;
        for (payee, holder) in model.payees.iter().zip(&mut model.equity.holders[..ACTORS]) {
            let [income, liquid] = payee.tokens.map(|tokens| N::from(tokens.unwrap_or_default()));
            (holder.income, holder.liquid) = (income, liquid);
        }
        let treasury = &mut model.equity.holders[TREASURY];
        (treasury.income, treasury.liquid) = (model.tokens[1 - SHARES].into(), model.tokens[SHARES].into());
        let elsewhere = model.payees[ACTORS..].iter().filter_map(|payee| payee.tokens[SHARES]);
        model.equity.holders[ELSEWHERE].liquid = elsewhere.map(N::from).sum();
        Ok(())
    }

    /// Somebody who is paid and is none of the actors.
    pub fn stranger(&mut self, address: &Pubkey) -> usize {
        let known = self.strangers.iter().position(|stranger| stranger == address);
        ACTORS
            + known.unwrap_or_else(|| {
                self.strangers.push(*address);
                self.platform.payees.push(Payee::default());
                self.strangers.len() - 1
            })
    }

    /// Makes a grant under an id.
    pub fn make_grant(&mut self, holder: usize, id: u32, plan: GrantPlan) -> Result<(), u32> {
        self.grant(holder, plan).map_err(|error| error as u32)?;
        self.platform.ahead.remove(&Address::Grant(holder, id));
        self.grant_ids.push(id);
        Ok(())
    }

    /// That a holder's wallet has so many liquid shares.
    pub fn check_liquid(&self, holder: usize, amount: u64) -> Result<(), u32> {
        if self.holders[holder].liquid < N::from(amount) {
            return Err(INSUFFICIENT);
        }
        Ok(())
    }

    /// Liquid shares change wallets.
    pub fn pass(&mut self, from: usize, to: usize, amount: u64) -> Result<(), u32> {
        self.check_liquid(from, amount)?;
        self.holders[from].liquid -= amount;
        self.holders[to].liquid += amount;
        Ok(())
    }

    /// A gift of liquid shares to the vault.
    pub fn donate(&mut self, from: usize, amount: u64) -> Result<(), u32> {
        self.check_liquid(from, amount)?;
        self.give(from, amount).map_err(|error| error as u32)
    }

    /// A dividend out of a holder's wallet.
    pub fn pay_in_from(&mut self, holder: usize, amount: u64) -> Result<(), u32> {
        let is_short = self.holders[holder].income < N::from(amount);
        // The program's own refusals come first.
        let mut after = self.clone();
        after.pay_in(amount).map_err(|error| error as u32)?;
        if is_short {
            return Err(INSUFFICIENT);
        }
        after.holders[holder].income -= amount;
        *self = after;
        Ok(())
    }

    /// Liquid shares of a holder.
    pub fn liquid(&self, holder: usize) -> u64 {
        small(&self.holders[holder].liquid)
    }
}

/// The code that says so on the chain.
fn code(no: No) -> u32 {
    match no {
        No::Governance(error) => error as u32,
        No::Equity(error) => error as u32,
        No::AlreadyInUse => ALREADY_IN_USE,
        No::TooFewLamports => INSUFFICIENT,
        No::TwiceWritten => TWICE_WRITTEN,
    }
}

fn small(amount: &N) -> u64 {
    u64::try_from(amount).expect("amounts fit")
}

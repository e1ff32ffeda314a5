//! Equity's reference model as the suite plays it: with grants that have ids, and with those who hold liquid shares but
//! no position.

use std::ops::{Deref, DerefMut};

use makerstake_testkit::{
    equity::{GrantPlan, Terms},
    model::equity::{Model, N},
};

/// The founder among the model's holders; actors come first.
pub const FOUNDER: usize = 8;
/// The treasury.
pub const TREASURY: usize = 9;
/// Wallets that nobody here plays.
pub const ELSEWHERE: usize = 10;
const HOLDERS: usize = 11;

/// The token program's code for too few tokens.
const INSUFFICIENT: u32 = 1;

/// A pool in the model.
#[derive(Clone)]
pub struct Pooled {
    model: Model,
    /// The ids of the model's grants.
    pub grant_ids: Vec<u32>,
}

impl Deref for Pooled {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.model
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut Model {
        &mut self.model
    }
}

impl Pooled {
    /// A new pool.
    pub fn new(terms: Terms, now: i64) -> Self {
        Self { model: Model::new(terms, now, HOLDERS), grant_ids: Vec::new() }
    }

    /// Makes a grant under an id.
    pub fn make_grant(&mut self, holder: usize, id: u32, plan: GrantPlan) -> Result<(), u32> {
        self.model.grant(holder, plan).map_err(|error| error as u32)?;
        self.grant_ids.push(id);
        Ok(())
    }

    /// That a holder's wallet has so many liquid shares.
    pub fn check_liquid(&self, holder: usize, amount: u64) -> Result<(), u32> {
        if self.model.holders[holder].liquid < N::from(amount) {
            return Err(INSUFFICIENT);
        }
        Ok(())
    }

    /// Liquid shares change wallets.
    pub fn pass(&mut self, from: usize, to: usize, amount: u64) -> Result<(), u32> {
        self.check_liquid(from, amount)?;
        self.model.holders[from].liquid -= amount;
        self.model.holders[to].liquid += amount;
        Ok(())
    }

    /// A gift of liquid shares to the vault.
    pub fn donate(&mut self, from: usize, amount: u64) -> Result<(), u32> {
        self.check_liquid(from, amount)?;
        self.model.give(from, amount).map_err(|error| error as u32)
    }

    /// Liquid shares of a holder.
    pub fn liquid(&self, holder: usize) -> u64 {
        u64::try_from(&self.model.holders[holder].liquid).expect("amounts fit")
    }
}

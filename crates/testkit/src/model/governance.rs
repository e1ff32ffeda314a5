//! What governance should do, written from its rules and not from its code: plain lists, brute force, no slots of memory,
//! no arithmetic shared with the programs.
//!
//! Weights are recomputed from the whole history of shares and delegations for every count, budgets from every rate they
//! ever had, rules from every version they ever had; so an error in the programs' checkpoints, ballots, overrides,
//! accruals or version pairs cannot hide in the same trick here. Who owns how much is the equity model's.
//!
//! Each method is one instruction: it either changes the model and returns `Ok`, or returns the error that must be given
//! and changes nothing.

mod act;
mod budget;
mod execute;
mod proposal;
mod rule;
mod spending;
mod terms;

pub use act::{Act, Asset, RuleText, Stream, To};
pub use budget::{Budget, Run};
pub use execute::{Way, SHARES};
pub use proposal::{Payload, Proposal, ProposalRequest, Status};
pub use rule::{Rule, Version};
pub use spending::Spending;
pub use terms::Terms;

use std::collections::BTreeMap;

use num_bigint::BigUint;

use super::{equity, Hole};
use crate::{equity::EquityError, governance::GovernanceError};

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// Who refuses, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// The governance program.
    Governance(GovernanceError),
    /// The equity program, called by it or directly.
    Equity(EquityError),
    /// The system program: the address is taken.
    AlreadyInUse,
    /// The system program: the treasury cannot pay for an account. Only an adversary makes it so poor.
    TooFewLamports,
    /// The framework: the treasury cannot stand twice among what is written, as payer and as recipient.
    TwiceWritten,
}

impl From<GovernanceError> for No {
    fn from(error: GovernanceError) -> Self {
        Self::Governance(error)
    }
}

impl From<EquityError> for No {
    fn from(error: EquityError) -> Self {
        Self::Equity(error)
    }
}

/// What is expected of a step.
pub type Verdict<T = ()> = Result<T, No>;

/// Lamports that keep accounts alive.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Rents {
    pub budget: u64,
    pub rule: u64,
    pub track: u64,
    pub grant: u64,
    /// A wallet without data.
    pub wallet: u64,
    /// An associated account of each token.
    pub tokens: [u64; 2],
}

/// Somebody who is paid: lamports, and tokens where the associated account is open.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Payee {
    pub lamports: u64,
    pub tokens: [Option<u64>; 2],
}

/// A platform with everything that hangs on it. People are numbered as the equity model's holders.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Model {
    /// Shares, delegations, distributions, grants, and the time.
    pub equity: equity::Model,
    pub rents: Rents,
    /// Which of the guardians' keys, and until when.
    pub guardian: (Option<usize>, i64),
    pub constitution: [u8; 32],
    /// What its brake on distributions is in its term.
    pub brake: Brake,
    pub founder_until: i64,
    pub is_handed_over: bool,
    pub tracks: BTreeMap<u8, Terms>,
    /// What tracks with limits ever spent.
    pub spendings: Vec<Spending>,
    pub proposals: Vec<Proposal>,
    /// The proposal in each ballot slot, while it is open.
    pub slots: [Option<usize>; 16],
    /// Lamports that the treasury can spend.
    pub treasury: u64,
    /// Base units in the treasury's accounts.
    pub tokens: [u64; 2],
    pub payees: Vec<Payee>,
    pub budgets: BTreeMap<u32, Budget>,
    pub rules: BTreeMap<u16, Rule>,
    /// Lamports in the accounts of grants that the treasury paid for.
    pub grants: BTreeMap<usize, u64>,
    /// Lamports that lie at the address of a budget, rule, track or grant before it exists.
    pub ahead: BTreeMap<Address, u64>,
}

/// What a guardian may still do with its brake on distributions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Brake {
    /// Pull it.
    Free,
    /// It did, and may again.
    Used,
    /// Nothing: what it stopped was upheld.
    Lost,
}

/// An address of the platform that somebody may send lamports to before there is anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Address {
    Budget(u32),
    Rule(u16),
    Track(u8),
    /// To whom, and its id.
    Grant(usize, u32),
}

impl Model {
    /// A pool without a platform yet.
    pub fn new(equity: equity::Model, rents: Rents) -> Self {
        Self {
            equity,
            rents,
            guardian: (None, 0),
            constitution: [0; 32],
            brake: Brake::Free,
            founder_until: 0,
            is_handed_over: false,
            tracks: BTreeMap::new(),
            spendings: Vec::new(),
            proposals: Vec::new(),
            slots: [None; 16],
            treasury: 0,
            tokens: [0; 2],
            payees: Vec::new(),
            budgets: BTreeMap::new(),
            rules: BTreeMap::new(),
            grants: BTreeMap::new(),
            ahead: BTreeMap::new(),
        }
    }

    /// Lamports come to an address of the platform, where something is or will be.
    pub fn give(&mut self, to: Address, amount: u64) {
        let is_there = match to {
            Address::Budget(id) => match self.budgets.get_mut(&id) {
                Some(budget) => {
                    budget.lamports += amount;
                    true
                }
                None => false,
            },
            Address::Rule(id) => self.rules.contains_key(&id),
            Address::Track(id) => self.tracks.contains_key(&id),
            // Their ids are used once.
            Address::Grant(..) => false,
        };
        if !is_there {
            *self.ahead.entry(to).or_insert(0) += amount;
        }
    }

    /// Whether it is played without this rule.
    pub fn has(&self, hole: Hole) -> bool {
        self.equity.hole == Some(hole)
    }

    /// The time.
    pub fn now(&self) -> i64 {
        self.equity.now
    }

    /// The snapshot epoch.
    pub fn epoch(&self) -> u32 {
        self.equity.snapshot_epoch()
    }

    /// A person's own shares in an epoch.
    pub fn own(&self, who: usize, epoch: u32) -> u64 {
        small(&self.equity.holders[who].own.at(epoch))
    }

    /// Whom a person had delegated to in an epoch.
    pub fn delegate(&self, who: usize, epoch: u32) -> Option<usize> {
        self.equity.holders[who].delegate_at(epoch)
    }

    /// Shares of all in an epoch.
    pub fn all(&self, epoch: u32) -> u64 {
        (0..self.people()).map(|who| self.own(who, epoch)).sum()
    }

    /// A person's own earned shares in an epoch.
    pub fn earned(&self, who: usize, epoch: u32) -> u64 {
        small(&self.equity.holders[who].earned.at(epoch))
    }

    /// Earned shares of all in an epoch.
    pub fn all_earned(&self, epoch: u32) -> u64 {
        (0..self.people()).map(|who| self.earned(who, epoch)).sum()
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.equity.holders.len()
    }

    /// Shares that others delegated to `who` in an epoch, but for those of whom `is_out`, and those of them that were earned.
    fn received(&self, who: usize, epoch: u32, is_out: impl Fn(usize) -> bool) -> [u64; 2] {
        let others = (0..self.people()).filter(|other| !is_out(*other));
        let from = others.filter(|other| self.delegate(*other, epoch) == Some(who));
        from.fold([0, 0], |[shares, earned], other| {
            [shares + self.own(other, epoch), earned + self.earned(other, epoch)]
        })
    }

    /// What an account costs the treasury, when lamports may lie there already.
    fn price(&self, address: Address, rent: u64) -> u64 {
        rent.saturating_sub(self.ahead.get(&address).copied().unwrap_or(0))
    }

    /// That the treasury can pay that.
    fn must_afford(&self, address: Address, rent: u64) -> Verdict {
        if self.treasury < self.price(address, rent) {
            return Err(No::TooFewLamports);
        }
        Ok(())
    }

    /// Pays that.
    fn open_at(&mut self, address: Address, rent: u64) {
        self.treasury -= self.price(address, rent);
        self.ahead.remove(&address);
    }

    /// `close_grant`: what an account cost goes back to who paid, which may be the treasury.
    pub fn close_grant(&mut self, grant: usize) -> Verdict {
        let state = &self.equity.grants[grant];
        if state.released < state.plan.total.into() {
            return Err(EquityError::GrantInUse.into());
        }
        self.treasury += self.grants.remove(&grant).unwrap_or(0);
        Ok(())
    }

    /// `hand_over` by the founder, or at its deadline by anybody.
    pub fn hand_over(&mut self) -> Verdict {
        if self.is_handed_over {
            return Err(GovernanceError::AlreadyHandedOver.into());
        }
        if self.equity.is_handed_over {
            return Err(EquityError::HandedOver.into());
        }
        (self.is_handed_over, self.equity.is_handed_over) = (true, true);
        Ok(())
    }

    /// `contest_distribution` by the guardian: once until a distribution is final, and never again in its term when the owners
    /// uphold what it stopped.
    pub fn brake(&mut self, epoch: usize) -> Verdict {
        if self.now() >= self.guardian.1 {
            return Err(GovernanceError::GuardianExpired.into());
        }
        if self.brake == Brake::Lost {
            return Err(GovernanceError::BrakeLost.into());
        }
        self.equity.contest(epoch)?;
        self.brake = Brake::Used;
        Ok(())
    }

    /// `create_track` by the founder.
    pub fn create_track(&mut self, id: u8, terms: Terms) -> Verdict {
        if self.is_handed_over || self.now() >= self.founder_until {
            return Err(GovernanceError::FounderPeriodOver.into());
        }
        if self.tracks.contains_key(&id) {
            return Err(No::AlreadyInUse);
        }
        self.check_track(id, &terms)?;
        self.tracks.insert(id, terms);
        self.ahead.remove(&Address::Track(id));
        Ok(())
    }

    /// That a track may be written so: above every floor, and one that writes tracks stays (INVARIANT 22).
    fn check_track(&self, id: u8, terms: &Terms) -> Verdict {
        if let Some(error) = terms.broken_floor() {
            return Err(error.into());
        }
        if self.outlasts_memory(terms) && !self.has(Hole::SlowTracks) {
            return Err(GovernanceError::TooLongForEpoch.into());
        }
        let mut others = self.tracks.iter().filter(|(other, _)| **other != id);
        if !terms.writes_tracks() && !others.any(|(_, other)| other.writes_tracks()) {
            return Err(GovernanceError::NoTrackWriter.into());
        }
        Ok(())
    }

    /// Whether votes of a track could last longer than weights are remembered.
    pub fn outlasts_memory(&self, terms: &Terms) -> bool {
        terms.open_for() > 2 * i64::from(self.equity.terms.snapshot_epoch_seconds)
    }

    /// `close_voter`: a ballot about an open proposal is not forgotten.
    pub fn close_voter(&mut self, who: usize) -> Verdict {
        let is_bound = self.slots.iter().flatten().any(|n| {
            let p = &self.proposals[*n];
            // One's own ballot, or one that was taken out of it and must not be forgotten.
            p.ballots.keys().any(|by| {
                *by == who || self.delegate(*by, p.epoch) == Some(who) && self.own(*by, p.epoch) > 0
            })
        });
        if is_bound {
            return Err(GovernanceError::VoterInUse.into());
        }
        Ok(())
    }
}

fn small(n: &BigUint) -> u64 {
    u64::try_from(n).expect("shares fit")
}

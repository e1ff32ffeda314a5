//! Proposals: proposing, ballots, decisions, and their end.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    spending::with_rent,
    terms::{is_kept_for, shortest_timelock},
    Act, Model, No, Terms, To, Verdict, DAY,
};
use crate::{governance::GovernanceError, model::Hole};

/// How a proposal ended, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Status {
    Open,
    Passed,
    Defeated,
    Cancelled,
    Blocked,
    Executed,
}

/// How the actions are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// For everybody to read.
    Inline,
    /// As a hash, with what it says of itself: the kinds, and how many. Both may be lies.
    Hash {
        /// Numbers of kinds.
        kinds: Vec<u32>,
        /// How many actions.
        count: usize,
    },
}

/// A proposal. Its terms are those of its track when it was made (INVARIANT 11).
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Proposal {
    pub by: usize,
    pub nonce: u32,
    pub track: u8,
    pub terms: Terms,
    pub kinds: Vec<u32>,
    pub acts: Vec<Act>,
    pub payload: Payload,
    pub epoch: u32,
    pub voting_from: i64,
    pub voting_until: i64,
    pub timelock: i64,
    pub is_extended: bool,
    pub eligible: [u64; 2],
    /// What the quorum of each house is a part of: all votes, or the house's floor (INVARIANT 21).
    pub base: [u64; 2],
    pub ballots: BTreeMap<usize, u8>,
    pub status: Status,
    pub cursor: usize,
    /// Actions whose recipient refused, and that can be tried again.
    pub skipped: BTreeSet<usize>,
    /// Whether it was decided that it passed.
    pub has_passed: bool,
    /// Whether the house of makers slept when it was made.
    pub is_dormant: bool,
    /// What came on top of the track's bond because many slots were taken.
    pub added_bond: u64,
    /// Whether a block after the vote keeps the track's bond.
    pub is_blocked_spam: bool,
    pub slot: usize,
    pub is_closed: bool,
}

impl Proposal {
    /// Every instant at which something changes for it.
    pub fn instants(&self) -> [i64; 6] {
        let closes = self.voting_until + self.terms.cool_off;
        let from = closes + self.timelock;
        let until = from + self.terms.grace;
        [self.voting_from, self.voting_until - DAY, self.voting_until, closes, from, until]
    }

    pub(super) fn closes(&self) -> i64 {
        self.instants()[3]
    }

    /// Whether nothing can happen to it any more.
    pub fn is_over(&self, now: i64) -> bool {
        match self.status {
            Status::Open => false,
            Status::Passed => now >= self.instants()[5],
            _ => true,
        }
    }
}

/// What is proposed.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct ProposalRequest {
    pub by: usize,
    pub nonce: u32,
    pub track: u8,
    pub acts: Vec<Act>,
    pub payload: Payload,
}

impl Model {
    /// Votes for, against and neither, in both houses: from every ballot anew (INVARIANT 10).
    pub fn tally(&self, p: &Proposal) -> [[u64; 2]; 3] {
        let mut tally = [[0; 2]; 3];
        for (who, choice) in &p.ballots {
            let [shares, earned] = self.received(*who, p.epoch, |other| p.ballots.contains_key(&other));
            let [token, creator] = &mut tally[usize::from(*choice) - 1];
            *token += self.own(*who, p.epoch) + shares;
            *creator += self.earned(*who, p.epoch) + earned;
        }
        tally
    }

    fn has_quorum(&self, p: &Proposal) -> bool {
        let tally = self.tally(p);
        (0..2).all(|house| {
            let cast: u64 = tally.iter().map(|choice| choice[house]).sum();
            let [quorum, ..] = p.terms.houses[house];
            u128::from(cast) * 10_000 >= u128::from(p.base[house]) * quorum
        })
    }

    fn passes(&self, p: &Proposal) -> bool {
        let [yes, no, abstain] = self.tally(p).map(|choice| choice.map(u128::from));
        (0..2).all(|house| {
            let [quorum, approval, veto] = p.terms.houses[house];
            let eligible = u128::from(p.eligible[house]);
            let is_rejected = veto > 0 && no[house] > 0 && no[house] * 10_000 >= eligible * veto;
            let cast = yes[house] + no[house] + abstain[house];
            let is_approved = cast * 10_000 >= u128::from(p.base[house]) * quorum
                && yes[house] * 10_000 > (yes[house] + no[house]) * approval;
            !is_rejected && (approval == 0 || is_approved)
        })
    }

    /// `create_proposal`.
    pub fn propose(&mut self, request: ProposalRequest) -> Verdict {
        let ProposalRequest { by, nonce, track, acts, payload } = request;
        let terms = self.tracks[&track].clone();
        let (now, epoch) = (self.now(), self.epoch());
        if self.outlasts_memory(&terms) {
            return Err(GovernanceError::TooLongForEpoch.into());
        }
        let all = self.all(epoch);
        let floor = self.share_floor();
        let makers_floor = self.makers_floor();
        let is_dormant = (0..3).all(|back| self.all_earned(epoch.saturating_sub(back)) < makers_floor);
        if terms.is_optimistic && (all < floor || is_dormant) {
            return Err(GovernanceError::OptimisticClosed.into());
        }
        let kinds = match &payload {
            Payload::Inline => {
                self.validate_actions(&terms, &acts)?;
                acts.iter().map(Act::kind).collect()
            }
            Payload::Hash { .. } if terms.is_limited() => {
                return Err(GovernanceError::HashedActionsNotMeasurable.into());
            }
            Payload::Hash { kinds, count } => {
                if !(1..=10).contains(count) {
                    return Err(GovernanceError::InvalidActionCount.into());
                }
                kinds.clone()
            }
        };
        // INVARIANT 13
        if kinds.iter().any(|kind| !terms.kinds.contains(kind)) {
            return Err(GovernanceError::KindNotInTrack.into());
        }
        let kept: &[usize] = if is_kept_for(&kinds) { &[14, 15] } else { &[] };
        let slot = (0..14).chain(kept.iter().copied()).find(|slot| self.slots[*slot].is_none());
        let slot = slot.ok_or(GovernanceError::NoFreeSlot)?;
        if all == 0 {
            return Err(GovernanceError::NoVotes.into());
        }
        let own = if self.delegate(by, epoch).is_none() { self.own(by, epoch) } else { 0 };
        let votes = own + self.received(by, epoch, |_| false)[0];
        // Each open proposal of one proposer asks for its share of all votes anew; the two kept slots ask for 5 % each.
        let (class, share) =
            if slot < 14 { (0..14, terms.propose) } else { (14..16, terms.propose.max(500)) };
        let open =
            self.slots[class].iter().flatten().filter(|n| self.proposals[**n].by == by).count() as u128 + 1;
        let each = (u128::from(all.max(floor)) * share).div_ceil(10_000).max(1);
        if u128::from(votes) < each * open {
            return Err(GovernanceError::TooFewVotesToPropose.into());
        }
        if self.proposals.iter().any(|p| (p.by, p.nonce, p.is_closed) == (by, nonce, false)) {
            return Err(No::AlreadyInUse);
        }
        let asked = if is_dormant { terms.while_dormant() } else { terms.clone() };
        self.slots[slot] = Some(self.proposals.len());
        let taken = self.slots[..14].iter().flatten().count() as u32;
        let added_bond = if slot < 14 && taken > 8 && !self.has(Hole::Slots) {
            2_u64.pow(taken - 9) * 1_000_000_000
        } else {
            0
        };
        let voting_from = now + terms.voting_delay;
        self.proposals.push(Proposal {
            by,
            nonce,
            track,
            epoch,
            voting_from,
            voting_until: voting_from + terms.voting_period,
            timelock: asked.timelock.max(shortest_timelock(&kinds) * if is_dormant { 2 } else { 1 }),
            is_extended: false,
            eligible: [all, self.all_earned(epoch)],
            base: [all.max(floor), self.all_earned(epoch).max(makers_floor)],
            is_dormant,
            skipped: BTreeSet::new(),
            has_passed: false,
            added_bond,
            is_blocked_spam: false,
            ballots: BTreeMap::new(),
            status: Status::Open,
            cursor: 0,
            slot,
            is_closed: false,
            terms: asked,
            kinds,
            acts,
            payload,
        });
        Ok(())
    }

    /// Every inline action must be sound, and within the limits as things stand (INVARIANT 13).
    fn validate_actions(&self, terms: &Terms, acts: &[Act]) -> Verdict {
        let mut spendings = self.spendings.clone();
        for act in acts {
            if let Some(fault) = act.fault() {
                return Err(fault.into());
            }
            if let Act::Pay { to: To::Treasury, .. } = act {
                return Err(GovernanceError::RecipientRefused.into());
            }
            if let Act::SetTrack { terms, .. } = act {
                if self.outlasts_memory(terms) && !self.has(Hole::SlowTracks) {
                    return Err(GovernanceError::TooLongForEpoch.into());
                }
            }
            if let Act::OpenBudget { id, .. } = act {
                Self::check_budget_id(terms, *id)?;
            }
            if terms.is_limited() {
                let amounts = match act {
                    Act::Pay { asset, amount, .. } => vec![(*asset, *amount)],
                    Act::OpenBudget { asset, stream, .. } => with_rent(*asset, stream.cap, self.rents.budget),
                    _ => vec![],
                };
                self.count(terms, &amounts, &mut spendings)?;
            }
        }
        if !(1..=10).contains(&acts.len()) {
            return Err(GovernanceError::InvalidActionCount.into());
        }
        Ok(())
    }

    /// A ballot: 1 for, 2 against, 3 neither. `shown`: whose voter account is given as the delegate's.
    pub fn vote(&mut self, by: usize, n: usize, choice: u8, shown: Option<usize>) -> Verdict {
        let (now, p) = (self.now(), &self.proposals[n]);
        if !(1..=3).contains(&choice) {
            return Err(GovernanceError::InvalidChoice.into());
        }
        if p.status != Status::Open || now >= p.closes() {
            return Err(GovernanceError::VotingOver.into());
        }
        if now < p.voting_from {
            return Err(GovernanceError::VotingNotBegun.into());
        }
        if now >= p.voting_until && choice != 2 {
            return Err(GovernanceError::CoolOffPeriod.into());
        }
        let own = self.own(by, p.epoch);
        let delegate = self.delegate(by, p.epoch);
        if own > 0 && delegate.is_some() && !p.ballots.contains_key(&by) && shown != delegate {
            let error = if shown.is_none() {
                GovernanceError::DelegateMissing
            } else {
                GovernanceError::WrongDelegate
            };
            return Err(error.into());
        }
        let [others, _] = self.received(by, p.epoch, |other| p.ballots.contains_key(&other));
        if own + others == 0 {
            return Err(GovernanceError::NoVotesInEpoch.into());
        }
        let mut after = p.clone();
        after.ballots.insert(by, choice);
        let is_late = now >= p.voting_until - DAY && now < p.voting_until;
        if !p.is_extended && is_late && !self.has_quorum(p) && self.has_quorum(&after) {
            after.is_extended = true;
            after.voting_until += DAY;
        }
        self.proposals[n] = after;
        Ok(())
    }

    /// The decision.
    pub fn finalize(&mut self, n: usize) -> Verdict {
        let (now, p) = (self.now(), &self.proposals[n]);
        if p.status != Status::Open {
            return Err(GovernanceError::AlreadyDecided.into());
        }
        if now < p.closes() {
            return Err(GovernanceError::VoteNotOver.into());
        }
        let has_passed = self.passes(p);
        self.end(n, if has_passed { Status::Passed } else { Status::Defeated });
        self.proposals[n].has_passed = has_passed;
        Ok(())
    }

    fn end(&mut self, n: usize, status: Status) {
        let p = &mut self.proposals[n];
        if p.status == Status::Open {
            self.slots[p.slot] = None;
        }
        p.status = status;
    }

    /// The proposer withdraws.
    pub fn cancel(&mut self, n: usize) -> Verdict {
        let p = &self.proposals[n];
        match p.status {
            Status::Open if self.now() < p.voting_from => {
                self.end(n, Status::Cancelled);
                Ok(())
            }
            Status::Open => Err(GovernanceError::VotingBegun.into()),
            _ => Err(GovernanceError::AlreadyDecided.into()),
        }
    }

    /// One of the guardians' keys blocks (INVARIANT 15).
    pub fn block(&mut self, n: usize, guardian: usize) -> Verdict {
        let (appointed, until) = self.guardian;
        let (now, p) = (self.now(), &self.proposals[n]);
        if appointed != Some(guardian) {
            return Err(GovernanceError::NotGuardian.into());
        }
        if now >= until {
            return Err(GovernanceError::GuardianExpired.into());
        }
        if !p.terms.is_blockable {
            return Err(GovernanceError::NotBlockable.into());
        }
        if p.is_over(now) {
            return Err(GovernanceError::AlreadyDecided.into());
        }
        let is_voted = p.status != Status::Open || now >= p.closes();
        let is_blocked_spam = is_voted && self.is_unsupported(p);
        self.end(n, Status::Blocked);
        self.proposals[n].is_blocked_spam = is_blocked_spam;
        Ok(())
    }

    /// Whether it has less support than spam must fear.
    fn is_unsupported(&self, p: &Proposal) -> bool {
        let [yes, ..] = self.tally(p);
        u128::from(yes[0]) * 10_000 < u128::from(p.eligible[0]) * p.terms.spam
    }

    /// `close_proposal`: to the treasury goes the bond of spam, and what was added for one of the last slots, unless it passed
    /// by votes; all else to who paid, as INVARIANT 19 says.
    pub fn close(&mut self, n: usize) -> Verdict {
        let p = &self.proposals[n];
        if !p.is_over(self.now()) {
            return Err(GovernanceError::NotTerminal.into());
        }
        let is_spam = p.is_blocked_spam || p.status == Status::Defeated && self.is_unsupported(p);
        let is_wanted = p.has_passed && !p.terms.is_optimistic;
        let forfeited = if is_spam { p.terms.bond } else { 0 } + if is_wanted { 0 } else { p.added_bond };
        self.treasury += forfeited;
        self.proposals[n].is_closed = true;
        Ok(())
    }

    /// How many shares there should be at the least for decisions: 0.5 % of all that may ever be minted, and 5 % of what was
    /// (INVARIANT 21).
    fn share_floor(&self) -> u64 {
        if self.has(Hole::Floors) {
            return 0;
        }
        let terms = &self.equity.terms;
        let caps = terms.contributions_cap + terms.grants_cap + terms.treasury_cap;
        let minted = self.equity.contributed() + self.equity.granted() + self.equity.issued.clone();
        caps.div_ceil(200).max(super::small(&minted).div_ceil(20))
    }

    /// How many earned shares there should be at the least: 0.25 % of all that distributions may emit, and 10 % of what they did.
    fn makers_floor(&self) -> u64 {
        if self.has(Hole::Floors) {
            return 0;
        }
        let emitted = super::small(&self.equity.contributed());
        self.equity.terms.contributions_cap.div_ceil(400).max(emitted.div_ceil(10))
    }
}

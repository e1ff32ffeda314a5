//! What governance should do, written from its rules and not from its code: plain lists, brute force, no slots of memory.
//!
//! Weights are recomputed from the whole history of shares and delegations for every count, so an error in checkpoints,
//! ballots or overrides of the programs cannot hide in the same trick here.

use std::collections::BTreeMap;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// What is expected of a step: it goes through, or this error of the program.
pub type Expected = Result<(), &'static str>;

/// Values over epochs: from an epoch on, a value.
#[derive(Clone, Debug, Default)]
pub struct History<V>(Vec<(u32, V)>);

impl<V: Clone + Default> History<V> {
    /// From `epoch` on it is `value`.
    pub fn set(&mut self, epoch: u32, value: V) {
        self.0.retain(|(from, _)| *from != epoch);
        self.0.push((epoch, value));
    }

    /// The value in `epoch`.
    pub fn at(&self, epoch: u32) -> V {
        self.0
            .iter()
            .rev()
            .find(|(from, _)| *from <= epoch)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }

    /// The newest value.
    pub fn latest(&self) -> V {
        self.0.last().map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// Somebody with shares.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Shares by epoch.
    pub own: History<u64>,
    /// Delegate by epoch.
    pub delegate: History<Option<usize>>,
    /// Seat by epoch.
    pub seat: History<bool>,
}

/// A track as far as the model needs it.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Track {
    pub lead: i64,
    pub voting: i64,
    pub cool_off: i64,
    pub hold_up: i64,
    pub grace: i64,
    /// Quorum, approval, objection in basis points, of both houses.
    pub houses: [[u128; 3]; 2],
    pub propose_bps: u128,
    pub spam_bps: u128,
    pub bond: u64,
    pub is_blockable: bool,
    pub is_defence: bool,
    /// Parts per million of the treasury: at once, and in an epoch. 1,000,000: no limit.
    pub limits: [u128; 2],
}

/// How a proposal ended, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Fate {
    Open,
    Passed,
    Defeated,
    Cancelled,
    Blocked,
    Executed,
}

/// A proposal.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Proposal {
    pub track: usize,
    pub epoch: u32,
    pub voting_from: i64,
    pub voting_until: i64,
    pub is_extended: bool,
    pub eligible: [u64; 2],
    pub ballots: BTreeMap<usize, u8>,
    pub fate: Fate,
    /// Lamports of each action.
    pub actions: Vec<u64>,
    pub cursor: usize,
    pub slot: u32,
}

/// A platform.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Model {
    pub genesis: i64,
    pub epoch_seconds: i64,
    pub guardian_until: i64,
    pub tracks: Vec<Track>,
    pub people: Vec<Person>,
    pub proposals: Vec<Proposal>,
    pub mask: u16,
    /// Lamports that the treasury can spend.
    pub treasury: u64,
    /// Per track: the epoch of the last spending, and what was spent in it.
    pub spent: BTreeMap<usize, (u32, u128)>,
}

impl Model {
    /// The epoch of `now`.
    pub fn epoch(&self, now: i64) -> u32 {
        u32::try_from((now - self.genesis) / self.epoch_seconds).expect("after genesis")
    }

    /// Shares of all in an epoch.
    pub fn all(&self, epoch: u32) -> u64 {
        self.people.iter().map(|person| person.own.at(epoch)).sum()
    }

    /// Seats of all in an epoch.
    pub fn seats(&self, epoch: u32) -> u64 {
        self.people.iter().filter(|person| person.seat.at(epoch)).count() as u64
    }

    fn received(&self, who: usize, epoch: u32, but: impl Fn(usize) -> bool) -> u64 {
        let from = self
            .people
            .iter()
            .enumerate()
            .filter(|(other, person)| person.delegate.at(epoch) == Some(who) && !but(*other));
        from.map(|(_, person)| person.own.at(epoch)).sum()
    }

    /// Votes for, against and neither, in both houses: from every ballot anew.
    pub fn tally(&self, proposal: &Proposal) -> [[u64; 2]; 3] {
        let mut tally = [[0; 2]; 3];
        for (who, choice) in &proposal.ballots {
            let person = &self.people[*who];
            let epoch = proposal.epoch;
            let others = self.received(*who, epoch, |other| proposal.ballots.contains_key(&other));
            let [token, creator] = &mut tally[usize::from(*choice) - 1];
            *token += person.own.at(epoch) + others;
            *creator += u64::from(person.seat.at(epoch));
        }
        tally
    }

    fn has_quorum(&self, proposal: &Proposal) -> bool {
        let tally = self.tally(proposal);
        (0..2).all(|house| {
            let cast: u64 = tally.iter().map(|choice| choice[house]).sum();
            let [quorum, ..] = self.tracks[proposal.track].houses[house];
            u128::from(cast) * 10_000 >= u128::from(proposal.eligible[house]) * quorum
        })
    }

    fn passes(&self, proposal: &Proposal) -> bool {
        let [yes, no, abstain] = self.tally(proposal).map(|choice| choice.map(u128::from));
        (0..2).all(|house| {
            let [quorum, approval, objection] = self.tracks[proposal.track].houses[house];
            let eligible = u128::from(proposal.eligible[house]);
            let rejected = objection > 0 && no[house] > 0 && no[house] * 10_000 >= eligible * objection;
            let cast = yes[house] + no[house] + abstain[house];
            let approved = cast * 10_000 >= eligible * quorum
                && yes[house] * 10_000 > (yes[house] + no[house]) * approval;
            !rejected && (approval == 0 || approved)
        })
    }

    fn closes(&self, p: &Proposal) -> i64 {
        p.voting_until + self.tracks[p.track].cool_off
    }

    fn executable(&self, p: &Proposal) -> (i64, i64) {
        let track = &self.tracks[p.track];
        let from = self.closes(p) + track.hold_up;
        (from, from + track.grace)
    }

    /// Every instant at which something changes for a proposal.
    pub fn instants(&self, p: &Proposal) -> [i64; 6] {
        let (from, until) = self.executable(p);
        [p.voting_from, p.voting_until - DAY, p.voting_until, self.closes(p), from, until]
    }

    /// Whether nothing can happen to it any more.
    pub fn is_over(&self, p: &Proposal, now: i64) -> bool {
        match p.fate {
            Fate::Open => false,
            Fate::Passed => now >= self.executable(p).1,
            _ => true,
        }
    }

    /// A proposal of these lamports, or of none.
    pub fn propose(&mut self, by: usize, track: usize, actions: Vec<u64>, now: i64) -> Expected {
        let terms = self.tracks[track];
        let epoch = self.epoch(now);
        let all = self.all(epoch);
        if all == 0 {
            return Err("NoVotes");
        }
        let person = &self.people[by];
        let own = if person.delegate.at(epoch).is_none() { person.own.at(epoch) } else { 0 };
        let votes = own + self.received(by, epoch, |_| false);
        if votes == 0 || u128::from(votes) * 10_000 < u128::from(all) * terms.propose_bps {
            return Err("TooFewVotesToPropose");
        }
        let mut spent = self.spent_in(track, epoch);
        for amount in &actions {
            spent = self.weigh(&terms, spent, *amount)?;
        }
        let last = self.genesis + i64::from(epoch + 3) * self.epoch_seconds;
        if now + terms.lead + terms.voting + DAY + terms.cool_off > last {
            return Err("TooLongForEpoch");
        }
        let order = if terms.is_defence {
            [14, 15].into_iter().chain(0..14).collect()
        } else {
            (0..14).collect::<Vec<_>>()
        };
        let slot = order.into_iter().find(|slot| self.mask & (1 << slot) == 0).ok_or("NoFreeSlot")?;
        self.mask |= 1 << slot;
        let voting_from = now + terms.lead;
        self.proposals.push(Proposal {
            track,
            epoch,
            voting_from,
            voting_until: voting_from + terms.voting,
            is_extended: false,
            eligible: [all, self.seats(epoch)],
            ballots: BTreeMap::new(),
            fate: Fate::Open,
            actions,
            cursor: 0,
            slot,
        });
        Ok(())
    }

    fn spent_in(&self, track: usize, epoch: u32) -> u128 {
        self.spent.get(&track).filter(|(of, _)| *of == epoch).map_or(0, |(_, spent)| *spent)
    }

    fn weigh(&self, terms: &Track, spent: u128, amount: u64) -> Result<u128, &'static str> {
        let [each, epoch] = terms.limits;
        if each == 1_000_000 {
            return Ok(0);
        }
        let share = (u128::from(amount) * 1_000_000).div_ceil(u128::from(self.treasury));
        if share > each {
            return Err("AboveActionLimit");
        }
        if spent + share > epoch {
            return Err("AboveEpochLimit");
        }
        Ok(spent + share)
    }

    /// A ballot: 1 for, 2 against, 3 neither.
    pub fn vote(&mut self, by: usize, n: usize, choice: u8, now: i64) -> Expected {
        let p = &self.proposals[n];
        if p.fate != Fate::Open || now >= self.closes(p) {
            return Err("VotingOver");
        }
        if now < p.voting_from {
            return Err("VotingNotBegun");
        }
        if now >= p.voting_until && choice != 2 {
            return Err("OnlyAgainst");
        }
        let mut after = p.clone();
        after.ballots.insert(by, choice);
        let person = &self.people[by];
        let others = self.received(by, p.epoch, |other| p.ballots.contains_key(&other));
        if person.own.at(p.epoch) + others == 0 && !person.seat.at(p.epoch) {
            return Err("NoVotesInEpoch");
        }
        let is_late = now >= p.voting_until - DAY && now < p.voting_until;
        if !p.is_extended && is_late && !self.has_quorum(p) && self.has_quorum(&after) {
            after.is_extended = true;
            after.voting_until += DAY;
        }
        self.proposals[n] = after;
        Ok(())
    }

    /// The decision.
    pub fn finalize(&mut self, n: usize, now: i64) -> Expected {
        let p = &self.proposals[n];
        if p.fate != Fate::Open {
            return Err("AlreadyDecided");
        }
        if now < self.closes(p) {
            return Err("VoteNotOver");
        }
        let fate = if self.passes(p) { Fate::Passed } else { Fate::Defeated };
        self.end(n, fate);
        Ok(())
    }

    fn end(&mut self, n: usize, fate: Fate) {
        let p = &mut self.proposals[n];
        if p.fate == Fate::Open {
            self.mask &= !(1 << p.slot);
        }
        p.fate = fate;
    }

    /// The proposer withdraws.
    pub fn cancel(&mut self, n: usize, now: i64) -> Expected {
        let p = &self.proposals[n];
        match p.fate {
            Fate::Open if now < p.voting_from => {
                self.end(n, Fate::Cancelled);
                Ok(())
            }
            Fate::Open => Err("VotingBegun"),
            _ => Err("AlreadyDecided"),
        }
    }

    /// The guardian blocks.
    pub fn block(&mut self, n: usize, now: i64) -> Expected {
        let p = &self.proposals[n];
        if now >= self.guardian_until {
            return Err("GuardianExpired");
        }
        if !self.tracks[p.track].is_blockable {
            return Err("NotBlockable");
        }
        if self.is_over(p, now) {
            return Err("AlreadyDecided");
        }
        self.end(n, Fate::Blocked);
        Ok(())
    }

    /// The next action: pays its lamports, or says its words.
    pub fn execute(&mut self, n: usize, now: i64) -> Expected {
        let p = self.proposals[n].clone();
        if p.fate != Fate::Passed {
            return Err("NotPassed");
        }
        let (from, until) = self.executable(&p);
        if now < from {
            return Err("HoldUpNotOver");
        }
        if now >= until {
            return Err("GraceOver");
        }
        let amount = p.actions.get(p.cursor).copied().unwrap_or(0);
        if amount > 0 {
            let (terms, epoch) = (self.tracks[p.track], self.epoch(now));
            let spent = self.weigh(&terms, self.spent_in(p.track, epoch), amount)?;
            self.spent.insert(p.track, (epoch, spent));
            self.treasury -= amount;
        }
        let p = &mut self.proposals[n];
        p.cursor += 1;
        if p.cursor >= p.actions.len() {
            p.fate = Fate::Executed;
        }
        Ok(())
    }

    /// Lamports that stay in the treasury when a proposal is closed.
    pub fn close(&mut self, n: usize, now: i64) -> Result<u64, &'static str> {
        let p = &self.proposals[n];
        if !self.is_over(p, now) {
            return Err("NotTerminal");
        }
        let terms = &self.tracks[p.track];
        let [yes, ..] = self.tally(p);
        let is_spam = p.fate == Fate::Defeated
            && u128::from(yes[0]) * 10_000 < u128::from(p.eligible[0]) * terms.spam_bps;
        let forfeited = if is_spam { terms.bond } else { 0 };
        self.treasury += forfeited;
        Ok(forfeited)
    }
}

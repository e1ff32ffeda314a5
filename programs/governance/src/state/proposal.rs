//! A proposal: the parameters it copied, what the houses have said, and the actions themselves.

mod tail;

use anchor_lang::prelude::*;
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    action::payload,
    ballot::Ballot,
    hash::is_zero,
    proposal::{passes, State, Status, Times},
    tally::{Bar, Choice, Tally},
    track::{BLOCKABLE, EXTENSION, OPTIMISTIC},
    weight::Weight,
};

use crate::{
    errors::GovernanceError,
    state::{after, Voter},
};

pub use tail::{action_at, check_sound, space, write_new, ProposalAccount};

/// A proposal. Seeds: `proposal`, platform, proposer, nonce (u32 little-endian). Behind the fields: the number of
/// 32-byte pieces (u32), then title, document address and inline actions, padded with zeros. Where there are two values,
/// the first is that of the house of shares, the second that of the house of makers.
#[account]
pub struct Proposal {
    /// The platform.
    pub platform: Address,
    /// Its pool, so that a vote need not read the platform.
    pub pool: Address,
    /// Who proposes: a wallet or a creator.
    pub proposer: Address,
    /// Who paid rent and bond, and gets back what goes back.
    pub payer: Address,
    /// SHA-256 of the document that explains it.
    pub document_hash: [u8; 32],
    /// Inline: SHA-256 of all actions. By hash: the link to the next action and all after it.
    pub payload: [u8; 32],
    /// All votes there are.
    pub eligible: [u64; 2],
    /// Votes for.
    pub yes: [u64; 2],
    /// Votes against.
    pub no: [u64; 2],
    /// Votes that are neither.
    pub abstain: [u64; 2],
    /// Votes that must be cast.
    pub quorum: [u64; 2],
    /// Votes against that reject it; 0: none do.
    pub veto: [u64; 2],
    /// Votes for, in the house of shares, without which a defeated proposal loses its bond.
    pub support: u64,
    /// Lamports held besides the rent.
    pub bond: u64,
    /// Of those, what came on top of the track's bond because many ballot slots were taken.
    pub added_bond: u64,
    /// Voting begins, unix seconds.
    pub voting_from: i64,
    /// Voting ends, unix seconds. Moved once by a late quorum.
    pub voting_until: i64,
    /// Pins by slot name one before this: that of creation. 0 without actions that have pins.
    pub pinned_before: u64,
    /// Its number on the platform, from 1 on.
    pub number: u32,
    /// The snapshot epoch whose weights count.
    pub epoch: u32,
    /// The nonce in the address.
    pub nonce: u32,
    /// Which kinds of action it carries, bit n for kind n.
    pub kinds: u32,
    /// Seconds after voting in which only votes against count.
    pub cool_off: u32,
    /// Seconds from the end of cool-off to execution.
    pub timelock: u32,
    /// Seconds in which it can be executed.
    pub grace: u32,
    /// Which inline actions were skipped because their recipient refused, bit n for action n; each can be tried again.
    pub skipped: u16,
    /// Part of yes and no that must be exceeded by yes, basis points; 0: not asked.
    pub approval_bps: [u16; 2],
    /// The id of its track.
    pub track: u8,
    /// Its ballot slot.
    pub slot: u8,
    /// 0 open, 1 passed, 2 defeated, 3 cancelled, 4 blocked, 5 executed.
    pub status: u8,
    /// 1: optimistic, 2: the guardian may block.
    pub flags: u8,
    /// 1 once voting was prolonged.
    pub is_extended: u8,
    /// How many actions are executed.
    pub cursor: u8,
    /// How many there are.
    pub actions: u8,
    /// 1 if the actions come with their execution.
    pub is_by_hash: u8,
    /// 1 once it was decided that it passed.
    pub is_passed: u8,
    /// 1 once the track's bond is forfeited by a block.
    pub is_bond_forfeited: u8,
    /// Bytes of the title.
    pub title_bytes: u8,
    /// Bytes of the document's address.
    pub uri_bytes: u8,
    /// Bytes of the inline actions.
    pub action_bytes: u16,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// 1 if the house of makers was dormant when it was made, and is not asked.
    pub is_dormant: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 21],
}

impl Proposal {
    /// One house's bars.
    pub fn bars(&self) -> [Bar; 2] {
        let [quorum, creator_quorum] = self.quorum;
        let [veto, creator_veto] = self.veto;
        let [approval_bps, creator_approval_bps] = self.approval_bps;
        [
            Bar { quorum, veto, approval_bps },
            Bar { quorum: creator_quorum, veto: creator_veto, approval_bps: creator_approval_bps },
        ]
    }

    /// What each house has said.
    pub fn tallies(&self) -> [Tally; 2] {
        let ([yes, creator_yes], [no, creator_no]) = (self.yes, self.no);
        let [abstain, creator_abstain] = self.abstain;
        [Tally { yes, no, abstain }, Tally { yes: creator_yes, no: creator_no, abstain: creator_abstain }]
    }

    /// The times it lives by.
    pub fn times(&self) -> Times {
        Times {
            voting_from: self.voting_from,
            voting_until: self.voting_until,
            cool_off: self.cool_off,
            timelock: self.timelock,
            grace: self.grace,
        }
    }

    /// Where it stands at `now`.
    ///
    /// # Errors
    /// `OutOfRange` for a status that does not exist.
    pub fn state(&self, now: i64) -> Result<State> {
        let status = Status::from_u8(self.status).ok_or(GovernanceError::OutOfRange)?;
        Ok(self.times().state(status, self.cursor > 0, now))
    }

    /// That a ballot of this choice counts at `now`.
    ///
    /// # Errors
    /// `VotingNotBegun`, `CoolOffPeriod`, `VotingOver`.
    pub fn check_open(&self, choice: Choice, now: i64) -> Result<()> {
        match self.state(now)? {
            State::Pending => Err(GovernanceError::VotingNotBegun.into()),
            State::Voting => Ok(()),
            State::CoolOff if choice == Choice::No => Ok(()),
            State::CoolOff => Err(GovernanceError::CoolOffPeriod.into()),
            _ => Err(GovernanceError::VotingOver.into()),
        }
    }

    /// Counts a ballot: takes out what the voter said before, and adds what it says now. `votes` are the same both times,
    /// because they are those of the proposal's epoch (INVARIANT 10). `awaits_quorum` as it was before the ballot.
    ///
    /// # Errors
    /// `OutOfRange` if the counts could not be right.
    pub fn count(
        &mut self,
        before: Option<Choice>,
        choice: Choice,
        votes: Weight,
        awaits_quorum: bool,
    ) -> Result<()> {
        if let Some(before) = before {
            self.take(before, votes)?;
        }
        let [shares, earned] = self.counts(choice);
        *shares = shares.checked_add(votes.shares).ok_or(GovernanceError::OutOfRange)?;
        *earned = earned.checked_add(votes.earned).ok_or(GovernanceError::OutOfRange)?;
        // Nobody decides in the last minute what the others believed to have no quorum.
        if awaits_quorum && self.has_quorum() {
            self.voting_until = after(self.voting_until, EXTENSION)?;
            self.is_extended = 1;
        }
        self.check()
    }

    /// Whether a quorum reached now would be so late that voting is prolonged. Ask before anything of a ballot is counted:
    /// an override first takes votes out, and a quorum that was there is not reached anew.
    pub fn awaits_quorum(&self, now: i64) -> bool {
        self.is_extended == 0 && now < self.voting_until && self.times().is_late(now) && !self.has_quorum()
    }

    /// What both houses have said of one choice.
    fn counts(&mut self, choice: Choice) -> &mut [u64; 2] {
        match choice {
            Choice::Yes => &mut self.yes,
            Choice::No => &mut self.no,
            Choice::Abstain => &mut self.abstain,
        }
    }

    fn take(&mut self, choice: Choice, votes: Weight) -> Result<()> {
        let [shares, earned] = self.counts(choice);
        *shares = shares.checked_sub(votes.shares).ok_or(GovernanceError::OutOfRange)?;
        *earned = earned.checked_sub(votes.earned).ok_or(GovernanceError::OutOfRange)?;
        Ok(())
    }

    /// Whether both houses have their quorum.
    fn has_quorum(&self) -> bool {
        let ([token, creator], [token_bar, creator_bar]) = (self.tallies(), self.bars());
        token.has_quorum(&token_bar) && creator.has_quorum(&creator_bar)
    }

    /// Takes votes that their owner casts itself out of the delegate's ballot, if there is one, and remembers them
    /// there in case it comes later (INVARIANT 10).
    ///
    /// # Errors
    /// `OutOfRange` if the counts could not be right.
    pub fn override_delegate(&mut self, delegate: &mut Voter, votes: Weight) -> Result<()> {
        let mut ballot: Ballot = delegate.ballot(self.slot, self.number)?;
        if let Some(choice) = ballot.chosen() {
            self.take(choice, votes)?;
        }
        ballot.overridden = ballot.overridden.plus(votes).ok_or(GovernanceError::OutOfRange)?;
        delegate.set_ballot(self.slot, ballot)
    }

    /// Decides it, when the vote is over. Depends on nothing but what was copied and counted (INVARIANT 11).
    ///
    /// # Errors
    /// `VoteNotOver`, `AlreadyDecided`.
    pub fn decide(&mut self, now: i64) -> Result<bool> {
        match self.state(now)? {
            State::Pending | State::Voting | State::CoolOff => Err(GovernanceError::VoteNotOver.into()),
            State::Decided => {
                let ([token, creator], [token_bar, creator_bar]) = (self.tallies(), self.bars());
                let is_passed = passes((&token, &token_bar), (&creator, &creator_bar));
                self.status = if is_passed { Status::Passed } else { Status::Defeated } as u8;
                self.is_passed = u8::from(is_passed);
                Ok(is_passed)
            }
            _ => Err(GovernanceError::AlreadyDecided.into()),
        }
    }

    /// Withdraws it, before voting.
    ///
    /// # Errors
    /// `VotingBegun`, `AlreadyDecided`.
    pub fn cancel(&mut self, now: i64) -> Result<()> {
        match self.state(now)? {
            State::Pending => {
                self.status = Status::Cancelled as u8;
                Ok(())
            }
            State::Voting | State::CoolOff | State::Decided => Err(GovernanceError::VotingBegun.into()),
            _ => Err(GovernanceError::AlreadyDecided.into()),
        }
    }

    /// Blocks it, wherever it is before its end. Returns whether it still held a ballot slot (INVARIANT 15). The bond goes back
    /// all the same, unless voting had ended with less support than spam must fear: a guardian takes nobody's money.
    ///
    /// # Errors
    /// `NotBlockable`, `AlreadyDecided`.
    pub fn block(&mut self, now: i64) -> Result<bool> {
        require!(self.flags & BLOCKABLE != 0, GovernanceError::NotBlockable);
        let state = self.state(now)?;
        require!(!state.is_terminal(), GovernanceError::AlreadyDecided);
        let is_voted = !matches!(state, State::Pending | State::Voting | State::CoolOff);
        self.is_bond_forfeited = u8::from(is_voted && !self.has_support());
        let held_slot = self.status == Status::Open as u8;
        self.status = Status::Blocked as u8;
        Ok(held_slot)
    }

    /// Whether more support it than spam must fear.
    fn has_support(&self) -> bool {
        let [yes, _] = self.yes;
        yes >= self.support
    }

    /// Lamports that stay in the treasury when it is closed (INVARIANT 19): the track's bond of what was defeated, or blocked
    /// after its vote, with less support than spam must fear; and what was added for the last slots, unless the owners wanted
    /// it: it passed, and not by silence.
    pub fn forfeited(&self) -> u64 {
        let is_spam = self.status == Status::Defeated as u8 && !self.has_support();
        let bond = if is_spam || self.is_bond_forfeited != 0 {
            self.bond.saturating_sub(self.added_bond)
        } else {
            0
        };
        let is_wanted = self.is_passed != 0 && self.flags & OPTIMISTIC == 0;
        // Both are parts of the bond.
        bond.saturating_add(if is_wanted { 0 } else { self.added_bond })
    }

    /// Moves the cursor over the next action, before that action does anything (INVARIANT 12). Returns its index.
    ///
    /// # Errors
    /// `NotPassed`, `TimelockNotOver`, `GraceOver`; `PayloadMismatch` and `UnexpectedPayload` for what an execution brings along.
    pub fn advance(&mut self, payload: &[u8], now: i64) -> Result<u8> {
        self.check_executable(now)?;
        let index = self.cursor;
        self.cursor = index.checked_add(1).ok_or(GovernanceError::OutOfRange)?;
        // Past the last one there are only those that were skipped.
        require!(self.cursor <= self.actions, GovernanceError::WrongAction);
        let is_last = self.cursor == self.actions;
        if self.is_by_hash == 0 {
            require!(payload.is_empty(), GovernanceError::UnexpectedPayload);
        } else {
            let (next, _) =
                payload::open::<Syscall>(&self.payload, payload).ok_or(GovernanceError::PayloadMismatch)?;
            // The chain must end where the count says, or what was voted on was not what it claimed to be.
            require!(is_zero(next) == is_last, GovernanceError::PayloadMismatch);
            self.payload = *next;
        }
        self.complete();
        Ok(index)
    }

    /// That an action may be executed at `now`.
    ///
    /// # Errors
    /// `NotPassed`, `TimelockNotOver`, `GraceOver`.
    pub fn check_executable(&self, now: i64) -> Result<()> {
        match self.state(now)? {
            State::Executable | State::Executing => Ok(()),
            State::Timelock => Err(GovernanceError::TimelockNotOver.into()),
            State::Expired => Err(GovernanceError::GraceOver.into()),
            _ => Err(GovernanceError::NotPassed.into()),
        }
    }

    /// Notes that the action at `index`, over which the cursor has moved, was skipped. One of a payload cannot be tried
    /// again: its bytes are behind the payload.
    pub fn skip(&mut self, index: u8) {
        if self.is_by_hash == 0 {
            self.skipped |= bit(index);
            self.status = Status::Passed as u8;
        }
    }

    /// Takes up an action again that was skipped, before it does anything (INVARIANT 12). Returns whether it was.
    pub fn retry(&mut self, index: u8) -> bool {
        let was_skipped = self.skipped & bit(index) != 0;
        self.skipped &= !bit(index);
        self.complete();
        was_skipped
    }

    /// Ends it when every action is done.
    fn complete(&mut self) {
        if self.cursor == self.actions && self.skipped == 0 {
            self.status = Status::Executed as u8;
        }
    }

    /// That neither house has counted more than there is (INVARIANT 10).
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn check(&self) -> Result<()> {
        let ([token, creator], [eligible, earned]) = (self.tallies(), self.eligible);
        require!(token.cast() <= eligible && creator.cast() <= earned, GovernanceError::OutOfRange);
        Ok(())
    }
}

/// The bit of an action.
fn bit(index: u8) -> u16 {
    1u16.checked_shl(u32::from(index)).unwrap_or(0)
}

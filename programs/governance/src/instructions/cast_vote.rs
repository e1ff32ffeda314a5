//! Cast a ballot or change it: one ballot, both houses. It is written into a slot that is there already, so it creates
//! nothing and costs no rent, and one transaction can vote on many proposals.

use anchor_lang::prelude::*;
use makerstake_common::{clock::now, log_event};
use makerstake_core::{tally::Choice, weight::Weight};
use makerstake_creators::Creator;
use makerstake_equity::Position;

use crate::{
    errors::GovernanceError,
    events::VoteCast,
    state::{Proposal, Voter},
};

#[derive(Accounts)]
pub struct CastVote {
    /// Acts for the holder.
    #[account(
        constraint = Creator::acts_for(&voter.holder, authority.address(), creator.as_ref())
            @ GovernanceError::NotHolder
    )]
    pub authority: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(
        constraint = position.pool == proposal.pool @ GovernanceError::WrongPool,
        constraint = position.holder == voter.holder @ GovernanceError::WrongPosition
    )]
    pub position: Account<Position>,
    #[account(mut, constraint = voter.platform == proposal.platform @ GovernanceError::WrongPlatform)]
    pub voter: Account<Voter>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    /// The voter account of whoever these shares are delegated to in the proposal's epoch; left out if to nobody.
    #[account(mut)]
    pub delegate_voter: Option<Account<Voter>>,
}

impl CastVote {
    /// Counts the ballot, for the proposal of this number alone: an address can be taken by another (INVARIANT 23).
    ///
    /// # Errors
    /// `WrongNumber`, `InvalidChoice`, `VotingNotBegun`, `CoolOffPeriod`, `VotingOver`, `NoVotesInEpoch`, `DelegateMissing`,
    /// `WrongDelegate`.
    pub fn run(&mut self, number: u32, choice: u8) -> Result<()> {
        let now = now()?;
        require!(self.proposal.number == number, GovernanceError::WrongNumber);
        let chosen = Choice::from_u8(choice).ok_or(GovernanceError::InvalidChoice)?;
        self.proposal.check_open(chosen, now)?;
        let (slot, epoch) = (self.proposal.slot, self.proposal.epoch);
        let own = self.position.weight_at(epoch)?;
        let mut ballot = self.voter.ballot(slot, number)?;
        let before = ballot.chosen();
        let awaits_quorum = self.proposal.awaits_quorum(now);
        // Shares that are delegated count with the delegate until their owner votes: from then on with the owner.
        let is_override = before.is_none() && self.override_delegate(own, epoch)?;
        let received = self.position.received_weight_at(epoch)?;
        let votes = ballot.votes(own, received).ok_or(GovernanceError::OutOfRange)?;
        // Who earned votes has shares.
        require!(votes.shares > 0, GovernanceError::NoVotesInEpoch);
        self.proposal.count(before, chosen, votes, awaits_quorum)?;
        let was = ballot.choice;
        ballot.choice = choice;
        self.voter.set_ballot(slot, ballot)?;
        log_event!(VoteCast {
            proposal: *self.proposal.address(),
            holder: self.voter.holder,
            shares: votes.shares,
            earned: votes.earned,
            number,
            choice,
            was,
            is_override: u8::from(is_override),
            _pad: 0,
        });
        Ok(())
    }

    /// Takes the holder's own shares out of its delegate's ballot, if they were delegated. Returns whether they were.
    fn override_delegate(&mut self, own: Weight, epoch: u32) -> Result<bool> {
        let Some(delegate) = self.position.delegate_at(epoch)?.filter(|_| own.shares > 0) else {
            return Ok(false);
        };
        let voter = self.delegate_voter.as_mut().ok_or(GovernanceError::DelegateMissing)?;
        require!(voter.holder == delegate, GovernanceError::WrongDelegate);
        require!(voter.platform == self.proposal.platform, GovernanceError::WrongPlatform);
        self.proposal.override_delegate(voter, own)?;
        Ok(true)
    }
}

//! Challenge an open distribution: whoever computes another root posts it, and stakes as much as the proposer did.

use anchor_lang::prelude::*;
use makerstake_creators::Creator;

use crate::{
    clock::now,
    errors::EquityError,
    events::DistributionChallenged,
    state::{distribution::Tree, ledger, Bond, Distribution, Pool, Position},
};

#[derive(Accounts)]
pub struct ChallengeDistribution {
    /// Acts for the challenging holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(mut, constraint = distribution.pool == *pool.address() @ EquityError::WrongPool)]
    pub distribution: Account<Distribution>,
    /// The challenger's position, which the stake comes out of.
    #[account(
        mut,
        constraint = position.pool == *pool.address() @ EquityError::WrongPool,
        constraint = Creator::acts_for(&position.holder, signer.address(), creator.as_ref())
            @ EquityError::NotHolder,
        constraint = position.is_delegated_to(delegate.as_ref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the challenger's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl ChallengeDistribution {
    /// Posts the rival tree.
    ///
    /// # Errors
    /// `NotChallengeable`, `ChallengeWindowOver`, `OwnDistribution`, `SameRoot`, `ZeroHash`, `InvalidLeaves`;
    /// `InsufficientShares` for the stake.
    pub fn run(&mut self, rival: Tree) -> Result<()> {
        let now = now()?;
        self.distribution.check_challenge(&self.position.holder, &rival, now)?;
        // The proposer's stake, so that both always risk the same.
        let shares = self.distribution.proposer_bond;
        let earned = ledger::debit(&mut self.pool, &mut self.position, self.delegate.as_mut(), shares, now)?;
        self.pool.stake(shares)?;
        let challenger = self.position.holder;
        self.distribution.challenge(rival, Bond { holder: challenger, shares, earned });
        self.distribution.check()?;
        self.position.check()?;
        emit!(DistributionChallenged {
            pool: *self.pool.address(),
            challenger,
            rival_root: rival.root,
            rival_data_hash: rival.data_hash,
            epoch: self.distribution.epoch,
        });
        Ok(())
    }
}

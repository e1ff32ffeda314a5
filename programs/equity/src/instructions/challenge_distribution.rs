//! Challenge an open distribution: whoever computes another root posts it, and stakes as much as the proposer did.

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_creators::Creator;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::DistributionChallenged,
    state::{distribution::Tree, share_accounting, Bond},
};

#[derive(Accounts)]
pub struct ChallengeDistribution {
    /// Acts for the challenging holder.
    pub signer: Signer,
    /// The holder's creator account, if the holder is one.
    pub creator: Option<Account<Creator>>,
    pub pool_distribution: Nested<PoolDistribution>,
    /// The challenger's, which the stake comes out of.
    pub holding: Nested<Holding>,
}

impl ChallengeDistribution {
    /// Posts the rival tree.
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`, `NotHolder`, `NotChallengeable`, `ChallengeWindowOver`, `OwnDistribution`, `SameRoot`, `ZeroHash`, `InvalidLeaves`;
    /// `InsufficientShares` for the stake.
    pub fn run(&mut self, rival: Tree) -> Result<()> {
        let now = now()?;
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        self.holding.check(pool.address())?;
        let Holding { position, delegate } = &mut *self.holding;
        let (signer, creator) = (self.signer.address(), self.creator.as_ref());
        require!(Creator::acts_for(&position.holder, signer, creator), EquityError::NotHolder);
        distribution.check_challenge(&position.holder, &rival, now)?;
        // The proposer's stake, so that both always risk the same.
        let shares = distribution.proposer_bond;
        let earned = share_accounting::debit(pool, position, delegate.as_deref_mut(), shares, now)?.earned;
        pool.stake(shares)?;
        let challenger = position.holder;
        distribution.challenge(rival, Bond { holder: challenger, shares, earned });
        distribution.check()?;
        position.check()?;
        log(&DistributionChallenged {
            pool: *pool.address(),
            challenger,
            challenger_root: rival.root,
            challenger_data_hash: rival.data_hash,
            epoch: distribution.epoch,
        });
        Ok(())
    }
}

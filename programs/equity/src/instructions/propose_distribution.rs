//! Propose an epoch's distribution: the scorer's wallet says who earned what, and stakes shares on it. The chain alone
//! computes how much there is to earn.

use anchor_lang::prelude::*;

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::DistributionProposed,
    state::{
        distribution::{Proposal, Tree},
        share_accounting, Bond, Distribution, Pool,
    },
};

/// What a distribution is proposed with.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ProposalArgs {
    /// End of the window, unix seconds, not part of it.
    pub window_end: i64,
    /// Merkle root of the claims.
    pub root: [u8; 32],
    /// SHA-256 of the published data.
    pub data_hash: [u8; 32],
    /// SHA-256 of the scoring rule.
    pub rule_hash: [u8; 32],
    /// SHA-256 of what the rule was applied to.
    pub inputs_hash: [u8; 32],
    /// Number of leaves.
    pub leaves: u32,
}

#[derive(Accounts)]
pub struct ProposeDistribution {
    /// Pays the rent; may be the scorer.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = pool.scorer @ EquityError::NotScorer)]
    pub scorer: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(
        init, payer = payer,
        seeds = [b"distribution", pool.address(), pool.next_epoch.to_le_bytes()], bump
    )]
    pub distribution: Account<Distribution>,
    /// The scorer's own, which the stake comes out of.
    pub holding: Nested<Holding>,
    pub system_program: Program<System>,
}

impl ProposeDistribution {
    /// Opens the distribution.
    ///
    /// # Errors
    /// `WrongPool`, `WrongDelegate`, `WrongHolder`, `DistributionOpen`, `WindowTooShort`, `WindowInFuture`, `NothingToAllocate`, `ZeroHash`, `InvalidLeaves`;
    /// `InsufficientShares` for the stake.
    pub fn run(&mut self, args: ProposalArgs, bumps: &ProposeDistributionBumps) -> Result<()> {
        self.holding.check(self.pool.address())?;
        let Holding { position, delegate } = &mut *self.holding;
        require!(position.holder == *self.scorer.address(), EquityError::WrongHolder);
        let now = now()?;
        let (epoch, start, allocation) = self.pool.open_distribution(args.window_end, now)?;
        let shares = self.pool.bond;
        let gone = share_accounting::debit(&mut self.pool, position, delegate.as_deref_mut(), shares, now)?;
        self.pool.stake(shares)?;
        let proposal = Proposal {
            pool: *self.pool.address(),
            epoch,
            window: (start, args.window_end),
            allocation,
            leaf_max_bps: self.pool.leaf_max_bps,
            challenge_seconds: self.pool.challenge_seconds,
            rule_hash: args.rule_hash,
            inputs_hash: args.inputs_hash,
            bond: Bond { holder: position.holder, shares, earned: gone.earned },
            bump: bumps.distribution,
        };
        let tree = Tree { root: args.root, data_hash: args.data_hash, leaves: args.leaves };
        self.distribution.init(proposal, tree, now)?;
        self.pool.check()?;
        position.check()?;
        emit!(DistributionProposed {
            pool: *self.pool.address(),
            root: args.root,
            data_hash: args.data_hash,
            allocation,
            window_end: args.window_end,
            challenge_until: self.distribution.challenge_until,
            epoch,
        });
        Ok(())
    }
}

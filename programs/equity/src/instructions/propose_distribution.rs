//! Propose an epoch's distribution: the scorer says who earned what and how much that is, and puts up a bond. The chain alone
//! computes how much there is to earn.

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::{
    clock::now,
    errors::EquityError,
    events::DistributionProposed,
    state::{
        distribution::{Proposal, Tree},
        Distribution, Pool,
    },
    tokens,
};

/// What a distribution is proposed with.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ProposalArgs {
    /// End of the window, unix seconds, not part of it.
    pub window_end: i64,
    /// What it pays in all, base units of shares.
    pub total: u64,
    /// Merkle root of the claims; zeros when there are none.
    pub root: [u8; 32],
    /// SHA-256 of the published data.
    pub data_hash: [u8; 32],
    /// SHA-256 of the scoring rule.
    pub rule_hash: [u8; 32],
    /// SHA-256 of what the rule was applied to.
    pub inputs_hash: [u8; 32],
    /// Number of leaves; 0 when nothing in the window counts.
    pub leaves: u32,
}

#[derive(Accounts)]
pub struct ProposeDistribution {
    /// Pays rent and bond.
    #[account(mut, address = pool.scorer @ EquityError::NotScorer)]
    pub scorer: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    #[account(
        init, payer = scorer,
        seeds = [b"distribution", pool.address(), pool.next_epoch.to_le_bytes()], bump
    )]
    pub distribution: Account<Distribution>,
    pub system_program: Program<System>,
}

impl ProposeDistribution {
    /// Opens the distribution and takes the bond.
    ///
    /// # Errors
    /// `DistributionOpen`, `WindowTooShort`, `WindowTooLong`, `WindowInFuture`, `AboveFormula`, `EmptyTotal`, `ZeroHash`,
    /// `InvalidLeaves`; the system program's for the bond.
    pub fn run(&mut self, args: ProposalArgs, bumps: &ProposeDistributionBumps) -> Result<()> {
        let now = now()?;
        let opened = self.pool.open_distribution((args.window_end, args.total, args.leaves), now)?;
        let bond = self.pool.bond();
        let proposal = Proposal {
            pool: *self.pool.address(),
            epoch: opened.epoch,
            window: (opened.start, args.window_end),
            allocation: args.total,
            leaf_max: opened.leaf_max,
            challenge_seconds: self.pool.challenge_seconds,
            rule_hash: args.rule_hash,
            inputs_hash: args.inputs_hash,
            proposer: *self.scorer.address(),
            bond,
            bump: bumps.distribution,
        };
        let tree = Tree { root: args.root, data_hash: args.data_hash, leaves: args.leaves };
        self.distribution.init(proposal, tree, now)?;
        self.distribution.check()?;
        self.pool.check()?;
        tokens::take_bond(&self.system_program, &mut self.scorer, &mut self.distribution)?;
        let made = &self.distribution;
        log(&DistributionProposed {
            pool: made.pool,
            proposer: made.proposer,
            root: made.root,
            data_hash: made.data_hash,
            rule_hash: made.rule_hash,
            inputs_hash: made.inputs_hash,
            allocation: made.allocation,
            leaf_max: made.leaf_max,
            bond,
            window_start: made.window_start,
            window_end: made.window_end,
            proposed_at: made.proposed_at,
            challenge_until: made.challenge_until,
            epoch: made.epoch,
            leaves: made.leaves,
        });
        Ok(())
    }
}

//! One epoch's distribution: proposed, perhaps challenged and resolved, then final or void. It is never closed: it is
//! the record of what was paid for, and on what evidence.

use anchor_lang::prelude::*;
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    emission,
    hash::{is_zero, Digest},
    merkle,
    units::Bps,
};

use crate::{
    errors::EquityError,
    state::{supply::plus, NOBODY},
};

/// First seed of a distribution's address; then its pool and its epoch, u32 little-endian.
pub const DISTRIBUTION_SEED: &[u8] = b"distribution";

/// [`Distribution::status`]: open to a challenge until `challenge_until`.
pub const PROPOSED: u8 = 0;
/// [`Distribution::status`]: challenged, waits for the pool's authority.
pub const CHALLENGED: u8 = 1;
/// [`Distribution::status`]: the challenge was resolved for one of the roots; can be finalized.
pub const RESOLVED: u8 = 2;
/// [`Distribution::status`]: minted, can be claimed; nothing but `claimed` changes any more.
pub const FINAL: u8 = 3;
/// [`Distribution::status`]: ended without effect; its window and allocation went back.
pub const VOID: u8 = 4;

/// How a challenge ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub enum Outcome {
    /// The proposed root stands; the challenger's bond goes to the proposer.
    Proposed,
    /// The rival root takes its place; the proposer's bond goes to the challenger.
    Rival,
    /// Neither; both bonds go back.
    Void,
}

impl Outcome {
    /// Its number in data and events.
    pub fn number(self) -> u8 {
        match self {
            Self::Proposed => 0,
            Self::Rival => 1,
            Self::Void => 2,
        }
    }
}

/// What one side of a distribution has at stake.
#[derive(Clone, Copy)]
pub struct Bond {
    /// The holder.
    pub holder: Address,
    /// Its stake, base units of shares.
    pub shares: u64,
    /// How many of them it had earned.
    pub earned: u64,
}

/// What a tree of claims is, and where it comes from.
#[derive(Clone, Copy)]
pub struct Tree {
    /// Merkle root of the claims.
    pub root: Digest,
    /// SHA-256 of the published data from which every leaf and proof can be rebuilt.
    pub data_hash: Digest,
    /// Number of leaves.
    pub leaves: u32,
}

/// One epoch's distribution. Seeds: `distribution`, pool, epoch.
#[account]
pub struct Distribution {
    /// The pool.
    pub pool: Address,
    /// Merkle root of the claims; after a challenge that succeeded, the rival's.
    pub root: [u8; 32],
    /// SHA-256 of the published data behind `root`.
    pub data_hash: [u8; 32],
    /// SHA-256 of the scoring rule that was applied.
    pub rule_hash: [u8; 32],
    /// SHA-256 of what the rule was applied to.
    pub inputs_hash: [u8; 32],
    /// The challenger's root; zeros: not challenged.
    pub challenger_root: [u8; 32],
    /// SHA-256 of the data behind `challenger_root`.
    pub challenger_data_hash: [u8; 32],
    /// The holder that proposed, the scorer's wallet.
    pub proposer: Address,
    /// The holder that challenged; zeros: nobody.
    pub challenger: Address,
    /// Start of the window, unix seconds: the end of the last one that was not void.
    pub window_start: i64,
    /// End of the window, unix seconds, not part of it.
    pub window_end: i64,
    /// When it was proposed, unix seconds.
    pub proposed_at: i64,
    /// Until when it can be challenged, and before which it cannot be final, unix seconds.
    pub challenge_until: i64,
    /// What the epoch may pay, base units of shares.
    pub allocation: u64,
    /// What was claimed of it, base units.
    pub claimed: u64,
    /// The pool's dividend index when it became final: from then on its shares earn dividends, claimed or not.
    pub dividend_index: [u64; 2],
    /// Most that one leaf may pay, base units.
    pub leaf_max: u64,
    /// The proposer's stake, or what it is due, base units.
    pub proposer_bond: u64,
    /// How many shares of its stake the proposer had earned.
    pub proposer_earned: u64,
    /// The challenger's stake, or what it is due, base units.
    pub challenger_bond: u64,
    /// How many shares of its stake the challenger had earned.
    pub challenger_earned: u64,
    /// The number of this distribution.
    pub epoch: u32,
    /// Number of leaves under `root`.
    pub leaves: u32,
    /// Number of leaves under `challenger_root`.
    pub challenger_leaves: u32,
    /// [`PROPOSED`], [`CHALLENGED`], [`RESOLVED`], [`FINAL`] or [`VOID`].
    pub status: u8,
    /// Depth of the tree under `root`.
    pub depth: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 32],
}

/// What a distribution is proposed with, besides its tree.
pub struct Proposal {
    /// The pool.
    pub pool: Address,
    /// Its number.
    pub epoch: u32,
    /// Its window, unix seconds.
    pub window: (i64, i64),
    /// What it may pay.
    pub allocation: u64,
    /// Largest part that one leaf may hold, basis points.
    pub leaf_max_bps: u16,
    /// How long it can be challenged, seconds.
    pub challenge_seconds: u32,
    /// SHA-256 of the scoring rule.
    pub rule_hash: Digest,
    /// SHA-256 of the inputs.
    pub inputs_hash: Digest,
    /// What the proposer has at stake.
    pub bond: Bond,
    /// Bump of the address.
    pub bump: u8,
}

impl Tree {
    /// The depth of this tree.
    ///
    /// # Errors
    /// `ZeroHash`, `InvalidLeaves`.
    fn depth(&self) -> Result<u8> {
        require!(!is_zero(&self.root) && !is_zero(&self.data_hash), EquityError::ZeroHash);
        Ok(merkle::depth(self.leaves).map_err(|_| EquityError::InvalidLeaves)?)
    }
}

impl Distribution {
    /// Writes a proposal.
    ///
    /// # Errors
    /// `ZeroHash`, `InvalidLeaves`, `InvalidBps`, `OutOfRange`.
    pub fn init(&mut self, proposal: Proposal, tree: Tree, now: i64) -> Result<()> {
        require!(!is_zero(&proposal.rule_hash) && !is_zero(&proposal.inputs_hash), EquityError::ZeroHash);
        let until = now.checked_add(i64::from(proposal.challenge_seconds)).ok_or(EquityError::OutOfRange)?;
        let leaf_max = Bps::new(proposal.leaf_max_bps).ok_or(EquityError::InvalidBps)?;
        let (window_start, window_end) = proposal.window;
        *self = Self {
            pool: proposal.pool,
            root: tree.root,
            data_hash: tree.data_hash,
            rule_hash: proposal.rule_hash,
            inputs_hash: proposal.inputs_hash,
            challenger_root: [0; 32],
            challenger_data_hash: [0; 32],
            proposer: proposal.bond.holder,
            challenger: NOBODY,
            window_start,
            window_end,
            proposed_at: now,
            challenge_until: until,
            allocation: proposal.allocation,
            claimed: 0,
            dividend_index: [0; 2],
            // Rounds down: no leaf passes the maximum.
            leaf_max: leaf_max.floor_of(proposal.allocation),
            proposer_bond: proposal.bond.shares,
            proposer_earned: proposal.bond.earned,
            challenger_bond: 0,
            challenger_earned: 0,
            epoch: proposal.epoch,
            leaves: tree.leaves,
            challenger_leaves: 0,
            status: PROPOSED,
            depth: tree.depth()?,
            bump: proposal.bump,
            version: 1,
            reserved: [0; 32],
        };
        Ok(())
    }

    /// Whether `holder` may post `rival` at `now`.
    ///
    /// # Errors
    /// `NotChallengeable`, `ChallengeWindowOver`, `OwnDistribution`, `SameRoot`, `ZeroHash`, `InvalidLeaves`.
    pub fn check_challenge(&self, holder: &Address, rival: &Tree, now: i64) -> Result<()> {
        require!(self.status == PROPOSED, EquityError::NotChallengeable);
        require!(now < self.challenge_until, EquityError::ChallengeWindowOver);
        require!(*holder != self.proposer, EquityError::OwnDistribution);
        // The number of leaves makes the depth of every proof: with another one, the same root pays nobody.
        let is_same = rival.root == self.root && rival.leaves == self.leaves;
        require!(!is_same, EquityError::SameRoot);
        rival.depth()?;
        Ok(())
    }

    /// Posts a rival tree and the stake on it.
    pub fn challenge(&mut self, rival: Tree, bond: Bond) {
        self.challenger_root = rival.root;
        self.challenger_data_hash = rival.data_hash;
        self.challenger_leaves = rival.leaves;
        self.challenger = bond.holder;
        self.challenger_bond = bond.shares;
        self.challenger_earned = bond.earned;
        self.status = CHALLENGED;
    }

    /// Ends the challenge. The loser's stake becomes due to the winner, as bought shares.
    ///
    /// # Errors
    /// `NotChallenged`, also the second time.
    pub fn resolve(&mut self, outcome: Outcome) -> Result<()> {
        require!(self.status == CHALLENGED, EquityError::NotChallenged);
        match outcome {
            Outcome::Proposed => {
                self.proposer_bond = plus(self.proposer_bond, self.challenger_bond)?;
                self.challenger_bond = 0;
                self.challenger_earned = 0;
                self.status = RESOLVED;
            }
            Outcome::Rival => {
                let rival = Tree {
                    root: self.challenger_root,
                    data_hash: self.challenger_data_hash,
                    leaves: self.challenger_leaves,
                };
                self.depth = rival.depth()?;
                self.root = rival.root;
                self.data_hash = rival.data_hash;
                self.leaves = rival.leaves;
                self.challenger_bond = plus(self.challenger_bond, self.proposer_bond)?;
                self.proposer_bond = 0;
                self.proposer_earned = 0;
                self.status = RESOLVED;
            }
            Outcome::Void => self.status = VOID,
        }
        Ok(())
    }

    /// Makes the root final (INVARIANT 7). Its shares earn what the dividend index `index` grows from here on.
    ///
    /// # Errors
    /// `Settled`, `Unresolved` while challenged, `ChallengeWindowOpen` before the window's end.
    pub fn finalize(&mut self, index: [u64; 2], now: i64) -> Result<()> {
        require!(self.status != FINAL && self.status != VOID, EquityError::Settled);
        require!(self.status != CHALLENGED, EquityError::Unresolved);
        require!(now >= self.challenge_until, EquityError::ChallengeWindowOpen);
        self.dividend_index = index;
        self.status = FINAL;
        Ok(())
    }

    /// The leaf that pays `amount` to `holder`. Only what leads to the root is one.
    ///
    /// # Errors
    /// `NotFinal`, `ZeroAmount`, `LeafAboveMaximum`.
    pub fn leaf(&self, holder: &Address, amount: u64) -> Result<Digest> {
        require!(self.status == FINAL, EquityError::NotFinal);
        require!(amount > 0, EquityError::ZeroAmount);
        require!(amount <= self.leaf_max, EquityError::LeafAboveMaximum);
        Ok(emission::leaf::<Syscall>(self.pool.as_array(), self.epoch, holder.as_array(), amount))
    }

    /// Whether the tree pays `amount` to `holder`.
    ///
    /// # Errors
    /// Those of [`Self::leaf`]; `WrongProof` for any other leaf, pool, epoch or length (INVARIANT 8).
    pub fn check_leaf(&self, holder: &Address, amount: u64, proof: &[Digest]) -> Result<()> {
        let leaf = self.leaf(holder, amount)?;
        self.check_node(&leaf, proof, self.depth)
    }

    /// Whether these places, 2^k that begin at a multiple of 2^k, are in the tree: recomputed leaves, hashes of those that
    /// are skipped, zeros where there is none (INVARIANT 8).
    ///
    /// # Errors
    /// `WrongProof`.
    pub fn check_range(&self, places: &mut [Digest], proof: &[Digest]) -> Result<()> {
        let levels = merkle::fold_subtree::<Syscall>(places).map_err(|_| EquityError::WrongProof)?;
        let above = self.depth.checked_sub(levels).ok_or(EquityError::WrongProof)?;
        let root = places.first().ok_or(EquityError::WrongProof)?;
        self.check_node(root, proof, above)
    }

    fn check_node(&self, node: &Digest, proof: &[Digest], depth: u8) -> Result<()> {
        merkle::verify::<Syscall>(node, proof, depth, &self.root).map_err(|_| EquityError::WrongProof)?;
        Ok(())
    }

    /// Books a claim.
    ///
    /// # Errors
    /// `AboveAllocation` (INVARIANT 3).
    pub fn pay(&mut self, amount: u64) -> Result<()> {
        let claimed = self.claimed.checked_add(amount).ok_or(EquityError::AboveAllocation)?;
        require!(claimed <= self.allocation, EquityError::AboveAllocation);
        self.claimed = claimed;
        Ok(())
    }

    /// Takes out what is due to `holder` once the distribution has ended.
    ///
    /// # Errors
    /// `NotFinal` before the end, `NoBondDue`.
    pub fn take_bond(&mut self, holder: &Address) -> Result<Bond> {
        require!(self.status == FINAL || self.status == VOID, EquityError::NotFinal);
        let (shares, earned) = if *holder == self.proposer {
            (&mut self.proposer_bond, &mut self.proposer_earned)
        } else if *holder == self.challenger {
            (&mut self.challenger_bond, &mut self.challenger_earned)
        } else {
            return Err(EquityError::NoBondDue.into());
        };
        require!(*shares > 0, EquityError::NoBondDue);
        Ok(Bond {
            holder: *holder,
            shares: core::mem::replace(shares, 0),
            earned: core::mem::replace(earned, 0),
        })
    }

    /// That claims stay within the allocation, and a challenged distribution has a challenger.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(self.claimed <= self.allocation, EquityError::Unbalanced);
        require!(self.status != CHALLENGED || self.challenger != NOBODY, EquityError::Unbalanced);
        Ok(())
    }
}

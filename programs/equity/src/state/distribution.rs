//! One epoch's distribution: proposed, perhaps challenged and resolved, then final or void. It is never closed: it is
//! the record of what was paid for, and on what evidence.

use anchor_lang::prelude::*;
use makerstake_common::sha256::Syscall;
use makerstake_core::{
    emission,
    hash::{is_zero, Digest},
    merkle,
    units::{Bps, DAY},
};

use crate::{
    errors::EquityError,
    state::{
        supply::{minus, plus},
        Fault, Outcome, Ruling, NOBODY,
    },
};

/// First seed of a distribution's address; then its pool and its epoch, u32 little-endian.
pub const DISTRIBUTION_SEED: &[u8] = b"distribution";

/// [`Distribution::status`]: open to a challenge and a contest until `challenge_until`.
pub const PROPOSED: u8 = 0;
/// [`Distribution::status`]: challenged, contested or both, waits for a ruling.
pub const DISPUTED: u8 = 1;
/// [`Distribution::status`]: the ruling upheld it; can be finalized.
pub const UPHELD: u8 = 2;
/// [`Distribution::status`]: minted, can be claimed; nothing but `claimed` and `swept` changes any more.
pub const FINAL: u8 = 3;
/// [`Distribution::status`]: ended without effect; its window and allocation went back.
pub const VOID: u8 = 4;

/// The layout that this program writes, and the only one it reads.
pub const VERSION: u8 = 1;
/// Seconds after the challenge window in which the owners can rule; then an unresolved distribution is void, by anybody.
pub const SILENCE: i64 = 45 * DAY as i64;
/// The part of its bond that a challenger loses when nobody rules, basis points; it doubles with each silence in a row.
const SILENCE_BPS: u16 = 1_000;

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
    /// Merkle root of the claims; zeros: there are none.
    pub root: [u8; 32],
    /// SHA-256 of the published data behind `root`.
    pub data_hash: [u8; 32],
    /// SHA-256 of the scoring rule that was applied.
    pub rule_hash: [u8; 32],
    /// SHA-256 of what the rule was applied to.
    pub inputs_hash: [u8; 32],
    /// SHA-256 of the challenger's evidence, its own manifest in the document store; zeros: not challenged.
    pub evidence_hash: [u8; 32],
    /// The scorer that proposed it, and gets its bond back.
    pub proposer: Address,
    /// The wallet that challenged it, and gets its bond back; zeros: nobody.
    pub challenger: Address,
    /// Start of the window, unix seconds: the end of the last one that was not void.
    pub window_start: i64,
    /// End of the window, unix seconds, not part of it.
    pub window_end: i64,
    /// When it was proposed, unix seconds.
    pub proposed_at: i64,
    /// Until when it can be challenged, and before which it cannot be final, unix seconds.
    pub challenge_until: i64,
    /// What the epoch pays, base units of shares: as the scorer stated, within the formula.
    pub allocation: u64,
    /// What was claimed of it, base units.
    pub claimed: u64,
    /// The pool's dividend index when it became final: from then on its shares earn dividends, claimed or not.
    pub dividend_index: [u64; 2],
    /// Most that one leaf may pay, base units.
    pub leaf_max: u64,
    /// What of it was burned because nobody claimed it in time, base units.
    pub swept: u64,
    /// What each side puts up, lamports.
    pub bond: u64,
    /// Lamports in this account that the proposer is due once the distribution has ended.
    pub proposer_due: u64,
    /// Likewise, the challenger.
    pub challenger_due: u64,
    /// Likewise, the treasury.
    pub treasury_due: u64,
    /// The number of this distribution.
    pub epoch: u32,
    /// Number of leaves under `root`.
    pub leaves: u32,
    /// [`PROPOSED`], [`DISPUTED`], [`UPHELD`], [`FINAL`] or [`VOID`].
    pub status: u8,
    /// Depth of the tree under `root`.
    pub depth: u8,
    /// 1 if the authority's brake stopped it.
    pub is_contested: u8,
    /// Who was wrong, by the ruling: 0 nobody, 1 the proposer, 2 the challenger.
    pub fault: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 34],
}

/// What a distribution is proposed with, besides its tree.
pub struct Proposal {
    /// The pool.
    pub pool: Address,
    /// Its number.
    pub epoch: u32,
    /// Its window, unix seconds.
    pub window: (i64, i64),
    /// What it pays.
    pub allocation: u64,
    /// Most that one leaf may pay.
    pub leaf_max: u64,
    /// How long it can be challenged, seconds.
    pub challenge_seconds: u32,
    /// SHA-256 of the scoring rule.
    pub rule_hash: Digest,
    /// SHA-256 of the inputs.
    pub inputs_hash: Digest,
    /// The scorer.
    pub proposer: Address,
    /// What each side puts up, lamports.
    pub bond: u64,
    /// Bump of the address.
    pub bump: u8,
}

impl Tree {
    /// The depth of this tree. A tree without leaves has a root of zeros.
    ///
    /// # Errors
    /// `ZeroHash`, `InvalidLeaves`.
    fn depth(&self) -> Result<u8> {
        require!(!is_zero(&self.data_hash), EquityError::ZeroHash);
        if self.leaves == 0 {
            require!(is_zero(&self.root), EquityError::InvalidLeaves);
            return Ok(0);
        }
        require!(!is_zero(&self.root), EquityError::ZeroHash);
        Ok(merkle::depth(self.leaves).map_err(|_| EquityError::InvalidLeaves)?)
    }
}

impl Distribution {
    /// Writes a proposal.
    ///
    /// # Errors
    /// `ZeroHash`, `InvalidLeaves`, `OutOfRange`.
    pub fn init(&mut self, proposal: Proposal, tree: Tree, now: i64) -> Result<()> {
        require!(!is_zero(&proposal.rule_hash) && !is_zero(&proposal.inputs_hash), EquityError::ZeroHash);
        let until = now.checked_add(i64::from(proposal.challenge_seconds)).ok_or(EquityError::OutOfRange)?;
        let (window_start, window_end) = proposal.window;
        *self = Self {
            pool: proposal.pool,
            root: tree.root,
            data_hash: tree.data_hash,
            rule_hash: proposal.rule_hash,
            inputs_hash: proposal.inputs_hash,
            evidence_hash: [0; 32],
            proposer: proposal.proposer,
            challenger: NOBODY,
            window_start,
            window_end,
            proposed_at: now,
            challenge_until: until,
            allocation: proposal.allocation,
            claimed: 0,
            dividend_index: [0; 2],
            leaf_max: proposal.leaf_max,
            swept: 0,
            bond: proposal.bond,
            proposer_due: proposal.bond,
            challenger_due: 0,
            treasury_due: 0,
            epoch: proposal.epoch,
            leaves: tree.leaves,
            status: PROPOSED,
            depth: tree.depth()?,
            is_contested: 0,
            fault: Fault::Nobody.number(),
            bump: proposal.bump,
            version: VERSION,
            reserved: [0; 34],
        };
        Ok(())
    }

    /// Notes that `challenger` says the root is wrong, with the hash of its evidence and an equal bond. There is no rival
    /// root: a void epoch is proposed again.
    ///
    /// # Errors
    /// `NotChallengeable` when it is challenged already or has ended, `ChallengeWindowOver`, `OwnDistribution`, `ZeroHash`.
    pub fn challenge(&mut self, challenger: Address, evidence_hash: Digest, now: i64) -> Result<()> {
        let is_open = self.status == PROPOSED || self.status == DISPUTED;
        require!(is_open && self.challenger == NOBODY, EquityError::NotChallengeable);
        require!(now < self.challenge_until, EquityError::ChallengeWindowOver);
        require!(challenger != self.proposer, EquityError::OwnDistribution);
        require!(!is_zero(&evidence_hash), EquityError::ZeroHash);
        self.challenger = challenger;
        self.evidence_hash = evidence_hash;
        self.challenger_due = self.bond;
        self.status = DISPUTED;
        Ok(())
    }

    /// Stops it without a bond.
    ///
    /// # Errors
    /// `NotChallengeable` when it is disputed already or has ended, `ChallengeWindowOver`.
    pub fn contest(&mut self, now: i64) -> Result<()> {
        require!(self.status == PROPOSED, EquityError::NotChallengeable);
        require!(now < self.challenge_until, EquityError::ChallengeWindowOver);
        self.is_contested = 1;
        self.status = DISPUTED;
        Ok(())
    }

    /// Ends the dispute. Of the bond of the side that was wrong half goes to the treasury, half to the other side; all of
    /// it to the treasury where there is no other side.
    ///
    /// # Errors
    /// `NotDisputed`, also the second time; `InvalidRuling` for a proposer that was right and wrong, and for a challenger
    /// where there is none.
    pub fn resolve(&mut self, ruling: Ruling) -> Result<()> {
        require!(self.status == DISPUTED, EquityError::NotDisputed);
        match ruling.fault {
            Fault::Nobody => {}
            Fault::Proposer => {
                require!(ruling.outcome == Outcome::Void, EquityError::InvalidRuling);
                let half = if self.challenger == NOBODY { 0 } else { self.bond / 2 };
                self.challenger_due = plus(self.challenger_due, half)?;
                self.treasury_due = minus(self.bond, half)?;
                self.proposer_due = 0;
            }
            Fault::Challenger => {
                require!(self.challenger != NOBODY, EquityError::InvalidRuling);
                let half = self.bond / 2;
                self.proposer_due = plus(self.proposer_due, half)?;
                self.treasury_due = minus(self.bond, half)?;
                self.challenger_due = 0;
            }
        }
        self.fault = ruling.fault.number();
        self.status = match ruling.outcome {
            Outcome::AsProposed => UPHELD,
            Outcome::Void => VOID,
        };
        Ok(())
    }

    /// Ends a dispute on which nobody ruled: void. A challenger loses a part of its bond to the treasury, a tenth that
    /// doubles with each of the `silences` in a row before; the proposer and a contest lose nothing. Returns whether there
    /// was a challenger.
    ///
    /// # Errors
    /// `NotDisputed`, `RulingPending` before its time.
    pub fn expire(&mut self, silences: u8, now: i64) -> Result<bool> {
        require!(self.status == DISPUTED, EquityError::NotDisputed);
        require!(now >= self.challenge_until.saturating_add(SILENCE), EquityError::RulingPending);
        let part =
            SILENCE_BPS.checked_shl(u32::from(silences.min(4))).and_then(Bps::new).unwrap_or(Bps::WHOLE);
        let lost = part.floor_of(self.challenger_due);
        self.challenger_due = minus(self.challenger_due, lost)?;
        self.treasury_due = lost;
        self.status = VOID;
        Ok(self.challenger != NOBODY)
    }

    /// Makes the root final (INVARIANT 7). Its shares earn what the dividend index `index` grows from here on.
    ///
    /// # Errors
    /// `Settled`, `Unresolved` while disputed, `ChallengeWindowOpen` before the window's end.
    pub fn finalize(&mut self, index: [u64; 2], now: i64) -> Result<()> {
        require!(self.status != FINAL && self.status != VOID, EquityError::Settled);
        require!(self.status != DISPUTED, EquityError::Unresolved);
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

    /// What nobody has claimed of a final distribution.
    ///
    /// # Errors
    /// `OutOfRange`.
    pub fn unclaimed(&self) -> Result<u64> {
        minus(minus(self.allocation, self.claimed)?, self.swept)
    }

    /// Gives up what nobody claimed when `oldest` is the oldest distribution that can still be claimed. Returns how much.
    ///
    /// # Errors
    /// `NotFinal`, `StillClaimable`, `NothingToSweep`.
    pub fn sweep(&mut self, oldest: u32) -> Result<u64> {
        require!(self.status == FINAL, EquityError::NotFinal);
        require!(self.epoch < oldest, EquityError::StillClaimable);
        let rest = self.unclaimed()?;
        require!(rest > 0, EquityError::NothingToSweep);
        self.swept = plus(self.swept, rest)?;
        Ok(rest)
    }

    /// Takes out the lamports that are due to `payee` once the distribution has ended; `treasury` is the pool's.
    ///
    /// # Errors
    /// `NotEnded` before, `NoBondDue`.
    pub fn take_bond(&mut self, payee: &Address, treasury: &Address) -> Result<u64> {
        require!(self.status == FINAL || self.status == VOID, EquityError::NotEnded);
        let mut due = 0;
        for (of, part) in [
            (&self.proposer, &mut self.proposer_due),
            (&self.challenger, &mut self.challenger_due),
            (treasury, &mut self.treasury_due),
        ] {
            if of == payee {
                due = plus(due, core::mem::take(part))?;
            }
        }
        require!(due > 0, EquityError::NoBondDue);
        Ok(due)
    }

    /// That claims stay within the allocation, bonds within what was put up, and a disputed distribution has somebody who
    /// disputes it.
    ///
    /// # Errors
    /// `Unbalanced`.
    pub fn check(&self) -> Result<()> {
        require!(plus(self.claimed, self.swept)? <= self.allocation, EquityError::Unbalanced);
        let due = plus(plus(self.proposer_due, self.challenger_due)?, self.treasury_due)?;
        let sides = if self.challenger == NOBODY { self.bond } else { plus(self.bond, self.bond)? };
        require!(due <= sides, EquityError::Unbalanced);
        let is_disputed = self.challenger != NOBODY || self.is_contested == 1;
        require!(self.status != DISPUTED || is_disputed, EquityError::Unbalanced);
        Ok(())
    }
}

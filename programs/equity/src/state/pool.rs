//! A platform's pool: who may change what, and what is so for ever.

use anchor_lang::prelude::*;
use makerstake_core::{accumulator, bitmap, checkpoints, weight::Weight};

use crate::{
    errors::EquityError,
    state::{Fault, Outcome, Ruling, Terms, NOBODY},
};

/// The layout that this program writes, and the only one it reads.
pub const VERSION: u8 = 1;
/// How often the bond doubles at most: 64 times what the pool was founded with.
const MAX_DOUBLINGS: u8 = 6;
/// First seed of a pool's address; the second is its mint.
pub const POOL_SEED: &[u8] = b"pool";
/// First seed of the address of a pool's vault; the second is the pool.
pub const VAULT_SEED: &[u8] = b"vault";
/// First seed of the address of a pool's dividend vault; the second is the pool.
pub const DIVIDEND_VAULT_SEED: &[u8] = b"dividends";

/// The pool of one share mint. Seeds: `pool`, mint. It is never closed.
#[account]
pub struct Pool {
    /// The share mint, whose mint authority is this pool.
    pub mint: Address,
    /// The token account that backs every share; it owns itself.
    pub vault: Address,
    /// Who governs: the founder until `hand_over`, then the successor.
    pub authority: Address,
    /// Who governs after the founder, and gets what the wrong side of a dispute loses: the platform's treasury. For ever.
    pub successor: Address,
    /// The wallet that proposes distributions. Written by set_scorer.
    pub scorer: Address,
    /// The mint in which dividends are paid.
    pub dividend_mint: Address,
    /// The token account that holds dividends until they are collected; it owns itself.
    pub dividend_vault: Address,
    /// Most that distributions may emit, base units.
    pub contributions_cap: u64,
    /// Emitted to distributions that are open or final, base units.
    pub contributions_emitted: u64,
    /// Most that grants may hold, base units.
    pub grants_cap: u64,
    /// Emitted to grants, less what revocations returned, base units.
    pub grants_emitted: u64,
    /// Most that may be issued to the treasury, base units.
    pub treasury_cap: u64,
    /// Issued to the treasury, base units.
    pub treasury_emitted: u64,
    /// All shares in positions, as they stood in the four epochs ending with `epoch`, newest first.
    pub total: [u64; 4],
    /// Those of them that were earned, likewise.
    pub total_earned: [u64; 4],
    /// Shares on their way out, base units.
    pub cooling: u64,
    /// Allocations of final distributions, less their claims, base units.
    pub unclaimed: u64,
    /// Shares of grants not released yet, base units.
    pub unreleased: u64,
    /// Dividends per share since the beginning, in units of 2^-64 base units, lower word first.
    pub dividend_index: [u64; 2],
    /// What the last deposit did not divide, in units of 2^-64 base units.
    pub dividend_remainder: u64,
    /// All dividends ever paid in, base units of the dividend mint, modulo 2^64.
    pub dividends_deposited: u64,
    /// All dividends ever collected, base units of the dividend mint, modulo 2^64.
    pub dividends_paid: u64,
    /// What proposer and challenger of a distribution each put up, lamports; doubled with each silence in a row.
    pub bond: u64,
    /// Fewest shares in positions for a dividend to be shared, base units.
    pub dividend_min_shares: u64,
    /// Start of snapshot epoch 0, unix seconds.
    pub snapshot_genesis: i64,
    /// Until when the founder governs, unless it hands over before, unix seconds.
    pub founder_until: i64,
    /// Up to where final distributions and the open one cover time, unix seconds. A void one gives its window back.
    pub covered_until: i64,
    /// Length of a snapshot epoch, seconds.
    pub snapshot_epoch_seconds: u32,
    /// The snapshot epoch from which the first value of `total` counts.
    pub epoch: u32,
    /// The number that the next distribution gets.
    pub next_epoch: u32,
    /// Shortest distribution window, seconds.
    pub window_seconds: u32,
    /// How long a proposed distribution can be challenged, seconds.
    pub challenge_seconds: u32,
    /// Part of what is left that an epoch allocates, basis points.
    pub decay_bps: u16,
    /// Largest part of an allocation that one leaf may hold, basis points.
    pub leaf_max_bps: u16,
    /// Decimals of the share mint.
    pub decimals: u8,
    /// Decimals of the dividend mint.
    pub dividend_decimals: u8,
    /// 1 while a distribution is proposed and neither final nor void.
    pub is_open: u8,
    /// 1 once the authority was handed over.
    pub is_handed_over: u8,
    /// 1 when the brake was used since a distribution was last final.
    pub is_contested: u8,
    /// How many challenges in a row ended in silence, since a distribution was last final.
    pub silences: u8,
    /// Bump of the address.
    pub bump: u8,
    /// Bump of the vault's address.
    pub vault_bump: u8,
    /// Bump of the dividend vault's address.
    pub dividend_vault_bump: u8,
    /// Layout of this account: 1.
    pub version: u8,
    /// Zeros, room for later layouts.
    pub reserved: [u8; 62],
}

/// Which accounts a pool is founded on.
pub struct PoolInit {
    /// The share mint.
    pub mint: Address,
    /// The pool's vault.
    pub vault: Address,
    /// The founder.
    pub authority: Address,
    /// Who governs after it.
    pub successor: Address,
    /// The wallet that proposes distributions.
    pub scorer: Address,
    /// The mint of dividends.
    pub dividend_mint: Address,
    /// The pool's dividend vault.
    pub dividend_vault: Address,
    /// Decimals of the share mint.
    pub decimals: u8,
    /// Decimals of the dividend mint.
    pub dividend_decimals: u8,
    /// Bump of the pool's address.
    pub bump: u8,
    /// Bump of the vault's address.
    pub vault_bump: u8,
    /// Bump of the dividend vault's address.
    pub dividend_vault_bump: u8,
}

impl Pool {
    /// Writes a new pool.
    ///
    /// # Errors
    /// Those of [`Terms::check`]; `ZeroKey` for a scorer of zeros.
    pub fn init(&mut self, on: PoolInit, terms: &Terms, now: i64) -> Result<()> {
        terms.check(now)?;
        require!(on.scorer != NOBODY && on.successor != NOBODY, EquityError::ZeroKey);
        require!(on.successor != on.authority, EquityError::SameHolder);
        *self = Self {
            mint: on.mint,
            vault: on.vault,
            authority: on.authority,
            successor: on.successor,
            scorer: on.scorer,
            dividend_mint: on.dividend_mint,
            dividend_vault: on.dividend_vault,
            contributions_cap: terms.contributions_cap,
            contributions_emitted: 0,
            grants_cap: terms.grants_cap,
            grants_emitted: 0,
            treasury_cap: terms.treasury_cap,
            treasury_emitted: 0,
            total: [0; 4],
            total_earned: [0; 4],
            cooling: 0,
            unclaimed: 0,
            unreleased: 0,
            dividend_index: [0; 2],
            dividend_remainder: 0,
            dividends_deposited: 0,
            dividends_paid: 0,
            bond: terms.bond,
            dividend_min_shares: terms.dividend_min_shares,
            snapshot_genesis: terms.snapshot_genesis,
            founder_until: terms.founder_until,
            covered_until: terms.windows_from,
            snapshot_epoch_seconds: terms.snapshot_epoch_seconds,
            epoch: 0,
            next_epoch: 0,
            window_seconds: terms.window_seconds,
            challenge_seconds: terms.challenge_seconds,
            decay_bps: terms.decay_bps,
            leaf_max_bps: terms.leaf_max_bps,
            decimals: on.decimals,
            dividend_decimals: on.dividend_decimals,
            is_open: 0,
            is_handed_over: 0,
            is_contested: 0,
            silences: 0,
            bump: on.bump,
            vault_bump: on.vault_bump,
            dividend_vault_bump: on.dividend_vault_bump,
            version: VERSION,
            reserved: [0; 62],
        };
        Ok(())
    }

    /// The snapshot epoch of `now`.
    ///
    /// # Errors
    /// `OutOfRange` before the pool's genesis.
    pub fn snapshot_epoch(&self, now: i64) -> Result<u32> {
        let epoch = checkpoints::epoch_of(now, self.snapshot_genesis, self.snapshot_epoch_seconds);
        Ok(epoch.ok_or(EquityError::OutOfRange)?)
    }

    /// The snapshot epoch from which a change made at `now` counts: the next one.
    ///
    /// # Errors
    /// `OutOfRange` before the pool's genesis.
    pub fn counts_from(&self, now: i64) -> Result<u32> {
        Ok(self.snapshot_epoch(now)?.checked_add(1).ok_or(EquityError::OutOfRange)?)
    }

    /// All shares in positions as they counted in snapshot epoch `epoch`: exact for the current epoch and the two
    /// before it (INVARIANT 5). Do not ask for a future epoch: its answer may still change.
    ///
    /// # Errors
    /// `OutOfRange` for an epoch older than the history.
    pub fn total_at(&self, epoch: u32) -> Result<u64> {
        Ok(checkpoints::at(self.epoch, &self.total, epoch).ok_or(EquityError::OutOfRange)?)
    }

    /// Both totals as they counted in snapshot epoch `epoch`; as [`Self::total_at`].
    ///
    /// # Errors
    /// `OutOfRange` for an epoch older than the history.
    pub fn total_weight_at(&self, epoch: u32) -> Result<Weight> {
        let earned = checkpoints::at(self.epoch, &self.total_earned, epoch).ok_or(EquityError::OutOfRange)?;
        Ok(Weight { shares: self.total_at(epoch)?, earned })
    }

    /// All shares in positions now, whether they count already or not.
    pub fn shares(&self) -> u64 {
        checkpoints::latest(&self.total)
    }

    /// The dividend index as one number.
    pub fn index(&self) -> u128 {
        accumulator::join(self.dividend_index)
    }

    /// The oldest distribution that can still be claimed.
    pub fn oldest_claimable(&self) -> u32 {
        bitmap::oldest(self.next_epoch)
    }

    /// Both totals now, whether they count already or not.
    pub fn total_weight(&self) -> Weight {
        Weight { shares: self.shares(), earned: checkpoints::latest(&self.total_earned) }
    }

    /// Sets both totals that count from epoch `from` on.
    pub(crate) fn set_total(&mut self, from: u32, total: Weight) {
        let by = from.saturating_sub(self.epoch);
        checkpoints::advance(&mut self.total, by);
        checkpoints::advance(&mut self.total_earned, by);
        self.epoch = self.epoch.max(from);
        checkpoints::set_latest(&mut self.total, total.shares);
        checkpoints::set_latest(&mut self.total_earned, total.earned);
    }

    /// Gives the pool another scorer.
    ///
    /// # Errors
    /// `ZeroKey`.
    pub fn set_scorer(&mut self, scorer: Address) -> Result<()> {
        require!(scorer != NOBODY, EquityError::ZeroKey);
        self.scorer = scorer;
        Ok(())
    }

    /// Whether the authority governs at `now`: the founder until its deadline, the successor for ever.
    ///
    /// # Errors
    /// `FounderPeriodOver` (INVARIANT 25).
    pub fn check_governed(&self, now: i64) -> Result<()> {
        require!(self.is_handed_over == 1 || now < self.founder_until, EquityError::FounderPeriodOver);
        Ok(())
    }

    /// What only the successor may do: the founder has no power over the treasury bucket.
    ///
    /// # Errors
    /// `FounderLimit` (INVARIANT 25).
    pub fn check_handed_over(&self) -> Result<()> {
        require!(self.is_handed_over == 1, EquityError::FounderLimit);
        Ok(())
    }

    /// Whether the authority may rule so at `now`: the founder makes no root final and takes nobody's bond.
    ///
    /// # Errors
    /// `FounderPeriodOver`, `FounderLimit`.
    pub fn check_ruling(&self, ruling: Ruling, now: i64) -> Result<()> {
        self.check_governed(now)?;
        let is_harmless = ruling.outcome == Outcome::Void && ruling.fault == Fault::Nobody;
        require!(self.is_handed_over == 1 || is_harmless, EquityError::FounderLimit);
        Ok(())
    }

    /// Whether `holder` can have a position: neither authority nor successor, so that what the treasury holds neither
    /// votes nor earns.
    ///
    /// # Errors
    /// `HolderGoverns`.
    pub fn check_holder(&self, holder: &Address) -> Result<()> {
        require!(*holder != self.authority && *holder != self.successor, EquityError::HolderGoverns);
        Ok(())
    }

    /// What proposer and challenger each put up now, lamports.
    pub fn bond(&self) -> u64 {
        self.bond.saturating_mul(1_u64.wrapping_shl(u32::from(self.silences.min(MAX_DOUBLINGS))))
    }

    /// Notes that the brake was used, once until a distribution is final.
    ///
    /// # Errors
    /// `AlreadyContested`.
    pub fn contest(&mut self) -> Result<()> {
        require!(self.is_contested == 0, EquityError::AlreadyContested);
        self.is_contested = 1;
        Ok(())
    }

    /// Hands the pool over to its successor, once: by both before the deadline, by anybody from then on.
    ///
    /// # Errors
    /// `HandedOver` the second time, `NotAuthority` when one of them has not signed before the deadline.
    pub fn hand_over(&mut self, have_both_signed: bool, now: i64) -> Result<()> {
        require!(self.is_handed_over == 0, EquityError::HandedOver);
        require!(have_both_signed || now >= self.founder_until, EquityError::NotAuthority);
        self.authority = self.successor;
        self.is_handed_over = 1;
        Ok(())
    }
}

//! Claim an epoch's shares for holders: anyone may, for anyone. No signature, no token account, no account per claim.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{self, fields, CreatePda},
    log_event,
};
use makerstake_core::{accumulator, hash::Digest, weight::Weight};

use super::accounts::*;
use crate::{
    clock::now,
    errors::EquityError,
    events::{Claimed, PositionOpened},
    state::{position::POSITION_SEED, share_accounting, Distribution, Pool, Position},
};

/// Most places of a range: more accounts fit no transaction.
const MAX_PLACES: usize = 16;

#[derive(Accounts)]
pub struct Claim {
    pub pool_distribution: Nested<PoolDistribution>,
    /// The holder's position, open already.
    #[account(
        mut,
        constraint = position.pool == *pool_distribution.pool.address() @ EquityError::WrongPool,
        constraint = position.is_delegated_to(delegate.as_deref()) @ EquityError::WrongDelegate
    )]
    pub position: Account<Position>,
    /// The position of the holder's delegate, if it has one.
    #[account(mut)]
    pub delegate: Option<Account<Position>>,
}

impl Claim {
    /// Checks the proof and credits the shares (INVARIANTS 3 and 8).
    ///
    /// # Errors
    /// `NotFinal`, `ZeroAmount`, `LeafAboveMaximum`, `WrongProof`, `EpochTooOld`, `AlreadyClaimed`, `AboveAllocation`.
    pub fn run(&mut self, amount: u64, proof: &[Digest]) -> Result<()> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        distribution.check_leaf(&self.position.holder, amount, proof)?;
        self.position.mark_claimed(distribution.epoch, pool.next_epoch)?;
        let from = pool.counts_from(now()?)?;
        let (at, delegate) = (*self.position.address(), self.delegate.as_deref_mut());
        pay(pool, distribution, (at, &mut self.position), delegate, (amount, from))
    }
}

/// One place of a range.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub enum Place {
    /// No leaf is here: the tree ends before.
    Absent,
    /// A leaf that is left out, claimed already or not wanted.
    Skipped {
        /// Its hash.
        hash: [u8; 32],
    },
    /// The leaf of a holder whose position is the next account.
    Open {
        /// Shares, base units.
        amount: u64,
    },
    /// The leaf of a holder whose position is the next account, and its delegate's the one behind.
    Delegating {
        /// Shares, base units.
        amount: u64,
    },
    /// The leaf of a holder whose position is the next account, opened here unless somebody did so before.
    New {
        /// The holder.
        holder: Address,
        /// Shares, base units.
        amount: u64,
    },
}

#[derive(Accounts)]
pub struct ClaimRange {
    /// Pays for positions that are opened, and gets their rent when they close.
    #[account(mut)]
    pub payer: Signer,
    pub pool_distribution: Nested<PoolDistribution>,
    /// Needed where a position is opened.
    pub system_program: Option<Program<System>>,
}

impl ClaimRange {
    /// Claims for all places of an aligned subtree but those that are absent or skipped, by one proof of its root. A leaf
    /// that somebody has claimed meanwhile is skipped too. `accounts` are the positions in the order of the places.
    ///
    /// # Errors
    /// Those of `claim`, but for `AlreadyClaimed`; `WrongProof` too for any other number of places than a power of two up
    /// to 16; `NotEnoughAccountKeys`, `WrongPool`, `WrongHolder`, `WrongDelegate`.
    pub fn run(&mut self, places: &[Place], proof: &[Digest], accounts: &[AccountView]) -> Result<()> {
        let mut hashes = [[0; 32]; MAX_PLACES];
        let hashes = hashes.get_mut(..places.len()).ok_or(EquityError::WrongProof)?;
        let mut accounts = accounts.iter();
        let PoolDistribution { pool, distribution } = &*self.pool_distribution;
        // Of an epoch that old nobody knows who claimed: not even what was claimed is skipped.
        require!(distribution.epoch >= pool.oldest_claimable(), EquityError::EpochTooOld);
        let from = pool.counts_from(now()?)?;
        for (place, hash) in places.iter().zip(hashes.iter_mut()) {
            let mut next = || accounts.next().ok_or(ProgramError::NotEnoughAccountKeys);
            *hash = match place {
                Place::Absent => continue,
                Place::Skipped { hash } => *hash,
                Place::Open { amount } => self.claim(next()?, None, (*amount, from))?,
                Place::Delegating { amount } => self.claim(next()?, Some(next()?), (*amount, from))?,
                Place::New { holder, amount } => {
                    let account = next()?;
                    self.open(account, holder)?;
                    self.claim(account, None, (*amount, from))?
                }
            };
        }
        // Last, so that each leaf is computed once: whatever was credited above is undone when this fails.
        self.pool_distribution.distribution.check_range(hashes, proof)
    }

    /// Credits one leaf, unless it was before. Returns its hash.
    fn claim(
        &mut self,
        account: &AccountView,
        delegate: Option<&AccountView>,
        (amount, from): (u64, u32),
    ) -> Result<Digest> {
        let PoolDistribution { pool, distribution } = &mut *self.pool_distribution;
        let mut view = *account;
        let mut data = view.try_borrow_mut()?;
        let position = fields::<Position>(account, &mut data)?;
        require!(position.pool == *pool.address(), EquityError::WrongPool);
        let leaf = distribution.leaf(&position.holder, amount)?;
        if position.has_claimed(distribution.epoch) {
            return Ok(leaf);
        }
        position.mark_claimed(distribution.epoch, pool.next_epoch)?;
        let at = *account.address();
        match delegate {
            None => {
                require!(position.is_delegated_to(None), EquityError::WrongDelegate);
                pay(pool, distribution, (at, position), None, (amount, from))?;
            }
            Some(delegate) => {
                let mut view = *delegate;
                let mut data = view.try_borrow_mut()?;
                let delegate = fields::<Position>(delegate, &mut data)?;
                require!(position.is_delegated_to(Some(&*delegate)), EquityError::WrongDelegate);
                pay(pool, distribution, (at, position), Some(delegate), (amount, from))?;
            }
        }
        Ok(leaf)
    }

    /// Opens the holder's position, if it is not open yet.
    fn open(&self, account: &AccountView, holder: &Address) -> Result<()> {
        if account.owned_by(&crate::ID) {
            let mut view = *account;
            let mut data = view.try_borrow_mut()?;
            require!(fields::<Position>(account, &mut data)?.holder == *holder, EquityError::WrongHolder);
            return Ok(());
        }
        let pool = &self.pool_distribution.pool;
        pool.check_holder(holder)?;
        let bump = CreatePda {
            payer: self.payer.account(),
            payer_seeds: &[],
            account,
            seeds: &[POSITION_SEED, pool.address().as_ref(), holder.as_ref()],
            program: &crate::ID,
            space: Account::<Position>::INIT_SPACE,
            deposit: 0,
        }
        .open()?;
        let position = Position::new(*pool.address(), *holder, *self.payer.address(), bump)?;
        create_pda::write(account, &position)?;
        log_event!(PositionOpened { pool: *pool.address(), position: *account.address(), holder: *holder });
        Ok(())
    }
}

/// Books a claim and credits its shares as earned ones. They share in every dividend since the distribution became final,
/// so that whether somebody claims before or after a dividend changes nothing (INVARIANT 27).
#[inline(never)]
fn pay(
    pool: &mut Account<Pool>,
    distribution: &mut Distribution,
    (at, position): (Address, &mut Position),
    delegate: Option<&mut Position>,
    (amount, from): (u64, u32),
) -> Result<()> {
    distribution.pay(amount)?;
    pool.release_claim(amount)?;
    let since = accumulator::join(distribution.dividend_index);
    share_accounting::credit_since(pool, position, delegate, Weight::earned(amount), (since, from))?;
    position.check()?;
    log_event!(Claimed {
        pool: *pool.address(),
        position: at,
        holder: position.holder,
        shares: amount,
        epoch: u64::from(distribution.epoch),
    });
    Ok(())
}

//! What moves shares and dividends: grants, positions and payments as instructions. Pure: whoever asks the chain hands in
//! what it said.

use makerstake_core::vesting::Schedule;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use crate::generated::equity::accounts::{Grant, Pool, Position};
use crate::generated::equity::instructions as on_chain;
use crate::platform::Addresses;

const SYSTEM: Pubkey = solana_sdk_ids::system_program::ID;

/// For how long a transfer of a grant can be cancelled, in seconds.
pub const TRANSFER_DELAY: i64 = 7 * 86_400;

/// Who moves a holder's shares: the holder's own wallet, or the authority of the creator that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The holder's address.
    pub address: Pubkey,
    /// Who signs.
    pub signer: Pubkey,
    /// The creator account, if the holder is one.
    pub creator: Option<Pubkey>,
}

/// A mint, as whoever pays in it needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The mint.
    pub mint: Pubkey,
    /// Its token program.
    pub program: Pubkey,
    /// Digits behind the point.
    pub decimals: u8,
    /// What it is called, if it says so itself.
    pub symbol: Option<String>,
}

impl Token {
    /// The usual token account of an owner.
    pub fn account_of(&self, owner: &Pubkey) -> Pubkey {
        get_associated_token_address_with_program_id(owner, &self.mint, &self.program)
    }

    /// Opens that account where it is not there.
    pub fn open_account(&self, payer: &Pubkey, owner: &Pubkey) -> Instruction {
        create_associated_token_account_idempotent(payer, owner, &self.mint, &self.program)
    }
}

/// A platform's pool with its tokens: makes the instructions that move its shares.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The platform's addresses.
    pub at: Addresses,
    /// The pool.
    pub pool: Pool,
    /// The share mint.
    pub share: Token,
    /// The mint of dividends.
    pub dividend: Token,
    /// Who pays fees and rent.
    pub payer: Pubkey,
}

impl Desk {
    /// Opens a holder's position; fails on chain if it is there.
    pub fn open_position(&self, holder: &Pubkey) -> Instruction {
        let (payer, pool, position) = (self.payer, self.at.pool, self.at.position(holder));
        on_chain::OpenPosition { payer, pool, holder: *holder, position, system_program: SYSTEM }
            .instruction()
    }

    /// Makes a grant; the pool's authority signs.
    pub fn create_grant(&self, terms: on_chain::CreateGrantInstructionArgs) -> Instruction {
        let accounts = on_chain::CreateGrant {
            payer: self.payer,
            authority: self.pool.authority,
            pool: self.at.pool,
            mint: self.at.mint,
            vault: self.at.vault,
            grant: self.at.grant(&terms.holder, terms.id),
            token_program: self.share.program,
            system_program: SYSTEM,
        };
        accounts.instruction(terms)
    }

    /// Brings what has vested of a grant into its holder's position, which is opened first where there is none.
    pub fn release_grant(
        &self,
        grant: Pubkey,
        holder: &Pubkey,
        position: Option<&Position>,
    ) -> Vec<Instruction> {
        let (pool, delegate) = (self.at.pool, self.delegate(position));
        let release = on_chain::ReleaseGrant { pool, grant, position: self.at.position(holder), delegate };
        let open = position.is_none().then(|| self.open_position(holder));
        open.into_iter().chain([release.instruction()]).collect()
    }

    /// Lets a grant vest sooner; the pool's authority signs.
    pub fn accelerate_grant(&self, grant: Pubkey, end: i64) -> Instruction {
        let (authority, pool) = (self.pool.authority, self.at.pool);
        on_chain::AccelerateGrant { authority, pool, grant }
            .instruction(on_chain::AccelerateGrantInstructionArgs { end })
    }

    /// Takes back what has not vested of a grant; the pool's authority signs.
    pub fn revoke_grant(&self, grant: Pubkey) -> Instruction {
        let revoke = on_chain::RevokeGrant {
            authority: self.pool.authority,
            pool: self.at.pool,
            grant,
            mint: self.at.mint,
            vault: self.at.vault,
            token_program: self.share.program,
        };
        revoke.instruction()
    }

    /// Turns the signer's liquid shares into shares of a holder's position, which is opened first where there is none.
    pub fn deposit(
        &self,
        owner: Pubkey,
        holder: &Pubkey,
        position: Option<&Position>,
        amount: u64,
    ) -> Vec<Instruction> {
        let deposit = on_chain::Deposit {
            owner,
            pool: self.at.pool,
            position: self.at.position(holder),
            delegate: self.delegate(position),
            source: self.share.account_of(&owner),
            mint: self.at.mint,
            vault: self.at.vault,
            token_program: self.share.program,
        };
        let deposit = deposit.instruction(on_chain::DepositInstructionArgs { amount });
        let open = position.is_none().then(|| self.open_position(holder));
        open.into_iter().chain([deposit]).collect()
    }

    /// Takes shares out of a position, to be paid out three snapshot epochs later.
    pub fn request_withdrawal(&self, by: &Holder, position: &Position, amount: u64) -> Instruction {
        let request = on_chain::RequestWithdrawal {
            signer: by.signer,
            creator: by.creator,
            pool: self.at.pool,
            position: self.at.position(&by.address),
            delegate: self.delegate(Some(position)),
        };
        request.instruction(on_chain::RequestWithdrawalInstructionArgs { amount })
    }

    /// Puts shares on their way out back into the position.
    pub fn cancel_withdrawal(&self, by: &Holder, position: &Position) -> Instruction {
        let cancel = on_chain::CancelWithdrawal {
            signer: by.signer,
            creator: by.creator,
            pool: self.at.pool,
            position: self.at.position(&by.address),
            delegate: self.delegate(Some(position)),
        };
        cancel.instruction()
    }

    /// Pays out what has cooled down, to the signer's own token account, which is opened first.
    pub fn withdraw(&self, by: &Holder) -> Vec<Instruction> {
        let withdraw = on_chain::Withdraw {
            signer: by.signer,
            creator: by.creator,
            pool: self.at.pool,
            position: self.at.position(&by.address),
            destination: self.share.account_of(&by.signer),
            mint: self.at.mint,
            vault: self.at.vault,
            token_program: self.share.program,
        };
        vec![self.share.open_account(&self.payer, &by.signer), withdraw.instruction()]
    }

    /// Closes an empty position; its rent goes back to whoever paid it.
    pub fn close_position(&self, by: &Holder, position: &Position) -> Instruction {
        let close = on_chain::ClosePosition {
            signer: by.signer,
            creator: by.creator,
            pool: self.at.pool,
            position: self.at.position(&by.address),
            payer: position.payer,
        };
        close.instruction()
    }

    /// Pays a dividend in, out of the signer's own token account.
    pub fn pay_dividend(&self, owner: Pubkey, amount: u64) -> Instruction {
        let pay = on_chain::DepositDividend {
            owner,
            pool: self.at.pool,
            source: self.dividend.account_of(&owner),
            dividend_mint: self.dividend.mint,
            dividend_vault: self.pool.dividend_vault,
            token_program: self.dividend.program,
        };
        pay.instruction(on_chain::DepositDividendInstructionArgs { amount })
    }

    /// Pays out the dividends that a position is owed, to the signer's own token account, which is opened first.
    pub fn collect_dividend(&self, by: &Holder) -> Vec<Instruction> {
        let collect = on_chain::CollectDividend {
            signer: by.signer,
            creator: by.creator,
            pool: self.at.pool,
            position: self.at.position(&by.address),
            destination: self.dividend.account_of(&by.signer),
            dividend_mint: self.dividend.mint,
            dividend_vault: self.pool.dividend_vault,
            token_program: self.dividend.program,
        };
        vec![self.dividend.open_account(&self.payer, &by.signer), collect.instruction()]
    }

    /// Claims one leaf of an epoch for its holder, whose position is opened first where there is none.
    pub fn claim(
        &self,
        epoch: u32,
        holder: &Pubkey,
        position: Option<&Position>,
        (amount, proof): (u64, Vec<[u8; 32]>),
    ) -> Vec<Instruction> {
        let claim = on_chain::Claim {
            pool: self.at.pool,
            distribution: crate::addresses::distribution(&self.at.pool, epoch),
            position: self.at.position(holder),
            delegate: self.delegate(position),
        };
        let claim = claim.instruction(on_chain::ClaimInstructionArgs { amount, proof });
        let open = position.is_none().then(|| self.open_position(holder));
        open.into_iter().chain([claim]).collect()
    }

    /// The position of a position's delegate, which whatever moves its shares must name.
    fn delegate(&self, position: Option<&Position>) -> Option<Pubkey> {
        let delegate = position.map(|position| position.delegate)?;
        (delegate != Pubkey::default()).then(|| self.at.position(&delegate))
    }
}

/// What has vested of a grant and was not released.
pub fn releasable(grant: &Grant, now: i64) -> u64 {
    let Grant { total, start, cliff, end, .. } = *grant;
    Schedule { total, start, cliff, end }.vested_at(now).saturating_sub(grant.released)
}

/// Who holds a grant now: whom it was given to, once the days have passed in which that could be cancelled.
pub fn grant_holder(grant: &Grant, now: i64) -> Pubkey {
    let is_out = now >= grant.pending_since.saturating_add(TRANSFER_DELAY);
    if grant.pending_holder != Pubkey::default() && is_out {
        grant.pending_holder
    } else {
        grant.holder
    }
}

/// Dividends that a position is owed, in whole base units.
pub fn dividend_due(pool: &Pool, position: &Position) -> u64 {
    use makerstake_core::accumulator::{join, owed};
    let [shares, ..] = position.own;
    owed(shares, join(pool.dividend_index), join(position.dividend_debt))
}

/// The snapshot epoch of a time, and when a snapshot epoch begins.
pub fn snapshot_epoch(pool: &Pool, now: i64) -> Option<u32> {
    makerstake_core::checkpoints::epoch_of(now, pool.snapshot_genesis, pool.snapshot_epoch_seconds)
}

/// When a snapshot epoch begins, in unix seconds.
pub fn epoch_start(pool: &Pool, epoch: u32) -> i64 {
    let since = i64::from(epoch).saturating_mul(pool.snapshot_epoch_seconds.into());
    pool.snapshot_genesis.saturating_add(since)
}

/// Votes of a holder now: shares of its own unless they vote with a delegate, and those that others delegated to it.
pub fn votes(pool: &Pool, position: &Position, now: i64) -> u64 {
    use makerstake_core::checkpoints::at;
    let Some(epoch) = snapshot_epoch(pool, now) else { return 0 };
    let counted = |values: &[u64; 4]| at(position.epoch, values, epoch).unwrap_or_default();
    let back = position.epoch.saturating_sub(epoch);
    let delegate =
        if back <= u32::from(position.delegate_age) { position.delegate } else { position.former_delegate };
    let own = if delegate == Pubkey::default() { counted(&position.own) } else { 0 };
    own.saturating_add(counted(&position.received))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant() -> Grant {
        Grant {
            discriminator: [0; 8],
            pool: Pubkey::default(),
            holder: Pubkey::new_from_array([1; 32]),
            pending_holder: Pubkey::default(),
            payer: Pubkey::default(),
            total: 1_000,
            released: 100,
            start: 100,
            cliff: 200,
            end: 400,
            pending_since: 0,
            id: 0,
            is_revocable: 0,
            is_transferable: 1,
            bump: 0,
            version: 1,
            reserved: [0; 32],
        }
    }

    #[test]
    fn what_vested_and_was_not_released_can_be() {
        assert_eq!([150, 250, 400].map(|now| releasable(&grant(), now)), [0, 400, 900]);
    }

    #[test]
    fn a_transfer_counts_once_it_cannot_be_cancelled() {
        let other = Pubkey::new_from_array([2; 32]);
        let given = Grant { pending_holder: other, pending_since: 1_000, ..grant() };
        assert_eq!(grant_holder(&given, 1_000 + TRANSFER_DELAY - 1), grant().holder);
        assert_eq!(grant_holder(&given, 1_000 + TRANSFER_DELAY), other);
    }
}

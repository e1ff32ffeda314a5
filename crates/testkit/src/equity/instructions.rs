//! The instructions of equity about pools, positions, grants and dividends, one function each, on a founded pool.

use makerstake_client::generated::equity::instructions as generated;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::{Founded, Holder, Terms};

/// When a grant vests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrantPlan {
    /// All shares.
    pub total: u64,
    /// When vesting starts to count.
    pub start: i64,
    /// Before this nothing is vested.
    pub cliff: i64,
    /// From this on all is vested.
    pub end: i64,
    /// Whether the authority may revoke the rest.
    pub is_revocable: bool,
    /// Whether the holder may give it to another.
    pub is_transferable: bool,
}

/// `create_pool` on the accounts of `f`, with these terms.
pub fn create_pool(f: &Founded, payer: &Pubkey, scorer: &Pubkey, terms: &Terms) -> Instruction {
    generated::CreatePool {
        payer: *payer,
        authority: f.authority(),
        mint: f.mint,
        dividend_mint: f.dividend_mint,
        pool: f.pool,
        vault: f.vault,
        dividend_vault: f.dividend_vault,
        token_program: f.token_program,
        dividend_token_program: f.dividend_token_program,
        system_program: system_program::ID,
    }
    .instruction(generated::CreatePoolInstructionArgs {
        scorer: *scorer,
        successor: f.successor,
        contributions_cap: terms.contributions_cap,
        grants_cap: terms.grants_cap,
        treasury_cap: terms.treasury_cap,
        bond: terms.bond,
        dividend_min_shares: terms.dividend_min_shares,
        windows_from: terms.windows_from,
        snapshot_genesis: terms.snapshot_genesis,
        founder_until: terms.founder_until,
        snapshot_epoch_seconds: terms.snapshot_epoch_seconds,
        window_seconds: terms.window_seconds,
        challenge_seconds: terms.challenge_seconds,
        decay_bps: terms.decay_bps,
        leaf_max_bps: terms.leaf_max_bps,
    })
}

/// `set_scorer`.
pub fn set_scorer(f: &Founded, authority: &Pubkey, scorer: &Pubkey) -> Instruction {
    generated::SetScorer { authority: *authority, pool: f.pool }
        .instruction(generated::SetScorerInstructionArgs { scorer: *scorer })
}

/// `hand_over` to the successor, signed by both where asked.
pub fn hand_over(f: &Founded, authority: &Pubkey, is_signed: bool) -> Instruction {
    let mut ix =
        generated::HandOver { authority: *authority, successor: f.successor, pool: f.pool }.instruction();
    ix.accounts.iter_mut().take(2).for_each(|meta| meta.is_signer = is_signed);
    ix
}

/// `open_position`.
pub fn open_position(f: &Founded, payer: &Pubkey, holder: &Pubkey) -> Instruction {
    generated::OpenPosition {
        payer: *payer,
        pool: f.pool,
        holder: *holder,
        position: f.position(holder),
        system_program: system_program::ID,
    }
    .instruction()
}

/// `close_position`.
pub fn close_position(f: &Founded, holder: &Holder, payer: &Pubkey) -> Instruction {
    generated::ClosePosition {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        payer: *payer,
    }
    .instruction()
}

/// `deposit` by `owner` out of `source`, into the holder's position.
pub fn deposit(f: &Founded, owner: &Pubkey, source: &Pubkey, holder: &Holder, amount: u64) -> Instruction {
    generated::Deposit {
        owner: *owner,
        pool: f.pool,
        position: f.position(&holder.address),
        delegate: f.delegate(holder),
        source: *source,
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
    }
    .instruction(generated::DepositInstructionArgs { amount })
}

/// `request_withdrawal`.
pub fn request_withdrawal(f: &Founded, holder: &Holder, amount: u64) -> Instruction {
    generated::RequestWithdrawal {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        delegate: f.delegate(holder),
    }
    .instruction(generated::RequestWithdrawalInstructionArgs { amount })
}

/// `cancel_withdrawal`.
pub fn cancel_withdrawal(f: &Founded, holder: &Holder) -> Instruction {
    generated::CancelWithdrawal {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        delegate: f.delegate(holder),
    }
    .instruction()
}

/// `withdraw`.
pub fn withdraw(f: &Founded, holder: &Holder, destination: &Pubkey) -> Instruction {
    generated::Withdraw {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        destination: *destination,
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
    }
    .instruction()
}

/// `delegate` to the holder `to`.
pub fn delegate(f: &Founded, holder: &Holder, to: &Pubkey) -> Instruction {
    generated::Delegate {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        new_delegate: f.position(to),
        former_delegate: f.delegate(holder),
    }
    .instruction()
}

/// `undelegate`.
pub fn undelegate(f: &Founded, holder: &Holder, from: &Pubkey) -> Instruction {
    generated::Undelegate {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        former_delegate: f.position(from),
    }
    .instruction()
}

/// `create_grant`, its rent paid by the authority.
pub fn create_grant(
    f: &Founded,
    authority: &Pubkey,
    holder: &Pubkey,
    id: u32,
    plan: &GrantPlan,
) -> Instruction {
    generated::CreateGrant {
        payer: *authority,
        authority: *authority,
        pool: f.pool,
        mint: f.mint,
        vault: f.vault,
        grant: f.grant(holder, id),
        token_program: f.token_program,
        system_program: system_program::ID,
    }
    .instruction(generated::CreateGrantInstructionArgs {
        holder: *holder,
        id,
        total: plan.total,
        start: plan.start,
        cliff: plan.cliff,
        end: plan.end,
        is_revocable: plan.is_revocable,
        is_transferable: plan.is_transferable,
    })
}

/// `release_grant` into the holder's position.
pub fn release_grant(f: &Founded, grant: &Pubkey, holder: &Holder) -> Instruction {
    generated::ReleaseGrant {
        pool: f.pool,
        grant: *grant,
        position: f.position(&holder.address),
        delegate: f.delegate(holder),
    }
    .instruction()
}

/// `revoke_grant`.
pub fn revoke_grant(f: &Founded, authority: &Pubkey, grant: &Pubkey) -> Instruction {
    generated::RevokeGrant {
        authority: *authority,
        pool: f.pool,
        grant: *grant,
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
    }
    .instruction()
}

/// `accelerate_grant`.
pub fn accelerate_grant(f: &Founded, authority: &Pubkey, grant: &Pubkey, end: i64) -> Instruction {
    generated::AccelerateGrant { authority: *authority, pool: f.pool, grant: *grant }
        .instruction(generated::AccelerateGrantInstructionArgs { end })
}

/// `transfer_grant`.
pub fn transfer_grant(holder: &Holder, grant: &Pubkey, to: &Pubkey) -> Instruction {
    generated::TransferGrant { signer: holder.signer, creator: holder.creator(), grant: *grant }
        .instruction(generated::TransferGrantInstructionArgs { holder: *to })
}

/// `cancel_grant_transfer` by the recovery key of a creator.
pub fn cancel_grant_transfer(recovery: &Pubkey, creator: &Pubkey, grant: &Pubkey) -> Instruction {
    generated::CancelGrantTransfer { signer: *recovery, creator: *creator, grant: *grant }.instruction()
}

/// `close_grant`.
pub fn close_grant(grant: &Pubkey, payer: &Pubkey) -> Instruction {
    generated::CloseGrant { grant: *grant, payer: *payer }.instruction()
}

/// `issue_treasury`.
pub fn issue_treasury(f: &Founded, authority: &Pubkey, destination: &Pubkey, amount: u64) -> Instruction {
    generated::IssueTreasury {
        authority: *authority,
        pool: f.pool,
        mint: f.mint,
        destination: *destination,
        token_program: f.token_program,
    }
    .instruction(generated::IssueTreasuryInstructionArgs { amount })
}

/// `deposit_dividend`.
pub fn deposit_dividend(f: &Founded, owner: &Pubkey, source: &Pubkey, amount: u64) -> Instruction {
    generated::DepositDividend {
        owner: *owner,
        pool: f.pool,
        source: *source,
        dividend_mint: f.dividend_mint,
        dividend_vault: f.dividend_vault,
        token_program: f.dividend_token_program,
    }
    .instruction(generated::DepositDividendInstructionArgs { amount })
}

/// `collect_dividend`.
pub fn collect_dividend(f: &Founded, holder: &Holder, destination: &Pubkey) -> Instruction {
    generated::CollectDividend {
        signer: holder.signer,
        creator: holder.creator(),
        pool: f.pool,
        position: f.position(&holder.address),
        destination: *destination,
        dividend_mint: f.dividend_mint,
        dividend_vault: f.dividend_vault,
        token_program: f.dividend_token_program,
    }
    .instruction()
}

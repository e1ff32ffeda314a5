//! What the program tells the world. Times are unix seconds; zeros stand for "none".

use anchor_lang::prelude::*;
use makerstake_common::log::log;

use crate::state::Budget;

/// A platform is founded.
#[event(bytemuck)]
pub struct PlatformCreated {
    pub platform: Address,
    pub pool: Address,
    pub founder: Address,
    pub treasury: Address,
    pub guardian: Address,
    pub guardian_until: i64,
    pub founder_until: i64,
}

/// The pool is handed over to the treasury: from here on the owners decide.
#[event(bytemuck)]
pub struct PlatformHandedOver {
    pub platform: Address,
    pub treasury: Address,
}

/// A track is written, by the founder or by a proposal.
#[event(bytemuck)]
pub struct TrackSet {
    pub platform: Address,
    pub id: u8,
}

/// A holder can vote.
#[event(bytemuck)]
pub struct VoterOpened {
    pub voter: Address,
    pub platform: Address,
    pub holder: Address,
}

/// A voter account is closed.
#[event(bytemuck)]
pub struct VoterClosed {
    pub voter: Address,
}

/// A proposal exists.
#[event(bytemuck)]
pub struct ProposalCreated {
    pub proposal: Address,
    pub proposer: Address,
    pub document_hash: [u8; 32],
    pub payload: [u8; 32],
    pub number: u32,
    pub epoch: u32,
    pub kinds: u32,
    pub track: u32,
}

/// A ballot is cast or changed. `was` is the choice before, 0 for none.
#[event(bytemuck)]
pub struct VoteCast {
    pub proposal: Address,
    pub holder: Address,
    pub shares: u64,
    pub earned: u64,
    pub number: u32,
    pub choice: u8,
    pub was: u8,
    pub is_override: u8,
    pub _pad: u8,
}

/// A proposal's vote is over.
#[event(bytemuck)]
pub struct ProposalDecided {
    pub proposal: Address,
    pub is_passed: u8,
}

/// The proposer withdrew it.
#[event(bytemuck)]
pub struct ProposalCancelled {
    pub proposal: Address,
}

/// The guardian blocked it.
#[event(bytemuck)]
pub struct ProposalBlocked {
    pub proposal: Address,
    pub guardian: Address,
}

/// The guardian stopped a distribution.
#[event(bytemuck)]
pub struct BrakePulled {
    pub platform: Address,
    pub distribution: Address,
    pub guardian: Address,
}

/// One of its actions is executed.
#[event(bytemuck)]
pub struct ActionExecuted {
    pub proposal: Address,
    pub index: u8,
    pub kind: u8,
}

/// A payment was skipped because its recipient refuses it. If it is inline it can be tried again until the grace is over.
#[event(bytemuck)]
pub struct ActionSkipped {
    pub platform: Address,
    pub proposal: Address,
    pub index: u8,
    pub kind: u8,
}

/// A program has new code, after the call of the loader went through.
#[event(bytemuck)]
pub struct ProgramUpgraded {
    pub proposal: Address,
    pub program: Address,
    pub code_hash: [u8; 32],
}

/// A program was called as voted.
#[event(bytemuck)]
pub struct ProgramInvoked {
    pub proposal: Address,
    pub program: Address,
}

/// A proposal is closed. `forfeited` lamports stay in the treasury.
#[event(bytemuck)]
pub struct ProposalClosed {
    pub proposal: Address,
    pub forfeited: u64,
}

/// A rule has a new version.
#[event(bytemuck)]
pub struct RuleSet {
    pub rule: Address,
    pub text_hash: [u8; 32],
    pub previous_hash: [u8; 32],
    pub values: [u64; 8],
    pub set_at: i64,
    pub effective_at: i64,
    pub sunset_at: i64,
    pub units: [u8; 8],
    pub number: u32,
    pub domain: u32,
}

/// A budget is opened, amended or revoked.
#[event(bytemuck)]
pub struct BudgetSet {
    pub budget: Address,
    pub per_day: u64,
    pub cap: u64,
    pub until: i64,
    pub is_revoked: u64,
}

impl BudgetSet {
    /// Logs what a budget is now.
    #[inline(never)]
    pub fn log(address: &Address, budget: &Budget) {
        log(&Self {
            budget: *address,
            per_day: budget.per_day,
            cap: budget.cap,
            until: budget.until,
            is_revoked: u64::from(budget.is_revoked),
        });
    }
}

/// A budget was drawn on: `amount` now, `drawn` in all.
#[event(bytemuck)]
pub struct BudgetDrawn {
    pub budget: Address,
    pub amount: u64,
    pub drawn: u64,
}

/// A budget is closed.
#[event(bytemuck)]
pub struct BudgetClosed {
    pub budget: Address,
    pub drawn: u64,
}

/// A budget's team reported. The report's address is here, its hash in the account too.
#[event]
pub struct BudgetReported {
    pub budget: Address,
    pub hash: [u8; 32],
    pub uri: String,
}

/// Settings of the platform changed.
#[event(bytemuck)]
pub struct PlatformSet {
    pub platform: Address,
    pub constitution_hash: [u8; 32],
    pub guardian: Address,
    pub guardian_until: i64,
}

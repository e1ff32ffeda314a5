//! What the program tells the world: enough to follow every balance, without the accounts that the transaction names.

use anchor_lang::prelude::*;

/// A pool was founded.
#[event(bytemuck)]
pub struct PoolCreated {
    /// The pool.
    pub pool: Address,
    /// Its share mint.
    pub mint: Address,
    /// Its founder.
    pub authority: Address,
    /// Who governs after the founder.
    pub successor: Address,
    /// The wallet that proposes distributions.
    pub scorer: Address,
    /// Until when the founder governs, unix seconds.
    pub founder_until: i64,
}

/// A pool got another scorer.
#[event(bytemuck)]
pub struct ScorerSet {
    /// The pool.
    pub pool: Address,
    /// The wallet that proposes distributions from now on.
    pub scorer: Address,
}

/// A founder handed a pool over, for ever.
#[event(bytemuck)]
pub struct HandedOver {
    /// The pool.
    pub pool: Address,
    /// Its authority from now on.
    pub authority: Address,
}

/// A distribution was proposed.
#[event(bytemuck)]
pub struct DistributionProposed {
    /// The pool.
    pub pool: Address,
    /// The scorer that put up the bond.
    pub proposer: Address,
    /// Its Merkle root; zeros: it has no leaves.
    pub root: [u8; 32],
    /// SHA-256 of the data behind it.
    pub data_hash: [u8; 32],
    /// SHA-256 of the scoring rule.
    pub rule_hash: [u8; 32],
    /// SHA-256 of what the rule was applied to.
    pub inputs_hash: [u8; 32],
    /// What it pays, base units.
    pub allocation: u64,
    /// Most that one leaf may pay, base units.
    pub leaf_max: u64,
    /// What each side puts up, lamports.
    pub bond: u64,
    /// Start of its window, unix seconds.
    pub window_start: i64,
    /// End of its window, unix seconds.
    pub window_end: i64,
    /// When it was proposed, unix seconds.
    pub proposed_at: i64,
    /// Until when it can be challenged, unix seconds.
    pub challenge_until: i64,
    /// Its number.
    pub epoch: u32,
    /// Number of leaves.
    pub leaves: u32,
}

/// Somebody says that a root is wrong.
#[event(bytemuck)]
pub struct DistributionChallenged {
    /// The pool.
    pub pool: Address,
    /// Who says so.
    pub challenger: Address,
    /// SHA-256 of its evidence.
    pub evidence_hash: [u8; 32],
    /// What it put up, lamports.
    pub bond: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// The brake stopped a distribution.
#[event(bytemuck)]
pub struct DistributionContested {
    /// The pool.
    pub pool: Address,
    /// The number of the distribution.
    pub epoch: u64,
}

/// The owners ruled on a distribution.
#[event(bytemuck)]
pub struct DistributionResolved {
    /// The pool.
    pub pool: Address,
    /// The number of the distribution.
    pub epoch: u32,
    /// What becomes of it: 0 as proposed, 1 void.
    pub outcome: u16,
    /// Who was wrong: 0 nobody, 1 the proposer, 2 the challenger.
    pub fault: u16,
}

/// Nobody ruled on a distribution in time: it is void.
#[event(bytemuck)]
pub struct DistributionExpired {
    /// The pool.
    pub pool: Address,
    /// What the challenger lost to the treasury, lamports.
    pub lost: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// A distribution became final: its allocation is in the vault.
#[event(bytemuck)]
pub struct DistributionFinalized {
    /// The pool.
    pub pool: Address,
    /// The final root.
    pub root: [u8; 32],
    /// What it pays, base units.
    pub allocation: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// What nobody claimed of a distribution was burned.
#[event(bytemuck)]
pub struct DistributionSwept {
    /// The pool.
    pub pool: Address,
    /// Shares, base units.
    pub shares: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// Somebody got what it was due of a distribution's bonds.
#[event(bytemuck)]
pub struct BondCollected {
    /// The pool.
    pub pool: Address,
    /// The proposer, the challenger or the treasury.
    pub payee: Address,
    /// How much, lamports.
    pub lamports: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// Shares were claimed.
#[event(bytemuck)]
pub struct Claimed {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Its holder.
    pub holder: Address,
    /// Shares, base units.
    pub shares: u64,
    /// The number of the distribution.
    pub epoch: u64,
}

/// A position was opened.
#[event(bytemuck)]
pub struct PositionOpened {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Its holder.
    pub holder: Address,
}

/// A position was closed.
#[event(bytemuck)]
pub struct PositionClosed {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Its holder.
    pub holder: Address,
}

/// Tokens became shares.
#[event(bytemuck)]
pub struct Deposited {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Shares, base units.
    pub shares: u64,
}

/// Shares left a position and cool down.
#[event(bytemuck)]
pub struct WithdrawalRequested {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Shares, base units.
    pub shares: u64,
    /// Those of them that were earned.
    pub earned: u64,
    /// The snapshot epoch from which all that is on its way out can be withdrawn.
    pub epoch: u64,
}

/// Cooled shares left as tokens.
#[event(bytemuck)]
pub struct Withdrawn {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Tokens, base units.
    pub shares: u64,
}

/// Shares on their way out came back into their position.
#[event(bytemuck)]
pub struct WithdrawalCancelled {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Shares, base units.
    pub shares: u64,
    /// Those of them that were earned.
    pub earned: u64,
}

/// A holder changed its delegate.
#[event(bytemuck)]
pub struct Delegated {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// The holder it votes with; zeros: nobody.
    pub delegate: Address,
    /// The snapshot epoch from which that counts.
    pub epoch: u64,
}

/// A grant was made.
#[event(bytemuck)]
pub struct GrantCreated {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// Its holder.
    pub holder: Address,
    /// All its shares, base units.
    pub total: u64,
    /// When vesting starts to count, unix seconds.
    pub start: i64,
    /// Before this nothing is vested, unix seconds.
    pub cliff: i64,
    /// From this on all is vested, unix seconds.
    pub end: i64,
    /// The id in the address.
    pub id: u32,
    /// 1 if the pool's authority may revoke what has not vested.
    pub is_revocable: u16,
    /// 1 if the holder may give it to another.
    pub is_transferable: u16,
}

/// Vested shares went to a position.
#[event(bytemuck)]
pub struct GrantReleased {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// The holder whose position they went to.
    pub holder: Address,
    /// Shares, base units.
    pub shares: u64,
}

/// A grant was cut to what had vested.
#[event(bytemuck)]
pub struct GrantRevoked {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// What went back to the bucket, base units.
    pub returned: u64,
    /// When it was cut, unix seconds.
    pub at: i64,
}

/// A grant vests sooner.
#[event(bytemuck)]
pub struct GrantAccelerated {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// When all is vested, unix seconds.
    pub end: i64,
}

/// A grant is about to change hands.
#[event(bytemuck)]
pub struct GrantTransferred {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// Its holder from `at` on.
    pub holder: Address,
    /// When that takes effect, unix seconds.
    pub at: i64,
}

/// A grant stays with its holder.
#[event(bytemuck)]
pub struct GrantTransferCancelled {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
    /// Its holder.
    pub holder: Address,
}

/// A grant was closed after all its shares were released.
#[event(bytemuck)]
pub struct GrantClosed {
    /// The pool.
    pub pool: Address,
    /// The grant.
    pub grant: Address,
}

/// Tokens were issued to the treasury.
#[event(bytemuck)]
pub struct TreasuryIssued {
    /// The pool.
    pub pool: Address,
    /// The token account that got them.
    pub destination: Address,
    /// Tokens, base units.
    pub amount: u64,
}

/// A dividend was paid in.
#[event(bytemuck)]
pub struct DividendDeposited {
    /// The pool.
    pub pool: Address,
    /// Base units of the dividend mint.
    pub amount: u64,
    /// The shares in positions and to be claimed that it was divided among, base units.
    pub shares: u64,
}

/// A dividend was paid out.
#[event(bytemuck)]
pub struct DividendCollected {
    /// The pool.
    pub pool: Address,
    /// The position.
    pub position: Address,
    /// Base units of the dividend mint.
    pub amount: u64,
}

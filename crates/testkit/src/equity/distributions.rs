//! The instructions of equity about distributions, one function each, on a founded pool.

use makerstake_client::generated::equity::{
    instructions as generated,
    types::{Fault, Outcome, Place},
};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;

use super::{leaf, Founded, Holder, Tree};

/// A tree of claims as a proposal names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    /// Merkle root.
    pub root: [u8; 32],
    /// Hash of the data.
    pub data_hash: [u8; 32],
    /// Number of leaves.
    pub leaves: u32,
    /// What they get together.
    pub total: u64,
}

/// `propose_distribution` of number `epoch`, whose window ends at `window_end`.
pub fn propose(f: &Founded, scorer: &Pubkey, epoch: u32, window_end: i64, tree: &Root) -> Instruction {
    generated::ProposeDistribution {
        scorer: *scorer,
        pool: f.pool,
        distribution: f.distribution(epoch),
        system_program: system_program::ID,
    }
    .instruction(generated::ProposeDistributionInstructionArgs {
        window_end,
        total: tree.total,
        root: tree.root,
        data_hash: tree.data_hash,
        rule_hash: [7; 32],
        inputs_hash: [8; 32],
        leaves: tree.leaves,
    })
}

/// `challenge_distribution`.
pub fn challenge(f: &Founded, challenger: &Pubkey, epoch: u32, evidence_hash: [u8; 32]) -> Instruction {
    generated::ChallengeDistribution {
        challenger: *challenger,
        pool: f.pool,
        distribution: f.distribution(epoch),
        system_program: system_program::ID,
    }
    .instruction(generated::ChallengeDistributionInstructionArgs { evidence_hash })
}

/// `contest_distribution`.
pub fn contest(f: &Founded, successor: &Pubkey, epoch: u32) -> Instruction {
    generated::ContestDistribution {
        successor: *successor,
        pool: f.pool,
        distribution: f.distribution(epoch),
    }
    .instruction()
}

/// `resolve_distribution`.
pub fn resolve(f: &Founded, authority: &Pubkey, epoch: u32, outcome: Outcome, fault: Fault) -> Instruction {
    generated::ResolveDistribution {
        authority: *authority,
        pool: f.pool,
        distribution: f.distribution(epoch),
    }
    .instruction(generated::ResolveDistributionInstructionArgs { outcome, fault })
}

/// `expire_distribution`.
pub fn expire(f: &Founded, epoch: u32) -> Instruction {
    generated::ExpireDistribution { pool: f.pool, distribution: f.distribution(epoch) }.instruction()
}

/// `sweep_distribution`.
pub fn sweep(f: &Founded, epoch: u32) -> Instruction {
    generated::SweepDistribution {
        pool: f.pool,
        distribution: f.distribution(epoch),
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
    }
    .instruction()
}

/// `finalize_distribution`.
pub fn finalize(f: &Founded, epoch: u32) -> Instruction {
    generated::FinalizeDistribution {
        pool: f.pool,
        distribution: f.distribution(epoch),
        mint: f.mint,
        vault: f.vault,
        token_program: f.token_program,
    }
    .instruction()
}

/// `collect_bond` for whoever is due.
pub fn collect_bond(f: &Founded, epoch: u32, payee: &Pubkey) -> Instruction {
    generated::CollectBond { pool: f.pool, distribution: f.distribution(epoch), payee: *payee }.instruction()
}

/// `claim`.
pub fn claim(f: &Founded, holder: &Holder, epoch: u32, amount: u64, proof: Vec<[u8; 32]>) -> Instruction {
    generated::Claim {
        pool: f.pool,
        distribution: f.distribution(epoch),
        position: f.position(&holder.address),
        delegate: f.delegate(holder),
    }
    .instruction(generated::ClaimInstructionArgs { amount, proof })
}

/// What becomes of one leaf of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// It is left out.
    Skip,
    /// Its holder's position gets its shares.
    Claim {
        /// The holder's delegate, where it has one.
        delegate: Option<Pubkey>,
    },
    /// Its holder's position is opened first, unless it is open.
    Open,
}

/// `claim_range` of as many leaves of the tree as there are takes, from leaf `first` on.
pub fn claim_range(
    f: &Founded,
    payer: &Pubkey,
    epoch: u32,
    (tree, first): (&Tree, usize),
    takes: &[Take],
) -> Instruction {
    let mut accounts = Vec::new();
    let mut place = |(offset, take): (usize, &Take)| {
        let Some((holder, amount)) = tree.claims.get(first + offset).copied() else { return Place::Absent };
        let mut add = |holder: &Pubkey| accounts.push(AccountMeta::new(f.position(holder), false));
        match take {
            Take::Skip => return Place::Skipped { hash: leaf(&f.pool, epoch, &holder, amount) },
            Take::Claim { .. } | Take::Open => add(&holder),
        }
        match take {
            Take::Claim { delegate: Some(delegate) } => {
                add(delegate);
                Place::Delegating { amount }
            }
            Take::Open => Place::New { holder, amount },
            _ => Place::Open { amount },
        }
    };
    let places: Vec<Place> = takes.iter().enumerate().map(&mut place).collect();
    let proof = tree.range_proof(first, takes.len());
    let opens = takes.contains(&Take::Open);
    generated::ClaimRange {
        payer: *payer,
        pool: f.pool,
        distribution: f.distribution(epoch),
        system_program: opens.then_some(system_program::ID),
    }
    .instruction_with_remaining_accounts(generated::ClaimRangeInstructionArgs { places, proof }, &accounts)
}

//! What a node asks of a chain, and what it gets.
//!
//! Behind a trait, so that another source of blocks (a stream of a validator's own) can take the place of JSON-RPC.

mod json;
mod rpc;

use async_trait::async_trait;
use solana_pubkey::Pubkey;

pub use rpc::Rpc;

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// The endpoint could not be reached, or asked to slow down: worth asking again.
    #[error("the RPC endpoint does not answer: {0}")]
    Unreachable(String),
    /// The endpoint does not offer this, or has not kept it.
    #[error("the RPC endpoint refuses {method}: {reason}")]
    Refused {
        /// The method that was called.
        method: &'static str,
        /// Its words.
        reason: String,
    },
    /// An answer that makes no sense.
    #[error("the RPC endpoint answered {method} with something else: {reason}")]
    Garbled {
        /// The method that was called.
        method: &'static str,
        /// What is wrong with the answer.
        reason: String,
    },
}

/// How sure an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Voted for by two thirds; rarely taken back.
    Confirmed,
    /// Never taken back.
    Finalized,
}

impl Level {
    /// Its name in JSON-RPC.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Finalized => "finalized",
        }
    }
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its slot.
    pub slot: u64,
    /// The slot of the block before it.
    pub parent_slot: u64,
    /// Its hash.
    pub blockhash: String,
    /// The hash of the block before it.
    pub previous_blockhash: String,
    /// When it was, unix seconds, as the cluster estimates.
    pub time: Option<i64>,
    /// Its transactions, in their order.
    pub transactions: Vec<Transaction>,
}

/// One transaction, as it was executed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transaction {
    /// Its first signature.
    pub signature: String,
    /// Whether it failed; then it changed nothing but fees.
    pub failed: bool,
    /// Every account it names, those of lookup tables included.
    pub keys: Vec<Pubkey>,
    /// Its instructions and what they called, in the order of execution.
    pub calls: Vec<Call>,
    /// What its programs logged.
    pub logs: Vec<String>,
    /// Lamports of each of `keys` before and after.
    pub lamports: Vec<(u64, u64)>,
    /// Token balances that it may have changed.
    pub tokens: Vec<TokenChange>,
}

/// One call of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The program.
    pub program: Pubkey,
    /// The accounts it was given.
    pub accounts: Vec<Pubkey>,
    /// The bytes it was given.
    pub data: Vec<u8>,
    /// Whether another program made it.
    pub is_inner: bool,
}

/// A token account's balance around a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenChange {
    /// The token account.
    pub account: Pubkey,
    /// Whose it is.
    pub owner: Pubkey,
    /// The mint.
    pub mint: Pubkey,
    /// Base units before.
    pub before: u64,
    /// Base units after.
    pub after: u64,
}

/// An account as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The program that owns it.
    pub owner: Pubkey,
    /// Its lamports.
    pub lamports: u64,
    /// Its bytes.
    pub data: Vec<u8>,
}

/// Accounts read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The slot they were read at.
    pub slot: u64,
    /// One for each address asked for, in that order.
    pub accounts: Vec<Option<Raw>>,
}

/// A transaction of an address's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its signature.
    pub signature: String,
    /// Its slot.
    pub slot: u64,
}

/// Bytes that an account must have at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The place.
    pub offset: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A source of what happened.
#[async_trait]
pub trait Chain: Send + Sync {
    /// The hash that the cluster began with.
    async fn genesis(&self) -> Result<String, ChainError>;

    /// The newest slot of this level.
    async fn slot(&self, level: Level) -> Result<u64, ChainError>;

    /// The slots from `from` to `to`, both included, that have a block. At most 500,000 slots apart.
    async fn blocks(&self, from: u64, to: u64, level: Level) -> Result<Vec<u64>, ChainError>;

    /// A block. `None` where the slot has none.
    async fn block(&self, slot: u64, level: Level) -> Result<Option<Block>, ChainError>;

    /// Accounts at the newest finalized slot, which is `min_slot` or later. At most 100.
    async fn accounts(&self, addresses: &[Pubkey], min_slot: u64) -> Result<Read, ChainError>;

    /// Every account of a program that matches. Public endpoints refuse this.
    async fn program_accounts(
        &self,
        program: &Pubkey,
        matching: &[Match],
    ) -> Result<Vec<(Pubkey, Raw)>, ChainError>;

    /// The finalized transactions that name an address, newest first, from before `before` on; at most 1,000.
    async fn history(&self, address: &Pubkey, before: Option<&str>) -> Result<Vec<Past>, ChainError>;

    /// A finalized transaction by its signature, with its slot and time.
    async fn transaction(
        &self,
        signature: &str,
    ) -> Result<Option<(u64, Option<i64>, Transaction)>, ChainError>;
}

//! What happened in blocks, before it is known whose it is.

use crate::chain::{Block, Transaction};
use crate::decode::{self, Decoded};

/// A transaction with its place and its calls of the suite's programs.
#[derive(Clone, Debug)]
pub struct Happened {
    /// The slot.
    pub slot: u64,
    /// Its place in its block.
    pub place: u32,
    /// The block's time, unix seconds; 0 if the cluster does not say.
    pub time: i64,
    /// The transaction.
    pub transaction: Transaction,
    /// Its calls of the suite's programs.
    pub calls: Vec<Decoded>,
}

/// The transactions of blocks, in their order. Failed ones changed nothing that is kept.
pub(super) fn of_blocks(blocks: &[Block]) -> Vec<Happened> {
    blocks.iter().flat_map(of_block).collect()
}

fn of_block(block: &Block) -> impl Iterator<Item = Happened> + '_ {
    block.transactions.iter().enumerate().filter(|(_, transaction)| !transaction.failed).map(
        |(place, transaction)| Happened {
            slot: block.slot,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            time: block.time.unwrap_or_default(),
            calls: decode::decode(transaction),
            transaction: transaction.clone(),
        },
    )
}

//! What a network knows of its past after a restart: which transactions happened, and which blockhashes are spent.
//!
//! Both are needed for a client to send exactly once over a restart. A transaction that landed, was saved, and whose answer
//! was lost with the process must be found by its signature; and one that did not land must never land later, though its
//! sender may have signed another in its place.

use surfpool_core::surfnet::svm::SurfnetSvm;
use surfpool_core::types::SurfnetTransactionStatus;

use crate::ledger::{State, KEPT};
use crate::LocalnetError;

/// By how many blocks and slots a restarted network goes ahead. The embedded engine makes each blockhash from its height, so heights
/// must not come again; a killed network may have been some seconds, at most so many blocks, past what was saved.
pub const AHEAD: u64 = 100_000;

/// The newest transactions, the oldest of them first.
pub fn newest(svm: &SurfnetSvm) -> Result<Vec<SurfnetTransactionStatus>, LocalnetError> {
    let all = svm.transactions.into_iter().map_err(engine)?;
    let mut all: Vec<_> = all.map(|(_, status)| status).filter(|status| slot(status).is_some()).collect();
    all.sort_by_key(slot);
    let older = all.len().saturating_sub(KEPT);
    Ok(all.split_off(older))
}

/// Gives a new engine the past of a saved state, before anybody can ask it.
pub fn restore(svm: &mut SurfnetSvm, saved: State, now: i64) -> Result<(), LocalnetError> {
    svm.latest_epoch_info.absolute_slot = saved.slot.saturating_add(AHEAD);
    svm.updated_at = u64::try_from(now).unwrap_or_default().saturating_mul(1_000);
    svm.chain_tip.index = saved.block_height.saturating_add(AHEAD);
    svm.cached_genesis_hash = saved.genesis.and_then(|hash| hash.parse().ok());
    // Only hashes that nobody has signed yet are recent.
    svm.reconstruct_sysvars();
    svm.confirm_current_block().map_err(engine)?;
    for status in saved.transactions {
        let SurfnetTransactionStatus::Processed(processed) = &status else { continue };
        if let Some(signature) = processed.0.transaction.signatures.first() {
            svm.transactions.store(signature.to_string(), status).map_err(engine)?;
        }
    }
    Ok(())
}

fn slot(status: &SurfnetTransactionStatus) -> Option<u64> {
    match status {
        SurfnetTransactionStatus::Processed(processed) => Some(processed.0.slot),
        SurfnetTransactionStatus::Received => None,
    }
}

fn engine(error: impl std::fmt::Display) -> LocalnetError {
    LocalnetError::Engine(error.to_string())
}

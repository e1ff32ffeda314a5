//! What became of a transaction.

use solana_client::rpc_config::RpcTransactionConfig;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;
use solana_signature::Signature;
use solana_transaction_status_client_types::option_serializer::OptionSerializer;
use solana_transaction_status_client_types::{TransactionConfirmationStatus, UiTransactionEncoding};

use crate::errors::{explain, Explanation};
use crate::sender::{rpc_error, RpcError};

/// A transaction that is on chain, whether it did what it should or failed.
#[derive(Clone, Debug)]
pub struct OnChain {
    /// Its slot.
    pub slot: u64,
    /// Whether it is final.
    pub is_finalized: bool,
    /// Why it failed, if it did.
    pub error: Option<Explanation>,
    /// When, unix seconds; nothing where the node has forgotten all but that it happened. So with what follows.
    pub time: Option<i64>,
    /// What it cost, lamports.
    pub fee: Option<u64>,
    /// Compute units that it used.
    pub units: Option<u64>,
    /// What the programs logged.
    pub logs: Vec<String>,
}

/// A transaction by its signature; nothing if the node does not know it. Two requests.
///
/// # Errors
/// When the node does not answer.
pub fn landed(rpc: &RpcClient, signature: &Signature) -> Result<Option<OnChain>, RpcError> {
    let answer = rpc.get_signature_statuses_with_history(&[*signature]).map_err(rpc_error)?;
    let Some(status) = answer.value.into_iter().next().flatten() else { return Ok(None) };
    let config = RpcTransactionConfig {
        encoding: Some(UiTransactionEncoding::Base64),
        commitment: Some(CommitmentConfig::confirmed()),
        max_supported_transaction_version: Some(0),
    };
    // Nodes forget transactions before they forget that they happened.
    let whole = rpc.get_transaction_with_config(signature, config).ok();
    let meta = whole.as_ref().and_then(|found| found.transaction.meta.as_ref());
    let logs: Vec<String> = meta.and_then(|meta| Option::from(meta.log_messages.clone())).unwrap_or_default();
    let decoded = whole.as_ref().and_then(|found| found.transaction.transaction.decode());
    let programs: Vec<Pubkey> = decoded.map_or_else(Vec::new, |transaction| {
        let (keys, message) = (transaction.message.static_account_keys(), &transaction.message);
        let indices = message.instructions().iter().map(|one| usize::from(one.program_id_index));
        indices.filter_map(|index| keys.get(index).copied()).collect()
    });
    Ok(Some(OnChain {
        slot: status.slot,
        is_finalized: status.confirmation_status == Some(TransactionConfirmationStatus::Finalized),
        error: status.err.as_ref().map(|error| explain(error, &programs, &logs)),
        time: whole.as_ref().and_then(|found| found.block_time),
        fee: meta.map(|meta| meta.fee),
        units: meta.and_then(|meta| match meta.compute_units_consumed {
            OptionSerializer::Some(units) => Some(units),
            _ => None,
        }),
        logs,
    }))
}

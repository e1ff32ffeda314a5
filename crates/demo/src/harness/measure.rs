//! What a transaction did, asked of the node that executed it.

use std::collections::BTreeSet;

use anyhow::Result;
use makerstake_client::sender::Receipt;
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_config::RpcTransactionConfig;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::Pubkey;
use solana_transaction_status_client_types::option_serializer::OptionSerializer;
use solana_transaction_status_client_types::UiTransactionEncoding;

/// A node tells about so many accounts at once.
const AT_ONCE: usize = 100;

/// Which of these addresses are in use.
pub fn existing(rpc: &RpcClient, addresses: &[Pubkey]) -> Result<BTreeSet<Pubkey>> {
    Ok(sizes(rpc, addresses)?.into_iter().map(|(address, _)| address).collect())
}

/// Bytes of those of these addresses that were not in use before.
pub fn created(rpc: &RpcClient, addresses: &[Pubkey], before: &BTreeSet<Pubkey>) -> Result<u64> {
    let sizes = sizes(rpc, addresses)?;
    Ok(sizes.into_iter().filter(|(address, _)| !before.contains(address)).map(|(_, bytes)| bytes).sum())
}

fn sizes(rpc: &RpcClient, addresses: &[Pubkey]) -> Result<Vec<(Pubkey, u64)>> {
    let mut sizes = Vec::new();
    for chunk in addresses.chunks(AT_ONCE) {
        let accounts = rpc.get_multiple_accounts_with_commitment(chunk, CommitmentConfig::confirmed())?.value;
        let known = chunk.iter().zip(accounts).filter_map(|(address, account)| Some((*address, account?)));
        sizes.extend(known.map(|(address, account)| (address, account.data.len() as u64)));
    }
    Ok(sizes)
}

/// The compute units that a transaction used: as it was executed, or as simulation counted them where the node does not say.
pub fn units(rpc: &RpcClient, receipt: &Receipt) -> Result<u64> {
    let config = RpcTransactionConfig {
        encoding: Some(UiTransactionEncoding::Base64),
        commitment: Some(CommitmentConfig::confirmed()),
        max_supported_transaction_version: Some(0),
    };
    let executed = rpc.get_transaction_with_config(&receipt.signature, config).ok().and_then(|answer| {
        match answer.transaction.meta?.compute_units_consumed {
            OptionSerializer::Some(units) => Some(units),
            _ => None,
        }
    });
    Ok(executed.or(receipt.units).unwrap_or_default())
}

//! Accounts as bytes.

use solana_account::Account;
use solana_account_decoder_client_types::{UiAccountEncoding, UiDataSliceConfig};
use solana_client::rpc_config::{RpcAccountInfoConfig, RpcProgramAccountsConfig};
use solana_client::rpc_filter::{Memcmp, RpcFilterType};
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::sender::{rpc_error, RpcError};
use crate::snapshot::time_of_clock;

/// The cluster's time, in seconds since 1970, as programs see it. One request.
///
/// # Errors
/// When the node does not answer, or answers no clock.
pub fn chain_time(rpc: &RpcClient) -> Result<i64, RpcError> {
    let clock = account(rpc, &solana_sdk_ids::sysvar::clock::ID)?;
    clock.as_ref().and_then(time_of_clock).ok_or_else(|| RpcError::Refused("the node has no clock".into()))
}

/// Lamports that keep an account of so many bytes alive. One request.
///
/// # Errors
/// When the node does not answer.
pub fn rent(rpc: &RpcClient, bytes: usize) -> Result<u64, RpcError> {
    rpc.get_minimum_balance_for_rent_exemption(bytes).map_err(rpc_error)
}

/// The genesis hash of the node's cluster. One request.
///
/// # Errors
/// When the node does not answer.
pub fn genesis(rpc: &RpcClient) -> Result<[u8; 32], RpcError> {
    rpc.get_genesis_hash().map(|hash| hash.to_bytes()).map_err(rpc_error)
}

/// The newest slot, at the client's commitment. One request.
///
/// # Errors
/// When the node does not answer.
pub fn slot(rpc: &RpcClient) -> Result<u64, RpcError> {
    rpc.get_slot().map_err(rpc_error)
}

/// When a slot was, in seconds since 1970, as programs saw it. One request; the node answers if it keeps the slot's block.
///
/// # Errors
/// When the node does not answer, or does not know.
pub fn slot_time(rpc: &RpcClient, slot: u64) -> Result<i64, RpcError> {
    rpc.get_block_time(slot).map_err(rpc_error)
}

/// An account, or nothing at an address that is not in use. One request.
///
/// # Errors
/// When the node does not answer.
pub fn account(rpc: &RpcClient, address: &Pubkey) -> Result<Option<Account>, RpcError> {
    Ok(accounts(rpc, std::slice::from_ref(address))?.pop().flatten())
}

/// Accounts in the order of their addresses. One request for each hundred.
///
/// # Errors
/// When the node does not answer.
pub fn accounts(rpc: &RpcClient, addresses: &[Pubkey]) -> Result<Vec<Option<Account>>, RpcError> {
    let mut found = Vec::with_capacity(addresses.len());
    for hundred in addresses.chunks(100) {
        let answer =
            rpc.get_multiple_accounts_with_commitment(hundred, rpc.commitment()).map_err(rpc_error)?;
        found.extend(answer.value.into_iter().map(|account| {
            account.map(|account| Account {
                lamports: account.lamports,
                data: account.data,
                owner: account.owner,
                executable: account.executable,
                rent_epoch: account.rent_epoch,
            })
        }));
    }
    Ok(found)
}

/// The first `length` bytes of accounts, in the order of their addresses; nothing at those that are not in use. One request, so
/// at most a hundred addresses.
///
/// # Errors
/// When the node does not answer.
pub fn heads(rpc: &RpcClient, addresses: &[Pubkey], length: usize) -> Result<Vec<Option<Vec<u8>>>, RpcError> {
    let config = RpcAccountInfoConfig {
        encoding: Some(UiAccountEncoding::Base64),
        data_slice: Some(UiDataSliceConfig { offset: 0, length }),
        commitment: Some(rpc.commitment()),
        min_context_slot: None,
    };
    let answer = rpc.get_multiple_ui_accounts_with_config(addresses, config).map_err(rpc_error)?;
    Ok(answer.value.into_iter().map(|account| account?.data.decode()).collect())
}

/// Every account of a program that has these bytes at these places, with `length` bytes of its data from `offset`.
/// One request; the server looks at every account of the program.
///
/// # Errors
/// When the node does not answer, or does not offer such questions.
pub fn slices(
    rpc: &RpcClient,
    program: &Pubkey,
    matching: &[(usize, &[u8])],
    offset: usize,
    length: usize,
) -> Result<Vec<(Pubkey, Vec<u8>)>, RpcError> {
    let filters = matching
        .iter()
        .map(|(place, bytes)| RpcFilterType::Memcmp(Memcmp::new_raw_bytes(*place, bytes.to_vec())))
        .collect();
    let config = RpcProgramAccountsConfig {
        filters: Some(filters),
        account_config: RpcAccountInfoConfig {
            encoding: Some(UiAccountEncoding::Base64),
            data_slice: Some(UiDataSliceConfig { offset, length }),
            commitment: Some(rpc.commitment()),
            min_context_slot: None,
        },
        ..RpcProgramAccountsConfig::default()
    };
    let found = rpc.get_program_ui_accounts_with_config(program, config).map_err(rpc_error)?;
    found
        .into_iter()
        .map(|(address, account)| match account.data.decode() {
            Some(data) => Ok((address, data)),
            None => Err(RpcError::Refused(format!("the node sent no data for {address}"))),
        })
        .collect()
}

//! What addresses are called by people.

use std::collections::HashMap;

use makerstake_core::handle;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::raw::accounts;
use crate::generated::creators::accounts::{Creator, CREATOR_DISCRIMINATOR};
use crate::programs::Program;
use crate::sender::RpcError;
use crate::snapshot::read;

/// The handles of those addresses that are creators and have one. One request for each hundred.
///
/// # Errors
/// When the node does not answer.
pub fn handles(rpc: &RpcClient, addresses: &[Pubkey]) -> Result<HashMap<Pubkey, String>, RpcError> {
    let found = accounts(rpc, addresses)?;
    let named = addresses.iter().zip(&found).filter_map(|(address, account)| {
        let creator = read(account.as_ref(), Program::Creators, &CREATOR_DISCRIMINATOR, Creator::from_bytes)?;
        Some((*address, handle::text(&creator.handle)?.to_owned()))
    });
    Ok(named.collect())
}

//! Recoveries that are under way.

use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::raw::slices;
use super::works::Keyed;
use crate::generated::creators::accounts::{Creator, CREATOR_DISCRIMINATOR};
use crate::programs::Program;
use crate::sender::RpcError;

/// Where a creator says what change of keys is under way, and what it says of a recovery.
const SUCCESSION_AT: usize = 188;
const RECOVERY: [u8; 1] = [2];

/// Every creator whose authority a recovery is about to replace. One `getProgramAccounts`.
///
/// # Errors
/// When the node does not answer.
pub fn recoveries(rpc: &RpcClient) -> Result<Vec<Keyed<Creator>>, RpcError> {
    let matching: [(usize, &[u8]); 2] = [(0, &CREATOR_DISCRIMINATOR), (SUCCESSION_AT, &RECOVERY)];
    let found: Vec<(Pubkey, Vec<u8>)> = slices(rpc, &Program::Creators.id(), &matching, 0, Creator::LEN)?;
    let decoded = found.into_iter().filter_map(|(address, bytes)| {
        let account = Creator::from_bytes(&bytes).ok()?;
        Some(Keyed { address, account })
    });
    Ok(decoded.collect())
}

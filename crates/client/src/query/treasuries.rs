//! Every platform's treasury.

use std::collections::HashMap;

use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::slices;
use crate::generated::governance::accounts::PLATFORM_DISCRIMINATOR;
use crate::platform::treasury;
use crate::programs::Program;
use crate::sender::RpcError;

/// The platforms of this cluster by their treasuries. One `getProgramAccounts`; an address a platform.
///
/// # Errors
/// When the node does not answer, or does not offer such questions.
pub fn treasuries(rpc: &RpcClient) -> Result<HashMap<Pubkey, Pubkey>, RpcError> {
    let found = slices(rpc, &Program::Governance.id(), &[(0, &PLATFORM_DISCRIMINATOR)], 0, 0)?;
    Ok(found.into_iter().map(|(platform, _)| (treasury(&platform), platform)).collect())
}

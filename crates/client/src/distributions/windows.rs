//! The windows that an epoch is counted by: its own, and the one before, in which works may have been attested as well.

use makerstake_distribution::manifest::Window;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::{distributions, state};
use crate::sender::RpcError;

/// Epochs that are asked about at once.
const AT_ONCE: u32 = 100;

/// The window before one of an epoch: that of the newest distribution before it that was not void; nothing for the first.
/// One request for each hundred void epochs in between.
///
/// # Errors
/// When the node does not answer.
pub fn window_before(rpc: &RpcClient, pool: &Pubkey, epoch: u32) -> Result<Option<Window>, RpcError> {
    let mut end = epoch;
    while end > 0 {
        let start = end.saturating_sub(AT_ONCE);
        let found = distributions(rpc, pool, start..end)?;
        let before = found.into_iter().flatten().rfind(|found| state(found.status) != "void");
        if let Some(found) = before {
            return Ok(Some(Window { start: found.window_start, end: found.window_end }));
        }
        end = start;
    }
    Ok(None)
}

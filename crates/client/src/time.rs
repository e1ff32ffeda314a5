//! The clock of a local network, which can be moved ahead.

use serde_json::json;
use solana_client::rpc_request::RpcRequest;
use solana_rpc_client::rpc_client::RpcClient;

use crate::query::chain_time;
use crate::sender::{rpc_error, RpcError};

/// Moves a local network's clock to a time, in seconds since 1970. Only a Surfpool network does this, and only ahead.
///
/// # Errors
/// When the node is no such network, or the time has passed there.
pub fn travel_to(rpc: &RpcClient, unix_timestamp: i64) -> Result<(), RpcError> {
    let milliseconds = u64::try_from(unix_timestamp)
        .ok()
        .and_then(|seconds| seconds.checked_mul(1_000))
        .ok_or_else(|| RpcError::Refused(format!("{unix_timestamp} is no time to travel to")))?;
    let request = RpcRequest::Custom { method: "surfnet_timeTravel" };
    rpc.send::<serde_json::Value>(request, json!([{ "absoluteTimestamp": milliseconds }]))
        .map(drop)
        .map_err(rpc_error)
}

/// Moves a local network's clock ahead by so many seconds, and returns the time it then shows.
///
/// # Errors
/// As [`travel_to`].
pub fn travel_by(rpc: &RpcClient, seconds: i64) -> Result<i64, RpcError> {
    let now = chain_time(rpc)?;
    travel_to(rpc, now.saturating_add(seconds))?;
    chain_time(rpc)
}

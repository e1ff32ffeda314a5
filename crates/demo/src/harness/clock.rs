//! Time: read from the chain, moved by the local network's own clock. No rule is shortened.

use anyhow::{anyhow, bail, Context as _, Result};
use serde_json::json;
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcRequest;

use super::Harness;
use crate::messages;

impl Harness {
    /// The time as programs see it, unix seconds.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn now(&self) -> Result<i64> {
        chain_time(self.rpc())
    }

    /// Moves time on to `time`, unix seconds, and says so. Does nothing when it has come already.
    ///
    /// # Errors
    /// When the network does not follow.
    pub fn travel_to(&self, time: i64, why: &str) -> Result<()> {
        let before = self.now()?;
        let time = time + self.replay_log.late();
        if time <= before {
            return Ok(());
        }
        // Noted first: a network that is away before it is seen there is moved again like one that lost it later.
        self.replay_log.note_time(time);
        travel(self.rpc(), time)?;
        let after = self.now()?;
        messages::note(&format!("... {} pass: {why}", messages::span(after - before)));
        Ok(())
    }
}

/// The time as programs see it, unix seconds.
pub fn chain_time(rpc: &RpcClient) -> Result<i64> {
    makerstake_client::query::chain_time(rpc).map_err(|rpc_error| anyhow!("{rpc_error}"))
}

/// Moves a local network's time on to `time`; nothing happens when it has come already.
pub fn travel(rpc: &RpcClient, time: i64) -> Result<()> {
    if time <= chain_time(rpc)? {
        return Ok(());
    }
    let method = "surfnet_timeTravel";
    // Whole seconds, a little past the full one, so that rounding cannot fall short.
    let target = json!([{ "absoluteTimestamp": time.saturating_mul(1_000).saturating_add(500) }]);
    let moved = rpc.send::<serde_json::Value>(RpcRequest::Custom { method }, target);
    // What the clock shows counts: the answer may be lost, and what is asked twice is refused.
    let after = chain_time(rpc)?;
    if after < time {
        moved.context("the local network does not move its clock")?;
        bail!("the clock reads {after} after moving it to {time}");
    }
    Ok(())
}

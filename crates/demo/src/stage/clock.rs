//! Time: read from the chain, moved by the local network's own clock. No rule is shortened.

use anyhow::{anyhow, bail, Context as _, Result};
use serde_json::json;
use solana_client::rpc_request::RpcRequest;

use super::Stage;
use crate::words;

impl Stage {
    /// The time as programs see it, unix seconds.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn now(&self) -> Result<i64> {
        makerstake_sdk::query::chain_time(self.rpc()).map_err(|trouble| anyhow!("{trouble}"))
    }

    /// Moves time on to `time`, unix seconds, and says so. Does nothing when it has come already.
    ///
    /// # Errors
    /// When the network does not follow.
    pub fn travel_to(&self, time: i64, why: &str) -> Result<()> {
        let before = self.now()?;
        if time <= before {
            return Ok(());
        }
        let method = "surfnet_timeTravel";
        // Whole seconds, a little past the full one, so that rounding cannot fall short.
        let target = json!([{ "absoluteTimestamp": time.saturating_mul(1_000).saturating_add(500) }]);
        self.rpc()
            .send::<serde_json::Value>(RpcRequest::Custom { method }, target)
            .context("the local network does not move its clock")?;
        let after = self.now()?;
        if after < time {
            bail!("the clock reads {after} after moving it to {time}");
        }
        words::note(&format!("... {} pass: {why}", words::span(after - before)));
        Ok(())
    }
}

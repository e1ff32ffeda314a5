//! A transport that waits for a network that is away, and answers nobody before what it lost was done again.

use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use serde_json::Value;
use solana_client::rpc_request::RpcRequest;
use solana_client::rpc_sender::{RpcSender, RpcTransportStats};
use solana_rpc_client::http_sender::HttpSender;
use solana_rpc_client_api::client_error::{Error, ErrorKind, Result};

use super::replay_log::{ReplayLog, AWAY};

/// The transport.
pub struct RetryingSender {
    inner: HttpSender,
    replay_log: Arc<ReplayLog>,
}

impl RetryingSender {
    /// A transport to `url`, whose requests wait so long for an answer each.
    pub fn new(url: &str, timeout: Duration, replay_log: Arc<ReplayLog>) -> Self {
        Self { inner: HttpSender::new_with_timeout(url, timeout), replay_log }
    }
}

#[async_trait]
impl RpcSender for RetryingSender {
    async fn send(&self, request: RpcRequest, params: Value) -> Result<Value> {
        let deadline = Instant::now() + AWAY;
        loop {
            if self.replay_log.is_doubtful() {
                // In a thread of its own: a blocking client must not run inside the runtime of another.
                let replayed =
                    std::thread::scope(|scope| scope.spawn(|| self.replay_log.replay_if_doubtful()).join());
                match replayed {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => return Err(ErrorKind::Custom(format!("{error:#}")).into()),
                    Err(_) => return Err(ErrorKind::Custom("the thread that heals panicked".into()).into()),
                }
            }
            match self.inner.send(request, params.clone()).await {
                Err(error) if is_away(&error) && Instant::now() < deadline => {
                    self.replay_log.lost_sight();
                    std::thread::sleep(Duration::from_millis(100));
                }
                answer => {
                    self.replay_log.heard();
                    return answer;
                }
            }
        }
    }

    fn get_transport_stats(&self) -> RpcTransportStats {
        self.inner.get_transport_stats()
    }

    fn url(&self) -> String {
        self.inner.url()
    }
}

/// Whether nobody answered: the connection was refused, cut or silent.
fn is_away(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Reqwest(_) | ErrorKind::Io(_) | ErrorKind::Middleware(_))
}

//! Sends messages until they arrive.

use std::net::SocketAddr;
use std::time::Duration;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use futures_util::future::join_all;
use hmac::{Hmac, Mac as _};
use reqwest::{redirect, Url};
use sha2::Sha256;

use super::{is_public, Hook, Hooks};
use crate::documents::now;
use crate::store::{Message, Store, StoreError};

/// How long a receiver may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How often a message is tried before it is given up: over two days.
const ATTEMPTS: i64 = 16;
/// How long it waits after the first failure, in seconds; twice as long after each.
const FIRST_WAIT: i64 = 10;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 6 * 60 * 60;
/// How many messages of all receivers are taken at a time.
const SOME: u32 = 200;

/// Sends what is due.
#[derive(Clone, Debug)]
pub struct Teller {
    store: Store,
    hooks: Hooks,
}

impl Teller {
    /// A teller; nothing is sent yet.
    pub const fn new(store: Store, hooks: Hooks) -> Self {
        Self { store, hooks }
    }

    /// Sends until the future is dropped.
    pub async fn run(&self) {
        loop {
            match self.round().await {
                Ok(0) => tokio::time::sleep(Duration::from_secs(2)).await,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "messages wait");
                    tokio::time::sleep(Duration::from_secs(10)).await;
                }
            }
        }
    }

    /// Sends what is due now; says how many messages were tried. One receiver that stalls holds up nobody else.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round(&self) -> Result<usize, StoreError> {
        let due = self.store.due(now(), SOME).await?;
        let of_hooks = self.hooks.all().iter().map(|hook| async {
            for message in due.iter().filter(|message| message.hook == hook.name) {
                // A receiver that fails once will fail again now.
                if !self.tell(hook, message).await? {
                    break;
                }
            }
            Ok::<(), StoreError>(())
        });
        join_all(of_hooks).await.into_iter().collect::<Result<(), _>>()?;
        // Those of receivers that are configured no more.
        for message in
            due.iter().filter(|message| !self.hooks.all().iter().any(|hook| hook.name == message.hook))
        {
            self.store.failed(&message.id, "the receiver is configured no more", None).await?;
        }
        Ok(due.len())
    }

    /// Sends one message; says whether it arrived.
    async fn tell(&self, hook: &Hook, message: &Message) -> Result<bool, StoreError> {
        match send(hook, message).await {
            Ok(()) => {
                metrics::counter!("node_webhooks_total", "hook" => hook.name.clone(), "result" => "delivered").increment(1);
                self.store.delivered(&message.id).await?;
                Ok(true)
            }
            Err(error) => {
                metrics::counter!("node_webhooks_total", "hook" => hook.name.clone(), "result" => "failed")
                    .increment(1);
                tracing::info!(hook = hook.name, id = message.id, error, "a message did not arrive");
                let tries = message.attempts + 1;
                let wait = FIRST_WAIT.saturating_mul(1 << message.attempts.clamp(0, 20)).min(LONGEST_WAIT);
                let again = (tries < ATTEMPTS).then(|| now() + wait);
                self.store.failed(&message.id, &error, again).await?;
                Ok(false)
            }
        }
    }
}

/// Sends to the address that was checked, and believes a 2xx alone.
async fn send(hook: &Hook, message: &Message) -> Result<(), String> {
    let url = Url::parse(&hook.url).map_err(|error| error.to_string())?;
    if url.scheme() != "https" && !hook.internal {
        return Err("the receiver's address is not https".into());
    }
    let host = url.host_str().ok_or("the receiver's address has no host")?.to_string();
    let port = url.port_or_known_default().unwrap_or(443);
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let found = tokio::net::lookup_host((name, port)).await.map_err(|error| error.to_string())?;
    let found: Vec<SocketAddr> = found.collect();
    // All of them: whoever answers for the name must not choose between inside and outside later.
    if !hook.internal && !found.iter().all(|address| is_public(address.ip())) {
        return Err("the receiver is inside this network".into());
    }
    let checked = *found.first().ok_or("the receiver's name leads nowhere")?;
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .timeout(TIMEOUT)
        .resolve(&host, checked)
        .build()
        .map_err(|error| error.to_string())?;
    let (body, time) = (message.body.to_string(), now());
    let response = http
        .post(url)
        .header("content-type", "application/json")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", time.to_string())
        .header("webhook-signature", signature(&hook.secret, &message.id, time, &body))
        .body(body)
        .send()
        .await
        .map_err(|error| error.without_url().to_string())?;
    let status = response.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(format!("the receiver answered {status}"))
    }
}

/// As Standard Webhooks says: HMAC-SHA256 over name, time and body.
fn signature(secret: &str, id: &str, time: i64, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{id}.{time}.{body}").as_bytes());
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

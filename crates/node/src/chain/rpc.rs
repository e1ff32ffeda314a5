//! A chain behind JSON-RPC.

use std::time::Duration;

use async_trait::async_trait;
use serde_json::{json, Value};
use solana_pubkey::Pubkey;

use super::{json, Block, Chain, ChainError, Level, Match, Past, Raw, Read, Transaction};

/// How long one answer may take: a full block of a busy cluster is megabytes.
const TIMEOUT: Duration = Duration::from_secs(60);
/// How often an endpoint that asks to slow down, or fails, is asked again before the caller hears of it.
const ATTEMPTS: u32 = 5;

/// An endpoint.
#[derive(Clone, Debug)]
pub struct Rpc {
    url: String,
    http: reqwest::Client,
}

impl Rpc {
    /// An endpoint at an address; nothing is asked yet.
    ///
    /// # Errors
    /// When this machine cannot make secure connections.
    pub fn new(url: impl Into<String>) -> Result<Self, ChainError> {
        let http = reqwest::Client::builder()
            .timeout(TIMEOUT)
            .connect_timeout(Duration::from_secs(10))
            .build()
            .map_err(|error| ChainError::Unreachable(error.to_string()))?;
        Ok(Self { url: url.into(), http })
    }

    /// Sends a signed transaction, in base64, and returns its signature.
    ///
    /// # Errors
    /// When the endpoint refuses it: its simulation failed.
    pub async fn send(&self, transaction: &str) -> Result<String, ChainError> {
        const METHOD: &str = "sendTransaction";
        let options = json!({ "encoding": "base64", "preflightCommitment": "confirmed" });
        let answer = self.ask(METHOD, json!([transaction, options])).await?;
        json::text(&answer).map_err(garbled(METHOD))
    }

    /// Asks, and asks again where that may help, waiting twice as long each time.
    async fn ask(&self, method: &'static str, params: Value) -> Result<Value, ChainError> {
        let mut wait = Duration::from_millis(250);
        let mut attempt = 1;
        loop {
            match self.ask_once(method, &params).await {
                Err(ChainError::Unreachable(_)) if attempt < ATTEMPTS => {
                    metrics::counter!("node_rpc_retries_total", "method" => method).increment(1);
                    tokio::time::sleep(wait).await;
                    wait = wait.saturating_mul(2);
                    attempt += 1;
                }
                answer => return answer,
            }
        }
    }

    async fn ask_once(&self, method: &'static str, params: &Value) -> Result<Value, ChainError> {
        metrics::counter!("node_rpc_requests_total", "method" => method).increment(1);
        let question = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
        // The address may hold a key: it is left out of every message.
        let lost = |error: reqwest::Error| ChainError::Unreachable(error.without_url().to_string());
        let response = self.http.post(&self.url).json(&question).send().await.map_err(lost)?;
        let status = response.status();
        if status.is_server_error() || status.as_u16() == 429 {
            return Err(ChainError::Unreachable(format!("HTTP {status}")));
        }
        if status.is_client_error() {
            return Err(ChainError::Refused { method, reason: format!("HTTP {status}") });
        }
        let mut answer: Value = response.json().await.map_err(lost)?;
        if let Some(error) = answer.get("error").filter(|error| !error.is_null()) {
            let reason =
                error.get("message").and_then(Value::as_str).unwrap_or("no reason given").to_string();
            // -32005: behind; -32016: the context slot is not reached; 429 inside the answer: too many requests.
            return Err(match error.get("code").and_then(Value::as_i64) {
                Some(-32_005 | -32_016 | 429) => ChainError::Unreachable(reason),
                _ => ChainError::Refused { method, reason },
            });
        }
        match answer.get_mut("result") {
            Some(result) => Ok(result.take()),
            None => Err(ChainError::Garbled { method, reason: "neither result nor error".into() }),
        }
    }
}

/// The options of questions about blocks and transactions.
fn whole(level: Level) -> Value {
    json!({
        "encoding": "json",
        "transactionDetails": "full",
        "rewards": false,
        "commitment": level.name(),
        "maxSupportedTransactionVersion": 0,
    })
}

fn garbled(method: &'static str) -> impl Fn(json::Missing) -> ChainError {
    move |missing| ChainError::Garbled { method, reason: missing.to_string() }
}

#[async_trait]
impl Chain for Rpc {
    async fn genesis(&self) -> Result<String, ChainError> {
        let answer = self.ask("getGenesisHash", json!([])).await?;
        json::text(&answer).map_err(garbled("getGenesisHash"))
    }

    async fn slot(&self, level: Level) -> Result<u64, ChainError> {
        let answer = self.ask("getSlot", json!([{ "commitment": level.name() }])).await?;
        json::number(&answer).map_err(garbled("getSlot"))
    }

    async fn blocks(&self, from: u64, to: u64, level: Level) -> Result<Vec<u64>, ChainError> {
        let answer = self.ask("getBlocks", json!([from, to, { "commitment": level.name() }])).await?;
        let slots: Result<Vec<u64>, _> =
            json::list(&answer).map_err(garbled("getBlocks"))?.iter().map(json::number).collect();
        slots.map_err(garbled("getBlocks"))
    }

    async fn block(&self, slot: u64, level: Level) -> Result<Option<Block>, ChainError> {
        match self.ask("getBlock", json!([slot, whole(level)])).await {
            Ok(Value::Null) => Ok(None),
            Ok(answer) => json::block(slot, &answer).map(Some).map_err(garbled("getBlock")),
            Err(ChainError::Refused { reason, .. }) if reason.contains("was skipped") => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn accounts(&self, addresses: &[Pubkey], min_slot: u64) -> Result<Read, ChainError> {
        const METHOD: &str = "getMultipleAccounts";
        let names: Vec<String> = addresses.iter().map(ToString::to_string).collect();
        let options = json!({
            "encoding": "base64",
            "commitment": Level::Finalized.name(),
            "minContextSlot": min_slot,
        });
        let answer = self.ask(METHOD, json!([names, options])).await?;
        let read = json::accounts(&answer).map_err(garbled(METHOD))?;
        if read.accounts.len() != addresses.len() {
            return Err(ChainError::Garbled { method: METHOD, reason: "not as many as asked for".into() });
        }
        if read.slot < min_slot {
            return Err(ChainError::Unreachable(format!("it is at slot {}, behind {min_slot}", read.slot)));
        }
        Ok(read)
    }

    async fn program_accounts(
        &self,
        program: &Pubkey,
        matching: &[Match],
    ) -> Result<Vec<(Pubkey, Raw)>, ChainError> {
        const METHOD: &str = "getProgramAccounts";
        let filters: Vec<Value> = matching
            .iter()
            .map(|one| {
                json!({ "memcmp": { "offset": one.offset, "bytes": bs58::encode(&one.bytes).into_string() } })
            })
            .collect();
        let options = json!({
            "encoding": "base64",
            "commitment": Level::Finalized.name(),
            "filters": filters,
        });
        let answer = self.ask(METHOD, json!([program.to_string(), options])).await?;
        json::keyed(&answer).map_err(garbled(METHOD))
    }

    async fn history(&self, address: &Pubkey, before: Option<&str>) -> Result<Vec<Past>, ChainError> {
        const METHOD: &str = "getSignaturesForAddress";
        let mut options = json!({ "commitment": Level::Finalized.name(), "limit": 1_000 });
        if let (Some(before), Value::Object(options)) = (before, &mut options) {
            options.insert("before".into(), before.into());
        }
        let answer = self.ask(METHOD, json!([address.to_string(), options])).await?;
        json::history(&answer).map_err(garbled(METHOD))
    }

    async fn transaction(
        &self,
        signature: &str,
    ) -> Result<Option<(u64, Option<i64>, Transaction)>, ChainError> {
        const METHOD: &str = "getTransaction";
        let answer = self.ask(METHOD, json!([signature, whole(Level::Finalized)])).await?;
        if answer.is_null() {
            return Ok(None);
        }
        json::past(&answer).map(Some).map_err(garbled(METHOD))
    }
}

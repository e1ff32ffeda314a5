//! An endpoint that gives the story's own transactions as linked blocks, with the faults of real endpoints.
//!
//! The embedded network makes up the hashes of its blocks, so its transactions are put into blocks of their own here. Accounts
//! come from the network itself.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Json, Router};
use makerstake_node::idl;
use serde_json::{json, Value};

use crate::network::Network;

/// What goes wrong.
#[derive(Default)]
pub struct Faults {
    /// Every so many answers one is 429, and the next 503.
    pub busy_every: usize,
    /// A block that is left out of lists, the first few times.
    pub hole: AtomicU64,
    /// A block that names another parent, the first few times.
    pub fork: AtomicU64,
    /// How often hole and fork are still shown.
    pub left: AtomicUsize,
    /// How many slots the endpoint hides at first; each question about slots shows some more.
    pub hidden: AtomicU64,
}

/// The endpoint.
pub struct Replay {
    /// Where it answers.
    pub url: String,
    /// Its first and last slot with a block.
    pub slots: (u64, u64),
    /// How many transactions it has.
    pub transactions: usize,
}

struct Inside {
    blocks: BTreeMap<u64, Value>,
    network: String,
    http: reqwest::Client,
    faults: Faults,
    asked: AtomicUsize,
}

async fn ask(http: &reqwest::Client, url: &str, method: &str, params: Value) -> Value {
    let question = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
    let answer: Value = http.post(url).json(&question).send().await.unwrap().json().await.unwrap();
    answer["result"].clone()
}

/// Every transaction of the suite's programs, by slot, the oldest first.
async fn recorded(http: &reqwest::Client, url: &str) -> BTreeMap<u64, Vec<Value>> {
    let mut seen = HashSet::new();
    let mut slots: BTreeMap<u64, Vec<Value>> = BTreeMap::new();
    for program in idl::all() {
        let mut before = Value::Null;
        let mut found = Vec::new();
        loop {
            let mut options = json!({ "limit": 1_000, "commitment": "finalized" });
            if !before.is_null() {
                options["before"] = before;
            }
            let page =
                ask(http, url, "getSignaturesForAddress", json!([program.id.to_string(), options])).await;
            let page = page.as_array().cloned().unwrap_or_default();
            let Some(last) = page.last() else { break };
            before = last["signature"].clone();
            found.extend(page);
        }
        for one in found.into_iter().rev() {
            let signature = one["signature"].as_str().unwrap().to_string();
            if !seen.insert(signature.clone()) {
                continue;
            }
            let options =
                json!({ "encoding": "json", "commitment": "finalized", "maxSupportedTransactionVersion": 0 });
            let transaction = ask(http, url, "getTransaction", json!([signature, options])).await;
            slots.entry(transaction["slot"].as_u64().unwrap()).or_default().push(transaction);
        }
    }
    slots
}

impl Replay {
    /// Records the network's story and answers with it.
    pub async fn start(network: &Network, faults: Faults) -> Self {
        let http = reqwest::Client::new();
        let slots = recorded(&http, &network.url).await;
        let transactions = slots.values().map(Vec::len).sum();
        let mut blocks = BTreeMap::new();
        let mut before = (slots.keys().next().unwrap() - 1, "genesis".to_string());
        for (slot, all) in slots {
            let hash = format!("hash-{slot}");
            let time = all[0]["blockTime"].clone();
            let inside: Vec<Value> = all
                .into_iter()
                .map(|one| json!({ "transaction": one["transaction"], "meta": one["meta"] }))
                .collect();
            let block = json!({
                "parentSlot": before.0,
                "previousBlockhash": before.1,
                "blockhash": hash,
                "blockTime": time,
                "transactions": inside,
            });
            blocks.insert(slot, block);
            before = (slot, hash);
        }
        let ends = (*blocks.keys().next().unwrap(), *blocks.keys().next_back().unwrap());
        let inside =
            Inside { blocks, network: network.url.clone(), http, faults, asked: AtomicUsize::new(0) };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new()
            .route("/", post(answer))
            .layer(axum::extract::DefaultBodyLimit::disable())
            .with_state(Arc::new(inside));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, slots: ends, transactions }
    }
}

impl Inside {
    /// Whether a fault is shown once more.
    fn shows(&self, slot: &AtomicU64, asked: u64) -> bool {
        slot.load(Ordering::SeqCst) == asked
            && self
                .faults
                .left
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1))
                .is_ok()
    }

    fn newest(&self) -> u64 {
        let last = *self.blocks.keys().next_back().unwrap();
        let step = 200_000;
        let hidden = self
            .faults
            .hidden
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |hidden| Some(hidden.saturating_sub(step)));
        last.saturating_sub(hidden.unwrap_or_default())
    }
}

async fn answer(State(inside): State<Arc<Inside>>, Json(question): Json<Value>) -> Response {
    let asked = inside.asked.fetch_add(1, Ordering::SeqCst) + 1;
    let every = inside.faults.busy_every;
    if every > 0 && asked % every == 0 {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    if every > 0 && asked % every == 1 && asked > 1 {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let params = &question["params"];
    let result = match question["method"].as_str().unwrap() {
        "getSlot" => json!(inside.newest()),
        "getBlocks" => {
            let range = params[0].as_u64().unwrap()..=params[1].as_u64().unwrap();
            let slots: Vec<u64> = inside.blocks.range(range).map(|(slot, _)| *slot).collect();
            json!(slots
                .into_iter()
                .filter(|slot| !inside.shows(&inside.faults.hole, *slot))
                .collect::<Vec<_>>())
        }
        "getBlock" => {
            let slot = params[0].as_u64().unwrap();
            let mut block = inside.blocks.get(&slot).cloned().unwrap_or_default();
            if inside.shows(&inside.faults.fork, slot) {
                block["previousBlockhash"] = json!("a fork");
            }
            block
        }
        method => ask(&inside.http, &inside.network, method, params.clone()).await,
    };
    Json(json!({ "jsonrpc": "2.0", "id": 1, "result": result })).into_response()
}

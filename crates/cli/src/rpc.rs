//! The node of a command: which it is, what it answers, whether it belongs to the cluster that is meant, and the way to send.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use makerstake_client::fault::Fault;
use makerstake_client::query;
use makerstake_client::sender::{Node as _, Policy, Price, RpcError, Sender};
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;

use crate::args::Global;
use crate::cluster::{Expected, Genesis};
use crate::failure::Failure;
use crate::settings::{host_of, is_loopback};

/// How long one request to a node may take.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait before a question is repeated.
const ASK_AGAIN: Duration = Duration::from_millis(500);

/// A node, with others that confirm what it says.
pub struct Rpc {
    client: RpcClient,
    url: String,
    secondary_nodes: Vec<RpcClient>,
    expected: RefCell<Vec<Expected>>,
    price: Price,
}

impl Rpc {
    /// The node at this address; nothing is connected yet.
    pub fn new(url: &str, global: &Global) -> Self {
        if is_loopback(url) {
            // What is on this machine is not behind the proxy that the environment names for the internet.
            for name in ["NO_PROXY", "no_proxy"] {
                let others = std::env::var(name).unwrap_or_default();
                std::env::set_var(name, format!("127.0.0.1,localhost,::1,{others}"));
            }
        }
        let client = |url: &str| {
            RpcClient::new_with_timeout_and_commitment(url, REQUEST_TIMEOUT, CommitmentConfig::confirmed())
        };
        let by_flag = global.cluster.map(Expected::by_flag);
        Self {
            client: client(url),
            secondary_nodes: global.confirm_with.iter().map(|url| client(url)).collect(),
            expected: RefCell::new(by_flag.into_iter().chain(Expected::by_address(url)).collect()),
            url: url.to_owned(),
            price: global.with_compute_unit_price,
        }
    }

    /// The client.
    pub fn client(&self) -> &RpcClient {
        &self.client
    }

    /// The node by its host alone: what else is in an address may be a key.
    pub fn host(&self) -> String {
        host_of(&self.url)
    }

    /// What is paid for priority.
    pub fn price(&self) -> Price {
        self.price
    }

    /// A sender with this command line's policy. There is none for the wrong cluster: this is the only way to write.
    pub fn sender(&self) -> Result<Sender<'_, RpcClient>, Failure> {
        self.sender_at(None)
    }

    /// The same for many transactions, at most so many a second.
    pub fn sender_at(&self, rate: Option<f64>) -> Result<Sender<'_, RpcClient>, Failure> {
        self.check_cluster()?;
        let policy = Policy { price: self.price, rate, ..Policy::default() };
        Ok(Sender::new(&self.client, policy).with_secondary_nodes(self.secondary_nodes.iter().collect()))
    }

    /// From here on, the node must belong to this cluster.
    pub fn expect(&self, expected: Expected) -> Result<(), Failure> {
        self.expected.borrow_mut().push(expected);
        self.check_cluster()
    }

    /// Whether the node belongs to the cluster that flag, address and files name. It is asked each time.
    pub fn check_cluster(&self) -> Result<(), Failure> {
        let expected = self.expected.borrow();
        if expected.is_empty() {
            return Ok(());
        }
        let found = self.genesis()?;
        match expected.iter().find(|expected| expected.genesis != found) {
            Some(Expected { genesis, by, remedy }) => {
                Err(Failure::input(format!("{by} the cluster with genesis hash {genesis}"))
                    .value(found)
                    .remedy(*remedy))
            }
            None => Ok(()),
        }
    }

    /// The genesis hash of each node that confirms what this one says, by its host.
    pub fn secondary_genesis(&self) -> Vec<(String, Result<[u8; 32], RpcError>)> {
        let asked = self.secondary_nodes.iter().map(|node| (host_of(&node.url()), query::genesis(node)));
        asked.collect()
    }

    /// The genesis hash of the node's cluster.
    pub fn genesis(&self) -> Result<Genesis, Failure> {
        let hash = self.ask(query::genesis(&self.client))?;
        Ok(Genesis::new_from_array(hash))
    }

    /// An answer of the node, or a failure that names it.
    pub fn ask<T>(&self, answer: Result<T, RpcError>) -> Result<T, Failure> {
        answer.map_err(|rpc_error| Failure::rpc(&self.host(), &rpc_error))
    }

    /// What the client found, or a failure that names the node where it gave no answer.
    pub fn found<T>(&self, found: Result<T, Fault>) -> Result<T, Failure> {
        found.map_err(|fault| {
            let is_nodes = fault.rpc_error.is_some();
            let failure = Failure::from(fault);
            if is_nodes {
                failure.value(self.host())
            } else {
                failure
            }
        })
    }

    /// An answer, asked for again while the network fails, for as long as a sender would try to reach it: for work that is
    /// too long to be given up over one lost answer.
    pub fn persist<T>(&self, question: impl Fn() -> Result<T, RpcError>) -> Result<T, RpcError> {
        let start = Instant::now();
        loop {
            match question() {
                Err(RpcError::Network(_)) if start.elapsed() < Policy::default().reach => {
                    std::thread::sleep(ASK_AGAIN);
                }
                answer => return answer,
            }
        }
    }

    /// The cluster's time, in seconds since 1970, as programs see it.
    pub fn chain_time(&self) -> Result<i64, Failure> {
        self.ask(query::chain_time(&self.client))
    }

    /// Checks that a node answers, before long work begins.
    pub fn check_node(&self) -> Result<(), Failure> {
        self.ask(self.client.lifetime()).map(drop)
    }
}

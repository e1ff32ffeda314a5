//! What speaks to a node (docs/node.md): brings documents and gets them. What comes back is believed for its hash alone.

use std::io::Read as _;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::prelude::{Engine as _, BASE64_STANDARD};
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::redirect::Policy;
use serde::Deserialize;
use serde_json::Value;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::hash;

/// The most bytes that anybody but a node's operator may bring before the chain names them.
pub const LARGEST_PENDING: usize = 1_024 * 1_024;
/// The most bytes of any document.
const LARGEST: u64 = 64 * 1_024 * 1_024;
/// How long a signature for a document counts, in seconds.
const SIGNED_FOR: u64 = 10 * 60;
/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Why a node gave nothing, or nothing usable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NodeError {
    /// Not an address.
    #[error("not the address of a node: {0}")]
    Address(String),
    /// It cannot be reached.
    #[error("the node at {host} does not answer: {reason}")]
    Unreachable {
        /// Scheme, host and port of its address: the rest may hold a key.
        host: String,
        /// The reason.
        reason: String,
    },
    /// It answered with something else.
    #[error("what answers at {host} is no node: {reason}")]
    NoNode {
        /// Scheme, host and port of its address.
        host: String,
        /// What is wrong with the answer.
        reason: String,
    },
    /// It refused.
    #[error("the node refuses ({status}): {reason}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Its words.
        reason: String,
    },
    /// The key cannot sign for a document.
    #[error("the key cannot sign for the document: {0}")]
    Signer(String),
    /// It gave other bytes than those with the hash that was asked for.
    #[error("the node gave bytes with another hash: do not use this node")]
    Hash,
}

/// Which node it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct About {
    /// The cluster's genesis hash.
    pub genesis: String,
    /// The platform it serves.
    pub platform: String,
}

/// What became of a document that was sent to a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// Its SHA-256, hexadecimal.
    pub hash: String,
    /// Whether it is served from now on; otherwise it waits for the chain to name it.
    pub is_served: bool,
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    url: String,
    host: String,
    http: Client,
}

impl Node {
    /// A node at an address; nothing is asked yet.
    ///
    /// # Errors
    /// When it is no address, or this machine cannot make connections.
    pub fn new(url: &str) -> Result<Self, NodeError> {
        let parsed = reqwest::Url::parse(url).map_err(|error| NodeError::Address(error.to_string()))?;
        let host = parsed.origin().ascii_serialization();
        let url = url.trim_end_matches('/').to_string();
        let http = Client::builder().timeout(TIMEOUT).redirect(Policy::none()).build();
        let http =
            http.map_err(|error| NodeError::Unreachable { host: host.clone(), reason: words(&error) })?;
        Ok(Self { url, host, http })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which node it is.
    ///
    /// # Errors
    /// See [`NodeError`].
    pub fn about(&self) -> Result<About, NodeError> {
        let answer = self.answer(self.http.get(&self.url))?;
        serde_json::from_value(answer).map_err(|error| self.no_node(error))
    }

    /// Up to which slot it knows everything; `None` before its first sync is done.
    ///
    /// # Errors
    /// See [`NodeError`].
    pub fn slot(&self) -> Result<Option<u64>, NodeError> {
        match self.answer(self.http.get(format!("{}/healthz", self.url))) {
            Ok(health) => Ok(health["slot"].as_u64()),
            Err(NodeError::Refused { status: 503, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Brings a document. `by` signs for it, for the platform, where the chain does not name it yet.
    ///
    /// # Errors
    /// See [`NodeError`].
    pub fn put(&self, bytes: &[u8], by: Option<(&dyn Signer, &Pubkey)>) -> Result<Put, NodeError> {
        let hash = hex::encode(hash::of_bytes(bytes));
        let mut request = self.http.put(format!("{}/v1/documents/{hash}", self.url)).body(bytes.to_vec());
        if let Some((signer, platform)) = by {
            request = request.header("authorization", signed(signer, platform, &hash)?);
        }
        let answer = self.answer(request)?;
        Ok(Put { hash, is_served: answer["state"] == "served" })
    }

    /// The bytes of a document; `None` if the node does not have it.
    ///
    /// # Errors
    /// See [`NodeError`].
    pub fn get(&self, hash: &str) -> Result<Option<Vec<u8>>, NodeError> {
        let request = self.http.get(format!("{}/v1/documents/{hash}", self.url));
        let response = request.send().map_err(|error| self.unreachable(&error))?;
        match response.status().as_u16() {
            200 => {}
            404 => return Ok(None),
            status => return Err(refused(status, response.json().ok())),
        }
        let mut bytes = Vec::new();
        response
            .take(LARGEST)
            .read_to_end(&mut bytes)
            .map_err(|error| NodeError::Unreachable { host: self.host.clone(), reason: error.to_string() })?;
        if hex::encode(hash::of_bytes(&bytes)) != hash {
            return Err(NodeError::Hash);
        }
        Ok(Some(bytes))
    }

    fn answer(&self, request: RequestBuilder) -> Result<Value, NodeError> {
        let response = request.send().map_err(|error| self.unreachable(&error))?;
        let status = response.status();
        let body = response.json();
        if !status.is_success() {
            return Err(refused(status.as_u16(), body.ok()));
        }
        body.map_err(|error| self.no_node(words(&error)))
    }

    fn unreachable(&self, error: &reqwest::Error) -> NodeError {
        NodeError::Unreachable { host: self.host.clone(), reason: words(error) }
    }

    fn no_node(&self, reason: impl std::fmt::Display) -> NodeError {
        NodeError::NoNode { host: self.host.clone(), reason: reason.to_string() }
    }
}

fn refused(status: u16, body: Option<Value>) -> NodeError {
    let reason = body.as_ref().and_then(|body| body.get("error")?.as_str());
    NodeError::Refused { status, reason: reason.unwrap_or("no reason given").to_string() }
}

/// The last cause of an error: what the operating system said.
fn words(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

/// The signature of a key for a document, as the header that carries it.
fn signed(signer: &dyn Signer, platform: &Pubkey, hash: &str) -> Result<String, NodeError> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let expires = now + SIGNED_FOR;
    // It cannot be mistaken for a transaction: those begin with small numbers.
    let message = format!("makerstake document\nplatform {platform}\nsha256 {hash}\nexpires {expires}\n");
    let signature =
        signer.try_sign_message(message.as_bytes()).map_err(|error| NodeError::Signer(error.to_string()))?;
    Ok(format!("Makerstake {} {expires} {}", signer.pubkey(), BASE64_STANDARD.encode(signature)))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::net::TcpListener;

    use solana_keypair::Keypair;

    use super::*;

    /// A server that answers once, and gives what it was asked.
    fn answering(status: &'static str, body: &'static str) -> (Node, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let asked = std::thread::spawn(move || {
            let mut reader = BufReader::new(listener.accept().unwrap().0);
            let (mut head, mut length) = (String::new(), 0);
            while !head.ends_with("\r\n\r\n") {
                let start = head.len();
                reader.read_line(&mut head).unwrap();
                let line = head[start..].to_lowercase();
                if let Some(text) = line.strip_prefix("content-length:") {
                    length = text.trim().parse().unwrap();
                }
            }
            reader.read_exact(&mut vec![0; length]).unwrap();
            let answer = format!(
                "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            reader.get_mut().write_all(answer.as_bytes()).unwrap();
            head
        });
        (Node::new(&url).unwrap(), asked)
    }

    #[test]
    fn a_document_is_sent_with_the_signature_of_its_proposer() {
        let (node, asked) = answering("202 Accepted", r#"{"state": "pending"}"#);
        let (key, platform) = (Keypair::new(), Pubkey::new_unique());
        let put = node.put(b"text", Some((&key, &platform))).unwrap();
        let hash = hex::encode(hash::of_bytes(b"text"));
        assert_eq!(put, Put { hash: hash.clone(), is_served: false });
        let head = asked.join().unwrap();
        assert!(head.starts_with(&format!("PUT /v1/documents/{hash} HTTP/1.1")), "{head}");
        let words = head.lines().find_map(|line| line.strip_prefix("authorization: Makerstake ")).unwrap();
        let words: Vec<&str> = words.split(' ').collect();
        assert_eq!(words[0], key.pubkey().to_string());
        let message =
            format!("makerstake document\nplatform {platform}\nsha256 {hash}\nexpires {}\n", words[1]);
        assert_eq!(words[2], BASE64_STANDARD.encode(key.sign_message(message.as_bytes())));
    }

    #[test]
    fn what_a_node_says_instead_is_told() {
        let (node, _) = answering("403 Forbidden", r#"{"error": "somebody else"}"#);
        let refused = NodeError::Refused { status: 403, reason: "somebody else".into() };
        assert_eq!(node.put(b"text", None), Err(refused));
        let (node, _) = answering("200 OK", "<html>");
        assert!(matches!(node.about(), Err(NodeError::NoNode { .. })));
        let (node, _) = answering("503 Service Unavailable", "{}");
        assert_eq!(node.slot(), Ok(None));
        let (node, _) = answering("200 OK", r#"{"slot": 7}"#);
        assert_eq!(node.slot(), Ok(Some(7)));
        let (node, _) = answering("200 OK", "other bytes");
        assert_eq!(node.get(&"ab".repeat(32)), Err(NodeError::Hash));
        let (node, _) = answering("404 Not Found", "{}");
        assert_eq!(node.get(&"ab".repeat(32)), Ok(None));
        let closed = Node::new("http://127.0.0.1:1").unwrap();
        assert!(matches!(closed.about(), Err(NodeError::Unreachable { .. })));
    }
}

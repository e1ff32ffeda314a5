//! What speaks to a node: puts and gets documents. What comes back is believed for its hash alone.

use std::path::Path;
use std::time::Duration;

use ed25519_dalek::{Signer as _, SigningKey};
use reqwest::header::AUTHORIZATION;
use reqwest::{redirect, StatusCode};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use solana_pubkey::Pubkey;

use crate::documents::{message, now, Signed, LARGEST};

/// How long a signature for a document counts, in seconds.
const SIGNED_FOR: i64 = 10 * 60;

/// Why a node gave nothing, or nothing usable.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// It cannot be reached.
    #[error("the node at {url} does not answer: {reason}")]
    Unreachable {
        /// Its address.
        url: String,
        /// The reason.
        reason: String,
    },
    /// It refused.
    #[error("the node refuses ({status}): {reason}")]
    Refused {
        /// The status.
        status: u16,
        /// Its words.
        reason: String,
    },
    /// It gave other bytes than those with the hash that was asked for.
    #[error("the node gave bytes with another hash: do not use this node")]
    Hash,
    /// It gave more bytes than a document has.
    #[error("the node gave more than a document's {LARGEST} bytes")]
    Large,
    /// A file of a key.
    #[error("{0}")]
    Key(String),
}

/// A node.
#[derive(Clone, Debug)]
pub struct Client {
    url: String,
    http: reqwest::Client,
}

impl Client {
    /// A node at an address.
    ///
    /// # Errors
    /// When this machine cannot make connections.
    pub fn new(url: &str) -> Result<Self, ClientError> {
        let url = url.trim_end_matches('/').to_string();
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(60))
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|error| ClientError::Unreachable { url: url.clone(), reason: error.to_string() })?;
        Ok(Self { url, http })
    }

    /// Brings a document, signed if there is a key; says what became of it: `served` or `pending`.
    ///
    /// # Errors
    /// See [`ClientError`].
    pub async fn put(
        &self,
        bytes: Vec<u8>,
        key: Option<&SigningKey>,
    ) -> Result<(String, String), ClientError> {
        let hash = hex::encode(Sha256::digest(&bytes));
        let mut request = self.http.put(format!("{}/v1/documents/{hash}", self.url)).body(bytes);
        if let Some(key) = key {
            let about = self.json("/").await?;
            let platform = about.get("platform").and_then(Value::as_str).unwrap_or_default();
            let expires = now() + SIGNED_FOR;
            let signer = Pubkey::new_from_array(key.verifying_key().to_bytes()).to_string();
            let signature = key.sign(message(platform, &hash, expires).as_bytes()).to_bytes();
            request = request.header(AUTHORIZATION, Signed::new(signer, expires, signature).header());
        }
        let response = request.send().await.map_err(|error| self.lost(&error))?;
        let status = response.status();
        let answer: Value = response.json().await.unwrap_or_default();
        if !status.is_success() {
            return Err(refused(status, &answer));
        }
        let state = answer.get("state").and_then(Value::as_str).unwrap_or_default();
        Ok((hash, state.to_string()))
    }

    /// The bytes of a document; `None` if the node does not have it.
    ///
    /// # Errors
    /// See [`ClientError`].
    pub async fn get(&self, hash: &str) -> Result<Option<Vec<u8>>, ClientError> {
        let url = format!("{}/v1/documents/{hash}", self.url);
        let mut response = self.http.get(url).send().await.map_err(|error| self.lost(&error))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(None),
            status => return Err(refused(status, &response.json().await.unwrap_or_default())),
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(&error))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > LARGEST {
                return Err(ClientError::Large);
            }
        }
        if hex::encode(Sha256::digest(&bytes)) != hash {
            return Err(ClientError::Hash);
        }
        Ok(Some(bytes))
    }

    /// A page of hashes of a state: `served`, `missing` or `blocked`.
    ///
    /// # Errors
    /// See [`ClientError`].
    pub async fn hashes(&self, state: &str, after: &str) -> Result<Vec<String>, ClientError> {
        let answer = self.json(&format!("/v1/documents?state={state}&limit=200&cursor={after}")).await?;
        let items = answer.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
        Ok(items.iter().filter_map(Value::as_str).map(str::to_string).collect())
    }

    async fn json(&self, path: &str) -> Result<Value, ClientError> {
        let response =
            self.http.get(format!("{}{path}", self.url)).send().await.map_err(|error| self.lost(&error))?;
        let status = response.status();
        let answer: Value = response.json().await.unwrap_or_default();
        if status.is_success() {
            Ok(answer)
        } else {
            Err(refused(status, &answer))
        }
    }

    fn lost(&self, error: &reqwest::Error) -> ClientError {
        ClientError::Unreachable { url: self.url.clone(), reason: error.to_string() }
    }
}

fn refused(status: StatusCode, answer: &Value) -> ClientError {
    let reason = answer.get("error").and_then(Value::as_str).unwrap_or("no reason given").to_string();
    ClientError::Refused { status: status.as_u16(), reason }
}

/// A key from a file as the Solana command line writes it: 64 numbers, the seed first.
///
/// # Errors
/// [`ClientError::Key`].
pub fn key(path: &Path) -> Result<SigningKey, ClientError> {
    let wrong = |what: String| ClientError::Key(format!("{}: {what}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let bytes: Vec<u8> = serde_json::from_str(&text).map_err(|_| wrong("not a keypair file".into()))?;
    let bytes: [u8; 64] = bytes.try_into().map_err(|_| wrong("a keypair has 64 bytes".into()))?;
    SigningKey::from_keypair_bytes(&bytes).map_err(|_| wrong("its two halves do not belong together".into()))
}

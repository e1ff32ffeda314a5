//! The story's documents: every text, title, picture and file whose hash the story puts on chain, so that a node can show it.

use std::path::Path;

use anyhow::{Context as _, Result};
use makerstake_client::{hash, node::Node};
use serde_json::json;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;

use crate::pictures;

/// Texts of rules.
pub const MODERATION: &str = include_str!("../documents/moderation.md");
/// The rule that fails.
pub const WIDER_DATA: &str = include_str!("../documents/wider-data.md");

/// The documents.
#[derive(Debug, Default)]
pub struct Papers {
    /// What anybody may bring once the chain names it. What names others comes before them.
    open: Vec<Vec<u8>>,
    /// Files that a node takes from its operator only: leaves, and what belongs to an epoch.
    files: Vec<Vec<u8>>,
    /// The picture that stands for the platform.
    pub logo: Option<String>,
}

impl Papers {
    /// Keeps a document; gives its hash.
    pub fn add(&mut self, bytes: impl Into<Vec<u8>>) -> [u8; 32] {
        let bytes = bytes.into();
        let hash = hash::of_bytes(&bytes);
        self.open.push(bytes);
        hash
    }

    /// Keeps a file of leaves or of an epoch.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn add_file(&mut self, path: &Path) -> Result<()> {
        self.files.push(std::fs::read(path).with_context(|| path.display().to_string())?);
        Ok(())
    }

    /// Keeps the profile of somebody, with a picture drawn from its address; gives the profile's hash.
    ///
    /// # Errors
    /// When the picture cannot be drawn.
    pub fn add_profile(&mut self, address: &Pubkey, name: &str, about: &str) -> Result<[u8; 32]> {
        let picture = pictures::avatar(&hash::of_bytes(address.as_ref()))?;
        let digest = hex::encode(hash::of_bytes(&picture));
        let profile = json!({ "name": name, "about": about, "picture": format!("sha256:{digest}") });
        let hash = self.add(profile.to_string());
        self.open.push(picture);
        self.logo.get_or_insert(digest);
        Ok(hash)
    }

    /// Brings everything to a node whose operator has this key; says how many documents it serves then.
    ///
    /// # Errors
    /// When the node refuses one, or does not serve it.
    pub fn bring(&self, node: &Node, operator: &Keypair, platform: &Pubkey) -> Result<usize> {
        let open = self.open.iter().map(|bytes| (bytes, None));
        let files = self.files.iter().map(|bytes| (bytes, Some((operator as _, platform))));
        for (bytes, by) in open.chain(files) {
            let put = node
                .put(bytes, by)
                .with_context(|| format!("document {}", hex::encode(hash::of_bytes(bytes))))?;
            anyhow::ensure!(put.is_served, "the chain does not name document {}", put.hash);
        }
        Ok(self.open.len() + self.files.len())
    }
}

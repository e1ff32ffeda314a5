//! `manifest.json`: what an epoch's files are, for which cluster, pool and epoch. Written last, in canonical form
//! (RFC 8785); its SHA-256 is the data hash that goes on chain and pins everything else.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::{
    address::{self, Address},
    error::{Error, Fault, Result},
    leaves::Limits,
    rows::{self, Pinned},
    sha,
    tree::Summary,
    Digest,
};

/// The value of `format`.
pub const FORMAT: &str = "makerstake-distribution";
/// The value of `version`.
pub const VERSION: u32 = 1;

/// The time an epoch pays for, unix seconds; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First second.
    pub start: i64,
    /// First second after it.
    pub end: i64,
}

/// `leaves.csv`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeavesFile {
    /// Rows.
    pub count: u32,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256 of all bytes, hexadecimal.
    pub sha256: String,
}

/// `tree.bin`. It follows from `leaves.csv`, pool and epoch, so the root pins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeFileEntry {
    /// The root, hexadecimal.
    pub root: String,
    /// Siblings in every proof.
    pub depth: u8,
    /// Bytes.
    pub bytes: u64,
}

/// Where the amounts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// From the economy rule: anybody can recompute them.
    Scored,
    /// From a list that somebody made.
    Imported,
}

/// Where the amounts come from, with the two hashes that go on chain. `source.json` holds it until the build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Scored or imported.
    pub kind: Kind,
    /// SHA-256 of the economy rule's canonical form; for an import, of the document that explains the list.
    pub rule_sha256: String,
    /// SHA-256 of the inputs' sorted rows; for an import, of the imported file.
    pub inputs_sha256: String,
}

/// The manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Genesis hash of the cluster, base58.
    pub genesis_hash: String,
    /// Address of the pool, base58.
    pub pool: String,
    /// The distribution's number.
    pub epoch: u32,
    /// What it pays for.
    pub window: Window,
    /// What all leaves add up to, base units, as decimal text: JSON numbers end at 2^53.
    pub allocation: String,
    /// The most that a leaf may hold, base units, as decimal text.
    pub leaf_max: String,
    /// `leaves.csv`.
    pub leaves: LeavesFile,
    /// `tree.bin`.
    pub tree: TreeFileEntry,
    /// Where the amounts come from.
    pub source: Source,
}

/// What a manifest says besides its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Genesis hash of the cluster.
    pub genesis_hash: Address,
    /// The pool.
    pub pool: Address,
    /// The distribution's number.
    pub epoch: u32,
    /// What it pays for.
    pub window: Window,
    /// Allocation and per-leaf maximum, from the chain.
    pub limits: Limits,
    /// Where the amounts come from.
    pub source: Source,
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(terms: &Terms, leaves: &Pinned, tree: &Summary) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            genesis_hash: address::text(&terms.genesis_hash),
            pool: address::text(&terms.pool),
            epoch: terms.epoch,
            window: terms.window,
            allocation: terms.limits.allocation.to_string(),
            leaf_max: terms.limits.leaf_max.to_string(),
            leaves: LeavesFile {
                count: tree.leaves,
                bytes: leaves.bytes,
                sha256: hex::encode(leaves.sha256),
            },
            tree: TreeFileEntry { root: hex::encode(tree.root), depth: tree.depth, bytes: tree.bytes },
            source: terms.source.clone(),
        }
    }

    /// Reads a manifest and the hash of its bytes.
    ///
    /// # Errors
    /// When the file cannot be read, or is not a manifest in its canonical form.
    pub fn read(path: &Path) -> Result<(Self, Digest)> {
        let bytes = fs::read(path).map_err(Error::io(path))?;
        let manifest = Self::parse(&bytes).map_err(|fault| fault.of(path))?;
        Ok((manifest, sha::of_bytes(&bytes)))
    }

    /// Reads a manifest from bytes.
    ///
    /// # Errors
    /// When they are not a manifest in its canonical form.
    pub fn parse(bytes: &[u8]) -> std::result::Result<Self, Fault> {
        let manifest: Self = serde_json::from_slice(bytes)
            .map_err(|error| Fault::new("not a manifest", error, "build the epoch again"))?;
        if manifest.format != FORMAT || manifest.version != VERSION {
            let found = format!("{} {}", manifest.format, manifest.version);
            return Err(Fault::new("unknown format", found, format!("this is {FORMAT} {VERSION}")));
        }
        if manifest.canonical()? != bytes {
            let remedy = "leave the file as it was built: its bytes are what is hashed (RFC 8785)";
            return Err(Fault::new("not in canonical form", bytes.len(), remedy));
        }
        manifest.terms()?;
        manifest.root()?;
        Ok(manifest)
    }

    /// The one spelling that is hashed.
    ///
    /// # Errors
    /// Never for a manifest that was read; serialisation has an error type.
    pub fn canonical(&self) -> std::result::Result<Vec<u8>, Fault> {
        canonical(self)
    }

    /// The terms in their own types.
    ///
    /// # Errors
    /// A field that is not in its one spelling, a window that does not go forward.
    pub fn terms(&self) -> std::result::Result<Terms, Fault> {
        check_window(self.window)?;
        digest(&self.source.rule_sha256, "source.rule_sha256")?;
        digest(&self.source.inputs_sha256, "source.inputs_sha256")?;
        Ok(Terms {
            genesis_hash: address::parse(self.genesis_hash.as_bytes())?,
            pool: address::parse(self.pool.as_bytes())?,
            epoch: self.epoch,
            window: self.window,
            limits: Limits {
                allocation: rows::whole(self.allocation.as_bytes(), "allocation")?,
                leaf_max: rows::whole(self.leaf_max.as_bytes(), "leaf_max")?,
            },
            source: self.source.clone(),
        })
    }

    /// The root of the tree.
    ///
    /// # Errors
    /// When it is not 32 bytes in hexadecimal.
    pub fn root(&self) -> std::result::Result<Digest, Fault> {
        digest(&self.tree.root, "tree.root")
    }
}

impl Source {
    /// The rule hash and the inputs hash.
    ///
    /// # Errors
    /// When one is not 32 bytes in hexadecimal.
    pub fn hashes(&self) -> std::result::Result<(Digest, Digest), Fault> {
        Ok((digest(&self.rule_sha256, "rule_sha256")?, digest(&self.inputs_sha256, "inputs_sha256")?))
    }
}

/// Refuses a window that does not go forward.
pub(crate) fn check_window(window: Window) -> std::result::Result<(), Fault> {
    if window.start < window.end {
        return Ok(());
    }
    let found = format!("{} to {}", window.start, window.end);
    Err(Fault::new("the window does not go forward", found, "give the window's end after its start"))
}

/// RFC 8785 bytes.
pub(crate) fn canonical(value: &impl Serialize) -> std::result::Result<Vec<u8>, Fault> {
    serde_json_canonicalizer::to_vec(value)
        .map_err(|error| Fault::new("cannot be written as canonical JSON", error, "check the values"))
}

/// 32 bytes in lower-case hexadecimal, not all zero.
pub fn digest(text: &str, field: &str) -> std::result::Result<Digest, Fault> {
    let mut digest = [0; 32];
    let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    if lower && hex::decode_to_slice(text, &mut digest).is_ok() && digest != [0; 32] {
        return Ok(digest);
    }
    Err(Fault::new(format!("not a hash: {field}"), text, "64 characters of 0 to 9 and a to f, not all zero"))
}

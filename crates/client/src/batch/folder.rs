//! The folder of a batch and its summary, `batch.json`.

use std::io::Write as _;
use std::path::PathBuf;

use makerstake_distribution::atomic::AtomicFile;
use serde::{Deserialize, Serialize};
use solana_pubkey::Pubkey;

use crate::addresses;
use crate::fault::Fault;

/// The version of the format.
pub const VERSION: u32 = 1;

/// What a batch is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// The version of the format.
    pub version: u32,
    /// The creator that submits it.
    #[serde(with = "base58")]
    pub author: Pubkey,
    /// The root.
    #[serde(with = "hexadecimal")]
    pub root: [u8; 32],
    /// SHA-256 of `leaves.csv`.
    #[serde(with = "hexadecimal")]
    pub data_hash: [u8; 32],
    /// How many leaves.
    pub leaves: u32,
    /// How many siblings a proof has.
    pub depth: u8,
}

/// The folder of a batch.
#[derive(Clone, Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// What each leaf says.
    pub fn leaves(&self) -> PathBuf {
        self.0.join("leaves.csv")
    }

    /// Every level of the tree.
    pub fn tree(&self) -> PathBuf {
        self.0.join("tree.bin")
    }

    /// The summary.
    pub fn summary(&self) -> PathBuf {
        self.0.join("batch.json")
    }

    /// Where promotions are written down.
    pub fn journal(&self) -> PathBuf {
        self.0.join("journal.jsonl")
    }

    /// Reads the summary.
    ///
    /// # Errors
    /// When there is none, or it makes no sense.
    pub fn read(&self) -> Result<Summary, Fault> {
        let path = self.summary();
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Fault::io(&path, &error).remedy("build the batch first: `makerstake batch build`")
        })?;
        let bad = |what: String| Fault::new(what).file(&path).remedy("build the batch again");
        let summary: Summary = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
        if summary.version != VERSION {
            return Err(bad(format!("version {} is not {VERSION}", summary.version)));
        }
        Ok(summary)
    }

    /// Writes the summary, last of all: a folder with one is whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, summary: &Summary) -> Result<(), Fault> {
        let path = self.summary();
        let io = |error: std::io::Error| Fault::io(&path, &error);
        let mut file = AtomicFile::create(&path)?;
        let text = serde_json::to_string_pretty(summary).map_err(std::io::Error::other).map_err(io)?;
        writeln!(file, "{text}").map_err(io)?;
        Ok(file.commit()?)
    }
}

impl Summary {
    /// The batch's address.
    pub fn address(&self) -> Pubkey {
        addresses::batch(&self.author, &self.root)
    }
}

/// An address as base58.
mod base58 {
    use serde::{de::Error as _, Deserialize as _, Deserializer, Serializer};
    use solana_pubkey::Pubkey;

    pub fn serialize<S: Serializer>(address: &Pubkey, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(address)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Pubkey, D::Error> {
        crate::parse::address(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// A hash in hexadecimal.
mod hexadecimal {
    use serde::{de::Error as _, Deserialize as _, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(hash: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex::encode(hash))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        crate::parse::digest(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

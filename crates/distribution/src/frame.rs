//! `terms.json`: which epoch a folder is for, its window and what it may pay, all from the chain. It stands there until the
//! manifest says the same; every command of an epoch reads it, so that none has a window of its own.

use serde::{Deserialize, Serialize};

use crate::{
    address::{self, Address},
    error::Fault,
    leaves::Limits,
    manifest::{check_window, Source, Terms, Window},
    rows,
};

/// Which epoch, its window and what it may pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Genesis hash of the cluster.
    pub genesis_hash: Address,
    /// The pool.
    pub pool: Address,
    /// The distribution's number.
    pub epoch: u32,
    /// What it pays for.
    pub window: Window,
    /// Allocation and per-leaf maximum.
    pub limits: Limits,
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    genesis_hash: String,
    pool: String,
    epoch: u32,
    window: Window,
    allocation: String,
    leaf_max: String,
}

impl Frame {
    /// With where the amounts come from.
    pub fn terms(&self, source: Source) -> Terms {
        let Self { genesis_hash, pool, epoch, window, limits } = *self;
        Terms { genesis_hash, pool, epoch, window, limits, source }
    }

    /// Reads the file's text.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Fault> {
        let text: Text = serde_json::from_slice(text).map_err(|error| {
            Fault::new("not an epoch's terms", error, "delete the file; it is made again")
        })?;
        check_window(text.window)?;
        Ok(Self {
            genesis_hash: address::parse(text.genesis_hash.as_bytes())?,
            pool: address::parse(text.pool.as_bytes())?,
            epoch: text.epoch,
            window: text.window,
            limits: Limits {
                allocation: rows::whole(text.allocation.as_bytes(), "allocation")?,
                leaf_max: rows::whole(text.leaf_max.as_bytes(), "leaf_max")?,
            },
        })
    }

    /// The file's text.
    pub(crate) fn text(&self) -> Result<Vec<u8>, Fault> {
        check_window(self.window)?;
        crate::manifest::canonical(&Text {
            genesis_hash: address::text(&self.genesis_hash),
            pool: address::text(&self.pool),
            epoch: self.epoch,
            window: self.window,
            allocation: self.limits.allocation.to_string(),
            leaf_max: self.limits.leaf_max.to_string(),
        })
    }
}

impl From<&Terms> for Frame {
    fn from(terms: &Terms) -> Self {
        let Terms { genesis_hash, pool, epoch, window, limits, .. } = *terms;
        Self { genesis_hash, pool, epoch, window, limits }
    }
}

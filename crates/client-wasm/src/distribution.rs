//! Recomputing an epoch from its published list, as docs/distribution-format.md has it, while the list streams in.

use makerstake_core::emission;
use makerstake_core::hash::Digest;
use serde::Serialize;
use sha2::Digest as _;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::border::{address, refusal, to_js, Answer, Bytes, Hash};
use crate::hash::Sha2;
use crate::trees::MerkleTree;

const HEADER: &[u8] = b"holder,amount,score,reason";
const MAX_REASON: usize = 64;
/// Longer than any line that is one.
const MAX_LINE: usize = 256;

/// A list as it is read, and what is known of it so far.
#[wasm_bindgen]
pub struct DistributionReader {
    pool: Digest,
    epoch: u32,
    holder: Option<Digest>,
    hash: sha2::Sha256,
    rest: Vec<u8>,
    lines: u32,
    last: Option<Digest>,
    leaves: Vec<Digest>,
    total: u64,
    largest: u64,
    mine: Option<(usize, Row)>,
}

/// One row.
struct Row {
    holder: Digest,
    amount: u64,
    score: u64,
    reason: String,
}

/// What a list turns out to be.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Recomputed {
    root: Hash,
    leaves: u32,
    total: u64,
    largest: u64,
    list_hash: Hash,
    mine: Option<Mine>,
}

/// The holder's own row and proof.
#[derive(Serialize)]
struct Mine {
    amount: u64,
    score: u64,
    reason: String,
    proof: Vec<Bytes>,
}

#[wasm_bindgen]
impl DistributionReader {
    /// Of a pool's epoch; `holder` is whose proof is kept.
    ///
    /// # Errors
    /// What is no address.
    #[wasm_bindgen(constructor)]
    pub fn new(pool: &str, epoch: u32, holder: Option<String>) -> Answer<Self> {
        Ok(Self {
            pool: address(pool)?,
            epoch,
            holder: holder.as_deref().map(address).transpose()?,
            hash: sha2::Sha256::new(),
            rest: Vec::new(),
            lines: 0,
            last: None,
            leaves: Vec::new(),
            total: 0,
            largest: 0,
            mine: None,
        })
    }

    /// Reads on, and gives how many rows there are so far.
    ///
    /// # Errors
    /// The first line that breaks a rule, with its number.
    pub fn push(&mut self, bytes: &[u8]) -> Answer<usize> {
        self.hash.update(bytes);
        let mut lines = bytes.split(|byte| *byte == b'\n');
        let unfinished = lines.next_back().unwrap_or_default();
        for line in lines {
            let mut whole = std::mem::take(&mut self.rest);
            whole.extend_from_slice(line);
            self.take(&whole)?;
        }
        self.rest.extend_from_slice(unfinished);
        if self.rest.len() > MAX_LINE {
            return Err(refusal(format!("line {}: too long", self.lines.saturating_add(1))));
        }
        Ok(self.leaves.len())
    }

    /// What the list is.
    ///
    /// # Errors
    /// A last line that is cut off, and a list without rows.
    pub fn finish(self) -> Answer<JsValue> {
        if !self.rest.is_empty() {
            return Err(refusal("the last line is cut off"));
        }
        if self.leaves.is_empty() {
            return Err(refusal("the list is empty"));
        }
        // The header is a line too.
        let leaves = self.lines.saturating_sub(1);
        let tree = MerkleTree::of(self.leaves)?;
        let mine = self.mine.map(|(at, row)| -> Answer<Mine> {
            let proof = tree.proof(at)?.chunks(32).map(|sibling| Bytes(sibling.to_vec())).collect();
            Ok(Mine { amount: row.amount, score: row.score, reason: row.reason, proof })
        });
        to_js(&Recomputed {
            root: Hash(tree.root_digest()),
            leaves,
            total: self.total,
            largest: self.largest,
            list_hash: Hash(self.hash.finalize().into()),
            mine: mine.transpose()?,
        })
    }
}

impl DistributionReader {
    fn take(&mut self, line: &[u8]) -> Answer<()> {
        self.lines = self.lines.saturating_add(1);
        let fault = |what: &str| refusal(format!("line {}: {what}", self.lines));
        if self.lines == 1 {
            return if line == HEADER { Ok(()) } else { Err(fault("not \"holder,amount,score,reason\"")) };
        }
        let row = row(line).map_err(fault)?;
        if self.last.is_some_and(|last| last >= row.holder) {
            return Err(fault("the holder stands there twice or too late"));
        }
        self.total = self.total.checked_add(row.amount).ok_or_else(|| fault("the sum is beyond 64 bits"))?;
        self.last = Some(row.holder);
        self.largest = self.largest.max(row.amount);
        let leaf = emission::leaf::<Sha2>(&self.pool, self.epoch, &row.holder, row.amount);
        if self.holder == Some(row.holder) {
            self.mine = Some((self.leaves.len(), row));
        }
        self.leaves.push(leaf);
        Ok(())
    }
}

/// One row, in its one spelling.
fn row(line: &[u8]) -> Result<Row, &'static str> {
    let text = std::str::from_utf8(line).map_err(|_| "no text")?;
    let mut fields = text.split(',');
    let mut field = || fields.next().unwrap_or_default();
    let (holder, amount, score, reason) = (field(), field(), field(), field());
    let key = address(holder).ok().filter(|key| *key != [0; 32]).ok_or("no address")?;
    let amount = whole(amount).filter(|amount| *amount > 0).ok_or("no amount")?;
    let score = whole(score).ok_or("no score")?;
    let is_plain =
        reason.len() <= MAX_REASON && reason.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'"');
    if fields.next().is_some() || !is_plain {
        return Err("no reason");
    }
    Ok(Row { holder: key, amount, score, reason: reason.to_owned() })
}

/// Decimal digits without leading zeros.
fn whole(text: &str) -> Option<u64> {
    let is_spelt = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    is_spelt.then(|| text.parse().ok())?
}

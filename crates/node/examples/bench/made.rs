//! A made-up platform: every account and every block from its number alone, the same each time.

use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use makerstake_node::chain::{
    Block, Call, Chain as Source, ChainError, Level, Match, Past, Raw, Read, Transaction,
};
use makerstake_node::idl;
use makerstake_node::store::{Platform, Stored};
use serde_json::{json, Value};
use solana_pubkey::Pubkey;

/// The platform.
pub const PLATFORM: Platform =
    Platform { platform: of(1, 0), pool: of(2, 0), mint: of(3, 0), treasury: of(4, 0) };
/// The slot at which everything is there; blocks follow.
pub const FIRST_SLOT: u64 = 1_000;
/// Transactions of a block.
const IN_BLOCK: u64 = 20;
/// Words of titles; a title has three.
pub const WORDS: [&str; 8] =
    ["budget", "moderation", "festival", "subtitles", "archive", "editors", "trailer", "reports"];

/// How much there is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Positions, each of a creator.
    pub positions: u64,
    /// Works.
    pub works: u64,
    /// Proposals.
    pub proposals: u64,
    /// Transactions that are followed.
    pub transactions: u64,
}

/// An address: of what, and its number.
const fn of(what: u8, number: u64) -> Pubkey {
    let mut bytes = [0; 32];
    bytes[0] = what;
    let digits = number.to_be_bytes();
    let mut at = 0;
    while at < 8 {
        // Spread, as real addresses are: an index must not see them in order.
        bytes[1 + at] = digits[7 - at];
        at += 1;
    }
    Pubkey::new_from_array(bytes)
}

/// The hash of the block in a slot.
pub fn hash(slot: u64) -> String {
    format!("hash {slot}")
}

/// Numbers without a pattern (splitmix64).
fn mixed(number: u64) -> u64 {
    let mut x = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

impl Size {
    /// What the figures are for.
    pub const fn whole() -> Self {
        Self { positions: 1_000_000, works: 2_000_000, proposals: 20_000, transactions: 1_000_000 }
    }

    /// A part of it.
    pub const fn divided(self, by: u64) -> Self {
        Self {
            positions: self.positions / by,
            works: self.works / by,
            proposals: self.proposals / by,
            transactions: self.transactions / by,
        }
    }

    /// How many accounts that are: the platform, and a creator for each position.
    pub const fn accounts(&self) -> u64 {
        1 + self.positions * 2 + self.works + self.proposals
    }

    /// Account number `index` of all.
    pub fn account(&self, index: u64) -> Option<Stored> {
        let address = match index.checked_sub(1) {
            None => PLATFORM.platform,
            Some(index) if index < self.positions => of(10, index),
            Some(index) if index < 2 * self.positions => of(11, index - self.positions),
            Some(index) if index < 2 * self.positions + self.works => of(12, index - 2 * self.positions),
            Some(index) => of(13, index - 2 * self.positions - self.works),
        };
        Some(Stored { address, raw: Some(self.raw(&address)?), slot: FIRST_SLOT })
    }

    /// The bytes at an address, as a program would have written them.
    fn raw(&self, address: &Pubkey) -> Option<Raw> {
        let bytes = address.to_bytes();
        let number = u64::from_le_bytes(bytes.get(1..9)?.try_into().ok()?);
        let some = mixed(number);
        let holder = |number: u64| of(10, number).to_string();
        let digest = |what: &str| format!("{:064x}", u128::from(mixed(some ^ what.len() as u64)) + 1);
        let (program, name, fields, tail) = match bytes[0] {
            1 => {
                let fields =
                    json!({ "pool": PLATFORM.pool.to_string(), "treasury": PLATFORM.treasury.to_string() });
                ("governance", "Platform", fields, Vec::new())
            }
            10 => {
                let handle = format!("{:0<64}", hex::encode(format!("maker-{number}")));
                let fields = json!({ "authority": of(20, number).to_string(), "handle": handle, "created_at": some >> 33 });
                ("creators", "Creator", fields, Vec::new())
            }
            11 => {
                let shares = (some >> 20).to_string();
                let fields = json!({
                    "pool": PLATFORM.pool.to_string(), "holder": holder(number), "own": [shares, "0", "0", "0"],
                    "earned": [(some >> 21).to_string(), "0", "0", "0"],
                });
                ("equity", "Position", fields, Vec::new())
            }
            12 => {
                let fields = json!({
                    "creator": holder(some % self.positions.max(1)), "content": digest("content"),
                    "metadata": digest("metadata!"), "slot": "1", "time": (some >> 33).to_string(),
                });
                ("attestations", "Attestation", fields, Vec::new())
            }
            13 => {
                let word = |shift: u32| WORDS[(some >> shift) as usize % WORDS.len()];
                let title = format!("{} {} {} {number}", word(0), word(8), word(16));
                let fields = json!({
                    "platform": PLATFORM.platform.to_string(), "pool": PLATFORM.pool.to_string(),
                    "proposer": holder(some % self.positions.max(1)), "document_hash": digest("doc"),
                    "number": number, "status": some % 6, "track": some % 8, "title_bytes": title.len(),
                });
                ("governance", "Proposal", fields, [&[0; 4], title.as_bytes()].concat())
            }
            _ => return None,
        };
        let Value::Object(fields) = fields else { return None };
        let program = idl::named(program)?;
        let mut data = program.build(name, &fields)?;
        data.extend(tail);
        Some(Raw { owner: program.id, lamports: 2_000_000, data })
    }
}

/// A chain of blocks full of ballots.
pub struct Chain {
    size: Size,
    tip: AtomicU64,
}

impl Chain {
    /// One without blocks behind the first slot.
    pub fn new(size: Size) -> Self {
        Self { size, tip: AtomicU64::new(FIRST_SLOT) }
    }

    /// Adds blocks with so many transactions.
    pub fn grow(&self, transactions: u64) {
        self.tip.fetch_add(transactions.div_ceil(IN_BLOCK), Ordering::SeqCst);
    }

    fn ballot(&self, slot: u64, place: u64) -> Option<Transaction> {
        let number = slot * IN_BLOCK + place;
        let some = mixed(number);
        let (voter, proposal) = (some % self.size.positions.max(1), some % self.size.proposals.max(1));
        let governance = idl::named("governance")?;
        let (first, places) = governance.instruction_form("cast_vote")?;
        let accounts = places.iter().map(|name| match *name {
            "position" => of(11, voter),
            "proposal" => of(13, proposal),
            "authority" => of(20, voter),
            "voter" => of(14, voter),
            _ => governance.id,
        });
        let proposal = u32::try_from(proposal).ok()?;
        let data = [&first[..], &proposal.to_le_bytes(), &[1 + (some % 3) as u8]].concat();
        let call = Call { program: governance.id, accounts: accounts.collect(), data, is_inner: false };
        Some(Transaction {
            signature: format!("signature {number}"),
            calls: vec![call],
            ..Transaction::default()
        })
    }
}

#[async_trait]
impl Source for Chain {
    async fn genesis(&self) -> Result<String, ChainError> {
        Ok("bench".into())
    }

    async fn slot(&self, _: Level) -> Result<u64, ChainError> {
        Ok(self.tip.load(Ordering::SeqCst))
    }

    async fn blocks(&self, from: u64, to: u64, _: Level) -> Result<Vec<u64>, ChainError> {
        Ok((from..=to.min(self.tip.load(Ordering::SeqCst))).collect())
    }

    async fn block(&self, slot: u64, _: Level) -> Result<Option<Block>, ChainError> {
        Ok(Some(Block {
            slot,
            parent_slot: slot - 1,
            blockhash: hash(slot),
            previous_blockhash: hash(slot - 1),
            time: Some(i64::try_from(slot).unwrap_or_default()),
            transactions: (0..IN_BLOCK).filter_map(|place| self.ballot(slot, place)).collect(),
        }))
    }

    async fn accounts(&self, addresses: &[Pubkey], min_slot: u64) -> Result<Read, ChainError> {
        let accounts = addresses.iter().map(|address| self.size.raw(address)).collect();
        Ok(Read { slot: min_slot, accounts })
    }

    async fn program_accounts(&self, _: &Pubkey, _: &[Match]) -> Result<Vec<(Pubkey, Raw)>, ChainError> {
        Ok(Vec::new())
    }

    async fn history(&self, _: &Pubkey, _: Option<&str>) -> Result<Vec<Past>, ChainError> {
        Ok(Vec::new())
    }

    async fn transaction(&self, _: &str) -> Result<Option<(u64, Option<i64>, Transaction)>, ChainError> {
        Ok(None)
    }
}

//! Follows a chain: finalized block by finalized block, each linked to the one before, into the database.
//!
//! What an endpoint answers is checked where it can be: a block that does not name its predecessor's hash, or that leaves
//! one out, is never written. Where an endpoint has no blocks, history comes by the signatures of addresses, and says so.

mod accounts;
mod first;
mod read;
mod signatures;
mod status;
mod tail;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use solana_pubkey::Pubkey;
use tokio::sync::broadcast;

use crate::chain::{Block, Chain, ChainError, Level};
use crate::store::{Cursor, Message, Mode, Past, Platform, Store, StoreError};
use crate::tell::Hooks;

pub use first::find_platform;
pub use read::Happened;
pub use status::{Health, Status};
pub use tail::Tail;

/// The most slots of one commit.
const BATCH_SLOTS: usize = 128;
/// The most transactions of one commit, unless one block alone has more.
const BATCH_TRANSACTIONS: usize = 1_000;
/// How many slots are looked at for blocks, at first and at most: what one request may span.
const FIRST_WINDOW: u64 = 1_000;
const LAST_WINDOW: u64 = 500_000;
/// How many blocks are asked for at a time.
const AHEAD: usize = 6;
/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Why following stopped for now.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The chain gave no answer, or a wrong one.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The endpoint's blocks do not follow from what is kept.
    #[error("block {slot} does not follow block {cursor}: {reason}; nothing was written. If the cluster was reset, give another --database")]
    Unlinked {
        /// The block.
        slot: u64,
        /// The last block that is kept.
        cursor: u64,
        /// What does not fit.
        reason: String,
    },
    /// No platform at this address.
    #[error("{0} is no platform, pool or share mint on this cluster")]
    NoPlatform(String),
}

/// What a node does besides its defaults.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where history begins; without it the newest finalized slot, and what was before comes by signatures.
    pub from_slot: Option<u64>,
    /// Use `getProgramAccounts` where the endpoint offers it.
    pub program_accounts: bool,
    /// A creator who is the platform's own, followed without a position: who lists and admits others.
    pub registrar: Option<Pubkey>,
    /// Never ask for blocks.
    pub signatures_only: bool,
    /// How long to wait when everything is there.
    pub poll: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from_slot: None,
            program_accounts: true,
            registrar: None,
            signatures_only: false,
            poll: Duration::from_secs(1),
        }
    }
}

/// What follows one platform.
pub struct Follower {
    chain: Arc<dyn Chain>,
    store: Store,
    platform: Platform,
    options: Options,
    hooks: Hooks,
    status: Arc<Status>,
    tail: Arc<Tail>,
    news: broadcast::Sender<Arc<Past>>,
    /// The works of creators that were looked for and are not committed yet: history is gathered in rounds.
    works: Mutex<HashMap<Pubkey, Vec<Pubkey>>>,
}

impl Follower {
    /// A follower; nothing is asked or written yet.
    pub fn new(
        chain: Arc<dyn Chain>,
        store: Store,
        platform: Platform,
        options: Options,
        hooks: Hooks,
    ) -> Self {
        let (news, _) = broadcast::channel(1_024);
        Self {
            chain,
            store,
            platform,
            options,
            hooks,
            status: Arc::new(Status::default()),
            tail: Arc::default(),
            news,
            works: Mutex::default(),
        }
    }

    /// How it goes, for whoever answers questions about it.
    pub fn status(&self) -> Arc<Status> {
        Arc::clone(&self.status)
    }

    /// What is confirmed and not final.
    pub fn tail(&self) -> Arc<Tail> {
        Arc::clone(&self.tail)
    }

    /// What happens from now on, as it becomes final.
    pub fn news(&self) -> broadcast::Sender<Arc<Past>> {
        self.news.clone()
    }

    /// Follows until the future is dropped. Every fault is noted, and it goes on when its cause is gone.
    pub async fn run(&self) {
        let mut wait = self.options.poll;
        loop {
            match self.step().await {
                Ok(done) => {
                    wait = self.options.poll;
                    if done {
                        tokio::time::sleep(wait).await;
                    }
                }
                Err(error) => {
                    metrics::counter!("node_follow_errors_total").increment(1);
                    tracing::warn!(%error, "following stops for a while");
                    self.status.failed(&error.to_string());
                    tokio::time::sleep(wait).await;
                    wait = wait.saturating_mul(2).min(LONGEST_WAIT);
                }
            }
        }
    }

    /// Takes the next blocks; says whether everything final is in the database.
    ///
    /// # Errors
    /// See [`FollowError`]. Nothing of a failed step is kept.
    pub async fn step(&self) -> Result<bool, FollowError> {
        if let Ok(mut works) = self.works.lock() {
            works.clear();
        }
        let Some(cursor) = self.store.cursor().await? else {
            self.first().await?;
            return Ok(false);
        };
        let tip = self.chain.slot(Level::Finalized).await?;
        self.status.tip(tip);
        // Without a hash that the next block must follow there were no blocks.
        if cursor.mode == Mode::Signatures && cursor.blockhash.is_empty() {
            return self.step_by_signatures(&cursor, tip).await;
        }
        self.step_by_blocks(&cursor, tip).await
    }

    async fn step_by_blocks(&self, cursor: &Cursor, tip: u64) -> Result<bool, FollowError> {
        if tip <= cursor.slot {
            self.status.reached(cursor);
            return Ok(true);
        }
        let (mut slots, to) = self.next_slots(cursor.slot.saturating_add(1), tip).await?;
        if slots.is_empty() {
            // Skipped slots only, or an endpoint that is behind its own tip: there is nothing to write.
            self.status.reached(cursor);
            return Ok(true);
        }
        let is_all = slots.len() <= BATCH_SLOTS && to == tip;
        slots.truncate(BATCH_SLOTS);
        let mut blocks = stream::iter(slots)
            .map(|slot| async move { self.chain.block(slot, Level::Finalized).await })
            .buffered(AHEAD);
        let mut cursor = cursor.clone();
        let mut some: Vec<Block> = Vec::new();
        let mut transactions = 0;
        while let Some(block) = blocks.try_next().await? {
            // A slot that was listed and has no block now is one that the endpoint lost.
            let Some(block) = block else { continue };
            check_link(&cursor, some.last(), &block)?;
            transactions += block.transactions.len();
            some.push(block);
            if transactions >= BATCH_TRANSACTIONS {
                cursor = self.write(&cursor, std::mem::take(&mut some)).await?;
                transactions = 0;
            }
        }
        if !some.is_empty() {
            self.write(&cursor, some).await?;
        }
        Ok(is_all)
    }

    /// The next slots that have a block, and up to where was looked: a little way, then further, where none has one.
    async fn next_slots(&self, mut from: u64, tip: u64) -> Result<(Vec<u64>, u64), FollowError> {
        let mut window = FIRST_WINDOW;
        loop {
            let to = tip.min(from.saturating_add(window));
            let slots = self.chain.blocks(from, to, Level::Finalized).await?;
            if !slots.is_empty() || to == tip {
                return Ok((slots, to));
            }
            from = to.saturating_add(1);
            window = window.saturating_mul(10).min(LAST_WINDOW);
        }
    }

    /// Writes blocks and moves the cursor behind them.
    async fn write(&self, cursor: &Cursor, blocks: Vec<Block>) -> Result<Cursor, FollowError> {
        let Some(last) = blocks.last() else { return Ok(cursor.clone()) };
        let next = Cursor {
            slot: last.slot,
            blockhash: last.blockhash.clone(),
            time: last.time.unwrap_or(cursor.time),
            mode: cursor.mode,
            history_from: cursor.history_from,
        };
        let happened = read::of_blocks(&blocks);
        let mut batch = self.gather(&happened, next.slot).await?;
        batch.messages.extend(self.came_due(cursor, &next).await?);
        self.store.commit(&batch, &next).await?;
        metrics::counter!("node_transactions_total").increment(happened.len() as u64);
        metrics::counter!("node_calls_total").increment(batch.past.len() as u64);
        self.status.reached(&next);
        for past in batch.past {
            // Nobody may be listening.
            let _ = self.news.send(Arc::new(past));
        }
        Ok(next)
    }
}

impl Follower {
    /// What dates that came between two cursors have to tell.
    async fn came_due(&self, before: &Cursor, now: &Cursor) -> Result<Vec<Message>, FollowError> {
        if self.hooks.all().is_empty() || before.time == 0 || now.time <= before.time {
            return Ok(Vec::new());
        }
        Ok(self.hooks.dated(&self.store.dates(before.time, now.time).await?))
    }
}

/// Whether a block follows the one before it.
fn check_link(cursor: &Cursor, before: Option<&Block>, block: &Block) -> Result<(), FollowError> {
    let (slot, hash) = match before {
        Some(before) => (before.slot, before.blockhash.as_str()),
        None => (cursor.slot, cursor.blockhash.as_str()),
    };
    let unlinked = |reason: String| FollowError::Unlinked { slot: block.slot, cursor: slot, reason };
    // Before the first block there is nothing to be linked to.
    if hash.is_empty() {
        return Ok(());
    }
    if block.parent_slot != slot {
        return Err(unlinked(format!("its parent is block {}", block.parent_slot)));
    }
    if block.previous_blockhash != hash {
        return Err(unlinked(format!("it names {} as its parent's hash", block.previous_blockhash)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(slot: u64, parent_slot: u64, hash: &str, previous: &str) -> Block {
        Block {
            slot,
            parent_slot,
            blockhash: hash.into(),
            previous_blockhash: previous.into(),
            time: None,
            transactions: vec![],
        }
    }

    #[test]
    fn a_block_must_follow_the_one_before() {
        let cursor = Cursor { slot: 5, blockhash: "a".into(), time: 0, mode: Mode::Blocks, history_from: 0 };
        assert!(check_link(&cursor, None, &block(7, 5, "b", "a")).is_ok(), "a slot was skipped");
        let fork = check_link(&cursor, None, &block(6, 5, "b", "x")).unwrap_err().to_string();
        assert!(fork.contains("it names x as its parent's hash"), "{fork}");
        let hole = check_link(&cursor, None, &block(8, 6, "b", "a")).unwrap_err().to_string();
        assert!(hole.contains("its parent is block 6"), "{hole}");
        let first = block(6, 5, "b", "a");
        assert!(check_link(&cursor, Some(&first), &block(7, 6, "c", "b")).is_ok());
        let fork = check_link(&cursor, Some(&first), &block(7, 6, "c", "a")).unwrap_err().to_string();
        assert!(fork.contains("it names a as its parent's hash"), "{fork}");
    }
}

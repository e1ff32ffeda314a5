//! The confirmed tail: what two thirds voted for and what is not final yet. It is in memory only, and taken back when its
//! block is.

use std::collections::BTreeMap;
use std::sync::RwLock;

use super::{accounts::past, read, FollowError, Follower, Happened};
use crate::chain::{Block, Level};
use crate::store::{Mode, Past};

/// Further behind than this there is no tail: a node that syncs has other things to do.
const LONGEST: u64 = 256;

/// The tail, shared with whoever answers.
#[derive(Debug, Default)]
pub struct Tail {
    inside: RwLock<Inside>,
}

#[derive(Debug, Default)]
struct Inside {
    slot: u64,
    blocks: BTreeMap<u64, Held>,
    calls: Vec<Past>,
}

/// A block that may still be taken back.
#[derive(Clone, Debug)]
struct Held {
    blockhash: String,
    previous: String,
    happened: Vec<Happened>,
}

impl From<Block> for Held {
    fn from(block: Block) -> Self {
        let mut happened = read::of_blocks(std::slice::from_ref(&block));
        happened.retain(|one| !one.calls.is_empty());
        Self { blockhash: block.blockhash, previous: block.previous_blockhash, happened }
    }
}

impl Tail {
    /// The newest confirmed slot that was looked at, and what happened behind the newest final one, the oldest first.
    pub fn calls(&self) -> (u64, Vec<Past>) {
        self.inside.read().map(|inside| (inside.slot, inside.calls.clone())).unwrap_or_default()
    }

    fn blocks(&self) -> BTreeMap<u64, Held> {
        self.inside.read().map(|inside| inside.blocks.clone()).unwrap_or_default()
    }

    fn set(&self, inside: Inside) {
        if let Ok(mut now) = self.inside.write() {
            *now = inside;
        }
    }
}

impl Follower {
    /// Looks at confirmed slots until the future is dropped.
    pub async fn look_ahead(&self) {
        loop {
            if let Err(error) = self.look().await {
                // Nothing is better than what may have been taken back since.
                self.tail.set(Inside::default());
                tracing::debug!(%error, "no confirmed tail for now");
            }
            tokio::time::sleep(self.options.poll).await;
        }
    }

    /// Takes what was confirmed since, and drops what became final or was taken back.
    ///
    /// # Errors
    /// See [`FollowError`].
    pub async fn look(&self) -> Result<(), FollowError> {
        let Some(cursor) = self.store.cursor().await? else { return Ok(()) };
        let slot = self.chain.slot(Level::Confirmed).await?;
        if slot <= cursor.slot || slot - cursor.slot > LONGEST {
            self.tail.set(Inside { slot, ..Inside::default() });
            return Ok(());
        }
        // A simulated network makes up its hashes: there a block is taken back when its slot is listed no more.
        let is_linked = cursor.mode == Mode::Blocks;
        let mut held = self.tail.blocks();
        let mut blocks: BTreeMap<u64, Held> = BTreeMap::new();
        let mut before = cursor.blockhash.clone();
        for slot in self.chain.blocks(cursor.slot.saturating_add(1), slot, Level::Confirmed).await? {
            let follows = |block: &Held| !is_linked || block.previous == before;
            let block = match held.remove(&slot).filter(follows) {
                Some(block) => block,
                None => match self.chain.block(slot, Level::Confirmed).await? {
                    Some(block) => Held::from(block),
                    None => break,
                },
            };
            if !follows(&block) {
                // The one before it is of another fork: both are read again next time.
                blocks.pop_last();
                break;
            }
            before.clone_from(&block.blockhash);
            blocks.insert(slot, block);
        }
        let happened: Vec<Happened> = blocks.values().flat_map(|block| block.happened.clone()).collect();
        let ours = self.ours(&happened).await?;
        let calls = happened.iter().enumerate().flat_map(|(index, one)| {
            let calls = one.calls.iter().enumerate();
            calls
                .filter(|(part, _)| ours.contains(&(index, *part)))
                .map(|(_, call)| past(one, call))
                .collect::<Vec<_>>()
        });
        let calls = calls.collect();
        self.tail.set(Inside { slot, blocks, calls });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use async_trait::async_trait;
    use solana_pubkey::Pubkey;

    use super::*;
    use crate::chain::{self, Call, Chain, ChainError, Match, Raw, Read, Transaction};
    use crate::follow::Options;
    use crate::idl;
    use crate::store::{Batch, Cursor, Platform, Store};
    use crate::tell::Hooks;

    /// A chain of these blocks.
    #[derive(Default)]
    struct Made(Mutex<Vec<Block>>);

    #[async_trait]
    impl Chain for Made {
        async fn genesis(&self) -> Result<String, ChainError> {
            Ok("genesis".into())
        }
        async fn slot(&self, _: Level) -> Result<u64, ChainError> {
            Ok(self.0.lock().unwrap().last().map_or(0, |block| block.slot))
        }
        async fn blocks(&self, from: u64, to: u64, _: Level) -> Result<Vec<u64>, ChainError> {
            let slots = self.0.lock().unwrap().iter().map(|block| block.slot).collect::<Vec<_>>();
            Ok(slots.into_iter().filter(|slot| (from..=to).contains(slot)).collect())
        }
        async fn block(&self, slot: u64, _: Level) -> Result<Option<Block>, ChainError> {
            Ok(self.0.lock().unwrap().iter().find(|block| block.slot == slot).cloned())
        }
        async fn accounts(&self, _: &[Pubkey], _: u64) -> Result<Read, ChainError> {
            Err(ChainError::Unreachable("not asked".into()))
        }
        async fn program_accounts(&self, _: &Pubkey, _: &[Match]) -> Result<Vec<(Pubkey, Raw)>, ChainError> {
            Err(ChainError::Unreachable("not asked".into()))
        }
        async fn history(&self, _: &Pubkey, _: Option<&str>) -> Result<Vec<chain::Past>, ChainError> {
            Err(ChainError::Unreachable("not asked".into()))
        }
        async fn transaction(&self, _: &str) -> Result<Option<(u64, Option<i64>, Transaction)>, ChainError> {
            Err(ChainError::Unreachable("not asked".into()))
        }
    }

    const PLATFORM: Pubkey = Pubkey::new_from_array([7; 32]);

    /// A block in which somebody ends a vote of a platform.
    fn block(slot: u64, hash: &str, previous: &str, platform: Pubkey) -> Block {
        let (first, places) =
            idl::named("governance").unwrap().instruction_form("finalize_proposal").unwrap();
        let call = Call {
            program: idl::id("governance"),
            accounts: vec![platform; places.len()],
            data: first.to_vec(),
            is_inner: false,
        };
        let signature = format!("signature of {hash}");
        Block {
            slot,
            parent_slot: slot - 1,
            blockhash: hash.into(),
            previous_blockhash: previous.into(),
            time: Some(1),
            transactions: vec![Transaction { signature, calls: vec![call], ..Transaction::default() }],
        }
    }

    #[tokio::test]
    async fn what_is_confirmed_is_shown_until_it_is_final_or_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path().join("node.db").to_str().unwrap()).await.unwrap();
        let platform = Platform { platform: PLATFORM, pool: PLATFORM, mint: PLATFORM, treasury: PLATFORM };
        store.claim("genesis", &platform).await.unwrap();
        let cursor = |slot, hash: &str| Cursor {
            slot,
            blockhash: hash.into(),
            time: 0,
            mode: Mode::Blocks,
            history_from: 0,
        };
        store.commit(&Batch::default(), &cursor(10, "a")).await.unwrap();
        let chain = Arc::new(Made::default());
        let follower =
            Follower::new(chain.clone(), store.clone(), platform, Options::default(), Hooks::default());
        let now = |blocks: Vec<Block>| *chain.0.lock().unwrap() = blocks;
        let seen = || {
            let (slot, calls) = follower.tail().calls();
            let signatures: Vec<String> = calls.into_iter().map(|call| call.signature).collect();
            (slot, signatures)
        };
        let of =
            |hashes: &[&str]| hashes.iter().map(|hash| format!("signature of {hash}")).collect::<Vec<_>>();

        let somebody = Pubkey::new_from_array([9; 32]);
        let (b, c) = (block(11, "b", "a", PLATFORM), block(12, "c", "b", PLATFORM));
        now(vec![b.clone(), c, block(13, "d", "c", somebody)]);
        follower.look().await.unwrap();
        assert_eq!(seen(), (13, of(&["b", "c"])), "another platform's is not ours");

        // Another fork wins: what was in 12 never happened. It is found from its end, a block each time.
        let e = block(12, "e", "b", PLATFORM);
        now(vec![b.clone(), e, block(13, "f", "e", PLATFORM), block(14, "h", "f", PLATFORM)]);
        for expected in [&["b", "c"][..], &["b"], &["b", "e", "f", "h"]] {
            follower.look().await.unwrap();
            assert_eq!(seen(), (14, of(expected)));
        }

        // 12 and 14 are without a block now.
        now(vec![b, block(13, "g", "b", PLATFORM)]);
        follower.look().await.unwrap();
        assert_eq!(seen(), (13, of(&["b", "g"])));

        // What is final is in the database, and no longer here.
        store.commit(&Batch::default(), &cursor(11, "b")).await.unwrap();
        follower.look().await.unwrap();
        assert_eq!(seen(), (13, of(&["g"])));

        now(vec![block(11 + LONGEST + 1, "z", "y", PLATFORM)]);
        follower.look().await.unwrap();
        assert_eq!(seen(), (11 + LONGEST + 1, of(&[])), "a node that is behind has no tail");
    }
}

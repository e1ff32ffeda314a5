//! History by the signatures of addresses: for endpoints without blocks, and for what was before the first block.
//!
//! An endpoint can leave out what it wants here, so such history is marked as unproven.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use solana_pubkey::Pubkey;

use super::{FollowError, Follower, Happened};
use crate::decode;
use crate::store::{Batch, Cursor, Stored};

/// The tables whose accounts have calls of their own that name neither platform nor pool.
const ASKED: [&str; 5] = ["proposals", "grants", "budgets", "creators", "epochs"];

impl Follower {
    /// One round by signatures; says whether everything is there.
    pub(super) async fn step_by_signatures(&self, cursor: &Cursor, tip: u64) -> Result<bool, FollowError> {
        if tip <= cursor.slot {
            self.status.reached(cursor);
            return Ok(true);
        }
        let mut batch = self.past_by_signatures(&[], cursor.slot, tip).await?;
        let time = batch.past.iter().map(|past| past.time).max().unwrap_or(cursor.time);
        let next = Cursor { slot: tip, time, ..cursor.clone() };
        batch.messages.extend(self.came_due(cursor, &next).await?);
        self.store.commit(&batch, &next).await?;
        self.status.reached(&next);
        for past in batch.past {
            let _ = self.news.send(std::sync::Arc::new(past));
        }
        Ok(true)
    }

    /// What happened behind slot `since`, up to `tip`, to the platform and to what is kept or given.
    pub(super) async fn past_by_signatures(
        &self,
        given: &[Stored],
        since: u64,
        tip: u64,
    ) -> Result<Batch, FollowError> {
        let at = &self.platform;
        let mut asked: HashSet<Pubkey> = HashSet::new();
        let mut next: BTreeSet<Pubkey> = BTreeSet::from([at.platform, at.pool, at.treasury]);
        next.extend(given.iter().filter(|stored| is_asked(stored)).map(|stored| stored.address));
        for table in ASKED {
            let Some(spec) = crate::accounts::by_table(table) else { continue };
            let kept = self.store.addresses(spec).await?;
            next.extend(kept.iter().filter_map(|address| address.parse::<Pubkey>().ok()));
        }
        let mut happened: BTreeMap<(u64, u32), Happened> = BTreeMap::new();
        let mut seen: HashSet<String> = HashSet::new();
        let mut batch = Batch::default();
        // What is found names others, until nothing new is named.
        while !next.is_empty() {
            for address in std::mem::take(&mut next) {
                if asked.insert(address) {
                    self.take_history(&address, since, tip, &mut seen, &mut happened).await?;
                }
            }
            let all: Vec<Happened> = happened.values().cloned().collect();
            batch = self.gather(&all, tip).await?;
            let found = batch.accounts.iter().filter(|stored| is_asked(stored)).map(|stored| stored.address);
            // Ballots name their proposal and not the platform; of one that closed there is no account to find them by.
            let proposals = batch.steps.iter().filter_map(|step| step.proposal.parse::<Pubkey>().ok());
            next.extend(found.chain(proposals).filter(|address| !asked.contains(address)));
        }
        Ok(batch)
    }

    async fn take_history(
        &self,
        address: &Pubkey,
        since: u64,
        tip: u64,
        seen: &mut HashSet<String>,
        happened: &mut BTreeMap<(u64, u32), Happened>,
    ) -> Result<(), FollowError> {
        let mut before: Option<String> = None;
        loop {
            let page = self.chain.history(address, before.as_deref()).await?;
            let Some(last) = page.last() else { return Ok(()) };
            before = Some(last.signature.clone());
            let is_over = last.slot <= since;
            // The oldest first, so that two of one slot keep their order.
            for past in page.iter().rev().filter(|past| past.slot > since && past.slot <= tip) {
                if !seen.insert(past.signature.clone()) || self.store.has_transaction(&past.signature).await?
                {
                    continue;
                }
                let Some((slot, time, transaction)) = self.chain.transaction(&past.signature).await? else {
                    continue;
                };
                if transaction.failed {
                    continue;
                }
                // A place of its own: where in its block it was, nobody said.
                let place = happened.range((slot, 0)..=(slot, u32::MAX)).count();
                let place = u32::try_from(place).unwrap_or(u32::MAX);
                let calls = decode::decode(&transaction);
                let time = time.unwrap_or_default();
                happened.insert((slot, place), Happened { slot, place, time, transaction, calls });
            }
            if is_over {
                return Ok(());
            }
        }
    }
}

fn is_asked(stored: &Stored) -> bool {
    let table = stored.raw.as_ref().and_then(crate::accounts::read).map(|known| known.spec.table);
    table.is_some_and(|table| ASKED.contains(&table))
}

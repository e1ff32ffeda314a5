//! The first sync: which platform it is, every account that is there, and where blocks begin.

use std::collections::BTreeSet;

use solana_pubkey::Pubkey;

use super::{FollowError, Follower, LAST_WINDOW};
use crate::accounts::{self, Owner, SPECS};
use crate::chain::{Block, Chain, ChainError, Level, Match};
use crate::idl;
use crate::store::{Batch, Cursor, Mode, Platform};

/// How many slots are looked at first for the newest block.
const NEAR: u64 = 64;
/// How the hashes of a simulated network begin. It makes up the hashes of empty blocks when asked, so that its blocks are
/// linked to nothing.
const SIMULATED: &str = "SURFNETxSAFEHASH";

/// The addresses of a platform, from its own address, its pool's, or its share mint's.
///
/// # Errors
/// [`FollowError::NoPlatform`], or when the chain does not answer.
pub async fn find_platform(chain: &dyn Chain, address: &Pubkey) -> Result<Platform, FollowError> {
    let equity = idl::id("equity");
    let governance = idl::id("governance");
    let of_pool = |pool: &Pubkey| Pubkey::find_program_address(&[b"platform", pool.as_ref()], &governance).0;
    let of_mint = |mint: &Pubkey| Pubkey::find_program_address(&[b"pool", mint.as_ref()], &equity).0;
    let candidates = [*address, of_pool(address), of_pool(&of_mint(address))];
    let read = chain.accounts(&candidates, 0).await?;
    for (platform, raw) in candidates.iter().zip(read.accounts) {
        let Some(known) = raw.as_ref().and_then(accounts::read) else { continue };
        if known.spec.owner != Owner::Platform {
            continue;
        }
        let (Some(pool), Some(treasury)) = (known.address("pool"), known.address("treasury")) else {
            continue;
        };
        let pools = chain.accounts(&[pool], 0).await?;
        let mint =
            pools.accounts.into_iter().next().flatten().and_then(|raw| accounts::read(&raw)?.address("mint"));
        let Some(mint) = mint else { continue };
        return Ok(Platform { platform: *platform, pool, mint, treasury });
    }
    Err(FollowError::NoPlatform(address.to_string()))
}

impl Follower {
    /// Everything that is there now, then where following begins.
    pub(super) async fn first(&self) -> Result<(), FollowError> {
        self.status.phase("accounts");
        let tip = self.chain.slot(Level::Finalized).await?;
        self.status.tip(tip);
        tracing::info!(tip, "first sync");
        let listed = self.listed().await?;
        tracing::info!(accounts = listed.len(), "accounts are listed");
        let at = &self.platform;
        let mut touched: BTreeSet<Pubkey> = listed.into_iter().chain([at.platform, at.pool]).collect();
        if let Some(registrar) = self.options.registrar {
            touched.insert(registrar);
            touched.extend(self.store_misses_works_of(&registrar).await?);
        }
        let stored = self.read(touched, tip).await?;
        let cursor = self.begin(tip).await?;
        // In slices, so that a big platform is not held in memory as one statement; the last one moves the cursor.
        let mut batch = Batch { accounts: stored, ..Batch::default() };
        if cursor.mode == Mode::Signatures {
            self.status.phase("history");
            let past = self.past_by_signatures(&batch.accounts, cursor.history_from, tip).await?;
            batch.past = past.past;
            batch.votes = past.votes;
            batch.steps = past.steps;
            batch.movements = past.movements;
            batch.accounts.extend(past.accounts);
        }
        self.store.commit(&batch, &cursor).await?;
        self.status.reached(&cursor);
        Ok(())
    }

    /// Where following begins: at the block asked for, else at the newest; by signatures where there are no blocks.
    async fn begin(&self, tip: u64) -> Result<Cursor, FollowError> {
        let signatures =
            |slot, blockhash, time| Cursor { slot, blockhash, time, mode: Mode::Signatures, history_from: 0 };
        let newest = if self.options.signatures_only { None } else { self.newest_block(tip).await? };
        let Some(block) = newest.filter(|block| !block.blockhash.starts_with(SIMULATED)) else {
            return Ok(signatures(tip, String::new(), 0));
        };
        match self.options.from_slot {
            // The blocks themselves are read next; there is no hash yet that the first must follow.
            Some(from) => {
                let slot = from.saturating_sub(1).max(1);
                Ok(Cursor { slot, blockhash: String::new(), time: 0, mode: Mode::Blocks, history_from: from })
            }
            None => Ok(signatures(block.slot, block.blockhash, block.time.unwrap_or_default())),
        }
    }

    /// The newest finalized block; `None` where the endpoint has no blocks.
    async fn newest_block(&self, tip: u64) -> Result<Option<Block>, FollowError> {
        let mut to = tip;
        // A cluster that stood still has its newest block far back: each look goes ten times as far as the one before.
        let mut window = NEAR;
        loop {
            let from = to.saturating_sub(window);
            let slots = match self.chain.blocks(from, to, Level::Finalized).await {
                Err(ChainError::Refused { .. }) => return Ok(None),
                slots => slots?,
            };
            for slot in slots.into_iter().rev() {
                match self.chain.block(slot, Level::Finalized).await {
                    Ok(None) => {}
                    Err(ChainError::Refused { .. }) => return Ok(None),
                    block => return Ok(block?),
                }
            }
            if from == 0 {
                return Ok(None);
            }
            to = from - 1;
            window = window.saturating_mul(10).min(LAST_WINDOW);
        }
    }

    /// The addresses of every account of the platform, where the endpoint lists them.
    async fn listed(&self) -> Result<Vec<Pubkey>, FollowError> {
        let mut found = Vec::new();
        if !self.options.program_accounts {
            return Ok(found);
        }
        for spec in SPECS {
            let of = match spec.owner {
                Owner::OfPlatform(_) => self.platform.platform,
                Owner::OfPool(_) => self.platform.pool,
                _ => continue,
            };
            let Some(program) = idl::named(spec.program) else { continue };
            let Some(kind) = program.discriminator(spec.name) else { continue };
            // All of them begin with whose they are.
            let matching = [
                Match { offset: 0, bytes: kind.to_vec() },
                Match { offset: 8, bytes: of.to_bytes().to_vec() },
            ];
            match self.chain.program_accounts(&program.id, &matching).await {
                Ok(all) => found.extend(all.into_iter().map(|(address, _)| address)),
                Err(ChainError::Refused { reason, .. }) => {
                    tracing::warn!(reason, "the endpoint lists no accounts: they come from history");
                    return Ok(Vec::new());
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists ask for accounts by their first field.
    #[test]
    fn accounts_begin_with_whose_they_are() {
        for spec in SPECS {
            let field = match spec.owner {
                Owner::OfPlatform(field) | Owner::OfPool(field) => field,
                Owner::OfCreator(field) if spec.program == "attestations" => field,
                _ => continue,
            };
            let names = idl::named(spec.program).unwrap().field_names(spec.name);
            let first = names.into_iter().find(|name| *name != "discriminator");
            assert_eq!(first, Some(field), "{}", spec.name);
        }
    }
}

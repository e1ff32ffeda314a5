//! Whose a call or an account is, and everything that a few blocks change in the database.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};
use solana_pubkey::Pubkey;

use super::{FollowError, Follower, Happened};
use crate::accounts::{self, Known, Owner};
use crate::chain::{ChainError, Match, Raw};
use crate::decode::Decoded;
use crate::idl;
use crate::store::{step_of_call, Batch, Moment, Movement, Past, Stored, Vote};

/// How many accounts one request may name.
const HUNDRED: usize = 100;

/// The names under which instructions take accounts that belong to somebody. A call with one of ours is ours; a payer,
/// a signer or a program says nothing.
const OWNED: [&str; 20] = [
    "proposal",
    "position",
    "voter",
    "grant",
    "budget",
    "rule",
    "track",
    "distribution",
    "creator",
    "author",
    "endorser",
    "attestation",
    "parent",
    "batch",
    "endorsement",
    "permission",
    "attestor",
    "delegate",
    "new_delegate",
    "delegate_voter",
];

impl Follower {
    /// Everything that transactions change, up to `slot`.
    pub(super) async fn gather(&self, happened: &[Happened], slot: u64) -> Result<Batch, FollowError> {
        let ours = self.ours(happened).await?;
        let mut batch = Batch::default();
        let mut touched: BTreeSet<Pubkey> = BTreeSet::new();
        for (index, one) in happened.iter().enumerate() {
            for (part, call) in one.calls.iter().enumerate() {
                if ours.contains(&(index, part)) {
                    touched.extend(call.addresses.iter().copied());
                    batch.past.push(past(one, call));
                }
            }
            batch.movements.extend(self.movements(one));
        }
        batch.accounts = self.read(touched, slot).await?;
        batch.votes = self.votes(&batch).await?;
        batch.steps = batch.past.iter().filter_map(step_of_call).collect();
        batch.messages = self.hooks.messages(&batch);
        Ok(batch)
    }

    /// Which calls are about this platform, as (transaction, call).
    pub(super) async fn ours(&self, happened: &[Happened]) -> Result<HashSet<(usize, usize)>, FollowError> {
        let asked: BTreeSet<String> = happened
            .iter()
            .flat_map(|one| &one.calls)
            .filter(|call| !self.names_platform(call))
            .flat_map(owned)
            .collect();
        let asked: Vec<String> = asked.into_iter().collect();
        let mut known: HashSet<String> = self.store.kept(&asked).await?.into_iter().collect();
        let mut found = HashSet::new();
        for (index, one) in happened.iter().enumerate() {
            for (part, call) in one.calls.iter().enumerate() {
                if !self.names_platform(call) && !owned(call).any(|address| known.contains(&address)) {
                    continue;
                }
                found.insert((index, part));
                // What this call made may be used by the next one, before it was ever read.
                known.extend(owned(call));
                known.extend(text(&call.called.accounts, "holder"));
            }
        }
        Ok(found)
    }

    fn names_platform(&self, call: &Decoded) -> bool {
        let at = &self.platform;
        call.addresses.iter().any(|address| {
            *address == at.platform || *address == at.pool || *address == at.treasury || *address == at.mint
        })
    }

    /// Accounts that belong to the platform among these, and those that follow from them: who holds a position is
    /// followed, with handle and works.
    pub(super) async fn read(
        &self,
        touched: BTreeSet<Pubkey>,
        slot: u64,
    ) -> Result<Vec<Stored>, FollowError> {
        let mut found: BTreeMap<Pubkey, Stored> = BTreeMap::new();
        let mut creators: HashSet<Pubkey> = HashSet::new();
        let mut next = touched;
        let mut asked: HashSet<Pubkey> = HashSet::new();
        while !next.is_empty() {
            let round: Vec<Pubkey> = next.iter().copied().filter(|address| asked.insert(*address)).collect();
            next = BTreeSet::new();
            let read = self.raw(&round, slot).await?;
            let kept: HashSet<String> = {
                let names: Vec<String> = read
                    .iter()
                    .flat_map(|stored| {
                        let of = stored.raw.as_ref().and_then(accounts::read).and_then(|known| owner(&known));
                        [Some(stored.address), of].into_iter().flatten()
                    })
                    .map(|address| address.to_string())
                    .collect();
                self.store.kept(&names).await?.into_iter().collect()
            };
            for stored in read {
                let Some(known) = stored.raw.as_ref().and_then(accounts::read) else {
                    // Closed, or nobody's: only what is kept can be closed.
                    if stored.raw.is_none() && kept.contains(&stored.address.to_string()) {
                        found.insert(stored.address, stored);
                    }
                    continue;
                };
                if !self.belongs(&known, &stored.address, &kept, &found, &creators) {
                    continue;
                }
                if known.spec.table == "positions" {
                    let holder = known.address("holder").unwrap_or_default();
                    if !kept.contains(&holder.to_string()) && creators.insert(holder) {
                        next.insert(holder);
                        next.extend(self.store_misses_works_of(&holder).await?);
                    }
                }
                if known.spec.table == "creators" {
                    next.extend(handle(&known));
                }
                found.insert(stored.address, stored);
            }
        }
        Ok(found.into_values().collect())
    }

    /// Accounts as they are, a hundred a request.
    async fn raw(&self, addresses: &[Pubkey], slot: u64) -> Result<Vec<Stored>, FollowError> {
        let mut found = Vec::with_capacity(addresses.len());
        for hundred in addresses.chunks(HUNDRED) {
            let read = self.chain.accounts(hundred, slot).await?;
            let slot = read.slot;
            let stored = hundred.iter().zip(read.accounts).map(|(address, raw)| Stored {
                address: *address,
                raw,
                slot,
            });
            found.extend(stored);
        }
        Ok(found)
    }

    fn belongs(
        &self,
        known: &Known,
        address: &Pubkey,
        kept: &HashSet<String>,
        found: &BTreeMap<Pubkey, Stored>,
        creators: &HashSet<Pubkey>,
    ) -> bool {
        let is_kept = |address: &Pubkey| {
            kept.contains(&address.to_string())
                || found.contains_key(address)
                || creators.contains(address)
                || self.options.registrar == Some(*address)
        };
        match known.spec.owner {
            Owner::Platform => *address == self.platform.platform,
            Owner::Pool => *address == self.platform.pool,
            Owner::OfPlatform(field) => known.address(field) == Some(self.platform.platform),
            Owner::OfPool(field) => known.address(field) == Some(self.platform.pool),
            Owner::Creator => is_kept(address),
            Owner::OfCreator(field) | Owner::OfWork(field) => {
                known.address(field).is_some_and(|of| is_kept(&of))
            }
        }
    }

    /// The works and batches of somebody who was not followed until now. Where the endpoint lists no accounts, they come
    /// with the calls that touch them.
    pub(super) async fn store_misses_works_of(&self, creator: &Pubkey) -> Result<Vec<Pubkey>, FollowError> {
        if !self.options.program_accounts {
            return Ok(Vec::new());
        }
        if let Some(known) = self.works.lock().ok().and_then(|works| works.get(creator).cloned()) {
            return Ok(known);
        }
        let attestations = idl::id("attestations");
        let mut found = Vec::new();
        for name in ["Attestation", "Batch", "AttestorPermission"] {
            let Some(kind) = idl::named("attestations").and_then(|program| program.discriminator(name))
            else {
                continue;
            };
            // All begin with whose they are.
            let matching = [
                Match { offset: 0, bytes: kind.to_vec() },
                Match { offset: 8, bytes: creator.to_bytes().to_vec() },
            ];
            match self.chain.program_accounts(&attestations, &matching).await {
                Ok(all) => found.extend(all.into_iter().map(|(address, _)| address)),
                Err(ChainError::Refused { .. }) => return Ok(Vec::new()),
                Err(error) => return Err(error.into()),
            }
        }
        if let Ok(mut works) = self.works.lock() {
            works.insert(*creator, found.clone());
        }
        Ok(found)
    }

    /// Ballots among the calls. A weight comes from the log, else from the position as it was read right after.
    async fn votes(&self, batch: &Batch) -> Result<Vec<Vote>, FollowError> {
        let read: HashMap<String, &Raw> = batch
            .accounts
            .iter()
            .filter_map(|stored| Some((stored.address.to_string(), stored.raw.as_ref()?)))
            .collect();
        let mut votes = Vec::new();
        for past in batch.past.iter().filter(|past| past.instruction == "cast_vote") {
            let Some(proposal) = past.accounts.get("proposal").and_then(Value::as_str) else { continue };
            let event = past.events.as_array().and_then(|events| {
                events.iter().find(|event| event["name"] == "VoteCast").and_then(|event| event.get("fields"))
            });
            let position = past.accounts.get("position").and_then(Value::as_str).and_then(|at| read.get(at));
            let position = position.and_then(|raw| accounts::read(raw));
            let of_event = |name: &str| Some(event?.get(name)?.as_str()?.to_string());
            let holder =
                of_event("holder").or_else(|| Some(position.as_ref()?.address("holder")?.to_string()));
            let logged = ["votes", "shares", "weight"].into_iter().find_map(of_event);
            let number = |name: &str| event?.get(name)?.as_i64();
            // The second house counts what was earned; it counted seats once.
            let makers = of_event("earned").or_else(|| Some(number("seats")?.to_string()));
            let (weight, weight_from) = match (logged, position.as_ref().and_then(weight)) {
                (Some(logged), _) => (Some(logged), "log"),
                (None, Some(held)) => (Some(held.to_string()), "position"),
                (None, None) => (None, "unknown"),
            };
            votes.push(Vote {
                moment: past.moment,
                signature: past.signature.clone(),
                time: past.time,
                proposal: proposal.to_string(),
                holder,
                voter: text_of(&past.accounts, "voter"),
                choice: past.args.get("choice").and_then(Value::as_i64).unwrap_or_default(),
                weight,
                weight_from,
                was: number("was"),
                makers,
                is_override: number("is_override"),
                delegate_voter: text_of(&past.accounts, "delegate_voter"),
            });
        }
        Ok(votes)
    }

    /// What a transaction changed in the treasury.
    fn movements(&self, one: &Happened) -> Vec<Movement> {
        let treasury = self.platform.treasury;
        let transaction = &one.transaction;
        let instruction = one
            .calls
            .iter()
            .find(|call| !call.is_inner)
            .map(|call| call.called.name.clone())
            .unwrap_or_default();
        let lamports = transaction
            .keys
            .iter()
            .position(|key| *key == treasury)
            .and_then(|place| transaction.lamports.get(place))
            .map(|(before, after)| (String::new(), *before, *after));
        let tokens = transaction.tokens.iter().filter(|change| change.owner == treasury);
        let tokens = tokens.map(|change| (change.mint.to_string(), change.before, change.after));
        let changes = lamports.into_iter().chain(tokens).filter(|(_, before, after)| before != after);
        let movement = |(part, (mint, before, after)): (usize, (String, u64, u64))| Movement {
            moment: Moment {
                slot: one.slot,
                place: one.place,
                part: u32::try_from(part).unwrap_or(u32::MAX),
            },
            signature: transaction.signature.clone(),
            time: one.time,
            mint,
            change: i128::from(after) - i128::from(before),
            after,
            instruction: instruction.clone(),
        };
        changes.enumerate().map(movement).collect()
    }
}

/// The addresses of a call under which it may be ours.
fn owned(call: &Decoded) -> impl Iterator<Item = String> + '_ {
    OWNED.into_iter().filter_map(|name| text(&call.called.accounts, name))
}

fn text_of(accounts: &Value, name: &str) -> Option<String> {
    accounts.as_object().and_then(|accounts| text(accounts, name))
}

fn text(accounts: &Map<String, Value>, name: &str) -> Option<String> {
    Some(accounts.get(name)?.as_str()?.to_string())
}

/// Of whom an account is, where that is an account of its own.
fn owner(known: &Known) -> Option<Pubkey> {
    match known.spec.owner {
        Owner::OfCreator(field) | Owner::OfWork(field) => known.address(field),
        _ if known.spec.table == "positions" => known.address("holder"),
        _ => None,
    }
}

/// What a holder's own shares and those delegated to it weigh.
fn weight(position: &Known) -> Option<u64> {
    let first = |field: &str| -> Option<u64> {
        position.account.fields.get(field)?.as_array()?.first()?.as_str()?.parse().ok()
    };
    first("own")?.checked_add(first("received")?)
}

/// The account of a creator's handle.
fn handle(creator: &Known) -> Option<Pubkey> {
    let padded = hex::decode(creator.account.fields.get("handle")?.as_str()?).ok()?;
    let is_some = padded.iter().any(|byte| *byte != 0);
    is_some.then(|| Pubkey::find_program_address(&[b"handle", &padded], &idl::id("creators")).0)
}

pub(super) fn past(one: &Happened, call: &Decoded) -> Past {
    let subjects = call.called.accounts.iter().filter(|(name, _)| !name.ends_with("program"));
    let events = call.events.iter().map(|event| {
        Value::Object(Map::from_iter([
            ("name".to_string(), Value::String(event.name.clone())),
            ("fields".to_string(), Value::Object(event.fields.clone())),
        ]))
    });
    Past {
        moment: Moment { slot: one.slot, place: one.place, part: call.part },
        signature: one.transaction.signature.clone(),
        time: one.time,
        program: call.called.program,
        instruction: call.called.name.clone(),
        is_inner: call.is_inner,
        args: Value::Object(call.called.args.clone()),
        accounts: Value::Object(call.called.accounts.clone()),
        events: Value::Array(events.collect()),
        subjects: subjects.filter_map(|(_, address)| address.as_str().map(str::to_string)).collect(),
    }
}

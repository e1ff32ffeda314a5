//! The works that an epoch counts, from the chain and from the files of batches.
//!
//! A work counts when it was attested in the window, was neither revoked nor replaced by a revision before the window's end,
//! and is the creator's own statement. What was revoked or revised later counts, so that the list can be made again.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use makerstake_core::hash::is_zero;
use makerstake_core::work::Kind;
use serde::Serialize;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::revocations::Revocations;
use super::works_table::{Source, WorksTable};
use crate::addresses;
use crate::batch::{check_files, on_chain, Folder, Permissions, Rows};
use crate::fault::Fault;
use crate::generated::attestations::accounts::{
    Attestation, Endorsement, ATTESTATION_DISCRIMINATOR, ENDORSEMENT_DISCRIMINATOR,
};
use crate::programs::Program;
use crate::query;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The window; nothing to list what the batches hold, whatever the chain says of it.
    pub window: Option<Range<i64>>,
    /// The time that revocations and revisions are judged by; nothing for now.
    pub at: Option<i64>,
    /// The folders of batches whose leaves count too.
    pub batches: &'a [Folder],
}

/// What was found.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    /// Works that count.
    pub works: u64,
    /// Their endorsements.
    pub endorsements: u64,
    /// Attestations on chain.
    pub attestations: u64,
    /// Leaves of batches.
    pub leaves: u64,
    /// What does not count.
    pub left_out: u64,
}

/// Writes the list `creator,work,endorsements`, sorted: two requests, and a few about the times of revocations.
///
/// # Errors
/// When the node does not answer, a batch's files contradict each other or the chain, or the list cannot be written.
pub fn collect(
    rpc: &RpcClient,
    request: &Request<'_>,
    out: &Path,
    on_read: &mut dyn FnMut(u64),
) -> Result<Counts, Fault> {
    let mut table = WorksTable::new(out);
    let mut counts = Counts::default();
    if let Some(window) = &request.window {
        counts.attestations = attestations(rpc, window, request.at, &mut table)?;
    }
    for folder in request.batches {
        counts.leaves += leaves(rpc, folder, request.window.as_ref(), &mut table, on_read)?;
    }
    (counts.works, counts.endorsements) = table.write()?;
    counts.left_out = counts.attestations + counts.leaves - counts.works;
    Ok(counts)
}

/// Adds all attestations, with what stood of them at a time, or stands now, and their endorsements; returns how many there are.
fn attestations(
    rpc: &RpcClient,
    window: &Range<i64>,
    at: Option<i64>,
    table: &mut WorksTable,
) -> Result<u64, Fault> {
    let program = Program::Attestations.id();
    let all =
        |discriminator: [u8; 8], length| query::slices(rpc, &program, &[(0, &discriminator)], 0, length);
    let mut endorsed: HashMap<Pubkey, u64> = HashMap::new();
    for (_, bytes) in all(ENDORSEMENT_DISCRIMINATOR, Endorsement::LEN)? {
        if let Ok(endorsement) = Endorsement::from_bytes(&bytes) {
            let given = endorsed.entry(endorsement.attestation).or_default();
            // A withdrawn one is kept for 90 days, so that a window that ended before can be listed again.
            let stood = endorsement.withdrawn_at == 0 || endorsement.withdrawn_at >= window.end;
            *given = given.saturating_add(u64::from(endorsement.time < window.end && stood));
        }
    }
    let works: Vec<(Pubkey, Attestation)> = all(ATTESTATION_DISCRIMINATOR, Attestation::LEN)?
        .into_iter()
        .filter_map(|(address, bytes)| Some((address, Attestation::from_bytes(&bytes).ok()?)))
        .collect();
    let revised = revised_before(&works, at.unwrap_or(i64::MAX));
    let revocations = match at {
        Some(end) => Revocations::before(rpc, &works, end)?,
        None => Revocations::ALL,
    };
    for (address, work) in &works {
        let stands = !revocations.contains(work) && !revised.contains(address);
        let counts = stands && is_own_statement(work.kind) && window.contains(&work.time);
        let endorsements = counts.then(|| endorsed.get(address).copied().unwrap_or_default());
        table.add(&work.creator.to_bytes(), &work.content, Source::Chain, endorsements)?;
    }
    Ok(works.len() as u64)
}

/// The attestations that had been replaced before this time: a revision names what it replaces, and says since when it stands.
fn revised_before(works: &[(Pubkey, Attestation)], end: i64) -> HashSet<Pubkey> {
    let revisions = works.iter().filter(|(_, work)| work.time < end);
    revisions.map(|(_, work)| work.parent).collect()
}

/// Adds the leaves of a batch that count; returns how many leaves it has. A leaf counts from the batch's time, if the batch is
/// its creator's own or of an attestor that its creator permitted at that slot, and was not revoked before the window's end; once
/// it is promoted, the chain decides. One that revises another work counts when it is promoted.
fn leaves(
    rpc: &RpcClient,
    folder: &Folder,
    window: Option<&Range<i64>>,
    table: &mut WorksTable,
    on_read: &mut dyn FnMut(u64),
) -> Result<u64, Fault> {
    let summary = check_files(folder, on_read)?;
    let author = summary.author().map_err(|what| Fault::new(what).file(&folder.summary()))?;
    let (in_time, permissions) = match window {
        None => (true, None),
        Some(window) => match on_chain(rpc, folder, &summary)? {
            Some(batch) => {
                let stood = batch.revoked_at == 0 || batch.revoked_at >= window.end;
                (stood && window.contains(&batch.time), Some(Permissions::read(rpc, &author, &batch)?))
            }
            None => {
                let root = summary.root().unwrap_or_default();
                return Err(Fault::new(
                    "the batch is not on chain, so nothing says since when its works are attested",
                )
                .value(addresses::batch(&author, &root))
                .file(&folder.summary())
                .remedy("submit it first: `makerstake batch submit`, or leave it out"));
            }
        },
    };
    let mut rows = Rows::open(&folder.leaves(), author)?;
    while let Some(leaf) = rows.next_leaf()? {
        let is_permitted = || permissions.as_ref().is_some_and(|permissions| permissions.of(&leaf).is_some());
        let own = (leaf.creator == leaf.author || is_permitted()) && is_own_statement(leaf.kind);
        let counts = in_time && own && is_zero(&leaf.parent);
        table.add(&leaf.creator, &leaf.content, Source::Batch, counts.then_some(0))?;
    }
    Ok(u64::from(summary.leaves))
}

fn is_own_statement(kind: u8) -> bool {
    Kind::from_byte(kind).is_some_and(Kind::is_own_statement)
}

//! The works that an epoch counts, from the chain, from the files of batches and from metadata documents.
//!
//! A work counts when its creator does, when it was first stated in the window or in the one before, when it was not revoked
//! before the window's end, and is the creator's own statement. What is revised is the same work, under the hash of its first
//! version. What the platform's final label takes earnings from is left out. What changed after the window's end does not matter, so that the tables can be made again.

mod admission;
mod batches;
mod labels;
mod parts;
mod statements;

use std::path::Path;

use makerstake_distribution::address;
use makerstake_distribution::epoch::Folder as Epoch;
use makerstake_distribution::manifest::Window;
use makerstake_distribution::rule::{Named, Rule};
use serde::Serialize;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::works_table::{Listed, Record, Source, WorksTable};
use crate::batch::Folder;
use crate::fault::Fault;
use admission::Admitted;
use batches::Batches;
use labels::Labels;
use parts::Documents;
use statements::Statements;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The rule, which says who counts.
    pub rule: &'a Rule,
    /// The platform, whose labels count.
    pub platform: &'a Pubkey,
    /// The epoch's window.
    pub window: Window,
    /// The window before it, if there is one.
    pub before: Option<Window>,
    /// The folders of batches: the registrar's, and those whose leaves count too.
    pub batches: &'a [Folder],
    /// The folder of metadata documents, which say whose a work is.
    pub documents: Option<&'a Path>,
}

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counts {
    /// Works that are listed.
    pub works: u64,
    /// Their endorsements.
    pub endorsements: u64,
    /// Parts that co-authors have accepted.
    pub parts: u64,
    /// Creators that the registrar has registered, if the rule names one.
    pub admitted: Option<u64>,
    /// Attestations on chain.
    pub attestations: u64,
    /// Leaves of batches, registrations not among them.
    pub leaves: u64,
    /// Works of creators that do not count.
    pub not_admitted: u64,
    /// Works that a final label of the platform leaves without earnings in this window.
    pub labelled: u64,
    /// Statements that do not count for another reason: labelled, of other windows, revoked, revisions, or said twice.
    pub left_out: u64,
    /// Batches on chain whose folder was not given: their leaves do not count.
    pub batches_not_given: u64,
    /// Works that name a document that was not given: they are all the attester's.
    pub documents_not_given: u64,
    /// Files among the documents that are none, or that nobody attested.
    pub documents_left_out: u64,
}

/// Writes `works.csv` and `parts.csv` of an epoch's folder: five requests, a few about the times of revocations, and one for each
/// batch.
///
/// # Errors
/// When the node does not answer, a batch's files contradict each other or the chain, a batch of the registrar's is missing, or
/// the tables cannot be written.
pub fn collect(
    rpc: &RpcClient,
    request: &Request<'_>,
    out: &Epoch,
    on_read: &mut dyn FnMut(u64),
) -> Result<Counts, Fault> {
    let batches = Batches::open(rpc, request.batches, on_read)?;
    let admitted = Admitted::read(rpc, request, &batches)?;
    let labels = Labels::read(rpc, request.platform, request.window.end)?;
    let statements = Statements::read(rpc, request.window.end, &labels)?;
    let documents = Documents::read(request.documents, statements.metadata())?;
    let mut table = WorksTable::new(&out.works(), request.window, request.before);
    let mut counts = Counts {
        attestations: statements.len(),
        admitted: admitted.len(),
        labelled: labels.len(),
        batches_not_given: batches.not_given(request.window.end),
        documents_left_out: documents.left_out,
        ..Counts::default()
    };
    statements.list(&admitted, &documents, &mut table)?;
    for batch in batches.given() {
        counts.leaves += batch.list(rpc, request.window.end, (&admitted, &labels), &mut table)?;
    }
    if !request.rule.roles.is_empty() {
        admitted.list(&mut table)?;
    }
    let listed: Listed = table.write()?;
    let parts = statements.parts(&admitted, &documents, &listed);
    counts.documents_not_given = parts.documents_not_given;
    counts.parts = parts.write(&out.parts())?;
    (counts.works, counts.endorsements) = (listed.works, listed.endorsements);
    counts.not_admitted = listed.not_admitted;
    counts.left_out =
        (counts.attestations + counts.leaves).saturating_sub(counts.works + counts.not_admitted);
    Ok(counts)
}

/// The registrar's address, if the rule names one.
fn registrar(rule: &Rule) -> Option<Pubkey> {
    match rule.registrar {
        Named::Open => None,
        Named::Account(address) => Some(Pubkey::new_from_array(address)),
    }
}

/// An address as it stands in documents.
fn parse(text: &str) -> Option<[u8; 32]> {
    address::parse(text.as_bytes()).ok()
}

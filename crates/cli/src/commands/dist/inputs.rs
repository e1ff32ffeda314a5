//! `makerstake dist inputs`.

mod revocations;
mod table;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::attestations::accounts::{
    Attestation, Endorsement, ATTESTATION_DISCRIMINATOR, ENDORSEMENT_DISCRIMINATOR,
};
use makerstake_client::programs::Program;
use makerstake_client::query;
use makerstake_core::hash::is_zero;
use makerstake_core::work::Kind;
use serde::Serialize;
use solana_pubkey::Pubkey;

use self::revocations::Revocations;
use self::table::{Source, Table};
use crate::commands::batch::folder::Folder;
use crate::commands::batch::permissions::Permissions;
use crate::commands::batch::rows::Rows;
use crate::commands::batch::verify;
use crate::context::Context;
use crate::failure::Failure;

/// List the attested works and their endorsements, from the chain and from the files of batches.
///
/// A work counts when it was attested in the window, was neither revoked nor replaced by a revision before the window's end, and is
/// the creator's own statement. What was revoked or revised later counts, so that the list can be made again. A leaf of a batch counts from the batch's time, if the batch is its
/// creator's own, or of an attestor that its creator permitted to at that slot, and was not revoked before the window's end; once it is
/// promoted, the chain decides. A leaf that revises another work counts when it is promoted.
#[derive(Debug, Args)]
pub struct Inputs {
    /// The file to write: creator,work,endorsements
    works: PathBuf,
    /// Only what was attested before this time, unix seconds [default: the cluster's time]
    #[arg(long, value_name = "TIME")]
    until: Option<i64>,
    /// Only what was attested at this time or later, unix seconds
    #[arg(long, value_name = "TIME")]
    since: Option<i64>,
    /// The folder of a batch, whose leaves count too; may be given several times
    #[arg(long, value_name = "DIR")]
    batch: Vec<PathBuf>,
    /// List what the batches hold, whatever the chain says of it
    #[arg(long, requires = "batch", conflicts_with_all = ["until", "since"])]
    offline: bool,
}

#[derive(Debug, Default, Serialize)]
struct Report {
    works: u64,
    endorsements: u64,
    attestations: u64,
    leaves: u64,
    left_out: u64,
}

impl Inputs {
    /// Asks for all attestations and endorsements (two requests, and a few about the times of revocations), checks the batches, and
    /// writes the list, sorted.
    ///
    /// # Errors
    /// When the node does not answer, a batch's files contradict each other or the chain, or the list cannot be written.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let mut table = Table::new(&self.works);
        let mut report = Report::default();
        let window = if self.offline {
            None
        } else {
            let until = match self.until {
                Some(until) => until,
                None => context.chain_time()?,
            };
            Some(self.since.unwrap_or(i64::MIN)..until)
        };
        if let Some(window) = &window {
            report.attestations = attestations(context, window, self.until, &mut table)?;
        }
        for path in self.batch {
            report.leaves += leaves(context, Folder(path), window.as_ref(), &mut table)?;
        }
        (report.works, report.endorsements) = table.write()?;
        report.left_out = report.attestations + report.leaves - report.works;
        context.output.record(&report)
    }
}

/// Adds all attestations, with what stood of them at a time, or stands now, and their endorsements; returns how many there are.
fn attestations(
    context: &Context,
    window: &Range<i64>,
    at: Option<i64>,
    table: &mut Table,
) -> Result<u64, Failure> {
    let program = Program::Attestations.id();
    let all = |discriminator: [u8; 8], length| {
        context.ask(query::slices(context.rpc(), &program, &[(0, &discriminator)], 0, length))
    };
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
        Some(end) => Revocations::before(context, &works, end)?,
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

/// Adds the leaves of a batch that count; returns how many leaves it has.
fn leaves(
    context: &Context,
    folder: Folder,
    window: Option<&Range<i64>>,
    table: &mut Table,
) -> Result<u64, Failure> {
    let summary = verify::check_files(&folder, &context.output)?;
    let author = summary.author().map_err(|what| Failure::input(what).file(&folder.summary()))?;
    let (in_time, permissions) = match window {
        None => (true, None),
        Some(window) => match verify::on_chain(context, &folder, &summary)? {
            Some(batch) => {
                let stood = batch.revoked_at == 0 || batch.revoked_at >= window.end;
                (stood && window.contains(&batch.time), Some(Permissions::read(context, &author, &batch)?))
            }
            None => {
                return Err(Failure::input(
                    "the batch is not on chain, so nothing says since when its works are attested",
                )
                .value(verify::address(&folder, &summary)?)
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

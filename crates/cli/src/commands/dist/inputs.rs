//! `makerstake dist inputs`.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use makerstake_distribution::score::WORKS_HEADER;
use makerstake_sdk::generated::attestations::accounts::{
    Attestation, Endorsement, ATTESTATION_DISCRIMINATOR, ENDORSEMENT_DISCRIMINATOR,
};
use makerstake_sdk::programs::Program;
use makerstake_sdk::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::Failure;
use crate::files;

/// List the attested works and their endorsements, from the chain.
///
/// A work counts when it was attested before the window's end, is neither revoked nor replaced by a revision, and is the
/// creator's own statement. Leaves of batches count once they are promoted.
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
}

#[derive(Serialize)]
struct Report {
    works: usize,
    endorsements: u64,
    left_out: usize,
}

impl Inputs {
    /// Asks for all attestations and endorsements (two requests) and writes the list, sorted.
    ///
    /// # Errors
    /// When the node does not answer or the file cannot be written.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let until = match self.until {
            Some(until) => until,
            None => context.chain_time()?,
        };
        let since = self.since.unwrap_or(i64::MIN);
        let program = Program::Attestations.id();
        let all = |discriminator: [u8; 8], length| {
            context.ask(query::slices(context.rpc(), &program, &[(0, &discriminator)], 0, length))
        };
        let mut endorsed: HashMap<Pubkey, u64> = HashMap::new();
        for (_, bytes) in all(ENDORSEMENT_DISCRIMINATOR, Endorsement::LEN)? {
            if let Ok(endorsement) = Endorsement::from_bytes(&bytes) {
                let given = endorsed.entry(endorsement.attestation).or_default();
                *given = given.saturating_add(u64::from(endorsement.time < until));
            }
        }
        let found = all(ATTESTATION_DISCRIMINATOR, Attestation::LEN)?;
        let total = found.len();
        let mut rows: Vec<([u8; 32], [u8; 32], u64)> = found
            .into_iter()
            .filter_map(|(address, bytes)| Some((address, Attestation::from_bytes(&bytes).ok()?)))
            .filter(|(_, work)| {
                let counts = work.revoked_slot == 0 && work.is_revised == 0;
                let own = makerstake_domain::work::Kind::from_byte(work.kind)
                    .is_some_and(|kind| kind.is_own_statement());
                counts && own && (since..until).contains(&work.time)
            })
            .map(|(address, work)| {
                (work.creator.to_bytes(), work.content, endorsed.get(&address).copied().unwrap_or_default())
            })
            .collect();
        rows.sort_unstable();
        files::replace(&self.works, |file| {
            writeln!(file, "{WORKS_HEADER}")?;
            rows.iter().try_for_each(|(creator, content, endorsements)| {
                let creator = makerstake_distribution::address::text(creator);
                writeln!(file, "{creator},{},{endorsements}", hex::encode(content))
            })
        })?;
        context.output.record(&Report {
            works: rows.len(),
            endorsements: rows.iter().map(|row| row.2).sum(),
            left_out: total - rows.len(),
        })
    }
}

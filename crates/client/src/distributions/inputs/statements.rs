//! Attestations on chain as works: an attestation and all its revisions are one work.

use std::collections::{HashMap, HashSet};

use makerstake_core::hash::is_zero;
use makerstake_core::work::Kind;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::parts::{Documents, Parts};
use super::{Admitted, Labels, Listed, Record, Source, WorksTable};
use crate::distributions::revocations::Revocations;
use crate::fault::Fault;
use crate::generated::attestations::accounts::{
    Attestation, Endorsement, ATTESTATION_DISCRIMINATOR, ENDORSEMENT_DISCRIMINATOR,
};
use crate::programs::Program;
use crate::query;

/// A work with its newest version at the window's end.
struct Work {
    /// The first version.
    first: Attestation,
    /// The newest.
    newest: Attestation,
    /// Creators that vouch for one of the versions.
    endorsers: HashSet<[u8; 32]>,
    /// Whether a label takes the earnings of one of the versions.
    is_labelled: bool,
}

/// All works on chain, as they stood at a time.
pub struct Statements {
    works: HashMap<Pubkey, Work>,
    /// The revisions: their bytes are a version of a work, and not a work.
    versions: Vec<Attestation>,
    revocations: Revocations,
    count: u64,
}

impl Statements {
    /// Reads what stood at this time.
    pub fn read(rpc: &RpcClient, end: i64, labels: &Labels) -> Result<Self, Fault> {
        let program = Program::Attestations.id();
        let all =
            |discriminator: [u8; 8], length| query::slices(rpc, &program, &[(0, &discriminator)], 0, length);
        let found: Vec<(Pubkey, Attestation)> = all(ATTESTATION_DISCRIMINATOR, Attestation::LEN)?
            .into_iter()
            .filter_map(|(address, bytes)| Some((address, Attestation::from_bytes(&bytes).ok()?)))
            .collect();
        let revocations = Revocations::before(rpc, &found, end)?;
        let count = found.len() as u64;
        let attested: HashMap<Pubkey, Attestation> =
            found.into_iter().filter(|(_, attestation)| attestation.time < end).collect();
        let mut statements = Self { works: HashMap::new(), versions: Vec::new(), revocations, count };
        let mut firsts: HashMap<Pubkey, Pubkey> = HashMap::new();
        for (address, attestation) in &attested {
            let (first, work) = first_of(&attested, *address, attestation);
            firsts.insert(*address, first);
            if first != *address {
                statements.versions.push(attestation.clone());
            }
            let entry = statements.works.entry(first).or_insert_with(|| Work {
                first: work.clone(),
                newest: work.clone(),
                endorsers: HashSet::new(),
                is_labelled: false,
            });
            entry.is_labelled |= labels.take(&attestation.creator, &attestation.content);
            if attestation.revision > entry.newest.revision {
                entry.newest = attestation.clone();
            }
        }
        for (_, bytes) in all(ENDORSEMENT_DISCRIMINATOR, Endorsement::LEN)? {
            let Ok(endorsement) = Endorsement::from_bytes(&bytes) else { continue };
            // A withdrawn one is kept for 90 days, so that a window that ended before can be listed again.
            let stood = endorsement.withdrawn_at == 0 || endorsement.withdrawn_at >= end;
            let work = firsts.get(&endorsement.attestation).and_then(|first| statements.works.get_mut(first));
            if let Some(work) = work.filter(|_| stood && endorsement.time < end) {
                work.endorsers.insert(endorsement.endorser.to_bytes());
            }
        }
        Ok(statements)
    }

    /// How many attestations there are.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// The hashes of the documents that works name.
    pub fn metadata(&self) -> HashSet<[u8; 32]> {
        let hashes = self.works.values().map(|work| work.newest.metadata);
        hashes.filter(|hash| !is_zero(hash)).collect()
    }

    /// Adds all works, with their endorsements where they count.
    pub fn list(
        &self,
        admitted: &Admitted,
        documents: &Documents,
        table: &mut WorksTable,
    ) -> Result<(), Fault> {
        for work in self.works.values() {
            let is_own = Kind::from_byte(work.first.kind).is_some_and(Kind::is_own_statement);
            let counts = is_own && !work.is_labelled && !self.revocations.contains(&work.newest);
            table.add(&Record {
                creator: work.first.creator.to_bytes(),
                work: work.first.content,
                source: Source::Chain,
                time: work.first.time,
                is_admitted: admitted.contains(&work.first.creator.to_bytes()),
                endorsements: counts.then(|| work.endorsements(admitted, documents)),
            })?;
        }
        // Listed in a batch besides, a later version is no new work.
        self.versions.iter().try_for_each(|version| {
            table.add(&Record {
                creator: version.creator.to_bytes(),
                work: version.content,
                source: Source::Chain,
                time: version.time,
                is_admitted: true,
                endorsements: None,
            })
        })
    }

    /// The parts that co-authors of listed works have accepted.
    pub fn parts(&self, admitted: &Admitted, documents: &Documents, listed: &Listed) -> Parts {
        let mut parts = Parts::default();
        for work in self.works.values() {
            let attester = work.first.creator.to_bytes();
            if is_zero(&work.newest.metadata) || !listed.contains(&attester, &work.first.content) {
                continue;
            }
            let Some(authors) = documents.authors(&work.newest.metadata) else {
                parts.documents_not_given += 1;
                continue;
            };
            for (author, bps) in authors {
                let accepted = work.endorsers.contains(author) && admitted.contains(author);
                if accepted && *author != attester {
                    parts.add(&attester, &work.first.content, author, *bps);
                }
            }
        }
        parts
    }
}

impl Work {
    /// How many creators vouch for it that count, and did not make it.
    fn endorsements(&self, admitted: &Admitted, documents: &Documents) -> u64 {
        let authors = documents.authors(&self.newest.metadata).unwrap_or_default();
        let counts = |endorser: &&[u8; 32]| {
            **endorser != self.first.creator.to_bytes()
                && admitted.contains(endorser)
                && !authors.iter().any(|(author, _)| author == *endorser)
        };
        self.endorsers.iter().filter(counts).count() as u64
    }
}

/// The first version of what an attestation revises, as far as the chain of revisions leads.
fn first_of<'a>(
    attested: &'a HashMap<Pubkey, Attestation>,
    mut address: Pubkey,
    mut attestation: &'a Attestation,
) -> (Pubkey, &'a Attestation) {
    while let Some(parent) = attested.get(&attestation.parent).filter(|_| attestation.revision > 0) {
        (address, attestation) = (attestation.parent, parent);
    }
    (address, attestation)
}

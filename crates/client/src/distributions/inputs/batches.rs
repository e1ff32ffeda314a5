//! The batches on chain, and the folders that were given for them.

use std::collections::HashSet;

use makerstake_core::hash::is_zero;
use makerstake_core::work::{Kind, Leaf};
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::{Admitted, Labels, Record, Source, WorksTable};
use crate::batch::{check_files, on_chain, Folder, Permissions, Rows};
use crate::fault::Fault;
use crate::generated::attestations::accounts::{Batch, BATCH_DISCRIMINATOR};
use crate::programs::Program;
use crate::query;

/// A batch whose files were given.
pub struct Given {
    folder: Folder,
    pub author: Pubkey,
    pub batch: Batch,
}

/// All batches.
pub struct Batches {
    given: Vec<Given>,
    on_chain: Vec<(Pubkey, Batch)>,
    addresses: HashSet<Pubkey>,
}

/// Whether a batch stood at a time.
pub fn stood(batch: &Batch, at: i64) -> bool {
    batch.revoked_at == 0 || batch.revoked_at >= at
}

impl Batches {
    /// Reads which batches there are, and checks the folders as `batch verify` does.
    pub fn open(rpc: &RpcClient, folders: &[Folder], on_read: &mut dyn FnMut(u64)) -> Result<Self, Fault> {
        let found =
            query::slices(rpc, &Program::Attestations.id(), &[(0, &BATCH_DISCRIMINATOR)], 0, Batch::LEN)?;
        let read = |(address, bytes): (Pubkey, Vec<u8>)| Some((address, Batch::from_bytes(&bytes).ok()?));
        let mut batches = Self {
            given: Vec::with_capacity(folders.len()),
            on_chain: found.into_iter().filter_map(read).collect(),
            addresses: HashSet::new(),
        };
        for folder in folders {
            let summary = check_files(folder, on_read)?;
            let (author, address) = (summary.author, summary.address());
            let Some(batch) = on_chain(rpc, &summary)? else {
                let what = "the batch is not on chain, so nothing says since when its works are attested";
                let remedy = "submit it first: `makerstake batch submit`, or leave it out";
                return Err(Fault::new(what).value(address).file(&folder.summary()).remedy(remedy));
            };
            if !batches.addresses.insert(address) {
                return Err(Fault::new("the batch is given twice").value(address).file(&folder.summary()));
            }
            batches.given.push(Given { folder: folder.clone(), author, batch });
        }
        Ok(batches)
    }

    /// Those whose files were given.
    pub fn given(&self) -> &[Given] {
        &self.given
    }

    /// Those that stood at a time, and whose files were not given.
    pub fn missing(&self, at: i64) -> impl Iterator<Item = &(Pubkey, Batch)> {
        let is_missing = move |(address, batch): &&(Pubkey, Batch)| {
            stood(batch, at) && batch.time < at && !self.addresses.contains(address)
        };
        self.on_chain.iter().filter(is_missing)
    }

    /// How many of these there are.
    pub fn not_given(&self, at: i64) -> u64 {
        self.missing(at).count() as u64
    }
}

impl Given {
    /// The leaves, one by one.
    pub fn each(&self, mut take: impl FnMut(&Leaf) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut rows = Rows::open(&self.folder.leaves(), self.author)?;
        while let Some(leaf) = rows.next_leaf()? {
            take(&leaf)?;
        }
        Ok(())
    }

    /// Adds the works; returns how many there are. A leaf is a statement of its creator's from the batch's time on, if the batch
    /// is its creator's own or of an attestor that its creator permitted at that slot. It counts unless the batch was revoked
    /// before the window's end, or it is labelled, known to the chain, or revises another work.
    pub fn list(
        &self,
        rpc: &RpcClient,
        end: i64,
        (admitted, labels): (&Admitted, &Labels),
        table: &mut WorksTable,
    ) -> Result<u64, Fault> {
        let permissions = Permissions::read(rpc, &self.author, &self.batch)?;
        let stands = stood(&self.batch, end);
        let mut works = 0;
        self.each(|leaf| {
            if !Kind::from_byte(leaf.kind).is_some_and(Kind::is_own_statement) {
                return Ok(());
            }
            works += 1;
            let is_own = leaf.creator == leaf.author || permissions.of(leaf).is_some();
            if !is_own || !is_zero(&leaf.parent) || self.batch.time >= end {
                return Ok(());
            }
            let is_labelled = labels.take(&leaf.creator.into(), &leaf.content);
            table.add(&Record {
                creator: leaf.creator,
                work: leaf.content,
                source: Source::Batch,
                time: self.batch.time,
                is_admitted: admitted.contains(&leaf.creator),
                endorsements: (stands && !is_labelled).then_some(0),
            })
        })?;
        Ok(works)
    }
}

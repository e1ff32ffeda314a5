//! `makerstake attest FILE…`: state that works are one's own, by the hash of every byte of them.

use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use makerstake_client::batch::Rows;
use makerstake_client::generated::attestations::accounts::Attestation;
use makerstake_client::generated::attestations::instructions::{
    Attest as Instruction, AttestInstructionArgs,
};
use makerstake_client::hash;
use makerstake_client::sender::{Intent, NoJournal, Receipt};
use makerstake_client::{addresses, query};
use makerstake_core::document::Metadata;
use makerstake_core::work::Kind as WorkKind;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::creator::attestor::{self, Scope};
use super::creator::resolve::{self, Named};
use super::node_arg::NodeArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::many::{self, Stop};
use crate::progress::Progress;

/// Attest works by the hash of every byte; the files themselves stay here
#[derive(Debug, Args)]
pub struct Attest {
    /// The works
    #[arg(required_unless_present = "list")]
    files: Vec<PathBuf>,
    /// The works of a CSV file instead: a column `file` or `content` (SHA-256), and any of metadata (SHA-256) and kind
    #[arg(long, value_name = "CSV", conflicts_with_all = ["files", "metadata", "kind"])]
    list: Option<PathBuf>,
    /// A metadata document: licence, co-authors and their shares (docs/attestations.md)
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
    /// What the works are
    #[arg(long, value_enum, default_value_t)]
    kind: Kind,
    /// The creator: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
    /// Attest for another creator that permits it: an address or @handle
    #[arg(long = "for", value_name = "CREATOR")]
    on_behalf_of: Option<Named>,
    #[command(flatten)]
    node: NodeArg,
}

/// In whose name, and by whom: the creator itself, or an attestor by its permission.
#[derive(Clone, Copy)]
struct Authorship {
    creator: Pubkey,
    attestor: Option<Pubkey>,
    permission: Option<Pubkey>,
}

impl Authorship {
    fn find(context: &Context, by: Option<&Named>, on_behalf_of: Option<&Named>) -> Result<Self, Failure> {
        let by = resolve::address(context, by)?;
        let Some(named) = on_behalf_of else {
            return Ok(Self { creator: by, attestor: None, permission: None });
        };
        let creator = resolve::address(context, Some(named))?;
        let permission = attestor::in_force(context, &creator, &by, Scope::Attest)?;
        Ok(Self { creator, attestor: Some(by), permission: Some(permission) })
    }
}

/// What a work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Made by the creator
    #[default]
    Work,
    /// Made from other people's works
    Derivative,
}

impl From<Kind> for u8 {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Work => WorkKind::Work as Self,
            Kind::Derivative => WorkKind::Derivative as Self,
        }
    }
}

/// A work to attest.
struct Work {
    label: String,
    content: [u8; 32],
    metadata: [u8; 32],
    kind: u8,
}

#[derive(Serialize)]
struct Attested {
    file: String,
    content: String,
    attestation: String,
    slot: Option<u64>,
    signature: Option<String>,
    state: &'static str,
}

impl Attested {
    fn land(&mut self, receipt: &Receipt) {
        self.state = "attested";
        (self.slot, self.signature) = (Some(receipt.slot), Some(receipt.signature.to_string()));
    }
}

impl Attest {
    /// Attests each work, one transaction a work, many at once. One that is attested already is reported, not sent again,
    /// so an interrupted run is simply repeated.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let by = Authorship::find(context, self.creator.as_ref(), self.on_behalf_of.as_ref());
        let works = match &self.list {
            Some(list) => listed(list, by.as_ref().map_err(Clone::clone)?.creator)?,
            None => self.files(context)?,
        };
        let by = by?;
        let mut records = by.look(context, &works)?;
        if let Some(path) = &self.metadata {
            self.node.bring(context, &path.display().to_string(), &metadata_bytes(path)?, None)?;
        }
        let missing: Vec<usize> = (0..works.len()).filter(|at| records[*at].slot.is_none()).collect();
        let key = |at: usize| format!("attest {}", works[at].label);
        // One, or a rehearsal: sent as any other transaction is, with its signature told first.
        if context.sends_nothing() || missing.len() == 1 {
            for at in missing {
                if let Some(receipt) = context.submit(&key(at), vec![by.attest(context, &works[at])?], &[])? {
                    records[at].land(&receipt);
                }
            }
            return if context.sends_nothing() { Ok(()) } else { context.output.records(&records) };
        }
        let (signer, payer) = (context.signers.signer()?, context.signers.payer()?);
        let intents = missing.iter().map(|at| {
            let attest = by.attest(context, &works[*at])?;
            Ok((Intent::new(key(*at), vec![attest], payer, &[signer]), 1))
        });
        let intents: Vec<_> = intents.collect::<Result<_, Failure>>()?;
        let places: HashMap<String, usize> = missing.iter().map(|at| (key(*at), *at)).collect();
        let stop = Stop::on_ctrl_c()?;
        let what = ("attesting", intents.len() as u64, None);
        let tally = many::send(context, what, intents.into_iter(), &mut NoJournal, &stop, |key, receipt| {
            if let Some(record) = places.get(key).and_then(|at| records.get_mut(*at)) {
                record.land(receipt);
            }
        })?;
        context.output.records(&records)?;
        tally.failure.map_or_else(|| stop.check(), Err)
    }

    fn files(&self, context: &Context) -> Result<Vec<Work>, Failure> {
        let metadata = self.metadata.as_deref().map(metadata_hash).transpose()?.unwrap_or_default();
        let work = |path: &PathBuf| {
            let (label, kind) = (path.display().to_string(), self.kind.into());
            Ok(Work { label, content: content_hash(context, path)?, metadata, kind })
        };
        self.files.iter().map(work).collect()
    }
}

/// The works of a list, by their lines.
fn listed(path: &Path, creator: Pubkey) -> Result<Vec<Work>, Failure> {
    let mut rows = Rows::open(path, creator)?;
    let mut works = Vec::new();
    while let Some(leaf) = rows.next_leaf()? {
        let line = works.len() as u64 + 2;
        if leaf.creator != creator.to_bytes() || leaf.parent != [0; 32] {
            return Err(Failure::input("a list is of new works of one creator")
                .line(path, line)
                .remedy("leave the columns creator and parent out; revise with `makerstake work revise`"));
        }
        let (content, metadata, kind) = (leaf.content, leaf.metadata, leaf.kind);
        works.push(Work { label: format!("{} line {line}", path.display()), content, metadata, kind });
    }
    if works.is_empty() {
        return Err(Failure::input("no works").file(path).remedy("give at least one line below the header"));
    }
    Ok(works)
}

impl Authorship {
    /// What the chain knows of these works already. A request for each hundred.
    fn look(&self, context: &Context, works: &[Work]) -> Result<Vec<Attested>, Failure> {
        let address = |work: &Work| addresses::attestation(&self.creator, &work.content);
        let wanted: Vec<Pubkey> = std::iter::once(self.creator).chain(works.iter().map(address)).collect();
        let found = context.rpc.ask(query::accounts(context.rpc.client(), &wanted))?;
        let [creator, found @ ..] = found.as_slice() else { return Ok(Vec::new()) };
        if creator.is_none() {
            return Err(Failure::input("no creator here").value(self.creator).remedy(
                "register first with `makerstake creator register`, or name the creator with --creator if its keys changed",
            ));
        }
        let records = works.iter().zip(found).map(|(work, found)| {
            let there = found.as_ref().and_then(|account| Attestation::from_bytes(&account.data).ok());
            if there.as_ref().is_some_and(|there| there.metadata != work.metadata) {
                return Err(Failure::input("attested before, with other metadata")
                    .value(address(work))
                    .file(Path::new(&work.label))
                    .remedy("what is attested never changes; revise it with `makerstake work revise`"));
            }
            Ok(Attested {
                file: work.label.clone(),
                content: hex::encode(work.content),
                attestation: address(work).to_string(),
                state: if there.is_some() { "attested before" } else { "not attested" },
                slot: there.map(|there| there.slot),
                signature: None,
            })
        });
        records.collect()
    }

    fn attest(&self, context: &Context, work: &Work) -> Result<solana_instruction::Instruction, Failure> {
        let accounts = Instruction {
            payer: context.payer()?,
            authority: context.signer()?,
            creator: self.creator,
            attestor: self.attestor,
            permission: self.permission,
            attestation: addresses::attestation(&self.creator, &work.content),
            system_program: solana_sdk_ids::system_program::ID,
        };
        let Work { content, metadata, kind, .. } = *work;
        Ok(accounts.instruction(AttestInstructionArgs { content, metadata, kind }))
    }
}

/// The SHA-256 of a file of any size, read once in constant memory.
pub fn content_hash(context: &Context, path: &Path) -> Result<[u8; 32], Failure> {
    let io = |error: std::io::Error| Failure::io(path, &error);
    let mut file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    if length == 0 {
        return Err(Failure::input("an empty file is no work").file(path));
    }
    let mut progress = Progress::of_bytes(&context.output, &path.display().to_string(), length);
    let digest = hash::of_reader(&mut file, |read| progress.add(read)).map_err(io)?;
    progress.finish();
    Ok(digest)
}

/// The hash of a metadata document's canonical form, after its rules are checked.
pub fn metadata_hash(path: &Path) -> Result<[u8; 32], Failure> {
    Ok(hash::of_bytes(&metadata_bytes(path)?))
}

/// A metadata document's canonical form, after its rules are checked.
fn metadata_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    let refused = |error: makerstake_core::document::DocumentError| {
        Failure::input(error.to_string()).file(path).remedy("see docs/attestations.md for the format")
    };
    Metadata::parse(&bytes).and_then(|document| document.canonical()).map_err(refused)
}

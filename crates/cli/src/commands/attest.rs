//! `makerstake attest FILE…`: state that works are one's own, by the hash of every byte of them.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use makerstake_client::generated::attestations::accounts::Attestation;
use makerstake_client::generated::attestations::instructions::{
    Attest as Instruction, AttestInstructionArgs,
};
use makerstake_client::hash::{self, Sha2};
use makerstake_client::{addresses, query};
use makerstake_core::document::Metadata;
use makerstake_core::work::Kind as WorkKind;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::creator::attestor::{self, Scope};
use super::creator::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::progress::Progress;

/// Attest works by the hash of every byte; the files themselves stay here
#[derive(Debug, Args)]
pub struct Attest {
    /// The works
    #[arg(required = true)]
    files: Vec<PathBuf>,
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

#[derive(Serialize)]
struct Attested {
    file: String,
    content: String,
    attestation: String,
    slot: u64,
    signature: Option<String>,
    state: &'static str,
}

impl Attest {
    /// Attests each file, one transaction a file. One that is attested already is reported, not sent again, so an
    /// interrupted run is simply repeated.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let metadata = self.metadata.as_deref().map(metadata_hash).transpose()?.unwrap_or_default();
        let contents =
            self.files.iter().map(|path| content_hash(context, path)).collect::<Result<Vec<_>, _>>()?;
        let authorship = Authorship::find(context, self.creator.as_ref(), self.on_behalf_of.as_ref())?;
        let mut attested = Vec::new();
        for (path, content) in self.files.iter().zip(contents) {
            attested.extend(attest(context, path, content, metadata, self.kind, authorship)?);
        }
        if context.dry_run {
            return Ok(());
        }
        context.output.records(&attested)
    }
}

fn attest(
    context: &Context,
    path: &Path,
    content: [u8; 32],
    metadata: [u8; 32],
    kind: Kind,
    authorship: Authorship,
) -> Result<Option<Attested>, Failure> {
    let Authorship { creator, attestor, permission } = authorship;
    let address = addresses::attestation(&creator, &content);
    let record = |slot, signature, state| Attested {
        file: path.display().to_string(),
        content: hex::encode(content),
        attestation: address.to_string(),
        slot,
        signature,
        state,
    };
    let accounts = context.rpc.ask(query::accounts(context.rpc.client(), &[address, creator]))?;
    let [existing, by] = accounts.as_slice() else { return Ok(None) };
    if by.is_none() {
        return Err(Failure::input("no creator here").value(creator).remedy(
            "register first with `makerstake creator register`, or name the creator with --creator if its keys changed",
        ));
    }
    if let Some(work) = existing.as_ref().and_then(|account| Attestation::from_bytes(&account.data).ok()) {
        if work.metadata != metadata {
            return Err(Failure::input("attested before, with other metadata")
                .value(address)
                .file(path)
                .remedy("what is attested never changes; revise it with `makerstake work revise`"));
        }
        return Ok(Some(record(work.slot, None, "attested before")));
    }
    let instruction = Instruction {
        payer: context.payer()?,
        authority: context.signer()?,
        creator,
        attestor,
        permission,
        attestation: address,
        system_program: solana_sdk_ids::system_program::ID,
    }
    .instruction(AttestInstructionArgs { content, metadata, kind: kind.into() });
    let receipt = context.submit(&format!("attest {}", path.display()), vec![instruction], &[])?;
    Ok(receipt.map(|receipt| record(receipt.slot, Some(receipt.signature.to_string()), "attested")))
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
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    let refused = |error: makerstake_core::document::DocumentError| {
        Failure::input(error.to_string()).file(path).remedy("see docs/attestations.md for the format")
    };
    Metadata::parse(&bytes).and_then(|document| document.hash::<Sha2>()).map_err(refused)
}

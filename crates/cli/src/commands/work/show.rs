//! `makerstake work show`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::attestations::accounts::Attestation;
use makerstake_client::query::{self, Keyed};
use serde::Serialize;
use solana_pubkey::Pubkey;

use crate::commands::attest::content_hash;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Show who attested a work first, and everybody else who did
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["file", "content", "address"])))]
pub struct Show {
    /// The work itself, hashed here
    file: Option<PathBuf>,
    /// Its SHA-256
    #[arg(long, value_parser = parse::digest, value_name = "SHA256")]
    content: Option<[u8; 32]>,
    /// The address of one attestation
    #[arg(long, value_parser = parse::address)]
    address: Option<Pubkey>,
}

/// A work as it is printed.
#[derive(Debug, Serialize)]
pub struct Record {
    attestation: String,
    creator: String,
    content: String,
    metadata: Option<String>,
    slot: u64,
    time: i64,
    kind: &'static str,
    revision: u16,
    parent: Option<String>,
    state: &'static str,
}

impl From<&Keyed<Attestation>> for Record {
    fn from(work: &Keyed<Attestation>) -> Self {
        let account = &work.account;
        Self {
            attestation: work.address.to_string(),
            creator: account.creator.to_string(),
            content: hex::encode(account.content),
            metadata: (account.metadata != [0; 32]).then(|| hex::encode(account.metadata)),
            slot: account.slot,
            time: account.time,
            kind: match account.kind {
                0 => "work",
                1 => "derivative",
                2 => "registration",
                _ => "unknown",
            },
            revision: account.revision,
            parent: (account.parent != Pubkey::default()).then(|| account.parent.to_string()),
            state: match (account.revoked_slot, account.is_revised) {
                (0, 0) => "stands",
                (0, _) => "revised",
                _ => "revoked",
            },
        }
    }
}

impl Show {
    /// Prints the attestations, the earliest first.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let works = match (&self.file, self.content, self.address) {
            (_, _, Some(address)) => vec![one(context, &address)?],
            (Some(path), _, _) => by_content(context, &content_hash(context, path)?)?,
            (_, content, _) => by_content(context, &content.unwrap_or_default())?,
        };
        context.output.records(&works.iter().map(Record::from).collect::<Vec<_>>())
    }
}

/// The attestation at an address.
pub fn one(context: &Context, address: &Pubkey) -> Result<Keyed<Attestation>, Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), address))?;
    match account.and_then(|account| Attestation::from_bytes(&account.data).ok()) {
        Some(account) => Ok(Keyed { address: *address, account }),
        None => Err(Failure::input("no attestation here")
            .value(address)
            .remedy("check the address and the cluster (-u)")),
    }
}

fn by_content(context: &Context, content: &[u8; 32]) -> Result<Vec<Keyed<Attestation>>, Failure> {
    let works = context.rpc.ask(query::attestations_by_content(context.rpc.client(), content))?;
    if works.is_empty() {
        return Err(Failure::input("nobody attested this work on this cluster")
            .value(hex::encode(content))
            .remedy("leaves of a batch are found only once they are promoted"));
    }
    Ok(works)
}

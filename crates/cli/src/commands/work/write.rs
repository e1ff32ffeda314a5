//! `makerstake work revise|revoke|endorse|withdraw-endorsement`

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::attestations::accounts::Endorsement;
use makerstake_client::generated::attestations::instructions as on_chain;
use makerstake_client::{addresses, query};
use solana_pubkey::Pubkey;

use super::show::one;
use crate::commands::attest::{content_hash, metadata_hash};
use crate::commands::creator::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Replace a work by a newer version of it
#[derive(Debug, Args)]
pub struct Revise {
    /// The address of the attestation to replace
    #[arg(value_parser = parse::address)]
    parent: Pubkey,
    /// The newer version
    file: PathBuf,
    /// Its metadata document
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,
}

/// Take back an attestation, for ever
#[derive(Debug, Args)]
pub struct Revoke {
    /// The address of the attestation
    #[arg(value_parser = parse::address)]
    attestation: Pubkey,
}

/// Vouch for another creator's attestation
#[derive(Debug, Args)]
pub struct Endorse {
    /// The address of the attestation
    #[arg(value_parser = parse::address)]
    attestation: Pubkey,
    /// The creator that vouches: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
}

/// Stop vouching; 90 days later the rent can be returned to who paid it
#[derive(Debug, Args)]
pub struct WithdrawEndorsement {
    /// The address of the attestation
    #[arg(value_parser = parse::address)]
    attestation: Pubkey,
    /// The creator that vouched: an address or @handle [default: the one that the signer registered]
    #[arg(long)]
    creator: Option<Named>,
}

/// Return the rent of an endorsement that was withdrawn 90 days ago to who paid it
#[derive(Debug, Args)]
pub struct CloseEndorsement {
    /// The address of the attestation
    #[arg(value_parser = parse::address)]
    attestation: Pubkey,
    /// The creator that vouched: an address or @handle
    endorser: Named,
}

impl Revise {
    /// Sends the revision.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let metadata = self.metadata.as_deref().map(metadata_hash).transpose()?.unwrap_or_default();
        let content = content_hash(context, &self.file)?;
        let creator = one(context, &self.parent)?.account.creator;
        let instruction = on_chain::Revise {
            payer: context.payer()?,
            authority: context.signer()?,
            creator,
            attestor: None,
            permission: None,
            parent: self.parent,
            attestation: addresses::attestation(&creator, &content),
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction(on_chain::ReviseInstructionArgs { content, metadata });
        context.send(format!("revise {}", self.parent), instruction)
    }
}

impl Revoke {
    /// Sends the revocation.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let creator = one(context, &self.attestation)?.account.creator;
        context.confirm(&format!("Revoke {}? This cannot be undone.", self.attestation))?;
        let instruction =
            on_chain::Revoke { authority: context.signer()?, creator, attestation: self.attestation }
                .instruction();
        context.send(format!("revoke {}", self.attestation), instruction)
    }
}

impl Endorse {
    /// Sends the endorsement.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let endorser = resolve::address(context, self.creator.as_ref())?;
        let instruction = on_chain::Endorse {
            payer: context.payer()?,
            authority: context.signer()?,
            endorser,
            attestation: self.attestation,
            endorsement: addresses::endorsement(&self.attestation, &endorser),
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction();
        context.send(format!("endorse {}", self.attestation), instruction)
    }
}

impl WithdrawEndorsement {
    /// Sends the withdrawal.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let endorser = resolve::address(context, self.creator.as_ref())?;
        let address = addresses::endorsement(&self.attestation, &endorser);
        endorsement(context, &address)?;
        let authority = context.signer()?;
        let instruction =
            on_chain::WithdrawEndorsement { authority, endorser, endorsement: address }.instruction();
        context.send(format!("withdraw the endorsement of {}", self.attestation), instruction)
    }
}

impl CloseEndorsement {
    /// Closes the account.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let endorser = resolve::address(context, Some(&self.endorser))?;
        let address = addresses::endorsement(&self.attestation, &endorser);
        let rent_payer = endorsement(context, &address)?.rent_payer;
        let instruction = on_chain::CloseEndorsement { endorsement: address, rent_payer }.instruction();
        context.send(format!("close the endorsement {address}"), instruction)
    }
}

fn endorsement(context: &Context, address: &Pubkey) -> Result<Endorsement, Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), address))?;
    account
        .and_then(|account| Endorsement::from_bytes(&account.data).ok())
        .ok_or_else(|| Failure::input("no endorsement here").value(address))
}

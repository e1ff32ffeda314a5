//! `makerstake propose`: from a file of actions to a proposal, after looking at everything that would stop it.

mod code;
pub mod entry;
pub mod file;
mod preflight;

use std::path::PathBuf;

use clap::Args;
use makerstake_client::generated::governance::instructions as on_chain;
use makerstake_client::generated::governance::types::ByHash;
use makerstake_client::proposals;
use makerstake_core::action::Action;
use serde::Serialize;
use solana_instruction::AccountMeta;

use self::entry::Entry;
use self::file::Document;
use super::platform_arg::{self, PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::{Exit, Failure};

/// Propose what a TOML or JSON file says, after telling in plain words what would happen
#[derive(Debug, Args)]
pub struct Propose {
    /// The file: title, uri, document, track and actions; docs/proposals.md describes it
    file: PathBuf,
    #[command(flatten)]
    platform: PlatformArg,
    #[command(flatten)]
    signer: SignerArg,
    /// Tells proposals of the same proposer apart [default: the cluster's time]
    #[arg(long)]
    nonce: Option<u32>,
}

impl Propose {
    /// Runs the command.
    ///
    /// # Errors
    /// With exit code 3 for a file that is none, 4 for a proposal that would fail.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let document = Document::read(&self.file)?;
        let at = self.platform.addresses(context)?;
        let track = document.track(context, &at, &self.file)?;
        let actions: Vec<Action<'_>> = document.actions.iter().map(Entry::action).collect();
        context.output.note(format!("{} (track {track}):", document.title));
        let mut problems = Vec::new();
        for action in &actions {
            context.output.note(format!("  - {}", proposals::describe(action)));
            problems.extend(preflight::problems(context, &at, track, action)?);
        }
        if !problems.is_empty() {
            let mut failure = Failure::new(Exit::Rejected, "the proposal would fail; nothing was sent");
            failure.details = problems;
            return Err(failure.file(&self.file));
        }
        let holder = self.signer.holder(context)?;
        platform_arg::required(
            context,
            &at.position(&holder.address),
            "position of the proposer; only who has shares, or votes by delegation, proposes, and none",
        )?;
        let nonce = match self.nonce {
            Some(nonce) => nonce,
            None => u32::try_from(context.chain_time()?)
                .map_err(|_| Failure::input("the cluster's time is no nonce").remedy("pass --nonce"))?,
        };
        let address = at.proposal(&holder.address, nonce);
        let accounts = on_chain::CreateProposal {
            payer: context.payer()?.pubkey(),
            authority: context.signer()?.pubkey(),
            creator: holder.creator,
            pool: at.pool,
            position: at.position(&holder.address),
            platform: at.platform,
            track: at.track(track),
            proposal: address,
            system_program: solana_sdk_ids::system_program::ID,
        };
        let args = on_chain::CreateProposalInstructionArgs {
            nonce,
            title: document.title.clone(),
            uri: document.uri.clone(),
            actions: if document.by_hash { Vec::new() } else { proposals::encode(&actions) },
            document_hash: document.hash(&self.file)?,
            by_hash: if document.by_hash { Some(by_hash(&document)?) } else { None },
        };
        // What the treasury has of each asset, by which a track's limits are measured.
        let balances = preflight::balances(context, &at, &actions)?;
        let metas: Vec<AccountMeta> =
            balances.iter().map(|key| AccountMeta::new_readonly(*key, false)).collect();
        if document.by_hash {
            context.output.note(format!(
                "only a digest of the actions goes on chain: publish {} with the document, because voters compare it \
                 (`makerstake proposal show --file`) and execution brings it along (`makerstake proposal execute --file`)",
                self.file.display()
            ));
        }
        let instruction = accounts.instruction_with_remaining_accounts(args, &metas);
        let done = format!("propose {:?} as {address}", document.title);
        let Some(receipt) = context.submit(&done, vec![instruction], &[])? else { return Ok(()) };
        context.output.record(&Proposed {
            proposal: address.to_string(),
            title: document.title,
            track,
            signature: receipt.signature.to_string(),
            slot: receipt.slot,
            compute_units: receipt.units,
        })
    }
}

fn by_hash(document: &Document) -> Result<ByHash, Failure> {
    let too_many = || Failure::input("a proposal carries 1 to 10 actions").value(document.actions.len());
    let link = *document.chain().link(0).ok_or_else(too_many)?;
    let count = u8::try_from(document.actions.len()).map_err(|_| too_many())?;
    Ok(ByHash { link, kinds: document.kinds(), count })
}

/// What was proposed, and where it stands from now on.
#[derive(Serialize)]
struct Proposed {
    proposal: String,
    title: String,
    track: u8,
    signature: String,
    slot: u64,
    compute_units: Option<u64>,
}

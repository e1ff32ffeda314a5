//! `makerstake propose`: from a file of actions to a proposal, after looking at everything that would stop it.

use std::path::{Path, PathBuf};

use clap::Args;
use makerstake_client::actions::file::{File, Format};
use makerstake_client::actions::preflight::{balances, preflight, remarks, wanted};
use makerstake_client::actions::simulate::simulate;
use makerstake_client::actions::{choose_track, describe, encode};
use makerstake_client::generated::governance::instructions as on_chain;
use makerstake_client::generated::governance::types::ByHash;
use makerstake_client::hash;
use makerstake_client::snapshot::List;
use serde::Serialize;
use solana_instruction::AccountMeta;

use super::node_arg::NodeArg;
use super::platform_arg::{load, PlatformArg, SignerArg};
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
    #[command(flatten)]
    node: NodeArg,
    /// Tells proposals of the same proposer apart [default: the cluster's time]
    #[arg(long)]
    nonce: Option<u32>,
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

impl Propose {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let file = read_file(&self.file)?;
        let actions = file.actions();
        let at = self.platform.addresses(context)?;
        let holder = self.signer.holder(context)?;
        let mut accounts = wanted(&at, &actions);
        accounts.push(at.position(&holder.address));
        let mut snapshot = load(context, at, &[List::Tracks], &accounts)?;
        let track = choose_track(&snapshot.tracks(), file.track, file.kinds()).map_err(|error| {
            let failure = Failure::input(error.to_string()).remedy(error.remedy());
            if file.track.is_some() {
                failure.file(&self.file)
            } else {
                failure
            }
        })?;
        context.output.note(format!("{} (track {track}):", file.title));
        for action in &actions {
            context.output.note(format!("  - {}", describe(action)));
            for remark in remarks(&snapshot, action) {
                context.output.note(format!("    {remark}"));
            }
        }
        let payer = context.payer()?;
        let simulated = simulate(context.rpc.client(), &mut snapshot, &payer, &actions);
        for line in context.rpc.ask(simulated)? {
            context.output.detail(line);
        }
        let problems = preflight(&snapshot, track, &actions);
        if !problems.is_empty() {
            let mut failure = Failure::new(Exit::Rejected, "the proposal would fail; nothing was sent");
            failure.details = problems.iter().map(|problem| problem.message.to_string()).collect();
            return Err(failure.file(&self.file));
        }
        if snapshot.position(&holder.address).is_none() {
            return Err(Failure::absent(
                "position of the proposer; only who has shares, or votes by delegation, proposes, and none",
                &at.position(&holder.address),
            ));
        }
        let document = read_document(&self.file, &file.document)?;
        self.node.bring(context, &file.document, &document, Some(&at.platform))?;
        let nonce = match self.nonce {
            Some(nonce) => nonce,
            None => u32::try_from(snapshot.now)
                .map_err(|_| Failure::input("the cluster's time is no nonce").remedy("pass --nonce"))?,
        };
        let address = at.proposal(&holder.address, nonce);
        let by_hash = file.by_hash.then(|| {
            let link = file.chain().link(0).copied().unwrap_or_default();
            // A file has at most ten actions.
            ByHash { link, kinds: file.kinds(), count: actions.len() as u8 }
        });
        let args = on_chain::CreateProposalInstructionArgs {
            nonce,
            title: file.title.clone(),
            uri: file.uri.clone(),
            actions: if file.by_hash { Vec::new() } else { encode(&actions) },
            document_hash: hash::of_bytes(&document),
            by_hash,
        };
        let metas: Vec<AccountMeta> = balances(&snapshot, &actions)
            .into_iter()
            .map(|key| AccountMeta::new_readonly(key, false))
            .collect();
        let instruction = on_chain::CreateProposal {
            payer,
            authority: context.signer()?,
            creator: holder.creator,
            pool: at.pool,
            position: at.position(&holder.address),
            platform: at.platform,
            track: at.track(track),
            proposal: address,
            system_program: solana_sdk_ids::system_program::ID,
        }
        .instruction_with_remaining_accounts(args, &metas);
        if file.by_hash {
            context.output.note(format!(
                "only a digest of the actions goes on chain: publish {} with the document, because voters compare it \
                 (`makerstake proposal show --file`) and execution brings it along (`makerstake proposal execute --file`)",
                self.file.display()
            ));
        }
        let done = format!("propose {:?} as {address}", file.title);
        let Some(receipt) = context.submit(&done, vec![instruction], &[])? else { return Ok(()) };
        context.output.record(&Proposed {
            proposal: address.to_string(),
            title: file.title,
            track,
            signature: receipt.signature.to_string(),
            slot: receipt.slot,
            compute_units: receipt.units,
        })
    }
}

/// Reads a proposal's file; its ending says whether it is TOML or JSON.
pub fn read_file(path: &Path) -> Result<File, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
    let remedy = "docs/proposals.md describes the file of a proposal";
    let format = match path.extension().and_then(|ending| ending.to_str()) {
        Some("json") => Format::Json,
        Some("toml") => Format::Toml,
        _ => return Err(Failure::input("the name must end in .toml or .json").file(path).remedy(remedy)),
    };
    File::parse(&text, format).map_err(|fault| {
        let failure = Failure::input(fault.to_string()).remedy(remedy);
        match fault.line {
            Some(line) => failure.line(path, line as u64),
            None => failure.file(path),
        }
    })
}

/// The document that explains a proposal; its path is relative to the proposal's file.
fn read_document(file: &Path, document: &str) -> Result<Vec<u8>, Failure> {
    let path = file.parent().unwrap_or(Path::new("")).join(document);
    std::fs::read(&path).map_err(|error| Failure::io(&path, &error))
}

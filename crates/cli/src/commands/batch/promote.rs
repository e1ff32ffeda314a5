//! `makerstake batch promote`: leaves become attestations, as many at once as asked for.

use std::path::PathBuf;

use clap::Args;
use makerstake_client::batch::{on_chain, Folder, Permissions, Rows, Summary};
use makerstake_client::generated::attestations::instructions::{
    Promote as Instruction, PromoteInstructionArgs,
};
use makerstake_client::sender::{FileJournal, Intent, Outcome};
use makerstake_client::{addresses, query};
use makerstake_core::hash::is_zero;
use makerstake_core::work::Leaf;
use makerstake_distribution::tree::TreeFile;
use serde::Serialize;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::context::Context;
use crate::failure::{of_outcome, Failure};
use crate::many::{self, Stop};

/// How many accounts one question asks for.
const AT_ONCE: usize = 100;

/// Turn leaves into attestations of their own; those that are attestations already are skipped
#[derive(Debug, Args)]
pub struct Promote {
    /// The folder of the batch
    folder: PathBuf,
    /// The leaves, counted from 0 in the order of leaves.csv
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    indices: Vec<u32>,
    /// All of them
    #[arg(long)]
    all: bool,
}

/// A leaf and its place.
struct Chosen {
    index: u32,
    leaf: Leaf,
}

#[derive(Debug, Default, Serialize)]
struct Counts {
    promoted: u64,
    skipped: u64,
    failed: u64,
}

impl Promote {
    /// Promotes. Ctrl-C lets what is on its way come to its end; a second run goes on where this one stopped,
    /// because the chain says what is done.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let folder = Folder(self.folder);
        let summary = folder.read()?;
        let tree = TreeFile::open(&folder.tree())?;
        let chosen = choose(&folder, &summary, &self.indices, self.all)?;
        let mut counts = Counts::default();
        if context.dry_run {
            let total = undone(context, &chosen, &mut counts)?.len();
            context.output.note(format!("would promote {total} leaves, skip {}", counts.skipped));
            return Ok(());
        }
        context.signing.must_be_plain()?;
        let (mut journal, pending) = FileJournal::open(&folder.journal())?;
        for pending in pending {
            // From a run that was killed: bring it to its end before anything is signed for the same leaf.
            let outcome = context.rpc.sender()?.resume(&pending, &mut journal)?;
            // Still on its way: signed anew, it could land twice.
            let is_unknown = matches!(outcome, Outcome::Unknown { .. });
            if let Some(failure) = of_outcome(&outcome, &context.rpc.host()).filter(|_| is_unknown) {
                return Err(failure);
            }
        }
        let todo = undone(context, &chosen, &mut counts)?;
        let total = todo.len() as u64;
        let signer = context.signers.signer()?;
        let on_chain = context.rpc.found(on_chain(context.rpc.client(), &summary))?;
        let on_chain = on_chain.ok_or_else(|| {
            Failure::input("the batch is not on chain")
                .file(&folder.summary())
                .remedy("submit it first: `makerstake batch submit`")
        })?;
        let permissions =
            context.rpc.ask(Permissions::read(context.rpc.client(), &summary.author, &on_chain))?;
        let intents = todo
            .iter()
            .map(|chosen| self::intent(context, &summary, &tree, chosen, &permissions, signer))
            .collect::<Result<Vec<_>, _>>()?;
        let stop = Stop::on_ctrl_c()?;
        let intents = intents.into_iter().map(|intent| (intent, 1));
        let tally = many::send(context, ("promoting", total, None), intents, &mut journal, &stop, |_, _| {})?;
        (counts.promoted, counts.failed) = (tally.done, tally.failed);
        context.output.record(&counts)?;
        tally.failure.map_or_else(|| stop.check(), Err)
    }
}

/// The leaves that the user means, in the order of the file.
fn choose(folder: &Folder, summary: &Summary, indices: &[u32], all: bool) -> Result<Vec<Chosen>, Failure> {
    if let Some(index) = indices.iter().find(|index| **index >= summary.leaves) {
        return Err(Failure::input("no such leaf")
            .value(index)
            .remedy(format!("the batch has leaves 0 to {}", summary.leaves.saturating_sub(1))));
    }
    let mut rows = Rows::open(&folder.leaves(), summary.author)?;
    let mut chosen = Vec::new();
    let mut index = 0;
    while let Some(leaf) = rows.next_leaf()? {
        if all || indices.contains(&index) {
            chosen.push(Chosen { index, leaf });
        }
        index += 1;
    }
    Ok(chosen)
}

/// Those that are not attestations yet. One request for each hundred.
fn undone<'c>(
    context: &Context,
    chosen: &'c [Chosen],
    counts: &mut Counts,
) -> Result<Vec<&'c Chosen>, Failure> {
    let mut todo = Vec::new();
    for hundred in chosen.chunks(AT_ONCE) {
        let addresses: Vec<Pubkey> = hundred.iter().map(|chosen| attestation(&chosen.leaf)).collect();
        let found = context.rpc.ask(query::accounts(context.rpc.client(), &addresses))?;
        for (chosen, account) in hundred.iter().zip(found) {
            match account {
                Some(account) if !account.data.is_empty() => counts.skipped += 1,
                _ => todo.push(chosen),
            }
        }
    }
    Ok(todo)
}

fn intent<'a>(
    context: &'a Context,
    summary: &Summary,
    tree: &TreeFile,
    chosen: &Chosen,
    permissions: &Permissions,
    signer: &'a dyn Signer,
) -> Result<Intent<'a>, Failure> {
    let Chosen { index, leaf } = chosen;
    let permission = permissions.of(leaf);
    let creator = Pubkey::new_from_array(leaf.creator);
    let proof = tree.proof(*index).map_err(|error| Failure::input(error.to_string()))?;
    let instruction = Instruction {
        payer: context.payer()?,
        // In a batch of the creator's own anyone may promote, and in its attestor's; otherwise the creator signs.
        authority: (creator != summary.author && permission.is_none()).then(|| signer.pubkey()),
        creator,
        batch: summary.address(),
        permission,
        parent: (!is_zero(&leaf.parent)).then(|| Pubkey::new_from_array(leaf.parent)),
        attestation: attestation(leaf),
        system_program: solana_sdk_ids::system_program::ID,
    }
    .instruction(PromoteInstructionArgs {
        content: leaf.content,
        metadata: leaf.metadata,
        kind: leaf.kind,
        nonce: leaf.nonce,
        proof,
    });
    Ok(Intent::new(format!("leaf {index}"), vec![instruction], context.signers.payer()?, &[signer]))
}

fn attestation(leaf: &Leaf) -> Pubkey {
    addresses::attestation(&Pubkey::new_from_array(leaf.creator), &leaf.content)
}

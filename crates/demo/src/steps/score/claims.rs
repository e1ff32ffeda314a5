//! Claims for everybody: anyone may send them, no holder signs, no claim account is created.

use anyhow::{ensure, Context as _, Result};
use makerstake_client::generated::equity::{
    accounts::{Distribution, Position},
    instructions::{Claim, ClaimInstructionArgs},
};
use makerstake_client::programs::Program;
use makerstake_distribution::{epoch::Folder, tree::TreeFile};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::{files, Story};
use crate::{harness::Task, messages};

/// How many holders fit into one transaction, each with a position to open and a proof of ten siblings.
const HOLDERS_AT_ONCE: usize = 2;

/// Claims every leaf and checks that the sum is the allocation.
pub fn all(story: &mut Story, folder: &Folder, distribution: &Pubkey) -> Result<()> {
    let list = files::list(folder)?;
    let tree = TreeFile::open(&folder.tree())?;
    let mut claims: Vec<(Pubkey, u64, Instruction)> = Vec::with_capacity(list.len());
    for (index, leaf) in (0_u32..).zip(&list) {
        let holder = Pubkey::new_from_array(leaf.holder);
        let claim = Claim {
            pool: story.addresses.pool,
            distribution: *distribution,
            position: story.position(&holder),
            delegate: None,
        }
        .instruction(ClaimInstructionArgs { amount: leaf.amount, proof: tree.proof(index)? });
        claims.push((holder, leaf.amount, claim));
    }
    let tasks: Vec<Task<'_>> = claims
        .chunks(HOLDERS_AT_ONCE)
        .map(|chunk| {
            let both = |(holder, _, claim): &(Pubkey, u64, Instruction)| {
                [story.open_position(holder), claim.clone()]
            };
            Task { instructions: chunk.iter().flat_map(both).collect(), signers: Vec::new() }
        })
        .collect();
    let what = format!(
        "{} creators get their shares, {HOLDERS_AT_ONCE} to a transaction; nobody had to sign",
        claims.len()
    );
    story.harness.act_many(&what, tasks)?;

    let (holder, amount, claim) = claims.first().cloned().context("nobody earned anything")?;
    let rule = (Program::Equity, "AlreadyClaimed");
    story.harness.refused("to claim a leaf twice", vec![claim], &[], rule)?;
    let position = story.harness.read(&story.position(&holder), "position", Position::from_bytes)?;
    ensure!(
        position.earned[0] == amount,
        "a position holds {} earned, its leaf says {amount}",
        position.earned[0]
    );
    let state = story.harness.read(distribution, "distribution", Distribution::from_bytes)?;
    ensure!(state.claimed == state.allocation, "{} of {} were claimed", state.claimed, state.allocation);
    messages::note(&format!(
        "claimed   {} shares, which is the whole allocation",
        messages::shares(state.claimed)
    ));
    Ok(())
}

//! `makerstake proposal execute`: the next action, out of the proposal or out of the file that it was made from.

use std::path::Path;

use makerstake_client::generated::governance::accounts::Proposal;
use makerstake_client::proposals;
use makerstake_client::query;
use makerstake_core::action::Action;
use solana_pubkey::Pubkey;

use super::{read_actions, tail, wait};
use crate::commands::platform_arg;
use crate::commands::propose::file::Document;
use crate::context::Context;
use crate::failure::Failure;

/// Executes the next action.
///
/// # Errors
/// When there is none, for a file with other actions than were voted on, and when the transaction does not land.
pub fn next(context: &Context, address: &Pubkey, file: Option<&Path>) -> Result<(), Failure> {
    let (proposal, account) = platform_arg::proposal(context, address)?;
    wait::until_executable(context, &proposal)?;
    let cursor = usize::from(proposal.cursor);
    let done = || Failure::input("every action is executed already").value(address);
    if proposal.is_by_hash == 0 {
        if let Some(file) = file {
            return Err(Failure::input("the proposal has its actions inline")
                .file(file)
                .remedy("leave --file out"));
        }
        let tail = tail(address, &account.data, &proposal)?;
        let actions = read_actions(address, &tail)?;
        let action = actions.get(cursor).ok_or_else(done)?;
        return send(context, address, &proposal, action, Vec::new());
    }
    let file = file.ok_or_else(|| {
        Failure::input("the proposal holds a digest of its actions; execution brings them along")
            .value(address)
            .remedy("pass --file with the file that it was made from; it is published with the document")
    })?;
    let document = compared(address, &proposal, file)?;
    let entry = document.actions.get(cursor).ok_or_else(done)?;
    let payload = document.chain().payload(cursor).ok_or_else(done)?;
    send(context, address, &proposal, &entry.action(), payload)
}

/// The file of a proposal by hash, if its actions are those that were voted on.
///
/// # Errors
/// For any other file.
pub fn compared(address: &Pubkey, proposal: &Proposal, file: &Path) -> Result<Document, Failure> {
    let document = Document::read(file)?;
    let chain = document.chain();
    // Behind its last action a proposal holds zeros, as does the end of every chain.
    let is_same = proposal.is_by_hash != 0
        && proposal.cursor < proposal.actions
        && document.actions.len() == usize::from(proposal.actions)
        && chain.link(usize::from(proposal.cursor)) == Some(&proposal.payload);
    if !is_same {
        return Err(Failure::input("the file's actions are not those that were voted on")
            .value(address)
            .file(file)
            .remedy("take the file that the proposal was made from, unchanged; once all is executed nothing compares"));
    }
    Ok(document)
}

fn send(
    context: &Context,
    address: &Pubkey,
    proposal: &Proposal,
    action: &Action<'_>,
    payload: Vec<u8>,
) -> Result<(), Failure> {
    let at = platform_arg::of_proposal(context, proposal)?;
    let owner = |key: &Pubkey| query::account(context.rpc(), key).ok().flatten().map(|account| account.owner);
    // A wallet that was never used has no account.
    let is_wallet = |key: &Pubkey| owner(key).is_none_or(|owner| owner == solana_sdk_ids::system_program::ID);
    let instruction = proposals::execute(&at, address, proposal.track, action, payload, owner, is_wallet)
        .map_err(|error| Failure::input(error.to_string()))?;
    let keys = [context.signer()?.pubkey(), context.payer()?.pubkey()];
    if let Some(missing) =
        instruction.accounts.iter().find(|meta| meta.is_signer && !keys.contains(&meta.pubkey))
    {
        return Err(Failure::input("the call that was voted on needs a signature that is not here")
            .value(missing.pubkey)
            .remedy("run this with that key: -k, or --fee-payer"));
    }
    context.send(proposals::describe(action), vec![instruction], &[]).map(drop)
}

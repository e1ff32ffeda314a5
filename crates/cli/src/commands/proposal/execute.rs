//! `makerstake proposal execute`: the next action, out of the proposal or out of the file that it was made from.

use std::collections::HashMap;
use std::path::Path;

use makerstake_client::actions::file::File;
use makerstake_client::actions::{describe, execute, owners_wanted};
use makerstake_client::generated::governance::accounts::Proposal;
use makerstake_client::proposals::until_executable;
use makerstake_client::query;
use makerstake_core::action::Action;
use solana_pubkey::Pubkey;

use super::{read_actions, tail};
use crate::commands::platform_arg::{self, addresses_of};
use crate::commands::propose::read_file;
use crate::context::Context;
use crate::failure::Failure;

/// Executes the next action.
pub fn next(context: &Context, address: &Pubkey, file: Option<&Path>) -> Result<(), Failure> {
    let (proposal, account) = platform_arg::proposal(context, address)?;
    until_executable(&proposal, context.rpc.chain_time()?)?;
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
    let actions = document.actions();
    let action = actions.get(cursor).ok_or_else(done)?;
    let payload = document.chain().payload(cursor).ok_or_else(done)?;
    send(context, address, &proposal, action, payload)
}

/// The file of a proposal by hash, if its actions are those that were voted on.
pub fn compared(address: &Pubkey, proposal: &Proposal, file: &Path) -> Result<File, Failure> {
    let document = read_file(file)?;
    let chain = document.chain();
    // Behind its last action a proposal holds zeros, as does the end of every chain.
    let is_same = proposal.is_by_hash != 0
        && proposal.cursor < proposal.actions
        && document.entries.len() == usize::from(proposal.actions)
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
    let at = addresses_of(context, &proposal.pool)?;
    let wanted = owners_wanted(&at, action);
    let accounts = context.rpc.ask(query::accounts(context.rpc.client(), &wanted))?;
    let owners: HashMap<Pubkey, Pubkey> =
        wanted.into_iter().zip(accounts).filter_map(|(key, account)| Some((key, account?.owner))).collect();
    let owner = |key: &Pubkey| owners.get(key).copied();
    // A wallet that was never used has no account.
    let is_wallet = |key: &Pubkey| owner(key).is_none_or(|owner| owner == solana_sdk_ids::system_program::ID);
    let instruction = execute(&at, address, proposal.track, action, payload, owner, is_wallet)
        .map_err(|error| Failure::input(error.to_string()))?;
    let keys = [context.signer()?, context.payer()?];
    if let Some(missing) =
        instruction.accounts.iter().find(|meta| meta.is_signer && !keys.contains(&meta.pubkey))
    {
        return Err(Failure::input("the call that was voted on needs a signature that is not here")
            .value(missing.pubkey)
            .remedy("run this with that key: -k, or --fee-payer"));
    }
    context.send(describe(action).to_string(), instruction)
}

//! Which creator is meant: an address, an `@handle`, or the one that the signer registered.

use std::str::FromStr;

use makerstake_client::generated::creators::accounts::{Creator, Handle};
use makerstake_client::{addresses, query};
use makerstake_core::handle::{self, Padded};
use solana_pubkey::Pubkey;

use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// A creator as the user names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By address.
    Address(Pubkey),
    /// By handle.
    Handle(Padded),
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix('@') {
            Some(name) => parse::handle(name).map(Self::Handle),
            None => parse::address(text).map(Self::Address).map_err(|error| format!("{error}, or @handle")),
        }
    }
}

/// The address that is meant; without a name that of the creator whose genesis key signs.
pub fn address(context: &Context, named: Option<&Named>) -> Result<Pubkey, Failure> {
    match named {
        Some(Named::Address(address)) => Ok(*address),
        Some(Named::Handle(name)) => by_handle(context, name),
        None => Ok(addresses::creator(&context.signer()?)),
    }
}

/// A creator and its address.
pub fn creator(context: &Context, named: Option<&Named>) -> Result<(Pubkey, Creator), Failure> {
    let address = address(context, named)?;
    let account = context.rpc.ask(query::account(context.rpc.client(), &address))?;
    let creator = account.and_then(|account| Creator::from_bytes(&account.data).ok());
    let remedy = match named {
        None => "register with `makerstake creator register`, or name the creator with --creator if its keys changed",
        Some(_) => "check the address and the cluster (-u)",
    };
    match creator {
        Some(creator) => Ok((address, creator)),
        None => Err(Failure::input("no creator here").value(address).remedy(remedy)),
    }
}

/// The account of a handle, if the name is taken.
pub fn handle_account(context: &Context, name: &Padded) -> Result<Option<Handle>, Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), &addresses::handle(name)))?;
    Ok(account.and_then(|account| Handle::from_bytes(&account.data).ok()))
}

fn by_handle(context: &Context, name: &Padded) -> Result<Pubkey, Failure> {
    match handle_account(context, name)? {
        Some(handle) if handle.released_at == 0 => Ok(handle.creator),
        _ => Err(Failure::input("nobody holds this handle")
            .value(format!("@{}", handle::text(name).unwrap_or_default()))
            .remedy("check the spelling and the cluster (-u)")),
    }
}

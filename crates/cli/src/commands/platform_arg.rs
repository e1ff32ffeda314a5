//! Which platform a command is about, and who acts on it.

use clap::Args;
use makerstake_client::generated::equity::accounts::Position;
use makerstake_client::generated::governance::accounts::Proposal;
use makerstake_client::platform::Addresses;
use makerstake_client::query;
use makerstake_client::shares::Desk;
use makerstake_client::snapshot::{self, List, LoadError, Snapshot};
use solana_account::Account;
use solana_pubkey::Pubkey;

pub use makerstake_client::shares::Holder;

use super::creator::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// The platform of a command.
#[derive(Debug, Args)]
pub struct PlatformArg {
    /// The platform: its own address, its pool's or its share mint's, or a name (`makerstake config name`)
    #[arg(long, env = "MAKERSTAKE_PLATFORM", value_name = "PLATFORM", value_parser = parse::platform)]
    platform: Pubkey,
}

/// Who acts: the signer's own wallet, or a creator that the signer is the authority of.
#[derive(Debug, Args)]
pub struct SignerArg {
    /// Act for this creator (an address or @handle) instead of the signer's own wallet
    #[arg(long, value_name = "CREATOR")]
    creator: Option<Named>,
}

impl PlatformArg {
    /// Every address of the platform. One or two requests.
    pub fn addresses(&self, context: &Context) -> Result<Addresses, Failure> {
        addresses_of(context, &self.platform)
    }

    /// The platform's pool with its tokens, for whatever moves its shares.
    pub fn desk(&self, context: &Context) -> Result<Desk, Failure> {
        let at = self.addresses(context)?;
        let payer = context.payer().unwrap_or_default();
        let found = context.rpc.ask(query::desk(context.rpc.client(), at, payer))?;
        found.ok_or_else(|| Failure::absent("pool with its mints", &at.pool))
    }

    /// The platform with these lists.
    pub fn load(&self, context: &Context, lists: &[List]) -> Result<Snapshot, Failure> {
        let at = self.addresses(context)?;
        load(context, at, lists, &[])
    }
}

impl SignerArg {
    /// The holder.
    pub fn holder(&self, context: &Context) -> Result<Holder, Failure> {
        let signer = context.signer()?;
        let Some(named) = &self.creator else { return Ok(Holder { address: signer, signer, creator: None }) };
        let (address, creator) = resolve::creator(context, Some(named))?;
        if creator.authority != signer {
            return Err(Failure::input("the signer is not this creator's authority")
                .value(signer)
                .remedy(format!("sign with {}", creator.authority)));
        }
        Ok(Holder { address, signer, creator: Some(address) })
    }
}

/// Every address of a platform, from its own, its pool's or its share mint's.
pub fn addresses_of(context: &Context, named: &Pubkey) -> Result<Addresses, Failure> {
    answered(context, snapshot::addresses_of(context.rpc.client(), named))
}

/// A platform with these lists and accounts.
pub fn load(
    context: &Context,
    at: Addresses,
    lists: &[List],
    wanted: &[Pubkey],
) -> Result<Snapshot, Failure> {
    answered(context, snapshot::load(context.rpc.client(), at, lists, wanted))
}

fn answered<T>(context: &Context, answer: Result<T, LoadError>) -> Result<T, Failure> {
    answer.map_err(|error| match error {
        LoadError::Node(rpc_error) => Failure::rpc(&context.rpc.host(), &rpc_error),
        other => other.into(),
    })
}

/// An account that must be there.
pub fn required(context: &Context, address: &Pubkey, what: &str) -> Result<Account, Failure> {
    let account = context.rpc.ask(query::account(context.rpc.client(), address))?;
    account.ok_or_else(|| Failure::absent(what, address))
}

/// A proposal with its account.
pub fn proposal(context: &Context, address: &Pubkey) -> Result<(Proposal, Account), Failure> {
    let account = required(context, address, "proposal")?;
    let proposal =
        Proposal::from_bytes(&account.data).map_err(|_| Failure::input("not a proposal").value(address))?;
    Ok((proposal, account))
}

/// A holder's position, or nothing if it has none.
pub fn held(context: &Context, pool: &Pubkey, holder: &Pubkey) -> Result<Option<Position>, Failure> {
    context.rpc.ask(makerstake_client::distributions::position(context.rpc.client(), pool, holder))
}

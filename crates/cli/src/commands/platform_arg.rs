//! Which platform a command is about, and who acts on it.

use clap::Args;
use makerstake_client::generated::creators::accounts::Creator;
use makerstake_client::generated::equity::accounts::Pool;
use makerstake_client::generated::governance::accounts::{Platform, Proposal};
use makerstake_client::platform::Addresses;
use makerstake_client::programs::Program;
use makerstake_client::query;
use solana_account::Account;
use solana_pubkey::Pubkey;

use super::creator::resolve::{self, Named};
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// The platform of a command.
#[derive(Debug, Args)]
pub struct PlatformArg {
    /// The platform: its own address, its pool's, or its share mint's
    #[arg(long, env = "MAKERSTAKE_PLATFORM", value_name = "ADDRESS", value_parser = parse::address)]
    platform: Pubkey,
}

/// Who acts: the signer's own wallet, or a creator that the signer is the authority of.
#[derive(Debug, Args)]
pub struct SignerArg {
    /// Act for this creator (an address or @handle) instead of the signer's own wallet
    #[arg(long, value_name = "CREATOR")]
    creator: Option<Named>,
}

/// A holder and how the signer stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// The holder's address.
    pub address: Pubkey,
    /// The creator account, if the holder is one.
    pub creator: Option<Pubkey>,
}

impl PlatformArg {
    /// Every address of the platform. One to three requests.
    ///
    /// # Errors
    /// When the address is none of the three.
    pub fn addresses(&self, context: &Context) -> Result<Addresses, Failure> {
        let account = required(context, &self.platform, "platform, pool or mint")?;
        if let Ok(platform) = Platform::from_bytes(&account.data) {
            let pool = required(context, &platform.pool, "pool")?;
            return Ok(Addresses::of(&pool_of(&platform.pool, &pool)?.mint));
        }
        if let Ok(pool) = Pool::from_bytes(&account.data) {
            return Ok(Addresses::of(&pool.mint));
        }
        let at = Addresses::of(&self.platform);
        match context.ask(query::account(context.rpc(), &at.platform))? {
            Some(_) => Ok(at),
            None => Err(Failure::input("neither a platform nor its pool or share mint")
                .value(self.platform)
                .remedy("check the address and the cluster (-u)")),
        }
    }
}

impl SignerArg {
    /// The holder.
    ///
    /// # Errors
    /// When there is no key, or no such creator.
    pub fn holder(&self, context: &Context) -> Result<Holder, Failure> {
        match &self.creator {
            None => Ok(Holder { address: context.signer()?.pubkey(), creator: None }),
            Some(named) => {
                let (address, creator): (Pubkey, Creator) = resolve::creator(context, Some(named))?;
                let signer = context.signer()?.pubkey();
                if creator.authority != signer {
                    return Err(Failure::input("the signer is not this creator's authority")
                        .value(signer)
                        .remedy(format!("sign with {}", creator.authority)));
                }
                Ok(Holder { address, creator: Some(address) })
            }
        }
    }
}

/// An account that must be there.
///
/// # Errors
/// When it is not.
pub fn required(context: &Context, address: &Pubkey, what: &str) -> Result<Account, Failure> {
    context.ask(query::account(context.rpc(), address))?.ok_or_else(|| {
        Failure::input(format!("no {what} at this address"))
            .value(address)
            .remedy("check the address and the cluster (-u)")
    })
}

/// A pool from its account.
///
/// # Errors
/// When it is none.
pub fn pool_of(address: &Pubkey, account: &Account) -> Result<Pool, Failure> {
    Pool::from_bytes(&account.data).map_err(|_| Failure::input("not a pool").value(address))
}

/// A proposal with its account.
///
/// # Errors
/// When there is none at this address.
pub fn proposal(context: &Context, address: &Pubkey) -> Result<(Proposal, Account), Failure> {
    let account = required(context, address, "proposal")?;
    let proposal =
        Proposal::from_bytes(&account.data).map_err(|_| Failure::input("not a proposal").value(address))?;
    Ok((proposal, account))
}

/// The addresses of the platform that a proposal belongs to.
///
/// # Errors
/// When the node does not answer.
pub fn of_proposal(context: &Context, proposal: &Proposal) -> Result<Addresses, Failure> {
    let account = required(context, &proposal.pool, "pool")?;
    Ok(Addresses::of(&pool_of(&proposal.pool, &account)?.mint))
}

/// Every account of a governance type that belongs to a platform.
///
/// # Errors
/// When the node does not answer, or gives something else.
pub fn all<T>(
    context: &Context,
    at: &Addresses,
    discriminator: [u8; 8],
    decode: fn(&[u8]) -> Result<T, std::io::Error>,
) -> Result<Vec<(Pubkey, T)>, Failure> {
    // The whole of the largest account: a proposal with its tail.
    const LONGEST: usize = 4_096;
    let matching = [discriminator.as_slice(), at.platform.as_ref()].concat();
    let found = query::slices(context.rpc(), &Program::Governance.id(), &[(0, &matching)], 0, LONGEST);
    let mut accounts = context
        .ask(found)?
        .into_iter()
        .map(|(address, data)| {
            decode(&data)
                .map(|account| (address, account))
                .map_err(|error| Failure::input(error.to_string()).value(address))
        })
        .collect::<Result<Vec<_>, _>>()?;
    accounts.sort_by_key(|(address, _)| *address);
    Ok(accounts)
}

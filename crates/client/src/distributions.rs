//! Distributions: what the chain says of an epoch, what it may pay, what of it is not claimed yet, and the works that it counts.

mod audit;
mod claims;
mod inputs;
mod numbers;
mod revocations;
mod rows;
mod windows;
mod works_table;

use makerstake_core::emission;
use makerstake_core::units::Bps;
use makerstake_distribution::leaves::Limits;
use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::addresses;
use crate::generated::equity::accounts::{
    Distribution, Pool, Position, DISTRIBUTION_DISCRIMINATOR, POOL_DISCRIMINATOR, POSITION_DISCRIMINATOR,
};
use crate::programs::Program;
use crate::query;
use crate::sender::RpcError;
use crate::snapshot::read;

pub use audit::AuditResult;
pub use claims::{Claims, Parcel};
pub use inputs::{collect, Counts, Request};
pub use numbers::{committed, Day, Numbers};
pub use windows::window_before;

/// The pool at an address, if there is one. One request.
///
/// # Errors
/// When the node does not answer.
pub fn pool(rpc: &RpcClient, address: &Pubkey) -> Result<Option<Pool>, RpcError> {
    let account = query::account(rpc, address)?;
    Ok(read(account.as_ref(), Program::Equity, &POOL_DISCRIMINATOR, Pool::from_bytes))
}

/// The distribution of an epoch, or nothing if it was not proposed. One request.
///
/// # Errors
/// When the node does not answer.
pub fn distribution(rpc: &RpcClient, pool: &Pubkey, epoch: u32) -> Result<Option<Distribution>, RpcError> {
    Ok(distributions(rpc, pool, epoch..epoch.saturating_add(1))?.pop().flatten())
}

/// The distributions of epochs in order. One request for each hundred.
///
/// # Errors
/// When the node does not answer.
pub fn distributions(
    rpc: &RpcClient,
    pool: &Pubkey,
    epochs: std::ops::Range<u32>,
) -> Result<Vec<Option<Distribution>>, RpcError> {
    let addresses: Vec<Pubkey> = epochs.map(|epoch| addresses::distribution(pool, epoch)).collect();
    let decode = |account: Option<Account>| {
        read(account.as_ref(), Program::Equity, &DISTRIBUTION_DISCRIMINATOR, Distribution::from_bytes)
    };
    Ok(query::accounts(rpc, &addresses)?.into_iter().map(decode).collect())
}

/// A holder's position, or nothing if it has none. One request.
///
/// # Errors
/// When the node does not answer.
pub fn position(rpc: &RpcClient, pool: &Pubkey, holder: &Pubkey) -> Result<Option<Position>, RpcError> {
    let account = query::account(rpc, &addresses::position(pool, holder))?;
    Ok(account.as_ref().and_then(decode_position))
}

/// A position, if the account is one.
pub fn decode_position(account: &Account) -> Option<Position> {
    read(Some(account), Program::Equity, &POSITION_DISCRIMINATOR, Position::from_bytes)
}

/// The position of a position's delegate, which instructions that move shares must name.
pub fn delegate_of(pool: &Pubkey, position: Option<&Position>) -> Option<Pubkey> {
    let delegate =
        position.map(|position| position.delegate).filter(|delegate| *delegate != Pubkey::default())?;
    Some(addresses::position(pool, &delegate))
}

/// What a pool's next distribution may pay, as the program computes it (INVARIANT 2); nothing for books that do not add up.
pub fn limits(pool: &Pool) -> Option<Limits> {
    let (decay, leaf_max) = (Bps::new(pool.decay_bps)?, Bps::new(pool.leaf_max_bps)?);
    let allocation = emission::allocation(pool.contributions_cap, pool.contributions_emitted, decay)?;
    Some(Limits { allocation, leaf_max: leaf_max.floor_of(allocation) })
}

/// What proposer and challenger put up now, lamports: it doubles with each silence in a row, six times at most.
pub fn bond(pool: &Pool) -> u64 {
    pool.bond.saturating_mul(1 << pool.silences.min(6))
}

/// A state in words.
pub fn state(status: u8) -> &'static str {
    match status {
        0 => "proposed",
        1 => "disputed",
        2 => "upheld",
        3 => "final",
        4 => "void",
        _ => "unknown",
    }
}

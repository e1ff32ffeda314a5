//! Shares: a pool with its tokens, what a holder has in it, and its grants.

use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;
use spl_generic_token::generic_token::Mint;
use spl_token_2022_interface::extension::{BaseStateWithExtensions as _, StateWithExtensions};
use spl_token_metadata_interface::state::TokenMetadata;

use super::raw::{account, accounts, slices};
use super::works::Keyed;
use crate::generated::equity::accounts::{Grant, Pool, GRANT_DISCRIMINATOR, POOL_DISCRIMINATOR};
use crate::platform::Addresses;
use crate::programs::Program;
use crate::sender::RpcError;
use crate::shares::{Desk, Token};
use crate::snapshot::read;

/// Where a grant keeps its pool, and where its holder.
const POOL_AT: usize = 8;
const HOLDER_AT: usize = 40;

/// A platform's pool with its tokens, or nothing if one of them is not there. Two requests.
///
/// # Errors
/// When the node does not answer.
pub fn desk(rpc: &RpcClient, at: Addresses, payer: Pubkey) -> Result<Option<Desk>, RpcError> {
    let found = account(rpc, &at.pool)?;
    let Some(pool) = read(found.as_ref(), Program::Equity, &POOL_DISCRIMINATOR, Pool::from_bytes) else {
        return Ok(None);
    };
    let mints = [at.mint, pool.dividend_mint];
    let found = accounts(rpc, &mints)?;
    let [Some(share), Some(dividend)] = mints.map(|mint| {
        let place = mints.iter().position(|other| *other == mint)?;
        token_of(mint, found.get(place)?.as_ref()?)
    }) else {
        return Ok(None);
    };
    Ok(Some(Desk { at, pool, share, dividend, payer }))
}

/// A mint, or nothing if there is none at the address. One request.
///
/// # Errors
/// When the node does not answer.
pub fn token(rpc: &RpcClient, mint: &Pubkey) -> Result<Option<Token>, RpcError> {
    Ok(account(rpc, mint)?.and_then(|account| token_of(*mint, &account)))
}

/// A mint as its account tells it; its symbol if it carries one in its own metadata.
fn token_of(mint: Pubkey, account: &Account) -> Option<Token> {
    let decimals = Mint::unpack(&account.data, &account.owner)?.decimals;
    let state = StateWithExtensions::<spl_token_2022_interface::state::Mint>::unpack(&account.data).ok();
    let metadata = state.and_then(|state| state.get_variable_len_extension::<TokenMetadata>().ok());
    let symbol = metadata.map(|metadata| metadata.symbol).filter(|symbol| !symbol.is_empty());
    Some(Token { mint, program: account.owner, decimals, symbol })
}

/// The grants of a pool, or those that were made to one holder, by address. One `getProgramAccounts`.
///
/// # Errors
/// When the node does not answer.
pub fn grants(
    rpc: &RpcClient,
    pool: &Pubkey,
    holder: Option<&Pubkey>,
) -> Result<Vec<Keyed<Grant>>, RpcError> {
    let mut matching: Vec<(usize, &[u8])> = vec![(0, &GRANT_DISCRIMINATOR), (POOL_AT, pool.as_ref())];
    matching.extend(holder.map(|holder| (HOLDER_AT, holder.as_ref())));
    let found = slices(rpc, &Program::Equity.id(), &matching, 0, Grant::LEN)?;
    let decoded = found.into_iter().filter_map(|(address, bytes)| {
        let account = Grant::from_bytes(&bytes).ok()?;
        Some(Keyed { address, account })
    });
    Ok(decoded.collect())
}

/// The grant at an address, if there is one. One request.
///
/// # Errors
/// When the node does not answer.
pub fn grant(rpc: &RpcClient, address: &Pubkey) -> Result<Option<Keyed<Grant>>, RpcError> {
    let found = account(rpc, address)?;
    let grant = read(found.as_ref(), Program::Equity, &GRANT_DISCRIMINATOR, Grant::from_bytes);
    Ok(grant.map(|account| Keyed { address: *address, account }))
}

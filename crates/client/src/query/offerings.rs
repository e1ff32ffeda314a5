//! Offerings of a platform, and the commitments to one.

use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::raw::{account, accounts, slices};
use super::shares::token;
use super::works::Keyed;
use crate::addresses;
use crate::generated::offerings::accounts::{
    Commitment, Offering, OfferingBook, COMMITMENT_DISCRIMINATOR, OFFERING_BOOK_DISCRIMINATOR,
    OFFERING_DISCRIMINATOR,
};
use crate::offerings::Sale;
use crate::platform::Addresses;
use crate::programs::Program;
use crate::sender::RpcError;
use crate::snapshot::read;

/// The number that the platform's next offering gets. One request.
///
/// # Errors
/// When the node does not answer.
pub fn next_offering(rpc: &RpcClient, platform: &Pubkey) -> Result<u32, RpcError> {
    let found = account(rpc, &addresses::offering_book(platform))?;
    let book =
        read(found.as_ref(), Program::Offerings, &OFFERING_BOOK_DISCRIMINATOR, OfferingBook::from_bytes);
    Ok(book.map_or(0, |book| book.next))
}

/// The platform's offerings that are not closed, by number. Two requests, and one more for each hundred.
///
/// # Errors
/// When the node does not answer.
pub fn offerings(rpc: &RpcClient, platform: &Pubkey) -> Result<Vec<Keyed<Offering>>, RpcError> {
    let next = next_offering(rpc, platform)?;
    let addresses: Vec<Pubkey> = (0..next).map(|number| addresses::offering(platform, number)).collect();
    let found = accounts(rpc, &addresses)?;
    let offerings = addresses.into_iter().zip(&found).filter_map(|(address, found)| {
        let account =
            read(found.as_ref(), Program::Offerings, &OFFERING_DISCRIMINATOR, Offering::from_bytes)?;
        Some(Keyed { address, account })
    });
    Ok(offerings.collect())
}

/// An offering with its tokens, or nothing if it is not there. Three requests.
///
/// # Errors
/// When the node does not answer.
pub fn sale(rpc: &RpcClient, at: Addresses, number: u32, payer: Pubkey) -> Result<Option<Sale>, RpcError> {
    let address = addresses::offering(&at.platform, number);
    let found = account(rpc, &address)?;
    let offering = read(found.as_ref(), Program::Offerings, &OFFERING_DISCRIMINATOR, Offering::from_bytes);
    let Some(offering) = offering else { return Ok(None) };
    let (share, quote) = (token(rpc, &at.mint)?, token(rpc, &offering.quote_mint)?);
    let (Some(share), Some(quote)) = (share, quote) else { return Ok(None) };
    Ok(Some(Sale { at, address, offering, share, quote, payer }))
}

/// The commitment at an address, if there is one. One request.
///
/// # Errors
/// When the node does not answer.
pub fn commitment(rpc: &RpcClient, address: &Pubkey) -> Result<Option<Commitment>, RpcError> {
    let found = account(rpc, address)?;
    Ok(read(found.as_ref(), Program::Offerings, &COMMITMENT_DISCRIMINATOR, Commitment::from_bytes))
}

/// All commitments to an offering, by investor. One `getProgramAccounts`.
///
/// # Errors
/// When the node does not answer.
pub fn commitments(rpc: &RpcClient, offering: &Pubkey) -> Result<Vec<Commitment>, RpcError> {
    let matching: [(usize, &[u8]); 2] = [(0, &COMMITMENT_DISCRIMINATOR), (8, offering.as_ref())];
    let found = slices(rpc, &Program::Offerings.id(), &matching, 0, Commitment::LEN)?;
    let mut all: Vec<Commitment> =
        found.iter().filter_map(|(_, bytes)| Commitment::from_bytes(bytes).ok()).collect();
    all.sort_by_key(|commitment| commitment.investor);
    Ok(all)
}

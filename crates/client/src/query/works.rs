//! Works: who attested what, and who was first.

use makerstake_core::attestor::Permission;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::raw::slices;
use crate::generated::attestations::accounts::{
    Attestation, AttestorPermission, Batch, ATTESTATION_DISCRIMINATOR, ATTESTOR_PERMISSION_DISCRIMINATOR,
    BATCH_DISCRIMINATOR,
};
use crate::programs::Program;
use crate::sender::RpcError;

/// Where an attestation keeps its creator: after the discriminator.
const CREATOR_AT: usize = 8;
/// Where it keeps its content hash.
const CONTENT_AT: usize = 40;
/// Where a batch keeps its author.
const AUTHOR_AT: usize = 8;
/// Where a permission keeps its creator.
const PERMITTING_AT: usize = 8;
/// Where it keeps its attestor.
const ATTESTOR_AT: usize = 40;

/// An account and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<T> {
    /// The address.
    pub address: Pubkey,
    /// What is there.
    pub account: T,
}

/// Everything that a creator attested, oldest first. One `getProgramAccounts`; 208 bytes a work.
///
/// # Errors
/// When the node does not answer.
pub fn attestations_by_creator(
    rpc: &RpcClient,
    creator: &Pubkey,
) -> Result<Vec<Keyed<Attestation>>, RpcError> {
    attestations(rpc, &[(CREATOR_AT, creator.as_ref())])
}

/// Everybody who attested this content, earliest slot first. One `getProgramAccounts`.
///
/// Within one slot the order of addresses decides, which means nothing: both came at the same time.
///
/// # Errors
/// When the node does not answer.
pub fn attestations_by_content(
    rpc: &RpcClient,
    content: &[u8; 32],
) -> Result<Vec<Keyed<Attestation>>, RpcError> {
    attestations(rpc, &[(CONTENT_AT, content)])
}

/// Who attested this content first, revoked or not; nothing if nobody did. One `getProgramAccounts`.
///
/// Leaves of batches count only once they are promoted.
///
/// # Errors
/// When the node does not answer.
pub fn first_attested(rpc: &RpcClient, content: &[u8; 32]) -> Result<Option<Keyed<Attestation>>, RpcError> {
    Ok(attestations_by_content(rpc, content)?.into_iter().next())
}

/// The batches that an author submitted, oldest first. One `getProgramAccounts`; 144 bytes a batch.
///
/// # Errors
/// When the node does not answer.
pub fn batches_by_author(rpc: &RpcClient, author: &Pubkey) -> Result<Vec<Keyed<Batch>>, RpcError> {
    let filters: [(usize, &[u8]); 2] = [(0, &BATCH_DISCRIMINATOR), (AUTHOR_AT, author.as_ref())];
    let found = slices(rpc, &Program::Attestations.id(), &filters, 0, Batch::LEN)?;
    let mut batches = decode(found, Batch::from_bytes)?;
    batches.sort_by_key(|batch| (batch.account.slot, batch.address));
    Ok(batches)
}

/// The permissions that a creator gave, or that an attestor got, or both, oldest first. One `getProgramAccounts`; 120
/// bytes a permission.
///
/// # Errors
/// When the node does not answer.
pub fn permissions(
    rpc: &RpcClient,
    creator: Option<&Pubkey>,
    attestor: Option<&Pubkey>,
) -> Result<Vec<Keyed<AttestorPermission>>, RpcError> {
    let mut filters: Vec<(usize, &[u8])> = vec![(0, &ATTESTOR_PERMISSION_DISCRIMINATOR)];
    filters.extend(creator.map(|creator| (PERMITTING_AT, creator.as_ref())));
    filters.extend(attestor.map(|attestor| (ATTESTOR_AT, attestor.as_ref())));
    let found = slices(rpc, &Program::Attestations.id(), &filters, 0, AttestorPermission::LEN)?;
    let mut permissions = decode(found, AttestorPermission::from_bytes)?;
    permissions.sort_by_key(|permission| (permission.account.slot, permission.address));
    Ok(permissions)
}

/// The terms of a permission, to judge by.
pub fn terms(permission: &AttestorPermission) -> Permission {
    Permission {
        slot: permission.slot,
        revoked_slot: permission.revoked_slot,
        from: permission.from,
        until: permission.until,
        scope: permission.scope,
    }
}

fn attestations(rpc: &RpcClient, filters: &[(usize, &[u8])]) -> Result<Vec<Keyed<Attestation>>, RpcError> {
    let mut all: Vec<(usize, &[u8])> = vec![(0, &ATTESTATION_DISCRIMINATOR)];
    all.extend_from_slice(filters);
    let found = slices(rpc, &Program::Attestations.id(), &all, 0, Attestation::LEN)?;
    let mut works = decode(found, Attestation::from_bytes)?;
    works.sort_by_key(|work| (work.account.slot, work.address));
    Ok(works)
}

fn decode<T>(
    found: Vec<(Pubkey, Vec<u8>)>,
    read: impl Fn(&[u8]) -> std::io::Result<T>,
) -> Result<Vec<Keyed<T>>, RpcError> {
    found
        .into_iter()
        .map(|(address, data)| match read(&data) {
            Ok(account) => Ok(Keyed { address, account }),
            Err(error) => Err(RpcError::Refused(format!("the account {address} cannot be read: {error}"))),
        })
        .collect()
}

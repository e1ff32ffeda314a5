//! Snapshots from a node.

use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use super::{base, Snapshot, SnapshotError};
use crate::generated::equity::accounts::Pool;
use crate::generated::governance::accounts::{
    Platform, BUDGET_DISCRIMINATOR, PROPOSAL_DISCRIMINATOR, RULE_DISCRIMINATOR, TRACK_DISCRIMINATOR,
};
use crate::platform::Addresses;
use crate::programs::Program;
use crate::query;
use crate::sender::RpcError;

/// The whole of the largest account of governance: a proposal with its tail.
const LONGEST: usize = 4_096;

/// A list of a platform's accounts: one `getProgramAccounts`, which public nodes limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Every track.
    Tracks,
    /// Every budget.
    Budgets,
    /// Every rule.
    Rules,
    /// Every proposal.
    Proposals,
}

/// Why there is no snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The node gave no answer.
    #[error("{0}")]
    Node(RpcError),
    /// Nothing is at the address.
    #[error("no platform, pool or mint at this address: {0}")]
    Nothing(Pubkey),
    /// The address is neither a platform's nor its pool's or share mint's.
    #[error("neither a platform nor its pool or share mint: {0}")]
    Neither(Pubkey),
    /// The accounts are not those of a platform.
    #[error("{0}")]
    Accounts(#[from] SnapshotError),
}

impl From<RpcError> for LoadError {
    fn from(rpc_error: RpcError) -> Self {
        Self::Node(rpc_error)
    }
}

/// Every address of a platform, from its own, its pool's or its share mint's. One or two requests.
///
/// # Errors
/// When the node does not answer, or the address is none of the three.
pub fn addresses_of(rpc: &RpcClient, named: &Pubkey) -> Result<Addresses, LoadError> {
    let account = query::account(rpc, named)?.ok_or(LoadError::Nothing(*named))?;
    let of_pool =
        |account: &Account| Pool::from_bytes(&account.data).ok().map(|pool| Addresses::of(&pool.mint));
    if account.owner == Program::Governance.id() {
        let platform = Platform::from_bytes(&account.data).map_err(|_| LoadError::Neither(*named))?;
        let pool = query::account(rpc, &platform.pool)?.ok_or(SnapshotError::NoPool(platform.pool))?;
        return Ok(of_pool(&pool).ok_or(SnapshotError::NoPool(platform.pool))?);
    }
    if account.owner == Program::Equity.id() {
        return of_pool(&account).ok_or(LoadError::Neither(*named));
    }
    let at = Addresses::of(named);
    let found = query::account(rpc, &at.pool)?;
    found.map(|_| at).ok_or(LoadError::Neither(*named))
}

/// Loads a platform with these lists, and the accounts that `wanted` asks for once it knows the addresses.
///
/// # Errors
/// When the node does not answer, or what it sends is not a platform.
pub fn load(
    rpc: &RpcClient,
    at: Addresses,
    lists: &[List],
    wanted: &[Pubkey],
) -> Result<Snapshot, LoadError> {
    let mut addresses: Vec<Pubkey> = base(&at).to_vec();
    addresses.extend_from_slice(wanted);
    addresses.sort_unstable();
    addresses.dedup();
    let found = query::accounts(rpc, &addresses)?;
    let mut accounts: Vec<(Pubkey, Option<Account>)> = addresses.into_iter().zip(found).collect();
    for list in lists {
        let discriminator = match list {
            List::Tracks => TRACK_DISCRIMINATOR,
            List::Budgets => BUDGET_DISCRIMINATOR,
            List::Rules => RULE_DISCRIMINATOR,
            List::Proposals => PROPOSAL_DISCRIMINATOR,
        };
        let matching = [discriminator.as_slice(), at.platform.as_ref()].concat();
        let owner = Program::Governance.id();
        let all = query::slices(rpc, &owner, &[(0, &matching)], 0, LONGEST)?;
        accounts.extend(all.into_iter().map(|(address, data)| {
            // The sizes of these accounts are all that is needed of them; the balance was not asked for.
            (address, Some(Account { data, owner, ..Account::default() }))
        }));
    }
    Ok(Snapshot::from_accounts(at, accounts)?)
}

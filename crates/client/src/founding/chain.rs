//! What the steps need to know of a chain.

use crate::query;
use solana_account::Account;
use solana_client::rpc_client::RpcClient;
use solana_pubkey::Pubkey;

use super::MigrationError;

/// A chain that can be looked at.
pub trait Chain {
    /// An account, or nothing at an address that is not in use.
    ///
    /// # Errors
    /// [`MigrationError::Rpc`].
    fn account(&self, address: &Pubkey) -> Result<Option<Account>, MigrationError>;

    /// The time as programs see it, unix seconds.
    ///
    /// # Errors
    /// [`MigrationError::Rpc`].
    fn now(&self) -> Result<i64, MigrationError>;

    /// Lamports that keep an account of so many bytes alive.
    ///
    /// # Errors
    /// [`MigrationError::Rpc`].
    fn rent(&self, bytes: usize) -> Result<u64, MigrationError>;
}

impl Chain for RpcClient {
    fn account(&self, address: &Pubkey) -> Result<Option<Account>, MigrationError> {
        query::account(self, address).map_err(|rpc_error| MigrationError::Rpc(rpc_error.to_string()))
    }

    fn now(&self) -> Result<i64, MigrationError> {
        query::chain_time(self).map_err(|rpc_error| MigrationError::Rpc(rpc_error.to_string()))
    }

    fn rent(&self, bytes: usize) -> Result<u64, MigrationError> {
        query::rent(self, bytes).map_err(|rpc_error| MigrationError::Rpc(rpc_error.to_string()))
    }
}

//! Cap tables from a node.

use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;
use spl_generic_token::generic_token::{Account as TokenAccount, Mint};

use super::{CapTable, Parts};
use crate::generated::equity::accounts::{
    Distribution, Grant, Pool, Position, DISTRIBUTION_DISCRIMINATOR, GRANT_DISCRIMINATOR, POOL_DISCRIMINATOR,
    POSITION_DISCRIMINATOR,
};
use crate::programs::Program;
use crate::query;
use crate::sender::RpcError;
use crate::snapshot::read;

/// Where an account of a pool names the pool: after the discriminator.
const POOL_AT: usize = 8;
/// Where a token account has its mint, its owner and its amount.
const TOKEN_MINT_AT: usize = 0;
const TOKEN_OWNER_AT: usize = 32;
const TOKEN_AMOUNT_AT: usize = 64;

/// Why there is no cap table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The node gave no answer.
    #[error("{0}")]
    Node(RpcError),
    /// There is no pool at the address.
    #[error("not a pool: {0}")]
    NotAPool(Pubkey),
    /// The pool's mint or vault cannot be read.
    #[error("the pool's mint or vault is gone: {0}")]
    NoMint(Pubkey),
}

impl From<RpcError> for LoadError {
    fn from(rpc_error: RpcError) -> Self {
        Self::Node(rpc_error)
    }
}

impl CapTable {
    /// Reads the table of a pool: seven requests, whatever the number of holders.
    ///
    /// # Errors
    /// When the node does not answer, or there is no pool.
    pub fn load(rpc: &RpcClient, address: &Pubkey) -> Result<Self, LoadError> {
        let now = query::chain_time(rpc)?;
        let all = |discriminator: [u8; 8], length| {
            let matching: [(usize, &[u8]); 2] = [(0, &discriminator), (POOL_AT, address.as_ref())];
            query::slices(rpc, &Program::Equity.id(), &matching, 0, length)
        };
        let positions = decoded(&all(POSITION_DISCRIMINATOR, Position::LEN)?, Position::from_bytes);
        let grants = decoded(&all(GRANT_DISCRIMINATOR, Grant::LEN)?, Grant::from_bytes);
        let distributions =
            decoded(&all(DISTRIBUTION_DISCRIMINATOR, Distribution::LEN)?, Distribution::from_bytes);
        let account = query::account(rpc, address)?;
        let pool = read(account.as_ref(), Program::Equity, &POOL_DISCRIMINATOR, Pool::from_bytes)
            .ok_or(LoadError::NotAPool(*address))?;
        let accounts = query::accounts(rpc, &[pool.mint, pool.vault])?;
        let [Some(mint), Some(vault)] = accounts.as_slice() else { return Err(LoadError::NoMint(*address)) };
        let owned: [(usize, &[u8]); 2] =
            [(TOKEN_MINT_AT, pool.mint.as_ref()), (TOKEN_OWNER_AT, pool.authority.as_ref())];
        let treasury = query::slices(rpc, &mint.owner, &owned, TOKEN_AMOUNT_AT, 8)?;
        let amounts = treasury.iter().filter_map(|(_, bytes)| bytes.as_slice().try_into().ok());
        let treasury = amounts.map(u64::from_le_bytes).sum();
        let supply = Mint::unpack(&mint.data, &mint.owner).ok_or(LoadError::NoMint(*address))?.supply;
        let vault =
            TokenAccount::unpack(&vault.data, &vault.owner).ok_or(LoadError::NoMint(*address))?.amount;
        let parts = Parts { positions, grants, distributions, treasury };
        Ok(Self::of(pool, supply, vault, now, &parts))
    }
}

fn decoded<T>(found: &[(Pubkey, Vec<u8>)], decode: fn(&[u8]) -> std::io::Result<T>) -> Vec<T> {
    found.iter().filter_map(|(_, bytes)| decode(bytes).ok()).collect()
}

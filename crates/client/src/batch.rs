//! Batches: a million works under one root.
//!
//! A batch is a folder: `leaves.csv` (what each leaf says), `tree.bin` (every level of the tree, for proofs by range
//! reads) and `batch.json` (root, hash of `leaves.csv`, number of leaves). Its format is in docs/cli.md.

mod build;
mod folder;
mod permissions;
mod rows;
mod verify;

use solana_rpc_client::rpc_client::RpcClient;

use crate::fault::Fault;
use crate::generated::attestations::accounts::Batch;
use crate::query;

pub use build::build;
pub use folder::{Folder, Summary, VERSION};
pub use permissions::Permissions;
pub use rows::{line, Rows, HEADER};
pub use verify::{check_files, leaf_hash};

/// The batch on chain, which must be that of the files; nothing if it was not submitted.
///
/// # Errors
/// A contradiction when it is another.
pub fn on_chain(rpc: &RpcClient, summary: &Summary) -> Result<Option<Batch>, Fault> {
    let address = summary.address();
    let account = query::account(rpc, &address)?;
    let Some(batch) = account.and_then(|account| Batch::from_bytes(&account.data).ok()) else {
        return Ok(None);
    };
    let same = batch.data_hash == summary.data_hash
        && batch.leaves == summary.leaves
        && batch.depth == summary.depth;
    if !same {
        let what = "the batch on chain has another data hash or number of leaves";
        return Err(Fault::contradiction(what).value(address));
    }
    Ok(Some(batch))
}

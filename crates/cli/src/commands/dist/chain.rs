//! What the commands ask the chain, and how they compare it with files.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use makerstake_client::distributions;
use makerstake_client::generated::equity::accounts::{Distribution, Pool};
use makerstake_distribution::journal;
use makerstake_distribution::verify::Verified;
use solana_pubkey::Pubkey;

use crate::cluster::Expected;
use crate::context::Context;
use crate::failure::Failure;

pub use distributions::{bond, state};

/// The pool at an address.
pub fn pool(context: &Context, address: &Pubkey) -> Result<Pool, Failure> {
    context.rpc.ask(distributions::pool(context.rpc.client(), address))?.ok_or_else(|| {
        Failure::input("not a pool")
            .value(address)
            .remedy("give the address of an equity pool of this cluster")
    })
}

/// The distribution of an epoch, or nothing if it was not proposed.
pub fn distribution(context: &Context, pool: &Pubkey, epoch: u32) -> Result<Option<Distribution>, Failure> {
    context.rpc.ask(distributions::distribution(context.rpc.client(), pool, epoch))
}

/// The distribution of an epoch, which must have been proposed.
pub fn proposed(context: &Context, pool: &Pubkey, epoch: u32) -> Result<Distribution, Failure> {
    distribution(context, pool, epoch)?.ok_or_else(|| absent(epoch))
}

/// That an epoch was not proposed.
pub fn absent(epoch: u32) -> Failure {
    Failure::input("the epoch was not proposed")
        .value(epoch)
        .remedy("see `makerstake dist status POOL` for the epochs there are")
}

/// Refuses files that were made for another cluster, now and before every write.
pub fn check_cluster(context: &Context, verified: &Verified) -> Result<(), Failure> {
    context.rpc.expect(Expected::by_files(verified.genesis_hash))
}

/// Notes a step in the folder's journal. The journal is advisory, so a failure is a remark and no more.
pub fn note(context: &Context, folder: &Path, step: &str, details: serde_json::Value) {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let details = details.as_object().cloned().unwrap_or_default();
    if let Err(error) = journal::append(folder, step, i64::try_from(at).unwrap_or(i64::MAX), details) {
        context.output.note(format!("the journal was not written: {error}"));
    }
}

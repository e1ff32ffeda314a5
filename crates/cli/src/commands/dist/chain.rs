//! What the commands ask the chain, and how they compare it with files.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use makerstake_client::generated::equity::accounts::{
    Distribution, Pool, Position, DISTRIBUTION_DISCRIMINATOR, POOL_DISCRIMINATOR, POSITION_DISCRIMINATOR,
};
use makerstake_client::programs::Program;
use makerstake_client::{addresses, query};
use makerstake_distribution::verify::Verified;
use makerstake_distribution::{journal, Error};
use solana_account::Account;
use solana_pubkey::Pubkey;

use crate::cluster::Expected;
use crate::context::Context;
use crate::failure::Failure;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Io { path, source } => Self::io(&path, &source),
            Error::Refused(refusal) => {
                let path = Path::new(&refusal.file);
                let failure = Self::input(refusal.what).value(refusal.value).remedy(refusal.remedy);
                match refusal.line {
                    Some(line) => failure.line(path, line),
                    None => failure.file(path),
                }
            }
        }
    }
}

/// The account's bytes, if the equity program owns it and it is of this type.
fn of_equity(account: &Account, discriminator: [u8; 8]) -> Option<&[u8]> {
    let ours = account.owner == Program::Equity.id() && account.data.starts_with(&discriminator);
    ours.then_some(account.data.as_slice())
}

/// The pool at an address.
pub fn pool(context: &Context, address: &Pubkey) -> Result<Pool, Failure> {
    let account = context.ask(query::account(context.rpc(), address))?;
    account
        .as_ref()
        .and_then(|account| Pool::from_bytes(of_equity(account, POOL_DISCRIMINATOR)?).ok())
        .ok_or_else(|| {
            Failure::input("not a pool")
                .value(address)
                .remedy("give the address of an equity pool of this cluster")
        })
}

/// The distribution of an epoch, or nothing if it was not proposed.
pub fn distribution(context: &Context, pool: &Pubkey, epoch: u32) -> Result<Option<Distribution>, Failure> {
    let address = addresses::distribution(pool, epoch);
    let account = context.ask(query::account(context.rpc(), &address))?;
    Ok(account
        .as_ref()
        .and_then(|account| Distribution::from_bytes(of_equity(account, DISTRIBUTION_DISCRIMINATOR)?).ok()))
}

/// The distribution of an epoch, which must have been proposed.
pub fn proposed(context: &Context, pool: &Pubkey, epoch: u32) -> Result<Distribution, Failure> {
    distribution(context, pool, epoch)?.ok_or_else(|| {
        Failure::input("the epoch was not proposed")
            .value(epoch)
            .remedy("see `makerstake dist status POOL` for the epochs there are")
    })
}

/// A position, if there is one.
pub fn decode_position(account: &Account) -> Option<Position> {
    Position::from_bytes(of_equity(account, POSITION_DISCRIMINATOR)?).ok()
}

/// A holder's position, or nothing if it has none.
pub fn position(context: &Context, pool: &Pubkey, holder: &Pubkey) -> Result<Option<Position>, Failure> {
    let account = context.ask(query::account(context.rpc(), &addresses::position(pool, holder)))?;
    Ok(account.as_ref().and_then(decode_position))
}

/// The position of a position's delegate, which instructions that move shares must name.
pub fn delegate_of(pool: &Pubkey, position: Option<&Position>) -> Option<Pubkey> {
    let delegate =
        position.map(|position| position.delegate).filter(|delegate| *delegate != Pubkey::default())?;
    Some(addresses::position(pool, &delegate))
}

/// Refuses files that were made for another cluster, now and before every write.
pub fn check_cluster(context: &Context, verified: &Verified) -> Result<(), Failure> {
    context.expect(Expected::by_files(verified.genesis_hash))
}

/// Notes a step in the folder's journal. The journal is advisory, so a failure is a remark and no more.
pub fn note(context: &Context, folder: &Path, step: &str, details: serde_json::Value) {
    let at = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let details = details.as_object().cloned().unwrap_or_default();
    if let Err(error) = journal::append(folder, step, i64::try_from(at).unwrap_or(i64::MAX), details) {
        context.output.note(format!("the journal was not written: {error}"));
    }
}

/// A state in words.
pub fn state(status: u8) -> &'static str {
    match status {
        0 => "proposed",
        1 => "challenged",
        2 => "resolved",
        3 => "final",
        4 => "void",
        _ => "unknown",
    }
}

//! Compares what is kept with the chain: every account and its row, and a sample of history.

use serde::Serialize;
use serde_json::Value;
use solana_pubkey::Pubkey;

use crate::accounts::decode;
use crate::chain::{Chain, ChainError};
use crate::decode as transactions;
use crate::store::{Item, Store, StoreError};

/// How many accounts are compared at a time.
const HUNDRED: u32 = 100;

/// What was compared, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Accounts that were compared.
    pub accounts: u64,
    /// Transactions that were compared.
    pub transactions: u64,
    /// What is wrong, a sentence each.
    pub wrong: Vec<String>,
}

/// Why nothing could be compared.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The chain gave no answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Compares every account with the chain as it is now, and `sample` transactions.
///
/// An account that changed since the database last moved is wrong here: follow up to the newest slot first.
///
/// # Errors
/// When chain or database fail.
pub async fn verify(chain: &dyn Chain, store: &Store, sample: u32) -> Result<Report, VerifyError> {
    let mut report = Report::default();
    let mut after = String::new();
    loop {
        let items = store.items_after(&after, HUNDRED).await?;
        let Some(last) = items.last() else { break };
        after.clone_from(&last.address);
        compare(chain, store, &items, &mut report).await?;
    }
    for signature in store.sample(sample).await? {
        compare_transaction(chain, store, &signature, &mut report).await?;
    }
    Ok(report)
}

async fn compare(
    chain: &dyn Chain,
    store: &Store,
    items: &[Item],
    report: &mut Report,
) -> Result<(), VerifyError> {
    let addresses: Vec<Pubkey> = items.iter().filter_map(|item| item.address.parse().ok()).collect();
    let read = chain.accounts(&addresses, 0).await?;
    for (item, raw) in items.iter().zip(read.accounts) {
        report.accounts += 1;
        let address = &item.address;
        let mut wrong = |what: &str| report.wrong.push(format!("{address}: {what}"));
        match (&raw, item.closed_slot) {
            (None, None) => wrong("the chain has no such account, the database an open one"),
            (Some(raw), None) if raw.data != item.data => wrong("the chain has other bytes"),
            (Some(raw), None) if raw.owner.to_string() != item.owner => wrong("another program owns it"),
            (Some(raw), Some(_)) if !raw.data.is_empty() => wrong("the database says it is closed"),
            _ => {}
        }
        let known = item.owner.parse().ok().and_then(|owner| decode(&owner, &item.data));
        let Some(known) = known else {
            wrong("it cannot be read");
            continue;
        };
        match store.row(known.spec, address).await? {
            None => wrong("it has no row"),
            Some(row) if row != known.cells(&item.data) => wrong("its row is not what its bytes say"),
            Some(_) => {}
        }
    }
    Ok(())
}

async fn compare_transaction(
    chain: &dyn Chain,
    store: &Store,
    signature: &str,
    report: &mut Report,
) -> Result<(), VerifyError> {
    report.transactions += 1;
    let kept = store.calls(signature).await?;
    let Some((_, _, transaction)) = chain.transaction(signature).await? else {
        report.wrong.push(format!("{signature}: the endpoint does not know this transaction"));
        return Ok(());
    };
    let calls = transactions::decode(&transaction);
    for (part, instruction, args, accounts) in kept {
        let is_there = calls.iter().any(|call| {
            call.part == part
                && call.called.name == instruction
                && Value::Object(call.called.args.clone()) == args
                && Value::Object(call.called.accounts.clone()) == accounts
        });
        if !is_there {
            report
                .wrong
                .push(format!("{signature}: its call {part} ({instruction}) is another on the chain"));
        }
    }
    Ok(())
}

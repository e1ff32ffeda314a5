//! Accounts into a new engine, any number of them.
//!
//! The engine's own loading sends an event an account into a channel of 1,024 that nobody reads yet, and its list of each
//! owner's accounts is copied with each account that joins it. So it is done here, before the engine's thread starts: each
//! account once, each list once.

use std::collections::{BTreeMap, HashSet};

use solana_account::Account;
use solana_pubkey::Pubkey;
use surfpool_core::surfnet::svm::SurfnetSvm;

use crate::ledger::from_base64;
use crate::programs::Accounts;
use crate::LocalnetError;

/// The token programs, of whose accounts the engine keeps more lists.
const TOKENS: [Pubkey; 2] = [
    Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"),
    Pubkey::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"),
];

/// Puts accounts into an engine that does not run yet.
///
/// # Errors
/// [`LocalnetError::Engine`], for an account that is none.
pub fn load(svm: &mut SurfnetSvm, accounts: Accounts) -> Result<(), LocalnetError> {
    let mut decoded = Vec::with_capacity(accounts.len());
    for (address, saved) in accounts {
        let Some(saved) = saved else { continue };
        let parts =
            (|| Some((address.parse().ok()?, saved.owner.parse().ok()?, from_base64(&saved.data)?)))();
        let (address, owner, data): (Pubkey, Pubkey, Vec<u8>) =
            parts.ok_or_else(|| LocalnetError::Engine(format!("{address} is not an account")))?;
        let (lamports, executable, rent_epoch) = (saved.lamports, saved.executable, saved.rent_epoch);
        decoded.push((address, Account { lamports, data, owner, executable, rent_epoch }));
    }
    // A program is taken only when its code is there.
    decoded.sort_by_key(|(_, account)| account.executable);
    let mut owned: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (address, account) in decoded {
        if TOKENS.contains(&account.owner) {
            svm.set_account(&address, account).map_err(engine)?;
            continue;
        }
        owned.entry(account.owner.to_string()).or_default().push(address.to_string());
        svm.inner.set_account(address, account).map_err(engine)?;
    }
    for (owner, addresses) in owned {
        let mut all = svm.accounts_by_owner.get(&owner).map_err(engine)?.unwrap_or_default();
        let known: HashSet<String> = all.iter().cloned().collect();
        all.extend(addresses.into_iter().filter(|address| !known.contains(address)));
        svm.accounts_by_owner.store(owner, all).map_err(engine)?;
    }
    Ok(())
}

fn engine(error: impl std::fmt::Display) -> LocalnetError {
    LocalnetError::Engine(error.to_string())
}

//! Who plays. Every key is derived from a fixed text, so the story is the same each time; none of them is worth anything.

use anyhow::Result;
use makerstake_client::generated::creators::accounts::{Creator as CreatorAccount, Handle};
use makerstake_core::handle;
use makerstake_distribution::sha;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::works::Work;

/// Somebody who makes works.
pub struct Creator {
    /// Their name in the data.
    pub name: String,
    /// Their handle on chain.
    pub handle: String,
    /// Their genesis key, and authority.
    pub key: Keypair,
    /// The address of their creator account, registered or not.
    pub address: Pubkey,
    /// What they made.
    pub works: Vec<Work>,
}

/// The key of a role: the hash of a fixed text.
pub fn key(role: &str) -> Keypair {
    Keypair::new_from_array(sha::of_bytes(
        format!("makerstake demonstration key, worth nothing: {role}").as_bytes(),
    ))
}

impl Creator {
    /// A creator of this name, not registered yet.
    pub fn new(name: &str, works: Vec<Work>) -> Self {
        let key = key(&format!("creator {name}"));
        let address = CreatorAccount::find_pda(&key.pubkey()).0;
        Self { name: name.to_string(), handle: handle_of(name), key, address, works }
    }

    /// The handle's bytes as they are stored, and its account.
    ///
    /// # Errors
    /// When the handle breaks the rules.
    pub fn handle_account(&self) -> Result<([u8; 32], Pubkey)> {
        let padded = handle::pad(self.handle.as_bytes())
            .map_err(|rule| anyhow::anyhow!("handle {}: {rule:?}", self.handle))?;
        Ok((padded, Handle::find_pda(padded).0))
    }
}

/// A handle from a name: lower case letters and digits, words joined by hyphens, 32 bytes at most.
fn handle_of(name: &str) -> String {
    let mut handle = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            handle.push(letter);
        } else if !handle.is_empty() && !handle.ends_with('-') {
            handle.push('-');
        }
    }
    handle.truncate(32);
    handle.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_of_names_keep_the_rules() {
        for (name, expected) in [
            ("Steven Spielberg", "steven-spielberg"),
            ("Jeff \"\"King Jeff\"\" Hollins", "jeff-king-jeff-hollins"),
            ("M. Night Shyamalan", "m-night-shyamalan"),
        ] {
            assert_eq!(handle_of(name), expected);
            assert!(Creator::new(name, Vec::new()).handle_account().is_ok());
        }
    }

    #[test]
    fn the_same_role_has_the_same_key() {
        assert_eq!(key("founder").pubkey(), key("founder").pubkey());
        assert_ne!(key("founder").pubkey(), key("scorer").pubkey());
    }
}

//! Everything that is on the chain, read from the bytes of its accounts. The invariants are checked on this, and
//! nowhere on what a program says about itself.

mod entry;

use std::collections::{BTreeSet, HashMap};

use solana_pubkey::Pubkey;

pub use entry::{Entry, Kind, Proposed, State};

/// All accounts that any transaction has touched.
#[derive(Clone, Default)]
pub struct Books {
    entries: HashMap<Pubkey, Entry>,
    children: HashMap<(Kind, Pubkey), BTreeSet<Pubkey>>,
}

impl Books {
    /// What is at this address.
    pub fn entry(&self, address: &Pubkey) -> Option<&Entry> {
        self.entries.get(address)
    }

    /// Every address that was ever written.
    pub fn addresses(&self) -> impl Iterator<Item = &Pubkey> {
        self.entries.keys()
    }

    /// Writes what is at this address now.
    pub fn write(&mut self, address: Pubkey, entry: Entry) {
        let place = entry.state.place();
        if let Some(before) = self.entries.insert(address, entry).and_then(|before| before.state.place()) {
            if Some(before) != place {
                self.children.entry(before).or_default().remove(&address);
            }
        }
        if let Some(place) = place {
            self.children.entry(place).or_default().insert(address);
        }
    }

    /// The addresses of all accounts of a kind under a parent.
    pub fn under(&self, kind: Kind, parent: &Pubkey) -> impl Iterator<Item = &Pubkey> {
        self.children.get(&(kind, *parent)).into_iter().flatten()
    }

    /// The addresses of all accounts of a kind, in order.
    pub fn all(&self, kind: Kind) -> Vec<Pubkey> {
        let lists = self.children.iter().filter(|((of, _), _)| *of == kind);
        let mut all: Vec<_> = lists.flat_map(|(_, list)| list).copied().collect();
        all.sort_unstable();
        all
    }

    /// Lamports at this address.
    pub fn lamports(&self, address: &Pubkey) -> u64 {
        self.entry(address).map_or(0, |entry| entry.lamports)
    }

    /// Tokens in this account.
    pub fn tokens(&self, address: &Pubkey) -> u64 {
        self.token(address).map_or(0, |token| token.amount)
    }
}

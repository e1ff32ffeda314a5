//! Events rebuild the accounts: after a random play of creators and attestations, every account is put together from the log lines
//! alone, and compared with what the chain holds.

mod play;
mod rebuild;

use makerstake_testkit::{attestations::ATTESTATIONS, creators::CREATORS};
use play::Play;
use rebuild::Rebuilt;

/// Transactions of one play.
const TRANSACTIONS: usize = 2_500;

#[test]
fn every_account_of_creators_and_attestations_is_rebuilt_from_events() {
    let mut play = Play::new();
    let mut rebuilt = Rebuilt::default();
    for _ in 0..TRANSACTIONS {
        let logs = play.step();
        rebuilt.follow(&logs);
    }
    let missing: Vec<_> = rebuild::ALL.iter().filter(|name| !rebuilt.met.contains(**name)).collect();
    assert!(missing.is_empty(), "events that were never met: {missing:?}");
    for owner in [CREATORS, ATTESTATIONS] {
        let held = play.accounts(&owner);
        let told = rebuilt.accounts(&owner);
        let held_at: Vec<_> = held.keys().collect();
        let told_at: Vec<_> = told.keys().collect();
        assert_eq!(held_at, told_at, "accounts of {owner}");
        for (address, account) in held {
            assert_eq!(told[&address], account, "{address}");
        }
        println!("{} accounts of {owner} rebuilt", told.len());
    }
}

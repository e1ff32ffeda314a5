use std::sync::atomic::{AtomicUsize, Ordering};

use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_signer::Signer as _;

use super::super::drive::Policy;
use super::super::journal::NoJournal;
use super::super::node::{Height, Lifetime, Simulation, Statuses};
use super::*;

/// A node that never answers, and counts how often it is asked.
#[derive(Default)]
struct Silent {
    asked: AtomicUsize,
}

impl Silent {
    fn silence<T>(&self) -> Result<T, Trouble> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Err(Trouble::Network("no answer".into()))
    }
}

impl Node for Silent {
    fn lifetime(&self) -> Result<Lifetime, Trouble> {
        self.silence()
    }
    fn simulate(&self, _: &VersionedTransaction, _: &[Pubkey]) -> Result<Simulation, Trouble> {
        self.silence()
    }
    fn send(&self, _: &VersionedTransaction) -> Result<(), Trouble> {
        self.silence()
    }
    fn statuses(&self, _: &[Signature], _: bool) -> Result<Statuses, Trouble> {
        self.silence()
    }
    fn finalized(&self) -> Result<Height, Trouble> {
        self.silence()
    }
    fn recent_prices(&self, _: &[Pubkey]) -> Result<Vec<u64>, Trouble> {
        self.silence()
    }
}

#[test]
fn a_node_that_is_silent_ends_a_run_after_one_wait() {
    let node = Silent::default();
    let payer = Keypair::new();
    let mut taken = 0;
    let intents = (0..80).map(|row| {
        taken += 1;
        let transfer =
            solana_system_interface::instruction::transfer(&payer.pubkey(), &Pubkey::new_unique(), 1);
        Intent::new(format!("row {row}"), vec![transfer], &payer, &[])
    });
    let policy = Policy { reach: Duration::ZERO, ..Policy::default() };
    let summary = Sender::new(&node, policy).send_all(intents, &mut NoJournal, || true, |_| {}).unwrap();
    // What is left is not begun: every further batch would wait as long for the same node.
    assert_eq!(summary, Summary { network: 8, ..Summary::default() });
    assert_eq!((taken, node.asked.load(Ordering::Relaxed)), (8, 1));
}

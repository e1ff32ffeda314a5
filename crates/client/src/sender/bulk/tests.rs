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
struct Unresponsive {
    asked: AtomicUsize,
}

impl Unresponsive {
    fn silence<T>(&self) -> Result<T, RpcError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Err(RpcError::Network("no answer".into()))
    }
}

impl Node for Unresponsive {
    fn lifetime(&self) -> Result<Lifetime, RpcError> {
        self.silence()
    }
    fn simulate(&self, _: &VersionedTransaction, _: &[Pubkey]) -> Result<Simulation, RpcError> {
        self.silence()
    }
    fn send(&self, _: &VersionedTransaction) -> Result<(), RpcError> {
        self.silence()
    }
    fn statuses(&self, _: &[Signature], _: bool) -> Result<Statuses, RpcError> {
        self.silence()
    }
    fn finalized(&self) -> Result<Height, RpcError> {
        self.silence()
    }
    fn recent_prices(&self, _: &[Pubkey]) -> Result<Vec<u64>, RpcError> {
        self.silence()
    }
}

#[test]
fn a_node_that_is_silent_ends_a_run_after_one_wait() {
    let node = Unresponsive::default();
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

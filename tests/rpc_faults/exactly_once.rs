//! Two hundred transfers through every kind of fault. `MAKERSTAKE_FAULT_RUNS` and `MAKERSTAKE_FAULT_SEED` change the
//! number and repeat a sequence.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use makerstake_client::sender::in_flight::RetryPolicy;
use makerstake_client::sender::{Intent, NoJournal, Outcome, Policy, Price, Sender};
use makerstake_tests::process::Network;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;
use solana_system_interface::instruction::transfer;

use crate::proxy::{Faults, Proxy};

/// Transfers that are on their way at once.
const THREADS: usize = 16;

/// A patience in proportion to slots of 20 ms instead of 400.
pub fn policy() -> Policy {
    Policy {
        price: Price::Fixed(1),
        retry: RetryPolicy {
            resend: Duration::from_millis(250),
            poll: Duration::from_millis(120),
            height: Duration::from_millis(300),
            give_up: Duration::from_secs(60),
        },
        signings: 5,
        reach: Duration::from_secs(30),
        ..Policy::default()
    }
}

pub fn client(url: &str) -> RpcClient {
    RpcClient::new_with_timeout_and_commitment(
        url,
        Duration::from_millis(1_000),
        CommitmentConfig::confirmed(),
    )
}

pub fn funded(rpc: &RpcClient) -> Keypair {
    let key = Keypair::new();
    rpc.request_airdrop(&key.pubkey(), 1_000_000_000_000).unwrap();
    while rpc.get_balance(&key.pubkey()).unwrap() == 0 {
        std::thread::sleep(Duration::from_millis(20));
    }
    key
}

/// A network with slots of 20 ms: a blockhash lives for three seconds there.
pub fn network() -> Network {
    Network::start(&["--no-programs", "--slot-ms", "20"])
}

pub fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn faults(run: u64) -> Faults {
    match run % 8 {
        0 => Faults { dropped_send: 50, ..Faults::default() },
        1 => Faults { lost_answer: 50, ..Faults::default() },
        2 => Faults { busy: 25, refused: 25, ..Faults::default() },
        3 => Faults { timeout: 20, ..Faults::default() },
        // Twenty sends every 250 ms: the blockhash is long dead, and a second signature lands.
        4 => Faults { drop_first_sends: 20, ..Faults::default() },
        // Bytes that arrive when nobody expects them any more, also after their blockhash died.
        5 => Faults { late_send_ms: 6_000, ..Faults::default() },
        6 => Faults { stale_status: 60, double_send: 50, ..Faults::default() },
        _ => Faults {
            timeout: 5,
            busy: 10,
            refused: 10,
            lost_answer: 20,
            dropped_send: 30,
            double_send: 20,
            stale_status: 30,
            late_send_ms: 2_000,
            drop_first_sends: 3,
        },
    }
}

#[test]
fn every_transfer_happens_exactly_once() {
    let runs = setting("MAKERSTAKE_FAULT_RUNS", 200);
    let seed = setting("MAKERSTAKE_FAULT_SEED", u64::from(std::process::id()));
    println!("{runs} runs, MAKERSTAKE_FAULT_SEED={seed}");
    let network = network();
    let direct = client(&network.url);
    let payer = funded(&direct);
    let proxy = Proxy::start(&network.url, seed);
    let (next, ended) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| loop {
                let run = next.fetch_add(1, Ordering::Relaxed);
                if run >= runs {
                    break;
                }
                let (to, lamports) = (Pubkey::new_unique(), 1_000_000 + run);
                let rpc = client(&proxy.run(run, faults(run)));
                let intent = Intent::new("run", vec![transfer(&payer.pubkey(), &to, lamports)], &payer, &[]);
                let outcome = Sender::new(&rpc, policy()).send(&intent, &mut NoJournal).unwrap();
                ended.lock().unwrap().push((run, to, lamports, outcome));
            });
        }
    });
    // Whatever is still held back arrives now, or never.
    std::thread::sleep(Duration::from_secs(8));
    let mut landed = 0;
    let mut signed_again = 0;
    for (run, to, lamports, outcome) in ended.into_inner().unwrap() {
        let balance = direct.get_balance(&to).unwrap();
        match outcome {
            Outcome::Landed(receipt) => {
                assert_eq!(balance, lamports, "run {run}, seed {seed}: landed, and not once");
                landed += 1;
                signed_again += u64::from(receipt.signings > 1);
            }
            Outcome::Expired { .. } | Outcome::Network { .. } => {
                assert_eq!(balance, 0, "run {run}, seed {seed}: said it did not land, and it did");
            }
            Outcome::Unknown { .. } => {
                assert!(balance == 0 || balance == lamports, "run {run}, seed {seed}: {balance}");
            }
            Outcome::Rejected(rejection) => panic!("run {run}, seed {seed}: {}", rejection.explanation),
        }
    }
    println!(
        "{landed} of {runs} landed, {signed_again} were signed again, {} faults, {:.0} s",
        proxy.faults(),
        started.elapsed().as_secs_f64()
    );
    assert!(
        landed * 100 >= runs * 95,
        "the sender gives up too early: {landed} of {runs} landed, seed {seed}"
    );
    assert!(signed_again > 0, "no transaction expired: the test did not test signing again");
}

#[test]
fn a_node_that_is_not_there_is_reported_as_such() {
    let rpc = client("http://127.0.0.1:9");
    let payer = Keypair::new();
    let policy = Policy { reach: Duration::from_millis(500), ..policy() };
    let intent = Intent::new("run", vec![transfer(&payer.pubkey(), &Pubkey::new_unique(), 1)], &payer, &[]);
    let outcome = Sender::new(&rpc, policy).send(&intent, &mut NoJournal).unwrap();
    assert!(matches!(outcome, Outcome::Network { .. }), "{outcome}");
}

#[test]
fn a_transfer_of_more_than_there_is_is_rejected_in_simulation() {
    let network = network();
    let rpc = client(&network.url);
    let payer = funded(&rpc);
    let too_much = 2_000_000_000_000;
    let intent =
        Intent::new("run", vec![transfer(&payer.pubkey(), &Pubkey::new_unique(), too_much)], &payer, &[]);
    let outcome = Sender::new(&rpc, policy()).send(&intent, &mut NoJournal).unwrap();
    let Outcome::Rejected(rejection) = outcome else { panic!("{outcome}") };
    assert_eq!(rejection.stage, makerstake_client::sender::Stage::Simulation);
    assert_eq!((rejection.signature, rejection.explanation.code), (None, Some(1)));
    assert_eq!(rejection.explanation.name, "ResultWithNegativeLamports");
}

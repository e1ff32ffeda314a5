//! Many transfers in one run, with a journal, through faults.

use makerstake_client::sender::{FileJournal, Intent, Policy, Progress, Sender};
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;
use solana_system_interface::instruction::transfer;

use crate::exactly_once::{client, funded, network, policy, setting};
use crate::proxy::{Faults, Proxy};

#[test]
fn a_run_of_many_lands_each_once_and_leaves_nothing_pending() {
    let seed = setting("MAKERSTAKE_FAULT_SEED", u64::from(std::process::id()));
    println!("MAKERSTAKE_FAULT_SEED={seed}");
    let network = network();
    let direct = client(&network.url);
    let payer = funded(&direct);
    let proxy = Proxy::start(&network.url, seed);
    let faults = Faults {
        busy: 3,
        refused: 5,
        lost_answer: 10,
        dropped_send: 20,
        stale_status: 10,
        ..Faults::default()
    };
    let rpc = client(&proxy.run(0, faults));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal.jsonl");
    let (mut journal, _) = FileJournal::open(&path).unwrap();
    let targets: Vec<Pubkey> = (0..60).map(|_| Pubkey::new_unique()).collect();
    let intents = targets.iter().enumerate().map(|(at, to)| {
        Intent::new(format!("row {at}"), vec![transfer(&payer.pubkey(), to, 1_000_000)], &payer, &[])
    });
    let mut ended = 0;
    let summary = Sender::new(&rpc, policy())
        .send_all(
            intents,
            &mut journal,
            || true,
            |progress| {
                ended += usize::from(matches!(progress, Progress::Ended { .. }));
            },
        )
        .unwrap();
    assert!(summary.all_landed(), "{summary:?}, seed {seed}");
    assert_eq!((summary.landed, ended), (60, 60));
    for to in &targets {
        assert_eq!(direct.get_balance(to).unwrap(), 1_000_000, "seed {seed}");
    }
    drop(journal);
    assert!(FileJournal::open(&path).unwrap().1.is_empty());
}

#[test]
fn a_run_that_is_stopped_begins_nothing_new() {
    let network = network();
    let rpc = client(&network.url);
    let payer = funded(&rpc);
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, _) = FileJournal::open(&dir.path().join("journal.jsonl")).unwrap();
    let targets: Vec<Pubkey> = (0..20).map(|_| Pubkey::new_unique()).collect();
    let intents = targets.iter().enumerate().map(|(at, to)| {
        Intent::new(format!("row {at}"), vec![transfer(&payer.pubkey(), to, 1_000_000)], &payer, &[])
    });
    let mut asked = 0;
    let go_on = || {
        asked += 1;
        asked <= 5
    };
    let summary = Sender::new(&rpc, policy()).send_all(intents, &mut journal, go_on, |_| {}).unwrap();
    assert_eq!(summary.landed, 5);
    let arrived = targets.iter().filter(|to| rpc.get_balance(to).unwrap() > 0).count();
    assert_eq!(arrived, 5);
}

/// While nothing is on its way there may still be something to come.
#[test]
fn neither_refusals_nor_a_rate_end_a_run_early() {
    let network = network();
    let rpc = client(&network.url);
    let payer = funded(&rpc);
    let dir = tempfile::tempdir().unwrap();
    let (mut journal, _) = FileJournal::open(&dir.path().join("journal.jsonl")).unwrap();
    let targets: Vec<Pubkey> = (0..14).map(|_| Pubkey::new_unique()).collect();
    let intents = targets.iter().enumerate().map(|(at, to)| {
        let lamports = if at < 10 { u64::MAX / 2 } else { 1_000_000 };
        Intent::new(format!("row {at}"), vec![transfer(&payer.pubkey(), to, lamports)], &payer, &[])
    });
    let slow = Policy { rate: Some(2.0), ..policy() };
    let summary = Sender::new(&rpc, slow).send_all(intents, &mut journal, || true, |_| {}).unwrap();
    assert_eq!((summary.rejected, summary.landed), (10, 4), "{summary:?}");
}

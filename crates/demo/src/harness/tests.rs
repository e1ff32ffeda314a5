//! The stage on a network that forgets: an older ledger is put back, as if the network had been killed before it saved a newer one.

use std::net::TcpListener;
use std::path::Path;

use makerstake_localnet::{Localnet, Options, Running};
use solana_system_interface::instruction::transfer;

use super::*;

/// A port that nobody listens on now.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// Starts a network without programs on these ports; those of a network that has just stopped come free a moment later.
fn start([rpc_port, ws_port]: [u16; 2], ledger: &Path) -> Running {
    let options = Options {
        rpc_port,
        ws_port,
        deploy_dir: None,
        ledger: Some(ledger.into()),
        slot_ms: 50,
        ..Options::default()
    };
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        match Localnet::start(options.clone()) {
            Ok(running) => return running,
            Err(error) => assert!(Instant::now() < deadline, "{error}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Pays five SOL from the sponsor.
fn pay(harness: &mut Harness, to: &Pubkey) -> Result<Signature> {
    let payment = transfer(&harness.sponsor.pubkey(), to, 5_000_000_000);
    harness.act("a payment", vec![payment], &[])
}

/// Lets a network forget what `forgotten` does: three payments are made before, after, and once it came back. Gives the last one's end,
/// and leaves the network up.
fn with_a_gap(
    dir: &Path,
    paid: [&Pubkey; 2],
    forgotten: impl FnOnce(&mut Harness) -> Result<()>,
) -> (Running, Harness, Result<Signature>) {
    let (ledger, older, ports) = (dir.join("ledger"), dir.join("older.json"), [free_port(), free_port()]);
    let network = start(ports, &ledger);
    let mut harness = Harness::open(network.rpc_url(), Keypair::new(), 1_000_000_000_000).unwrap();
    pay(&mut harness, paid[0]).unwrap();
    network.stop().unwrap();
    std::fs::copy(ledger.join("ledger.json"), &older).unwrap();

    let network = start(ports, &ledger);
    forgotten(&mut harness).unwrap();
    network.stop().unwrap();
    std::fs::rename(&older, ledger.join("ledger.json")).unwrap();

    let network = start(ports, &ledger);
    let end = pay(&mut harness, paid[1]);
    (network, harness, end)
}

#[test]
fn what_was_lost_together_with_a_move_of_time_is_done_again_at_that_time() {
    let dir = tempfile::tempdir().unwrap();
    let [first, second, third] = [1, 2, 3].map(|_| Pubkey::new_unique());
    let mut later = 0;
    let (network, harness, end) = with_a_gap(dir.path(), [&first, &third], |harness| {
        later = harness.now()? + 7 * 86_400;
        harness.travel_to(later, "a week")?;
        pay(harness, &second).map(drop)
    });
    end.unwrap();
    for paid in [first, second, third] {
        assert_eq!(harness.rpc().get_balance(&paid).unwrap(), 5_000_000_000, "once");
    }
    let now = harness.now().unwrap();
    assert!(now >= later, "the clock is {} s behind what the story knows", later - now);
    network.stop().unwrap();
}

#[test]
fn what_cannot_be_done_again_ends_the_story_with_the_reason() {
    let dir = tempfile::tempdir().unwrap();
    let [first, second, third] = [1, 2, 3].map(|_| Pubkey::new_unique());
    let (network, mut harness, end) = with_a_gap(dir.path(), [&first, &third], |harness| {
        // The network's own gifts leave nothing to do again: this one is gone, and with it what was paid from it.
        let poor = Keypair::new();
        harness.fund(&poor.pubkey(), 5_000_000_000)?;
        harness.act("a payment", vec![transfer(&poor.pubkey(), &second, 4_000_000_000)], &[&poor]).map(drop)
    });
    let reason = "what the network lost cannot be done again: rejected: system program: the account that pays has too little SOL";
    for end in [end, pay(&mut harness, &third)] {
        let error = format!("{:#}", end.unwrap_err());
        assert!(error.contains(reason), "{error}");
    }
    network.stop().unwrap();
}

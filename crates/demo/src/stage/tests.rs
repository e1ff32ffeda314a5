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

#[test]
fn what_was_lost_together_with_a_move_of_time_is_done_again_at_that_time() {
    let (dir, ports) = (tempfile::tempdir().unwrap(), [free_port(), free_port()]);
    let (ledger, older) = (dir.path().join("ledger"), dir.path().join("older.json"));
    let [first, second, third] = [1, 2, 3].map(|_| Pubkey::new_unique());
    let network = start(ports, &ledger);
    let mut stage = Stage::open(network.rpc_url(), Keypair::new(), 1_000_000_000_000).unwrap();
    let pay = |stage: &mut Stage, to: &Pubkey| {
        let payment = transfer(&stage.sponsor.pubkey(), to, 5_000_000_000);
        stage.act("a payment", vec![payment], &[]).unwrap();
    };
    pay(&mut stage, &first);
    network.stop().unwrap();
    std::fs::copy(ledger.join("ledger.json"), &older).unwrap();

    let network = start(ports, &ledger);
    let later = stage.now().unwrap() + 7 * 86_400;
    stage.travel_to(later, "a week").unwrap();
    pay(&mut stage, &second);
    network.stop().unwrap();
    std::fs::rename(&older, ledger.join("ledger.json")).unwrap();

    let network = start(ports, &ledger);
    pay(&mut stage, &third);
    for paid in [first, second, third] {
        assert_eq!(stage.rpc().get_balance(&paid).unwrap(), 5_000_000_000, "once");
    }
    let now = stage.now().unwrap();
    assert!(now >= later, "the clock is {} s behind what the story knows", later - now);
    network.stop().unwrap();
}

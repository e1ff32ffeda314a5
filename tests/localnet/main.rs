//! The local network as people start it: ports, programs, state over restarts, a clean stop.

mod kills;

use std::net::TcpListener;

use makerstake_client::programs::Program;
use makerstake_client::{query, time};
use makerstake_tests::process::{free_ports, keypair_file, run, Network};
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::Pubkey;

fn client(network: &Network) -> RpcClient {
    RpcClient::new_with_commitment(network.url.clone(), CommitmentConfig::confirmed())
}

fn fund(rpc: &RpcClient, address: &Pubkey, lamports: u64) {
    rpc.request_airdrop(address, lamports).unwrap();
    for _ in 0..100 {
        if rpc.get_balance(address).unwrap() >= lamports {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the airdrop did not arrive");
}

#[test]
fn it_starts_with_the_four_programs_and_stops_cleanly() {
    let network = Network::start(&[]);
    let rpc = client(&network);
    for program in Program::ALL {
        let account = query::account(&rpc, &program.id()).unwrap().unwrap();
        assert!(account.executable, "{program}");
    }
    assert_eq!(network.stop(), 0);
}

#[test]
fn doctor_finds_the_programs_that_were_built() {
    let network = Network::start(&[]);
    let dir = tempfile::tempdir().unwrap();
    let (path, key) = keypair_file(dir.path(), "id.json");
    let rpc = client(&network);
    use solana_signer::Signer as _;
    let poor = run(&["-u", &network.url, "-k", path.to_str().unwrap(), "doctor", "--output", "json"]);
    assert_eq!(poor.code, 8, "{}", poor.err);
    assert_eq!(poor.err, "error: 1 of 10 checks failed\n");
    fund(&rpc, &key.pubkey(), 1_000_000_000);
    let rich = run(&["-u", &network.url, "-k", path.to_str().unwrap(), "doctor", "--output", "json"]);
    assert_eq!((rich.code, rich.err.as_str()), (0, ""));
    let checks: serde_json::Value = serde_json::from_str(&rich.out).unwrap();
    for program in Program::ALL {
        let check = checks
            .as_array()
            .unwrap()
            .iter()
            .find(|check| check["check"] == format!("program {program}"))
            .unwrap();
        assert!(check["found"].as_str().unwrap().starts_with("the build's, SHA-256 "), "{check}");
    }
}

#[test]
fn a_taken_port_is_refused_before_anything_starts() {
    let (free, _) = free_ports();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    for (rpc, ws, purpose, flag) in
        [(port, free, "JSON-RPC", "--rpc-port"), (free, port, "websocket", "--ws-port")]
    {
        let run = run(&["localnet", "--rpc-port", &rpc.to_string(), "--ws-port", &ws.to_string()]);
        assert_eq!(run.code, 3);
        assert_eq!(
            run.err,
            format!(
                "error: {purpose} port {port} is taken\n  stop what listens there, or choose another with {flag}\n"
            )
        );
        assert_eq!(run.out, "");
    }
}

#[test]
fn missing_programs_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_str().unwrap();
    let (rpc, ws) = free_ports();
    let run = run(&[
        "localnet",
        "--deploy-dir",
        path,
        "--rpc-port",
        &rpc.to_string(),
        "--ws-port",
        &ws.to_string(),
    ]);
    assert_eq!(run.code, 3);
    assert_eq!(
        run.err,
        format!(
            "error: no programs at {path}: makerstake_creators.so, makerstake_attestations.so, \
             makerstake_equity.so, makerstake_governance.so missing\n  run `cargo xtask build`, or name the folder \
             with --deploy-dir\n"
        )
    );
}

#[test]
fn state_slot_and_time_survive_a_clean_stop() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = dir.path().join("ledger");
    let address = Pubkey::new_unique();
    let first = Network::start(&["--ledger", ledger.to_str().unwrap()]);
    let rpc = client(&first);
    fund(&rpc, &address, 7_000_000_000);
    // Thirty days ahead of this machine's clock.
    let travelled = time::travel_by(&rpc, 30 * 24 * 60 * 60).unwrap();
    let slot = rpc.get_slot().unwrap();
    assert_eq!(first.stop(), 0);

    let second = Network::start(&["--ledger", ledger.to_str().unwrap()]);
    let rpc = client(&second);
    assert_eq!(rpc.get_balance(&address).unwrap(), 7_000_000_000);
    assert!(query::chain_time(&rpc).unwrap() >= travelled, "on-chain time does not run backwards");
    assert!(rpc.get_slot().unwrap() >= slot);
    assert_eq!(second.stop(), 0);
}

#[test]
fn a_kill_leaves_a_whole_ledger() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = dir.path().join("ledger");
    let address = Pubkey::new_unique();
    let first = Network::start(&["--ledger", ledger.to_str().unwrap()]);
    fund(&client(&first), &address, 3_000_000_000);
    // The state is written within two seconds of a change, and once more while it goes on changing.
    std::thread::sleep(std::time::Duration::from_secs(5));
    first.kill();

    let second = Network::start(&["--ledger", ledger.to_str().unwrap()]);
    assert_eq!(client(&second).get_balance(&address).unwrap(), 3_000_000_000);
    let other = run(&["localnet", "--ledger", ledger.to_str().unwrap(), "--rpc-port", "0", "--ws-port", "1"]);
    assert_ne!(other.code, 0, "two networks do not share a ledger");
}

#[test]
fn a_browser_from_another_origin_is_answered() {
    let network = Network::start(&["--no-programs"]);
    let answer = ureq::post(&network.url)
        .header("origin", "http://localhost:5173")
        .header("content-type", "application/json")
        .send(r#"{"jsonrpc":"2.0","id":1,"method":"getHealth"}"#)
        .unwrap();
    let allowed = answer.headers().get("access-control-allow-origin").unwrap().to_str().unwrap();
    assert_eq!(allowed, "http://localhost:5173");
}

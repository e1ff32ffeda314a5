//! The local network as people start it: ports, programs, state over restarts, a clean stop.

mod kills;

use std::net::TcpListener;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use makerstake_client::programs::Program;
use makerstake_client::{query, time};
use makerstake_tests::process::{free_ports, keypair_file, run, Network};
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

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
fn it_starts_with_every_program_and_stops_cleanly() {
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
    let poor = run(&["-u", &network.url, "-k", path.to_str().unwrap(), "doctor", "--output", "json"]);
    assert_eq!(poor.code, 8, "{}", poor.err);
    // Seven, and the code and the authority of each program.
    assert_eq!(poor.err, format!("error: 1 of {} checks failed\n", 7 + 2 * Program::ALL.len()));
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
    let missing = Program::ALL.map(|program| format!("makerstake_{program}.so")).join(", ");
    assert_eq!(
        run.err,
        format!(
            "error: no programs at {path}: {missing} missing\n  run `cargo xtask build`, or name the folder with --deploy-dir\n"
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

#[test]
fn any_number_of_accounts_comes_back_with_the_genesis_hash() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = dir.path().join("ledger");
    let arguments = ["--no-programs", "--ledger", ledger.to_str().unwrap()];
    let network = Network::start(&arguments);
    let genesis = client(&network).get_genesis_hash().unwrap();
    assert_eq!(network.stop(), 0);
    // Written into the ledger: two hundred thousand airdrops would say the same and take an hour.
    let path = ledger.join("ledger.json");
    let mut state: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let owner = Pubkey::new_from_array([7; 32]);
    let address = |number: u64| {
        let mut bytes = [9; 32];
        bytes[..8].copy_from_slice(&number.to_le_bytes());
        Pubkey::new_from_array(bytes)
    };
    let accounts = state["accounts"].as_object_mut().unwrap();
    for number in 0..200_000_u64 {
        let data = BASE64_STANDARD.encode(number.to_le_bytes());
        let account = serde_json::json!({ "lamports": 1_000_000 + number, "owner": owner.to_string(), "executable": false,
            "rentEpoch": 0, "data": data, "parsedData": null });
        accounts.insert(address(number).to_string(), account);
    }
    std::fs::write(&path, serde_json::to_vec(&state).unwrap()).unwrap();
    for _ in 0..2 {
        let network = Network::start(&arguments);
        let rpc = client(&network);
        assert_eq!(rpc.get_genesis_hash().unwrap(), genesis);
        for number in [0, 1_024, 77_777, 199_999] {
            assert_eq!(rpc.get_balance(&address(number)).unwrap(), 1_000_000 + number);
        }
        assert_eq!(network.stop(), 0);
    }
}

#[test]
fn a_seeded_network_founds_a_platform_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let keys = dir.path().join("keys");
    let network = Network::start(&["--seed", keys.to_str().unwrap()]);
    let key = |name: &str| keys.join(format!("{name}.json")).to_str().unwrap().to_owned();
    let address = |name: &str| run(&["-k", &key(name), "-q", "--output", "csv", "key", "show"]).out;
    let address = |name: &str| address(name).lines().nth(1).unwrap().trim_end_matches(',').to_owned();
    let (scorer, guardian, dividends) = (address("scorer"), address("guardian"), address("dividends"));
    let globals = ["-u", &network.url, "-k", &key("founder"), "--yes", "--output", "json"];
    let founding = [
        "platform",
        "found",
        "migrations/data/example-platform.toml",
        "--tracks",
        "migrations/data/tracks.toml",
        "--mint-key",
        &key("mint"),
        "--scorer",
        &scorer,
        "--guardian",
        &guardian,
        "--dividend-mint",
        &dividends,
    ];
    let founded = run(&[&globals[..], &founding].concat());
    assert_eq!(founded.code, 0, "{}", founded.err);
    let mint = address("mint");
    let granted =
        run(&[&globals[..], &["grant", "create", &scorer, "900000", "--release", "--platform", &mint]]
            .concat());
    assert_eq!(granted.code, 0, "{}", granted.err);
    let paid = run(&[&globals[..], &["dividend", "pay", "1000", "--platform", &mint]].concat());
    assert_eq!(paid.code, 0, "{}", paid.err);
}

#[test]
fn a_save_that_fails_is_tried_again_and_ends_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let ledger = dir.path().join("ledger");
    let network = Network::start(&["--no-programs", "--ledger", ledger.to_str().unwrap()]);
    let saved = ledger.join("ledger.json");
    let moment = || std::fs::metadata(&saved).and_then(|file| file.modified()).ok();
    let wait_for = |what: &dyn Fn() -> bool| {
        let began = std::time::Instant::now();
        while !what() {
            assert!(began.elapsed() < std::time::Duration::from_secs(30));
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    };
    wait_for(&|| moment().is_some());
    // A folder where the unfinished file goes: not even root can write over it.
    let obstacle = ledger.join("ledger.json.new");
    std::fs::create_dir(&obstacle).unwrap();
    let before = moment();
    let (_, key) = keypair_file(dir.path(), "key.json");
    fund(&client(&network), &key.pubkey(), 1_000_000_000);
    std::thread::sleep(std::time::Duration::from_secs(5));
    assert_eq!(moment(), before, "nothing can be saved now");
    assert!(client(&network).get_slot().is_ok(), "and the network goes on");
    std::fs::remove_dir(&obstacle).unwrap();
    wait_for(&|| moment() != before);
    assert_eq!(network.stop(), 0);
}

//! Programs deployed by the command alone: uploaded, interrupted and resumed, upgraded, handed over; and a buffer that is closed.

use makerstake_tests::process::{keypair_file, root, run, Network, Run};
use serde_json::Value;
use solana_signer::Signer as _;

#[test]
fn a_program_is_uploaded_deployed_upgraded_handed_over_and_closed() {
    let network = Network::start(&["--no-programs", "--slot-ms", "50"]);
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (owner, key) = keypair_file(dir.path(), "owner.json");
    let (_, program) = keypair_file(dir.path(), "program.json");
    let makerstake = |arguments: &[&str]| -> Run {
        let globals = ["-u", &network.url, "-k", owner.to_str().unwrap(), "--yes", "--output", "json"];
        run(&[&globals[..], arguments].concat())
    };
    let json = |arguments: &[&str]| -> Value {
        let run = makerstake(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap_or(Value::Null)
    };
    let elf = |name: &str| {
        let built = root().join(format!("target/deploy/makerstake_{name}.so"));
        std::fs::copy(built, file(&format!("{name}.so"))).expect("the programs are built");
        file(&format!("{name}.so"))
    };
    let (small, large) = (elf("creators"), elf("governance"));
    let id = program.pubkey().to_string();

    let text = file("text.so");
    std::fs::write(&text, "#!/bin/sh\n").unwrap();
    let refused = makerstake(&["program", "write-buffer", &text]);
    assert!((refused.code, refused.err.contains("text.so: not a program")) == (3, true), "{}", refused.err);
    let poor = makerstake(&["program", "write-buffer", &small]);
    assert!((poor.code, poor.err.contains("the payer has too little: 0 SOL")) == (3, true), "{}", poor.err);
    json(&["airdrop", "100"]);
    let by_address = makerstake(&["program", "deploy", &small, "--program-id", &id]);
    assert!(by_address.err.contains("the program is not there, so its key is needed"), "{}", by_address.err);

    let written = json(&["program", "write-buffer", &small]);
    let again = makerstake(&["--dry-run", "program", "write-buffer", &small]);
    assert!(again.err.contains("would write 0 pieces"), "{}", again.err);
    let deployed = json(&["program", "deploy", &small, "--program-id", &file("program.json")]);
    assert_eq!((&deployed["program"], &deployed["buffer"]), (&id.clone().into(), &written["buffer"]));
    assert!(!dir.path().join("creators.buffer.json").exists(), "the buffer is gone, and its key");
    let shown = json(&["program", "show", &id]);
    assert_eq!(shown["authority"], key.pubkey().to_string());
    assert_eq!(shown["code_sha256"], written["code_sha256"]);

    json(&["program", "deploy", &large, "--program-id", &id]);
    let upgraded = json(&["program", "show", &id]);
    let bytes = std::fs::metadata(&large).unwrap().len();
    assert!(upgraded["code_bytes"].as_u64().unwrap() >= bytes, "it was extended: {upgraded}");

    let buffer = json(&["program", "write-buffer", &small])["buffer"].as_str().unwrap().to_owned();
    json(&["program", "close", &buffer]);
    let program = makerstake(&["program", "close", &id]);
    assert!(
        (program.code, program.err.contains("only a buffer can be closed")) == (3, true),
        "{}",
        program.err
    );
    let (_, other) = keypair_file(dir.path(), "other.json");
    json(&["program", "set-authority", &id, "--new", &other.pubkey().to_string()]);
    let foreign = makerstake(&["program", "deploy", &small, "--program-id", &id]);
    assert!(foreign.err.contains("the signer may not replace this program"), "{}", foreign.err);
    assert!(foreign.err.contains(&format!("its upgrade authority is {}", other.pubkey())), "{}", foreign.err);
}

//! Transactions that several sign: apart with `--sign-only`, by another signer with `--message-only`, and as a proposal of a
//! multisig with `--squads`.

use base64::prelude::{Engine as _, BASE64_STANDARD};
use makerstake_client::addresses;
use makerstake_client::squads::{Vault, SQUADS};
use makerstake_tests::process::{keypair_file, root, run, Network, Run};
use serde_json::{json, Value};
use sha2::Digest as _;
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcRequest;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;

struct Table {
    network: Network,
    rpc: RpcClient,
    dir: tempfile::TempDir,
}

impl Table {
    fn new() -> Self {
        let network = Network::start(&["--slot-ms", "50"]);
        let rpc = RpcClient::new(network.url.clone());
        Self { network, rpc, dir: tempfile::tempdir().unwrap() }
    }

    /// A key, and the path of its file.
    fn key(&self, name: &str) -> (String, Keypair) {
        let (path, key) = keypair_file(self.dir.path(), name);
        (path.to_str().unwrap().to_owned(), key)
    }

    fn run(&self, arguments: &[&str]) -> Run {
        run(&[&["-u", &self.network.url, "--yes", "--output", "json"], arguments].concat())
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.err);
        serde_json::from_str(&run.out).unwrap()
    }

    fn refused(&self, arguments: &[&str], code: i32, says: &str) {
        let run = self.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (code, ""), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(says), "{arguments:?}: {}", run.err);
    }

    fn is_there(&self, address: &Pubkey) -> bool {
        self.rpc.get_account(address).is_ok()
    }
}

/// The message that was printed.
fn message(printed: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(printed["message"].as_str().unwrap()).unwrap()
}

fn with<'a>(first: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [first, more].concat()
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn two_machines_sign_one_transaction() {
    let table = Table::new();
    let (ada, ada_key) = table.key("ada.json");
    let (payer, payer_key) = table.key("payer.json");
    let (ada_address, payer_address) = (ada_key.pubkey().to_string(), payer_key.pubkey().to_string());
    table.json(&["-k", &payer, "airdrop", "10"]);
    let blockhash = table.rpc.get_latest_blockhash().unwrap().to_string();
    let register = ["creator", "register", "--handle", "ada", "--blockhash", &blockhash];

    // Ada signs where she is; the payer's key is elsewhere.
    let signed = table.json(&with(&register, &["-k", &ada, "--fee-payer", &payer_address, "--sign-only"]));
    assert_eq!((&signed["blockhash"], &signed["absent"]), (&json!(blockhash), &json!([payer_address])));
    let by_ada = signed["signers"][0].as_str().unwrap().to_owned();
    assert!(by_ada.starts_with(&format!("{ada_address}=")));
    assert!(!table.is_there(&addresses::creator(&ada_key.pubkey())), "nothing was sent");

    // Another signer makes the same signature of the same message.
    let printed =
        table.json(&with(&register, &["-k", &ada_address, "--fee-payer", &payer_address, "--message-only"]));
    assert_eq!(printed["message"], signed["message"]);
    assert_eq!(printed["must_sign"], json!([payer_address, ada_address]));
    let bytes = message(&printed);
    assert_eq!(by_ada, format!("{ada_address}={}", ada_key.sign_message(&bytes)));

    let pays = with(&register, &["-k", &ada_address, "--fee-payer", &payer]);
    table.refused(&with(&pays, &[]), 3, &format!("a signature is missing: {ada_address}"));
    table.refused(
        &["creator", "register", "-k", &ada_address, "--fee-payer", &payer],
        3,
        &format!("this is an address, and its key has to sign: {ada_address}\n  name the key with -k"),
    );
    let mut other = with(&pays, &["--signer", &by_ada]);
    other[3] = "eve";
    table.refused(&other, 3, &format!("the signature is not of this message: {ada_address}"));

    table.json(&with(&pays, &["--signer", &by_ada]));
    assert!(table.is_there(&addresses::creator(&ada_key.pubkey())));
}

#[test]
fn flags_about_signing_that_contradict_each_other_are_refused() {
    for (arguments, what) in [
        (vec!["--sign-only", "--message-only"], "--sign-only and --message-only exclude each other"),
        (vec!["--dry-run", "--sign-only"], "--dry-run signs nothing"),
        (
            vec!["--signer", &format!("{}={}", Pubkey::default(), solana_signature::Signature::default())],
            "--signer needs the blockhash that was signed",
        ),
    ] {
        let refused = run(&[&arguments[..], &["-u", "localhost", "creator", "register"]].concat());
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{}", refused.err);
        assert!(refused.err.starts_with(&format!("error: {what}\n  ")), "{}", refused.err);
    }
}

/// Puts the second multisig of the published client's vectors on the network, with `member` where it has its proposer.
fn multisig(table: &Table, member: &Pubkey) -> Vault {
    let vectors = std::fs::read(root().join("crates/client/src/squads/vectors.json")).unwrap();
    let vectors: Value = serde_json::from_slice(&vectors).unwrap();
    let vector = &vectors[1];
    let address: Pubkey = vector["multisig"].as_str().unwrap().parse().unwrap();
    let member = hex(&member.to_bytes());
    let data = vector["account"].as_str().unwrap().replace(&hex(&[21; 32]), &member);
    let account = json!({ "lamports": 10_000_000, "owner": SQUADS.to_string(), "data": data });
    let set = RpcRequest::Custom { method: "surfnet_setAccount" };
    let _: Value = table.rpc.send(set, json!([address.to_string(), account])).unwrap();
    Vault { multisig: address, index: 3 }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_multisig_is_asked_instead_of_one_key() {
    let table = Table::new();
    let (ada, ada_key) = table.key("ada.json");
    table.json(&["-k", &ada, "airdrop", "10"]);
    let vault = multisig(&table, &ada_key.pubkey());
    let named = format!("{}/3", vault.multisig);
    let propose = ["-k", &ada, "--squads", &named, "creator", "register"];

    let run = table.run(&with(&propose, &["--message-only"]));
    assert_eq!(run.code, 0, "{}", run.err);
    for line in [
        format!("the vault {} would: register a creator", vault.address()),
        format!(
            "{} proposes that as transaction 256 of the multisig {}, and approves it",
            ada_key.pubkey(),
            vault.multisig
        ),
        "2 of 3 members must approve, and 1 h later; then any that may executes the proposal ".to_owned(),
        "as things are now it would fail: system program: the account that pays has too little SOL"
            .to_owned(),
    ] {
        assert!(run.err.contains(&line), "{line}: {}", run.err);
    }
    let made = message(&serde_json::from_str(&run.out).unwrap());
    for name in ["vault_transaction_create", "proposal_create", "proposal_approve"] {
        let hash = sha2::Sha256::digest(format!("global:{name}"));
        assert!(has(&made, SQUADS.as_ref()) && has(&made, &hash[..8]), "{name}");
    }
    let creator = addresses::creator(&vault.address());
    assert!(has(&made, creator.as_ref()), "the vault registers itself");

    // The program is not on this network, so that a proposal fails in simulation and nothing is sent.
    table.refused(&with(&propose, &[]), 4, "nothing was sent");
    let own = ada_key.pubkey().to_string();
    table.refused(
        &["-k", &ada, "--squads", &own, "creator", "register"],
        3,
        "this is no multisig of Squads v4",
    );
    let (eve, eve_key) = table.key("eve.json");
    table.refused(
        &["-k", &eve, "--squads", &named, "creator", "register"],
        3,
        &format!(
            "{} is no member of the multisig that may propose\n  sign (-k) with a member",
            eve_key.pubkey()
        ),
    );
    let several = table.dir.path().join("list.csv");
    std::fs::write(&several, "key\nada.json\n").unwrap();
    table.refused(&with(&propose, &["--list", several.to_str().unwrap()]), 2, "this sends many transactions");
}

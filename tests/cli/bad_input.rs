//! Every bad input: the exact message, the exact exit code, nothing on standard output.

use std::os::unix::fs::PermissionsExt as _;

use makerstake_tests::process::{free_ports, keypair_file, run};

fn assert_refused(arguments: &[&str], code: i32, message: &str) {
    let run = run(arguments);
    assert_eq!((run.code, run.err.as_str(), run.out.as_str()), (code, message, ""));
}

#[test]
fn a_node_that_does_not_answer() {
    let (port, _) = free_ports();
    let url = format!("http://127.0.0.1:{port}");
    let address = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";
    let run = run(&["-u", &url, "creator", "show", address]);
    assert_eq!((run.code, run.out.as_str()), (7, ""));
    assert!(run.err.starts_with("error: the RPC node does not answer: Connection refused"), "{}", run.err);
    assert!(
        run.err.ends_with(&format!(
            ": {url}\n  check the address (-u) and the connection; for a local network run `makerstake localnet`\n"
        )),
        "{}",
        run.err
    );
}

#[test]
fn an_address_that_is_no_node() {
    assert_refused(
        &["-u", "ftp://somewhere", "doctor"],
        3,
        "error: not the address of a JSON-RPC node: ftp://somewhere\n  \
         give http(s)://…, or a moniker: mainnet-beta, testnet, devnet, localhost (m, t, d, l)\n",
    );
}

#[test]
fn a_configuration_that_is_not_there() {
    assert_refused(
        &["-C", "/nowhere/config.yml", "doctor"],
        3,
        "/nowhere/config.yml: No such file or directory (os error 2)\n  check the path\n",
    );
}

#[test]
fn a_keypair_that_is_not_there() {
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", "/nowhere/id.json", "creator", "register"],
        3,
        "error: no keypair file: /nowhere/id.json\n  \
         make one with `solana-keygen new -o /nowhere/id.json`, or name another with -k\n",
    );
}

#[test]
fn a_keypair_that_others_can_read() {
    let dir = tempfile::tempdir().unwrap();
    let (path, _) = keypair_file(dir.path(), "id.json");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let path = path.to_str().unwrap();
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", path, "creator", "register"],
        3,
        &format!(
            "{path}: other users of this machine can read the keypair file: mode 640\n  chmod 600 {path}\n"
        ),
    );
}

#[test]
fn a_keypair_that_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("id.json");
    std::fs::write(&path, "[1,2,3]").unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    let path = path.to_str().unwrap();
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", path, "creator", "register"],
        3,
        &format!(
            "{path}: not a keypair file\n  it must be a JSON array of 64 numbers, as solana-keygen writes it\n"
        ),
    );
}

#[test]
fn a_handle_against_the_rules() {
    for (handle, rule) in [
        ("ab", "a handle has at least 3 characters"),
        ("a.b.c", "a handle is made of the letters a to z, the digits, _ and -"),
        ("ada--l", "_ and - stand alone and between letters or digits"),
        ("a23456789012345678901234567890123", "a handle has at most 32 characters"),
    ] {
        let run = run(&["creator", "register", "--handle", handle]);
        assert_eq!(run.code, 2);
        assert_eq!(
            run.err,
            format!(
                "error: invalid value '{handle}' for '--handle <HANDLE>': {rule}\n\nFor more information, try '--help'.\n"
            )
        );
    }
}

#[test]
fn a_file_that_is_not_there_and_one_that_is_empty() {
    let dir = tempfile::tempdir().unwrap();
    let empty = dir.path().join("empty");
    std::fs::write(&empty, "").unwrap();
    let empty = empty.to_str().unwrap();
    assert_refused(
        &["-u", "http://127.0.0.1:1", "attest", "/nowhere/work"],
        3,
        "/nowhere/work: No such file or directory (os error 2)\n  check the path\n",
    );
    assert_refused(
        &["-u", "http://127.0.0.1:1", "attest", empty],
        3,
        &format!("{empty}: an empty file is no work\n"),
    );
}

#[test]
fn metadata_against_the_rules() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("metadata.json");
    std::fs::write(&path, r#"{"makerstake":1,"title":""}"#).unwrap();
    let path = path.to_str().unwrap();
    let run = run(&["-u", "http://127.0.0.1:1", "attest", "--metadata", path, "/nowhere/work"]);
    assert_eq!(run.code, 3);
    assert!(run.err.starts_with(&format!("{path}: ")), "{}", run.err);
    assert!(run.err.ends_with("\n  see docs/attestations.md for the format\n"), "{}", run.err);
}

#[test]
fn a_hardware_wallet_without_the_build_for_it() {
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", "usb://ledger", "creator", "register"],
        3,
        "error: this build cannot speak to hardware wallets: usb://ledger\n  \
         build it with `--features ledger`, or use a file or prompt://\n",
    );
}

#[test]
fn a_seed_phrase_path_that_is_none() {
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", "prompt://?account=1", "creator", "register"],
        3,
        "error: not a key of a seed phrase: prompt://?account=1\n  \
         write prompt://, prompt://?key=0/0 or prompt://?full-path=m/44/501/0/0\n",
    );
}

#[test]
fn a_question_that_nobody_is_there_to_answer() {
    let dir = tempfile::tempdir().unwrap();
    let (key, _) = keypair_file(dir.path(), "id.json");
    let key = key.to_str().unwrap();
    assert_refused(
        &["-u", "http://127.0.0.1:1", "-k", key, "creator", "recovery", "remove-key", "--recovery-key", key],
        9,
        "error: this needs a yes: Without a recovery key a lost authority is lost for ever. Remove it?\n  \
         pass --yes to go ahead without asking\n",
    );
}

#[test]
fn a_price_that_is_none() {
    let run = run(&["--with-compute-unit-price", "much", "doctor"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("not a price: give `auto` or micro-lamports a compute unit"), "{}", run.err);
}

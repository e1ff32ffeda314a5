//! What a first week of running a platform runs into: nodes that are none, keys in addresses, pipes that close, lists and files
//! with faults that have a place, and text that must not act on a terminal.

use std::process::Stdio;
use std::sync::Arc;

use makerstake_tests::process::{command, keypair_file, run, Run};
use tiny_http::{Header, Response, Server};

const CREATOR: &str = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";

/// A server that gives every question this answer; its address has a key in it.
fn node(status: u16, kind: &str, body: &str) -> String {
    let server = Arc::new(Server::http("127.0.0.1:0").expect("a free port"));
    let url = format!("http://{}/v2/SECRET?api-key=SECRET", server.server_addr());
    let (kind, body) = (kind.to_owned(), body.to_owned());
    std::thread::spawn(move || {
        for mut request in server.incoming_requests() {
            let mut question = String::new();
            let _ = request.as_reader().read_to_string(&mut question);
            let header = Header::from_bytes("Content-Type", kind.as_bytes()).expect("a header");
            let answer = Response::from_string(&body).with_status_code(status).with_header(header);
            let _ = request.respond(answer);
        }
    });
    url
}

fn error(code: i32, message: &str) -> String {
    serde_json::json!({ "jsonrpc": "2.0", "id": 0, "error": { "code": code, "message": message } })
        .to_string()
}

#[track_caller]
fn says(run: &Run, code: i32, words: &[&str]) {
    assert_eq!((run.code, run.out.as_str()), (code, ""), "{}", run.err);
    for words in words {
        assert!(run.err.contains(words), "{words:?} is not in {}", run.err);
    }
    assert!(!run.err.contains("SECRET"), "a key is shown: {}", run.err);
}

#[test]
fn what_is_no_node_or_refuses_the_method_is_told_with_its_host_and_without_its_key() {
    let gone = run(&["-u", &node(410, "text/plain", "gone"), "creator", "show", CREATOR]);
    says(&gone, 4, &["does not offer this method (HTTP 410)", "a provider's", ": http://127.0.0.1:"]);
    let hotel = run(&["-u", &node(200, "text/html", "<html>Welcome!</html>"), "creator", "show", CREATOR]);
    says(&hotel, 7, &["this is not a JSON-RPC node", ": http://127.0.0.1:"]);
    let closed = run(&["-u", &node(403, "text/plain", "no"), "creator", "show", CREATOR]);
    says(&closed, 4, &["wants a key, or refuses this one (HTTP 403)"]);
    let listed =
        error(-32010, "account excluded from secondary indexes; this RPC method unavailable for key");
    let listed =
        run(&["-u", &node(200, "application/json", &listed), "work", "history", "--creator", CREATOR]);
    says(&listed, 4, &["the RPC node refused: account excluded from secondary indexes"]);
}

#[test]
fn what_a_node_says_does_not_act_on_the_terminal() {
    let message = error(-32602, "\u{1b}[2J\u{1b}[1Aall is well\nerror: nothing");
    let run = run(&["-u", &node(200, "application/json", &message), "creator", "show", CREATOR]);
    says(&run, 4, &["\\u{1b}[2J\\u{1b}[1Aall is well\\u{a}error: nothing"]);
    assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
}

#[test]
fn a_node_on_this_machine_is_reached_without_the_proxy() {
    let url = node(410, "text/plain", "gone");
    let output = command(&["-u", &url, "creator", "show", CREATOR])
        .env("HTTP_PROXY", "http://127.0.0.1:9")
        .env("http_proxy", "http://127.0.0.1:9")
        .output()
        .unwrap();
    says(&Run::from(output), 4, &["HTTP 410"]);
}

#[test]
fn a_node_that_takes_no_document_ends_the_command_before_anything_is_signed() {
    let dir = tempfile::tempdir().unwrap();
    let (key, _) = keypair_file(dir.path(), "key.json");
    let profile = dir.path().join("profile.json");
    std::fs::write(&profile, "{}").unwrap();
    // No network is there: whoever asks it ends with another code.
    let update = |node: &str| {
        let (key, profile) = (key.to_str().unwrap(), profile.to_str().unwrap());
        let uri = "https://a.example/profile.json";
        run(&[
            "-u",
            "http://127.0.0.1:9",
            "-k",
            key,
            "creator",
            "update",
            "--uri",
            uri,
            "--document",
            profile,
            "--creator",
            CREATOR,
            "--node",
            node,
        ])
    };
    let refuses = node(403, "application/json", r#"{"error": "you hold no position"}"#);
    says(&update(&refuses), 4, &["the node refuses (403): you hold no position; nothing was sent"]);
    let hotel = node(200, "text/html", "<html>Welcome!</html>");
    says(&update(&hotel), 3, &["is no node", "nothing was sent"]);
    let gone = "http://127.0.0.1:9/v2/SECRET";
    says(&update(gone), 7, &["the node at http://127.0.0.1:9 does not answer", "nothing was sent"]);
    says(&update("nowhere"), 3, &["not the address of a node"]);
    let takes = format!(r#"{{"genesis": "g", "platform": "{CREATOR}", "state": "pending"}}"#);
    let taken = update(&node(202, "application/json", &takes));
    assert!(taken.err.contains("which serves it once the chain names it"), "{}", taken.err);
}

#[test]
fn a_pipe_that_closes_ends_quietly() {
    for arguments in [&["man"][..], &["completions", "bash"], &["-u", "nonsense", "doctor"]] {
        let mut child = command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 3)), "{arguments:?} ended with {code:?}");
    }
}

#[test]
fn an_address_on_chain_is_one_that_nobody_executes() {
    let dir = tempfile::tempdir().unwrap();
    let (key, _) = keypair_file(dir.path(), "key.json");
    let hash = "ab".repeat(32);
    let update = run(&[
        "-k",
        key.to_str().unwrap(),
        "creator",
        "update",
        "--uri",
        "javascript:alert(1)",
        "--hash",
        &hash,
    ]);
    assert_eq!(update.code, 2);
    assert!(update.err.contains("give an https://, http://, ipfs:// or ar:// address"), "{}", update.err);
}

#[test]
fn a_fault_in_a_proposals_file_has_its_line_its_action_and_its_field() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("p.toml");
    let file = "title = \"A\"\nuri = \"https://a.example\"\ndocument = \"a.md\"\n\n[[action]]\nkind = \"revoke_budget\"\n\
                id = 1\n\n[[action]]\nkind = \"revoke_budget\"\nid = \"two\"\n";
    std::fs::write(&path, file).unwrap();
    let path = path.to_str().unwrap();
    let run = run(&["propose", path, "--platform", CREATOR]);
    says(&run, 3, &[&format!("{path}:11: action 2: `id`: invalid type: string \"two\", expected u32")]);
}

#[test]
fn an_honest_folder_that_is_not_there_is_no_fraud() {
    let missing = run(&["dist", "verify", "/nowhere/epoch", "--offline"]);
    says(&missing, 3, &["/nowhere/epoch/manifest.json: No such file or directory"]);
}

#[test]
fn a_rule_names_each_metric_once() {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let rule = makerstake_tests::platform::RULE;
    let twice = rule.replacen("\"views\":", "\"views\": 2, \"views\":", 1);
    std::fs::write(path("rule.json"), twice).unwrap();
    for empty in ["works.csv", "engagement.csv"] {
        std::fs::write(path(empty), "").unwrap();
    }
    let run = run(&[
        "dist",
        "score",
        &path("epoch"),
        "--rule",
        &path("rule.json"),
        "--works",
        &path("works.csv"),
        "--engagement",
        &path("engagement.csv"),
        "--pool",
        CREATOR,
        "--allocation",
        "1",
        "--leaf-max",
        "1",
        "--epoch",
        "0",
        "--window-start",
        "0",
        "--window-end",
        "1",
        "--genesis-hash",
        CREATOR,
    ]);
    says(&run, 3, &["the metric \\\"views\\\" is there twice"]);
}

#[test]
fn lists_are_taken_as_they_were_meant_or_not_at_all() {
    let cases = [
        (
            "recipient;amount\n11111111111111111111111111111112;1,5\n",
            "ui",
            "list.csv:1: the fields are separated by semicolons",
        ),
        ("recipient,amount\n", "base", "list.csv: no rows"),
        ("", "base", "list.csv: no rows"),
        (
            "recipient,amount\nTokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA,5\n",
            "base",
            "list.csv:2: the holder is a program or a sysvar",
        ),
        (
            "recipient,amount\nEtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG,1.000\n",
            "ui",
            "list.csv:2: every amount has exactly three decimals",
        ),
    ];
    for (list, unit, says) in cases {
        let (_dir, run) = import(list, unit, &[]);
        assert_eq!(run.code, 3, "{list}: {}", run.err);
        assert!(run.err.contains(says), "{says:?} is not in {}", run.err);
    }
    let (dir, taken) =
        import("recipient,amount\nEtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG,2538.0\n", "base", &[]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    let leaves = std::fs::read_to_string(dir.path().join("epoch/leaves.csv")).unwrap();
    assert!(leaves.contains("EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG,2538,"), "{leaves}");
    let (_dir, run) = import(
        "recipient,amount\nEtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG,1.000\n",
        "ui",
        &["--three-decimals"],
    );
    assert_eq!(run.code, 0, "{}", run.err);
}

fn import(list: &str, unit: &str, more: &[&str]) -> (tempfile::TempDir, Run) {
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("list.csv"), list).unwrap();
    std::fs::write(path("why.md"), "Because.\n").unwrap();
    let (epoch, list, why) = (path("epoch"), path("list.csv"), path("why.md"));
    let arguments = [
        "dist",
        "import",
        &epoch,
        "--list",
        &list,
        "--format",
        "solana-tokens",
        "--unit",
        unit,
        "--because",
        &why,
    ];
    let run = run(&[&arguments[..], more].concat());
    (dir, run)
}

#[test]
fn a_profile_says_what_flags_would_and_flags_say_more() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("config.toml");
    let makerstake = |arguments: &[&str]| {
        Run::from(command(arguments).env("MAKERSTAKE_CONFIG", &file).output().expect("the command starts"))
    };
    let (gone, closed) = (node(410, "text/plain", "gone"), node(403, "text/plain", "no"));
    let show = ["creator", "show", CREATOR];
    assert_eq!(makerstake(&["config", "set", "--profile", "here", "url", &gone]).code, 0);
    assert_eq!(makerstake(&["config", "set", "--profile", "there", "url", &closed]).code, 0);
    says(&makerstake(&show), 4, &["HTTP 410"]);
    says(&makerstake(&[&show[..], &["--profile", "there"]].concat()), 4, &["HTTP 403"]);
    says(&makerstake(&[&["-u", &closed], &show[..]].concat()), 4, &["HTTP 403"]);
    assert_eq!(makerstake(&["config", "use", "there"]).code, 0);
    says(&makerstake(&show), 4, &["HTTP 403"]);
    says(
        &makerstake(&["--profile=nowhere", "creator", "show"]),
        3,
        &["no such profile: nowhere", "there is here, there"],
    );
    let table = makerstake(&["config", "get"]);
    assert!(table.out.contains("url") && !table.out.contains("SECRET"), "{}", table.out);
    assert_eq!(makerstake(&["config", "get", "url"]).out, format!("{closed}\n"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600, "addresses of nodes have keys in them");

    let unknown = makerstake(&["config", "set", "colour", "red"]);
    says(
        &unknown,
        3,
        &["no such setting: colour", "url, cluster, platform, keypair, fee-payer, node, output"],
    );
    says(&makerstake(&["config", "set", "cluster", "moonnet"]), 3, &["not a cluster: give mainnet-beta"]);
    assert_eq!(makerstake(&["config", "name", "reelhouse", CREATOR]).code, 0);
    says(&makerstake(&["holder", "show", CREATOR, "--platform", "reelhouse"]), 4, &["HTTP 403"]);
    let nobody = makerstake(&["holder", "show", CREATOR, "--platform", "nobody"]);
    assert!(
        nobody.code == 2 && nobody.err.contains("or a name (`makerstake config name`)"),
        "{}",
        nobody.err
    );
    std::fs::write(&file, "use = \"here\"\n[profile.here\n").unwrap();
    says(&makerstake(&show), 3, &["config.toml:2: "]);
}

#[test]
fn an_error_is_json_where_a_program_reads_it() {
    let failed = run(&["--errors", "json", "dist", "verify", "/nowhere/epoch", "--offline"]);
    let error: serde_json::Value = serde_json::from_str(&failed.err).unwrap();
    assert_eq!((failed.code, &error["error"]["exit_code"]), (3, &3.into()));
    assert_eq!(error["error"]["file"], "/nowhere/epoch/manifest.json");
    assert_eq!(error["error"]["remedy"], "check the path");
    let usage = run(&["--errors=json", "creators"]);
    let error: serde_json::Value = serde_json::from_str(&usage.err).unwrap();
    assert_eq!((usage.code, &error["error"]["what"]), (2, &"unrecognized subcommand 'creators'".into()));
}

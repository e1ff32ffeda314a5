//! The story as `cargo xtask demo --exit` plays it: on the built programs, over JSON-RPC, to the last balance.

use std::net::TcpListener;
use std::path::Path;

use makerstake_demo::{run, Options};

/// A port that nobody listens on now.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

fn options() -> Options {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Options {
        deploy_dir: root.join("target/deploy"),
        keys: root.join("tests/keys"),
        works: root.join("data/works.csv"),
        platform: root.join("migrations/data/example-platform.toml"),
        tracks: root.join("migrations/data/tracks.toml"),
        app: root.join("app/dist"),
        url: None,
        rpc_port: free_port(),
        ws_port: free_port(),
        app_port: free_port(),
        node_bin: None,
        node_port: free_port(),
        cast: None,
        while_input: false,
        exit: true,
    }
}

#[test]
fn every_chapter_ends_as_the_story_says_and_every_balance_adds_up() {
    run(&options()).unwrap();
}

#[test]
fn a_port_that_is_taken_is_named_before_anything_starts() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let rpc_port = taken.local_addr().unwrap().port();
    let error = run(&Options { rpc_port, ..options() }).unwrap_err();
    assert!(format!("{error:#}").contains(&format!("port {rpc_port} is taken")), "{error:#}");
}

#[test]
fn missing_programs_and_keys_are_named() {
    let dir = tempfile::tempdir().unwrap();
    let error = run(&Options { deploy_dir: dir.path().into(), ..options() }).unwrap_err();
    assert!(format!("{error:#}").contains("makerstake_moderation.so missing"), "{error:#}");
    let error = run(&Options { keys: dir.path().into(), ..options() }).unwrap_err();
    assert!(format!("{error:#}").contains("throwaway-creators-program.json"), "{error:#}");
}

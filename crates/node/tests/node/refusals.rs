//! What a node cannot work with is told when it starts.

use makerstake_node::chain::ChainError;
use makerstake_node::follow::{FollowError, Options};
use makerstake_node::run::{self, RunError};
use makerstake_node::settings::Settings;
use makerstake_node::store::{Store, StoreError};
use solana_pubkey::Pubkey;

use crate::network::{network, Rig};

fn settings(dir: &std::path::Path) -> Settings {
    Settings {
        platform: Some(Pubkey::new_from_array([1; 32]).to_string()),
        // Nobody listens there.
        url: Some("http://127.0.0.1:9".into()),
        database: Some(dir.join("node.db").to_string_lossy().into_owned()),
        documents: Some(dir.join("documents").to_string_lossy().into_owned()),
        listen: Some(([127, 0, 0, 1], 0).into()),
        ..Settings::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_answer_is_told_when_a_node_starts() {
    let dir = tempfile::tempdir().unwrap();
    let error = run::start(settings(dir.path())).await.err().unwrap();
    assert!(matches!(error, RunError::Follow(FollowError::Chain(ChainError::Unreachable(_)))), "{error}");
    let postgres = Some("postgres://node@127.0.0.1:9/node".to_string());
    let error = run::start(Settings { database: postgres, ..settings(dir.path()) }).await.err().unwrap();
    assert!(matches!(error, RunError::Store(StoreError::Open(_))), "{error}");
    let error = run::start(Settings { platform: None, ..settings(dir.path()) }).await.err().unwrap();
    assert_eq!(error.to_string(), "name the platform with --platform");
    let nowhere = Settings { platform: Some("nobody".into()), ..settings(dir.path()) };
    assert_eq!(run::start(nowhere).await.err().unwrap().to_string(), "nobody is no address");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_cluster_and_a_platform_that_is_not_there_are_told() {
    let Some(network) = network() else { return };
    let dir = tempfile::tempdir().unwrap();
    let there = Settings { url: Some(network.url.clone()), ..settings(dir.path()) };
    let error = run::start(there.clone()).await.err().unwrap();
    assert!(matches!(error, RunError::Follow(FollowError::NoPlatform(_))), "{error}");
    // A database that was filled on another cluster.
    let rig = Rig::new(network, Options::default()).await;
    let other = Store::open(there.database()).await.unwrap();
    other.claim("another cluster", &rig.platform).await.unwrap();
    let here = Settings { platform: Some(network.platform.clone()), ..there };
    let error = run::start(here).await.err().unwrap();
    let RunError::Store(StoreError::Other { what, found, .. }) = error else { panic!("{error}") };
    assert_eq!((what, found.as_str()), ("the cluster", "another cluster"));
}

/// What a process that watches it sees.
#[test]
fn a_node_that_cannot_start_ends_with_3() {
    let dir = tempfile::tempdir().unwrap();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_makerstake-node"))
        .args(["--platform", &Pubkey::new_from_array([1; 32]).to_string(), "--url", "http://127.0.0.1:9"])
        .args(["--listen", "127.0.0.1:0", "--database"])
        .arg(dir.path().join("node.db"))
        .arg("--documents")
        .arg(dir.path().join("documents"))
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(3));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("error: the RPC endpoint does not answer"), "{said}");
}

//! What a node cannot work with is told when it starts.

use makerstake_node::chain::ChainError;
use makerstake_node::follow::FollowError;
use makerstake_node::run::{self, RunError};
use makerstake_node::settings::Settings;
use makerstake_node::store::StoreError;
use solana_pubkey::Pubkey;

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

//! A full disk: nothing is lost, the node says so, and goes on when there is room.

use std::process::{Command, Stdio};
use std::time::Duration;

use makerstake_node::accounts::by_table;
use makerstake_node::follow::Options;
use makerstake_node::store::Store;
use serde_json::Value;

use crate::network::{network, Rig};

/// Room for an empty database in files, in blocks of 1,024 bytes, and not for the story.
const ROOM: u32 = 600;

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_waited_for() {
    let Some(network) = network() else { return };
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("node.db");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // A limit on files is what a test may set of its own; it fails a write as a full disk does.
    let mut node = Command::new("bash")
        .args(["-c", &format!("trap '' XFSZ; ulimit -S -f {ROOM}; exec \"$@\"")])
        .args(["node", env!("CARGO_BIN_EXE_makerstake-node"), "--platform", &network.platform])
        .args(["--url", &network.url, "--listen", &format!("127.0.0.1:{port}"), "--signatures-only"])
        .arg("--database")
        .arg(&database)
        .arg("--documents")
        .arg(dir.path().join("documents"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let health = || async move {
        let answer = reqwest::get(format!("http://127.0.0.1:{port}/healthz")).await.ok()?;
        Some((answer.status().as_u16(), answer.json::<Value>().await.ok()?))
    };
    let until = |what: &'static str, is: fn(&Value) -> bool| async move {
        for _ in 0..1_200 {
            match health().await {
                Some((status, health)) if is(&health) => return (status, health),
                _ => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
        panic!("it never came to {what}: {:?}", health().await)
    };
    let (status, told) = until("a fault", |health| health["status"] == "failing").await;
    assert_eq!((status, told["slot"].as_u64()), (503, Some(0)), "{told}");
    assert!(told["error"].as_str().unwrap().starts_with("the database failed: "), "{told}");
    let store = Store::open(database.to_str().unwrap()).await.unwrap();
    let positions = by_table("positions").unwrap();
    assert_eq!(store.count(positions).await.unwrap(), 0, "half of a commit");

    let room = Command::new("prlimit").args(["--fsize=unlimited", "--pid", &node.id().to_string()]).status();
    assert!(room.unwrap().success());
    let (status, _) = until("the end", |health| health["status"] == "ok").await;
    assert_eq!(status, 200);
    node.kill().unwrap();
    node.wait().unwrap();
    let rig = Rig::new(network, Options { signatures_only: true, ..Options::default() }).await;
    rig.catch_up().await;
    assert_eq!(store.count(positions).await.unwrap(), rig.store.count(positions).await.unwrap());
}

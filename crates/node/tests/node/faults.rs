//! Blocks from endpoints that fail, and a node that is killed: no row lost, doubled or wrong.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize};
use std::time::{Duration, Instant};

use makerstake_node::accounts::by_table;
use makerstake_node::archive;
use makerstake_node::documents::Shelf;
use makerstake_node::follow::Options;
use makerstake_node::store::{Mode, Of, Order, Store, StoreError};
use makerstake_node::verify::verify;

use crate::network::{network, Network, Rig};
use crate::replay::{Faults, Replay};

/// Every call in a database, by transaction and place.
async fn calls(store: &Store) -> Vec<(String, String, String)> {
    let all = Of::Activity { account: None, instruction: None };
    let mut found = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.history(&all, Order::Ascending, 1_000, cursor.as_deref()).await.unwrap().unwrap();
        found.extend(page.items.into_iter().map(|entry| {
            let text = |name: &str| entry.fields[name].as_str().unwrap().to_string();
            (entry.moment.name(), text("signature"), text("instruction"))
        }));
        let Some(next) = page.next else { return found };
        cursor = Some(next);
    }
}

fn on(network: &Network, url: &str) -> Network {
    Network { url: url.into(), platform: network.platform.clone(), cast: None, node: None, _story: None }
}

fn blocks(replay: &Replay) -> Options {
    Options { from_slot: Some(replay.slots.0), ..Options::default() }
}

async fn catch_up_with_faults(rig: &Rig, last: u64) -> usize {
    let mut faults = 0;
    for _ in 0..10_000 {
        match rig.follower.step().await {
            Ok(_) => {
                if rig.store.cursor().await.unwrap().is_some_and(|cursor| cursor.slot == last) {
                    return faults;
                }
            }
            Err(_) => faults += 1,
        }
    }
    panic!("it never arrived: {:?}", rig.follower.status().health());
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_of_an_endpoint_leave_no_trace() {
    let Some(network) = network() else { return };
    let replay = Replay::start(network, Faults::default()).await;
    let rig = Rig::new(&on(network, &replay.url), blocks(&replay)).await;
    let start = Instant::now();
    catch_up_with_faults(&rig, replay.slots.1).await;
    println!("{} transactions in {:?}", replay.transactions, start.elapsed());
    assert_eq!(rig.store.cursor().await.unwrap().unwrap().mode, Mode::Blocks);
    let whole = calls(&rig.store).await;
    let once: BTreeSet<&String> = whole.iter().map(|(moment, ..)| moment).collect();
    assert_eq!(once.len(), whole.len());

    // By signatures there is at most what is there by blocks.
    let by_signatures = Rig::new(network, Options { signatures_only: true, ..Options::default() }).await;
    by_signatures.catch_up().await;
    let signed: BTreeSet<(String, String)> =
        calls(&by_signatures.store).await.into_iter().map(|(_, signature, name)| (signature, name)).collect();
    let blocked: BTreeSet<(String, String)> =
        whole.iter().map(|(_, signature, name)| (signature.clone(), name.clone())).collect();
    println!("{} calls by blocks, {} by signatures", blocked.len(), signed.len());
    let missing: Vec<_> = signed.difference(&blocked).collect();
    assert!(missing.is_empty(), "{missing:?}");

    let middle = (replay.slots.0 + replay.slots.1) / 2;
    let at = |wanted: u64| {
        let slots: Vec<u64> =
            whole.iter().map(|(moment, ..)| moment.split('-').next().unwrap().parse().unwrap()).collect();
        AtomicU64::new(slots.into_iter().find(|slot| *slot > wanted).unwrap())
    };
    let faults = Faults {
        busy_every: 29,
        hole: at(replay.slots.0 + 10),
        fork: at(middle),
        left: AtomicUsize::new(4),
        hidden: AtomicU64::new(0),
    };
    let faulty = Replay::start(network, faults).await;
    let other = Rig::new(&on(network, &faulty.url), blocks(&faulty)).await;
    let met = catch_up_with_faults(&other, faulty.slots.1).await;
    assert!(met > 0, "the faults were met");
    assert_eq!(calls(&other.store).await, whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn kills_lose_and_double_nothing() {
    let Some(network) = network() else { return };
    let replay = Replay::start(network, Faults::default()).await;
    let rig = Rig::new(&on(network, &replay.url), blocks(&replay)).await;
    catch_up_with_faults(&rig, replay.slots.1).await;
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("node.db");
    let start = || {
        Command::new(env!("CARGO_BIN_EXE_makerstake-node"))
            .args(["--platform", &network.platform, "--url", &replay.url, "--listen", "127.0.0.1:0"])
            .args(["--from-slot", &replay.slots.0.to_string()])
            .arg("--database")
            .arg(&database)
            .arg("--documents")
            .arg(dir.path().join("documents"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let kills: u64 = std::env::var("NODE_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(10);
    for kill in 0..kills {
        let mut node = start();
        // Not random: each a little later than the one before, from before the first commit on.
        tokio::time::sleep(Duration::from_millis(100 + 60 * (kill % 30))).await;
        node.kill().unwrap();
        node.wait().unwrap();
    }
    let mut node = start();
    let store = Store::open(database.to_str().unwrap()).await.unwrap();
    let mut is_there = false;
    // A busy machine is no fault: it may take minutes there.
    for _ in 0..3_000 {
        is_there = store.cursor().await.unwrap().is_some_and(|cursor| cursor.slot == replay.slots.1);
        if is_there {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    node.kill().unwrap();
    node.wait().unwrap();
    assert!(is_there, "{:?}", store.cursor().await);
    assert_eq!(calls(&store).await, calls(&rig.store).await);
    for table in ["positions", "works", "creators", "epochs", "rules"] {
        let spec = by_table(table).unwrap();
        assert_eq!(store.count(spec).await.unwrap(), rig.store.count(spec).await.unwrap(), "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_is_compared_with_the_chain() {
    let Some(network) = network() else { return };
    let rig = Rig::new(network, Options { signatures_only: true, ..Options::default() }).await;
    rig.catch_up().await;
    let report = verify(&*rig.chain, &rig.store, 25).await.unwrap();
    assert_eq!(report.wrong, Vec::<String>::new());
    assert!(report.accounts > 500 && report.transactions == 25, "{report:?}");

    // An archive holds the same, and says what somebody changed.
    let shelf = Shelf::open(rig.dir.path().join("documents").to_str().unwrap()).unwrap();
    let dir = rig.dir.path().join("archive");
    let key = ed25519_dalek::SigningKey::from_bytes(&[5; 32]);
    let manifest = archive::make(&rig.store, &shelf, &dir, &key).await.unwrap();
    assert_eq!(manifest.platform, rig.platform.platform.to_string());
    assert_eq!(archive::check(&dir).unwrap(), manifest);
    assert!(archive::make(&rig.store, &shelf, &dir, &key)
        .await
        .unwrap_err()
        .to_string()
        .contains("name a new folder"));

    // A lie in a row, one in the bytes, one in history: each is found.
    let file = dir.join(archive::DATABASE);
    let lied = Store::open(file.to_str().unwrap()).await.unwrap();
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    for lie in [
        "UPDATE positions SET holder = 'somebody' WHERE address = (SELECT MIN(address) FROM positions)",
        "UPDATE accounts SET data = x'00' WHERE address = (SELECT MAX(address) FROM positions)",
        "UPDATE activity SET instruction = 'another'",
    ] {
        sqlx::query(lie).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let report = verify(&*rig.chain, &lied, 1).await.unwrap();
    for words in ["its row is not what its bytes say", "the chain has other bytes", "is another on the chain"]
    {
        assert!(report.wrong.iter().any(|wrong| wrong.contains(words)), "{words}: {:?}", report.wrong);
    }
    lied.close().await;
    let changed = archive::check(&dir).unwrap_err().to_string();
    assert!(changed.contains("node.db is another file"), "{changed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_somebody_else_is_refused() {
    let Some(network) = network() else { return };
    let rig = Rig::new(network, Options::default()).await;
    let mut other = rig.platform;
    other.platform = other.pool;
    let error = rig.store.claim("another cluster", &rig.platform).await.unwrap_err().to_string();
    assert!(error.contains("give it another --database"), "{error}");
    let genesis = rig.store.owner().await.unwrap().unwrap().0;
    assert!(matches!(
        rig.store.claim(&genesis, &other).await,
        Err(StoreError::Other { what: "the platform", .. })
    ));
    // A newer node's schema.
    let file = rig.dir.path().join("node.db");
    let pool = sqlx::AnyPool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'x', 1, x'00', 0)",
    )
    .execute(&pool)
    .await
    .unwrap();
    let error = Store::open(file.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
}

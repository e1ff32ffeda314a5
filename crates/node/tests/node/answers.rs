//! Answers: pages, tags, refusals, documents, feeds.

use std::collections::BTreeSet;
use std::path::Path;

use makerstake_node::accounts::{by_table, Role};
use makerstake_node::client::{key, Client, ClientError};
use makerstake_node::run::{self, Running};
use makerstake_node::settings::Settings;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::network::{network, Network};

const PNG: [u8; 12] = [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 0];

async fn start(network: &Network, dir: &Path) -> Running {
    let settings = Settings {
        platform: Some(network.platform.clone()),
        url: Some(network.url.clone()),
        database: Some(dir.join("node.db").to_string_lossy().into_owned()),
        documents: Some(dir.join("documents").to_string_lossy().into_owned()),
        listen: Some(([127, 0, 0, 1], 0).into()),
        burst: Some(10_000),
        rate: Some(10_000),
        ..Settings::default()
    };
    let running = run::start(settings).await.unwrap();
    for _ in 0..1_200 {
        let health: Value = get(&running, "/healthz").await.1;
        if health["slot"].as_u64() > Some(0) {
            return running;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it never synced: {:?}", get(&running, "/healthz").await);
}

async fn get(running: &Running, path: &str) -> (u16, Value) {
    let response = reqwest::get(format!("{}{path}", running.url)).await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_answers() {
    let Some(network) = network() else { return };
    let dir = tempfile::tempdir().unwrap();
    let running = start(network, dir.path()).await;
    pages(&running).await;
    refusals(&running).await;
    confirmed(&running).await;
    histories(&running).await;
    documents(&running, network).await;
    taken_port(&running, network, dir.path()).await;
    running.stop().await;
}

/// Confirmed calls of the platform; on a network where nobody acts now there are none.
async fn confirmed(running: &Running) {
    let mut page = Value::Null;
    for _ in 0..600 {
        page = get(running, "/v1/confirmed?instruction=cast_vote").await.1;
        if page["confirmed_slot"].as_u64() > page["slot"].as_u64() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(page["confirmed_slot"].as_u64() > page["slot"].as_u64(), "{page}");
    assert_eq!(page["items"], serde_json::json!([]));
    let (status, refused) = get(running, "/v1/confirmed?instructions=cast_vote").await;
    assert_eq!(
        (status, refused["error"].as_str().unwrap()),
        (400, "no parameter instructions; there are account, instruction")
    );
}

async fn pages(running: &Running) {
    let (_, counts) = get(running, "/v1/counts").await;
    for (table, order) in [
        ("positions", "sort=shares&order=desc"),
        ("works", "sort=time&order=asc"),
        ("creators", "sort=address"),
    ] {
        let mut seen = BTreeSet::new();
        let mut cursor = String::new();
        loop {
            let (status, page) =
                get(running, &format!("/v1/{table}?{order}&closed=false&limit=37{cursor}")).await;
            assert_eq!(status, 200, "{page}");
            for item in page["items"].as_array().unwrap() {
                assert!(seen.insert(item["address"].as_str().unwrap().to_string()), "twice: {item}");
                assert!(item["slot"].is_u64() && item["lamports"].is_string());
            }
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(Some(seen.len() as u64), counts["counts"][table].as_u64(), "{table}");
    }
    let (_, page) = get(running, "/v1/positions?limit=2").await;
    let amounts: Vec<u64> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["row"]["shares"].as_str().unwrap().parse().unwrap())
        .collect();
    assert!(amounts[0] >= amounts[1], "the largest first: {amounts:?}");
    let address = page["items"][0]["address"].as_str().unwrap();
    let (_, one) = get(running, &format!("/v1/positions/{address}")).await;
    assert_eq!(one["item"]["account"]["holder"], page["items"][0]["row"]["holder"]);
    let (_, platform) = get(running, "/v1/platform").await;
    assert!(!platform["tracks"].as_array().unwrap().is_empty());
}

async fn refusals(running: &Running) {
    for (path, status, words) in [
        ("/v1/positions?cursor=nonsense", 400, "begin without one"),
        ("/v1/activity?cursor=1-2", 400, "begin without one"),
        ("/v1/works?creatr=x", 400, "no parameter creatr"),
        ("/v1/works?limit=0", 400, "from 1 to 200"),
        ("/v1/wroks", 404, "no list of this name"),
        ("/v1/works/nobody", 404, "none of the works has this address"),
        ("/nothing", 404, "/openapi.json"),
        ("/v1/search", 400, "as q"),
        ("/v1/documents/xyz", 400, "64 hexadecimal digits"),
    ] {
        let (found, problem) = get(running, path).await;
        assert_eq!(found, status, "{path}: {problem}");
        assert!(problem["error"].as_str().unwrap().contains(words), "{path}: {problem}");
    }
    let first = reqwest::get(format!("{}/v1/tracks", running.url)).await.unwrap();
    let tag = first.headers()["etag"].clone();
    assert_eq!(first.headers()["x-content-type-options"], "nosniff");
    // The slot moves on while this runs: one of a few asks comes in time.
    let mut is_same = false;
    for _ in 0..20 {
        let tag = reqwest::get(format!("{}/v1/tracks", running.url)).await.unwrap().headers()["etag"].clone();
        let again =
            reqwest::Client::new().get(format!("{}/v1/tracks", running.url)).header("if-none-match", tag);
        is_same |= again.send().await.unwrap().status() == 304;
    }
    assert!(is_same, "{tag:?}");
}

async fn histories(running: &Running) {
    let (_, page) = get(running, "/v1/activity?limit=1&order=asc").await;
    let id = page["items"][0]["id"].as_str().unwrap().to_string();
    let (_, second) = get(running, &format!("/v1/activity?limit=1&order=asc&cursor={id}")).await;
    assert_ne!(second["items"][0]["id"].as_str().unwrap(), id);
    assert_eq!(page["proven"], false, "by signatures");
    let (_, votes) = get(running, "/v1/votes?limit=5").await;
    let proposal = votes["items"][0]["proposal"].as_str().unwrap();
    let (_, of) = get(running, &format!("/v1/proposals/{proposal}/votes")).await;
    assert!(of["items"].as_array().unwrap().iter().all(|vote| vote["proposal"] == proposal));
    let (_, movements) = get(running, "/v1/treasury?mint=SOL").await;
    assert!(movements["items"][0]["change"].is_string());
    for (path, begins) in
        [("/v1/feed.rss", "<?xml"), ("/v1/calendar.ics", "BEGIN:VCALENDAR"), ("/metrics", "# TYPE")]
    {
        let text = reqwest::get(format!("{}{path}", running.url)).await.unwrap().text().await.unwrap();
        assert!(text.starts_with(begins), "{path}: {text}");
    }
    // A stream gives what was missed first.
    let request =
        reqwest::Client::new().get(format!("{}/v1/stream", running.url)).header("last-event-id", "0-0-0");
    assert_eq!(request.send().await.unwrap().status(), 400, "too long ago");
    let (_, newest) = get(running, "/v1/activity?limit=3").await;
    let third = newest["items"][2]["id"].as_str().unwrap();
    let request =
        reqwest::Client::new().get(format!("{}/v1/stream", running.url)).header("last-event-id", third);
    let mut stream = request.send().await.unwrap();
    let first = String::from_utf8(stream.chunk().await.unwrap().unwrap().to_vec()).unwrap();
    let expected = newest["items"][1]["id"].as_str().unwrap();
    assert!(
        first.contains(&format!("id: {expected}\n")) || first.contains(&format!("id:{expected}\n")),
        "{first}"
    );
}

async fn documents(running: &Running, network: &Network) {
    let client = Client::new(&running.url).unwrap();
    let refused = |result: Result<(String, String), ClientError>, expected: u16| match result {
        Err(ClientError::Refused { status, reason }) => assert_eq!(status, expected, "{reason}"),
        other => panic!("{other:?}, not {expected}"),
    };
    let text = b"{\"title\": \"The quiet fence\", \"image\": \"PLACE\"}".to_vec();
    let text = String::from_utf8(text).unwrap().replace("PLACE", &hash(&PNG)).into_bytes();
    // Nobody names it, nobody signs for it.
    refused(client.put(text.clone(), None).await, 401);
    let dir = tempfile::tempdir().unwrap();
    let stranger = keypair(dir.path());
    refused(client.put(text.clone(), Some(&key(&stranger).unwrap())).await, 403);
    assert!(client.get(&hash(&text)).await.unwrap().is_none());
    if let Some(holder) = holder(running, network).await {
        // A holder may bring it before the chain names it; then it waits.
        let (name, state) = client.put(text.clone(), Some(&key(&holder).unwrap())).await.unwrap();
        assert_eq!((name, state.as_str()), (hash(&text), "pending"));
        assert!(client.get(&hash(&text)).await.unwrap().is_none(), "not served");
        refused(client.put(vec![b'a'; 1_024 * 1_024 + 1], Some(&key(&holder).unwrap())).await, 413);
    }
    // As when the chain comes to name it.
    running.store.refer("test", &[hash(&text)], Role::Metadata, 1).await.unwrap();
    let (_, state) = client.put(text.clone(), None).await.unwrap();
    assert_eq!(state, "served");
    assert_eq!(client.get(&hash(&text)).await.unwrap(), Some(text.clone()));
    running.documents.read_new().await.unwrap();
    // Its picture is known now, and its words are found.
    let (_, state) = client.put(PNG.to_vec(), None).await.unwrap();
    assert_eq!(state, "served");
    let (_, found) = get(running, "/v1/search?q=quiet%20fen").await;
    assert_eq!(found["items"][0]["address"], hash(&text).as_str(), "{found}");
    let response = reqwest::get(format!("{}/v1/documents/{}", running.url, hash(&PNG))).await.unwrap();
    assert_eq!(response.headers()["content-type"], "image/png");
    assert!(response.headers()["content-security-policy"].to_str().unwrap().starts_with("sandbox"));
    // Hostile ones.
    let large = vec![b'x'; 64 * 1_024 + 1];
    let script = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    running.store.refer("test", &[hash(&large)], Role::Profile, 1).await.unwrap();
    running.store.refer("test", &[hash(&script)], Role::Picture, 1).await.unwrap();
    running.store.refer("test", &[hash(b"leaves")], Role::Leaves, 1).await.unwrap();
    refused(client.put(large, None).await, 413);
    refused(client.put(script, None).await, 415);
    refused(client.put(b"leaves".to_vec(), None).await, 403);
    let other = format!("{}/v1/documents/{}", running.url, "ab".repeat(32));
    let wrong = reqwest::Client::new().put(other).body("other bytes").send().await.unwrap();
    assert_eq!(wrong.status(), 422);
    // The operator's word.
    running.documents.block(&hash(&text)).await.unwrap();
    let blocked = reqwest::get(format!("{}/v1/documents/{}", running.url, hash(&text))).await.unwrap();
    assert_eq!(blocked.status(), 451);
    refused(client.put(text.clone(), None).await, 451);
    assert!(get(running, "/v1/search?q=quiet").await.1["items"].as_array().unwrap().is_empty());
}

async fn taken_port(running: &Running, network: &Network, dir: &Path) {
    let port: u16 = running.url.rsplit(':').next().unwrap().parse().unwrap();
    let settings = Settings {
        platform: Some(network.platform.clone()),
        listen: Some(([127, 0, 0, 1], port).into()),
        database: Some(dir.join("other.db").to_string_lossy().into_owned()),
        ..Settings::default()
    };
    let error = run::start(settings).await.err().unwrap().to_string();
    assert!(error.contains("choose another with --listen"), "{error}");
}

fn keypair(dir: &Path) -> std::path::PathBuf {
    let key = ed25519_dalek::SigningKey::from_bytes(&[77; 32]);
    let path = dir.join("key.json");
    std::fs::write(&path, serde_json::to_string(&key.to_keypair_bytes().to_vec()).unwrap()).unwrap();
    path
}

/// The key of somebody of the story who holds a position.
async fn holder(running: &Running, network: &Network) -> Option<std::path::PathBuf> {
    let holders = running.store.addresses(by_table("positions").unwrap()).await.unwrap();
    assert!(!holders.is_empty());
    for entry in std::fs::read_dir(network.cast.as_ref()?).unwrap() {
        let path = entry.unwrap().path();
        let Ok(found) = key(&path) else { continue };
        let address = solana_pubkey::Pubkey::new_from_array(found.verifying_key().to_bytes()).to_string();
        let (_, page) = get(running, &format!("/v1/positions?holder={address}")).await;
        if page["items"].as_array().is_some_and(|items| !items.is_empty()) {
            return Some(path);
        }
    }
    None
}

//! Webhooks against receivers that work, fail, stall, redirect, or lie inside the network.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;
use axum::Router;
use base64::prelude::{Engine as _, BASE64_STANDARD};
use hmac::{Hmac, Mac as _};
use makerstake_node::store::{Batch, Cursor, Message, Mode, Platform, Store};
use makerstake_node::tell::{Hook, Hooks, Teller};
use serde_json::json;
use sha2::Sha256;

/// What a receiver got.
#[derive(Default)]
struct Got {
    tries: AtomicUsize,
    good: Mutex<Vec<(String, String)>>,
    leaked: AtomicUsize,
}

async fn receive(State(got): State<Arc<Got>>, headers: HeaderMap, body: String) -> StatusCode {
    // Twice it fails.
    if got.tries.fetch_add(1, Ordering::SeqCst) < 2 {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    let header = |name: &str| headers[name].to_str().unwrap().to_string();
    let (id, time) = (header("webhook-id"), header("webhook-timestamp"));
    let mut mac = Hmac::<Sha256>::new_from_slice(b"secret").unwrap();
    mac.update(format!("{id}.{time}.{body}").as_bytes());
    let expected = format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()));
    assert_eq!(header("webhook-signature"), expected);
    got.good.lock().unwrap().push((id, body));
    StatusCode::OK
}

async fn stall() -> StatusCode {
    tokio::time::sleep(Duration::from_secs(60)).await;
    StatusCode::OK
}

async fn redirect() -> Response {
    Redirect::temporary("/leak").into_response()
}

async fn leak(State(got): State<Arc<Got>>) -> StatusCode {
    got.leaked.fetch_add(1, Ordering::SeqCst);
    StatusCode::OK
}

fn hook(name: &str, base: &str, internal: bool) -> Hook {
    Hook {
        name: name.into(),
        url: format!("{base}/{name}"),
        secret: "secret".into(),
        kinds: vec![],
        internal,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_arrive_at_least_once_and_nowhere_else() {
    let got = Arc::new(Got::default());
    let router = Router::new()
        .route("/good", post(receive))
        .route("/stalls", post(stall))
        .route("/redirects", post(redirect))
        .route("/inside", post(leak))
        .route("/leak", post(leak))
        .with_state(Arc::clone(&got));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path().join("node.db").to_str().unwrap()).await.unwrap();
    let address = solana_pubkey::Pubkey::new_from_array([1; 32]);
    let platform = Platform { platform: address, pool: address, mint: address, treasury: address };
    store.claim("genesis", &platform).await.unwrap();
    let names = ["good", "stalls", "redirects", "inside"];
    let messages = names.map(|hook| Message {
        id: format!("{hook}.1-0-0"),
        hook: hook.into(),
        kind: "proposal.created".into(),
        body: json!({ "type": "proposal.created" }),
        attempts: 0,
    });
    let batch = Batch { messages: messages.to_vec(), ..Batch::default() };
    let cursor = Cursor { slot: 1, blockhash: "a".into(), time: 1, mode: Mode::Blocks, history_from: 1 };
    store.commit(&batch, &cursor).await.unwrap();
    // The same facts again, as after a fork of the process's life: no second message.
    store.commit(&batch, &cursor).await.unwrap();
    assert_eq!(store.outbox().await.unwrap(), [("due".to_string(), 4)]);

    let hooks = vec![
        hook("good", &base, true),
        hook("stalls", &base, true),
        hook("redirects", &base, true),
        hook("inside", &base, false),
    ];
    let teller = Teller::new(store.clone(), Hooks::new(hooks));
    let start = Instant::now();
    assert_eq!(teller.round().await.unwrap(), 4);
    assert!(start.elapsed() < Duration::from_secs(20), "a receiver that stalls is left after ten seconds");
    // What failed is due again later.
    for name in ["good", "stalls", "redirects", "inside"] {
        store.failed(&format!("{name}.1-0-0"), "for the test: now", Some(0)).await.unwrap();
    }
    let only_good = Teller::new(store.clone(), Hooks::new(vec![hook("good", &base, true)]));
    for _ in 0..2 {
        only_good.round().await.unwrap();
        store.failed("good.1-0-0", "for the test: now", Some(0)).await.unwrap();
    }
    let good = got.good.lock().unwrap().clone();
    assert_eq!(good.first().map(|(id, _)| id.as_str()), Some("good.1-0-0"), "{good:?}");
    assert_eq!(got.leaked.load(Ordering::SeqCst), 0, "nothing followed a redirect, nothing went inside");
    // Receivers that are configured no more are given up.
    let states = store.outbox().await.unwrap();
    assert!(states.contains(&("given_up".to_string(), 3)), "{states:?}");
}

//! Documents in an S3-compatible store: moto's server, where Python has it.

#![cfg(feature = "s3")]

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use makerstake_node::documents::Shelf;

struct Moto(Child);

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_lie_in_a_bucket() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let is_there = Command::new("python3").args(["-c", "import moto.server"]).stderr(Stdio::null()).status();
    if !is_there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no moto (pip install 'moto[server]')");
        return;
    }
    let server = Command::new("python3")
        .args(["-m", "moto.server", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _server = Moto(server);
    let url = format!("http://127.0.0.1:{port}");
    let bucket = format!("{url}/documents");
    let http = reqwest::Client::new();
    let mut is_made = false;
    for _ in 0..300 {
        // moto takes any credentials, and wants some.
        let made = http
            .put(&bucket)
            .header("authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request");
        if made.send().await.is_ok_and(|response| response.status().is_success()) {
            is_made = true;
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(is_made, "moto did not start");
    let store = object_store::aws::AmazonS3Builder::new()
        .with_endpoint(&url)
        .with_allow_http(true)
        .with_bucket_name("documents")
        .with_region("us-east-1")
        .with_access_key_id("a")
        .with_secret_access_key("b")
        .build()
        .unwrap();
    let shelf = Shelf::Bucket(std::sync::Arc::new(store), "node".into());
    let hash = "ab".repeat(32);
    assert_eq!(shelf.get(&hash).await.unwrap(), None);
    shelf.put(&hash, b"bytes").await.unwrap();
    assert_eq!(shelf.get(&hash).await.unwrap().as_deref(), Some(b"bytes".as_slice()));
    shelf.remove(&hash).await.unwrap();
    shelf.remove(&hash).await.unwrap();
    assert_eq!(shelf.get(&hash).await.unwrap(), None);
}

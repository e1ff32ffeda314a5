//! The network of the tests: one for all of them.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};

use makerstake_node::chain::Chain as _;
use makerstake_node::chain::Rpc;
use makerstake_node::follow::{find_platform, Follower, Options};
use makerstake_node::store::{Platform, Store};
use makerstake_node::tell::Hooks;

/// A network with a platform on it.
pub struct Network {
    /// Where JSON-RPC answers.
    pub url: String,
    /// The platform.
    pub platform: String,
    /// The folder of the keys of everybody who plays.
    pub cast: Option<PathBuf>,
    /// A node that serves the story's documents, if there is one.
    pub node: Option<String>,
    /// The story's process, which ends with the tests.
    pub _story: Option<Child>,
}

static NETWORK: OnceLock<Option<Network>> = OnceLock::new();

/// The network, if there is one to test on.
pub fn network() -> Option<&'static Network> {
    let network = NETWORK.get_or_init(|| {
        if let (Ok(url), Ok(platform)) = (std::env::var("NODE_TEST_RPC"), std::env::var("NODE_TEST_PLATFORM"))
        {
            let cast = std::env::var_os("NODE_TEST_CAST").map(PathBuf::from);
            return Some(Network {
                url,
                platform,
                cast,
                node: std::env::var("NODE_TEST_NODE").ok(),
                _story: None,
            });
        }
        let binary = std::env::var_os("MAKERSTAKE_DEMO_BIN")?;
        Some(play(Path::new(&binary)))
    });
    if network.is_none() {
        eprintln!("skipped: set MAKERSTAKE_DEMO_BIN, or NODE_TEST_RPC and NODE_TEST_PLATFORM");
    }
    network.as_ref()
}

/// Plays the story; its network stays up until the tests' process ends.
fn play(binary: &Path) -> Network {
    let port = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let [rpc, ws, app, node] = [port(), port(), port(), port()];
    let cast = std::env::temp_dir().join(format!("makerstake-node-cast-{}", std::process::id()));
    let mut story = Command::new(binary)
        .args(["--rpc-port", &rpc, "--ws-port", &ws, "--app-port", &app, "--node-port", &node])
        .args(["--node-bin", env!("CARGO_BIN_EXE_makerstake-node"), "--while-input", "--cast"])
        .arg(&cast)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        // It ends when its input does, which is when this process does.
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut platform = String::new();
    let mut said = BufReader::new(story.stdout.take().unwrap());
    for line in said.by_ref().lines() {
        let line = line.unwrap();
        if let Some(address) = line.trim().strip_prefix("platform ") {
            platform = address.trim().to_string();
        }
        if line.trim().starts_with("dApp ") {
            break;
        }
    }
    // Kept open: what it says behind that goes nowhere, and is no fault.
    story.stdout = Some(said.into_inner());
    assert!(!platform.is_empty(), "the story ended without a platform");
    Network {
        url: format!("http://127.0.0.1:{rpc}"),
        platform,
        cast: Some(cast),
        node: Some(format!("http://127.0.0.1:{node}")),
        _story: Some(story),
    }
}

/// A store, and a follower of the network that writes into it.
pub struct Rig {
    /// The database.
    pub store: Store,
    /// The addresses of the platform.
    pub platform: Platform,
    /// What follows.
    pub follower: Arc<Follower>,
    /// The chain.
    pub chain: Arc<Rpc>,
    /// The folder of the database.
    pub dir: tempfile::TempDir,
}

impl Rig {
    /// A new database in a folder of its own.
    pub async fn new(network: &Network, options: Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("node.db");
        let store = Store::open(file.to_str().unwrap()).await.unwrap();
        Self::with(network, options, store, dir).await
    }

    /// The same with a database that is there.
    pub async fn with(network: &Network, options: Options, store: Store, dir: tempfile::TempDir) -> Self {
        let chain = Arc::new(Rpc::new(&network.url).unwrap());
        let platform = find_platform(&*chain, &network.platform.parse().unwrap()).await.unwrap();
        store.claim(&chain.genesis().await.unwrap(), &platform).await.unwrap();
        let follower = Follower::new(chain.clone(), store.clone(), platform, options, Hooks::default());
        Self { store, platform, follower: Arc::new(follower), chain, dir }
    }

    /// Follows until everything final is there.
    pub async fn catch_up(&self) {
        for _ in 0..10_000 {
            if self.follower.step().await.unwrap() {
                return;
            }
        }
        panic!("it never arrived");
    }
}

//! The node beside the network: it follows the platform and serves the story's documents.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{ensure, Context as _, Result};
use makerstake_client::node::Node;
use solana_signer::Signer as _;
use tempfile::TempDir;

use crate::{cast::key, messages, steps::Story, Options};

/// How long the first sync may take.
const PATIENCE: Duration = Duration::from_secs(600);

/// Names a port that is taken before anything starts.
///
/// # Errors
/// When somebody listens there.
pub fn check_port(options: &Options) -> Result<()> {
    TcpListener::bind(("127.0.0.1", options.node_port)).map(drop).with_context(|| {
        format!("port {} of the node is taken; choose another with --node-port", options.node_port)
    })
}

/// A node that runs until it is dropped.
pub struct Beside {
    process: Child,
    /// What speaks to it.
    pub node: Node,
    /// Its database and documents.
    _files: TempDir,
}

impl Beside {
    /// Starts a node on the story's network, waits until it knows the whole story, and brings it the documents.
    ///
    /// # Errors
    /// When its port is taken, it ends, or refuses a document.
    pub fn start(program: &Path, options: &Options, rpc: &str, story: &Story) -> Result<Self> {
        let (at, archive) = (story.addresses(), story.archive());
        let listen = format!("127.0.0.1:{}", options.node_port);
        let files = TempDir::with_prefix("makerstake-demo-node-")?;
        let operator = key("node");
        let process = Command::new(program)
            .args(["--platform", &at.platform.to_string(), "--url", rpc, "--listen", &listen])
            .args(["--operator", &operator.pubkey().to_string(), "--registrar", &archive.to_string()])
            // A page asks for much at once, and all of it comes from this machine.
            .args(["--rate", "1000", "--burst", "5000"])
            .arg("--database")
            .arg(files.path().join("node.db"))
            .arg("--documents")
            .arg(files.path().join("documents"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| format!("{} does not start", program.display()))?;
        let mut beside = Self { process, node: Node::new(&format!("http://{listen}"))?, _files: files };
        beside.wait(story.slot()?)?;
        let count = story.papers().bring(&beside.node, &operator, &at.platform)?;
        messages::note(&format!(
            "the node serves {count} documents: texts, titles, pictures and the epoch's files"
        ));
        Ok(beside)
    }

    /// Waits until the node has everything up to a slot. It keeps what is final, so it comes some seconds after the story.
    fn wait(&mut self, slot: u64) -> Result<()> {
        let start = Instant::now();
        while self.node.slot().ok().flatten().is_none_or(|reached| reached < slot) {
            if let Some(status) = self.process.try_wait()? {
                anyhow::bail!("the node ended before it was ready ({status})");
            }
            ensure!(
                start.elapsed() < PATIENCE,
                "the node did not reach slot {slot} within {} seconds",
                PATIENCE.as_secs()
            );
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

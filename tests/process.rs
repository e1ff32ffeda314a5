//! The `makerstake` command as a process of its own, and a local network run by it.
//!
//! Test binaries do not link the network's virtual machine: the command does, and they start the command.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The command's binary: `MAKERSTAKE_BIN`, or what lies beside the tests' own binaries.
///
/// # Panics
/// When it has not been built.
pub fn binary() -> PathBuf {
    built("MAKERSTAKE_BIN", "makerstake", "makerstake-cli")
}

/// The story's binary: `MAKERSTAKE_DEMO_BIN`, or what lies beside the tests' own binaries.
///
/// # Panics
/// When it has not been built.
pub fn story_binary() -> PathBuf {
    built("MAKERSTAKE_DEMO_BIN", "makerstake-demo", "makerstake-demo")
}

fn built(variable: &str, name: &str, package: &str) -> PathBuf {
    if let Some(path) = std::env::var_os(variable) {
        return PathBuf::from(path);
    }
    // The test runs from <target>/<profile>/deps.
    let beside = std::env::current_exe().ok().and_then(|exe| {
        let profile = exe.parent()?.parent()?;
        Some(profile.join(name))
    });
    match beside {
        Some(path) if path.is_file() => path,
        _ => panic!("build {name} first: cargo build -p {package}, or set {variable}"),
    }
}

/// The root of the repository, where the command runs.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The command with these arguments, without the settings of whoever runs the tests.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    for name in
        ["CONFIG", "PROFILE", "URL", "CLUSTER", "PLATFORM", "KEYPAIR", "OUTPUT", "ERRORS", "DEPLOY_DIR"]
    {
        command.env_remove(format!("MAKERSTAKE_{name}"));
    }
    command
        .args(arguments)
        .current_dir(root())
        .env_remove("SOLANA_CONFIG_FILE")
        .env("HOME", std::env::temp_dir().join("makerstake-tests-no-home"))
        .stdin(Stdio::null());
    command
}

/// Runs the command to its end.
///
/// # Panics
/// When it cannot be started.
pub fn run(arguments: &[&str]) -> Run {
    finish(command(arguments))
}

/// Runs a command to its end. What it prints as JSON is as docs/schema/cli.schema.json says.
///
/// # Panics
/// When it cannot be started, or prints something else.
pub fn finish(mut command: Command) -> Run {
    let output = command.output().unwrap_or_else(|error| panic!("{}: {error}", binary().display()));
    let run = Run::from(output);
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    if run.code == 0 && arguments.windows(2).any(|pair| pair == ["--output", "json"]) {
        assert_eq!(crate::output::faults(&run.out), Vec::<String>::new(), "{arguments:?}: {}", run.out);
    }
    run
}

/// What a run of the command left behind.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A time of a result: ISO 8601 in UTC, to the second.
///
/// # Panics
/// When it is anything else.
pub fn time(value: &serde_json::Value) -> i64 {
    let text = value.as_str().filter(|text| text.len() == 20 && text.ends_with('Z'));
    makerstake_client::parse::time(text.unwrap_or_else(|| panic!("{value} is no time"))).expect("a time")
}

/// Two ports that are free now.
///
/// # Panics
/// When this machine has none.
pub fn free_ports() -> (u16, u16) {
    let first = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let second = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = |listener: &TcpListener| listener.local_addr().expect("an address").port();
    (port(&first), port(&second))
}

/// A local network in a process of its own, killed when dropped.
pub struct Network {
    child: Child,
    /// Where JSON-RPC answers.
    pub url: String,
}

impl Network {
    /// Starts one on free ports, with more arguments, and waits until it is ready.
    ///
    /// # Panics
    /// When it does not become ready within a minute.
    pub fn start(more: &[&str]) -> Self {
        Self::start_on(free_ports(), more)
    }

    /// The same on these ports, of JSON-RPC and of websockets.
    ///
    /// # Panics
    /// When it does not become ready within a minute.
    pub fn start_on((rpc, ws): (u16, u16), more: &[&str]) -> Self {
        let (rpc_text, ws_text) = (rpc.to_string(), ws.to_string());
        let mut arguments = vec!["localnet", "--rpc-port", &rpc_text, "--ws-port", &ws_text];
        arguments.extend_from_slice(more);
        let mut child = command(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", binary().display()));
        let out = child.stdout.take().expect("standard output is piped");
        let mut line = String::new();
        let _ = BufReader::new(out).read_line(&mut line);
        if !line.starts_with("ready: ") {
            let _ = child.kill();
            panic!("the network did not start; run it by hand: makerstake {}", arguments.join(" "));
        }
        Self { child, url: format!("http://127.0.0.1:{rpc}") }
    }

    /// Stops it as Ctrl-C does, and returns its exit code.
    ///
    /// # Panics
    /// When it does not stop within twenty seconds.
    pub fn stop(mut self) -> i32 {
        let id = self.child.id().to_string();
        let _ = Command::new("kill").args(["-INT", &id]).status();
        let deadline = Instant::now() + Duration::from_secs(20);
        while Instant::now() < deadline {
            if let Ok(Some(status)) = self.child.try_wait() {
                return status.code().unwrap_or(-1);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the network did not stop within twenty seconds");
    }

    /// Stops it without warning, as a power cut does.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A keypair file that only its owner can read.
///
/// # Panics
/// When it cannot be written.
pub fn keypair_file(dir: &Path, name: &str) -> (PathBuf, solana_keypair::Keypair) {
    let key = solana_keypair::Keypair::new();
    let path = dir.join(name);
    solana_keypair::write_keypair_file(&key, &path).expect("a keypair file");
    (path, key)
}

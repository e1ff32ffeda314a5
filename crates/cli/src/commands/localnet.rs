//! `makerstake localnet`: a Solana network on this machine.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use clap::Args;
use makerstake_localnet::{
    Localnet as Network, LocalnetError, Options, Seed, DEFAULT_RPC_PORT, DEFAULT_SLOT_MS, DEFAULT_WS_PORT,
};
use solana_pubkey::Pubkey;

use super::key;
use crate::failure::{Exit, Failure};
use crate::output::Output;
use crate::{keys, parse};

/// Run a Solana network on this machine, with the programs deployed. Ctrl-C stops it
#[derive(Debug, Args)]
pub struct Localnet {
    /// The port of JSON-RPC
    #[arg(long, default_value_t = DEFAULT_RPC_PORT, value_name = "PORT")]
    rpc_port: u16,
    /// The port of websocket subscriptions
    #[arg(long, default_value_t = DEFAULT_WS_PORT, value_name = "PORT")]
    ws_port: u16,
    /// The address to listen on; any other than 127.0.0.1 lets the whole network in
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    bind: IpAddr,
    /// Where the built programs are
    #[arg(long, default_value = "target/deploy", value_name = "DIR", env = "MAKERSTAKE_DEPLOY_DIR")]
    deploy_dir: PathBuf,
    /// Start without the programs
    #[arg(long)]
    no_programs: bool,
    /// Keep the state in this folder over restarts; without it everything is gone at the end
    #[arg(long, value_name = "DIR")]
    ledger: Option<PathBuf>,
    /// Take the programs from --deploy-dir even where the ledger holds other ones
    #[arg(long, requires = "ledger")]
    redeploy: bool,
    /// Keep keys in this folder, made where they are missing; a new network gives them SOL and a token to pay dividends in
    #[arg(long, value_name = "DIR")]
    seed: Option<PathBuf>,
    /// Milliseconds a slot takes
    #[arg(long, default_value_t = DEFAULT_SLOT_MS, value_name = "MS")]
    slot_ms: u64,
    /// Who may upgrade the programs; without it nobody
    #[arg(long, value_parser = parse::address, value_name = "ADDRESS")]
    upgrade_authority: Option<Pubkey>,
}

impl Localnet {
    /// Runs the network until Ctrl-C, a termination signal, or the end of a parent that holds standard input.
    pub fn run(self, output: &Output) -> Result<(), Failure> {
        let seed = self.seed.as_deref().map(Keys::in_folder).transpose()?;
        let options = Options {
            seed: seed.as_ref().map(Keys::seed),
            bind: self.bind,
            rpc_port: self.rpc_port,
            ws_port: self.ws_port,
            deploy_dir: (!self.no_programs).then_some(self.deploy_dir),
            ledger: self.ledger.clone(),
            redeploy: self.redeploy,
            slot_ms: self.slot_ms,
            upgrade_authority: self.upgrade_authority,
            verbose: output.verbose,
        };
        let (stop, stopped) = mpsc::channel();
        ctrlc::set_handler(move || {
            let _ = stop.send(());
        })
        .map_err(|error| Failure::new(Exit::Internal, format!("cannot watch for Ctrl-C ({error})")))?;
        let running = Network::start(options).map_err(failure)?;
        for note in running.notes() {
            output.note(note);
        }
        output.write(&format!("ready: RPC {}, websocket {}", running.rpc_url(), running.ws_url()))?;
        if let Some(keys) = seed {
            output.note(keys.next_step(running.rpc_url()));
        }
        match &self.ledger {
            Some(dir) => output.note(format!("the state is kept in {}; Ctrl-C stops", dir.display())),
            None => output.note("the state is in memory only; Ctrl-C stops"),
        }
        while stopped.recv_timeout(Duration::from_millis(200)).is_err() {
            if !running.is_alive() {
                return Err(Failure::new(Exit::Internal, "the embedded network stopped by itself"));
            }
        }
        running.stop().map_err(failure)?;
        output.note("stopped");
        Ok(())
    }
}

/// The keys of a network's first users.
struct Keys {
    folder: PathBuf,
    founder: Pubkey,
    scorer: Pubkey,
    guardian: Pubkey,
    dividends: Pubkey,
}

impl Keys {
    fn in_folder(folder: &Path) -> Result<Self, Failure> {
        let key = |name: &str| {
            let path = folder.join(format!("{name}.json"));
            if !path.exists() {
                key::make(&path)?;
            }
            Ok::<_, Failure>(keys::load(&path.to_string_lossy(), "--seed")?.pubkey())
        };
        let [founder, scorer, guardian, dividends, _] =
            ["founder", "scorer", "guardian", "dividends", "mint"].map(key);
        let (founder, scorer, guardian, dividends) = (founder?, scorer?, guardian?, dividends?);
        Ok(Self { folder: folder.to_path_buf(), founder, scorer, guardian, dividends })
    }

    fn seed(&self) -> Seed {
        Seed { wallets: vec![self.founder, self.scorer, self.guardian], mint: self.dividends }
    }

    /// The command that founds a platform with them.
    fn next_step(&self, url: &str) -> String {
        let Self { folder, scorer, guardian, dividends, .. } = self;
        let folder = folder.display();
        format!(
            "found a platform: makerstake -u {url} -k {folder}/founder.json platform found \\\n  \
             migrations/data/example-platform.toml --tracks migrations/data/tracks.toml --mint-key {folder}/mint.json \\\n  \
             --scorer {scorer} --guardian {guardian} --dividend-mint {dividends}"
        )
    }
}

/// The errors of a local network say what to do themselves, after a semicolon.
fn failure(error: LocalnetError) -> Failure {
    let exit = match error {
        LocalnetError::Engine(_) => Exit::Internal,
        _ => Exit::Input,
    };
    let text = error.to_string();
    match text.rsplit_once("; ") {
        Some((what, remedy)) => Failure::new(exit, what).remedy(remedy),
        None => Failure::new(exit, text),
    }
}

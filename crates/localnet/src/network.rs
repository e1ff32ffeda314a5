//! The embedded network: its start, its state, its stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crossbeam_channel::{bounded, unbounded, Receiver, Sender};
use surfpool_core::runloops::start_local_surfnet_runloop;
use surfpool_core::surfnet::locker::SurfnetSvmLocker;
use surfpool_core::surfnet::svm::{SurfnetSvm, SurfnetSvmConfig};
use surfpool_types::{
    BlockProductionMode, ExportSnapshotConfig, ExportSnapshotFilter, RpcConfig, SimnetCommand, SimnetConfig,
    SimnetEvent, SurfpoolConfig, SvmFeatureConfig,
};

use crate::history;
use crate::ledger::{from_base64, Ledger, State};
use crate::programs::{self, Accounts, Built};
use crate::{load, ports, LocalnetError, Options};

/// How often a changed state is written to the ledger.
const SAVE_EVERY: Duration = Duration::from_secs(2);
/// How long the network may take to come up.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A local network that can be started.
pub struct Localnet;

/// A network that runs. Dropping it stops it; [`Running::stop`] does so and reports errors.
pub struct Running {
    rpc_url: String,
    ws_url: String,
    notes: Vec<String>,
    commands: Sender<SimnetCommand>,
    engine: Option<JoinHandle<()>>,
    keeper: Option<Keeper>,
}

/// The thread that saves the state.
struct Keeper {
    stop: Sender<()>,
    thread: JoinHandle<Result<(), LocalnetError>>,
}

impl Localnet {
    /// Starts a network and returns when it answers. Must not be called from inside an async runtime.
    ///
    /// # Errors
    /// See [`LocalnetError`]. Nothing keeps running after an error.
    pub fn start(options: Options) -> Result<Running, LocalnetError> {
        if options.slot_ms < 10 {
            return Err(LocalnetError::SlotTime(options.slot_ms));
        }
        ports::check(&options)?;
        let built = options.deploy_dir.as_deref().map(programs::read).transpose()?.unwrap_or_default();
        let ledger = options.ledger.as_deref().map(Ledger::open).transpose()?;
        let mut saved = ledger.as_ref().map(Ledger::load).transpose()?.flatten();
        let mut accounts =
            saved.as_mut().map(|state| std::mem::take(&mut state.accounts)).unwrap_or_default();
        if let (None, Some(seed)) = (&saved, &options.seed) {
            accounts.extend(seed.accounts());
        }
        let notes = deploy(&mut accounts, &built, &options);

        let (locker, events, engine, commands) = launch(&options, accounts, saved)?;
        let changed = Arc::new(AtomicBool::new(true));
        drain(events, Arc::clone(&changed), options.verbose);
        let mut running = Running {
            rpc_url: format!("http://{}:{}", options.bind, options.rpc_port),
            ws_url: format!("ws://{}:{}", options.bind, options.ws_port),
            notes,
            commands,
            engine: Some(engine),
            keeper: None,
        };
        running.keeper = ledger.map(|ledger| keep(ledger, locker, changed));
        Ok(running)
    }
}

impl Running {
    /// Where JSON-RPC answers.
    pub fn rpc_url(&self) -> &str {
        &self.rpc_url
    }

    /// Where websocket subscriptions answer.
    pub fn ws_url(&self) -> &str {
        &self.ws_url
    }

    /// What the user should know about how it started, one line each.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether the network still runs.
    pub fn is_alive(&self) -> bool {
        self.engine.as_ref().is_some_and(|engine| !engine.is_finished())
    }

    /// Stops the network, and saves its state where it has a ledger.
    ///
    /// # Errors
    /// When the state could not be saved.
    pub fn stop(mut self) -> Result<(), LocalnetError> {
        self.halt()
    }

    fn halt(&mut self) -> Result<(), LocalnetError> {
        if let Some(engine) = self.engine.take() {
            let _ = self.commands.send(SimnetCommand::Terminate(None));
            if engine.join().is_err() {
                return Err(LocalnetError::Engine("its thread panicked".into()));
            }
        }
        // The last save comes after the last transaction.
        match self.keeper.take() {
            Some(keeper) => {
                let _ = keeper.stop.send(());
                keeper.thread.join().unwrap_or_else(|_| {
                    Err(LocalnetError::Engine("the thread that saves the ledger panicked".into()))
                })
            }
            None => Ok(()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Err(error) = self.halt() {
            eprintln!("{error}");
        }
    }
}

/// Adds the built programs to the accounts to start with; a program in the ledger stays unless told otherwise.
fn deploy(accounts: &mut Accounts, built: &[Built], options: &Options) -> Vec<String> {
    let mut notes = Vec::new();
    for built in built {
        let data_address = programs::data_address(&built.program.id()).to_string();
        let saved =
            accounts.get(&data_address).cloned().flatten().and_then(|account| from_base64(&account.data));
        let kept = saved.as_deref().and_then(programs::elf_of);
        match kept {
            // An upgrade may leave room behind the program.
            Some(elf) if elf.starts_with(&built.elf) => {}
            Some(_) if !options.redeploy => notes.push(format!(
                "the ledger's {} program differs from the build and stays; --redeploy takes the build's",
                built.program
            )),
            _ => {
                let new = programs::accounts(built, options.upgrade_authority.as_ref());
                accounts.extend(new.into_iter().map(|(address, account)| (address, Some(account))));
            }
        }
    }
    notes
}

type Launched = (SurfnetSvmLocker, Receiver<SimnetEvent>, JoinHandle<()>, Sender<SimnetCommand>);

/// Starts the engine's thread and waits until it answers requests; it goes on from a saved state, if there is one.
fn launch(options: &Options, accounts: Accounts, saved: Option<State>) -> Result<Launched, LocalnetError> {
    let simnet = SimnetConfig {
        // The default would fetch missing accounts from a public cluster.
        offline_mode: true,
        remote_rpc_url: None,
        slot_time: options.slot_ms,
        block_production_mode: BlockProductionMode::Clock,
        instruction_profiling_enabled: false,
        ..SimnetConfig::default()
    };
    let svm_config = SurfnetSvmConfig {
        surfnet_id: simnet.surfnet_id.clone(),
        slot_time: simnet.slot_time,
        instruction_profiling_enabled: simnet.instruction_profiling_enabled,
        max_profiles: simnet.max_profiles,
        log_bytes_limit: simnet.log_bytes_limit,
        feature_config: SvmFeatureConfig::default(),
        skip_blockhash_check: false,
    };
    let (mut svm, events, geyser) = SurfnetSvm::new_with_db(None, svm_config)
        .map_err(|error| LocalnetError::Engine(error.to_string()))?;
    if let Some(saved) = saved {
        // Time too, before anybody can ask, and not again: it never runs backwards, also not for who moves it right after a start.
        let now = saved.unix_timestamp.max(now());
        history::restore(&mut svm, saved, now)?;
    }
    load::load(&mut svm, accounts)?;
    let locker = SurfnetSvmLocker::new(svm);
    let config = SurfpoolConfig {
        simnets: vec![simnet],
        rpc: RpcConfig {
            bind_host: options.bind.to_string(),
            bind_port: options.rpc_port,
            ws_port: options.ws_port,
            ..RpcConfig::default()
        },
        ..SurfpoolConfig::default()
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| LocalnetError::Engine(error.to_string()))?;
    let (commands, inbox) = unbounded();
    let (failed, failure) = bounded(1);
    let engine = std::thread::spawn({
        let (locker, commands) = (locker.clone(), commands.clone());
        move || {
            let run = start_local_surfnet_runloop(locker, config, commands, inbox, geyser);
            if let Err(error) = runtime.block_on(run) {
                let _ = failed.try_send(error.to_string());
            }
            // Its servers close in threads of their own; do not wait for idle connections.
            runtime.shutdown_timeout(Duration::from_millis(500));
        }
    });
    wait_until_started(&events, &failure)?;
    Ok((locker, events, engine, commands))
}

fn wait_until_started(
    events: &Receiver<SimnetEvent>,
    failure: &Receiver<String>,
) -> Result<(), LocalnetError> {
    let deadline = std::time::Instant::now() + START_TIMEOUT;
    loop {
        match events.recv_timeout(Duration::from_millis(100)) {
            Ok(SimnetEvent::CoreStarted(_)) => return Ok(()),
            Ok(SimnetEvent::Aborted(reason)) => return Err(LocalnetError::Engine(reason)),
            Ok(SimnetEvent::WarnLog(_, line) | SimnetEvent::ErrorLog(_, line)) => {
                eprintln!("localnet: {line}")
            }
            _ => {}
        }
        if let Ok(reason) = failure.try_recv() {
            return Err(LocalnetError::Engine(reason));
        }
        if std::time::Instant::now() > deadline {
            return Err(LocalnetError::Engine(format!(
                "it did not answer within {} s",
                START_TIMEOUT.as_secs()
            )));
        }
    }
}

/// Empties the engine's channel of events, which is bounded, and notes whether there is something to save.
fn drain(events: Receiver<SimnetEvent>, changed: Arc<AtomicBool>, verbose: bool) {
    std::thread::spawn(move || {
        for event in events {
            match &event {
                SimnetEvent::TransactionProcessed(_, meta, error) => {
                    changed.store(true, Ordering::Relaxed);
                    if verbose {
                        let outcome = error.as_ref().map_or_else(|| "ok".to_string(), ToString::to_string);
                        eprintln!("{} {} CU, {outcome}", meta.signature, meta.compute_units_consumed);
                    }
                }
                SimnetEvent::AccountUpdate(..) | SimnetEvent::SystemClockUpdated(_) => {
                    changed.store(true, Ordering::Relaxed);
                }
                SimnetEvent::WarnLog(_, line) | SimnetEvent::ErrorLog(_, line) => {
                    eprintln!("localnet: {line}")
                }
                SimnetEvent::InfoLog(_, line) if verbose => eprintln!("localnet: {line}"),
                _ => {}
            }
        }
    });
}

/// Saves the state now and then while it changes, and once more at the end. What cannot be saved is said once, and tried again.
fn keep(ledger: Ledger, locker: SurfnetSvmLocker, changed: Arc<AtomicBool>) -> Keeper {
    let (stop, stopped) = bounded(1);
    let thread = std::thread::spawn(move || {
        let (mut pause, mut failed) = (SAVE_EVERY, false);
        loop {
            let ends = stopped.recv_timeout(pause) != Err(crossbeam_channel::RecvTimeoutError::Timeout);
            if changed.swap(false, Ordering::Relaxed) || failed || ends {
                let began = std::time::Instant::now();
                let saved = capture(&locker).and_then(|state| ledger.save(&state));
                // A large state takes long to write: at most a tenth of the time goes into it.
                pause = SAVE_EVERY.max(began.elapsed().saturating_mul(10));
                match (&saved, failed) {
                    (Err(error), false) => {
                        eprintln!("localnet: the state was not saved: {error}; trying again")
                    }
                    (Ok(()), true) => eprintln!("localnet: the state is saved again"),
                    _ => {}
                }
                failed = saved.is_err();
                if ends {
                    return saved;
                }
            }
        }
    });
    Keeper { stop, thread }
}

/// The whole state at one moment, under one lock.
fn capture(locker: &SurfnetSvmLocker) -> Result<State, LocalnetError> {
    let filter = ExportSnapshotFilter {
        include_program_accounts: Some(true),
        exclude_sysvars: Some(true),
        exclude_feature_gates: Some(true),
        ..ExportSnapshotFilter::default()
    };
    let config = ExportSnapshotConfig { filter: Some(filter), ..ExportSnapshotConfig::default() };
    locker.with_svm_reader(|svm| {
        let accounts =
            svm.export_snapshot(config).map_err(|error| LocalnetError::Engine(error.to_string()))?;
        let accounts = accounts.into_iter().map(|(address, account)| (address, Some(account))).collect();
        let unix_timestamp = i64::try_from(svm.updated_at / 1_000).unwrap_or(i64::MAX);
        let reached = [svm.latest_epoch_info.absolute_slot, svm.latest_epoch_info.block_height];
        let mut state = State::new(reached, unix_timestamp, accounts);
        state.transactions = history::newest(svm)?;
        let genesis = svm.cached_genesis_hash.unwrap_or_else(|| svm.genesis_config.hash());
        state.genesis = Some(genesis.to_string());
        Ok(state)
    })
}

fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

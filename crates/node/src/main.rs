//! The `makerstake-node` command: `makerstake node` and `makerstake document` run it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{bail, Context as _, Result};
use clap::{Args, Parser, Subcommand};
use makerstake_node::archive;
use makerstake_node::client::{self, Client};
use makerstake_node::documents::{Documents, Shelf};
use makerstake_node::follow::{Follower, Options};
use makerstake_node::run::{self, fetch_missing, Parts};
use makerstake_node::settings::Settings;
use makerstake_node::store::Store;
use makerstake_node::tell::Hooks;
use makerstake_node::verify::verify;

/// Follow a platform, keep its history and documents, and answer over HTTP
#[derive(Debug, Parser)]
#[command(name = "makerstake-node", version, max_term_width = 100, args_conflicts_with_subcommands = true)]
struct App {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare every row with the chain, and a sample of history
    Verify(Verify),
    /// Stop serving a document, and take it from nobody: it answers 451
    Block(Block),
    /// Write database, documents and a signed list of them into a new folder
    Archive(Archive),
    /// Check an archive: its signature, every file, and what it holds against the chain
    ArchiveVerify(ArchiveVerify),
    /// Documents of a node
    #[command(subcommand)]
    Document(Document),
}

#[derive(Debug, Args)]
struct Verify {
    #[command(flatten)]
    settings: Settings,
    /// How many transactions are compared
    #[arg(long, default_value_t = 100, value_name = "N")]
    sample: u32,
}

#[derive(Debug, Args)]
struct Block {
    #[command(flatten)]
    settings: Settings,
    /// The document's SHA-256
    hash: String,
}

#[derive(Debug, Args)]
struct Archive {
    #[command(flatten)]
    settings: Settings,
    /// The new folder
    dir: PathBuf,
    /// Who signs
    #[arg(short, long, value_name = "KEYPAIR_FILE")]
    keypair: PathBuf,
}

#[derive(Debug, Args)]
struct ArchiveVerify {
    /// The archive
    dir: PathBuf,
    /// The JSON-RPC endpoint [default: http://127.0.0.1:8899]
    #[arg(short, long, value_name = "URL")]
    url: Option<String>,
    /// How many transactions are compared
    #[arg(long, default_value_t = 100, value_name = "N")]
    sample: u32,
}

#[derive(Debug, Subcommand)]
enum Document {
    /// Bring a document to a node
    Put {
        /// The file
        file: PathBuf,
        /// The node
        #[arg(long, env = "MAKERSTAKE_NODE", value_name = "URL")]
        node: String,
        /// Who signs for it, where the chain does not name it yet
        #[arg(short, long, value_name = "KEYPAIR_FILE")]
        keypair: Option<PathBuf>,
    },
    /// Get a document from a node, checked by its hash
    Get {
        /// Its SHA-256
        hash: String,
        /// The node
        #[arg(long, env = "MAKERSTAKE_NODE", value_name = "URL")]
        node: String,
        /// Where to; without it, standard output
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Take what is missing here from another node, once
    Mirror {
        /// The other node
        #[arg(long, value_name = "URL")]
        from: String,
        /// This node's database
        #[arg(long, default_value = "node.db", value_name = "DATABASE")]
        database: String,
        /// This node's documents
        #[arg(long, default_value = "documents", value_name = "PLACE")]
        documents: String,
    },
}

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| "makerstake_node=info".into()),
        )
        .init();
    let app = App::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(1);
        }
    };
    match runtime.block_on(act(app)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(3)
        }
    }
}

async fn act(app: App) -> Result<ExitCode> {
    match app.command {
        None => follow(app.settings).await,
        Some(Command::Verify(command)) => check(command).await,
        Some(Command::Block(command)) => {
            let settings = command.settings.complete()?;
            documents(&settings).await?.block(&command.hash).await?;
            println!("{} answers 451 from now on", command.hash);
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Archive(command)) => {
            let settings = command.settings.complete()?;
            let key = client::key(&command.keypair)?;
            let store = Store::open(settings.database()).await?;
            let shelf = Shelf::open(settings.documents())?;
            let manifest = archive::make(&store, &shelf, &command.dir, &key).await?;
            println!(
                "{} files at slot {}, signed by {}",
                manifest.files.len(),
                manifest.slot,
                manifest.signer
            );
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::ArchiveVerify(command)) => check_archive(command).await,
        Some(Command::Document(command)) => document(command).await,
    }
}

async fn follow(settings: Settings) -> Result<ExitCode> {
    let running = run::start(settings.complete()?).await?;
    println!("ready: {}", running.url);
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
    running.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn documents(settings: &Settings) -> Result<Documents> {
    let store = Store::open(settings.database()).await?;
    let (platform, _) = store.platform().await?.context("the database holds no platform yet")?;
    let shelf = Shelf::open(settings.documents())?;
    Ok(Documents::new(store, shelf, platform.platform.to_string(), settings.operator.clone()))
}

async fn check(command: Verify) -> Result<ExitCode> {
    let settings = command.settings.complete()?;
    let Parts { chain, store, platform, .. } = Parts::open(&settings).await?;
    // What changed since is no fault of the database.
    let follower =
        Follower::new(chain.clone(), store.clone(), platform, Options::default(), Hooks::default());
    while !follower.step().await? {}
    report(&verify(&*chain, &store, command.sample).await?)
}

async fn check_archive(command: ArchiveVerify) -> Result<ExitCode> {
    let manifest = archive::check(&command.dir)?;
    println!("{} files as {} signed them, at slot {}", manifest.files.len(), manifest.signer, manifest.slot);
    // A copy: opening a database writes beside it.
    let copy = tempfile_copy(&command.dir.join(archive::DATABASE))?;
    let settings = Settings {
        platform: Some(manifest.platform),
        url: command.url,
        database: Some(copy.to_string_lossy().into_owned()),
        documents: Some(command.dir.join(archive::DOCUMENTS).to_string_lossy().into_owned()),
        ..Settings::default()
    };
    let result = check(Verify { settings, sample: command.sample }).await;
    let _ = std::fs::remove_file(&copy);
    result
}

fn tempfile_copy(database: &std::path::Path) -> Result<PathBuf> {
    let path = std::env::temp_dir().join(format!("makerstake-archive-{}.db", std::process::id()));
    std::fs::copy(database, &path).with_context(|| database.display().to_string())?;
    Ok(path)
}

fn report(report: &makerstake_node::verify::Report) -> Result<ExitCode> {
    println!(
        "{} accounts and {} transactions compared, {} wrong",
        report.accounts,
        report.transactions,
        report.wrong.len()
    );
    for wrong in &report.wrong {
        println!("{wrong}");
    }
    Ok(if report.wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(8) })
}

async fn document(command: Document) -> Result<ExitCode> {
    match command {
        Document::Put { file, node, keypair } => {
            let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
            let key = keypair.as_deref().map(client::key).transpose()?;
            let (hash, state) = Client::new(&node)?.put(bytes, key.as_ref()).await?;
            println!("{hash} {state}");
        }
        Document::Get { hash, node, out } => {
            let Some(bytes) = Client::new(&node)?.get(&hash).await? else {
                bail!("{node} does not have this document")
            };
            match out {
                Some(path) => std::fs::write(&path, bytes).with_context(|| path.display().to_string())?,
                None => std::io::Write::write_all(&mut std::io::stdout(), &bytes)?,
            }
        }
        Document::Mirror { from, database, documents: place } => {
            let settings =
                Settings { database: Some(database), documents: Some(place), ..Settings::default() };
            let here = documents(&settings).await?;
            let store = Store::open(settings.database()).await?;
            println!("{} documents taken", fetch_missing(&Client::new(&from)?, &store, &here).await?);
        }
    }
    Ok(ExitCode::SUCCESS)
}

//! A whole node: follows, keeps, answers, tells.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use solana_pubkey::Pubkey;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::answer::{serve, Answers, Limits};
use crate::chain::{Chain, ChainError, Rpc};
use crate::client::{self, Client};
use crate::documents::{DocumentError, Documents, Shelf, ShelfError};
use crate::follow::{find_platform, FollowError, Follower, Options};
use crate::settings::Settings;
use crate::sponsor::{Desk, Terms};
use crate::store::{Platform, Store, StoreError};
use crate::tell::{Hooks, Teller};

/// How often what is new in the documents is looked at.
const TIDY_EVERY: Duration = Duration::from_secs(5);

/// Why a node does not start.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A setting is missing.
    #[error("{0}")]
    Setting(String),
    /// The chain does not answer, or has no such platform.
    #[error(transparent)]
    Follow(#[from] FollowError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The documents.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The port.
    #[error(
        "cannot answer at {address}: {source}; stop what listens there, or choose another with --listen"
    )]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// The reason.
        source: std::io::Error,
    },
}

impl From<ChainError> for RunError {
    fn from(error: ChainError) -> Self {
        Self::Follow(FollowError::Chain(error))
    }
}

/// A node that runs.
pub struct Running {
    /// Where it answers.
    pub url: String,
    /// Its database.
    pub store: Store,
    /// Its documents.
    pub documents: Documents,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    server: JoinHandle<std::io::Result<()>>,
}

/// What a node is made of, before it runs: database, documents, chain, platform.
pub struct Parts {
    /// The chain.
    pub chain: Arc<Rpc>,
    /// The database.
    pub store: Store,
    /// The documents.
    pub documents: Documents,
    /// The shelf they lie on.
    pub shelf: Shelf,
    /// The platform.
    pub platform: Platform,
    /// The cluster's genesis hash.
    pub genesis: String,
}

impl Parts {
    /// Opens everything.
    ///
    /// # Errors
    /// See [`RunError`].
    pub async fn open(settings: &Settings) -> Result<Self, RunError> {
        let address = settings
            .platform
            .as_deref()
            .ok_or_else(|| RunError::Setting("name the platform with --platform".into()))?;
        let address = address.parse().map_err(|_| RunError::Setting(format!("{address} is no address")))?;
        if let Some(operator) = settings.operator.as_deref() {
            let parsed: Result<solana_pubkey::Pubkey, _> = operator.parse();
            parsed.map_err(|_| RunError::Setting(format!("the operator {operator} is no address")))?;
        }
        let store = Store::open(settings.database()).await?;
        let shelf = Shelf::open(settings.documents())?;
        let chain = Arc::new(Rpc::new(settings.url())?);
        let (platform, genesis) = if settings.serve_only {
            kept(&store).await?
        } else {
            (find_platform(&*chain, &address).await?, chain.genesis().await?)
        };
        store.claim(&genesis, &platform).await?;
        let documents = Documents::new(
            store.clone(),
            shelf.clone(),
            platform.platform.to_string(),
            settings.operator.clone(),
        );
        Ok(Self { chain, store, documents, shelf, platform, genesis })
    }
}

/// The platform of a database, for a node that asks no chain.
async fn kept(store: &Store) -> Result<(Platform, String), RunError> {
    let found = store.platform().await?;
    found.ok_or_else(|| {
        RunError::Setting("the database holds no platform; --serve-only serves one that was synced".into())
    })
}

/// Starts a node.
///
/// # Errors
/// See [`RunError`]. Nothing keeps running after an error.
pub async fn start(settings: Settings) -> Result<Running, RunError> {
    let address = settings.listen();
    let listener = TcpListener::bind(address).await.map_err(|source| RunError::Listen { address, source })?;
    let address = listener.local_addr().unwrap_or(address);
    let Parts { chain, store, documents, platform, genesis, .. } = Parts::open(&settings).await?;
    let desk = desk(&settings, platform, &chain, &store)?;
    let hooks = Hooks::new(settings.hooks.clone());
    let options = Options {
        from_slot: settings.from_slot,
        program_accounts: !settings.no_program_accounts,
        registrar: registrar(&settings)?,
        signatures_only: settings.signatures_only,
        ..Options::default()
    };
    let follower = Arc::new(Follower::new(chain, store.clone(), platform, options, hooks.clone()));
    if let Some(cursor) = store.cursor().await? {
        follower.status().resume(&cursor);
    }
    let answers = Answers {
        store: store.clone(),
        documents: documents.clone(),
        status: follower.status(),
        news: follower.news(),
        tail: follower.tail(),
        platform,
        genesis,
        limits: Limits::new(
            settings.rate.unwrap_or(20),
            settings.burst.unwrap_or(200),
            settings.behind_proxy,
        ),
        desk,
        metrics: recorder(),
    };
    let (stop, stopped) = watch::channel(false);
    let mut tasks = Vec::new();
    if !settings.serve_only {
        let ahead = Arc::clone(&follower);
        tasks.push(tokio::spawn(async move { ahead.look_ahead().await }));
        tasks.push(tokio::spawn(async move { follower.run().await }));
    }
    if !hooks.all().is_empty() {
        let teller = Teller::new(store.clone(), hooks);
        tasks.push(tokio::spawn(async move { teller.run().await }));
    }
    tasks.push(tokio::spawn(tidy(documents.clone())));
    for url in &settings.mirror {
        let client = Client::new(url).map_err(|error| RunError::Setting(error.to_string()))?;
        tasks.push(tokio::spawn(mirror(client, store.clone(), documents.clone())));
    }
    let server = tokio::spawn(serve(listener, answers, until(stopped)));
    Ok(Running { url: format!("http://{address}"), store, documents, stop, tasks, server })
}

/// Who lists and admits creators, if the settings name somebody.
fn registrar(settings: &Settings) -> Result<Option<Pubkey>, RunError> {
    let Some(text) = settings.registrar.as_deref() else { return Ok(None) };
    let wrong = |_| RunError::Setting(format!("the registrar {text} is no address"));
    text.parse().map(Some).map_err(wrong)
}

/// Who pays for first steps, if the settings name somebody.
fn desk(
    settings: &Settings,
    platform: Platform,
    chain: &Arc<Rpc>,
    store: &Store,
) -> Result<Option<Arc<Desk>>, RunError> {
    let Some(path) = &settings.sponsor else { return Ok(None) };
    let wrong = |text: String| RunError::Setting(text);
    let key = client::key(path).map_err(|error| wrong(error.to_string()))?;
    let registrar =
        registrar(settings)?.ok_or_else(|| wrong("name the registrar with --registrar".into()))?;
    let payer = Pubkey::new_from_array(key.verifying_key().to_bytes());
    let unit_price = settings.sponsor_unit_price.unwrap_or(100_000);
    let terms = Terms { platform, payer, unit_price };
    let desk = Desk::new(key, terms, registrar, settings.caps(), Arc::clone(chain), store.clone());
    Ok(Some(Arc::new(desk)))
}

impl Running {
    /// Stops: what is written is whole, what waits is kept.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            task.abort();
        }
        // Streams never end by themselves.
        let _ = tokio::time::timeout(Duration::from_secs(5), self.server).await;
        self.store.close().await;
    }
}

async fn until(mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

async fn tidy(documents: Documents) {
    loop {
        if let Err(error) = documents.read_new().await {
            tracing::warn!(%error, "documents wait");
        }
        tokio::time::sleep(TIDY_EVERY).await;
    }
}

/// Takes what is missing here from another node, for ever.
async fn mirror(client: Client, store: Store, documents: Documents) {
    loop {
        match fetch_missing(&client, &store, &documents).await {
            Ok(taken) if taken > 0 => tracing::info!(taken, "documents came from a mirror"),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the mirror gives nothing"),
        }
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

/// Takes what the chain names and what is not here from another node; says how many documents came. Each is checked by its
/// hash; those that this node does not serve are not asked for.
///
/// # Errors
/// When the node or the database fail.
pub async fn fetch_missing(client: &Client, store: &Store, documents: &Documents) -> anyhow::Result<u64> {
    let mut taken = 0;
    let mut after = String::new();
    loop {
        let missing = store.documents_missing(&after, 200).await?;
        let Some(last) = missing.last() else { return Ok(taken) };
        after.clone_from(last);
        for hash in &missing {
            let Some(bytes) = client.get(hash).await.or_else(|error| match error {
                // One document that it may not or cannot give is no reason to stop.
                crate::client::ClientError::Refused { .. } => Ok(None),
                error => Err(error),
            })?
            else {
                continue;
            };
            match documents.adopt(hash, &bytes).await {
                Ok(_) => taken += 1,
                Err(error @ (DocumentError::Shelf(_) | DocumentError::Store(_))) => return Err(error.into()),
                Err(error) => tracing::info!(hash, %error, "a mirror's document is not taken"),
            }
        }
    }
}

/// What measures, once a process.
fn recorder() -> Option<PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE.get_or_init(|| PrometheusBuilder::new().install_recorder().ok()).clone()
}

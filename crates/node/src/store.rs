//! Everything a node keeps in its database: SQLite in one file, or PostgreSQL. The same statements for both.
//!
//! The database holds finalized data only. A batch of blocks, what came of it and the cursor are one commit: after a kill
//! the node goes on behind the last whole batch.

mod batch;
mod documents;
mod history;
mod list;
mod migrations;
mod names;
mod outbox;
mod search;
mod sponsored;
mod steps;
mod told;

use std::str::FromStr as _;
use std::time::Duration;

use solana_pubkey::Pubkey;
use sqlx::any::{install_default_drivers, AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::MigrateError;
use sqlx::{AnyPool, Row as _};

pub use batch::{Batch, Movement, Past, Stored, Vote};
pub use documents::{Document, State};
pub use history::{Entry, Moment, Of};
pub use list::{Item, Order, Page, Query, Sort};
pub use names::{Named, Paper};
pub use outbox::{Due, Message};
pub use search::Hit;
pub use steps::{of_call as step_of_call, Step, TOLD};

/// The kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

/// Why the database cannot do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It cannot be opened.
    #[error("cannot open the database: {0}")]
    Open(sqlx::Error),
    /// A newer node wrote it.
    #[error("the database has schema {found}, this node knows up to {known}; run a newer node, or sync into another database")]
    Newer {
        /// The schema's version in the database.
        found: i64,
        /// The newest that this node knows.
        known: i64,
    },
    /// Its schema cannot be migrated.
    #[error("cannot bring the database's schema up to date: {0}")]
    Migrate(MigrateError),
    /// It holds another platform or cluster.
    #[error("the database is of {what} {found}, not {asked}; give it another --database")]
    Other {
        /// What differs.
        what: &'static str,
        /// What it holds.
        found: String,
        /// What was asked for.
        asked: String,
    },
    /// A statement failed: a full disk, a lost server. Nothing of the batch is kept, and it is tried again.
    #[error("the database failed: {0}")]
    Failed(#[from] sqlx::Error),
    /// An address in the database is none.
    #[error("the database holds something that is no address: {0}")]
    Address(String),
}

/// How far the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The last slot whose block is in it.
    pub slot: u64,
    /// That block's hash; empty before the first block.
    pub blockhash: String,
    /// That block's time, unix seconds.
    pub time: i64,
    /// How history came: `blocks` or `signatures`.
    pub mode: Mode,
    /// From which slot on history is whole.
    pub history_from: u64,
}

/// How history came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Block by block, each linked to the one before.
    Blocks,
    /// By the signatures of addresses: whatever the endpoint left out is missing.
    Signatures,
}

/// The addresses that make a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// The platform.
    pub platform: Pubkey,
    /// Its pool.
    pub pool: Pubkey,
    /// Its share mint.
    pub mint: Pubkey,
    /// Its treasury.
    pub treasury: Pubkey,
}

/// The database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    dialect: Dialect,
}

impl Mode {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Signatures => "signatures",
        }
    }
}

impl Store {
    /// Opens a database and brings its schema up to date: `sqlite:FILE`, `postgres://…`, or the path of a file.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        install_default_drivers();
        let is_postgres = address.starts_with("postgres:") || address.starts_with("postgresql:");
        let dialect = if is_postgres { Dialect::Postgres } else { Dialect::Sqlite };
        let url = match dialect {
            Dialect::Postgres => address.to_string(),
            Dialect::Sqlite => {
                let path = address.trim_start_matches("sqlite://").trim_start_matches("sqlite:");
                format!("sqlite://{path}?mode=rwc")
            }
        };
        let options = AnyConnectOptions::from_str(&url).map_err(StoreError::Open)?;
        let pool = AnyPoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(10))
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if dialect == Dialect::Sqlite {
                        // Readers never wait for the writer; what was committed survives a kill of the process.
                        for pragma in [
                            "PRAGMA journal_mode = WAL",
                            "PRAGMA synchronous = NORMAL",
                            "PRAGMA busy_timeout = 10000",
                            "PRAGMA cache_size = -16000",
                        ] {
                            sqlx::query(pragma).execute(&mut *connection).await?;
                        }
                    }
                    Ok(())
                })
            })
            .connect_with(options)
            .await
            .map_err(StoreError::Open)?;
        migrations::run(&pool, dialect).await?;
        Ok(Self { pool, dialect })
    }

    /// The kind of database.
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Copies a SQLite database, as it is at one moment, into a new file.
    ///
    /// # Errors
    /// When the database fails, or is a server's.
    pub async fn copy_to(&self, path: &std::path::Path) -> Result<(), StoreError> {
        sqlx::query("VACUUM INTO $1").bind(path.to_string_lossy().into_owned()).execute(&self.pool).await?;
        Ok(())
    }

    /// Opens a SQLite database that nobody writes to, an archive's copy, and leaves no file beside it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read_only(path: &std::path::Path) -> Result<Self, StoreError> {
        install_default_drivers();
        let options = AnyConnectOptions::from_str(&format!("sqlite://{}?mode=ro", path.display()));
        let options = options.map_err(StoreError::Open)?;
        let pool = AnyPoolOptions::new().max_connections(1).connect_with(options).await;
        Ok(Self { pool: pool.map_err(StoreError::Open)?, dialect: Dialect::Sqlite })
    }

    /// Closes all connections, and waits for what runs.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Says whose data this is. A new database takes it; one of another platform or cluster refuses.
    ///
    /// # Errors
    /// [`StoreError::Other`].
    pub async fn claim(&self, genesis: &str, of: &Platform) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO node (id, genesis, platform, pool, mint, slot, blockhash, time, mode, history_from) \
             VALUES (1, $1, $2, $3, $4, 0, '', 0, 'blocks', 0) ON CONFLICT (id) DO NOTHING",
        )
        .bind(genesis)
        .bind(of.platform.to_string())
        .bind(of.pool.to_string())
        .bind(of.mint.to_string())
        .execute(&self.pool)
        .await?;
        let row =
            sqlx::query("SELECT genesis, platform FROM node WHERE id = 1").fetch_one(&self.pool).await?;
        let kept: (String, String) = (row.try_get(0)?, row.try_get(1)?);
        let asked = (genesis.to_string(), of.platform.to_string());
        if kept.0 != asked.0 {
            return Err(StoreError::Other { what: "the cluster", found: kept.0, asked: asked.0 });
        }
        if kept.1 != asked.1 {
            return Err(StoreError::Other { what: "the platform", found: kept.1, asked: asked.1 });
        }
        Ok(())
    }

    /// Whose data this is, if it was claimed: the genesis hash and the platform's address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owner(&self) -> Result<Option<(String, String)>, StoreError> {
        let row =
            sqlx::query("SELECT genesis, platform FROM node WHERE id = 1").fetch_optional(&self.pool).await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
    }

    /// The platform's addresses and the genesis hash, from the database alone.
    ///
    /// # Errors
    /// When the database fails, or holds something that is no address.
    pub async fn platform(&self) -> Result<Option<(Platform, String)>, StoreError> {
        let row = sqlx::query(
            "SELECT n.genesis, n.platform, n.pool, n.mint, p.treasury FROM node n \
             JOIN platforms p ON p.address = n.platform WHERE n.id = 1",
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let address = |place: usize| -> Result<Pubkey, StoreError> {
            let text: String = row.try_get(place)?;
            text.parse().map_err(|_| StoreError::Address(text))
        };
        let platform =
            Platform { platform: address(1)?, pool: address(2)?, mint: address(3)?, treasury: address(4)? };
        Ok(Some((platform, row.try_get(0)?)))
    }

    /// How far the database is; `None` before the first commit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cursor(&self) -> Result<Option<Cursor>, StoreError> {
        let row = sqlx::query(
            "SELECT slot, blockhash, time, mode, history_from FROM node WHERE id = 1 AND slot > 0",
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mode: String = row.try_get(3)?;
        Ok(Some(Cursor {
            slot: unsigned(row.try_get(0)?),
            blockhash: row.try_get(1)?,
            time: row.try_get(2)?,
            mode: if mode == "signatures" { Mode::Signatures } else { Mode::Blocks },
            history_from: unsigned(row.try_get(4)?),
        }))
    }
}

/// How many values one statement names.
pub(crate) const CHUNK: usize = 500;

/// Places for so many values.
pub(crate) fn places(count: usize) -> String {
    (1..=count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// A statement with these texts in its places.
pub(crate) fn bound<'a>(
    query: sqlx::query::Query<'a, sqlx::Any, sqlx::any::AnyArguments<'a>>,
    texts: &'a [String],
) -> sqlx::query::Query<'a, sqlx::Any, sqlx::any::AnyArguments<'a>> {
    texts.iter().fold(query, |query, text| query.bind(text))
}

/// A slot as the database keeps it: no cluster reaches 2^63.
pub(crate) fn signed(slot: u64) -> i64 {
    i64::try_from(slot).unwrap_or(i64::MAX)
}

/// A slot as it was.
pub(crate) fn unsigned(slot: i64) -> u64 {
    u64::try_from(slot).unwrap_or_default()
}

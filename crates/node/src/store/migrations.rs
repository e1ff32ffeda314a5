//! The schema and its versions. A migration that was released is never changed; what follows gets a number of its own.

use std::borrow::Cow;

use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::AnyPool;

use super::{Dialect, StoreError};

/// Brings a database up to date.
pub(super) async fn run(pool: &AnyPool, dialect: Dialect) -> Result<(), StoreError> {
    let migrations = all(dialect);
    let known = migrations.last().map_or(0, |migration| migration.version);
    let migrator = Migrator { migrations: Cow::Owned(migrations), ..Migrator::DEFAULT };
    migrator.run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(found) => StoreError::Newer { found, known },
        other => StoreError::Migrate(other),
    })
}

fn all(dialect: Dialect) -> Vec<Migration> {
    let rows = include_str!("../../migrations/0001_rows.sql");
    let (rows, search) = match dialect {
        Dialect::Sqlite => (Cow::Borrowed(rows), include_str!("../../migrations/0002_search_sqlite.sql")),
        Dialect::Postgres => (
            Cow::Owned(rows.replace(" BLOB", " BYTEA")),
            include_str!("../../migrations/0002_search_postgres.sql"),
        ),
    };
    let migration = |version, name: &'static str, sql| {
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    };
    vec![migration(1, "rows", rows), migration(2, "search", Cow::Borrowed(search))]
}

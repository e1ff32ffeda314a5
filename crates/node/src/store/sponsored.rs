//! What was paid for whom.

use sqlx::Row as _;

use super::{unsigned, Store, StoreError};

impl Store {
    /// Lamports that were paid: for one creator, since a time, and altogether.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sponsored(&self, genesis: &str, since: i64) -> Result<(u64, u64, u64), StoreError> {
        let row = sqlx::query(
            "SELECT CAST(COALESCE(SUM(CASE WHEN genesis = $1 THEN lamports ELSE 0 END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(CASE WHEN at > $2 THEN lamports ELSE 0 END), 0) AS BIGINT), \
             CAST(COALESCE(SUM(lamports), 0) AS BIGINT) FROM sponsored",
        )
        .bind(genesis)
        .bind(since)
        .fetch_one(&self.pool)
        .await?;
        Ok((unsigned(row.try_get(0)?), unsigned(row.try_get(1)?), unsigned(row.try_get(2)?)))
    }

    /// Counts what is about to be paid; gives the entry's name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sponsor(&self, genesis: &str, lamports: u64, now: i64) -> Result<String, StoreError> {
        let id = format!("{:032x}", rand::random::<u128>());
        sqlx::query("INSERT INTO sponsored (id, genesis, at, lamports) VALUES ($1, $2, $3, $4)")
            .bind(&id)
            .bind(genesis)
            .bind(now)
            .bind(i64::try_from(lamports).unwrap_or(i64::MAX))
            .execute(&self.pool)
            .await?;
        Ok(id)
    }

    /// Takes an entry back: nothing was paid.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unsponsor(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sponsored WHERE id = $1").bind(id).execute(&self.pool).await?;
        Ok(())
    }
}

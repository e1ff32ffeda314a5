//! Messages that wait for their receivers.

use serde_json::Value;
use sqlx::{Any, Row as _, Transaction};

use super::{Store, StoreError};

/// One message to one webhook.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its name: the same fact has the same, so that a receiver knows it again.
    pub id: String,
    /// The webhook's name.
    pub hook: String,
    /// What it is about.
    pub kind: String,
    /// What it says.
    pub body: Value,
    /// How often it was tried.
    pub attempts: i64,
}

/// A date of an account that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What it means.
    pub kind: &'static str,
    /// The account.
    pub address: String,
    /// The account's number.
    pub number: i64,
    /// When it was, unix seconds.
    pub at: i64,
}

/// Dates that are told: what they mean, the table and the column.
const DATES: [(&str, &str, &str); 4] = [
    ("vote.begun", "proposals", "voting_from"),
    ("vote.over", "proposals", "voting_until"),
    ("challenge.over", "epochs", "challenge_until"),
    ("report.late", "budgets", "report_due"),
];

impl Message {
    pub(super) async fn write(&self, tx: &mut Transaction<'_, Any>) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO outbox (id, hook, kind, body, attempts, due_at, state, error) \
             VALUES ($1, $2, $3, $4, 0, 0, 'due', NULL) ON CONFLICT (id) DO NOTHING",
        )
        .bind(&self.id)
        .bind(&self.hook)
        .bind(&self.kind)
        .bind(self.body.to_string())
        .execute(&mut **tx)
        .await?;
        Ok(())
    }
}

impl Store {
    /// Dates of open accounts after `since` up to `until`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn dates(&self, since: i64, until: i64) -> Result<Vec<Due>, StoreError> {
        let mut found = Vec::new();
        for (kind, table, column) in DATES {
            // Tables and columns are constants.
            let statement = format!(
                "SELECT t.address, t.number, t.{column} FROM {table} t JOIN accounts a ON a.address = t.address \
                 WHERE t.{column} > $1 AND t.{column} <= $2 AND a.closed_slot IS NULL"
            );
            for row in sqlx::query(&statement).bind(since).bind(until).fetch_all(&self.pool).await? {
                found.push(Due {
                    kind,
                    address: row.try_get(0)?,
                    number: row.try_get(1)?,
                    at: row.try_get(2)?,
                });
            }
        }
        Ok(found)
    }

    /// Messages that are due, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, now: i64, limit: u32) -> Result<Vec<Message>, StoreError> {
        let statement = format!(
            "SELECT id, hook, kind, body, attempts FROM outbox WHERE state = 'due' AND due_at <= $1 \
             ORDER BY due_at, id LIMIT {limit}"
        );
        let rows = sqlx::query(&statement).bind(now).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                let body: String = row.try_get(3)?;
                Ok(Message {
                    id: row.try_get(0)?,
                    hook: row.try_get(1)?,
                    kind: row.try_get(2)?,
                    body: serde_json::from_str(&body).unwrap_or_default(),
                    attempts: row.try_get(4)?,
                })
            })
            .collect()
    }

    /// A message arrived. It is kept as a mark, so that the same fact is not told again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delivered(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, error = NULL WHERE id = $1",
        )
        .bind(id)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// A message did not arrive, and is due again at `due_at`; `None`: it is given up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn failed(&self, id: &str, error: &str, due_at: Option<i64>) -> Result<(), StoreError> {
        let state = if due_at.is_some() { "due" } else { "given_up" };
        sqlx::query(
            "UPDATE outbox SET state = $2, attempts = attempts + 1, due_at = $3, error = $4 WHERE id = $1",
        )
        .bind(id)
        .bind(state)
        .bind(due_at.unwrap_or_default())
        .bind(error)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// How many messages are in each state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = sqlx::query("SELECT state, COUNT(*) FROM outbox GROUP BY state ORDER BY state")
            .fetch_all(&self.pool);
        rows.await?.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
    }
}

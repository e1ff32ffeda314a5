//! What is known of documents; their bytes lie elsewhere.

use sqlx::Row as _;

use super::{batch, unsigned, Store, StoreError};
use crate::accounts::Role;

/// A document the node has, or must not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its SHA-256, hexadecimal.
    pub hash: String,
    /// Whether it is served.
    pub state: State,
    /// Its bytes.
    pub size: u64,
    /// Its media type.
    pub media: String,
    /// When it came, unix seconds.
    pub received_at: i64,
    /// Who signed for it, if the chain did not name it.
    pub sender: Option<String>,
    /// What it is called, once it is read.
    pub title: Option<String>,
    /// The first picture it names, once it is read.
    pub picture: Option<String>,
}

/// Whether a document is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Served,
    /// The chain does not name it yet.
    Pending,
    /// The operator does not serve it, and takes it from nobody.
    Blocked,
}

impl State {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Served => "served",
            Self::Pending => "pending",
            Self::Blocked => "blocked",
        }
    }

    fn named(name: &str) -> Self {
        match name {
            "served" => Self::Served,
            "pending" => Self::Pending,
            _ => Self::Blocked,
        }
    }
}

impl Store {
    /// A document's record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn document(&self, hash: &str) -> Result<Option<Document>, StoreError> {
        let row = sqlx::query(
            "SELECT hash, state, size, media, received_at, sender, title, picture FROM documents WHERE hash = $1",
        )
        .bind(hash)
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let state: String = row.try_get(1)?;
        Ok(Some(Document {
            hash: row.try_get(0)?,
            state: State::named(&state),
            size: unsigned(row.try_get(2)?),
            media: row.try_get(3)?,
            received_at: row.try_get(4)?,
            sender: row.try_get(5)?,
            title: row.try_get(6)?,
            picture: row.try_get(7)?,
        }))
    }

    /// Notes that a document is here. One that is blocked stays blocked, one that is served stays served.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_document(&self, document: &Document) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO documents (hash, state, size, media, received_at, sender) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (hash) DO UPDATE SET state = excluded.state, size = excluded.size, media = excluded.media \
             WHERE documents.state = 'pending'",
        )
        .bind(&document.hash)
        .bind(document.state.name())
        .bind(i64::try_from(document.size).unwrap_or(i64::MAX))
        .bind(&document.media)
        .bind(document.received_at)
        .bind(document.sender.clone())
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The operator's word that a document is not served from here, whether it is here or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn block_document(&self, hash: &str, now: i64) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO documents (hash, state, size, media, received_at, sender) VALUES ($1, 'blocked', 0, '', $2, NULL) \
             ON CONFLICT (hash) DO UPDATE SET state = 'blocked'",
        )
        .bind(hash)
        .bind(now)
        .execute(&self.pool)
        .await?;
        sqlx::query("DELETE FROM search WHERE kind = 'document' AND address = $1")
            .bind(hash)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What the chain, or a document that the chain names, says a document is: roles and the accounts that name it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn references(&self, hash: &str) -> Result<Vec<(Role, String)>, StoreError> {
        let rows = sqlx::query(
            "SELECT role, address FROM document_refs WHERE hash = $1 ORDER BY role, address LIMIT 100",
        )
        .bind(hash)
        .fetch_all(&self.pool)
        .await?;
        let mut found = Vec::new();
        for row in rows {
            let role: String = row.try_get(0)?;
            if let Some(role) = Role::named(&role) {
                found.push((role, row.try_get(1)?));
            }
        }
        Ok(found)
    }

    /// Notes which proposals name a document in their actions, as a rule's text or a constitution that is not in force.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refer_from_actions(&self, hash: &str) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await?;
        let proposals = sqlx::query("SELECT address FROM proposals WHERE actions LIKE $1 LIMIT 10")
            .bind(format!("%{hash}%"))
            .fetch_all(&mut *tx)
            .await?;
        for row in proposals {
            let proposal: String = row.try_get(0)?;
            batch::write_reference(&mut tx, hash, Role::Rule, &proposal, 0).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Notes that a document names others, such as metadata its pictures.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refer(&self, by: &str, hashes: &[String], role: Role, slot: u64) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await?;
        for hash in hashes {
            batch::write_reference(&mut tx, hash, role, by, slot).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Hashes of documents of a state, behind `after`, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents_after(
        &self,
        state: State,
        after: &str,
        limit: u32,
    ) -> Result<Vec<String>, StoreError> {
        let statement =
            format!("SELECT hash FROM documents WHERE state = $1 AND hash > $2 ORDER BY hash LIMIT {limit}");
        let rows = sqlx::query(&statement).bind(state.name()).bind(after).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// Hashes that the chain names and that are not here, behind `after`, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents_missing(&self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        let statement = format!(
            "SELECT DISTINCT r.hash FROM document_refs r LEFT JOIN documents d ON d.hash = r.hash \
             WHERE d.hash IS NULL AND r.hash > $1 ORDER BY r.hash LIMIT {limit}"
        );
        let rows = sqlx::query(&statement).bind(after).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// Hashes of documents that are served and were not read yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn documents_unread(&self, limit: u32) -> Result<Vec<String>, StoreError> {
        let statement = format!(
            "SELECT hash FROM documents WHERE state = 'served' AND is_read = 0 ORDER BY hash LIMIT {limit}"
        );
        let rows = sqlx::query(&statement).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// A document was read: what it is called, and the first picture it names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn document_is_read(
        &self,
        hash: &str,
        title: Option<String>,
        picture: Option<String>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE documents SET is_read = 1, title = $2, picture = $3 WHERE hash = $1")
            .bind(hash)
            .bind(title)
            .bind(picture)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// How many bytes wait for the chain to name them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_bytes(&self) -> Result<u64, StoreError> {
        let row = sqlx::query(
            "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM documents WHERE state = 'pending'",
        )
        .fetch_one(&self.pool)
        .await?;
        Ok(unsigned(row.try_get(0)?))
    }

    /// Forgets what has waited since before `since`, and returns the hashes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_documents(&self, since: i64) -> Result<Vec<String>, StoreError> {
        let rows =
            sqlx::query("DELETE FROM documents WHERE state = 'pending' AND received_at < $1 RETURNING hash")
                .bind(since)
                .fetch_all(&self.pool)
                .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

//! Full text, per dialect. What is searched for is quoted: it is words, never a language of the database.

use sqlx::{Any, Row as _, Transaction};

use super::{Dialect, Store, StoreError};
use crate::accounts::{Cell, Spec};

/// Beyond so many hits they are not ranked.
const RANKED: i64 = 10_000;
/// The shortest word whose beginning is enough.
const PREFIX: usize = 3;

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is: a table, or `document`.
    pub kind: String,
    /// Its address, or its hash.
    pub address: String,
    /// Its title.
    pub title: String,
}

/// Writes what an account is found by.
pub(super) async fn write_account(
    tx: &mut Transaction<'_, Any>,
    dialect: Dialect,
    spec: &Spec,
    address: &str,
    cells: &[Cell],
) -> Result<(), StoreError> {
    let column = match spec.table {
        "creators" => "handle",
        "proposals" => "title",
        _ => return Ok(()),
    };
    let place = spec.columns.iter().position(|one| one.name == column);
    let Some(Cell::Text(Some(title))) = place.and_then(|place| cells.get(place)) else { return Ok(()) };
    write(tx, dialect, spec.table, address, title, "").await
}

async fn write(
    tx: &mut Transaction<'_, Any>,
    _dialect: Dialect,
    kind: &str,
    address: &str,
    title: &str,
    body: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM search WHERE kind = $1 AND address = $2")
        .bind(kind)
        .bind(address)
        .execute(&mut **tx)
        .await?;
    sqlx::query("INSERT INTO search (kind, address, title, body) VALUES ($1, $2, $3, $4)")
        .bind(kind)
        .bind(address)
        .bind(title)
        .bind(body)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The words of a text: letters and digits, everything else between them.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(16).map(|word| word.to_lowercase()).collect()
}

/// The question in the dialect's own language: every word, the last one's beginning if it is long enough.
fn question(dialect: Dialect, words: &[String]) -> String {
    let last = words.len().saturating_sub(1);
    let parts = words.iter().enumerate().map(|(index, word)| {
        let is_prefix = index == last && word.chars().count() >= PREFIX;
        match (dialect, is_prefix) {
            (Dialect::Sqlite, true) => format!("\"{word}\"*"),
            (Dialect::Sqlite, false) => format!("\"{word}\""),
            (Dialect::Postgres, true) => format!("'{word}':*"),
            (Dialect::Postgres, false) => format!("'{word}'"),
        }
    });
    parts.collect::<Vec<_>>().join(if dialect == Dialect::Sqlite { " " } else { " & " })
}

impl Store {
    /// Makes a document findable.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn index_document(&self, hash: &str, title: &str, body: &str) -> Result<(), StoreError> {
        let mut tx = self.pool.begin().await?;
        write(&mut tx, self.dialect, "document", hash, title, body).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What is found by all of these words, the best first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let words = words(text);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let question = question(self.dialect, &words);
        let (many, ranked, plain) = match self.dialect {
            Dialect::Sqlite => (
                format!("SELECT COUNT(*) FROM (SELECT 1 FROM search WHERE search MATCH $1 LIMIT {})", RANKED + 1),
                "SELECT kind, address, title FROM search WHERE search MATCH $1 ORDER BY bm25(search, 0, 0, 10, 1)",
                "SELECT kind, address, title FROM search WHERE search MATCH $1",
            ),
            Dialect::Postgres => (
                format!(
                    "SELECT COUNT(*) FROM (SELECT 1 FROM search WHERE words @@ CAST($1 AS TEXT)::tsquery LIMIT {}) AS hits",
                    RANKED + 1
                ),
                "SELECT kind, address, title FROM search WHERE words @@ CAST($1 AS TEXT)::tsquery \
                 ORDER BY ts_rank(words, CAST($1 AS TEXT)::tsquery) DESC, address",
                "SELECT kind, address, title FROM search WHERE words @@ CAST($1 AS TEXT)::tsquery",
            ),
        };
        let count: i64 = sqlx::query(&many).bind(&question).fetch_one(&self.pool).await?.try_get(0)?;
        let statement = format!("{} LIMIT {limit}", if count > RANKED { plain } else { ranked });
        let rows = sqlx::query(&statement).bind(&question).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| Ok(Hit { kind: row.try_get(0)?, address: row.try_get(1)?, title: row.try_get(2)? }))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_words_and_nothing_else() {
        let asked = |dialect, text| question(dialect, &words(text));
        assert_eq!(
            asked(Dialect::Sqlite, "Paint* \"the NEAR( fence"),
            "\"paint\" \"the\" \"near\" \"fence\"*"
        );
        assert_eq!(asked(Dialect::Postgres, "it's & a | b:*"), "'it' & 's' & 'a' & 'b'");
        assert_eq!(asked(Dialect::Sqlite, "ab"), "\"ab\"", "two letters are no beginning");
        assert!(words("*** :: ''").is_empty());
    }
}

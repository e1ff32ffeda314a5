//! Pages of accounts: filtered, sorted, continued by a cursor that means nothing to whoever holds it.

use base64::prelude::{Engine as _, BASE64_URL_SAFE_NO_PAD};
use sqlx::any::AnyRow;
use sqlx::Row as _;

use super::{bound, places, unsigned, Store, StoreError, CHUNK};
use crate::accounts::{Cell, Get, Spec};

/// An account as the database holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its address.
    pub address: String,
    /// The program that owns it.
    pub owner: String,
    /// Its bytes, the last ones if it is closed.
    pub data: Vec<u8>,
    /// Its lamports.
    pub lamports: u64,
    /// The slot it was read at.
    pub slot: u64,
    /// When it was found closed.
    pub closed_slot: Option<u64>,
    /// Whether it closed before it was ever read, and is made from history.
    pub is_rebuilt: bool,
}

/// By what a list is sorted. Equal ones are sorted by address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By address alone.
    Address,
    /// By a column.
    Column(&'static str),
}

/// In which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Query {
    /// The account type.
    pub spec: &'static Spec,
    /// Columns and what they must be.
    pub filters: Vec<(&'static str, Cell)>,
    /// Closed accounts only, open ones only, or all.
    pub closed: Option<bool>,
    /// By what it is sorted.
    pub sort: Sort,
    /// In which direction.
    pub order: Order,
    /// At most so many.
    pub limit: u32,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// Some of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// These.
    pub items: Vec<T>,
    /// Where to go on; `None` at the end.
    pub next: Option<String>,
}

const ITEM: &str = "a.address, a.owner, a.data, a.lamports, a.slot, a.closed_slot, a.is_rebuilt";

impl Store {
    /// A page of accounts; `None` for a cursor that this question never gave.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self, query: &Query) -> Result<Option<Page<Item>>, StoreError> {
        let (direction, after) = match query.order {
            Order::Ascending => ("ASC", ">"),
            Order::Descending => ("DESC", "<"),
        };
        let (column, kind) = match query.sort {
            Sort::Address => ("t.address".to_string(), None),
            Sort::Column(name) => {
                let get =
                    query.spec.columns.iter().find(|column| column.name == name).map(|column| column.get);
                (format!("t.{name}"), get)
            }
        };
        let mut cells: Vec<Cell> = Vec::new();
        let mut conditions: Vec<String> = Vec::new();
        for (name, cell) in &query.filters {
            cells.push(cell.clone());
            conditions.push(format!("t.{name} = ${}", cells.len()));
        }
        match query.closed {
            Some(true) => conditions.push("a.closed_slot IS NOT NULL".into()),
            Some(false) => conditions.push("a.closed_slot IS NULL".into()),
            None => {}
        }
        // Nothing has no place in an order: what has no handle is not in a list by handles.
        if matches!(kind, Some(Get::Text(_) | Get::Made(_))) {
            conditions.push(format!("{column} IS NOT NULL"));
        }
        if let Some(cursor) = &query.cursor {
            let Some((value, address)) = open_cursor(cursor, kind) else { return Ok(None) };
            match value {
                Some(value) => {
                    cells.push(value);
                    cells.push(Cell::Text(Some(address)));
                    let (first, second) = (cells.len() - 1, cells.len());
                    conditions.push(format!("({column}, t.address) {after} (${first}, ${second})"));
                }
                None => {
                    cells.push(Cell::Text(Some(address)));
                    conditions.push(format!("t.address {after} ${}", cells.len()));
                }
            }
        }
        let filter =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let by = match query.sort {
            Sort::Address => format!("t.address {direction}"),
            Sort::Column(_) => format!("{column} {direction}, t.address {direction}"),
        };
        // Tables and columns are constants of the account's type; values are bound.
        let statement = format!(
            "SELECT {ITEM}, {column} FROM {} t JOIN accounts a ON a.address = t.address {filter} ORDER BY {by} LIMIT {}",
            query.spec.table,
            query.limit.saturating_add(1)
        );
        let mut asked = sqlx::query(&statement);
        for cell in cells {
            asked = match cell {
                Cell::Text(text) => asked.bind(text),
                Cell::Int(number) => asked.bind(number),
                Cell::Units(units) => asked.bind(units.to_be_bytes().to_vec()),
            };
        }
        let rows = asked.fetch_all(&self.pool).await?;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let mut next = None;
        if rows.len() > limit {
            if let Some(last) = limit.checked_sub(1).and_then(|last| rows.get(last)) {
                next = Some(close_cursor(last, kind)?);
            }
        }
        let items = rows.iter().take(limit).map(item).collect::<Result<_, _>>()?;
        Ok(Some(Page { items, next }))
    }

    /// One account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn item(&self, address: &str) -> Result<Option<Item>, StoreError> {
        let statement = format!("SELECT {ITEM} FROM accounts a WHERE a.address = $1");
        let row = sqlx::query(&statement).bind(address).fetch_optional(&self.pool).await?;
        row.as_ref().map(item).transpose()
    }

    /// Up to `limit` accounts by address, those behind `after` only: for whoever goes through all of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn items_after(&self, after: &str, limit: u32) -> Result<Vec<Item>, StoreError> {
        let statement =
            format!("SELECT {ITEM} FROM accounts a WHERE a.address > $1 ORDER BY a.address LIMIT {limit}");
        let rows = sqlx::query(&statement).bind(after).fetch_all(&self.pool).await?;
        rows.iter().map(item).collect()
    }

    /// How many open accounts there are of a type.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&self, spec: &Spec) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT COUNT(*) FROM accounts WHERE kind = $1 AND closed_slot IS NULL")
            .bind(spec.table)
            .fetch_one(&self.pool)
            .await?;
        Ok(unsigned(row.try_get(0)?))
    }

    /// Which of these addresses are kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept(&self, addresses: &[String]) -> Result<Vec<String>, StoreError> {
        let mut found = Vec::new();
        for some in addresses.chunks(CHUNK) {
            let statement = format!("SELECT address FROM accounts WHERE address IN ({})", places(some.len()));
            for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                found.push(row.try_get(0)?);
            }
        }
        Ok(found)
    }

    /// The addresses of every open account of a type.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn addresses(&self, spec: &Spec) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT address FROM accounts WHERE kind = $1 AND closed_slot IS NULL")
            .bind(spec.table)
            .fetch_all(&self.pool);
        rows.await?.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// The row of an account, as its table holds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn row(&self, spec: &Spec, address: &str) -> Result<Option<Vec<Cell>>, StoreError> {
        let names: Vec<&str> = spec.columns.iter().map(|column| column.name).collect();
        let statement = format!("SELECT {} FROM {} WHERE address = $1", names.join(", "), spec.table);
        let row = sqlx::query(&statement).bind(address).fetch_optional(&self.pool).await?;
        let Some(row) = row else { return Ok(None) };
        let mut cells = Vec::new();
        for (place, column) in spec.columns.iter().enumerate() {
            cells.push(match column.get {
                Get::Text(_) | Get::Made(_) => Cell::Text(row.try_get(place)?),
                Get::Int(_) => Cell::Int(row.try_get(place)?),
                Get::Units(_) => {
                    let bytes: Vec<u8> = row.try_get(place)?;
                    Cell::Units(bytes.try_into().map_or(0, u64::from_be_bytes))
                }
            });
        }
        Ok(Some(cells))
    }

    /// Forgets an account and its row, as if it had never been read: for the tests of `verify`, and for repairs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget(&self, spec: &Spec, address: &str) -> Result<(), StoreError> {
        for table in ["accounts", spec.table] {
            let statement = format!("DELETE FROM {table} WHERE address = $1");
            sqlx::query(&statement).bind(address).execute(&self.pool).await?;
        }
        Ok(())
    }
}

fn item(row: &AnyRow) -> Result<Item, StoreError> {
    let lamports: Vec<u8> = row.try_get(3)?;
    let closed: Option<i64> = row.try_get(5)?;
    Ok(Item {
        address: row.try_get(0)?,
        owner: row.try_get(1)?,
        data: row.try_get(2)?,
        lamports: lamports.try_into().map_or(0, u64::from_be_bytes),
        slot: unsigned(row.try_get(4)?),
        closed_slot: closed.map(unsigned),
        is_rebuilt: row.try_get::<i64, _>(6)? != 0,
    })
}

fn close_cursor(row: &AnyRow, kind: Option<Get>) -> Result<String, StoreError> {
    let address: String = row.try_get(0)?;
    let value = match kind {
        None => String::new(),
        Some(Get::Int(_)) => row.try_get::<Option<i64>, _>(7)?.unwrap_or_default().to_string(),
        Some(Get::Units(_)) => hex::encode(row.try_get::<Vec<u8>, _>(7)?),
        Some(Get::Text(_) | Get::Made(_)) => {
            hex::encode(row.try_get::<Option<String>, _>(7)?.unwrap_or_default())
        }
    };
    Ok(BASE64_URL_SAFE_NO_PAD.encode(format!("{value}.{address}")))
}

fn open_cursor(cursor: &str, kind: Option<Get>) -> Option<(Option<Cell>, String)> {
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (value, address) = text.split_once('.')?;
    let value = match kind {
        None => value.is_empty().then_some(None)?,
        Some(Get::Int(_)) => Some(Cell::Int(Some(value.parse().ok()?))),
        Some(Get::Units(_)) => {
            let bytes: [u8; 8] = hex::decode(value).ok()?.try_into().ok()?;
            Some(Cell::Units(u64::from_be_bytes(bytes)))
        }
        Some(Get::Text(_) | Get::Made(_)) => {
            Some(Cell::Text(Some(String::from_utf8(hex::decode(value).ok()?).ok()?)))
        }
    };
    address.parse::<solana_pubkey::Pubkey>().ok()?;
    Some((value, address.to_string()))
}

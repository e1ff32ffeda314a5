//! Who addresses are and what hashes stand for: what people read in place of both.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{json, Value};
use sqlx::Row as _;

use super::{bound, places, Store, StoreError, CHUNK};

/// Who an address is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Named {
    /// The creator's account; the address itself, or what it is the authority of.
    pub creator: String,
    /// The creator's handle.
    pub handle: Option<String>,
    /// The name in its profile.
    pub name: Option<String>,
    /// The picture in its profile, by its hash.
    pub picture: Option<String>,
}

/// What a hash stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Paper {
    /// `served`, `pending`, `blocked` or `missing`.
    pub state: String,
    /// What it is called.
    pub title: Option<String>,
    /// The first picture it names, by its hash.
    pub picture: Option<String>,
    /// Its media type.
    pub media: Option<String>,
    /// Its bytes.
    pub size: Option<i64>,
}

impl Store {
    /// Which of these addresses are creators, or the authorities of one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names(&self, addresses: &[String]) -> Result<BTreeMap<String, Named>, StoreError> {
        let mut found = BTreeMap::new();
        // A creator's own address counts more than what it is the authority of.
        for column in ["authority", "address"] {
            for some in addresses.chunks(CHUNK) {
                let statement = format!(
                    "SELECT c.{column}, c.address, c.handle, d.title, d.picture FROM creators c \
                     LEFT JOIN documents d ON d.hash = c.profile_hash AND d.state = 'served' WHERE c.{column} IN ({})",
                    places(some.len())
                );
                for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                    let named = Named {
                        creator: row.try_get(1)?,
                        handle: row.try_get(2)?,
                        name: row.try_get(3)?,
                        picture: row.try_get(4)?,
                    };
                    found.insert(row.try_get(0)?, named);
                }
            }
        }
        Ok(found)
    }

    /// Which of these hashes are documents, and what is known of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn papers(&self, hashes: &[String]) -> Result<BTreeMap<String, Paper>, StoreError> {
        let mut found = BTreeMap::new();
        for some in hashes.chunks(CHUNK) {
            let statement = format!(
                "SELECT DISTINCT r.hash, d.state, d.title, d.picture, d.media, d.size FROM document_refs r \
                 LEFT JOIN documents d ON d.hash = r.hash WHERE r.hash IN ({})",
                places(some.len())
            );
            for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                let state: Option<String> = row.try_get(1)?;
                let is_served = state.as_deref() == Some("served");
                let mut paper = Paper {
                    state: state.unwrap_or_else(|| "missing".into()),
                    title: None,
                    picture: None,
                    media: None,
                    size: None,
                };
                // Of what is not served nothing is told.
                if is_served {
                    (paper.title, paper.picture) = (row.try_get(2)?, row.try_get(3)?);
                    (paper.media, paper.size) = (row.try_get(4)?, row.try_get(5)?);
                }
                found.insert(row.try_get(0)?, paper);
            }
        }
        Ok(found)
    }

    /// How many works creators have, and what their positions hold, base units.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn belongings(&self, creators: &[String]) -> Result<BTreeMap<String, Value>, StoreError> {
        let mut found: BTreeMap<String, Value> = creators
            .iter()
            .map(|creator| (creator.clone(), json!({ "works": 0, "shares": "0", "earned": "0" })))
            .collect();
        for some in creators.chunks(CHUNK) {
            let statement = format!(
                "SELECT creator, COUNT(*) FROM works WHERE creator IN ({}) GROUP BY creator",
                places(some.len())
            );
            for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                if let Some(one) = found.get_mut(&row.try_get::<String, _>(0)?) {
                    one["works"] = row.try_get::<i64, _>(1)?.into();
                }
            }
            let statement = format!(
                "SELECT p.holder, p.shares, p.earned FROM positions p JOIN accounts a ON a.address = p.address \
                 WHERE a.closed_slot IS NULL AND p.holder IN ({})",
                places(some.len())
            );
            for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                let units = |place: usize| -> Result<Value, StoreError> {
                    let bytes: Vec<u8> = row.try_get(place)?;
                    Ok(bytes.try_into().map_or(0, u64::from_be_bytes).to_string().into())
                };
                if let Some(one) = found.get_mut(&row.try_get::<String, _>(0)?) {
                    (one["shares"], one["earned"]) = (units(1)?, units(2)?);
                }
            }
        }
        Ok(found)
    }

    /// The outer calls of transactions, by signature.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outer_calls(
        &self,
        signatures: &[String],
    ) -> Result<BTreeMap<String, Vec<Value>>, StoreError> {
        let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        for some in signatures.chunks(CHUNK) {
            let statement = format!(
                "SELECT signature, instruction, args, accounts FROM activity WHERE is_inner = 0 AND signature IN ({}) \
                 ORDER BY slot, place, part",
                places(some.len())
            );
            for row in bound(sqlx::query(&statement), some).fetch_all(&self.pool).await? {
                let json = |place: usize| -> Result<Value, StoreError> {
                    Ok(serde_json::from_str(&row.try_get::<String, _>(place)?).unwrap_or_default())
                };
                let call = json!({
                    "instruction": row.try_get::<String, _>(1)?, "args": json(2)?, "accounts": json(3)?,
                });
                found.entry(row.try_get(0)?).or_default().push(call);
            }
        }
        Ok(found)
    }
}

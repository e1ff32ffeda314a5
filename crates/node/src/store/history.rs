//! What happened, page by page.

use serde_json::{json, Map, Value};
use sqlx::any::AnyRow;
use sqlx::Row as _;

use super::{signed, unsigned, Order, Page, Store, StoreError};

/// A place in history: the slot, the transaction's place in its block, the call's place in its transaction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The slot.
    pub slot: u64,
    /// The transaction's place in its block.
    pub place: u32,
    /// The call's place in its transaction.
    pub part: u32,
}

/// A row of history, as it is answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When and where.
    pub moment: Moment,
    /// Its other columns.
    pub fields: Map<String, Value>,
}

/// Which history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Calls; of one account, of one instruction, or all.
    Activity {
        /// The account that took part.
        account: Option<String>,
        /// The instruction's name.
        instruction: Option<String>,
    },
    /// Ballots; of one proposal, of one holder, or all.
    Votes {
        /// The proposal.
        proposal: Option<String>,
        /// The holder.
        holder: Option<String>,
    },
    /// What came into and went out of the treasury.
    Treasury {
        /// The mint; empty for lamports.
        mint: Option<String>,
    },
}

impl Moment {
    /// As text: what pages are continued from, and what the stream names its events by.
    pub fn name(&self) -> String {
        format!("{}-{}-{}", self.slot, self.place, self.part)
    }

    /// Reads that text.
    pub fn named(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        Some(Self {
            slot: parts.next()?.parse().ok()?,
            place: parts.next()?.parse().ok()?,
            part: parts.next()?.parse().ok()?,
        })
    }
}

/// The columns of a history behind its moment, and which of them are JSON.
const ACTIVITY: &[&str] =
    &["signature", "time", "program", "instruction", "is_inner", "args", "accounts", "events"];
const VOTES: &[&str] = &[
    "signature",
    "time",
    "proposal",
    "holder",
    "voter",
    "choice",
    "weight",
    "weight_from",
    "was",
    "makers",
    "is_override",
];
const TREASURY: &[&str] = &["signature", "time", "mint", "change", "after", "instruction"];

impl Store {
    /// A page of history; `None` for a cursor that makes no sense.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(
        &self,
        of: &Of,
        order: Order,
        limit: u32,
        cursor: Option<&str>,
    ) -> Result<Option<Page<Entry>>, StoreError> {
        let (table, columns) = match of {
            Of::Activity { .. } => ("activity", ACTIVITY),
            Of::Votes { .. } => ("votes", VOTES),
            Of::Treasury { .. } => ("treasury", TREASURY),
        };
        let mut from = format!("{table} t");
        let mut texts: Vec<&str> = Vec::new();
        let mut conditions: Vec<String> = Vec::new();
        let filters: Vec<(&str, &Option<String>)> = match of {
            Of::Activity { account, instruction } => {
                if account.is_some() {
                    from = format!(
                        "activity_accounts s JOIN {table} t ON t.slot = s.slot AND t.place = s.place AND t.part = s.part"
                    );
                }
                vec![("s.address", account), ("t.instruction", instruction)]
            }
            Of::Votes { proposal, holder } => vec![("t.proposal", proposal), ("t.holder", holder)],
            Of::Treasury { mint } => vec![("t.mint", mint)],
        };
        for (column, value) in filters {
            if let Some(value) = value {
                texts.push(value);
                conditions.push(format!("{column} = ${}", texts.len()));
            }
        }
        let (direction, after) = match order {
            Order::Ascending => ("ASC", ">"),
            Order::Descending => ("DESC", "<"),
        };
        let sorted = if from.starts_with("activity_accounts") { "s" } else { "t" };
        let cursor = match cursor.map(Moment::named) {
            Some(None) => return Ok(None),
            Some(Some(moment)) => {
                let place = texts.len();
                conditions.push(format!(
                    "({sorted}.slot, {sorted}.place, {sorted}.part) {after} (${}, ${}, ${})",
                    place + 1,
                    place + 2,
                    place + 3
                ));
                Some(moment)
            }
            None => None,
        };
        let filter =
            if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
        let names: Vec<String> = columns.iter().map(|name| format!("t.{name}")).collect();
        let statement = format!(
            "SELECT t.slot, t.place, t.part, {} FROM {from} {filter} ORDER BY {sorted}.slot {direction}, \
             {sorted}.place {direction}, {sorted}.part {direction} LIMIT {}",
            names.join(", "),
            limit.saturating_add(1)
        );
        let mut query = sqlx::query(&statement);
        for text in texts {
            query = query.bind(text);
        }
        if let Some(moment) = cursor {
            query =
                query.bind(signed(moment.slot)).bind(i64::from(moment.place)).bind(i64::from(moment.part));
        }
        let rows = query.fetch_all(&self.pool).await?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let entries = rows.iter().take(most).map(|row| entry(row, columns)).collect::<Result<Vec<_>, _>>()?;
        let next = if rows.len() > most { entries.last().map(|last| last.moment.name()) } else { None };
        Ok(Some(Page { items: entries, next }))
    }

    /// Whether a transaction is in history.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_transaction(&self, signature: &str) -> Result<bool, StoreError> {
        let row = sqlx::query("SELECT slot FROM activity WHERE signature = $1 LIMIT 1")
            .bind(signature)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.is_some())
    }

    /// Signatures of transactions in history, spread over all of it: every so many rows one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sample(&self, count: u32) -> Result<Vec<String>, StoreError> {
        let all: i64 =
            sqlx::query("SELECT COUNT(*) FROM activity").fetch_one(&self.pool).await?.try_get(0)?;
        let step = (all / i64::from(count.max(1))).max(1);
        let mut found = Vec::new();
        let mut offset = 0;
        while offset < all && found.len() < usize::try_from(count).unwrap_or(usize::MAX) {
            let row =
                sqlx::query("SELECT signature FROM activity ORDER BY slot, place, part LIMIT 1 OFFSET $1")
                    .bind(offset)
                    .fetch_optional(&self.pool)
                    .await?;
            if let Some(row) = row {
                found.push(row.try_get(0)?);
            }
            offset += step;
        }
        Ok(found)
    }

    /// The calls of one transaction: part, instruction, arguments, accounts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calls(&self, signature: &str) -> Result<Vec<(u32, String, Value, Value)>, StoreError> {
        let rows = sqlx::query(
            "SELECT part, instruction, args, accounts FROM activity WHERE signature = $1 ORDER BY part",
        )
        .bind(signature)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let json = |text: String| serde_json::from_str(&text).unwrap_or_default();
                Ok((
                    u32::try_from(row.try_get::<i64, _>(0)?).unwrap_or_default(),
                    row.try_get(1)?,
                    json(row.try_get(2)?),
                    json(row.try_get(3)?),
                ))
            })
            .collect()
    }

    /// Every version of a rule that was seen, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rule_versions(&self, rule: &str) -> Result<Vec<Value>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, text_hash, effective_at, sunset_at, seen_slot FROM rule_versions WHERE rule = $1 \
             ORDER BY number DESC, effective_at DESC",
        )
        .bind(rule)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(json!({
                    "number": row.try_get::<i64, _>(0)?,
                    "text_hash": row.try_get::<String, _>(1)?,
                    "effective_at": row.try_get::<i64, _>(2)?,
                    "sunset_at": row.try_get::<i64, _>(3)?,
                    "seen_slot": row.try_get::<i64, _>(4)?,
                }))
            })
            .collect()
    }
}

/// The moment in the first three columns.
pub(super) fn moment(row: &AnyRow) -> Result<Moment, StoreError> {
    Ok(Moment {
        slot: unsigned(row.try_get(0)?),
        place: u32::try_from(row.try_get::<i64, _>(1)?).unwrap_or_default(),
        part: u32::try_from(row.try_get::<i64, _>(2)?).unwrap_or_default(),
    })
}

fn entry(row: &AnyRow, columns: &[&str]) -> Result<Entry, StoreError> {
    let moment = moment(row)?;
    let mut fields = Map::new();
    for (index, name) in columns.iter().enumerate() {
        let place = index + 3;
        let value = match *name {
            "time" | "choice" => Value::from(row.try_get::<i64, _>(place)?),
            "is_inner" => Value::from(row.try_get::<i64, _>(place)? != 0),
            "args" | "accounts" | "events" => {
                serde_json::from_str(&row.try_get::<String, _>(place)?).unwrap_or_default()
            }
            "was" => row.try_get::<Option<i64>, _>(place)?.into(),
            "is_override" => row.try_get::<Option<i64>, _>(place)?.map(|is| is != 0).into(),
            "holder" | "voter" | "weight" | "makers" => row.try_get::<Option<String>, _>(place)?.into(),
            _ => row.try_get::<String, _>(place)?.into(),
        };
        fields.insert((*name).to_string(), value);
    }
    Ok(Entry { moment, fields })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_from_its_name() {
        let moment = Moment { slot: 7, place: 2, part: 11 };
        assert_eq!(Moment::named(&moment.name()), Some(moment));
        for wrong in ["", "7", "7-2", "7-2-x", "-1-2-3"] {
            assert_eq!(Moment::named(wrong), None, "{wrong}");
        }
    }
}

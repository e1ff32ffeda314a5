//! Lists of accounts, and single ones.

use std::collections::BTreeMap;

use axum::extract::{Path, Query as Asked, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use serde_json::{json, Map, Value};

use super::{document, Answers, Failure};
use crate::accounts::{by_table, decode, Cell, Get, Spec, SPECS};
use crate::store::{Item, Order, Query, Sort, TOLD};

/// The most items of a page.
const MOST: u32 = 200;
/// The items of a page unless told otherwise.
const USUAL: u32 = 50;

/// A list that can be asked for: its table, by which columns it is filtered and sorted. Only what an index serves.
pub(super) struct List {
    pub(super) table: &'static str,
    pub(super) filters: &'static [&'static str],
    /// The first is the usual one; without any, by address.
    pub(super) sorts: &'static [&'static str],
}

/// Every list.
pub(super) const LISTS: [List; 14] = [
    List { table: "creators", filters: &["handle", "authority"], sorts: &["created_at", "handle"] },
    List { table: "works", filters: &["creator", "content", "metadata", "parent"], sorts: &["time"] },
    List { table: "batches", filters: &["author"], sorts: &["time"] },
    List { table: "endorsements", filters: &["work", "endorser"], sorts: &[] },
    List { table: "positions", filters: &["holder", "delegate"], sorts: &["shares", "earned"] },
    List { table: "grants", filters: &["holder"], sorts: &[] },
    List { table: "epochs", filters: &["number", "status"], sorts: &["number"] },
    List {
        table: "proposals",
        filters: &["number", "track", "status", "proposer", "document_hash"],
        sorts: &["number", "voting_until"],
    },
    List { table: "voters", filters: &["holder"], sorts: &[] },
    List { table: "tracks", filters: &["number"], sorts: &["number"] },
    List { table: "rules", filters: &["number", "domain"], sorts: &["number"] },
    List { table: "budgets", filters: &["number", "recipient"], sorts: &["number"] },
    List { table: "permissions", filters: &["creator", "attestor"], sorts: &[] },
    List { table: "handles", filters: &[], sorts: &[] },
];

/// An account, as it is answered.
#[derive(Debug, Serialize)]
pub(super) struct View {
    /// Its address.
    address: String,
    /// Its table.
    kind: &'static str,
    /// The slot it was read at.
    slot: u64,
    /// When it was found closed; what is said of it is what it said last.
    closed_slot: Option<u64>,
    /// Its lamports.
    lamports: String,
    /// What lists filter and sort by, and texts behind its fields.
    row: Map<String, Value>,
    /// Its fields, named as in the program's IDL.
    account: Map<String, Value>,
    /// It closed before it was ever read: what is here, history tells.
    #[serde(skip_serializing_if = "is_false")]
    rebuilt: bool,
    /// Of a creator: how many works, which shares.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<Value>,
    /// Of a proposal: what became of it, the oldest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Value>>,
}

fn is_false(is: &bool) -> bool {
    !is
}

#[derive(Debug, Serialize)]
struct Page {
    items: Vec<View>,
    /// Where to go on: give it as `cursor`.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct One {
    item: View,
}

/// What an item answers. `None` if a newer program wrote it.
pub(super) fn view(item: Item) -> Option<View> {
    let known = decode(&item.owner.parse().ok()?, &item.data)?;
    let cells = known.cells(&item.data);
    let row = known.spec.columns.iter().zip(cells).map(|(column, cell)| {
        let value = match cell {
            Cell::Text(text) => text.into(),
            Cell::Int(number) => number.into(),
            Cell::Units(units) => units.to_string().into(),
        };
        (column.name.to_string(), value)
    });
    let mut row: Map<String, Value> = row.collect();
    // What only programs need says nothing to people.
    let mut account: Map<String, Value> =
        known.account.fields.into_iter().filter(|(name, _)| !is_internal(name)).collect();
    if item.is_rebuilt {
        account.retain(|name, _| TOLD.contains(&name.as_str()));
        row.retain(|name, value| value.is_string() || TOLD.contains(&name.as_str()));
    }
    Some(View {
        address: item.address,
        kind: known.spec.table,
        slot: item.slot,
        closed_slot: item.closed_slot,
        lamports: item.lamports.to_string(),
        row,
        account,
        rebuilt: item.is_rebuilt,
        about: None,
        steps: None,
    })
}

impl Answers {
    /// What items answer, with what else is known of creators and proposals.
    async fn views(&self, spec: &Spec, items: Vec<Item>) -> Result<Vec<View>, Failure> {
        let mut views: Vec<View> = items.into_iter().filter_map(view).collect();
        let addresses: Vec<String> = views.iter().map(|view| view.address.clone()).collect();
        match spec.table {
            "creators" => {
                let mut all = self.store.belongings(&addresses).await?;
                views.iter_mut().for_each(|view| view.about = all.remove(&view.address));
            }
            "proposals" => {
                let mut all: BTreeMap<String, Vec<Value>> = BTreeMap::new();
                for (proposal, step) in self.store.steps(&addresses).await? {
                    all.entry(proposal).or_default().push(step);
                }
                views
                    .iter_mut()
                    .for_each(|view| view.steps = Some(all.remove(&view.address).unwrap_or_default()));
            }
            _ => {}
        }
        Ok(views)
    }
}

/// Whether a field is of no use outside its program.
pub(super) fn is_internal(field: &str) -> bool {
    field == "reserved" || field == "discriminator" || field == "bump" || field.starts_with('_')
}

/// How many items a question wants.
pub(super) fn page_size(asked: Option<&str>) -> Result<u32, Failure> {
    let Some(text) = asked else { return Ok(USUAL) };
    match text.parse() {
        Ok(limit) if (1..=MOST).contains(&limit) => Ok(limit),
        _ => Err(Failure::bad(format!("limit is a number from 1 to {MOST}"))),
    }
}

/// In which direction a question wants its items.
pub(super) fn direction(asked: Option<&str>, usual: Order) -> Result<Order, Failure> {
    match asked {
        None => Ok(usual),
        Some("asc") => Ok(Order::Ascending),
        Some("desc") => Ok(Order::Descending),
        Some(_) => Err(Failure::bad("order is asc or desc")),
    }
}

fn spec_of(table: &str) -> Result<(&'static List, &'static Spec), Failure> {
    let list = LISTS.iter().find(|list| list.table == table);
    list.and_then(|list| Some((list, by_table(list.table)?))).ok_or_else(|| {
        let names: Vec<&str> = LISTS.iter().map(|list| list.table).collect();
        Failure::not_found(format!("no list of this name; there are {}", names.join(", ")))
    })
}

/// What a filter asks for, as its column holds it.
fn filter(spec: &Spec, name: &str, text: &str) -> Result<(&'static str, Cell), Failure> {
    let column = spec.columns.iter().find(|column| column.name == name);
    let column = column.ok_or_else(|| Failure::bad(format!("{} have no {name}", spec.table)))?;
    let cell = match column.get {
        Get::Text(_) | Get::Made(_) => Cell::Text(Some(text.to_string())),
        Get::Int(_) => {
            Cell::Int(Some(text.parse().map_err(|_| Failure::bad(format!("{name} is a number")))?))
        }
        Get::Units(_) => Cell::Units(text.parse().map_err(|_| Failure::bad(format!("{name} is an amount")))?),
    };
    Ok((column.name, cell))
}

/// Reads a question about a list. What it does not know it refuses: a filter that is misspelt must not answer everything.
fn question(list: &List, spec: &'static Spec, asked: &BTreeMap<String, String>) -> Result<Query, Failure> {
    let sort = match asked.get("sort").map(String::as_str) {
        None => list.sorts.first().map_or(Sort::Address, |name| Sort::Column(name)),
        Some("address") => Sort::Address,
        Some(name) => match list.sorts.iter().find(|sort| **sort == name) {
            Some(sort) => Sort::Column(sort),
            None => {
                return Err(Failure::bad(format!(
                    "{} are sorted by address, {}",
                    list.table,
                    list.sorts.join(", ")
                )))
            }
        },
    };
    let usual = if sort == Sort::Address { Order::Ascending } else { Order::Descending };
    let mut filters = Vec::new();
    let mut closed = None;
    for (name, text) in asked {
        match name.as_str() {
            "sort" | "order" | "limit" | "cursor" => {}
            "closed" => {
                closed = Some(text.parse().map_err(|_| Failure::bad("closed is true or false"))?);
            }
            name if list.filters.contains(&name) => filters.push(filter(spec, name, text)?),
            name => {
                return Err(Failure::bad(format!(
                    "no parameter {name}; there are {}, closed, sort, order, limit, cursor",
                    list.filters.join(", ")
                )));
            }
        }
    }
    Ok(Query {
        spec,
        filters,
        closed,
        sort,
        order: direction(asked.get("order").map(String::as_str), usual)?,
        limit: page_size(asked.get("limit").map(String::as_str))?,
        cursor: asked.get("cursor").cloned(),
    })
}

/// A page of a list.
pub(super) async fn list(
    State(answers): State<Answers>,
    Path(table): Path<String>,
    Asked(asked): Asked<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (list, spec) = spec_of(&table)?;
    let query = question(list, spec, &asked)?;
    let page = answers.store.list(&query).await?.ok_or_else(Failure::cursor)?;
    let items = answers.views(spec, page.items).await?;
    let page = answers.explained(Page { items, next: page.next }).await?;
    Ok(answers.answer(&headers, page))
}

/// One account.
pub(super) async fn one(
    State(answers): State<Answers>,
    Path((table, address)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (_, spec) = spec_of(&table)?;
    let item = Vec::from_iter(answers.store.item(&address).await?);
    let item = answers.views(spec, item).await?.pop().filter(|view| view.kind == spec.table);
    let item = item.ok_or_else(|| Failure::not_found(format!("none of the {table} has this address")))?;
    let one = answers.explained(One { item }).await?;
    Ok(answers.answer(&headers, one))
}

/// The platform, its pool and its tracks.
pub(super) async fn platform(
    State(answers): State<Answers>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let at = answers.platform;
    let platform = answers.store.item(&at.platform.to_string()).await?.and_then(view);
    let pool = answers.store.item(&at.pool.to_string()).await?.and_then(view);
    let (list, spec) = spec_of("tracks")?;
    let mut query = question(list, spec, &BTreeMap::new())?;
    query.order = Order::Ascending;
    query.limit = MOST;
    let tracks = answers.store.list(&query).await?.map(|page| page.items).unwrap_or_default();
    let tracks: Vec<View> = tracks.into_iter().filter_map(view).collect();
    let all = json!({ "platform": platform, "pool": pool, "tracks": tracks });
    let all = answers.explained(all).await?;
    Ok(answers.answer(&headers, all))
}

/// How many open accounts there are of each type.
pub(super) async fn counts(State(answers): State<Answers>, headers: HeaderMap) -> Result<Response, Failure> {
    let mut counts = Map::new();
    for spec in SPECS {
        counts.insert(spec.table.to_string(), answers.store.count(spec).await?.into());
    }
    Ok(answers.answer(&headers, json!({ "counts": counts })))
}

/// Every version of a rule that was seen.
pub(super) async fn versions(
    State(answers): State<Answers>,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let items = answers.store.rule_versions(&address).await?;
    let page = answers.explained(json!({ "items": items, "next": null })).await?;
    Ok(answers.answer(&headers, page))
}

/// What is found by words.
pub(super) async fn search(
    State(answers): State<Answers>,
    Asked(asked): Asked<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let text = asked.get("q").ok_or_else(|| Failure::bad("give the words as q"))?;
    if text.len() > 400 {
        return Err(Failure::bad("q has at most 400 bytes"));
    }
    let limit = page_size(asked.get("limit").map(String::as_str))?;
    let mut items = Vec::new();
    for hit in answers.store.search(text, limit).await? {
        let mut item = json!({ "kind": hit.kind, "address": hit.address, "title": hit.title });
        if hit.kind == "document" {
            item["by"] = document::named(&answers, &hit.address).await?.into();
        }
        items.push(item);
    }
    let page = answers.explained(json!({ "items": items })).await?;
    Ok(answers.answer(&headers, page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_its_columns() {
        for list in &LISTS {
            let (_, spec) = spec_of(list.table).unwrap();
            for name in list.filters.iter().chain(list.sorts) {
                assert!(spec.columns.iter().any(|column| column.name == *name), "{}.{name}", list.table);
            }
        }
    }

    #[test]
    fn a_question_with_unknown_words_is_refused() {
        let (list, spec) = spec_of("works").unwrap();
        let asked = |pairs: &[(&str, &str)]| {
            let map = pairs.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
            question(list, spec, &map).map_err(|failure| failure.to_string())
        };
        assert!(asked(&[("creator", "x"), ("limit", "10"), ("order", "asc")]).is_ok());
        let parameters = "creator, content, metadata, parent, closed, sort, order, limit, cursor";
        for (wrong, refusal) in [
            (("creators", "x"), format!("no parameter creators; there are {parameters}").as_str()),
            (("limit", "0"), "limit is a number from 1 to 200"),
            (("limit", "201"), "limit is a number from 1 to 200"),
            (("sort", "kind"), "works are sorted by address, time"),
            (("order", "up"), "order is asc or desc"),
            (("closed", "1"), "closed is true or false"),
        ] {
            assert_eq!(asked(&[wrong]).unwrap_err(), format!("400 Bad Request: {refusal}"), "{wrong:?}");
        }
    }
}

//! The cap table in the Open Cap Format: stakeholders, the stock class, and one issuance a line.
//!
//! The manifest of the format names its files by MD5 and the issuer by its tax numbers, which the chain does not know;
//! tools that need one add it to these three files.

use std::collections::BTreeSet;

use serde_json::{json, Value};

use super::{CapTable, Entry, Kind};
use crate::message::{amount, date};

/// Most decimals of a number in the format.
const DECIMALS: u8 = 10;

/// The three files by name; `None` for shares of more decimals than the format has.
pub fn files(table: &CapTable, company: &str) -> Option<[(&'static str, Value); 3]> {
    if table.pool.decimals > DECIMALS {
        return None;
    }
    let ids: BTreeSet<String> = table.entries.iter().map(stakeholder_id).collect();
    let stakeholders = ids.iter().map(|id| stakeholder(id)).collect();
    let transactions =
        table.entries.iter().enumerate().map(|(at, entry)| issuance(at, entry, table)).collect();
    let file = |kind: &str, items: Vec<Value>| json!({ "file_type": kind, "items": items });
    Some([
        ("Stakeholders.ocf.json", file("OCF_STAKEHOLDERS_FILE", stakeholders)),
        ("StockClasses.ocf.json", file("OCF_STOCK_CLASSES_FILE", vec![stock_class(company, table)])),
        ("Transactions.ocf.json", file("OCF_TRANSACTIONS_FILE", transactions)),
    ])
}

/// The holder's address; what nobody holds has the name of its kind.
fn stakeholder_id(entry: &Entry) -> String {
    entry.holder.map_or_else(|| entry.kind.name().to_owned(), |holder| holder.to_string())
}

fn stakeholder(id: &str) -> Value {
    json!({
        "id": id,
        "object_type": "STAKEHOLDER",
        "name": { "legal_name": id },
        "stakeholder_type": "INSTITUTION",
        "comments": ["an address of the chain, or what shares are in whose holder is not known"],
    })
}

fn stock_class(name: &str, table: &CapTable) -> Value {
    let caps = [table.pool.contributions_cap, table.pool.grants_cap, table.pool.treasury_cap];
    json!({
        "id": table.pool.mint.to_string(),
        "object_type": "STOCK_CLASS",
        "name": format!("{name} shares"),
        "class_type": "COMMON",
        "default_id_prefix": "S-",
        "initial_shares_authorized": amount(caps.iter().fold(0, |sum, cap| u64::saturating_add(sum, *cap)), table.pool.decimals),
        "votes_per_share": "1",
        "seniority": "1",
    })
}

fn issuance(at: usize, entry: &Entry, table: &CapTable) -> Value {
    let security = format!("{}-{}", entry.kind.name(), at + 1);
    let mut comments = vec![format!("{} base units, kind: {}", entry.shares, entry.kind.name())];
    if entry.kind == Kind::Grant {
        comments.push(format!("{} base units of it have not vested", entry.unvested));
    }
    json!({
        "id": format!("issuance-of-{security}"),
        "object_type": "TX_STOCK_ISSUANCE",
        "security_id": security,
        "custom_id": security,
        "date": date(table.now).get(..10),
        "stakeholder_id": stakeholder_id(entry),
        "stock_class_id": table.pool.mint.to_string(),
        "share_price": { "amount": "0", "currency": "USD" },
        "quantity": amount(entry.shares, table.pool.decimals),
        "security_law_exemptions": [],
        "stock_legend_ids": [],
        "comments": comments,
    })
}

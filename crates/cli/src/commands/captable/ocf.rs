//! The cap table in the Open Cap Format: stakeholders, the stock class, and one issuance a line.
//!
//! The manifest of the format names its files by MD5 and the issuer by its tax numbers, which the chain does not know;
//! tools that need one add it to these three files.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;

use serde_json::{json, Value};

use super::cap_table::{Books, Entry, Kind};
use crate::failure::Failure;
use crate::files;

/// Most decimals of a number in the format.
const DECIMALS: u8 = 10;

/// Writes the three files.
pub fn write(folder: &Path, name: &str, books: &Books) -> Result<(), Failure> {
    if books.pool.decimals > DECIMALS {
        return Err(Failure::input(
            "the Open Cap Format has numbers of at most 10 decimals, the share mint more",
        )
        .value(books.pool.decimals)
        .remedy("take the table as CSV or JSON: --output csv"));
    }
    std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))?;
    let ids: BTreeSet<String> = books.entries.iter().map(stakeholder_id).collect();
    let stakeholders: Vec<Value> = ids.iter().map(|id| stakeholder(id)).collect();
    let transactions: Vec<Value> =
        books.entries.iter().enumerate().map(|(at, entry)| issuance(at, entry, books)).collect();
    put(folder, "Stakeholders.ocf.json", "OCF_STAKEHOLDERS_FILE", stakeholders)?;
    put(folder, "StockClasses.ocf.json", "OCF_STOCK_CLASSES_FILE", vec![stock_class(name, books)])?;
    put(folder, "Transactions.ocf.json", "OCF_TRANSACTIONS_FILE", transactions)
}

fn put(folder: &Path, name: &str, kind: &str, items: Vec<Value>) -> Result<(), Failure> {
    let document = json!({ "file_type": kind, "items": items });
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    files::replace(&folder.join(name), |file| writeln!(file, "{text}"))
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

fn stock_class(name: &str, books: &Books) -> Value {
    let caps = [books.pool.contributions_cap, books.pool.grants_cap, books.pool.treasury_cap];
    json!({
        "id": books.pool.mint.to_string(),
        "object_type": "STOCK_CLASS",
        "name": format!("{name} shares"),
        "class_type": "COMMON",
        "default_id_prefix": "S-",
        "initial_shares_authorized": decimal(caps.iter().map(|cap| u128::from(*cap)).sum(), books.pool.decimals),
        "votes_per_share": "1",
        "seniority": "1",
    })
}

fn issuance(at: usize, entry: &Entry, books: &Books) -> Value {
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
        "date": date(books.now),
        "stakeholder_id": stakeholder_id(entry),
        "stock_class_id": books.pool.mint.to_string(),
        "share_price": { "amount": "0", "currency": "USD" },
        "quantity": decimal(u128::from(entry.shares), books.pool.decimals),
        "security_law_exemptions": [],
        "stock_legend_ids": [],
        "comments": comments,
    })
}

/// Base units as shares, exactly.
fn decimal(amount: u128, decimals: u8) -> String {
    let digits = format!("{amount:0width$}", width = usize::from(decimals) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(decimals));
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

/// The day of a unix time, year-month-day: days are counted from 1 March of year 0, so that leap days come last.
fn date(now: i64) -> String {
    let days = now.div_euclid(86_400) + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::{date, decimal};

    #[test]
    fn dates_and_amounts_are_exact() {
        let days = [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_709_251_199, "2024-02-29"),
            (4_107_542_400, "2100-03-01"),
        ];
        for (time, day) in days {
            assert_eq!(date(time), day);
        }
        assert_eq!(decimal(1_500_000, 6), "1.5");
        assert_eq!(decimal(1, 6), "0.000001");
        assert_eq!(decimal(7_000_000, 6), "7");
        assert_eq!(decimal(7, 0), "7");
    }
}

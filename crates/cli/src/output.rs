//! What a command prints: the same record as a table for people, as JSON or CSV for programs.

use std::io::{IsTerminal as _, Write as _};

use clap::ValueEnum;
use makerstake_client::message::amount;
use makerstake_client::message::{date, escape, is_hidden};
use makerstake_client::shares::Token;
use serde::{Serialize, Serializer};
use serde_json::{json, Value};

use crate::failure::{Exit, Failure};

/// The key that marks an amount until it is printed.
const UNITS: &str = "$units";

/// An amount that people see in whole tokens with their name, and programs in base units.
#[derive(Clone, Debug)]
pub struct Amount {
    units: u64,
    decimals: u8,
    unit: String,
}

impl Amount {
    /// An amount of a token; without a name of its own it is called by its mint.
    pub fn of(token: &Token, units: u64) -> Self {
        let unit = token.symbol.clone().unwrap_or_else(|| token.mint.to_string());
        Self { units, decimals: token.decimals, unit }
    }

    /// An amount of SOL.
    pub fn sol(units: u64) -> Self {
        Self { units, decimals: 9, unit: "SOL".into() }
    }
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", amount(self.units, self.decimals), self.unit)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json!({ UNITS: self.units.to_string(), "shown": self.to_string() }).serialize(serializer)
    }
}

/// A value as it is printed: for people amounts in whole tokens and times as dates, for programs base units and ISO 8601.
fn shaped(key: &str, value: Value, for_people: bool) -> Value {
    match value {
        Value::Object(mut fields) if fields.contains_key(UNITS) => {
            fields.remove(if for_people { "shown" } else { UNITS }).unwrap_or_default()
        }
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| {
                let value = shaped(&key, value, for_people);
                (key, value)
            });
            fields.collect()
        }
        Value::Array(items) => items.into_iter().map(|item| shaped(key, item, for_people)).collect(),
        value => match value.as_i64().filter(|_| is_time(key)) {
            Some(time) if for_people => date(time).into(),
            Some(time) => date(time).replace(' ', "T").into(),
            None => value,
        },
    }
}

/// How results are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns, for people.
    #[default]
    Table,
    /// One JSON value.
    Json,
    /// A header and one line a record.
    Csv,
}

/// How errors are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Errors {
    /// Lines, for people.
    #[default]
    Text,
    /// One JSON object.
    Json,
}

/// Prints results on standard output, and remarks on standard error.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// How results are printed.
    pub format: Format,
    /// No remarks.
    pub quiet: bool,
    /// More remarks.
    pub verbose: bool,
}

impl Output {
    /// Prints one result.
    pub fn record(&self, record: &impl Serialize) -> Result<(), Failure> {
        let value = self.value(record)?;
        match self.format {
            Format::Json => self.write(&pretty(&value)),
            Format::Csv => self.write(&csv(std::slice::from_ref(&value))?),
            Format::Table => self.write(&pairs(&value)),
        }
    }

    /// Prints many results of one kind.
    pub fn records(&self, records: &[impl Serialize]) -> Result<(), Failure> {
        let values = records.iter().map(|record| self.value(record)).collect::<Result<Vec<_>, _>>()?;
        match self.format {
            Format::Json => self.write(&pretty(&Value::Array(values))),
            Format::Csv => self.write(&csv(&values)?),
            Format::Table => self.write(&columns(&values)),
        }
    }

    fn value(&self, record: &impl Serialize) -> Result<Value, Failure> {
        let value = serde_json::to_value(record);
        let value = value.map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
        Ok(shaped("", value, self.format == Format::Table))
    }

    /// A remark for people: not part of the result, and silent with `-q`.
    pub fn note(&self, text: impl std::fmt::Display) {
        if !self.quiet {
            say(text);
        }
    }

    /// A remark that nobody should miss, in red on a terminal; silent with `-q`.
    pub fn warn(&self, text: impl std::fmt::Display) {
        if !self.quiet {
            say_in_red(text);
        }
    }

    /// A remark for the curious: only with `-v`.
    pub fn detail(&self, text: impl std::fmt::Display) {
        if self.verbose {
            say(text);
        }
    }

    /// Writes a text and a line end. A reader that went away, such as `head`, is not an error.
    pub fn write(&self, text: &str) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| {
            if text.is_empty() || text.ends_with('\n') {
                Ok(())
            } else {
                out.write_all(b"\n")
            }
        }) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new(Exit::Internal, format!("cannot write to standard output ({error})")))
            }
            _ => Ok(()),
        }
    }
}

/// Writes a remark on standard error, as a terminal may show it. A reader that went away hears nothing, and the work goes on.
pub fn say(text: impl std::fmt::Display) {
    let text = text.to_string();
    let lines: Vec<String> = text.lines().map(escape).collect();
    let _ = writeln!(std::io::stderr(), "{}", lines.join("\n"));
}

/// The same in red, where people are watching and want colours (<https://no-color.org>).
fn say_in_red(text: impl std::fmt::Display) {
    let is_red = on_terminal() && std::env::var_os("NO_COLOR").is_none();
    let paint = |code: &str| {
        if is_red {
            let _ = std::io::stderr().write_all(code.as_bytes());
        }
    };
    paint("\u{1b}[31m");
    say(text);
    paint("\u{1b}[0m");
}

/// Whether people are watching.
pub fn on_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// JSON in which every character that a terminal would obey is escaped: outside of texts it has none but line ends.
fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if c == '\n' || !is_hidden(c) {
            safe.push(c);
        } else {
            safe.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    safe
}

/// A cell: text as a terminal may show it, nothing for null, JSON for what is nested.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => escape(text),
        other => escape(&other.to_string()),
    }
}

/// Whether a field is a time in unix seconds, by its name.
fn is_time(key: &str) -> bool {
    ["_at", "_from", "_until"].iter().any(|end| key.ends_with(end))
        || ["now", "time", "from", "until", "window_start", "window_end"].contains(&key)
}

/// A cell of CSV: what a spreadsheet would compute is text.
fn csv_cell(value: &Value) -> String {
    let text = cell(value);
    let is_formula = text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err();
    if is_formula {
        format!("'{text}")
    } else {
        text
    }
}

fn heading(key: &str) -> String {
    key.replace('_', " ")
}

/// A record for people: a field a line, a list an item a line, what is nested in words.
fn pairs(value: &Value) -> String {
    let Value::Object(fields) = value else { return cell(value) };
    let width = fields.keys().map(|key| key.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for (key, value) in fields {
        let lines = match value {
            Value::Array(items) if !items.is_empty() => items.iter().map(words).collect(),
            value => vec![words(value)],
        };
        for (index, line) in lines.iter().enumerate() {
            let head = if index == 0 { heading(key) } else { String::new() };
            text += format!("{head:width$}  {line}").trim_end();
            text += "\n";
        }
    }
    text
}

/// A value in a line: `key value, key value` for what is nested.
fn words(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let said = fields.iter().map(|(key, value)| format!("{} {}", heading(key), words(value)));
            said.collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        value => cell(value),
    }
}

fn columns(values: &[Value]) -> String {
    let Some(Value::Object(first)) = values.first() else { return String::new() };
    let mut rows: Vec<Vec<String>> = vec![first.keys().map(|key| heading(key)).collect()];
    for value in values {
        rows.push(first.keys().map(|key| cell(value.get(key).unwrap_or(&Value::Null))).collect());
    }
    let width =
        |column: usize| rows.iter().map(|row| row.get(column).map_or(0, |cell| cell.chars().count())).max();
    let widths: Vec<usize> = (0..first.len()).map(|column| width(column).unwrap_or_default()).collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_string() + "\n"
        })
        .collect()
}

fn csv(values: &[Value]) -> Result<String, Failure> {
    let failed = |error: csv::Error| Failure::new(Exit::Internal, error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    if let Some(Value::Object(first)) = values.first() {
        writer.write_record(first.keys()).map_err(failed)?;
        for value in values {
            let cells = first.keys().map(|key| csv_cell(value.get(key).unwrap_or(&Value::Null)));
            writer.write_record(cells).map_err(failed)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| Failure::new(Exit::Internal, error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Failure::new(Exit::Internal, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_record_is_pairs_and_many_are_columns() {
        let record = shaped("", json!({"creator": "abc", "created_at": 7, "handle": null}), true);
        assert_eq!(pairs(&record), "creator     abc\ncreated at  1970-01-01 00:00:07Z\nhandle\n");
        let table = columns(&[record.clone(), json!({"creator": "d", "created_at": 8, "handle": "ada"})]);
        assert_eq!(
            table.lines().next().unwrap().split_whitespace().collect::<Vec<_>>(),
            ["creator", "created", "at", "handle"]
        );
        assert_eq!(table.lines().count(), 3);
    }

    #[test]
    fn lists_take_a_line_an_item_and_what_is_nested_reads_as_words() {
        let record =
            json!({"actions": ["pay ada", "pay eve"], "house": {"yes": "3", "no_votes": 0}, "none": []});
        assert_eq!(pairs(&record), "actions  pay ada\n         pay eve\nhouse    yes 3, no votes 0\nnone\n");
    }

    #[test]
    fn people_see_whole_tokens_and_programs_base_units() {
        let record = json!({"fee": Amount::sol(1_500_000_000), "all": [Amount::sol(0)]});
        assert_eq!(shaped("", record.clone(), true), json!({"fee": "1.5 SOL", "all": ["0 SOL"]}));
        assert_eq!(shaped("", record, false), json!({"fee": "1500000000", "all": ["0"]}));
    }

    #[test]
    fn times_are_dates_at_any_depth_and_other_numbers_stay() {
        let record = json!({"house": {"opened_at": 7}, "until": null, "slot": 7, "due_at": [0]});
        let iso = json!({"house": {"opened_at": "1970-01-01T00:00:07Z"}, "until": null, "slot": 7, "due_at": ["1970-01-01T00:00:00Z"]});
        assert_eq!(shaped("", record, false), iso);
    }

    #[test]
    fn csv_quotes_what_needs_it() {
        let text = csv(&[json!({"title": "a, \"b\"", "n": 1})]).unwrap();
        assert_eq!(text, "title,n\n\"a, \"\"b\"\"\",1\n");
    }

    #[test]
    fn a_spreadsheet_takes_every_cell_for_text_or_a_number() {
        let text =
            csv(&[json!({"title": "=HYPERLINK(\"https://x\",1)", "n": -1, "at": "@x", "low": "-2.5"})])
                .unwrap();
        assert_eq!(text, "title,n,at,low\n\"'=HYPERLINK(\"\"https://x\"\",1)\",-1,'@x,-2.5\n");
    }

    #[test]
    fn nothing_from_elsewhere_acts_on_a_terminal() {
        let record = json!({"title": "Pay the cleaners\u{1b}[8m\u{202e}", "actions": ["a\nb"]});
        assert_eq!(pairs(&record), "title    Pay the cleaners\\u{1b}[8m\\u{202e}\nactions  a\\u{a}b\n");
        assert_eq!(columns(std::slice::from_ref(&record)).lines().count(), 2);
        let json = pretty(&json!({"title": "\u{9b}1\u{e0041}"}));
        assert_eq!(json, "{\n  \"title\": \"\\u009b1\\udb40\\udc41\"\n}");
    }
}

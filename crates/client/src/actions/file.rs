//! The file of a proposal, in TOML or JSON. Amounts are base units, lamports for SOL; times are days or unix seconds.

mod write;

use makerstake_core::action::{Action, Kind, MAX_ACTIONS};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::positions::{json_without_duplicates, Positions};
use super::{encode, Chain, Entry};
use crate::parse;

pub use write::{write, Head};

/// The most bytes of a title.
const TITLE: usize = 64;
/// The most bytes of an address.
const URI: usize = 128;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// A proposal's file.
#[derive(Debug)]
pub struct File {
    /// 1 to 64 bytes.
    pub title: String,
    /// Where the document that explains it is published.
    pub uri: String,
    /// That document's file, whose SHA-256 goes on chain; relative to this file.
    pub document: String,
    /// The id of the track; without it, the one track that allows every action.
    pub track: Option<u8>,
    /// Whether only a digest of the actions goes on chain, and each execution brings one of them along.
    pub by_hash: bool,
    /// What it does, in order.
    pub entries: Vec<Entry>,
}

/// What is wrong with a file, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileFault {
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The action, counted from 1.
    pub action: Option<usize>,
    /// The field.
    pub field: Option<String>,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for FileFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(action) = self.action {
            write!(f, "action {action}: ")?;
        }
        if let Some(field) = &self.field {
            write!(f, "`{field}`: ")?;
        }
        f.write_str(&self.what)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    title: String,
    uri: String,
    document: String,
    track: Option<u8>,
    #[serde(default)]
    by_hash: bool,
    action: Vec<Value>,
}

impl File {
    /// Reads a file.
    ///
    /// # Errors
    /// The first fault, with its line, action and field.
    pub fn parse(text: &str, format: Format) -> Result<Self, FileFault> {
        let value = match format {
            Format::Toml => from_toml(text)?,
            Format::Json => json_without_duplicates(text)?,
        };
        let positions = Positions::new(text, format);
        let head: Raw = serde_path_to_error::deserialize(value).map_err(|error| {
            let field = field_of(&error, 0);
            let line = positions.line(None, field.as_deref());
            FileFault { line, field, what: error.into_inner().to_string(), action: None }
        })?;
        let bad = |field: &str, what: String| {
            let line = positions.line(None, Some(field));
            FileFault { line, field: Some(field.into()), what, action: None }
        };
        if !(1..=TITLE).contains(&head.title.len()) {
            return Err(bad(
                "title",
                format!("a title has 1 to {TITLE} bytes, this one {}", head.title.len()),
            ));
        }
        parse::uri(&head.uri).map_err(|what| bad("uri", what))?;
        if head.uri.len() > URI {
            return Err(bad(
                "uri",
                format!("an address has at most {URI} bytes, this one {}", head.uri.len()),
            ));
        }
        if !(1..=usize::from(MAX_ACTIONS)).contains(&head.action.len()) {
            let what =
                format!("a proposal carries 1 to {MAX_ACTIONS} actions, this one {}", head.action.len());
            return Err(bad("action", what));
        }
        let entries = head.action.into_iter().enumerate();
        let entries =
            entries.map(|(index, action)| entry(index, action, &positions)).collect::<Result<_, _>>()?;
        let Raw { title, uri, document, track, by_hash, .. } = head;
        Ok(Self { title, uri, document, track, by_hash, entries })
    }

    /// What it says beside its actions.
    pub fn head(&self) -> Head {
        Head {
            title: self.title.clone(),
            uri: self.uri.clone(),
            document: self.document.clone(),
            track: self.track,
            by_hash: self.by_hash,
        }
    }

    /// The actions.
    pub fn actions(&self) -> Vec<Action<'_>> {
        self.entries.iter().map(Entry::action).collect()
    }

    /// The kinds of its actions, bit n for kind n.
    pub fn kinds(&self) -> u32 {
        self.entries.iter().fold(0, |kinds, entry| kinds | 1 << entry.action().kind() as u32)
    }

    /// The actions as a proposal by hash has them: each on the wire, and the link to it and all after it.
    pub fn chain(&self) -> Chain {
        Chain::of(self.entries.iter().map(|entry| encode(&[entry.action()])).collect())
    }
}

/// One action: `{ kind, fields… }` in the file, `{ kind: { fields… } }` for the reader.
fn entry(index: usize, action: Value, positions: &Positions) -> Result<Entry, FileFault> {
    let fault = |field: Option<String>, what: String| FileFault {
        line: positions.line(Some(index), field.as_deref()),
        action: Some(index.saturating_add(1)),
        field,
        what,
    };
    let Value::Object(mut fields) = action else {
        return Err(fault(None, "an action is a table with its `kind` and its fields".into()));
    };
    let Some(Value::String(kind)) = fields.remove("kind") else {
        return Err(fault(Some("kind".into()), "say which kind of action it is".into()));
    };
    let is_known = Kind::from_name(&kind).is_some();
    let tagged = serde_json::json!({ &kind: fields });
    let read: Entry = serde_path_to_error::deserialize(tagged).map_err(|error| {
        let field = if is_known { field_of(&error, 1) } else { Some("kind".into()) };
        fault(field, error.into_inner().to_string())
    })?;
    if !read.action().is_sound() {
        let what = "it can never be executed: amounts must be above zero, and terms within the limits of docs/governance.md";
        return Err(fault(None, what.into()));
    }
    Ok(read)
}

fn from_toml(text: &str) -> Result<Value, FileFault> {
    let line_at = |at: usize| text.get(..at).map(|before| before.matches('\n').count().saturating_add(1));
    let table: toml::Table = toml::from_str(text).map_err(|error| FileFault {
        line: error.span().and_then(|span| line_at(span.start)),
        what: error.message().to_owned(),
        ..FileFault::default()
    })?;
    serde_json::to_value(table).map_err(|error| FileFault { what: error.to_string(), ..FileFault::default() })
}

/// The field that a fault is in: the step of its path at this depth, or the one that is unknown or missing there.
fn field_of(error: &serde_path_to_error::Error<serde_json::Error>, depth: usize) -> Option<String> {
    use serde_path_to_error::Segment;
    let named = error.path().iter().nth(depth).and_then(|segment| match segment {
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { variant } => Some(variant.clone()),
        _ => None,
    });
    named.or_else(|| {
        let text = error.inner().to_string();
        let (_, rest) = text.split_once(" field `")?;
        Some(rest.split('`').next()?.to_owned())
    })
}

#[cfg(test)]
mod tests;

//! Where in a file something stands, and JSON whose keys are all different.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::file::{FileFault, Format};

/// The lines of a file's fields.
pub(super) struct Positions {
    /// Of the head.
    head: HashMap<String, usize>,
    /// Of each action: its own line, and those of its fields.
    actions: Vec<(usize, HashMap<String, usize>)>,
}

impl Positions {
    /// Of a file that can be read.
    pub(super) fn new(text: &str, format: Format) -> Self {
        let found = match format {
            Format::Toml => of_toml(text),
            Format::Json => of_json(text),
        };
        found.unwrap_or(Self { head: HashMap::new(), actions: Vec::new() })
    }

    /// The line of a field, of the head or of an action; of the action itself where the field is not there.
    pub(super) fn line(&self, action: Option<usize>, field: Option<&str>) -> Option<usize> {
        let Some(index) = action else { return field.and_then(|field| self.head.get(field).copied()) };
        let (own, fields) = self.actions.get(index)?;
        Some(field.and_then(|field| fields.get(field)).copied().unwrap_or(*own))
    }
}

fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).map_or(1, |before| before.matches('\n').count().saturating_add(1))
}

fn of_toml(text: &str) -> Option<Positions> {
    use toml::de::{DeTable, DeValue};
    let document = DeTable::parse(text).ok()?;
    let lines = |table: &DeTable<'_>| {
        table.iter().map(|(key, _)| (key.get_ref().to_string(), line_at(text, key.span().start))).collect()
    };
    let actions = match document.get_ref().get("action").map(|found| found.get_ref()) {
        Some(DeValue::Array(actions)) => actions
            .iter()
            .map(|action| {
                let fields = action.get_ref().as_table().map(lines).unwrap_or_default();
                (line_at(text, action.span().start), fields)
            })
            .collect(),
        _ => Vec::new(),
    };
    Some(Positions { head: lines(document.get_ref()), actions })
}

/// Of JSON that was read already: a walk over its tokens that keeps count of lines.
fn of_json(text: &str) -> Option<Positions> {
    let mut found = Positions { head: HashMap::new(), actions: Vec::new() };
    let (mut line, mut open, mut is_key, mut root) = (1, Vec::new(), false, String::new());
    let mut rest = text.char_indices();
    while let Some((at, token)) = rest.next() {
        match token {
            '"' => {
                let mut is_escaped = false;
                let end = rest.find(|(_, c)| {
                    let ends = *c == '"' && !is_escaped;
                    is_escaped = *c == '\\' && !is_escaped;
                    ends
                });
                if std::mem::take(&mut is_key) {
                    let name = text.get(at.checked_add(1)?..end?.0)?.to_owned();
                    match (open.len(), found.actions.last_mut()) {
                        (1, _) => {
                            found.head.insert(name.clone(), line);
                            root = name;
                        }
                        (3, Some((_, fields))) if root == "action" => {
                            fields.insert(name, line);
                        }
                        _ => {}
                    }
                }
            }
            '{' => {
                if open == ['{', '['] && root == "action" {
                    found.actions.push((line, HashMap::new()));
                }
                open.push('{');
                is_key = true;
            }
            '[' => open.push('['),
            '}' | ']' => {
                open.pop();
                is_key = false;
            }
            ',' => is_key = open.last() == Some(&'{'),
            '\n' => line = line.saturating_add(1),
            _ => {}
        }
    }
    Some(found)
}

/// JSON in which no object has a key twice: of two values the last would win without a word.
pub(super) fn json_without_duplicates(text: &str) -> Result<Value, FileFault> {
    serde_json::from_str::<Strict>(text).map(|strict| strict.0).map_err(|error| FileFault {
        line: Some(error.line()),
        what: error.to_string(),
        ..FileFault::default()
    })
}

/// A value all of whose objects have different keys.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Strict;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }

            fn visit_str<E>(self, value: &str) -> Result<Strict, E> {
                Ok(Strict(value.into()))
            }

            fn visit_unit<E>(self) -> Result<Strict, E> {
                Ok(Strict(Value::Null))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Strict, A::Error> {
                let mut list = Vec::new();
                while let Some(Strict(item)) = items.next_element()? {
                    list.push(item);
                }
                Ok(Strict(Value::Array(list)))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Strict, A::Error> {
                let mut map = Map::new();
                while let Some(key) = fields.next_key::<String>()? {
                    if map.contains_key(&key) {
                        return Err(A::Error::custom(format!("the key {key:?} is there twice")));
                    }
                    let Strict(value) = fields.next_value()?;
                    map.insert(key, value);
                }
                Ok(Strict(Value::Object(map)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

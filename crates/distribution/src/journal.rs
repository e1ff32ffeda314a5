//! `journal.jsonl`: what was done with an epoch's files, one JSON object a line. Advisory: the chain is the truth, and
//! nothing here is ever needed to go on.

use std::{fs::OpenOptions, io::Write, path::Path};

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// The file's name.
pub const NAME: &str = "journal.jsonl";

/// Adds a line: the step, when (unix seconds), and its details. One write, so lines of two processes do not mix.
///
/// # Errors
/// When the folder cannot be written.
pub fn append(folder: &Path, step: &str, at: i64, details: Map<String, Value>) -> Result<()> {
    let path = folder.join(NAME);
    let mut line = Map::new();
    line.insert("step".to_owned(), step.into());
    line.insert("at".to_owned(), at.into());
    line.extend(details);
    let mut text = Value::Object(line).to_string();
    text.push('\n');
    let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(Error::io(&path))?;
    file.write_all(text.as_bytes()).map_err(Error::io(&path))
}

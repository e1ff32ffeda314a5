//! The file of a proposal, as both clients read and write it.

use makerstake_client::actions::file::{write, File, FileFault, Format, Head};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue;

use crate::action::{with, Owned};
use crate::border::{from_js, to_js, Answer};

/// What a file says.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Contents {
    title: String,
    uri: String,
    document: String,
    track: Option<u8>,
    is_by_hash: bool,
    actions: Vec<Owned>,
}

/// What reading or writing one gives.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum Outcome<T> {
    Done(T),
    Fault(FileFault),
}

impl<T> From<Result<T, FileFault>> for Outcome<T> {
    fn from(result: Result<T, FileFault>) -> Self {
        match result {
            Ok(done) => Self::Done(done),
            Err(fault) => Self::Fault(fault),
        }
    }
}

/// Reads a file: `{ done: contents }`, or `{ fault }` with its line, action, field and words.
///
/// # Errors
/// Never for what stands in the file.
#[wasm_bindgen(js_name = readProposalFile)]
pub fn read_proposal_file(text: &str, is_toml: bool) -> Answer<JsValue> {
    let format = if is_toml { Format::Toml } else { Format::Json };
    let contents = File::parse(text, format).map(|file| {
        let Head { title, uri, document, track, by_hash } = file.head();
        let actions = file.actions().into_iter().map(Owned::from).collect();
        Contents { title, uri, document, track, is_by_hash: by_hash, actions }
    });
    to_js(&Outcome::from(contents))
}

/// The JSON of a file: `{ done: text }`, or `{ fault }` for a field that a file has no form for.
///
/// # Errors
/// What is no action.
#[wasm_bindgen(js_name = writeProposalFile)]
pub fn write_proposal_file(contents: JsValue) -> Answer<JsValue> {
    let Contents { title, uri, document, track, is_by_hash, actions } = from_js(contents)?;
    let head = Head { title, uri, document, track, by_hash: is_by_hash };
    to_js(&Outcome::from(with(&actions, |actions| write(&head, actions))?))
}

//! Texts with rules: handles, addresses of profiles, documents in their one form.

use makerstake_core::{handle, profile};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::border::{exactly, refusal, Answer};

/// Which rule a handle breaks, by its name; nothing for none.
#[wasm_bindgen(js_name = handleFault)]
pub fn handle_fault(name: &str) -> Option<String> {
    handle::check(name.as_bytes()).err().map(|fault| format!("{fault:?}"))
}

/// The handle in an account; nothing for none, and for bytes that are no handle.
///
/// # Errors
/// Another number of bytes than 32.
#[wasm_bindgen(js_name = handleText)]
pub fn handle_text(padded: &[u8]) -> Answer<Option<String>> {
    Ok(handle::text(&exactly(padded)?).map(str::to_owned))
}

/// Whether a program takes this as the address of a profile.
#[wasm_bindgen(js_name = isProfileUri)]
pub fn is_profile_uri(uri: &str) -> bool {
    profile::check_uri(uri.as_bytes()).is_ok()
}

/// A JSON text in its one form (RFC 8785), which is what document hashes are of.
///
/// # Errors
/// What is no JSON, or has no one form.
#[wasm_bindgen(js_name = canonicalJson)]
pub fn canonical_json(text: &str) -> Answer<String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| refusal(error.to_string()))?;
    serde_json_canonicalizer::to_string(&value).map_err(|error| refusal(error.to_string()))
}

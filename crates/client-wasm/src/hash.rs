//! SHA-256: the one of the rules, and one that takes its input in pieces.

pub use makerstake_client::hash::Sha2;
use makerstake_core::hash::Sha256 as _;
use sha2::Digest as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// A hash under way: works may be films, which no memory holds.
#[wasm_bindgen(js_name = Sha256)]
#[derive(Default)]
pub struct Streaming(sha2::Sha256);

#[wasm_bindgen(js_class = Sha256)]
impl Streaming {
    /// Of nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of everything added, with which this one ends.
    pub fn digest(self) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

/// SHA-256 of some bytes.
#[wasm_bindgen]
pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    Sha2::hashv(&[bytes]).to_vec()
}

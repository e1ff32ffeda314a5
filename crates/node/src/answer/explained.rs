//! Who and what an answer is about: names behind its addresses, titles and pictures behind its hashes.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{Answers, Failure};
use crate::documents::check_name;
use crate::store::{Named, Paper};

/// How many characters an address has.
const ADDRESS: std::ops::RangeInclusive<usize> = 32..=44;

/// Items with who and what they are about.
#[derive(Debug, Serialize)]
pub(super) struct Explained<T> {
    #[serde(flatten)]
    inside: T,
    /// By address.
    names: BTreeMap<String, Named>,
    /// By hash.
    documents: BTreeMap<String, Paper>,
}

impl Answers {
    /// Adds who and what an answer is about.
    pub(super) async fn explained<T: Serialize>(&self, inside: T) -> Result<Explained<T>, Failure> {
        let mut words = Words::default();
        words.collect(&serde_json::to_value(&inside).unwrap_or_default());
        let (addresses, hashes) = (Vec::from_iter(words.addresses), Vec::from_iter(words.hashes));
        let names = self.store.names(&addresses).await?;
        let mut documents = self.store.papers(&hashes).await?;
        // The pictures that titles come with are shown beside them.
        let pictures = names.values().filter_map(|named| named.picture.clone());
        let pictures = pictures.chain(documents.values().filter_map(|paper| paper.picture.clone()));
        let pictures: BTreeSet<String> = pictures.filter(|hash| !documents.contains_key(hash)).collect();
        documents.extend(self.store.papers(&Vec::from_iter(pictures)).await?);
        Ok(Explained { inside, names, documents })
    }
}

/// What in an answer may be an address or a document's hash.
#[derive(Default)]
struct Words {
    addresses: BTreeSet<String>,
    hashes: BTreeSet<String>,
}

impl Words {
    fn collect(&mut self, value: &Value) {
        let is_something = |text: &str| !crate::accounts::is_nothing(text);
        match value {
            Value::String(text) if text.len() == 64 && check_name(text).is_ok() && is_something(text) => {
                self.hashes.insert(text.clone());
            }
            Value::String(text)
                if ADDRESS.contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && is_something(text) =>
            {
                self.addresses.insert(text.clone());
            }
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(fields) => fields.values().for_each(|value| self.collect(value)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_and_hashes_are_told_from_other_words() {
        let (hash, address) = ("ab".repeat(32), solana_pubkey::Pubkey::new_from_array([9; 32]).to_string());
        let mut words = Words::default();
        words.collect(&json!({
            "a": [hash, "0".repeat(64), "11111111111111111111111111111111"],
            "b": { "c": address, "d": "a title of forty letters and some spaces", "e": "AB".repeat(32) },
        }));
        assert_eq!(Vec::from_iter(words.hashes), [hash]);
        assert_eq!(Vec::from_iter(words.addresses), [address]);
    }
}

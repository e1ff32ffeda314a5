//! What the manifest claims, read field by field from the specification.

use std::{fs, path::Path};

use serde_json::{Map, Value};

use super::base58;
use crate::{
    error::{Error, Fault, Result},
    sha, Digest,
};

/// The manifest's claims.
pub(super) struct Claims {
    pub data_hash: Digest,
    pub genesis_hash: [u8; 32],
    pub pool: [u8; 32],
    pub epoch: u32,
    pub window: (i64, i64),
    pub allocation: u64,
    pub leaf_max: u64,
    pub leaves: u32,
    pub bytes: u64,
    pub sha256: Digest,
    pub root: Digest,
    pub depth: u8,
    pub tree_bytes: u64,
    pub rule_hash: Digest,
    pub inputs_hash: Digest,
}

const REMEDY: &str = "see docs/distribution-format.md; fetch the manifest again";

pub(super) fn read(path: &Path) -> Result<Claims> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    claims(&bytes).map_err(|fault| fault.of(path))
}

fn claims(bytes: &[u8]) -> std::result::Result<Claims, Fault> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|error| Fault::new("not JSON", error, REMEDY))?;
    // Also refuses keys that come twice: they would not survive.
    if serde_json_canonicalizer::to_vec(&value).ok().as_deref() != Some(bytes) {
        return Err(Fault::new("not in canonical form (RFC 8785)", bytes.len(), REMEDY));
    }
    let top = Object::of(
        &value,
        "manifest",
        &[
            "allocation",
            "epoch",
            "format",
            "genesis_hash",
            "leaf_max",
            "leaves",
            "pool",
            "source",
            "tree",
            "version",
            "window",
        ],
    )?;
    if top.text("format")? != "makerstake-distribution" || top.number("version")? != 1 {
        return Err(Fault::new("unknown format", top.text("format")?, REMEDY));
    }
    let leaves = Object::of(top.field("leaves")?, "leaves", &["bytes", "count", "sha256"])?;
    let tree = Object::of(top.field("tree")?, "tree", &["bytes", "depth", "root"])?;
    let source = Object::of(top.field("source")?, "source", &["inputs_sha256", "kind", "rule_sha256"])?;
    let window = Object::of(top.field("window")?, "window", &["end", "start"])?;
    let kind = source.text("kind")?;
    if !matches!(kind, "scored" | "imported") {
        return Err(Fault::new("unknown source.kind", kind, REMEDY));
    }
    let window = (window.number("start")?, window.number("end")?);
    if window.0 >= window.1 {
        return Err(Fault::new("the window does not go forward", format!("{window:?}"), REMEDY));
    }
    Ok(Claims {
        data_hash: sha::of_bytes(bytes),
        genesis_hash: top.address("genesis_hash")?,
        pool: top.address("pool")?,
        epoch: top.small("epoch")?,
        window,
        allocation: top.amount("allocation")?,
        leaf_max: top.amount("leaf_max")?,
        leaves: leaves.small("count")?,
        bytes: leaves.small("bytes")?,
        sha256: leaves.hash("sha256")?,
        root: tree.hash("root")?,
        depth: tree.small("depth")?,
        tree_bytes: tree.small("bytes")?,
        rule_hash: source.hash("rule_sha256")?,
        inputs_hash: source.hash("inputs_sha256")?,
    })
}

/// A JSON object with exactly these keys.
struct Object<'a> {
    name: &'static str,
    map: &'a Map<String, Value>,
}

impl<'a> Object<'a> {
    fn of(value: &'a Value, name: &'static str, keys: &[&str]) -> std::result::Result<Self, Fault> {
        let Some(map) = value.as_object() else {
            return Err(Fault::new(format!("{name} is not an object"), value, REMEDY));
        };
        match map.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(unknown) => Err(Fault::new(format!("unknown field of {name}"), unknown, REMEDY)),
            None => Ok(Self { name, map }),
        }
    }

    fn field(&self, key: &str) -> std::result::Result<&'a Value, Fault> {
        self.map.get(key).ok_or_else(|| Fault::new(format!("missing field of {}", self.name), key, REMEDY))
    }

    fn wrong(&self, key: &str) -> Fault {
        let found = self.map.get(key).map_or_else(String::new, Value::to_string);
        Fault::new(format!("bad value of {}.{key}", self.name), found, REMEDY)
    }

    fn text(&self, key: &str) -> std::result::Result<&'a str, Fault> {
        self.field(key)?.as_str().ok_or_else(|| self.wrong(key))
    }

    fn number(&self, key: &str) -> std::result::Result<i64, Fault> {
        self.field(key)?.as_i64().ok_or_else(|| self.wrong(key))
    }

    fn small<T: TryFrom<i64>>(&self, key: &str) -> std::result::Result<T, Fault> {
        T::try_from(self.number(key)?).map_err(|_| self.wrong(key))
    }

    fn amount(&self, key: &str) -> std::result::Result<u64, Fault> {
        let text = self.text(key)?;
        let amount: u64 = text.parse().map_err(|_| self.wrong(key))?;
        if amount.to_string() == text {
            Ok(amount)
        } else {
            Err(self.wrong(key))
        }
    }

    fn address(&self, key: &str) -> std::result::Result<[u8; 32], Fault> {
        base58::decode(self.text(key)?.as_bytes()).ok_or_else(|| self.wrong(key))
    }

    fn hash(&self, key: &str) -> std::result::Result<Digest, Fault> {
        let text = self.text(key)?;
        let mut hash = [0; 32];
        for (at, byte) in hash.iter_mut().enumerate() {
            let pair = text.get(2 * at..2 * at + 2).filter(|pair| pair.bytes().all(|digit| digit != b'+'));
            *byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or_else(|| self.wrong(key))?;
        }
        let spelled = text.len() == 64 && !text.bytes().any(|byte| byte.is_ascii_uppercase());
        if spelled && hash != [0; 32] {
            Ok(hash)
        } else {
            Err(self.wrong(key))
        }
    }
}

//! The score a second time, straight from docs/scoring.md: everything in memory, one map a table, nothing shared with the scorer
//! but the hash function, the canonical form and the error type. A mistake in one is seen by the other.

mod amounts;
mod points;
mod tables;

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::{
    error::{Error, Fault, Result},
    sha, Digest,
};

/// The files that a score follows from.
#[derive(Clone, Debug)]
pub struct Evidence<'a> {
    /// The economy rule.
    pub rule: &'a Path,
    /// The table of works.
    pub works: &'a Path,
    /// The table of parts.
    pub parts: Option<&'a Path>,
    /// Engagement in the window.
    pub engagement: Vec<&'a Path>,
    /// Engagement in the window before.
    pub before: Vec<&'a Path>,
}

/// What they give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recomputed {
    /// SHA-256 of the rule's canonical form.
    pub rule_hash: Digest,
    /// SHA-256 of the rows.
    pub inputs_hash: Digest,
    /// Amount and score of each holder.
    pub rows: BTreeMap<[u8; 32], (u64, u64)>,
}

/// What is known of a creator's work, or of a holder without one.
#[derive(Default)]
struct Work {
    /// The window, and how many endorsements.
    attested: Option<(u8, u64)>,
    /// Values by metric and window.
    values: BTreeMap<(String, u8), u64>,
    /// Basis points by holder.
    parts: BTreeMap<[u8; 32], u16>,
}

/// Works by creator and content.
type Works = BTreeMap<([u8; 32], [u8; 32]), Work>;

/// Scores again.
///
/// # Errors
/// When a file cannot be read or is not what the document says; when the caps cannot be met.
pub fn recompute(evidence: &Evidence<'_>, allocation: u64, leaf_max: u64) -> Result<Recomputed> {
    let rule = read_rule(evidence.rule)?;
    let works = tables::read(evidence)?;
    let too_much = || Fault::new("more than 64 bits", evidence.works.display(), "see docs/scoring.md");
    let points = points::of_holders(&rule.0, &works).ok_or_else(|| too_much().of(evidence.works))?;
    let rows = amounts::divide(&rule.0, &points, allocation, leaf_max)
        .ok_or_else(|| too_much().of(evidence.works))?;
    Ok(Recomputed { rule_hash: rule.1, inputs_hash: tables::hash(&works), rows })
}

fn read_rule(path: &Path) -> Result<(Value, Digest)> {
    let text = std::fs::read(path).map_err(Error::io(path))?;
    let rule: Value = serde_json::from_slice(&text)
        .map_err(|error| Fault::new("not JSON", error, "see docs/scoring.md").of(path))?;
    let canonical = serde_json_canonicalizer::to_vec(&rule)
        .map_err(|error| Fault::new("no canonical form", error, "see docs/scoring.md").of(path))?;
    if rule["format"] != "makerstake-economy-rule" || rule["version"] != 2 {
        return Err(Fault::new("unknown format", &rule["version"], "the document's version is 2").of(path));
    }
    Ok((rule, sha::of_bytes(&canonical)))
}

/// A whole number of the rule.
fn number(rule: &Value, pointer: &str) -> u128 {
    rule.pointer(pointer).and_then(Value::as_u64).map_or(0, u128::from)
}

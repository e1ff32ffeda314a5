//! The economy rule: how contribution is counted. A JSON document that the owners vote on; its SHA-256 over the
//! canonical form (RFC 8785) is what goes on chain.

use std::{collections::BTreeMap, fs, path::Path};

use serde::{
    de::{Deserializer, Error as _, MapAccess, Visitor},
    Deserialize, Serialize,
};

use crate::{
    error::{Error, Fault, Result},
    sha, Digest,
};

/// The value of `format` in the document.
pub const FORMAT: &str = "makerstake-economy-rule";
/// The version of the document.
pub const VERSION: u32 = 1;
/// Most metrics of one rule: they are numbered in 16 bits, from 1.
const MAX_METRICS: usize = 1_000;

/// How a work's engagement is turned into points, so that ten times the views are not ten times the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Damping {
    /// As it is.
    None = 0,
    /// Its square root.
    Sqrt = 1,
    /// The logarithm to base 2 of it and one.
    Log2 = 2,
}

/// Points for what is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Points of an attested work.
    pub work: u32,
    /// Points of an endorsement.
    pub endorsement: u32,
    /// Points of one unit of damped engagement.
    pub engagement: u32,
    /// Units of engagement of one of each metric; a metric that is not here is refused, one at 0 is ignored.
    #[serde(deserialize_with = "each_once")]
    pub metrics: BTreeMap<String, u32>,
}

/// A map whose keys are all different: of two values for one metric the last would win without a word.
fn each_once<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<BTreeMap<String, u32>, D::Error> {
    struct Metrics;
    impl<'de> Visitor<'de> for Metrics {
        type Value = BTreeMap<String, u32>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the weight of each metric")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut given: A) -> std::result::Result<Self::Value, A::Error> {
            let mut metrics = BTreeMap::new();
            while let Some((name, weight)) = given.next_entry::<String, u32>()? {
                if metrics.contains_key(&name) {
                    return Err(A::Error::custom(format!("the metric {name:?} is there twice")));
                }
                metrics.insert(name, weight);
            }
            Ok(metrics)
        }
    }
    deserializer.deserialize_map(Metrics)
}

/// What no creator gets past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// Most endorsements of one work that count.
    pub endorsements_per_work: u32,
    /// Most works of one creator that count, the best ones; 0: all.
    pub works_per_creator: u32,
    /// Most of the allocation that one creator gets, basis points.
    pub creator_bps: u16,
    /// Who scores fewer thousandths of a point gets nothing.
    pub min_score: u64,
}

/// The economy rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// How engagement is damped.
    pub damping: Damping,
    /// Points for what is counted.
    pub weights: Weights,
    /// What no creator gets past.
    pub caps: Caps,
}

impl Rule {
    /// Reads a rule in any JSON spelling.
    ///
    /// # Errors
    /// When the file cannot be read, is not this document, or a value is out of range.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read(path).map_err(Error::io(path))?;
        Self::parse(&text).map_err(|fault| fault.of(path))
    }

    /// Reads a rule from bytes.
    ///
    /// # Errors
    /// When they are not this document, or a value is out of range.
    pub fn parse(text: &[u8]) -> std::result::Result<Self, Fault> {
        let help = "see docs/scoring.md for the document";
        let rule: Self =
            serde_json::from_slice(text).map_err(|error| Fault::new("not an economy rule", error, help))?;
        rule.check()?;
        Ok(rule)
    }

    fn check(&self) -> std::result::Result<(), Fault> {
        if self.format != FORMAT || self.version != VERSION {
            let found = format!("{} {}", self.format, self.version);
            return Err(Fault::new("unknown format", found, format!("this is {FORMAT} {VERSION}")));
        }
        if self.caps.creator_bps == 0 || self.caps.creator_bps > 10_000 {
            return Err(Fault::new("creator_bps out of range", self.caps.creator_bps, "from 1 to 10000"));
        }
        if self.weights.metrics.len() > MAX_METRICS {
            return Err(Fault::new("too many metrics", self.weights.metrics.len(), "at most 1000"));
        }
        let plain = |name: &str| {
            (1..=32).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        match self.weights.metrics.keys().find(|name| !plain(name)) {
            Some(name) => Err(Fault::new("metric name", name, "1 to 32 of a to z, 0 to 9 and _")),
            None => Ok(()),
        }
    }

    /// The one spelling that is hashed: RFC 8785.
    ///
    /// # Errors
    /// Never for a rule that was read; serialisation has an error type.
    pub fn canonical(&self) -> std::result::Result<Vec<u8>, Fault> {
        serde_json_canonicalizer::to_vec(self)
            .map_err(|error| Fault::new("cannot be written as canonical JSON", error, "check the rule"))
    }

    /// SHA-256 of the canonical form: the rule hash of a distribution.
    ///
    /// # Errors
    /// As [`Rule::canonical`].
    pub fn hash(&self) -> std::result::Result<Digest, Fault> {
        Ok(sha::of_bytes(&self.canonical()?))
    }

    /// The eight typed parameters that the rulebook keeps on chain beside the document's hash, in their order.
    pub fn parameters(&self) -> [u64; 8] {
        let Self { weights, caps, damping, .. } = self;
        [
            u64::from(weights.work),
            u64::from(weights.endorsement),
            u64::from(weights.engagement),
            u64::from(*damping as u8),
            u64::from(caps.endorsements_per_work),
            u64::from(caps.works_per_creator),
            u64::from(caps.creator_bps),
            caps.min_score,
        ]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A rule with everything in it.
    pub(crate) fn sample() -> Rule {
        let metrics = [("views", 1), ("votes", 10), ("bots", 0)];
        Rule {
            format: FORMAT.to_owned(),
            version: VERSION,
            damping: Damping::Sqrt,
            weights: Weights {
                work: 10,
                endorsement: 5,
                engagement: 2,
                metrics: metrics.map(|(name, weight)| (name.to_owned(), weight)).into(),
            },
            caps: Caps {
                endorsements_per_work: 3,
                works_per_creator: 2,
                creator_bps: 5_000,
                min_score: 1_000,
            },
        }
    }

    #[test]
    fn the_spelling_does_not_change_the_hash() {
        let rule = sample();
        let spaced = serde_json::to_vec_pretty(&rule).unwrap();
        assert_eq!(Rule::parse(&spaced).unwrap(), rule);
        assert_eq!(Rule::parse(&rule.canonical().unwrap()).unwrap().hash(), rule.hash());
        assert_eq!(rule.parameters(), [10, 5, 2, 1, 3, 2, 5_000, 1_000]);
    }

    #[test]
    fn bad_rules_are_refused() {
        let refused = |change: &dyn Fn(&mut Rule)| {
            let mut rule = sample();
            change(&mut rule);
            Rule::parse(&rule.canonical().unwrap()).unwrap_err().what
        };
        assert_eq!(refused(&|rule| rule.version = 2), "unknown format");
        assert_eq!(refused(&|rule| rule.caps.creator_bps = 0), "creator_bps out of range");
        assert_eq!(refused(&|rule| rule.caps.creator_bps = 10_001), "creator_bps out of range");
        assert_eq!(refused(&|rule| rule.weights.metrics.extend([("Views".to_owned(), 1)])), "metric name");
        assert_eq!(Rule::parse(b"{}").unwrap_err().what, "not an economy rule");
        let extra = serde_json::to_string(&sample()).unwrap().replacen('{', "{\"bonus\":1,", 1);
        assert!(Rule::parse(extra.as_bytes()).unwrap_err().value.starts_with("unknown field `bonus`"));
    }
}

//! The economy rule: how contribution is counted. A JSON document that the owners vote on; its SHA-256 over the
//! canonical form (RFC 8785) is what goes on chain.

mod named;

use std::{collections::BTreeMap, fs, path::Path};

use serde::{
    de::{Deserializer, Error as _, MapAccess, Visitor},
    Deserialize, Serialize,
};

pub use named::Named;

use crate::{
    error::{Error, Fault, Result},
    sha, Digest,
};

/// The value of `format` in the document.
pub const FORMAT: &str = "makerstake-economy-rule";
/// The version of the document.
pub const VERSION: u32 = 2;
/// Most metrics of one rule: they are numbered in 16 bits, from 1, twice.
const MAX_METRICS: usize = 1_000;
/// Most roles of one rule.
const MAX_ROLES: usize = 16;
/// Most of an allocation that all roles together may get, basis points: the rest is for who made something.
const MAX_ROLES_BPS: u32 = 5_000;
/// The greatest whole number that every reader of JSON keeps exactly.
const MAX_EXACT: u64 = (1 << 53) - 1;

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

/// Something done for the platform that leaves no work behind: curating, translating, bringing somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The metric that credits a holder for it, without a work.
    pub name: String,
    /// Most of the allocation that goes to all who have it together, basis points.
    pub bps: u16,
}

/// The economy rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Whose registration batches say which creators count; open: all do, which sybils can buy.
    pub registrar: Named,
    /// The attestation that is the engagement file of day 0, and whose revision n is that of day n; open: the numbers are
    /// the scorer's word.
    pub numbers: Named,
    /// Units of engagement that a work must reach before it earns anything.
    pub min_engagement: u64,
    /// How engagement is damped.
    pub damping: Damping,
    /// Points for what is counted.
    pub weights: Weights,
    /// What no creator gets past.
    pub caps: Caps,
    /// What else is credited than works.
    pub roles: Vec<Role>,
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
        if let Some(name) = self.weights.metrics.keys().find(|name| !plain(name)) {
            return Err(Fault::new("metric name", name, "1 to 32 of a to z, 0 to 9 and _"));
        }
        if !(1..=MAX_EXACT).contains(&self.min_engagement) {
            let remedy = "from 1 to 9007199254740991: without engagement nothing is earned";
            return Err(Fault::new("min_engagement out of range", self.min_engagement, remedy));
        }
        if self.caps.min_score > MAX_EXACT {
            return Err(Fault::new(
                "min_score out of range",
                self.caps.min_score,
                "at most 9007199254740991",
            ));
        }
        self.check_roles()
    }

    fn check_roles(&self) -> std::result::Result<(), Fault> {
        if self.roles.len() > MAX_ROLES {
            return Err(Fault::new("too many roles", self.roles.len(), "at most 16"));
        }
        for (at, role) in self.roles.iter().enumerate() {
            let before = self.roles.get(..at).unwrap_or_default();
            if before.iter().any(|other| other.name >= role.name) {
                return Err(Fault::new(
                    "roles out of order",
                    &role.name,
                    "sort them by name, each name once",
                ));
            }
            if self.weights.metrics.get(&role.name).is_none_or(|weight| *weight == 0) {
                let remedy = "name it in weights.metrics, with a weight above 0";
                return Err(Fault::new("a role without a metric", &role.name, remedy));
            }
            if role.bps == 0 {
                return Err(Fault::new("a role's bps out of range", role.bps, "at least 1"));
            }
        }
        match self.roles.iter().map(|role| u32::from(role.bps)).sum::<u32>() {
            bps if bps > MAX_ROLES_BPS => {
                Err(Fault::new("the roles' bps add up to too much", bps, "at most 5000 together"))
            }
            _ => Ok(()),
        }
    }

    /// The place of a role of this name.
    pub fn role(&self, name: &str) -> Option<usize> {
        self.roles.iter().position(|role| role.name == name)
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
            registrar: Named::Open,
            numbers: Named::Open,
            min_engagement: 1,
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
            roles: Vec::new(),
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
        let role = |name: &str, bps: u16| Role { name: name.to_owned(), bps };
        assert_eq!(refused(&|rule| rule.version = 1), "unknown format");
        assert_eq!(refused(&|rule| rule.caps.creator_bps = 0), "creator_bps out of range");
        assert_eq!(refused(&|rule| rule.caps.creator_bps = 10_001), "creator_bps out of range");
        assert_eq!(refused(&|rule| rule.caps.min_score = 1 << 53), "min_score out of range");
        assert_eq!(refused(&|rule| rule.min_engagement = 0), "min_engagement out of range");
        assert_eq!(refused(&|rule| rule.min_engagement = 1 << 53), "min_engagement out of range");
        assert_eq!(refused(&|rule| rule.weights.metrics.extend([("Views".to_owned(), 1)])), "metric name");
        assert_eq!(refused(&|rule| rule.roles = vec![role("curators", 1)]), "a role without a metric");
        assert_eq!(refused(&|rule| rule.roles = vec![role("bots", 1)]), "a role without a metric");
        assert_eq!(refused(&|rule| rule.roles = vec![role("votes", 0)]), "a role's bps out of range");
        assert_eq!(
            refused(&|rule| rule.roles = vec![role("votes", 5_001)]),
            "the roles' bps add up to too much"
        );
        let twice = |rule: &mut Rule| rule.roles = vec![role("votes", 1), role("votes", 1)];
        assert_eq!(refused(&twice), "roles out of order");
    }

    /// What is wrong with the sample once this text is replaced by that one.
    fn said(from: &str, to: &str) -> String {
        let text = serde_json::to_string(&sample()).unwrap();
        assert!(text.contains(from), "{text}");
        let fault = Rule::parse(text.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!(fault.what, "not an economy rule");
        fault.value.split(" at line").next().unwrap_or_default().replace('\\', "")
    }

    #[test]
    fn a_document_says_each_thing_once_and_nothing_else() {
        assert_eq!(Rule::parse(b"{}").unwrap_err().value, "missing field `format` at line 1 column 2");
        assert!(said("{", "{\"bonus\":1,").starts_with("unknown field `bonus`"));
        assert!(said("\"work\":10", "\"work\":10,\"tip\":1").starts_with("unknown field `tip`"));
        assert_eq!(said("\"version\":2", "\"version\":2,\"version\":2"), "duplicate field `version`");
        assert_eq!(said("\"work\":10", "\"work\":10,\"work\":10"), "duplicate field `work`");
        assert_eq!(said("\"views\":1", "\"views\":1,\"views\":2"), "the metric \"views\" is there twice");
        assert_eq!(said("\"registrar\":\"open\",", ""), "missing field `registrar`");
        assert_eq!(
            said("\"registrar\":\"open\"", "\"registrar\":\"Open\""),
            "\"Open\" is neither \"open\" nor an address in base58"
        );
        let zero = "11111111111111111111111111111111";
        assert!(said("\"numbers\":\"open\"", &format!("\"numbers\":\"{zero}\""))
            .starts_with(&format!("\"{zero}\" is neither \"open\" nor an address in base58")));
        assert!(said("\"roles\":[]", "\"roles\":[{\"name\":\"a\",\"bps\":1,\"x\":1}]")
            .starts_with("unknown field `x`"));
        assert!(said("\"min_engagement\":1", "\"min_engagement\":-1").starts_with("invalid value"));
    }
}

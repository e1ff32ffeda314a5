//! Rules: every version they ever had.

use sha2::{Digest, Sha256};

use super::{act::shortest_notice, Address, Model, RuleText, Verdict, DAY};
use crate::governance::GovernanceError;

/// A version of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Version {
    pub number: u32,
    /// Zeros: it ends the rule.
    pub text: [u8; 32],
    pub previous: [u8; 32],
    pub set_at: i64,
    pub effective_at: i64,
    pub sunset_at: i64,
    pub params: [(u8, u64); 8],
}

/// A rule.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Rule {
    pub domain: u8,
    pub versions: Vec<Version>,
}

impl Version {
    /// What the next version carries of this one.
    fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.number.to_le_bytes());
        hash.update(self.text);
        hash.update(self.previous);
        hash.update(self.set_at.to_le_bytes());
        hash.update(self.effective_at.to_le_bytes());
        hash.update(self.sunset_at.to_le_bytes());
        for (unit, value) in self.params {
            hash.update([unit]);
            hash.update(value.to_le_bytes());
        }
        hash.finalize().into()
    }

    /// Whether this collects more than `before`; nothing in effect before: more than nothing.
    fn is_wider_than(&self, before: Option<&Self>) -> bool {
        match before {
            Some(before) if self.sunset_at <= before.sunset_at => {
                self.params.iter().zip(&before.params).any(|((unit, value), (unit_before, value_before))| {
                    match unit {
                        _ if unit != unit_before => *value > 0,
                        5 => value & !value_before > 0,
                        _ => value > value_before,
                    }
                })
            }
            _ => self.params.iter().any(|(_, value)| *value > 0),
        }
    }
}

impl Rule {
    /// The versions that took effect or still may: a version that was replaced before never does.
    fn live(&self) -> impl Iterator<Item = &Version> {
        let next_set_at = |n: usize| self.versions.get(n + 1).map_or(i64::MAX, |next: &Version| next.set_at);
        self.versions
            .iter()
            .enumerate()
            .filter_map(move |(n, version)| (version.effective_at <= next_set_at(n)).then_some(version))
    }

    /// What is in effect at `time`.
    pub fn at(&self, time: i64) -> Option<&Version> {
        let version = self.live().filter(|version| version.effective_at <= time).last()?;
        (version.text != [0; 32] && time < version.sunset_at).then_some(version)
    }

    /// The newest version, and the one in effect before it.
    pub fn newest(&self) -> (Option<&Version>, Option<&Version>) {
        let newest = self.versions.last();
        let former = self.live().filter(|version| Some(version.number) < newest.map(|newest| newest.number));
        (newest, former.last())
    }

    fn next(&self, number: u32, now: i64) -> Verdict<Version> {
        let newest = self.versions.last();
        // INVARIANT 16
        if number != newest.map_or(1, |newest| newest.number + 1) {
            return Err(GovernanceError::WrongVersion.into());
        }
        Ok(Version {
            number,
            text: [0; 32],
            previous: newest.map_or([0; 32], Version::hash),
            set_at: now,
            effective_at: now,
            sunset_at: i64::MAX,
            params: [(0, 0); 8],
        })
    }
}

impl Model {
    pub(super) fn set_rule(&mut self, text: &RuleText) -> Verdict {
        let now = self.now();
        let known = self.rules.get(&text.id);
        let new = Rule { domain: text.domain, versions: vec![] };
        let rule = known.unwrap_or(&new);
        if rule.domain != text.domain {
            return Err(GovernanceError::WrongDomain.into());
        }
        let mut version = rule.next(text.version, now)?;
        version.text = text.text;
        version.effective_at = now + text.notice;
        version.sunset_at = if text.lasts == 0 { i64::MAX } else { version.effective_at + text.lasts };
        version.params = text.params;
        if text.domain == 1 && !text.widens && version.is_wider_than(rule.at(version.effective_at)) {
            return Err(GovernanceError::WidensData.into());
        }
        self.write(text.id, text.domain, version)
    }

    pub(super) fn repeal_rule(&mut self, id: u16, number: u32, notice: i64) -> Verdict {
        let now = self.now();
        let nothing = Rule::default();
        let rule = self.rules.get(&id).unwrap_or(&nothing);
        if notice < shortest_notice(rule.domain, false) {
            return Err(GovernanceError::InvalidActionParameters.into());
        }
        let version = Version { effective_at: now + notice, ..rule.next(number, now)? };
        self.write(id, rule.domain, version)
    }

    fn write(&mut self, id: u16, domain: u8, version: Version) -> Verdict {
        assert!(version.effective_at >= version.set_at + 3 * DAY, "never without notice");
        if !self.rules.contains_key(&id) {
            self.must_afford(Address::Rule(id), self.rents.rule)?;
            self.open_at(Address::Rule(id), self.rents.rule);
        }
        let rule = self.rules.entry(id).or_insert(Rule { domain, versions: vec![] });
        rule.versions.push(version);
        Ok(())
    }
}

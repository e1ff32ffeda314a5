//! The file of a proposal, in TOML or JSON. Amounts are base units, lamports for SOL; times are days or unix seconds.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use makerstake_domain::action::{
    Action, Asset, BudgetTerms, CreateGrant, Key, OpenBudget, Ruling, SetRule, Transfer,
};
use makerstake_domain::rule::{Domain, Param, AMOUNT, BOOL, BPS, FLAGS, NUMBER, SECONDS};
use makerstake_domain::units::DAY;
use makerstake_sdk::generated::governance::accounts::{Track, TRACK_DISCRIMINATOR};
use makerstake_sdk::platform::Addresses;
use makerstake_sdk::proposals::kind_names;
use serde::{Deserialize, Deserializer};
use sha2::Digest as _;
use solana_pubkey::Pubkey;

use crate::commands::site;
use crate::context::Context;
use crate::failure::Failure;

/// A proposal's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// 1 to 64 bytes.
    pub title: String,
    /// Where the document that explains it is published.
    pub uri: String,
    /// That document's file, whose SHA-256 goes on chain; relative to this file.
    document: PathBuf,
    /// The id of the track; without it, the one track that allows every action.
    track: Option<u8>,
    /// What it does, in order.
    #[serde(rename = "action")]
    pub actions: Vec<Entry>,
}

/// An address that is kept as its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Address(Key);

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let key = Pubkey::from_str(&text).map_err(|_| {
            serde::de::Error::custom(format!("{text:?}: not an address: give the base58 of 32 bytes"))
        })?;
        Ok(Self(key.to_bytes()))
    }
}

/// A SHA-256 in hexadecimal.
#[derive(Clone, Copy, Debug)]
pub struct Hash([u8; 32]);

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        crate::parse::digest(&text)
            .map(Self)
            .map_err(|error| serde::de::Error::custom(format!("{text:?}: {error}")))
    }
}

/// One action.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// Pay from the treasury: lamports, or base units of `mint`.
    Transfer { to: Address, amount: u64, mint: Option<Address> },
    /// Open a stream to a team.
    OpenBudget {
        id: u32,
        to: Address,
        per_day: u64,
        cap: u64,
        days: u32,
        report_every_days: u32,
        mint: Option<Address>,
    },
    /// Change a budget.
    AmendBudget { id: u32, per_day: u64, cap: u64, days: u32 },
    /// Change a budget downwards.
    ReduceBudget { id: u32, per_day: u64, cap: u64, days: u32 },
    /// Stop a budget.
    RevokeBudget { id: u32 },
    /// Write a rule that does not widen what is collected.
    SetRule(RuleEntry),
    /// Write a data rule that may.
    WidenRule(RuleEntry),
    /// End a rule.
    RepealRule { id: u16, version: u32, notice_days: u32 },
    /// Appoint a guardian; without a key, nobody.
    SetGuardian { guardian: Option<Address>, days: u32 },
    /// Name the scorer.
    SetScorer { scorer: Address },
    /// Decide a challenged distribution.
    ResolveDistribution { distribution: Address, outcome: Outcome },
    /// Vest shares of the grants bucket.
    CreateGrant { holder: Address, id: u32, total: u64, start: i64, cliff: i64, end: i64, revocable: bool },
    /// Take back what has not vested.
    RevokeGrant { grant: Address },
    /// Mint shares to the treasury.
    IssueTreasury { amount: u64 },
    /// Change the platform's settings.
    SetPlatform { constitution_sha256: Hash, seat_min_earned: u64, seat_min_age_days: u32 },
    /// Say something.
    Resolve { text_sha256: Hash },
}

/// A rule's next version.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    id: u16,
    domain: RuleDomain,
    version: u32,
    text_sha256: Hash,
    notice_days: u32,
    #[serde(default)]
    lasts_days: u32,
    #[serde(default)]
    params: Vec<ParamEntry>,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RuleDomain {
    Moderation,
    Data,
    Product,
    Economy,
}

/// A typed parameter.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ParamEntry {
    Number(u64),
    Bps(u64),
    Amount(u64),
    Seconds(u64),
    Flags(u64),
    Bool(bool),
}

/// Which root of a challenged distribution stands.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The scorer's.
    Proposed,
    /// The challenger's.
    Rival,
    /// Neither.
    Void,
}

impl Document {
    /// Reads a file; its ending says whether it is TOML or JSON.
    ///
    /// # Errors
    /// With the file, and the place in it.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error))?;
        let read = match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => serde_json::from_str(&text).map_err(|error| error.to_string()),
            Some("toml") => toml::from_str(&text).map_err(|error| error.to_string()),
            _ => Err("the name must end in .toml or .json".into()),
        };
        let document: Self = read.map_err(|error| {
            Failure::input(error).file(path).remedy("docs/proposals.md describes the file of a proposal")
        })?;
        for (index, entry) in document.actions.iter().enumerate() {
            if !entry.action().is_sound() {
                return Err(Failure::input(format!("action {} can never be executed", index + 1))
                    .value(format!("{entry:?}"))
                    .file(path)
                    .remedy(
                        "amounts must be above zero, and terms within the limits of docs/governance.md",
                    ));
            }
        }
        Ok(document)
    }

    /// The SHA-256 of the document that explains the proposal.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hash(&self, file: &Path) -> Result<[u8; 32], Failure> {
        let path = file.parent().unwrap_or(Path::new("")).join(&self.document);
        let bytes = std::fs::read(&path).map_err(|error| Failure::io(&path, &error))?;
        Ok(sha2::Sha256::digest(bytes).into())
    }

    /// The track: the one that is named, or the only one that allows every action.
    ///
    /// # Errors
    /// When no track or several fit.
    pub fn track(&self, context: &Context, at: &Addresses) -> Result<u8, Failure> {
        if let Some(track) = self.track {
            return Ok(track);
        }
        let kinds = self.actions.iter().fold(0_u32, |kinds, entry| kinds | 1 << entry.action().kind() as u32);
        let tracks = site::all(context, at, TRACK_DISCRIMINATOR, Track::from_bytes)?;
        let fitting: Vec<u8> =
            tracks.iter().filter(|(_, track)| kinds & !track.kinds == 0).map(|(_, track)| track.id).collect();
        match fitting.as_slice() {
            [track] => Ok(*track),
            [] => Err(Failure::input("no track allows all of these actions together")
                .value(kind_names(kinds).join(", "))
                .remedy("split the proposal; `makerstake track list` shows what each track allows")),
            several => Err(Failure::input("several tracks allow these actions")
                .value(format!("{several:?}"))
                .remedy("choose one with `track = ID` in the file; `makerstake track list` shows what each asks for")),
        }
    }
}

impl Entry {
    /// The action.
    pub fn action(&self) -> Action<'_> {
        fn asset(mint: &Option<Address>) -> Asset<'_> {
            mint.as_ref().map_or(Asset::Sol, |mint| Asset::Token(&mint.0))
        }
        let days = |days: u32| days.saturating_mul(DAY);
        let terms = |per_day: &u64, cap: &u64, lasts: &u32| BudgetTerms {
            per_day: *per_day,
            cap: *cap,
            lasts: days(*lasts),
        };
        match self {
            Self::Transfer { to, amount, mint } => {
                Action::Transfer(Transfer { asset: asset(mint), to: &to.0, amount: *amount })
            }
            Self::OpenBudget { id, to, per_day, cap, days: lasts, report_every_days, mint } => {
                Action::OpenBudget(OpenBudget {
                    id: *id,
                    asset: asset(mint),
                    recipient: &to.0,
                    terms: terms(per_day, cap, lasts),
                    report_every: days(*report_every_days),
                })
            }
            Self::AmendBudget { id, per_day, cap, days } => {
                Action::AmendBudget { id: *id, terms: terms(per_day, cap, days) }
            }
            Self::ReduceBudget { id, per_day, cap, days } => {
                Action::ReduceBudget { id: *id, terms: terms(per_day, cap, days) }
            }
            Self::RevokeBudget { id } => Action::RevokeBudget { id: *id },
            Self::SetRule(rule) => Action::SetRule(rule.rule()),
            Self::WidenRule(rule) => Action::WidenRule(rule.rule()),
            Self::RepealRule { id, version, notice_days } => {
                Action::RepealRule { id: *id, version: *version, notice: days(*notice_days) }
            }
            Self::SetGuardian { guardian, days: lasts } => Action::SetGuardian {
                guardian: guardian.as_ref().map_or(&[0; 32], |guardian| &guardian.0),
                lasts: days(*lasts),
            },
            Self::SetScorer { scorer } => Action::SetScorer { scorer: &scorer.0 },
            Self::ResolveDistribution { distribution, outcome } => {
                let outcome = match outcome {
                    Outcome::Proposed => Ruling::Proposed,
                    Outcome::Rival => Ruling::Rival,
                    Outcome::Void => Ruling::Void,
                };
                Action::ResolveDistribution { distribution: &distribution.0, outcome }
            }
            Self::CreateGrant { holder, id, total, start, cliff, end, revocable } => {
                Action::CreateGrant(CreateGrant {
                    holder: &holder.0,
                    id: *id,
                    total: *total,
                    start: *start,
                    cliff: *cliff,
                    end: *end,
                    is_revocable: *revocable,
                })
            }
            Self::RevokeGrant { grant } => Action::RevokeGrant { grant: &grant.0 },
            Self::IssueTreasury { amount } => Action::IssueTreasury { amount: *amount },
            Self::SetPlatform { constitution_sha256, seat_min_earned, seat_min_age_days } => {
                Action::SetPlatform {
                    constitution_hash: &constitution_sha256.0,
                    seat_min_earned: *seat_min_earned,
                    seat_min_age: days(*seat_min_age_days),
                }
            }
            Self::Resolve { text_sha256 } => Action::Resolve { text_hash: &text_sha256.0 },
        }
    }
}

impl RuleEntry {
    fn rule(&self) -> SetRule<'_> {
        let domain = match self.domain {
            RuleDomain::Moderation => Domain::Moderation,
            RuleDomain::Data => Domain::Data,
            RuleDomain::Product => Domain::Product,
            RuleDomain::Economy => Domain::Economy,
        };
        let mut params = [Param::UNSET; 8];
        for (to, from) in params.iter_mut().zip(&self.params) {
            let (unit, value) = match from {
                ParamEntry::Number(value) => (NUMBER, *value),
                ParamEntry::Bps(value) => (BPS, *value),
                ParamEntry::Amount(value) => (AMOUNT, *value),
                ParamEntry::Seconds(value) => (SECONDS, *value),
                ParamEntry::Flags(value) => (FLAGS, *value),
                ParamEntry::Bool(value) => (BOOL, u64::from(*value)),
            };
            *to = Param { unit, value };
        }
        SetRule {
            id: self.id,
            domain: domain as u8,
            version: self.version,
            text_hash: &self.text_sha256.0,
            notice: self.notice_days.saturating_mul(DAY),
            lasts: self.lasts_days.saturating_mul(DAY),
            params,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use makerstake_sdk::proposals;

    const FILE: &str = r#"
        title = "Pay the translators"
        uri = "https://example.org/translators.md"
        document = "translators.md"

        [[action]]
        kind = "transfer"
        to = "11111111111111111111111111111112"
        amount = 1500000000

        [[action]]
        kind = "set_rule"
        id = 1
        domain = "moderation"
        version = 1
        text_sha256 = "abababababababababababababababababababababababababababababababab"
        notice_days = 3
        params = [{ bps = 250 }, { bool = true }]
    "#;

    #[test]
    fn toml_and_json_say_the_same() {
        let from_toml: Document = toml::from_str(FILE).unwrap();
        let value: serde_json::Value = toml::from_str(FILE).unwrap();
        let from_json: Document = serde_json::from_value(value).unwrap();
        let bytes = |document: &Document| {
            proposals::encode(&document.actions.iter().map(Entry::action).collect::<Vec<_>>())
        };
        assert_eq!(bytes(&from_toml), bytes(&from_json));
        assert!(from_toml.actions.iter().all(|entry| entry.action().is_sound()));
    }

    #[test]
    fn a_misspelt_field_a_wrong_address_and_an_unknown_kind_are_refused() {
        for (good, bad, named) in [
            ("amount", "amuont", "amuont"),
            ("11111111111111111111111111111112", "nobody", "nobody"),
            ("\"transfer\"", "\"gift\"", "gift"),
        ] {
            let error = toml::from_str::<Document>(&FILE.replace(good, bad)).unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }
}

//! `makerstake rule …`: what the owners decided about moderation, data, product and economy.

use clap::Subcommand;
use makerstake_client::generated::governance::accounts::Rule as Account;
use makerstake_client::snapshot::List;
use makerstake_core::rule::{
    rule_at, Domain, Param, RuleAt, Version, AMOUNT, BOOL, BPS, FLAGS, SECONDS, UNSET,
};
use serde::Serialize;

use super::platform_arg::PlatformArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Commands about rules.
#[derive(Debug, Subcommand)]
pub enum Rule {
    /// List the platform's rules, as they are in effect at a time
    List {
        #[command(flatten)]
        platform: PlatformArg,
        /// The time: a date, or seconds since 1970 [default: now]
        #[arg(long, value_name = "TIME", value_parser = parse::time)]
        at: Option<i64>,
    },
}

#[derive(Serialize)]
struct Line {
    id: u16,
    domain: &'static str,
    state: &'static str,
    version: Option<u32>,
    effective_at: Option<i64>,
    sunset_at: Option<i64>,
    text_sha256: Option<String>,
    params: String,
}

impl Rule {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::List { platform, at: time } = self;
        let snapshot = platform.load(context, &[List::Rules])?;
        let time = time.unwrap_or(snapshot.now);
        let lines: Vec<Line> = snapshot.rules().iter().map(|rule| line(rule, time)).collect();
        context.output.records(&lines)
    }
}

fn line(rule: &Account, time: i64) -> Line {
    let (newest, former) = (version(rule, 0), version(rule, 1));
    let (state, shown) = match rule_at(&newest, &former, time) {
        RuleAt::Version(version) => ("in effect", Some(*version)),
        RuleAt::Nothing if time < newest.effective_at => ("announced", Some(newest)),
        RuleAt::Nothing => ("nothing in effect", None),
        RuleAt::Forgotten => ("before what the account remembers", None),
    };
    Line {
        id: rule.id,
        domain: match Domain::from_u8(rule.domain) {
            Some(Domain::Moderation) => "moderation",
            Some(Domain::Data) => "data",
            Some(Domain::Product) => "product",
            Some(Domain::Economy) => "economy",
            None => "unknown",
        },
        state,
        version: shown.map(|version| version.number),
        effective_at: shown.map(|version| version.effective_at),
        sunset_at: shown.map(|version| version.sunset_at).filter(|time| *time != i64::MAX),
        text_sha256: shown.map(|version| hex::encode(version.text_hash)),
        params: shown.map_or_else(String::new, |version| {
            let set =
                version.params.iter().rposition(|param| *param != Param::UNSET).map_or(0, |last| last + 1);
            version.params.iter().take(set).map(said).collect::<Vec<_>>().join(", ")
        }),
    }
}

/// A parameter with its unit.
fn said(param: &Param) -> String {
    let value = param.value;
    match param.unit {
        BPS => format!("{value} bps"),
        AMOUNT => format!("{value} base units"),
        SECONDS => format!("{value} s"),
        FLAGS => format!("flags {value:#b}"),
        BOOL if value == 1 => "yes".into(),
        BOOL => "no".into(),
        UNSET => "-".into(),
        _ => value.to_string(),
    }
}

/// One of the two versions that a rule's account remembers: 0 the newest, 1 the one in effect before it.
pub fn version(rule: &Account, index: usize) -> Version {
    let (values, units) = (rule.values.get(index), rule.units.get(index));
    let mut params = [Param::UNSET; 8];
    if let (Some(values), Some(units)) = (values, units) {
        for ((param, value), unit) in params.iter_mut().zip(values).zip(units) {
            *param = Param { unit: *unit, value: *value };
        }
    }
    Version {
        number: rule.numbers.get(index).copied().unwrap_or_default(),
        text_hash: rule.text_hash.get(index).copied().unwrap_or_default(),
        previous_hash: rule.previous_hash.get(index).copied().unwrap_or_default(),
        set_at: rule.set_at.get(index).copied().unwrap_or_default(),
        effective_at: rule.effective_at.get(index).copied().unwrap_or_default(),
        sunset_at: rule.sunset_at.get(index).copied().unwrap_or_default(),
        params,
    }
}

//! What binds in rules and tracks, in plain words: every field that a vote writes, since what is left out is what a
//! proposer would hide there.

use makerstake_core::action::SetRule;
use makerstake_core::rule::{self, Domain, Param};
use makerstake_core::track::{HouseTerms, Terms, NO_LIMIT};

use super::messages::{hex, kind_names, span, Decimal, Lamports};

/// A version of a rule.
pub fn rule(rule: &SetRule<'_>, widens: bool) -> String {
    let params: Vec<_> = rule.params.iter().enumerate().filter_map(|(at, one)| param(at, *one)).collect();
    format!(
        "write version {} of rule {} ({}){}: text {}; parameters: {}; in effect {} after execution{}",
        rule.version,
        rule.id,
        domain(rule.domain),
        if widens { ", which may collect MORE data" } else { "" },
        hex(rule.text_hash),
        if params.is_empty() { "none".into() } else { params.join(", ") },
        span(rule.notice),
        if rule.lasts == 0 { String::new() } else { format!(", for {}", span(rule.lasts)) }
    )
}

/// The terms of a track.
pub fn track(id: u8, terms: &Terms) -> String {
    let spending = match (terms.per_action_limit_ppm, terms.per_epoch_limit_ppm) {
        (NO_LIMIT, NO_LIMIT) => "without a limit of spending".into(),
        (each, epoch) => {
            format!("spending at most {} of the treasury an action and {} an epoch", ppm(each), ppm(epoch))
        }
    };
    format!(
        "change track {id}: actions {}; {}; {}; token house {}; creator house {}; {spending}; a proposer needs {} of all votes \
         and a bond of {} SOL, kept below {} of support; voting delay {}, voting period {}, cool-off {}, timelock {}, execution within {}",
        kind_names(terms.kinds).join(", "),
        if terms.is_optimistic() { "passes UNLESS vetoed" } else { "passes when approved" },
        if terms.is_blockable() { "the guardian may block" } else { "the guardian may not block" },
        house(&terms.token),
        house(&terms.creator),
        percent(terms.proposal_threshold_bps),
        Lamports(terms.bond),
        percent(terms.bond_refund_bps),
        span(terms.voting_delay),
        span(terms.voting_period),
        span(terms.cool_off),
        span(terms.timelock),
        span(terms.grace),
    )
}

fn house(terms: &HouseTerms) -> String {
    let parts = [("quorum", terms.quorum_bps), ("approval", terms.approval_bps), ("veto", terms.veto_bps)];
    let asked: Vec<_> = parts
        .into_iter()
        .filter(|(_, bps)| *bps > 0)
        .map(|(name, bps)| format!("{name} {}", percent(bps)))
        .collect();
    if asked.is_empty() {
        "is not asked".into()
    } else {
        asked.join(" and ")
    }
}

/// A parameter by its place and unit; `None` where there is none.
fn param(at: usize, Param { unit, value }: Param) -> Option<String> {
    let value = match unit {
        rule::UNSET => return None,
        rule::BPS => u16::try_from(value).map_or_else(|_| format!("{value} basis points"), percent),
        rule::AMOUNT => format!("{value} base units"),
        rule::SECONDS => u32::try_from(value).map_or_else(|_| format!("{value} seconds"), span),
        rule::FLAGS => format!("the set {value:#b}"),
        rule::BOOL => if value == 1 { "yes" } else { "no" }.into(),
        _ => value.to_string(),
    };
    Some(format!("{at} is {value}"))
}

fn percent(bps: u16) -> String {
    format!("{} %", Decimal(bps.into(), 2))
}

fn ppm(parts: u32) -> String {
    format!("{} %", Decimal(parts.into(), 4))
}

fn domain(number: u8) -> &'static str {
    match Domain::from_u8(number) {
        Some(Domain::Moderation) => "moderation",
        Some(Domain::Data) => "data collection",
        Some(Domain::Product) => "product",
        Some(Domain::Economy) => "economy",
        None => "no domain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use makerstake_core::action::{Kind, Kinds};
    use makerstake_core::track::{BLOCKABLE, OPTIMISTIC};

    #[test]
    fn widening_data_is_shouted_and_parameters_are_told() {
        let mut params = [Param::UNSET; 8];
        params[0] = Param { unit: rule::FLAGS, value: 5 };
        params[1] = Param { unit: rule::BPS, value: 1_250 };
        params[2] = Param { unit: rule::SECONDS, value: 86_400 };
        params[4] = Param { unit: rule::BOOL, value: 1 };
        let version = SetRule {
            id: 2,
            domain: 1,
            version: 3,
            text_hash: &[1; 32],
            notice: 14 * 86_400,
            lasts: 0,
            params,
        };
        let text = "01".repeat(32);
        assert_eq!(
            rule(&version, true),
            format!(
                "write version 3 of rule 2 (data collection), which may collect MORE data: text {text}; parameters: 0 is the set \
                 0b101, 1 is 12.5 %, 2 is 1 days, 4 is yes; in effect 14 days after execution"
            )
        );
        let plain = SetRule { params: [Param::UNSET; 8], lasts: 86_400, domain: 0, ..version };
        assert_eq!(
            rule(&plain, false),
            format!(
                "write version 3 of rule 2 (moderation): text {text}; parameters: none; in effect 14 days after execution, for 1 days"
            )
        );
    }

    #[test]
    fn every_term_of_a_track_is_told() {
        let terms = Terms {
            bond: 500_000_000,
            kinds: Kinds::NONE.with(Kind::Transfer).with(Kind::CreateGrant).bits(),
            voting_delay: 0,
            voting_period: 5 * 86_400,
            cool_off: 0,
            timelock: 86_400,
            grace: 7 * 86_400,
            per_action_limit_ppm: 2_500,
            per_epoch_limit_ppm: 10_000,
            token: HouseTerms { quorum_bps: 0, approval_bps: 0, veto_bps: 1_000 },
            creator: HouseTerms { quorum_bps: 1_000, approval_bps: 5_500, veto_bps: 0 },
            proposal_threshold_bps: 10,
            bond_refund_bps: 100,
            flags: OPTIMISTIC | BLOCKABLE,
        };
        assert_eq!(
            track(0, &terms),
            "change track 0: actions transfer, create_grant; passes UNLESS vetoed; the guardian may block; token house veto \
             10 %; creator house quorum 10 % and approval 55 %; spending at most 0.25 % of the treasury an action and 1 % an epoch; a \
             proposer needs 0.1 % of all votes and a bond of 0.5 SOL, kept below 1 % of support; voting delay 0 seconds, voting period 5 days, \
             cool-off 0 seconds, timelock 1 days, execution within 7 days"
        );
        let closed = HouseTerms { quorum_bps: 0, approval_bps: 0, veto_bps: 0 };
        let open = Terms {
            per_action_limit_ppm: NO_LIMIT,
            per_epoch_limit_ppm: NO_LIMIT,
            flags: 0,
            creator: closed,
            ..terms
        };
        assert!(track(1, &open).contains("passes when approved; the guardian may not block"));
        assert!(track(1, &open).contains("creator house is not asked; without a limit of spending"));
    }
}

//! What binds in rules and tracks: every field that a vote writes, since what is left out is what a proposer would hide there.

use makerstake_core::action::SetRule;
use makerstake_core::rule::{self, Domain, Param};
use makerstake_core::track::{HouseTerms, Terms, NO_LIMIT};

use super::describe::kind_list;
use crate::message::{Message, Value};

/// A version of a rule.
pub(super) fn rule(key: &str, rule: &SetRule<'_>) -> Message {
    let params = rule.params.iter().enumerate().filter_map(|(at, one)| param(at, *one)).collect();
    let lasts = match rule.lasts {
        0 => Message::new("part.until_replaced"),
        lasts => Message::new("part.for").with("lasts", Value::duration(lasts)),
    };
    Message::new(key)
        .with("id", Value::number(rule.id))
        .with("version", Value::number(rule.version))
        .with("domain", domain(rule.domain))
        .with("hash", Value::hex(rule.text_hash))
        .with("params", Value::list(params))
        .with("notice", Value::duration(rule.notice))
        .with("lasts", lasts)
}

/// The terms of a track.
pub(super) fn track(id: u8, terms: &Terms) -> Message {
    let passing = if terms.is_optimistic() { "part.optimistic" } else { "part.approved" };
    let blocking = if terms.is_blockable() { "part.blockable" } else { "part.not_blockable" };
    Message::new("action.set_track")
        .with("id", Value::number(id))
        .with("kinds", kind_list(terms.kinds))
        .with("passing", Message::new(passing))
        .with("blocking", Message::new(blocking))
        .with("token", house(&terms.token))
        .with("creator", house(&terms.creator))
        .with("each", limit(terms.per_action_limit_ppm))
        .with("epoch", limit(terms.per_epoch_limit_ppm))
        .with("threshold", Value::Bps { value: terms.proposal_threshold_bps })
        .with("bond", Value::sol(terms.bond))
        .with("refund", Value::Bps { value: terms.bond_refund_bps })
        .with("delay", Value::duration(terms.voting_delay))
        .with("voting", Value::duration(terms.voting_period))
        .with("cool_off", Value::duration(terms.cool_off))
        .with("timelock", Value::duration(terms.timelock))
        .with("grace", Value::duration(terms.grace))
}

/// What a house is asked for.
fn house(terms: &HouseTerms) -> Value {
    let parts = [
        ("part.quorum", terms.quorum_bps),
        ("part.approval", terms.approval_bps),
        ("part.veto", terms.veto_bps),
    ];
    let asked: Vec<Value> = parts
        .into_iter()
        .filter(|(_, bps)| *bps > 0)
        .map(|(key, value)| Message::new(key).with("part", Value::Bps { value }).into())
        .collect();
    if asked.is_empty() {
        Message::new("part.not_asked").into()
    } else {
        Value::List { items: asked }
    }
}

fn limit(ppm: u32) -> Value {
    if ppm == NO_LIMIT {
        Message::new("part.no_limit").into()
    } else {
        Message::new("part.limit").with("part", Value::Ppm { value: ppm }).into()
    }
}

/// A parameter by its place and unit; `None` where there is none.
fn param(at: usize, Param { unit, value }: Param) -> Option<Value> {
    let value = match unit {
        rule::UNSET => return None,
        rule::BPS => u16::try_from(value).map_or(Value::number(value), |value| Value::Bps { value }),
        rule::AMOUNT => Value::units(value),
        rule::SECONDS => u32::try_from(value).map_or(Value::number(value), Value::duration),
        rule::FLAGS => Value::code(format!("{value:#b}")),
        rule::BOOL => Message::new(if value == 1 { "part.yes" } else { "part.no" }).into(),
        _ => Value::number(value),
    };
    Some(Message::new("part.param").with("at", Value::number(at as u64)).with("value", value).into())
}

/// What a rule is about.
fn domain(number: u8) -> Message {
    Message::new(match Domain::from_u8(number) {
        Some(Domain::Moderation) => "part.domain.moderation",
        Some(Domain::Data) => "part.domain.data",
        Some(Domain::Product) => "part.domain.product",
        Some(Domain::Economy) => "part.domain.economy",
        None => "part.none",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::describe;
    use makerstake_core::action::{Action, Kind, Kinds};
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
            describe(&Action::WidenRule(version)).to_string(),
            format!(
                "Write version 3 of rule 2 (data), which may WIDEN what data is collected; its text has the hash {text}, its \
                 parameters are no. 0: 0b101, no. 1: 12.5 %, no. 2: 1 day, no. 4: yes; in effect 14 days after execution, until it \
                 is replaced."
            )
        );
        let plain = SetRule { params: [Param::UNSET; 8], lasts: 86_400, domain: 0, ..version };
        assert_eq!(
            describe(&Action::SetRule(plain)).to_string(),
            format!(
                "Write version 3 of rule 2 (moderation); its text has the hash {text}, its parameters are none; in effect 14 days \
                 after execution, for 1 day."
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
        let said = |terms| describe(&Action::SetTrack { id: 0, terms }).to_string();
        assert_eq!(
            said(terms),
            "Change what track 0 asks of proposals. It takes: Payment, Grant of shares. A proposal passes UNLESS it is vetoed; the \
             guardian may block it. The house of shares: veto 10 %; the house of makers: quorum 10 %, approval 55 %. One action may \
             spend at most 0.25 % of the treasury, an epoch at most 1 % of the treasury. A proposer holds 0.1 % of all votes and pays \
             a bond of 0.5 SOL, kept below 1 % of support. Voting begins after 0 seconds and lasts 5 days; cool-off 0 seconds, timelock 1 day, execution \
             within 7 days."
        );
        let closed = HouseTerms { quorum_bps: 0, approval_bps: 0, veto_bps: 0 };
        let open = said(Terms {
            per_action_limit_ppm: NO_LIMIT,
            per_epoch_limit_ppm: NO_LIMIT,
            flags: 0,
            creator: closed,
            ..terms
        });
        assert!(open.contains("passes when it is approved; the guardian may not block it."), "{open}");
        assert!(open.contains("the house of makers: not asked."), "{open}");
        assert!(open.contains("One action may spend without a limit, an epoch without a limit."), "{open}");
    }
}

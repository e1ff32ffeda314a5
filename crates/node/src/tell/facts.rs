//! Which calls and dates are worth telling.

use serde_json::{json, Value};

use crate::store::{Due, Past};

/// Something to tell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact {
    /// Its name: the same fact has the same.
    pub(super) id: String,
    /// Its kind.
    pub(super) kind: &'static str,
    /// What is said.
    pub(super) body: Value,
}

/// Instructions that are told, and what they are told as.
const TOLD: [(&str, &str); 18] = [
    ("create_proposal", "proposal.created"),
    ("cancel_proposal", "proposal.cancelled"),
    ("finalize_proposal", "proposal.decided"),
    ("block_proposal", "proposal.blocked"),
    // Who delegated can still vote otherwise until the vote ends.
    ("cast_vote", "vote.cast"),
    ("execute_transfer", "treasury.paid"),
    ("execute_token_transfer", "treasury.paid"),
    ("draw", "budget.drawn"),
    ("draw_tokens", "budget.drawn"),
    ("execute_rule", "rule.set"),
    ("report", "budget.reported"),
    ("propose_distribution", "epoch.proposed"),
    ("challenge_distribution", "epoch.challenged"),
    ("resolve_distribution", "epoch.resolved"),
    ("finalize_distribution", "epoch.final"),
    ("request_withdrawal", "withdrawal.requested"),
    ("begin_recovery", "recovery.begun"),
    ("hand_over", "platform.handed_over"),
];

/// What a call is told as, if it is.
pub(super) fn of_call(past: &Past) -> Option<Fact> {
    let (_, kind) = TOLD.iter().find(|(instruction, _)| *instruction == past.instruction)?;
    let body = json!({
        "type": kind,
        "slot": past.moment.slot,
        "signature": past.signature,
        "time": past.time,
        "program": past.program,
        "instruction": past.instruction,
        "args": past.args,
        "accounts": past.accounts,
        "events": past.events,
    });
    Some(Fact { id: past.moment.name(), kind, body })
}

/// What a date that came is told as.
pub(super) fn of_date(due: &Due) -> Fact {
    let body = json!({ "type": due.kind, "account": due.address, "number": due.number, "time": due.at });
    Fact { id: format!("{}-{}-{}", due.kind, due.address, due.at), kind: due.kind, body }
}

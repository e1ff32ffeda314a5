//! The rulebook.

use makerstake_testkit::{clock::DAY, governance::Rule};
use sha2::{Digest, Sha256};

use super::{hold, Held, Scope};
use crate::{books::Kind, executed::Done};

const DATA: u8 = 1;
const ECONOMY: u8 = 3;

/// SHA-256 of all that a version says, as docs/governance.md writes it down.
fn hash(rule: &Rule, at: usize) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(rule.numbers[at].to_le_bytes());
    hasher.update(rule.text_hash[at]);
    hasher.update(rule.previous_hash[at]);
    hasher.update(rule.effective_at[at].to_le_bytes());
    hasher.update(rule.sunset_at[at].to_le_bytes());
    for (unit, value) in rule.units[at].iter().zip(rule.values[at]) {
        hasher.update([*unit]);
        hasher.update(value.to_le_bytes());
    }
    hasher.finalize().into()
}

/// INVARIANT 16: rule versions go up by one, hash-linked, never effective before notice.
pub fn invariant_16_rules_are_a_chain(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Rule) {
        let Some(after) = diff.after.rule() else {
            return Err(format!("INVARIANT 16: rule {} is gone", diff.address));
        };
        let versions = scope.done.iter().filter(|done| {
            let name = done.action().kind().name();
            ["set_rule", "widen_rule", "repeal_rule"].contains(&name) && is_of(done, after)
        });
        let versions = u32::try_from(versions.count()).expect("few");
        let before = diff.before.rule();
        let number = before.map_or(0, |rule| rule.numbers[0]);
        hold!(after.numbers[0] == number + versions, "INVARIANT 16: {} after {number}", after.numbers[0]);
        if versions != 1 {
            continue;
        }
        let link = before.map_or([0; 32], |rule| hash(rule, 0));
        hold!(after.previous_hash[0] == link, "INVARIANT 16: version {} is not linked", after.numbers[0]);
        let widens = |done: &Done<'_>| done.action().kind().name() == "widen_rule" && is_of(done, after);
        let widens = scope.done.iter().any(widens);
        let days = match after.domain {
            DATA if widens => 14,
            ECONOMY => 7,
            _ => 3,
        };
        let earliest = scope.executed.now + days * DAY;
        hold!(after.effective_at[0] >= earliest, "INVARIANT 16: in effect at {}", after.effective_at[0]);
        if let Some(before) = before {
            hold!(before.domain == after.domain && before.id == after.id, "INVARIANT 16: another domain");
            let was_in_effect = before.effective_at[0] <= scope.executed.now;
            let kept = if was_in_effect { 0 } else { 1 };
            let same =
                before.numbers[kept] == after.numbers[1] && before.text_hash[kept] == after.text_hash[1];
            hold!(same, "INVARIANT 16: the version in effect was forgotten");
        }
    }
    Ok(())
}

fn is_of(done: &Done<'_>, rule: &Rule) -> bool {
    done.proposal.head.platform == rule.platform && id_of(done) == Some(rule.id)
}

fn id_of(done: &Done<'_>) -> Option<u16> {
    use makerstake_core::action::Action;
    match done.action() {
        Action::SetRule(rule) | Action::WidenRule(rule) => Some(rule.id),
        Action::RepealRule { id, .. } => Some(id),
        _ => None,
    }
}

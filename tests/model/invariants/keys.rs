//! Identities: how keys change hands.

use makerstake_testkit::creators::{Creator, KEY_DELAY};
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

const NONE: u8 = 0;
const RECOVERY: u8 = 2;

/// INVARIANT 18: recovery cannot finish early and can be cancelled; it changes the authority and nothing else.
pub fn invariant_18_recovery_waits(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Creator) {
        let Some(after) = diff.after.creator() else {
            return Err(format!("INVARIANT 18: creator {} is gone", diff.address));
        };
        let Some(before) = diff.before.creator() else { continue };
        hold!(before.created_at == after.created_at, "INVARIANT 18: {} was born again", diff.address);
        let signed = |key: &Pubkey| *key != Pubkey::default() && scope.executed.signed(key);
        // Another key may have come into the recovery key's place in the same transaction, and signed too.
        let at_once =
            before.recovery == Pubkey::default() || signed(&before.recovery) || signed(&after.recovery);
        if before.authority != after.authority {
            changed_hands(scope, before, after, at_once)?;
        }
        if before.recovery != after.recovery {
            let is_due = before.succession == 3 && scope.executed.now >= before.succeeds_at;
            let is_accepted = is_due && after.recovery == before.successor && signed(&after.recovery);
            let is_set = at_once && (signed(&before.authority) || signed(&after.authority));
            hold!(is_accepted || is_set, "INVARIANT 18: the recovery key changed: {before:?} {after:?}");
        }
        // A change that begins now and waits, waits for seven days.
        if after.succession != NONE && after.succeeds_at != 0 && after.succeeds_at != before.succeeds_at {
            let due = scope.executed.now + KEY_DELAY;
            hold!(after.succeeds_at == due, "INVARIANT 18: due at {} instead of {due}", after.succeeds_at);
        }
        if after.succession == RECOVERY && before.succession != RECOVERY {
            hold!(
                signed(&before.recovery) || signed(&after.recovery),
                "INVARIANT 18: a recovery by somebody else"
            );
        }
        if scope.executed.calls.iter().all(|call| call.is("creators.finish_recovery")) {
            let mut expected = before.clone();
            expected.authority = before.successor;
            (expected.successor, expected.succession, expected.succeeds_at) = Default::default();
            hold!(expected == *after, "INVARIANT 18: a recovery changed more: {before:?} {after:?}");
        }
    }
    Ok(())
}

fn changed_hands(scope: &Scope<'_>, before: &Creator, after: &Creator, at_once: bool) -> Held {
    let executed = scope.executed;
    hold!(executed.signed(&after.authority), "INVARIANT 18: the new authority did not sign");
    let was_due = before.succession != NONE && executed.now >= before.succeeds_at;
    let is_successor = was_due && after.authority == before.successor;
    let is_owner = executed.signed(&before.authority) || (was_due && executed.signed(&before.successor));
    let is_offered_now = at_once && executed.has("creators.offer_authority") && is_owner;
    hold!(
        is_successor || is_offered_now,
        "INVARIANT 18: {before:?} changed hands at {}: {after:?}",
        executed.now
    );
    if before.succession == RECOVERY && !executed.has("creators.accept_authority") {
        hold!(executed.now >= before.succeeds_at, "INVARIANT 18: recovered before {}", before.succeeds_at);
    }
    Ok(())
}

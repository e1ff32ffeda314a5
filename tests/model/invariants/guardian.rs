//! The guardian.

use makerstake_core::action::Kind as Of;

use super::{hold, Held, Scope};
use crate::books::Kind;

const BLOCKED: u8 = 4;
const BLOCKABLE: u8 = 2;

/// INVARIANT 15: the guardian only blocks, only marked tracks, and stops distributions, never after expiry; replacing the guardian and revoking a
/// budget cannot be blocked.
pub fn invariant_15_guardian_only_blocks(scope: &Scope<'_>) -> Held {
    let (executed, books) = (scope.executed, scope.books);
    for diff in scope.diffs(Kind::Proposal) {
        let (Some(before), Some(after)) = (diff.before.proposal(), diff.after.proposal()) else { continue };
        if before.head.status == BLOCKED || after.head.status != BLOCKED {
            continue;
        }
        // A new guardian may have come into office in the same transaction, or a former one left.
        let before_it = executed.before(books, &after.head.platform).and_then(|entry| entry.platform());
        let platforms = [before_it, books.platform(&after.head.platform)];
        let terms: Vec<_> = platforms
            .into_iter()
            .flatten()
            .map(|platform| (platform.guardian, platform.guardian_until))
            .collect();
        let is_guardian =
            terms.iter().any(|(guardian, until)| executed.signed(guardian) && executed.now < *until);
        hold!(is_guardian, "INVARIANT 15: blocked at {} without a guardian of {terms:?}", executed.now);
        hold!(after.head.flags & BLOCKABLE != 0, "INVARIANT 15: an unmarked track was blocked");
        for kind in [Of::RevokeBudget, Of::ReduceBudget, Of::SetGuardian] {
            let carries = after.head.kinds & 1 << kind as u32 != 0;
            hold!(!carries, "INVARIANT 15: {} was blocked", kind.name());
        }
        let is_kept = before.head.cursor == after.head.cursor || !scope.done.is_empty();
        hold!(is_kept, "INVARIANT 15: blocking moved the cursor");
    }
    if executed.calls.iter().all(|call| call.is("governance.block_proposal")) && !executed.calls.is_empty() {
        for diff in &executed.diffs {
            let is_allowed = match (diff.before.platform(), diff.after.platform()) {
                (Some(before), Some(after)) => {
                    let mut allowed = before.clone();
                    allowed.slot_mask = after.slot_mask;
                    allowed == *after && before.slot_mask & after.slot_mask == after.slot_mask
                }
                _ => diff.after.proposal().is_some_and(|proposal| proposal.head.status == BLOCKED),
            };
            hold!(is_allowed, "INVARIANT 15: blocking changed {}", diff.address);
        }
    }
    Ok(())
}

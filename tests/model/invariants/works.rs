//! Attestations.

use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

/// INVARIANT 9: an attestation's creator, content, slot and parent never change; revocation is one-way; revisions form a
/// chain by one creator.
pub fn invariant_9_works_stand(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Attestation) {
        let Some(after) = diff.after.attestation() else {
            return Err(format!("INVARIANT 9: attestation {} is gone", diff.address));
        };
        match diff.before.attestation() {
            Some(before) => {
                let mut allowed = before.clone();
                allowed.is_revised = before.is_revised.max(after.is_revised);
                if before.revoked_slot == 0 && after.revoked_slot > 0 {
                    hold!(
                        after.revoked_slot == scope.executed.slot,
                        "INVARIANT 9: revoked in {}",
                        after.revoked_slot
                    );
                    allowed.revoked_slot = after.revoked_slot;
                }
                hold!(allowed == *after, "INVARIANT 9: {before:?} became {after:?}");
            }
            None => hold!(after.slot <= scope.executed.slot, "INVARIANT 9: of slot {}", after.slot),
        }
        if diff.before.attestation().is_none() && after.parent != Pubkey::default() {
            let parent = scope.books.attestation(&after.parent).ok_or("INVARIANT 9: no parent")?;
            let is_next = parent.creator == after.creator
                && parent.revision.checked_add(1) == Some(after.revision)
                && parent.is_revised == 1
                && parent.kind == after.kind
                && parent.slot <= after.slot;
            hold!(is_next, "INVARIANT 9: {after:?} is no revision of {parent:?}");
            let was_revised = scope.executed.diff(&after.parent).and_then(|diff| diff.before.attestation());
            hold!(
                was_revised.is_none_or(|was| was.is_revised == 0),
                "INVARIANT 9: two revisions of one work"
            );
        } else if diff.before.attestation().is_none() {
            hold!(after.revision == 0, "INVARIANT 9: revision {} of nothing", after.revision);
        }
    }
    for diff in scope.diffs(Kind::Batch) {
        let (Some(before), Some(after)) = (diff.before.batch(), diff.after.batch()) else { continue };
        let mut allowed = before.clone();
        if before.revoked_at == 0 {
            allowed.revoked_at = after.revoked_at;
        }
        hold!(allowed == *after, "INVARIANT 9: batch {} changed", diff.address);
    }
    permissions_stand(scope)
}

/// A permission is never rewritten but to revoke it, once; what is stated by one stood within its scope and time.
fn permissions_stand(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::AttestorPermission) {
        let Some(after) = diff.after.permission() else {
            return Err(format!("INVARIANT 9: permission {} is gone", diff.address));
        };
        match diff.before.permission() {
            Some(before) => {
                let mut allowed = before.clone();
                if before.revoked_slot == 0 {
                    allowed.revoked_slot = after.revoked_slot;
                }
                hold!(allowed == *after, "INVARIANT 9: {before:?} became {after:?}");
            }
            None => {
                hold!(after.slot == scope.executed.slot, "INVARIANT 9: permission of slot {}", after.slot)
            }
        }
    }
    for diff in scope.diffs(Kind::Attestation).filter(|diff| diff.before.attestation().is_none()) {
        let Some(work) = diff.after.attestation().filter(|work| work.attestor != Pubkey::default()) else {
            continue;
        };
        let stood = scope.books.permissions(&work.creator).any(|(_, given)| {
            given.attestor == work.attestor
                && given.slot <= work.slot
                && (given.revoked_slot == 0 || work.slot <= given.revoked_slot)
                && (given.from..given.until).contains(&work.time)
        });
        hold!(stood, "INVARIANT 9: {} stated for {} what no permission covers", work.attestor, work.creator);
    }
    Ok(())
}

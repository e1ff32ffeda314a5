//! Execution: what was voted, once, in order, in time, and within limits.

use makerstake_core::action::Action;
use makerstake_testkit::governance::{Proposal, Track};
use sha2::{Digest, Sha256};
use solana_pubkey::Pubkey;

use super::{hold, vesting::vested, Held, Scope};
use crate::{
    books::{Kind, State},
    executed::Done,
};

const PASSED: u8 = 1;
const EXECUTED: u8 = 5;

/// INVARIANT 12: no execution early, late, twice, out of order, of other bytes, or against changed code.
pub fn invariant_12_executed_as_voted(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Proposal) {
        let Some(before) = diff.before.proposal().map(|proposal| &proposal.head) else { continue };
        let steps = u8::try_from(scope.executed.executions(&diff.address).count()).expect("few calls");
        // Executed and closed at once: it was executed to its end, or it could not have been closed.
        let at_end = Proposal {
            cursor: before.cursor + steps,
            status: EXECUTED,
            payload: if before.is_by_hash == 1 { [0; 32] } else { before.payload },
            ..before.clone()
        };
        let after = match diff.after.proposal() {
            Some(after) => &after.head,
            None if steps > 0 => &at_end,
            None => continue,
        };
        let is_kept = diff
            .after
            .proposal()
            .is_none_or(|kept| diff.before.proposal().is_some_and(|before| before.actions == kept.actions));
        hold!(is_kept, "INVARIANT 12: the actions of {} changed", diff.address);
        let steps = usize::from(after.cursor - before.cursor);
        let called = scope.executed.executions(&diff.address).count();
        // What was skipped can be tried again, which does not move the cursor.
        let is_retried = steps < called && before.skipped != 0;
        hold!(
            steps == called || is_retried,
            "INVARIANT 12: {called} executions moved {} by {steps}",
            diff.address
        );
        let is_over = after.status == EXECUTED;
        let is_changed = before.status != after.status;
        hold!(!is_over || !is_changed || called > 0, "INVARIANT 12: executed without an execution");
        if steps == 0 {
            hold!(before.payload == after.payload, "INVARIANT 12: the payload changed");
            continue;
        }
        // A decision and the first execution may be in one transaction, where nothing is held up.
        let was_passed = before.status == PASSED
            || (before.status == 0 && scope.executed.has("governance.finalize_proposal"));
        hold!(was_passed, "INVARIANT 12: executed in status {}", before.status);
        let (from, until) = due(after);
        let now = scope.executed.now;
        hold!(
            (from..until).contains(&now),
            "INVARIANT 12: executed at {now}, allowed from {from} until {until}"
        );
        hold!(after.cursor <= after.actions, "INVARIANT 12: executed {} of {}", after.cursor, after.actions);
        let is_done = after.cursor == after.actions && after.skipped == 0;
        hold!(is_over == is_done, "INVARIANT 12: status {} at the end", after.status);
        follows(scope, &diff.address, before, after)?;
    }
    scope.done.iter().try_for_each(|done| took_effect(scope, done))
}

/// From when and until when a proposal can be executed.
pub fn due(head: &Proposal) -> (i64, i64) {
    let from = head.voting_until + i64::from(head.cool_off) + i64::from(head.timelock);
    (from, from + i64::from(head.grace))
}

/// By hash: each execution took along the bytes that the link before it names.
fn follows(scope: &Scope<'_>, address: &Pubkey, before: &Proposal, after: &Proposal) -> Held {
    if before.is_by_hash == 0 {
        hold!(before.payload == after.payload, "INVARIANT 12: the payload changed");
        return Ok(());
    }
    let mut link = before.payload;
    for payload in scope.executed.payload(address) {
        let (next, action) = payload.split_first_chunk::<32>().ok_or("INVARIANT 12: too few bytes")?;
        let mut hasher = Sha256::new();
        hasher.update([2]);
        hasher.update(next);
        hasher.update(action);
        hold!(<[u8; 32]>::from(hasher.finalize()) == link, "INVARIANT 12: other bytes than were voted");
        link = *next;
    }
    hold!(link == after.payload, "INVARIANT 12: the chain was not followed");
    hold!((link == [0; 32]) == (after.cursor == after.actions), "INVARIANT 12: the chain ends elsewhere");
    Ok(())
}

/// What an action changed, besides money (INVARIANT 14).
fn took_effect(scope: &Scope<'_>, done: &Done<'_>) -> Held {
    let (books, platform) = (scope.books, &done.proposal.head.platform);
    let action = done.action();
    // What one call of a transaction wrote, another may have written over.
    let is_alone = scope.executed.calls.len() == 1;
    let failed = || format!("INVARIANT 12: {action:?} of {} had no effect", done.address);
    let number = done.proposal.head.number;
    let meant = |budget: &makerstake_testkit::governance::Budget, id| {
        budget.id == id && budget.proposals_before < number
    };
    let is_done = match &action {
        _ if !is_alone => true,
        Action::OpenBudget(open) => books.budgets(platform).any(|(_, budget)| {
            let terms = (budget.per_day, budget.cap, budget.until - budget.since);
            budget.id == open.id
                && budget.recipient.to_bytes() == *open.recipient
                && terms == (open.terms.per_day, open.terms.cap, i64::from(open.terms.lasts))
                && budget.report_every == open.report_every
        }),
        Action::AmendBudget { id, terms } => books.budgets(platform).any(|(_, budget)| {
            meant(budget, *id) && (budget.per_day, budget.cap) == (terms.per_day, terms.cap)
        }),
        // Of what was there when it was proposed nothing is left to recall, or nothing above what was voted.
        Action::ReduceBudget { id, terms } => books
            .budgets(platform)
            .filter(|(_, budget)| {
                meant(budget, *id) && budget.is_revoked == 0 && scope.executed.now < budget.until
            })
            .all(|(_, budget)| {
                budget.per_day <= terms.per_day && (budget.cap <= terms.cap || budget.cap == budget.drawn)
            }),
        Action::RevokeBudget { id } => books
            .budgets(platform)
            .filter(|(_, budget)| meant(budget, *id))
            .all(|(_, budget)| budget.is_revoked == 1),
        Action::SetRule(rule) | Action::WidenRule(rule) => books.rules(platform).any(|(_, set)| {
            set.id == rule.id && set.numbers[0] == rule.version && set.text_hash[0] == *rule.text_hash
        }),
        Action::RepealRule { id, version, .. } => books
            .rules(platform)
            .any(|(_, set)| set.id == *id && set.numbers[0] == *version && set.text_hash[0] == [0; 32]),
        Action::SetTrack { id, terms } => books
            .tracks(platform)
            .any(|(_, track)| track.id == *id && terms_of(track) == terms.bytes().to_vec()),
        Action::SetConstitution { constitution_hash } => {
            books.platform(platform).is_some_and(|set| set.constitution_hash == **constitution_hash)
        }
        Action::SetGuardian { guardian, lasts } => books.platform(platform).is_some_and(|set| {
            let until = if *lasts == 0 { 0 } else { scope.executed.now + i64::from(*lasts) };
            set.guardian.to_bytes() == **guardian && set.guardian_until == until
        }),
        Action::SetScorer { scorer } => {
            books.pool(&done.proposal.head.pool).is_some_and(|pool| pool.scorer.to_bytes() == **scorer)
        }
        Action::ResolveDistribution { distribution, .. } => {
            let address = Pubkey::new_from_array(**distribution);
            scope
                .executed
                .diff(&address)
                .is_some_and(|diff| diff.after.distribution().is_some_and(|d| d.status != 1))
        }
        Action::CreateGrant(grant) => books.grants(&done.proposal.head.pool).any(|(_, made)| {
            made.holder.to_bytes() == *grant.holder && made.id == grant.id && made.total == grant.total
        }),
        Action::RevokeGrant { grant } => {
            let diff = scope.executed.diff(&Pubkey::new_from_array(**grant));
            match diff.map(|diff| (&diff.before.state, &diff.after.state)) {
                Some((State::Grant(before), State::Grant(after))) if after.total < before.total => true,
                Some((State::Grant(grant), _)) => vested(grant, scope.executed.now) == grant.total,
                // It was not written: it is closed, or nothing was left of it to revoke.
                _ => {
                    let grant = books.grant(&Pubkey::new_from_array(**grant));
                    grant.is_none_or(|grant| vested(grant, scope.executed.now) == grant.total)
                }
            }
        }
        _ => true,
    };
    if is_done {
        Ok(())
    } else {
        Err(failed())
    }
}

/// A track's terms in the order in which actions carry them.
pub fn terms_of(track: &Track) -> Vec<u8> {
    let mut bytes = track.bond.to_le_bytes().to_vec();
    let words = [
        track.kinds,
        track.voting_delay,
        track.voting_period,
        track.cool_off,
        track.timelock,
        track.grace,
        track.per_action_limit_ppm,
        track.per_epoch_limit_ppm,
    ];
    bytes.extend(words.iter().flat_map(|entropy| entropy.to_le_bytes()));
    let halves = track
        .token
        .iter()
        .chain(&track.creator)
        .chain([&track.proposal_threshold_bps, &track.bond_refund_bps]);
    bytes.extend(halves.flat_map(|half| half.to_le_bytes()));
    bytes.push(track.flags);
    bytes
}

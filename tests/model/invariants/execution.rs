//! Execution: what was voted, once, in order, in time, and within limits.

use makerstake_core::action::{Action, Asset};
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
const WHOLE: u32 = 1_000_000;

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
        Action::SetPlatform { constitution_hash, seat_min_earned, seat_min_age } => {
            books.platform(platform).is_some_and(|set| {
                set.constitution_hash == **constitution_hash
                    && (set.seat_min_earned, set.seat_min_age) == (*seat_min_earned, *seat_min_age)
            })
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

/// INVARIANT 13: action kind ∈ track; spending within the track's cap at creation and again at execution.
pub fn invariant_13_kinds_and_limits(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Proposal).filter(|diff| diff.before.proposal().is_none()) {
        let Some(proposal) = diff.after.proposal() else { continue };
        let head = &proposal.head;
        let of_track = |track: &Track| head.kinds & !track.kinds == 0;
        let fits = scope.books.tracks(&head.platform).filter(|(_, track)| track.id == head.track).any(
            |(at, track)| {
                let before = scope.executed.diff(at).and_then(|diff| diff.before.track());
                of_track(track) || before.is_some_and(of_track)
            },
        );
        hold!(fits, "INVARIANT 13: kinds {:b} in track {}", head.kinds, head.track);
        let actions = makerstake_core::action::Actions::new(&proposal.actions);
        let kinds = actions.filter_map(Result::ok).fold(0, |kinds, action| kinds | 1 << action.kind() as u32);
        hold!(head.is_by_hash == 1 || kinds == head.kinds, "INVARIANT 13: {kinds:b} said {:b}", head.kinds);
    }
    for done in scope.done {
        let kind = done.action().kind() as u32;
        hold!(done.proposal.head.kinds & 1 << kind != 0, "INVARIANT 13: executed kind {kind}");
    }
    for diff in scope.diffs(Kind::Track) {
        let (Some(before), Some(after)) = (diff.before.track(), diff.after.track()) else { continue };
        if (before.spent_epoch, before.spent_ppm) != (after.spent_epoch, after.spent_ppm) {
            hold!(
                after.spent_ppm <= before.per_epoch_limit_ppm.max(after.per_epoch_limit_ppm),
                "INVARIANT 13: spent {}",
                after.spent_ppm
            );
            let is_back = after.spent_epoch == before.spent_epoch && after.spent_ppm < before.spent_ppm;
            hold!(!is_back, "INVARIANT 13: spent less than before in epoch {}", after.spent_epoch);
        }
    }
    match (scope.done, scope.executed.calls) {
        ([done], [_]) => measured(scope, done),
        _ => Ok(()),
    }
}

/// The share that an action alone in its transaction takes, against the limits of its track.
fn measured(scope: &Scope<'_>, done: &Done<'_>) -> Held {
    let head = &done.proposal.head;
    let Some((address, track)) = scope.books.tracks(&head.platform).find(|(_, track)| track.id == head.track)
    else {
        return Ok(());
    };
    let before = scope.executed.before(scope.books, address).and_then(|entry| entry.track()).unwrap_or(track);
    let platform = scope.books.platform(&head.platform).ok_or("INVARIANT 13: no platform")?;
    let pool =
        scope.executed.before(scope.books, &head.pool).and_then(|entry| entry.pool()).ok_or("no pool")?;
    let funds = |asset: &Asset<'_>| match asset {
        Asset::Sol => {
            let entry = scope.executed.before(scope.books, &platform.treasury);
            let opened = scope.diffs(Kind::Budget).filter(|diff| diff.before.is_wallet());
            let rents = opened.map(|diff| diff.after.lamports - diff.before.lamports);
            entry.map_or(0, |entry| entry.lamports) - scope.executed.rent.empty - rents.sum::<u64>()
        }
        Asset::Token(_) => {
            let source = scope.executed.calls.first().and_then(|call| call.named("source"));
            let entry = source.and_then(|source| scope.executed.before(scope.books, &source)?.token());
            entry.map_or(0, |token| token.amount)
        }
    };
    let (amount, of) = match done.action() {
        Action::Transfer(transfer) => (transfer.amount, funds(&transfer.asset)),
        Action::OpenBudget(open) => (open.terms.cap, funds(&open.asset)),
        Action::CreateGrant(grant) => (grant.total, pool.grants_cap - pool.grants_emitted),
        _ => return Ok(()),
    };
    if before.per_action_limit_ppm >= WHOLE {
        return Ok(());
    }
    hold!(of > 0, "INVARIANT 13: {amount} of nothing");
    let share = (u128::from(amount) * u128::from(WHOLE)).div_ceil(u128::from(of));
    hold!(
        share <= u128::from(before.per_action_limit_ppm),
        "INVARIANT 13: {share} ppm at once of {}",
        before.per_action_limit_ppm
    );
    let epoch = super::power::epoch_of(pool, scope.executed.now);
    let spent = if before.spent_epoch == epoch { u128::from(before.spent_ppm) } else { 0 };
    hold!(
        u128::from(track.spent_ppm) == spent + share
            && spent + share <= u128::from(before.per_epoch_limit_ppm),
        "INVARIANT 13: {spent} and {share} ppm, of {}, the track says {}",
        before.per_epoch_limit_ppm,
        track.spent_ppm
    );
    hold!(track.spent_epoch == epoch, "INVARIANT 13: spent in epoch {}", track.spent_epoch);
    Ok(())
}

//! Ballots, counted anew from the voters' accounts, and what follows from the count.

use makerstake_testkit::{
    clock::DAY,
    governance::{Proposal, Track},
};
use solana_pubkey::Pubkey;

use super::{hold, power::Power, Held, Scope};
use crate::books::Kind;

const OPEN: u8 = 0;
const PASSED: u8 = 1;
const DEFEATED: u8 = 2;

/// INVARIANT 10: Σ tally ≤ eligible in both houses, whatever the order of votes, changes, overrides, delegations; each
/// share counts at most once per proposal.
pub fn invariant_10_each_share_counts_once(power: &Power, scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Proposal) {
        if let (Some(before), Some(after)) = (diff.before.proposal(), diff.after.proposal()) {
            let is_counted = before.head.status != OPEN;
            let is_kept = counts(&before.head) == counts(&after.head);
            hold!(!is_counted || is_kept, "INVARIANT 10: counted after the end of {}", diff.address);
        }
        recount(power, scope, &diff.address)?;
    }
    Ok(())
}

type Counts = [[u64; 2]; 3];

fn counts(head: &Proposal) -> Counts {
    [head.yes, head.no, head.abstain]
}

/// Counts every ballot about a proposal anew, as long as it can be voted on.
pub fn recount(power: &Power, scope: &Scope<'_>, address: &Pubkey) -> Held {
    let Some(proposal) = scope.books.proposal(address) else { return Ok(()) };
    let head = &proposal.head;
    let said = counts(head);
    for house in 0..2 {
        let cast: u128 = said.iter().map(|choice| u128::from(choice[house])).sum();
        hold!(
            cast <= u128::from(head.eligible[house]),
            "INVARIANT 10: {cast} of {} votes",
            head.eligible[house]
        );
    }
    if head.status != OPEN {
        return Ok(());
    }
    let slot = usize::from(head.slot);
    let voters = || scope.books.voters(&head.platform);
    let has_voted = |holder: &Pubkey| {
        voters().any(|(_, voter)| {
            voter.holder == *holder && voter.numbers[slot] == head.number && voter.choices[slot] != 0
        })
    };
    let weights: Vec<_> = scope
        .books
        .positions(&head.pool)
        .map(|(at, position)| (position.holder, power.weight(at, head.epoch)))
        .collect();
    let mut counted: Counts = Default::default();
    for (at, voter) in voters().filter(|(_, voter)| voter.numbers[slot] == head.number) {
        let choice = voter.choices[slot];
        if choice == 0 {
            continue;
        }
        let own: u64 = weights.iter().filter(|(who, _)| *who == voter.holder).map(|(_, w)| w.own).sum();
        let theirs = weights.iter().filter(|(who, w)| w.delegate == voter.holder && !has_voted(who));
        let theirs: u64 = theirs.map(|(_, weight)| weight.own).sum();
        let [token, creator] = &mut counted[usize::from(choice) - 1];
        *token += own + theirs;
        *creator += u64::from(power.has_seat(at, head.epoch));
    }
    hold!(counted == said, "INVARIANT 10: {address} says {said:?}, the ballots say {counted:?}");
    Ok(())
}

/// What a proposal may not change after its creation.
fn fixed(head: &Proposal) -> Proposal {
    let mut fixed = head.clone();
    (fixed.yes, fixed.no, fixed.abstain) = Default::default();
    (fixed.voting_until, fixed.payload) = Default::default();
    (fixed.status, fixed.is_extended, fixed.cursor) = Default::default();
    (fixed.skipped, fixed.is_passed, fixed.is_bond_forfeited) = Default::default();
    fixed
}

/// INVARIANT 11: the outcome depends only on parameters copied at creation.
pub fn invariant_11_outcome_from_copies(power: &Power, scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Proposal) {
        let Some(after) = diff.after.proposal() else { continue };
        let head = &after.head;
        let Some(before) = diff.before.proposal() else {
            copied(power, scope, head)?;
            continue;
        };
        hold!(fixed(&before.head) == fixed(head), "INVARIANT 11: the parameters of {} changed", diff.address);
        hold!(before.actions == after.actions, "INVARIANT 12: the actions of {} changed", diff.address);
        let by = head.voting_until - before.head.voting_until;
        let is_extension = by == DAY && before.head.is_extended == 0 && head.is_extended == 1;
        let is_same = by == 0 && before.head.is_extended == head.is_extended;
        hold!(is_same || is_extension, "INVARIANT 11: voting prolonged by {by}");
        hold!(!is_extension || has_quorum(head), "INVARIANT 11: prolonged without a quorum");
        if before.head.status == OPEN && [PASSED, DEFEATED].contains(&head.status) {
            let closes = head.voting_until + i64::from(head.cool_off);
            hold!(scope.executed.now >= closes, "INVARIANT 11: decided before {closes}");
            let passes = passes(head);
            hold!(passes == (head.status == PASSED), "INVARIANT 11: {head:?} should pass: {passes}");
        }
    }
    Ok(())
}

fn ceil(amount: u64, bps: u16) -> u64 {
    u64::try_from((u128::from(amount) * u128::from(bps)).div_ceil(10_000)).expect("a part of it")
}

/// That a new proposal has copied its track, and names all votes of its epoch.
fn copied(power: &Power, scope: &Scope<'_>, head: &Proposal) -> Held {
    let mut tracks = Vec::new();
    for (address, track) in scope.books.tracks(&head.platform).filter(|(_, track)| track.id == head.track) {
        tracks.push(track);
        // A track may have changed in the same transaction, before or after.
        tracks.extend(scope.executed.diff(address).and_then(|diff| diff.before.track()));
    }
    let pool = scope.books.pool(&head.pool).ok_or("INVARIANT 21: no pool")?;
    let caps = pool.contributions_cap + pool.grants_cap + pool.treasury_cap;
    let minted = pool.contributions_emitted + pool.grants_emitted + pool.treasury_emitted;
    let least = caps.div_ceil(200).max(minted.div_ceil(20));
    let is_copy = |track: &&Track| {
        let bars = |eligible: u64, floor: u64, [quorum, approval, veto]: [u16; 3]| {
            (ceil(eligible.max(floor), quorum), approval, ceil(eligible, veto))
        };
        let from = scope.executed.now + i64::from(track.voting_delay);
        let [all, seats] = head.eligible;
        let (token, creator) = (bars(all, least, track.token), bars(seats, 0, track.creator));
        let floor = floor_of_timelock(head.kinds);
        head.quorum == [token.0, creator.0]
            && head.approval_bps == [token.1, creator.1]
            && head.veto == [token.2, creator.2]
            && head.support == ceil(all, track.bond_refund_bps)
            && (head.bond - head.added_bond, head.flags) == (track.bond, track.flags)
            && (head.voting_from, head.voting_until) == (from, from + i64::from(track.voting_period))
            && (head.cool_off, head.grace) == (track.cool_off, track.grace)
            && head.timelock == track.timelock.max(floor)
    };
    hold!(tracks.iter().any(is_copy), "INVARIANT 11: {head:?} is no copy of {tracks:?}");
    let all = power.all(&head.pool, &head.platform, head.epoch);
    hold!(head.eligible == all, "INVARIANT 10: eligible {:?} of {all:?}", head.eligible);
    let pool = scope.books.pool(&head.pool).ok_or("INVARIANT 11: no pool")?;
    let epoch = super::power::epoch_of(pool, scope.executed.now);
    hold!(head.epoch == epoch, "INVARIANT 11: epoch {} in {epoch}", head.epoch);
    let last = head.voting_until + DAY + i64::from(head.cool_off);
    let end = pool.snapshot_genesis + i64::from(epoch + 3) * i64::from(pool.snapshot_epoch_seconds);
    hold!(last <= end, "INVARIANT 5: open until {last}, its weights are known until {end}");
    let tallies: u64 = counts(head).iter().flatten().sum();
    hold!(tallies == 0 && head.status == OPEN && head.cursor == 0, "INVARIANT 11: born as {head:?}");
    Ok(())
}

/// The compiled floors: a day where funds leave, seven where shares are issued.
fn floor_of_timelock(kinds: u32) -> u32 {
    let day = u32::try_from(DAY).expect("a day");
    let carried = makerstake_core::action::Kind::ALL.iter().filter(|kind| kinds & 1 << **kind as u32 != 0);
    let names = carried.map(|kind| kind.name());
    let floors = names.map(|name| match name {
        "issue_treasury" | "invoke" | "upgrade" => 7 * day,
        "transfer" | "open_budget" | "amend_budget" | "create_grant" => day,
        _ => 0,
    });
    floors.max().unwrap_or_default()
}

fn has_quorum(head: &Proposal) -> bool {
    (0..2).all(|house| {
        let cast: u128 = counts(head).iter().map(|choice| u128::from(choice[house])).sum();
        cast >= u128::from(head.quorum[house])
    })
}

/// The decision, from the copies and the count alone.
pub fn passes(head: &Proposal) -> bool {
    (0..2).all(|house| {
        let [yes, no, abstain] = counts(head).map(|choice| u128::from(choice[house]));
        let veto = u128::from(head.veto[house]);
        let is_rejected = veto > 0 && no >= veto;
        let bps = u128::from(head.approval_bps[house]);
        let is_approved =
            yes + no + abstain >= u128::from(head.quorum[house]) && yes * 10_000 > (yes + no) * bps;
        !is_rejected && (bps == 0 || is_approved)
    })
}

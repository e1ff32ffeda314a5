//! Ballots, counted anew from the voters' accounts, and what follows from the count.

use makerstake_testkit::governance::Proposal;
use solana_pubkey::Pubkey;

use super::{hold, power::Power, Held, Scope};
use crate::books::Kind;

const OPEN: u8 = 0;

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
    for (_, voter) in voters().filter(|(_, voter)| voter.numbers[slot] == head.number) {
        let choice = voter.choices[slot];
        if choice == 0 {
            continue;
        }
        let is_counted = |who: &Pubkey, delegate: &Pubkey| {
            *who == voter.holder || *delegate == voter.holder && !has_voted(who)
        };
        let [shares, makers] = &mut counted[usize::from(choice) - 1];
        for (_, weight) in weights.iter().filter(|(who, weight)| is_counted(who, &weight.delegate)) {
            *shares += weight.own;
            *makers += weight.earned;
        }
    }
    hold!(counted == said, "INVARIANT 10: {address} says {said:?}, the ballots say {counted:?}");
    Ok(())
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

//! Every lamport, accounted for.

use std::collections::BTreeMap;

use makerstake_core::action::{Action, Asset};
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::{
    books::State,
    executed::{AccountDiff, Executed},
};

const OPEN: u8 = 0;
const DEFEATED: u8 = 2;

/// What each address should have gained.
type Flows = BTreeMap<Pubkey, i128>;

/// INVARIANT 19: nobody can block creation by pre-funding an address or front-running; every account that can close
/// returns its rent to its payer.
///
/// Checked by a ledger of all lamports but the fees: creation costs the payer what the address lacks, closing returns all
/// to who paid, and nothing moves otherwise but what was voted, drawn, forfeited or given.
pub fn invariant_19_lamports_return(scope: &Scope<'_>) -> Held {
    let mut flows = Flows::new();
    let mut flow = |from: Pubkey, to: Pubkey, amount: u64| {
        *flows.entry(from).or_default() -= i128::from(amount);
        *flows.entry(to).or_default() += i128::from(amount);
    };
    let executed = scope.executed;
    // A budget that was drawn on, revoked and closed at once left no trace of how much was drawn.
    if executed.has("governance.close_budget")
        && executed.calls.iter().any(|call| call.name().starts_with("governance.draw"))
    {
        return Ok(());
    }
    for (from, to, amount) in executed.calls.iter().filter_map(crate::call::Call::lamports) {
        flow(from, to, amount);
    }
    for diff in &executed.diffs {
        let gifts = gifts(executed, &diff.address);
        match (is_account(&diff.before.state), is_account(&diff.after.state)) {
            (false, true) => {
                let payer = payer(executed, diff).ok_or_else(|| format!("who paid for {diff:?}?"))?;
                flow(payer, diff.address, cost(executed, diff, gifts)?);
                if diff.after.platform().is_some() {
                    let treasury =
                        diff.after.platform().map(|platform| platform.treasury).unwrap_or_default();
                    let had = executed.before(scope.books, &treasury).map_or(0, |entry| entry.lamports);
                    let had = had + self::gifts(executed, &treasury);
                    flow(payer, treasury, executed.rent.empty.saturating_sub(had));
                }
            }
            (true, false) => {
                let held = diff.before.lamports + gifts - diff.after.lamports;
                let (payer, forfeited, to) = returns(scope, diff)?;
                flow(diff.address, payer, held - forfeited);
                flow(diff.address, to, forfeited);
            }
            // Created and closed again: what the address had before is part of the rent that went back.
            (false, false) => {
                let closing = executed.calls.iter().find(|call| call.closes(&diff.address));
                let payer = closing.and_then(|call| call.named("payer").or_else(|| call.named("rent_payer")));
                if let Some(payer) = payer {
                    flow(diff.address, payer, diff.before.lamports + gifts - diff.after.lamports);
                }
            }
            (true, true) => {}
        }
        if let (Some(before), Some(after)) = (diff.before.distribution(), diff.after.distribution()) {
            let is_ended = |status: u8| status >= 3;
            if !is_ended(before.status) && is_ended(after.status) && executed.has("equity.collect_bond") {
                // Ended and paid at once: how the dues stood in between left no trace.
                return Ok(());
            }
            if before.challenger != after.challenger {
                flow(after.challenger, diff.address, after.bond);
            }
            if is_ended(before.status) {
                let successor = scope.books.pool(&after.pool).map(|pool| pool.successor).unwrap_or_default();
                flow(diff.address, after.proposer, before.proposer_due - after.proposer_due);
                flow(diff.address, after.challenger, before.challenger_due - after.challenger_due);
                flow(diff.address, successor, before.treasury_due - after.treasury_due);
            }
        }
        if let (Some(before), Some(after)) = (diff.before.budget(), diff.after.budget()) {
            if after.mint == Pubkey::default() {
                flow(treasury(scope, &after.platform), after.recipient, after.drawn - before.drawn);
            }
        }
    }
    for done in scope.done {
        if let Action::Transfer(transfer) = done.action() {
            if transfer.asset == Asset::Sol {
                let from = treasury(scope, &done.proposal.head.platform);
                flow(from, Pubkey::new_from_array(*transfer.to), transfer.amount);
            }
        }
    }
    for diff in &executed.diffs {
        *flows.entry(diff.address).or_default() -=
            i128::from(diff.after.lamports) - i128::from(diff.before.lamports);
    }
    let wrong: Vec<_> = flows.iter().filter(|(_, flow)| **flow != 0).collect();
    hold!(
        wrong.is_empty(),
        "INVARIANT 19: got so much less than expected: {wrong:?} of {:?}",
        executed.diffs
    );
    Ok(())
}

fn is_account(state: &State) -> bool {
    !matches!(state, State::Wallet)
}

fn treasury(scope: &Scope<'_>, platform: &Pubkey) -> Pubkey {
    scope.books.platform(platform).map(|platform| platform.treasury).unwrap_or_default()
}

fn gifts(executed: &Executed<'_>, to: &Pubkey) -> u64 {
    let all = executed.calls.iter().filter_map(crate::call::Call::lamports);
    all.filter(|(_, address, _)| address == to).map(|(_, _, amount)| amount).sum()
}

/// Who pays for what a transaction creates: who the account remembers, or who the instruction names.
fn payer(executed: &Executed<'_>, diff: &AccountDiff) -> Option<Pubkey> {
    match &diff.after.state {
        State::Handle(handle) => return Some(handle.rent_payer),
        State::Endorsement(endorsement) => return Some(endorsement.rent_payer),
        State::Position(position) => return Some(position.payer),
        State::Grant(grant) => return Some(grant.payer),
        State::Voter(voter) => return Some(voter.payer),
        State::Proposal(proposal) => return Some(proposal.head.payer),
        State::Distribution(distribution) => return Some(distribution.proposer),
        _ => {}
    }
    let address = &diff.address;
    let names = |call: &&crate::call::Call| {
        call.method.is_some()
            && call.instruction.accounts.iter().any(|meta| meta.pubkey == *address && meta.is_writable)
    };
    let call = executed.calls.iter().find(names)?;
    call.named("payer").or_else(|| call.named("treasury"))
}

/// What creating an account cost: rent, less what its address had already; and a proposal's bond.
fn cost(executed: &Executed<'_>, diff: &AccountDiff, gifts: u64) -> Result<u64, String> {
    let bond = diff.after.proposal().map(|proposal| proposal.head.bond);
    let bond = bond.or(diff.after.distribution().map(|dist| dist.bond)).unwrap_or(0);
    let rent = executed.rent.of(diff.after.bytes);
    let cost = diff.after.lamports.checked_sub(diff.before.lamports + gifts);
    let cost = cost.ok_or_else(|| format!("INVARIANT 19: creating {} paid somebody", diff.address))?;
    // A gift may have come before or after the creation.
    let fair =
        [diff.before.lamports, diff.before.lamports + gifts].map(|had| rent.saturating_sub(had) + bond);
    hold!(fair.contains(&cost), "INVARIANT 19: {} cost {cost}, should cost one of {fair:?}", diff.address);
    Ok(cost)
}

/// Whether a proposal was decided in this transaction.
fn finalized(executed: &Executed<'_>, proposal: &Pubkey) -> bool {
    executed.calls_of("governance.finalize_proposal").any(|call| call.named("proposal") == Some(*proposal))
}

/// Who gets the rent of a closed account, how much of it is forfeited, and to whom.
fn returns(scope: &Scope<'_>, diff: &AccountDiff) -> Result<(Pubkey, u64, Pubkey), String> {
    let all = |payer| Ok((payer, 0, Pubkey::default()));
    match &diff.before.state {
        State::Handle(handle) => all(handle.rent_payer),
        State::Endorsement(endorsement) => all(endorsement.rent_payer),
        State::Position(position) => all(position.payer),
        State::Grant(grant) => all(grant.payer),
        State::Voter(voter) => all(voter.payer),
        State::Budget(budget) => all(treasury(scope, &budget.platform)),
        // A buffer of code: to whom the vote said.
        State::Alien => {
            let spill = scope.done.iter().find_map(|done| match done.action() {
                Action::Upgrade(upgrade) if *upgrade.buffer == diff.address.to_bytes() => {
                    Some(*upgrade.spill)
                }
                _ => None,
            });
            all(Pubkey::from(spill.ok_or("INVARIANT 19: an account of others is gone")?))
        }
        State::Proposal(proposal) => {
            let head = &proposal.head;
            // Decided and closed at once, it shows no status of its own.
            let is_defeated = head.status == DEFEATED
                || head.status == OPEN
                    && finalized(scope.executed, &diff.address)
                    && !super::ballots::passes(head);
            let is_spam = is_defeated && head.yes[0] < head.support || head.is_bond_forfeited == 1;
            let is_wanted =
                head.flags & 1 == 0 && (head.is_passed == 1 || head.status == OPEN && !is_defeated);
            let bond = if is_spam { head.bond - head.added_bond } else { 0 };
            let forfeited = bond + if is_wanted { 0 } else { head.added_bond };
            Ok((head.payer, forfeited, treasury(scope, &head.platform)))
        }
        state => Err(format!("INVARIANT 19: {} should never close: {state:?}", diff.address)),
    }
}

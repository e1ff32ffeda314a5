//! Distributions: how much, for when, and that what is final stays so.

use makerstake_testkit::equity::Distribution;
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

const PROPOSED: u8 = 0;
const CHALLENGED: u8 = 1;
const RESOLVED: u8 = 2;
const FINAL: u8 = 3;
const VOID: u8 = 4;

/// INVARIANT 2: allocation(n) = floor((cap − emitted before n) × decay); windows contiguous, never in the future.
pub fn invariant_2_allocation_and_windows(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Distribution) {
        let Some(dist) = diff.after.distribution() else {
            return Err(format!("INVARIANT 2: distribution {} is gone", diff.address));
        };
        if diff.before.distribution().is_none() {
            hold!(
                dist.window_end <= scope.executed.now,
                "INVARIANT 2: a window in the future, {}",
                diff.address
            );
            hold!(dist.proposed_at == scope.executed.now, "INVARIANT 2: proposed at {}", dist.proposed_at);
            windows(scope, &dist.pool)?;
        } else if diff.before.distribution().is_some_and(|before| before.status != dist.status) {
            windows(scope, &dist.pool)?;
        }
    }
    Ok(())
}

/// INVARIANT 2 for every pool.
pub fn all_windows(scope: &Scope<'_>) -> Held {
    scope.pools.iter().try_for_each(|pool| windows(scope, pool))
}

/// All distributions of a pool from the first on: what was emitted before each, and where its window begins.
fn windows(scope: &Scope<'_>, address: &Pubkey) -> Held {
    let Some(pool) = scope.books.pool(address) else { return Ok(()) };
    let mut all: Vec<&Distribution> = scope.books.distributions(address).map(|(_, dist)| dist).collect();
    all.sort_by_key(|dist| dist.epoch);
    let mut emitted = 0_u128;
    let mut covered = None;
    for (epoch, dist) in all.iter().enumerate() {
        hold!(dist.epoch as usize == epoch, "INVARIANT 2: distribution {epoch} says {}", dist.epoch);
        let left = u128::from(pool.contributions_cap) - emitted;
        let allocation = left * u128::from(pool.decay_bps) / 10_000;
        hold!(
            u128::from(dist.allocation) == allocation,
            "INVARIANT 2: allocation {} of epoch {epoch}, should be {allocation}",
            dist.allocation
        );
        let leaf_max = allocation * u128::from(pool.leaf_max_bps) / 10_000;
        hold!(u128::from(dist.leaf_max) == leaf_max, "INVARIANT 2: leaf maximum {}", dist.leaf_max);
        let start = covered.unwrap_or(dist.window_start);
        hold!(
            dist.window_start == start,
            "INVARIANT 2: epoch {epoch} starts {} not {start}",
            dist.window_start
        );
        hold!(
            dist.window_end - dist.window_start >= i64::from(pool.window_seconds),
            "INVARIANT 2: the window of epoch {epoch} is short"
        );
        covered = Some(if dist.status == VOID { start } else { dist.window_end });
        if dist.status != VOID {
            emitted += allocation;
        }
    }
    hold!(pool.next_epoch as usize == all.len(), "INVARIANT 2: next epoch {}", pool.next_epoch);
    hold!(
        covered.is_none_or(|until| until == pool.covered_until),
        "INVARIANT 7: covered {}",
        pool.covered_until
    );
    let open = all.iter().filter(|dist| dist.status < FINAL).count();
    hold!(open == usize::from(pool.is_open), "INVARIANT 2: {open} distributions are open");
    Ok(())
}

/// INVARIANT 7: a final root, its hashes and allocation never change; nothing is final before its window ends; a void
/// returns the allocation exactly (the return is counted with INVARIANTS 2 and 4).
pub fn invariant_7_final_is_final(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Distribution) {
        let (Some(before), Some(after)) = (diff.before.distribution(), diff.after.distribution()) else {
            continue;
        };
        hold!(fixed(before) == fixed(after), "INVARIANT 7: what is fixed changed in {}", diff.address);
        if before.status == FINAL {
            hold!(tree(before) == tree(after), "INVARIANT 7: a final root changed in {}", diff.address);
        }
        if before.status != after.status {
            let is_step = match before.status {
                PROPOSED => true,
                CHALLENGED => [RESOLVED, VOID, FINAL].contains(&after.status),
                RESOLVED => after.status == FINAL,
                _ => false,
            };
            hold!(is_step, "INVARIANT 7: from status {} to {}", before.status, after.status);
            let is_due = scope.executed.now >= after.challenge_until;
            hold!(after.status != FINAL || is_due, "INVARIANT 7: final before {}", after.challenge_until);
        }
        let is_kept = tree(before) == tree(after);
        let is_rival =
            tree(after) == (after.challenger_root, after.challenger_data_hash, after.challenger_leaves);
        hold!(is_kept || is_rival, "INVARIANT 7: a root that nobody proposed in {}", diff.address);
    }
    Ok(())
}

type Fixed = (Pubkey, u32, i64, i64, i64, i64, u64, u64, [u8; 32], [u8; 32], Pubkey);

fn fixed(dist: &Distribution) -> Fixed {
    (
        dist.pool,
        dist.epoch,
        dist.window_start,
        dist.window_end,
        dist.proposed_at,
        dist.challenge_until,
        dist.allocation,
        dist.leaf_max,
        dist.rule_hash,
        dist.inputs_hash,
        dist.proposer,
    )
}

fn tree(dist: &Distribution) -> ([u8; 32], [u8; 32], u32) {
    (dist.root, dist.data_hash, dist.leaves)
}

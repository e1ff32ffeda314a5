//! Distributions: what is final stays so.

use makerstake_testkit::equity::Distribution;
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

const PROPOSED: u8 = 0;
const DISPUTED: u8 = 1;
const UPHELD: u8 = 2;
const FINAL: u8 = 3;
const VOID: u8 = 4;

/// INVARIANT 7: a final root, its hashes and allocation never change; nothing is final before its window ends; a void
/// returns the allocation exactly (the return is counted with INVARIANTS 2 and 4).
pub fn invariant_7_final_is_final(scope: &Scope<'_>) -> Held {
    for diff in scope.diffs(Kind::Distribution) {
        let (Some(before), Some(after)) = (diff.before.distribution(), diff.after.distribution()) else {
            continue;
        };
        hold!(fixed(before) == fixed(after), "INVARIANT 7: what is fixed changed in {}", diff.address);
        hold!(tree(before) == tree(after), "INVARIANT 7: a root changed in {}", diff.address);
        if before.status != after.status {
            let is_step = match before.status {
                PROPOSED => true,
                DISPUTED => [UPHELD, VOID, FINAL].contains(&after.status),
                UPHELD => after.status == FINAL,
                _ => false,
            };
            hold!(is_step, "INVARIANT 7: from status {} to {}", before.status, after.status);
            let is_due = scope.executed.now >= after.challenge_until;
            hold!(after.status != FINAL || is_due, "INVARIANT 7: final before {}", after.challenge_until);
        }
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

//! Grants.

use std::collections::HashMap;

use makerstake_testkit::equity::Grant;
use solana_pubkey::Pubkey;

use super::{hold, Held, Scope};
use crate::books::Kind;

/// The most that was ever seen to have vested.
#[derive(Clone, Default)]
pub struct Vested(HashMap<Pubkey, u64>);

/// What has vested at `now`.
pub fn vested(grant: &Grant, now: i64) -> u64 {
    if now >= grant.end {
        return grant.total;
    }
    if now < grant.cliff || now <= grant.start {
        return 0;
    }
    let (passed, all) = ((now - grant.start).unsigned_abs(), (grant.end - grant.start).unsigned_abs());
    u64::try_from(u128::from(grant.total) * u128::from(passed) / u128::from(all)).expect("a part of it")
}

impl Vested {
    /// That what has vested is not below what had, and covers what was released.
    pub fn check(&mut self, address: &Pubkey, grant: &Grant, now: i64) -> Held {
        let vested = vested(grant, now);
        let most = self.0.entry(*address).or_default();
        hold!(vested >= *most, "INVARIANT 17: {vested} vested of {address}, it was {most}");
        *most = vested;
        hold!(grant.released <= vested, "INVARIANT 17: released {} of {vested}", grant.released);
        hold!(vested <= grant.total, "INVARIANT 17: {vested} vested of {}", grant.total);
        Ok(())
    }
}

/// INVARIANT 17: vested(t) is monotone, released ≤ vested ≤ total; revocation keeps what vested.
pub fn invariant_17_vesting_is_monotone(memory: &mut Vested, scope: &Scope<'_>) -> Held {
    let now = scope.executed.now;
    for diff in scope.diffs(Kind::Grant) {
        let (before, after) = (diff.before.grant(), diff.after.grant());
        if before.is_none() {
            // An address may be used again by a grant of the same holder and id.
            memory.0.remove(&diff.address);
        }
        let Some(after) = after else {
            let is_empty =
                before.is_none_or(|before| before.released == before.total || !scope.done.is_empty());
            let names = ["equity.release_grant", "equity.revoke_grant"];
            let is_released = is_empty || names.iter().any(|name| scope.executed.has(name));
            hold!(is_released, "INVARIANT 17: {} was closed with shares in it", diff.address);
            memory.0.remove(&diff.address);
            continue;
        };
        memory.check(&diff.address, after, now)?;
        let Some(before) = before else { continue };
        hold!(after.released >= before.released, "INVARIANT 17: released {} again", before.released);
        if after.total != before.total {
            let kept = vested(before, now);
            let is_kept = if scope.executed.has("equity.accelerate_grant") {
                after.total >= kept
            } else {
                after.total == kept
            };
            hold!(is_kept, "INVARIANT 17: revoked to {}, {kept} had vested", after.total);
            hold!(before.is_revocable == 1, "INVARIANT 17: {} cannot be revoked", diff.address);
        }
        let identity = |grant: &Grant| (grant.pool, grant.payer, grant.id, grant.start, grant.is_revocable);
        hold!(identity(before) == identity(after), "INVARIANT 17: {} became another grant", diff.address);
        hold!(after.end <= before.end, "INVARIANT 17: {} ends later than before", diff.address);
    }
    Ok(())
}

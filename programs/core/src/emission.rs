//! How much an epoch may earn, and what a leaf of its tree says.

use crate::hash::{Digest, Sha256};
use crate::merkle::LEAF_PREFIX;
use crate::units::Bps;

/// The allocation of the next epoch: floor((cap - emitted) x decay) (INVARIANT 2).
///
/// Rounds down, so that the bucket can never be exceeded: each epoch takes a part of what is left (INVARIANT 1).
/// `None` if more than the cap has been emitted.
pub fn allocation(cap: u64, emitted: u64, decay: Bps) -> Option<u64> {
    Some(decay.floor_of(cap.checked_sub(emitted)?))
}

/// The leaf that pays `amount` shares to `holder` in `epoch` of `pool`:
/// SHA-256(0x00 || pool || epoch u32 LE || holder || amount u64 LE).
///
/// Pool and epoch are inside, so a proof is worth nothing for another pool or epoch (INVARIANT 8).
pub fn leaf<H: Sha256>(pool: &[u8; 32], epoch: u32, holder: &[u8; 32], amount: u64) -> Digest {
    H::hashv(&[&LEAF_PREFIX, pool, &epoch.to_le_bytes(), holder, &amount.to_le_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn allocations_shrink_and_never_reach_the_cap() {
        let decay = Bps::new(50).unwrap();
        let (cap, mut emitted, mut last) = (40_000_000_000_000_u64, 0_u64, u64::MAX);
        for _ in 0..5_000 {
            let part = allocation(cap, emitted, decay).unwrap();
            assert!(part <= last);
            last = part;
            emitted += part;
            assert!(emitted <= cap);
        }
        assert_eq!(allocation(10, 11, decay), None);
    }

    proptest! {
        #[test]
        fn any_decay_stays_within_the_cap(cap in any::<u64>(), bps in 0u16..=10_000, epochs in 0usize..300) {
            let mut emitted = 0_u64;
            for _ in 0..epochs {
                emitted = emitted.checked_add(allocation(cap, emitted, Bps::new(bps).unwrap()).unwrap()).unwrap();
                prop_assert!(emitted <= cap);
            }
        }
    }
}

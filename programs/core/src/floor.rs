//! Floors: how many votes a house has at the least when a part of it is asked for. A house that has hardly begun, or from which
//! nearly all have left, is not taken by the few that are in it: a quorum is a part of what there should be (INVARIANT 21).

use crate::units::Bps;

/// Of all shares that a pool may ever mint, basis points: 0.5 %.
const OF_CAPS: Bps = Bps::from_const(50);
/// Of all shares that it has minted, basis points: 5 %.
const OF_MINTED: Bps = Bps::from_const(500);

/// The floor of the house of shares, in base units, where a pool may mint `caps` in all and has minted `minted`. Rounds up: in
/// favour of asking for more.
pub fn of_shares(caps: u64, minted: u64) -> u64 {
    OF_CAPS.ceil_of(caps).max(OF_MINTED.ceil_of(minted))
}

/// Of all shares that distributions may ever emit, basis points: 0.25 %.
const OF_CONTRIBUTIONS: Bps = Bps::from_const(25);
/// Of all shares that distributions have emitted, basis points: 10 %.
const OF_EMITTED: Bps = Bps::from_const(1_000);

/// The floor of the house of makers, in base units, where distributions may emit `cap` in all and have emitted `emitted`. Rounds
/// up.
pub fn of_makers(cap: u64, emitted: u64) -> u64 {
    OF_CONTRIBUTIONS.ceil_of(cap).max(OF_EMITTED.ceil_of(emitted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greater_of_both_parts_counts() {
        assert_eq!(of_shares(100_000_000, 0), 500_000);
        assert_eq!(of_shares(100_000_000, 10_000_000), 500_000);
        assert_eq!(of_shares(100_000_000, 10_000_001), 500_001);
        assert_eq!(of_shares(1, 0), 1);
        assert_eq!(of_shares(0, 0), 0);
        assert_eq!((of_makers(40_000_000, 0), of_makers(40_000_000, 1_000_001)), (100_000, 100_001));
        assert_eq!(of_shares(u64::MAX, u64::MAX), u64::MAX / 20 + 1);
    }
}

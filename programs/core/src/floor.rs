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
        assert_eq!(of_shares(u64::MAX, u64::MAX), u64::MAX / 20 + 1);
    }
}

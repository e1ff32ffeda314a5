//! Ballots: sixteen slots on a platform, the same sixteen in every voter's account. A proposal occupies a slot while
//! it can be voted on; a ballot is written into that slot under the proposal's number and is void under another.

use crate::{action::Kinds, tally::Choice, weight::Weight};

/// Slots of a platform: so many proposals can be open at once.
pub const SLOTS: usize = 16;
/// Slots kept for [`Kinds::KEPT`] where all others are taken: the last ones. Nothing else can fill them.
pub const KEPT: u16 = 0b1100_0000_0000_0000;
/// Parts of all votes that a kept slot asks of its proposer, basis points: 5 %. A revocation that passes has 8 % behind it
/// and a new guardian 15 %, so this keeps out nonsense and nothing that could pass.
pub const KEPT_BPS: u16 = 500;
/// So many ordinary slots are taken at the track's own bond.
pub const CHEAP_SLOTS: u32 = 8;
/// What the first slot after those adds to the bond, in lamports; each further one adds twice as much: 1, 2, 4 … 32 SOL.
pub const FIRST_ADDED_BOND: u64 = 1_000_000_000;

/// A free slot for a proposal of these kinds: an ordinary one while there is any, else one that is kept. `None`
/// when all are taken.
pub fn free_slot(mask: u16, kinds: Kinds) -> Option<u8> {
    let lowest = |free: u16| u8::try_from(free.trailing_zeros()).ok().filter(|_| free != 0);
    let is_kept_for = !kinds.is_empty() && kinds.is_within(Kinds::KEPT);
    lowest(!mask & !KEPT).or_else(|| if is_kept_for { lowest(!mask & KEPT) } else { None })
}

/// What a proposal in `slot` adds to its track's bond, in lamports, so that holding many slots costs more with each. `mask`
/// has the taken slots, that one too. A kept slot adds nothing: it asks for votes.
#[inline]
pub const fn added_bond(mask: u16, slot: u8) -> u64 {
    if KEPT & (1 << slot) != 0 {
        return 0;
    }
    // Fourteen ordinary slots: a shift of 5 at the most.
    match (mask & !KEPT).count_ones().checked_sub(CHEAP_SLOTS + 1) {
        Some(further) => FIRST_ADDED_BOND << further,
        None => 0,
    }
}

/// Which of its proposer's open proposals the one in `slot` is, among slots of its class (kept, or ordinary): 1 for the
/// first. `mask` has the taken slots, that one too.
#[inline]
pub fn which_of(mask: u16, proposers: &[u64; SLOTS], slot: u8) -> u64 {
    let is_kept = KEPT & (1 << slot) != 0;
    let mut open = mask & if is_kept { KEPT } else { !KEPT };
    let proposer = proposers.get(usize::from(slot));
    let mut which = 0;
    for known in proposers {
        which += u64::from(open & 1 == 1 && Some(known) == proposer);
        open >>= 1;
        if open == 0 {
            break;
        }
    }
    which
}

/// Parts of all votes that a proposal in this slot asks of its proposer for itself, basis points, where its track asks for
/// `proposal_threshold_bps`. Every further one asks for as much again.
#[inline]
pub const fn asked_bps(slot: u8, proposal_threshold_bps: u16) -> u16 {
    if KEPT & (1 << slot) != 0 && proposal_threshold_bps < KEPT_BPS {
        KEPT_BPS
    } else {
        proposal_threshold_bps
    }
}

/// What a voter's slot says about one proposal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    /// The proposal it is about; 0: none.
    pub number: u32,
    /// A [`Choice`], or 0 for no ballot yet.
    pub choice: u8,
    /// Votes of others, received by delegation, that their owners cast themselves.
    pub overridden: Weight,
}

impl Ballot {
    /// The slot as it speaks about proposal `number`: itself, or an empty one.
    pub fn about(self, number: u32) -> Self {
        if self.number == number {
            self
        } else {
            Self { number, choice: 0, overridden: Weight::default() }
        }
    }

    /// What was chosen, if anything was.
    pub fn chosen(&self) -> Option<Choice> {
        Choice::from_u8(self.choice)
    }

    /// Votes in both houses: one's own and those received, less those whose owners vote themselves. `None` when
    /// more were overridden than received, which never happens (INVARIANT 10).
    pub fn votes(&self, own: Weight, received: Weight) -> Option<Weight> {
        own.plus(received)?.minus(self.overridden)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Kind;
    use proptest::prelude::*;

    #[test]
    fn spam_cannot_lock_out_defence() {
        let spending = Kinds::NONE.with(Kind::Transfer);
        let revoke = Kinds::NONE.with(Kind::RevokeBudget);
        assert_eq!(free_slot(0, revoke), Some(0));
        let mut mask = 0;
        for expected in 0..14 {
            let slot = free_slot(mask, spending).unwrap();
            assert_eq!(slot, expected);
            mask |= 1 << slot;
        }
        assert_eq!(free_slot(mask, spending), None);
        assert_eq!(free_slot(mask, Kinds::NONE.with(Kind::SetGuardian)), Some(14));
        for kind in [Kind::SetTrack, Kind::SetScorer, Kind::ResolveDistribution] {
            assert_eq!(free_slot(mask, Kinds::NONE.with(kind)), Some(14));
        }
        assert_eq!(free_slot(mask | 1 << 14, revoke), Some(15));
        assert_eq!(free_slot(u16::MAX, revoke), None);
        assert_eq!(free_slot(KEPT, revoke), Some(0));
        // A payload in a defence proposal's clothes is no defence.
        assert_eq!(free_slot(mask, revoke.with(Kind::Transfer)), None);
    }

    #[test]
    fn slots_of_a_class_are_counted_and_a_kept_one_asks_for_a_twentieth() {
        let mut proposers = [7; SLOTS];
        proposers[3] = 8;
        assert_eq!((which_of(1, &proposers, 0), which_of(0b1111, &proposers, 3)), (1, 1));
        assert_eq!((which_of(0b1111, &proposers, 0), which_of(u16::MAX, &proposers, 13)), (3, 13));
        assert_eq!((which_of(0x7fff, &proposers, 14), which_of(u16::MAX, &proposers, 15)), (1, 2));
        assert_eq!((asked_bps(13, 25), asked_bps(14, 25), asked_bps(15, 25)), (25, KEPT_BPS, KEPT_BPS));
        assert_eq!(asked_bps(14, 900), 900);
    }

    #[test]
    fn each_slot_from_the_ninth_on_doubles_what_is_added() {
        let added = (0..14u8).map(|slot| added_bond((1 << (slot + 1)) - 1, slot) / FIRST_ADDED_BOND);
        assert!(added.eq([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32]));
        // It counts how many are taken, not which, and a kept slot adds nothing.
        assert_eq!(added_bond(0b11_1111_1110_0001, 0), 2 * FIRST_ADDED_BOND);
        assert_eq!((added_bond(0x7fff, 14), added_bond(u16::MAX, 15)), (0, 0));
    }

    #[test]
    fn another_number_voids_a_ballot() {
        let ballot = Ballot { number: 7, choice: 1, overridden: Weight::bought(5) };
        assert_eq!(ballot.about(7), ballot);
        assert_eq!(ballot.about(8), Ballot { number: 8, choice: 0, overridden: Weight::default() });
    }

    proptest! {
        #[test]
        fn a_slot_is_free_and_within_the_sixteen(mask in any::<u16>(), bits in 1u32..0x2_0000) {
            let kinds = Kinds::from_bits(bits).unwrap();
            if let Some(slot) = free_slot(mask, kinds) {
                prop_assert!(slot < 16 && mask & 1 << slot == 0);
                prop_assert!(KEPT & 1 << slot == 0 || kinds.is_within(Kinds::KEPT));
            } else {
                prop_assert_eq!(mask | KEPT, u16::MAX);
                prop_assert!(mask == u16::MAX || !kinds.is_within(Kinds::KEPT));
            }
        }
    }
}

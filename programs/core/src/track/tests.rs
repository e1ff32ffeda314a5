use super::*;
use crate::action::Kind;
use proptest::prelude::*;

fn treasury() -> Terms {
    Terms {
        bond: 1_000_000_000,
        kinds: Kinds::SPENDING.with(Kind::IssueTreasury).bits(),
        voting_delay: DAY,
        voting_period: 5 * DAY,
        cool_off: DAY,
        timelock: 3 * DAY,
        grace: 14 * DAY,
        per_action_limit_ppm: NO_LIMIT,
        per_epoch_limit_ppm: NO_LIMIT,
        token: HouseTerms { quorum_bps: 1_000, approval_bps: 5_500, veto_bps: 0 },
        creator: HouseTerms { quorum_bps: 0, approval_bps: 0, veto_bps: 2_000 },
        proposal_threshold_bps: 25,
        bond_refund_bps: 50,
        flags: BLOCKABLE,
    }
}

fn constitution() -> Terms {
    Terms {
        kinds: Kinds::CONSTITUTIONAL.bits(),
        voting_delay: 3 * DAY,
        voting_period: 7 * DAY,
        cool_off: 2 * DAY,
        timelock: 7 * DAY,
        token: HouseTerms { quorum_bps: 2_000, approval_bps: 6_600, veto_bps: 0 },
        creator: HouseTerms { quorum_bps: 1_500, approval_bps: 6_000, veto_bps: 0 },
        proposal_threshold_bps: 50,
        ..treasury()
    }
}

fn grants() -> Terms {
    let veto = HouseTerms { quorum_bps: 0, approval_bps: 0, veto_bps: 1_000 };
    Terms {
        kinds: Kinds::MEASURED.bits(),
        voting_delay: 0,
        cool_off: 0,
        timelock: DAY,
        per_action_limit_ppm: 2_500,
        per_epoch_limit_ppm: 10_000,
        token: veto,
        creator: veto,
        flags: OPTIMISTIC | BLOCKABLE,
        ..treasury()
    }
}

fn broken(change: impl FnOnce(&mut Terms)) -> TermsError {
    let mut terms = treasury();
    change(&mut terms);
    terms.check().unwrap_err()
}

#[test]
fn no_vote_goes_below_the_floors() {
    assert_eq!(treasury().check(), Ok(()));
    assert_eq!(broken(|t| t.voting_period = MIN_VOTING - 1), TermsError::VotingPeriod);
    assert_eq!(broken(|t| t.timelock = DAY - 1), TermsError::Timelock);
    for kind in [Kind::SetTrack, Kind::Upgrade, Kind::Invoke] {
        let slow = Terms { kinds: Kinds::NONE.with(kind).bits(), ..constitution() };
        assert_eq!(slow.check(), Ok(()));
        assert_eq!(Terms { timelock: 7 * DAY - 1, ..slow }.check(), Err(TermsError::Timelock));
        assert_eq!(Terms { per_action_limit_ppm: 2_500, ..slow }.check(), Err(TermsError::Spending));
        let quick = Terms { kinds: Kinds::NONE.with(kind).bits(), timelock: 7 * DAY, ..grants() };
        assert_eq!(
            Terms { per_action_limit_ppm: NO_LIMIT, per_epoch_limit_ppm: NO_LIMIT, ..quick }.check(),
            Err(TermsError::Optimistic)
        );
    }
    assert_eq!(broken(|t| t.grace = MIN_GRACE - 1), TermsError::Grace);
    assert_eq!(broken(|t| t.voting_delay = MAX_PERIOD + 1), TermsError::Periods);
    assert_eq!(broken(|t| t.kinds = 0), TermsError::Kinds);
    assert_eq!(broken(|t| t.kinds = 1 << 19), TermsError::Kinds);
    assert_eq!(broken(|t| t.token.quorum_bps = 4_001), TermsError::Quorum);
    assert_eq!(broken(|t| t.creator.veto_bps = 10_001), TermsError::Veto);
    assert_eq!(broken(|t| t.creator.veto_bps = 1_999), TermsError::Veto);
    assert_eq!(broken(|t| t.token.approval_bps = 4_999), TermsError::Approval);
    assert_eq!(broken(|t| t.token.approval_bps = 7_501), TermsError::Approval);
    assert_eq!(broken(|t| t.creator.approval_bps = 6_000), TermsError::Quorum);
    assert_eq!(broken(|t| t.proposal_threshold_bps = 1_001), TermsError::Threshold);
    assert_eq!(broken(|t| t.proposal_threshold_bps = 24), TermsError::Threshold);
    assert_eq!(broken(|t| t.token.quorum_bps = 999), TermsError::Quorum, "it spends, and mints shares");
    for kinds in [Kinds::SPENDING, Kinds::EMISSION] {
        let few = HouseTerms { quorum_bps: 999, ..treasury().token };
        let one = |token| Terms { kinds: kinds.bits(), token, timelock: 7 * DAY, ..treasury() };
        assert_eq!(one(few).check(), Err(TermsError::Quorum));
        assert_eq!(one(treasury().token).check(), Ok(()));
    }
    let rules = |quorum_bps| {
        let token = HouseTerms { quorum_bps, ..treasury().token };
        Terms { kinds: Kinds::NONE.with(Kind::SetRule).bits(), token, ..treasury() }.check()
    };
    assert_eq!((rules(499), rules(500)), (Err(TermsError::Quorum), Ok(())));
    assert_eq!(broken(|t| t.bond_refund_bps = 1_001), TermsError::Refund);
    assert_eq!(broken(|t| t.per_epoch_limit_ppm = NO_LIMIT + 1), TermsError::Spending);
    assert_eq!(broken(|t| t.token = HouseTerms::default()), TermsError::NoDecision);
    assert_eq!(broken(|t| t.bond = BOND.end() + 1), TermsError::Bond);
    assert_eq!(broken(|t| t.bond = BOND.start() - 1), TermsError::Bond);
    assert_eq!(broken(|t| t.flags = 4), TermsError::Blockable);
    assert_eq!(broken(|t| t.per_action_limit_ppm = 0), TermsError::Spending);
    // A limit on what it does not measure.
    assert_eq!(broken(|t| t.per_action_limit_ppm = 10), TermsError::Spending);
}

#[test]
fn what_can_rewrite_governance_stays_within_reach_and_out_of_reach_of_a_few() {
    assert_eq!(constitution().check(), Ok(()));
    for change in [
        (|t: &mut Terms| t.proposal_threshold_bps = 101) as fn(&mut Terms),
        |t| t.token.quorum_bps = 1_499,
        |t| t.creator.quorum_bps = 1_499,
        |t| t.token.approval_bps = 5_999,
        |t| t.creator.approval_bps = 5_999,
        |t| t.creator = HouseTerms::default(),
    ] {
        let mut terms = constitution();
        change(&mut terms);
        assert_eq!(terms.check(), Err(TermsError::Constitutional));
        // The same terms are no fault where nothing is rewritten.
        terms.kinds = Kinds::NONE.with(Kind::SetRule).bits();
        assert_eq!(terms.check(), Ok(()));
    }
}

#[test]
fn without_makers_owners_must_agree_more_widely_and_wait() {
    let dormant = constitution().while_dormant().unwrap();
    assert_eq!((dormant.token.quorum_bps, dormant.token.approval_bps), (4_000, 6_600));
    assert_eq!((dormant.creator, dormant.timelock), (HouseTerms::default(), 14 * DAY));
    let mut high = constitution();
    (high.token.quorum_bps, high.token.approval_bps) = (4_000, 7_500);
    let dormant = high.while_dormant().unwrap();
    assert_eq!((dormant.token.quorum_bps, dormant.token.approval_bps), (5_000, 7_500));
}

#[test]
fn what_is_written_while_the_makers_sleep_takes_nothing_from_them() {
    let old = Terms { creator: HouseTerms { veto_bps: 2_500, ..constitution().creator }, ..constitution() };
    assert!(old.leaves_makers(&old));
    for change in [
        (|t: &mut Terms| t.kinds |= 1) as fn(&mut Terms),
        |t| t.creator.quorum_bps -= 1,
        |t| t.creator.approval_bps -= 1,
        |t| t.creator.veto_bps = 0,
        |t| t.creator.veto_bps += 1,
    ] {
        let mut terms = old;
        change(&mut terms);
        assert!(!terms.leaves_makers(&old));
    }
    let more = HouseTerms { quorum_bps: 2_000, approval_bps: 7_000, veto_bps: 2_000 };
    assert!(
        Terms { creator: more, kinds: Kinds::NONE.with(Kind::SetTrack).bits(), ..old }.leaves_makers(&old)
    );
}

#[test]
fn a_vote_ends_within_two_snapshot_epochs() {
    let terms = constitution();
    assert_eq!(terms.open_for(), Some(13 * DAY));
    assert_eq!(terms.check_length(6 * DAY + DAY / 2), Ok(()));
    assert_eq!(terms.check_length(6 * DAY + DAY / 2 - 1), Err(TermsError::TooLong));
    assert_eq!(Terms { voting_delay: 4 * DAY, ..terms }.check_length(MIN_SNAPSHOT_EPOCH), Ok(()));
    assert_eq!(
        Terms { voting_delay: 4 * DAY + 1, ..terms }.check_length(MIN_SNAPSHOT_EPOCH),
        Err(TermsError::TooLong)
    );
    assert_eq!(Terms { voting_delay: u32::MAX, ..terms }.check_length(u32::MAX), Err(TermsError::TooLong));
}

#[test]
fn a_ruling_is_there_before_silence_ends_its_challenge() {
    for kind in [Kind::SetScorer, Kind::ResolveDistribution] {
        let kinds = Kinds::NONE.with(kind).bits();
        // 1 + 5 + 1 (a late quorum) + 1 days, and twice the timelock.
        let terms = Terms { kinds, timelock: 6 * DAY + DAY / 2, ..treasury() };
        assert_eq!(terms.check(), Ok(()));
        assert_eq!(Terms { timelock: terms.timelock + 1, ..terms }.check(), Err(TermsError::Ruling));
    }
}

#[test]
fn the_guardian_never_blocks_its_own_replacement_nor_a_recall() {
    for kind in [Kind::SetGuardian, Kind::RevokeBudget, Kind::ReduceBudget] {
        let mut terms = treasury();
        terms.kinds = Kinds::NONE.with(kind).bits();
        assert_eq!(terms.check(), Err(TermsError::Blockable));
        terms.flags = 0;
        assert_eq!(terms.check(), Ok(()));
    }
}

#[test]
fn what_passes_by_silence_is_small() {
    assert_eq!(grants().check(), Ok(()));
    for change in [
        (|t: &mut Terms| {
            (t.per_action_limit_ppm, t.per_epoch_limit_ppm) = (MAX_OPTIMISTIC_EACH + 1, MAX_OPTIMISTIC_EPOCH)
        }) as fn(&mut Terms),
        |t| t.per_epoch_limit_ppm = MAX_OPTIMISTIC_EPOCH + 1,
        |t| t.token.veto_bps = OPTIMISTIC_VETO.end() + 1,
        |t| t.token.veto_bps = OPTIMISTIC_VETO.start() - 1,
        |t| t.creator.veto_bps = 0,
        |t| t.token = HouseTerms { quorum_bps: MIN_QUORUM, approval_bps: 5_000, veto_bps: 1 },
    ] {
        let mut terms = grants();
        change(&mut terms);
        assert_eq!(terms.check(), Err(TermsError::Optimistic));
    }
    let mut terms = grants();
    for kind in [Kind::SetRule, Kind::CreateGrant] {
        terms.kinds = Kinds::MEASURED.with(kind).bits();
        assert_eq!(terms.check(), Err(TermsError::Spending));
    }
}

#[test]
fn emission_waits_a_week_and_spending_a_day() {
    assert_eq!(Kinds::NONE.with(Kind::Transfer).timelock_floor(), DAY);
    assert_eq!(Kinds::NONE.with(Kind::Transfer).with(Kind::IssueTreasury).timelock_floor(), 7 * DAY);
    assert_eq!(Kinds::NONE.with(Kind::SetTrack).timelock_floor(), 7 * DAY);
    assert_eq!(Kinds::NONE.with(Kind::SetRule).timelock_floor(), 0);
}

proptest! {
    #[test]
    fn terms_survive_the_wire(bytes in prop::array::uniform32(any::<u8>()), rest in prop::collection::vec(any::<u8>(), 25)) {
        let mut wire = [0; TERMS_BYTES];
        wire[..32].copy_from_slice(&bytes);
        wire[32..].copy_from_slice(&rest);
        let terms = Terms::read(&wire).unwrap();
        prop_assert_eq!(terms.bytes(), wire);
        // Whatever the terms are, the check answers.
        let _ = terms.check();
    }

    #[test]
    fn a_share_is_rounded_against_the_spender(amount in any::<u64>(), balance in any::<u64>()) {
        match share_ppm(amount, balance) {
            None => prop_assert!(amount > balance || balance == 0),
            Some(ppm) => {
                prop_assert!(u128::from(ppm) * u128::from(balance) >= u128::from(amount) * 1_000_000);
                prop_assert!(ppm <= NO_LIMIT);
            }
        }
    }

    /// A payment cut into parts weighs at least what it weighs in one.
    #[test]
    fn splitting_never_weighs_less(parts in prop::collection::vec(1u64..1_000_000, 1..10)) {
        let balance = 10_000_000u64;
        let whole = share_ppm(parts.iter().sum(), balance).unwrap();
        let (mut left, mut sum) = (balance, 0);
        for part in &parts {
            sum += share_ppm(*part, left).unwrap();
            left -= part;
        }
        prop_assert!(sum >= whole);
    }
}

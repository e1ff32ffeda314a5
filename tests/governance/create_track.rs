use makerstake_testkit::{governance::*, World};
use solana_signer::Signer;

use crate::refused;

const DAY: u32 = 86_400;

#[test]
fn the_starting_tracks_are_on_chain_as_they_are_in_the_data() {
    let mut world = World::new();
    let realm = world.realm();
    for (id, terms) in starting_tracks() {
        let track = world.track(&realm, id);
        assert_eq!((track.platform, track.id), (realm.platform, id));
        assert_eq!((track.bond, track.kinds, track.flags), (terms.bond, terms.kinds, terms.flags));
        let periods = [track.voting_delay, track.voting_period, track.cool_off, track.timelock, track.grace];
        assert_eq!(
            periods,
            [terms.voting_delay, terms.voting_period, terms.cool_off, terms.timelock, terms.grace]
        );
        let house = |h: HouseTerms| [h.quorum_bps, h.approval_bps, h.veto_bps];
        assert_eq!((track.token, track.creator), (house(terms.token), house(terms.creator)));
        assert_eq!(
            (track.per_action_limit_ppm, track.per_epoch_limit_ppm),
            (terms.per_action_limit_ppm, terms.per_epoch_limit_ppm)
        );
        assert_eq!(
            (track.proposal_threshold_bps, track.bond_refund_bps),
            (terms.proposal_threshold_bps, terms.bond_refund_bps)
        );
    }
}

/// What gives shares away or raises what was decided has one track, with the bars of large spending.
#[test]
fn large_spending_alone_gives_shares_and_raises_budgets() {
    let tracks = starting_tracks();
    for kind in [Kind::CreateGrant, Kind::RevokeGrant, Kind::AmendBudget, Kind::IssueTreasury] {
        let with = tracks.iter().filter(|(_, terms)| Kinds::from_bits(terms.kinds).unwrap().has(kind));
        assert_eq!(with.map(|(id, _)| *id).collect::<Vec<_>>(), [LARGE], "{kind:?}");
    }
    let bars = |id: u8| {
        let terms = tracks[usize::from(id)].1;
        (terms.token.quorum_bps, terms.token.approval_bps, terms.creator.veto_bps, terms.timelock / DAY)
    };
    assert_eq!((bars(LARGE), bars(TREASURY)), ((2_000, 6_000, 2_000, 7), (1_000, 5_500, 2_000, 3)));
    assert_eq!(tracks[usize::from(TREASURY)].1.per_epoch_limit_ppm, 100_000);
    assert_eq!(
        tracks[usize::from(GRANTS)].1.kinds,
        Kinds::NONE.with(Kind::Transfer).with(Kind::OpenBudget).bits()
    );
    assert_eq!(tracks[usize::from(RECALL)].1.timelock, 2 * DAY);
}

#[test]
fn every_compiled_floor_has_its_own_error() {
    let mut world = World::new();
    let realm = world.realm();
    let large = starting_tracks()[usize::from(LARGE)].1;
    let constitution = starting_tracks()[usize::from(CONSTITUTION)].1;
    let grants = starting_tracks()[usize::from(GRANTS)].1;
    let mut create = |terms: TrackTerms| world.send(&[create_track(&realm, 50, &terms)], &[&realm.f.founder]);
    refused!(create(TrackTerms { kinds: 0, ..large }), InvalidKinds);
    refused!(create(TrackTerms { voting_period: 3 * DAY - 1, ..large }), InvalidVotingPeriod);
    refused!(create(TrackTerms { timelock: DAY - 1, ..large }), InvalidTimelock);
    refused!(create(TrackTerms { proposal_threshold_bps: 1_001, ..large }), InvalidThreshold);
    refused!(create(TrackTerms { token: HouseTerms::default(), ..large }), NoDecision);
    refused!(
        create(TrackTerms { per_action_limit_ppm: 20_000, per_epoch_limit_ppm: 20_000, ..grants }),
        InvalidOptimisticTrack
    );
    refused!(create(TrackTerms { per_action_limit_ppm: 5, ..large }), InvalidSpendingLimits);
    for kind in [Kind::SetGuardian, Kind::RevokeBudget, Kind::ReduceBudget] {
        let kinds = Kinds::NONE.with(kind).bits();
        refused!(create(TrackTerms { kinds, ..large }), InvalidBlocking);
    }
    refused!(create(TrackTerms { bond: 100_000_000_001, ..large }), InvalidBond);
    refused!(create(TrackTerms { bond: 499_999_999, ..large }), InvalidBond);
    refused!(create(TrackTerms { proposal_threshold_bps: 24, ..large }), InvalidThreshold);
    let with = |change: fn(&mut TrackTerms)| {
        let mut terms = large;
        change(&mut terms);
        terms
    };
    refused!(create(with(|t| t.token.quorum_bps = 4_001)), InvalidQuorum);
    refused!(create(with(|t| t.token.approval_bps = 7_501)), InvalidApproval);
    refused!(create(with(|t| t.creator.veto_bps = 1_999)), InvalidVeto);
    refused!(create(with(|t| t.token.quorum_bps = 999)), InvalidQuorum);
    let rules = starting_tracks()[usize::from(RULES)].1;
    let few = HouseTerms { quorum_bps: 499, ..rules.token };
    refused!(create(TrackTerms { token: few, ..rules }), InvalidQuorum);
    refused!(create(with(|t| t.bond_refund_bps = 1_001)), InvalidRefund);
    refused!(create(with(|t| t.cool_off = 60 * DAY + 1)), InvalidPeriods);
    refused!(create(with(|t| t.grace = DAY - 1)), InvalidGrace);
    // What can rewrite governance has limits of its own, and every vote ends while its weights are remembered.
    refused!(create(TrackTerms { timelock: 7 * DAY - 1, ..constitution }), InvalidTimelock);
    refused!(create(TrackTerms { proposal_threshold_bps: 101, ..constitution }), InvalidConstitutionalTerms);
    refused!(
        create(TrackTerms { creator: HouseTerms::default(), ..constitution }),
        InvalidConstitutionalTerms
    );
    refused!(create(TrackTerms { voting_delay: 4 * DAY + 1, ..constitution }), TooLongForEpoch);
    let rulings = starting_tracks()[usize::from(RULES)].1;
    refused!(create(TrackTerms { timelock: 6 * DAY + 1, ..rulings }), RulingTooLate);
    create(TrackTerms { timelock: 6 * DAY, ..rulings }).unwrap();
}

#[test]
fn only_the_founder_only_in_its_period_and_never_twice() {
    let mut world = World::new();
    let realm = world.realm();
    let terms = starting_tracks()[0].1;
    let stranger = world.actor();
    let mut theirs = create_track(&realm, 50, &terms);
    theirs.accounts[0].pubkey = stranger.pubkey();
    theirs.accounts[1].pubkey = stranger.pubkey();
    refused!(world.send(&[theirs], &[&stranger]), NotFounder);
    let twice = world.send(&[create_track(&realm, 0, &terms)], &[&realm.f.founder]).unwrap_err();
    assert_eq!(twice.code, Some(0));
    world.set_time(world.platform(&realm).founder_until - 1);
    world.send(&[create_track(&realm, 50, &terms)], &[&realm.f.founder]).unwrap();
    world.advance(1);
    refused!(world.send(&[create_track(&realm, 51, &terms)], &[&realm.f.founder]), FounderPeriodOver);
}

/// The founder can leave no platform behind whose decisions nobody could ever change (INVARIANT 22).
#[test]
fn the_first_track_writes_tracks() {
    let mut world = World::new();
    let terms = makerstake_testkit::equity::Terms::weekly(world.now());
    let founded = world.found_for(terms, treasury_of);
    let guardian = world.actor();
    let realm = PlatformFixture::on(founded, guardian);
    world.send(&[create_platform(&realm, world.now())], &[&realm.f.founder]).unwrap();
    let tracks = starting_tracks();
    let grants = create_track(&realm, GRANTS, &tracks[usize::from(GRANTS)].1);
    refused!(world.send(std::slice::from_ref(&grants), &[&realm.f.founder]), NoTrackWriter);
    let constitution = create_track(&realm, CONSTITUTION, &tracks[usize::from(CONSTITUTION)].1);
    world.send(&[constitution], &[&realm.f.founder]).unwrap();
    assert_eq!(world.platform(&realm).track_writers, 1);
    world.send(&[grants], &[&realm.f.founder]).unwrap();
    assert_eq!(world.platform(&realm).track_writers, 1);
}

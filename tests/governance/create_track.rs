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
        assert_eq!((track.spent_ppm, track.spent_epoch), (0, 0));
    }
}

#[test]
fn every_compiled_floor_has_its_own_error() {
    let mut world = World::new();
    let realm = world.realm();
    let treasury = starting_tracks()[usize::from(TREASURY)].1;
    let grants = starting_tracks()[usize::from(GRANTS)].1;
    let mut create = |terms: TrackTerms| world.send(&[create_track(&realm, 50, &terms)], &[&realm.f.founder]);
    refused!(create(TrackTerms { kinds: 0, ..treasury }), InvalidKinds);
    refused!(create(TrackTerms { voting_period: 3 * DAY - 1, ..treasury }), InvalidPeriods);
    refused!(create(TrackTerms { timelock: DAY - 1, ..treasury }), InvalidPeriods);
    refused!(create(TrackTerms { proposal_threshold_bps: 1_001, ..treasury }), InvalidBps);
    refused!(create(TrackTerms { token: HouseTerms::default(), ..treasury }), NoDecision);
    refused!(
        create(TrackTerms { per_action_limit_ppm: 20_000, per_epoch_limit_ppm: 20_000, ..grants }),
        InvalidOptimisticTrack
    );
    refused!(create(TrackTerms { per_action_limit_ppm: 5, ..treasury }), InvalidSpendingLimits);
    for kind in [Kind::SetGuardian, Kind::RevokeBudget, Kind::ReduceBudget, Kind::RevokeGrant] {
        let kinds = Kinds::NONE.with(kind).bits();
        refused!(create(TrackTerms { kinds, ..treasury }), InvalidBlocking);
    }
    refused!(create(TrackTerms { bond: 100_000_000_001, ..treasury }), InvalidBond);
    create(treasury).unwrap();
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

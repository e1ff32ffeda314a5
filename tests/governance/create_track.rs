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
        let periods = [track.lead, track.voting, track.cool_off, track.hold_up, track.grace];
        assert_eq!(periods, [terms.lead, terms.voting, terms.cool_off, terms.hold_up, terms.grace]);
        let house = |h: HouseTerms| [h.quorum_bps, h.approval_bps, h.objection_bps];
        assert_eq!((track.token, track.creator), (house(terms.token), house(terms.creator)));
        assert_eq!((track.each_ppm, track.epoch_ppm), (terms.each_ppm, terms.epoch_ppm));
        assert_eq!((track.propose_bps, track.spam_bps), (terms.propose_bps, terms.spam_bps));
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
    refused!(create(TrackTerms { voting: 3 * DAY - 1, ..treasury }), InvalidPeriods);
    refused!(create(TrackTerms { hold_up: DAY - 1, ..treasury }), InvalidPeriods);
    refused!(create(TrackTerms { propose_bps: 1_001, ..treasury }), InvalidParts);
    refused!(create(TrackTerms { token: HouseTerms::default(), ..treasury }), NoDecision);
    refused!(create(TrackTerms { each_ppm: 20_000, epoch_ppm: 20_000, ..grants }), InvalidOptimism);
    refused!(create(TrackTerms { each_ppm: 5, ..treasury }), InvalidSpendingLimits);
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

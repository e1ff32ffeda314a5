use makerstake_testkit::governance::*;
use solana_pubkey::Pubkey;

use crate::{refused, support::TwoHouses};

const DAY: i64 = 86_400;

#[test]
fn settings_and_guardian_change_by_their_own_tracks() {
    let mut t = TwoHouses::new();
    let hash = [8; 32];
    let settings = Action::SetConstitution { constitution_hash: &hash };
    let p = t.decide(CONSTITUTION, &[settings]);
    let receipt = t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]).unwrap();
    receipt.assert_only_changed(&[t.o.realm.platform, p]);
    let platform = t.o.world.platform(&t.o.realm);
    assert_eq!(platform.constitution_hash, hash);
    let guardian = t.o.somebody();
    let appoint = Action::SetGuardian { guardian: guardian.as_array(), lasts: 30 * DAY as u32 };
    let p = t.decide(DEFENCE, &[appoint]);
    t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]).unwrap();
    let platform = t.o.world.platform(&t.o.realm);
    assert_eq!((platform.guardian, platform.guardian_until), (guardian, t.o.world.now() + 30 * DAY));
    let nobody = [0; 32];
    let p = t.decide(DEFENCE, &[Action::SetGuardian { guardian: &nobody, lasts: 0 }]);
    t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]).unwrap();
    let platform = t.o.world.platform(&t.o.realm);
    assert_eq!((platform.guardian, platform.guardian_until), (Pubkey::default(), 0));
}

#[test]
fn a_track_changes_for_later_proposals_only() {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    let mut terms = starting_tracks()[usize::from(LARGE)].1;
    terms.token.quorum_bps = 4_000;
    terms.timelock = 10 * DAY as u32;
    let change =
        t.decide(CONSTITUTION, &[Action::SetTrack { id: LARGE, terms }, Action::SetTrack { id: 40, terms }]);
    let open = t.o.create_proposal(&[pay(&to, 1_000_000)]);
    let before = t.o.world.proposal(&open);
    refused!(t.o.world.send(&[execute_track(&t.o.realm, &change, 40)], &[]), WrongTarget);
    t.o.world.send(&[execute_track(&t.o.realm, &change, LARGE)], &[]).unwrap();
    // The open proposal keeps what it copied.
    assert_eq!(t.o.world.proposal(&open), before);
    assert_eq!(t.o.world.track(&t.o.realm, LARGE).token[0], 4_000);
    t.o.world.send(&[execute_track(&t.o.realm, &change, 40)], &[]).unwrap();
    assert_eq!(t.o.world.track(&t.o.realm, 40).id, 40);
    let later = t.o.create_proposal(&[pay(&to, 1_000_000)]);
    assert!(t.o.world.proposal(&later).quorum[0] > before.quorum[0]);
    refused!(t.o.world.send(&[execute_track(&t.o.realm, &later, 40)], &[]), NotPassed);
    // No vote goes below the floors.
    terms.voting_period = 1;
    let low =
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[Action::SetTrack { id: 40, terms }]);
    refused!(low, InvalidVotingPeriod);
}

#[test]
fn words_are_executed_and_do_nothing() {
    let mut t = TwoHouses::new();
    let text = [6; 32];
    let p = t.decide(RULES, &[Action::Resolve { text_hash: &text }]);
    let before = t.o.world.platform(&t.o.realm);
    t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]).unwrap();
    assert_eq!((t.o.world.platform(&t.o.realm), t.o.world.state(&p)), (before, State::Executed));
    let p = t.decide(RULES, &[Action::Resolve { text_hash: &text }]);
    refused!(t.o.world.send(&[execute_track(&t.o.realm, &p, 41)], &[]), WrongAction);
    let other = t.o.world.realm();
    refused!(t.o.world.send(&[execute_platform(&other, &p)], &[]), WrongPlatform);
    refused!(t.o.world.send(&[execute_track(&other, &p, 41)], &[]), WrongPlatform);
}

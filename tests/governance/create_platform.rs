use makerstake_testkit::{equity::Terms, governance::*, World};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

const DAY: i64 = 86_400;

fn prepared() -> (World, PlatformFixture) {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let founded = world.found_for(terms, treasury_of);
    let guardian = world.actor();
    (world, PlatformFixture::on(founded, guardian))
}

#[test]
fn a_platform_is_founded_on_its_pool_and_its_treasury_is_rent_exempt() {
    let (mut world, realm) = prepared();
    let now = world.now();
    let receipt = world.send(&[create_platform(&realm, now)], &[&realm.f.founder]).unwrap();
    receipt.assert_only_changed(&[realm.f.authority(), realm.platform, realm.treasury]);
    let platform = world.platform(&realm);
    assert_eq!(platform.pool, realm.f.pool);
    assert_eq!(platform.founder, realm.f.authority());
    assert_eq!(platform.treasury, realm.treasury);
    assert_eq!((platform.guardian, platform.guardian_until), (realm.guardian.pubkey(), now + 365 * DAY));
    assert_eq!((platform.proposals, platform.slot_mask, platform.handed_over_at), (0, 0, 0));
    assert_eq!(world.lamports(&realm.treasury), world.rent(0));
}

#[test]
fn only_the_pools_authority_founds() {
    let (mut world, realm) = prepared();
    let thief = world.actor();
    let mut ix = create_platform(&realm, world.now());
    for meta in &mut ix.accounts {
        if meta.pubkey == realm.f.authority() {
            meta.pubkey = thief.pubkey();
        }
    }
    refused!(world.send(&[ix], &[&thief]), NotPoolAuthority);
}

/// INVARIANT 25: who follows the founder is certain from the first day.
#[test]
fn the_pools_successor_is_the_treasury() {
    let mut world = World::new();
    let terms = Terms::weekly(world.now());
    let other = world.actor().pubkey();
    let founded = world.found_for(terms, |_| other);
    let guardian = world.actor();
    let realm = PlatformFixture::on(founded, guardian);
    let create = create_platform(&realm, world.now());
    refused!(world.send(&[create], &[&realm.f.founder]), OtherSuccessor);
}

#[test]
fn a_second_platform_on_the_pool_is_impossible() {
    let (mut world, realm) = prepared();
    world.send(&[create_platform(&realm, world.now())], &[&realm.f.founder]).unwrap();
    let refusal = world.send(&[create_platform(&realm, world.now())], &[&realm.f.founder]).unwrap_err();
    assert_eq!(refusal.code, Some(0));
}

#[test]
fn lamports_sent_ahead_do_not_stop_the_foundation() {
    let (mut world, realm) = prepared();
    world.fund(&realm.platform, 1_000_000);
    world.fund(&realm.treasury, 5_000_000);
    world.send(&[create_platform(&realm, world.now())], &[&realm.f.founder]).unwrap();
    assert_eq!(world.lamports(&realm.treasury), 5_000_000);
}

#[test]
fn a_platform_config_keeps_to_the_rules() {
    let (mut world, realm) = prepared();
    let now = world.now();
    let mut no_text = platform_config(&realm, now);
    no_text.constitution_hash = [0; 32];
    refused!(world.send(&[create_platform_with(&realm, no_text)], &[&realm.f.founder]), NoConstitution);
    for until in [now, now + 366 * DAY + 1] {
        let mut founder = platform_config(&realm, now);
        founder.founder_until = until;
        refused!(
            world.send(&[create_platform_with(&realm, founder)], &[&realm.f.founder]),
            InvalidFounderPeriod
        );
    }
    for (guardian, until) in [
        (Pubkey::default(), now + 1),
        (realm.guardian.pubkey(), now),
        (realm.guardian.pubkey(), now + 366 * DAY + 1),
    ] {
        let mut guarded = platform_config(&realm, now);
        (guarded.guardian, guarded.guardian_until) = (guardian, until);
        refused!(world.send(&[create_platform_with(&realm, guarded)], &[&realm.f.founder]), InvalidGuardian);
    }
    // INVARIANT 25: pool and platform name the same end of the founder's time.
    for until in [realm.f.terms.founder_until - 1, realm.f.terms.founder_until + 1] {
        let mut other = platform_config(&realm, now);
        other.founder_until = until;
        refused!(world.send(&[create_platform_with(&realm, other)], &[&realm.f.founder]), OtherSuccessor);
    }
    let mut unguarded = platform_config(&realm, now);
    (unguarded.guardian, unguarded.guardian_until) = (Pubkey::default(), 0);
    world.send(&[create_platform_with(&realm, unguarded)], &[&realm.f.founder]).unwrap();
}

/// A vote must fit into two snapshot epochs, and the floors of a vote need ten days.
#[test]
fn a_pool_whose_snapshots_are_short_carries_no_platform() {
    let mut world = World::new();
    let mut terms = Terms::weekly(world.now());
    terms.snapshot_epoch_seconds = 7 * DAY as u32 - 1;
    let founded = world.found_for(terms, treasury_of);
    let guardian = world.actor();
    let realm = PlatformFixture::on(founded, guardian);
    let create = create_platform(&realm, world.now());
    refused!(world.send(&[create], &[&realm.f.founder]), SnapshotEpochTooShort);
}

#[test]
fn the_pool_is_handed_over_once_and_for_ever() {
    let mut world = World::new();
    let realm = world.realm();
    let stranger = world.actor();
    let mut theirs = hand_over_pool(&realm);
    theirs.accounts[0].pubkey = stranger.pubkey();
    refused!(world.send(&[theirs], &[&stranger]), NotFounder);
    let receipt = world.send(&[hand_over_pool(&realm)], &[&realm.f.founder]).unwrap();
    receipt.assert_only_changed(&[realm.platform, realm.f.pool]);
    assert_eq!(world.pool(&realm.f).authority, realm.treasury);
    assert_eq!(world.platform(&realm).handed_over_at, world.now());
    refused!(world.send(&[hand_over_pool(&realm)], &[&realm.f.founder]), AlreadyHandedOver);
    // The founder creates no track any more, though its period has not ended.
    let (_, terms) = founding_tracks().remove(0);
    refused!(world.send(&[create_track(&realm, 99, &terms)], &[&realm.f.founder]), FounderPeriodOver);
}

#[test]
fn another_pool_or_treasury_is_not_handed_over() {
    let mut world = World::new();
    let (realm, other) = (world.realm(), world.realm());
    let mut pool = hand_over_pool(&realm);
    pool.accounts[2].pubkey = other.f.pool;
    refused!(world.send(&[pool], &[&realm.f.founder]), WrongPool);
    let mut treasury = hand_over_pool(&realm);
    treasury.accounts[3].pubkey = other.treasury;
    refused!(world.send(&[treasury], &[&realm.f.founder]), WrongTreasury);
}

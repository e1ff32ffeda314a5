use makerstake_testkit::{
    clock::DAY,
    moderation::{DocketConfig, DocketRule, Says},
    World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::refused;

#[test]
fn the_owners_replace_the_team_and_the_rules() {
    let mut world = World::new();
    let m = world.moderated();
    let (now, next) = (world.now(), world.actor());
    let rules = vec![DocketRule { id: 1, first: 2 }, DocketRule { id: 9, first: 7 }];
    let config = DocketConfig { authority: next.pubkey(), rules, ..m.config(now) };
    let receipt = world.send(&[m.set(config)], &[&m.owners]).unwrap();
    receipt.assert_only_changed(&[m.docket]);
    let docket = world.docket(&m.docket);
    assert_eq!((docket.authority, docket.applied), (next.pubkey(), 2));
    assert_eq!((&docket.rules[..3], &docket.first[..3]), (&[1, 9, 0][..], &[2, 7, 0][..]));
    // The team of before decides nothing any more.
    let creator = world.register();
    let work = world.attested(&creator);
    let says = Says::unlawful(now);
    refused!(world.send(&[m.label(&m.team, &work, &says)], &[&m.team]), NotModerator);
    world.send(&[m.label(&next, &work, &says)], &[&next]).unwrap();
}

#[test]
fn nobody_else_sets_it_and_the_terms_are_those_of_opening() {
    let mut world = World::new();
    let (m, other) = (world.moderated(), world.moderated());
    let config = m.config(world.now());
    for key in [&m.team, &other.owners] {
        let mut ix = m.set(config.clone());
        ix.accounts[0].pubkey = key.pubkey();
        refused!(world.send(&[ix], &[key]), NotTreasury);
    }
    let eternal = DocketConfig { authority_until: i64::MAX, ..config.clone() };
    refused!(world.send(&[m.set(eternal)], &[&m.owners]), InvalidTerm);
    let hasty = DocketConfig { appeal_seconds: DAY as u32, ..config.clone() };
    refused!(world.send(&[m.set(hasty)], &[&m.owners]), InvalidAppeal);
    let lawless = DocketConfig { rules: vec![DocketRule { id: u16::MAX, first: 1 }], ..config.clone() };
    refused!(world.send(&[m.set(lawless)], &[&m.owners]), InvalidRules);
    let nobody = DocketConfig { authority: Pubkey::default(), authority_until: 0, ..config };
    world.send(&[m.set(nobody)], &[&m.owners]).unwrap();
}

/// Three overturned of ten suspend the team until the owners confirm it.
#[test]
fn a_team_that_is_overturned_three_times_waits_for_the_owners() {
    let mut world = World::new();
    let m = world.moderated();
    let (now, creator) = (world.now(), world.register());
    let mut works: Vec<_> = (0..5).map(|_| world.attested(&creator)).collect();
    let says = Says::unlawful(now);
    let last = works.pop().unwrap();
    let kept = works.pop().unwrap();
    for work in works {
        world.send(&[m.label(&m.team, &work, &says)], &[&m.team]).unwrap();
        let label = m.label_address(&work, says.ground.0);
        world.send(&[m.lift(&m.owners, &label, [7; 32])], &[&m.owners]).unwrap();
    }
    assert_eq!(world.docket(&m.docket).reviews, 0b111);
    refused!(world.send(&[m.label(&m.team, &kept, &says)], &[&m.team]), Suspended);
    // The owners decide all the same.
    world.send(&[m.label(&m.owners, &kept, &says)], &[&m.owners]).unwrap();
    world.send(&[m.set(m.config(now))], &[&m.owners]).unwrap();
    world.send(&[m.label(&m.team, &last, &says)], &[&m.team]).unwrap();
}

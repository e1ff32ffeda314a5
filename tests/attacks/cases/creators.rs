//! Identity.

use makerstake_testkit::{
    creators::{self, name, HANDLE_REST, KEY_DELAY},
    substitution::Case,
    World,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use super::case;

/// A case for every instruction of creators.
pub fn cases() -> Vec<Case> {
    let mut cases = handles();
    cases.extend(keys());
    cases
}

fn handles() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    let (payer, newcomer) = (world.actor(), world.keypair());
    world.register_as("sibling");
    let register = creators::register(&payer.pubkey(), &newcomer.pubkey(), name("first"), Pubkey::default());
    cases.push(case(&world, "creators.register", register));

    let plain = world.register();
    let update = creators::update_profile(&plain.key(), &plain.address, "https://example.org/me", [3; 32]);
    cases.push(case(&world, "creators.update_profile", update));
    let claim = creators::claim_handle(&payer.pubkey(), &plain.key(), &plain.address, name("second"));
    cases.push(case(&world, "creators.claim_handle", claim));

    let named = world.register_as("third");
    let release = creators::release_handle(&named.key(), &named.address, name("third"));
    cases.push(case(&world, "creators.release_handle", release.clone()));
    world.send(&[release], &[&named.authority]).expect("release_handle");
    let reclaim = creators::reclaim_handle(&named.key(), &named.address, name("third"));
    cases.push(case(&world, "creators.reclaim_handle", reclaim));
    world.advance(HANDLE_REST);
    cases.push(case(&world, "creators.free_handle", creators::free_handle(name("third"), &named.key())));
    cases
}

fn keys() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    world.register();
    let (recovery, successor) = (world.actor(), world.actor());
    let who = world.register_with(makerstake_core::handle::NONE, recovery.pubkey());
    let (key, creator) = (who.key(), who.address);
    let (recovery, next) = (recovery.pubkey(), successor.pubkey());

    let offer = creators::offer_authority(&key, Some(recovery), &creator, &next);
    cases.push(case(&world, "creators.offer_authority", offer));
    let offer = creators::offer_authority(&key, None, &creator, &next);
    world.send(&[offer], &[&who.authority]).expect("offer_authority");
    cases.push(case(&world, "creators.withdraw_offer", creators::withdraw_offer(&key, &creator)));
    world.advance(KEY_DELAY);
    cases.push(case(&world, "creators.accept_authority", creators::accept_authority(&next, &creator)));
    world.send(&[creators::withdraw_offer(&key, &creator)], &[&who.authority]).expect("withdraw_offer");

    let set = creators::set_recovery_key(&key, Some(recovery), &creator, &next);
    cases.push(case(&world, "creators.set_recovery_key", set));
    let set = creators::set_recovery_key(&key, None, &creator, &next);
    world.send(&[set], &[&who.authority]).expect("set_recovery_key");
    world.advance(KEY_DELAY);
    cases.push(case(&world, "creators.accept_recovery_key", creators::accept_recovery_key(&next, &creator)));
    world
        .send(&[creators::accept_recovery_key(&next, &creator)], &[&successor])
        .expect("accept_recovery_key");

    let third = world.actor();
    let begin = creators::begin_recovery(&next, &creator, &third.pubkey());
    cases.push(case(&world, "creators.begin_recovery", begin.clone()));
    world.send(&[begin], &[&successor]).expect("begin_recovery");
    cases.push(case(&world, "creators.cancel_recovery", creators::cancel_recovery(&key, &creator)));
    world.advance(KEY_DELAY);
    let finish = creators::finish_recovery(&third.pubkey(), &creator);
    cases.push(case(&world, "creators.finish_recovery", finish));
    cases
}

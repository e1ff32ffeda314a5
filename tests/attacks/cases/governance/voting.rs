//! Founding, proposing, voting.

use makerstake_testkit::{equity::Holder, governance::*, substitution::Case, World};
use solana_signer::Signer;

use super::scene::Scene;
use crate::cases::case;

pub fn cases() -> Vec<Case> {
    let mut cases = founding();
    cases.extend(voters());
    cases.extend(proposals());
    cases
}

fn founding() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    world.realm();
    let terms = makerstake_testkit::equity::Terms::weekly(world.now());
    let (f, guardian) = (world.found_for(terms, treasury_of), world.actor());
    let realm = PlatformFixture::on(f, guardian);
    let create = create_platform(&realm, world.now());
    cases.push(case(&world, "governance.create_platform", create.clone()));
    world.send(&[create], &[&realm.f.founder]).expect("create_platform");
    let (id, terms) = founding_tracks()[0];
    cases.push(case(&world, "governance.create_track", create_track(&realm, id, &terms)));
    cases.push(case(&world, "governance.hand_over", hand_over_pool(&realm)));
    cases
}

fn voters() -> Vec<Case> {
    let mut cases = Vec::new();
    let Scene { mut world, realm, .. } = Scene::new();
    let (payer, key) = (world.actor(), world.actor());
    let holder = Holder::wallet(&key);
    let open = open_voter(&realm, &payer.pubkey(), &holder.address);
    cases.push(case(&world, "governance.open_voter", open.clone()));
    world.send(&[open], &[&payer]).expect("open_voter");
    let close = close_voter(&realm, &holder, &payer.pubkey());
    cases.push(case(&world, "governance.close_voter", close));
    cases
}

fn proposals() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut scene = Scene::new();
    let to = scene.somebody();
    let Scene { mut world, realm, owners, makers } = scene;
    let actions = [pay(&to, 1_000_000)];
    let payer = world.actor();
    let draft = Draft::new(7, GRANTS, encode(&actions));
    let mut create = create_proposal(&realm, &payer.pubkey(), &owners[0].holder, &draft);
    create.accounts.extend(balances(&realm, &actions, &world));
    cases.push(case(&world, "governance.create_proposal", create));

    let open = world.create_proposal(&realm, &owners[0], LARGE, &actions).expect("create_proposal");
    let cancel = cancel_proposal(&realm, &owners[0].holder, &open);
    cases.push(case(&world, "governance.cancel_proposal", cancel));
    world.until_voting(&open);
    let vote = world.ballot(&realm, &makers[0].holder, &open, YES);
    cases.push(case(&world, "governance.cast_vote", vote));
    let block = block_proposal(&realm, &realm.guardian.pubkey(), &open);
    cases.push(case(&world, "governance.block_proposal", block));
    world.vote(&realm, &owners[0], &open, NO).expect("cast_vote");
    world.until_decided(&open);
    let finalize = finalize_proposal(&realm, &open);
    cases.push(case(&world, "governance.finalize_proposal", finalize.clone()));
    world.send(&[finalize], &[]).expect("finalize_proposal");
    let payer = owners[0].key.pubkey();
    cases.push(case(&world, "governance.close_proposal", close_proposal(&realm, &open, &payer)));
    cases
}

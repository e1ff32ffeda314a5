//! Ownership. A second pool with the same holders stands beside, so that everything has a sibling.

use makerstake_testkit::{
    clock::DAY,
    equity::{self, Fault, Founded, GrantPlan, Holder, Outcome, Take, Tree, SHARE},
    substitution::Case,
    World,
};
use solana_keypair::Keypair;
use solana_signer::Signer;

use super::case;

/// A case for every instruction of equity.
pub fn cases() -> Vec<Case> {
    let mut cases = ruling();
    cases.extend(earning());
    cases.extend(owning());
    cases.extend(granting());
    cases
}

/// Two pools, and a holder with shares in both who delegates to another in both.
struct Scene {
    world: World,
    f: Founded,
    key: Keypair,
    owner: Holder,
    delegate: Holder,
}

fn scene() -> Scene {
    let mut world = World::new();
    let (f, sibling) = (world.found(), world.found());
    let (key, owner) = world.owner(&f, 1_000 * SHARE);
    let (_, delegate) = world.owner(&f, 1_000 * SHARE);
    for holder in [&owner, &delegate] {
        world.open(&sibling, holder);
        world.give(&sibling, holder, 1_000 * SHARE);
    }
    for pool in [&f, &sibling] {
        let delegation = equity::delegate(pool, &owner, &delegate.address);
        world.send(&[delegation], &[&key]).expect("delegate");
    }
    let owner = owner.delegating(&delegate.address);
    Scene { world, f, key, owner, delegate }
}

fn ruling() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut world = World::new();
    world.found();
    let now = world.now();
    let f = world.prepare(equity::Terms::weekly(now));
    let payer = world.actor();
    let found = equity::create_pool(&f, &payer.pubkey(), &f.scorer.pubkey(), &f.terms);
    cases.push(case(&world, "equity.create_pool", found.clone()));
    world.send(&[found], &[&payer, &f.founder]).expect("create_pool");
    let other = world.actor().pubkey();
    cases.push(case(&world, "equity.set_scorer", equity::set_scorer(&f, &f.authority(), &other)));
    let hand_over = equity::hand_over(&f, &f.authority(), true);
    cases.push(case(&world, "equity.hand_over", hand_over.clone()));
    world.send(&[hand_over], &[&f.founder, &f.other]).expect("hand_over");
    let treasury = world.token_account(&f.mint, &f.successor);
    let issue = equity::issue_treasury(&f, &f.successor, &treasury, SHARE);
    cases.push(case(&world, "equity.issue_treasury", issue));
    let open = equity::open_position(&f, &payer.pubkey(), &other);
    cases.push(case(&world, "equity.open_position", open));
    cases
}

fn earning() -> Vec<Case> {
    let mut cases = Vec::new();
    let Scene { mut world, f, key, owner, .. } = scene();
    let scorer = f.scoring();
    let epoch = world.pool(&f).next_epoch;
    let tree = Tree::new(&f.pool, epoch, &[(owner.address, SHARE), (scorer.address, SHARE)]);
    world.advance(7 * DAY);
    let end = world.pool(&f).covered_until + 7 * DAY;
    let propose = equity::propose(&f, &scorer.signer, epoch, end, &tree.root());
    cases.push(case(&world, "equity.propose_distribution", propose.clone()));
    world.send(&[propose], &[&f.scorer]).expect("propose");

    let uncontested = world.svm.clone();
    cases.push(case(&world, "equity.contest_distribution", equity::contest(&f, &f.successor, epoch)));
    let challenge = equity::challenge(&f, &owner.signer, epoch, [8; 32]);
    cases.push(case(&world, "equity.challenge_distribution", challenge.clone()));
    world.send(&[challenge], &[&key]).expect("challenge");
    let resolve = equity::resolve(&f, &f.authority(), epoch, Outcome::AsProposed, Fault::Nobody);
    cases.push(case(&world, "equity.resolve_distribution", resolve));
    world.advance(48 * DAY);
    cases.push(case(&world, "equity.expire_distribution", equity::expire(&f, epoch)));
    world.svm = uncontested;

    world.advance(3 * DAY);
    cases.push(case(&world, "equity.finalize_distribution", equity::finalize(&f, epoch)));
    world.send(&[equity::finalize(&f, epoch)], &[]).expect("finalize");
    cases.push(case(&world, "equity.collect_bond", equity::collect_bond(&f, epoch, &scorer.signer)));
    let claim = equity::claim(&f, &owner, epoch, SHARE, tree.proof(0));
    cases.push(case(&world, "equity.claim", claim));
    let takes = [Take::Claim { delegate: owner.delegate }, Take::Open];
    let payer = world.actor().pubkey();
    let range = equity::claim_range(&f, &payer, epoch, (&tree, 0), &takes);
    cases.push(case(&world, "equity.claim_range", range));
    // So many epochs later nobody can claim it any more.
    for _ in 0..128 {
        let next =
            world.propose(&f, |_| equity::Root { root: [0; 32], data_hash: [1; 32], leaves: 0, total: 0 });
        world.settle(&f, next);
    }
    cases.push(case(&world, "equity.sweep_distribution", equity::sweep(&f, epoch)));
    cases
}

fn owning() -> Vec<Case> {
    let mut cases = Vec::new();
    let Scene { mut world, f, key, owner, delegate } = scene();
    let source = world.issue(&f, &owner.address, 10 * SHARE);
    let deposit = equity::deposit(&f, &owner.address, &source, &owner, SHARE);
    cases.push(case(&world, "equity.deposit", deposit));
    let request = equity::request_withdrawal(&f, &owner, SHARE);
    cases.push(case(&world, "equity.request_withdrawal", request.clone()));
    world.send(&[request], &[&key]).expect("request_withdrawal");
    cases.push(case(&world, "equity.cancel_withdrawal", equity::cancel_withdrawal(&f, &owner)));
    world.advance(21 * DAY);
    cases.push(case(&world, "equity.withdraw", equity::withdraw(&f, &owner, &source)));

    world.advance(21 * DAY);
    let undelegate = equity::undelegate(&f, &owner, &delegate.address);
    cases.push(case(&world, "equity.undelegate", undelegate));
    let next = equity::delegate(&f, &owner, &f.scorer.pubkey());
    cases.push(case(&world, "equity.delegate", next));

    let token_account = world.token_account(&f.dividend_mint, &f.authority());
    world.mint_to(&f.dividend_mint, &token_account, &f.founder, 1_000 * SHARE);
    let deposit = equity::deposit_dividend(&f, &f.authority(), &token_account, 1_000 * SHARE);
    cases.push(case(&world, "equity.deposit_dividend", deposit.clone()));
    world.send(&[deposit], &[&f.founder]).expect("deposit_dividend");
    let destination = world.token_account(&f.dividend_mint, &owner.address);
    let collect = equity::collect_dividend(&f, &owner, &destination);
    cases.push(case(&world, "equity.collect_dividend", collect));

    let payer = world.actor();
    let empty = Holder::wallet(&world.actor());
    world
        .send(&[equity::open_position(&f, &payer.pubkey(), &empty.address)], &[&payer])
        .expect("open_position");
    let close = equity::close_position(&f, &empty, &payer.pubkey());
    cases.push(case(&world, "equity.close_position", close));
    cases
}

fn granting() -> Vec<Case> {
    let mut cases = Vec::new();
    let Scene { mut world, f, key, owner, delegate } = scene();
    let now = world.now();
    let plan = GrantPlan {
        total: 100 * SHARE,
        start: now,
        cliff: now,
        end: now + 100 * DAY,
        is_revocable: true,
        is_transferable: true,
    };
    let create = equity::create_grant(&f, &f.authority(), &owner.address, 1, &plan);
    cases.push(case(&world, "equity.create_grant", create.clone()));
    world.send(&[create], &[&f.founder]).expect("create_grant");
    world
        .send(&[equity::create_grant(&f, &f.authority(), &delegate.address, 1, &plan)], &[&f.founder])
        .expect("create_grant");
    let grant = f.grant(&owner.address, 1);
    world.advance(10 * DAY);
    let release = equity::release_grant(&f, &grant, &owner);
    cases.push(case(&world, "equity.release_grant", release.clone()));
    cases.push(case(&world, "equity.revoke_grant", equity::revoke_grant(&f, &f.authority(), &grant)));
    let sooner = equity::accelerate_grant(&f, &f.authority(), &grant, now + 50 * DAY);
    cases.push(case(&world, "equity.accelerate_grant", sooner));
    let transfer = equity::transfer_grant(&owner, &grant, &delegate.address);
    cases.push(case(&world, "equity.transfer_grant", transfer));
    let recovery = world.actor();
    let ada = world.register_with([0; 32], recovery.pubkey());
    let holder = Holder::creator_of(&ada);
    let create = equity::create_grant(&f, &f.authority(), &holder.address, 1, &plan);
    let given = f.grant(&holder.address, 1);
    let transfer = equity::transfer_grant(&holder, &given, &delegate.address);
    world.send(&[create, transfer], &[&f.founder, &ada.authority]).expect("transfer_grant");
    let cancel = equity::cancel_grant_transfer(&recovery.pubkey(), &ada.address, &given);
    cases.push(case(&world, "equity.cancel_grant_transfer", cancel));
    world.advance(100 * DAY);
    world.send(&[release], &[&key]).expect("release_grant");
    cases.push(case(&world, "equity.close_grant", equity::close_grant(&grant, &f.authority())));
    cases
}

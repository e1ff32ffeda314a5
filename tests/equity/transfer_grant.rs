use makerstake_testkit::{clock::DAY, equity::*};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn the_holder_gives_a_grant_to_a_new_wallet() {
    let (mut world, f, key, holder) = one_owner();
    let (new_key, new) = world.owner(&f, 0);
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    world.set_time(plan.cliff);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    let receipt = world.send(&[transfer_grant(&holder, &grant, &new.address)], &[&key]).unwrap();
    receipt.assert_only_changed(&[grant]);
    // Seven days: until then nothing has changed.
    let out = world.now() + 7 * DAY;
    world.set_time(out - 1);
    refused!(world.send(&[transfer_grant(&new, &grant, &holder.address)], &[&new_key]), NotHolder);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    world.set_time(out);
    refused!(world.send(&[transfer_grant(&holder, &grant, &new.address)], &[&key]), NotHolder);
    world.set_time(plan.end);
    refused!(world.send(&[release_grant(&f, &grant, &holder)], &[]), WrongHolder);
    world.send(&[release_grant(&f, &grant, &new)], &[]).unwrap();
    let own = |holder: &Holder| world.position(&f, &holder.address).own[0];
    assert_eq!(own(&holder) + own(&new), 1_400 * SHARE);
    // 100 at the cliff, and what vested to the second in the seven days but one second.
    assert_eq!(own(&holder), 1_100 * SHARE + 4 * SHARE * 7 - 4 * SHARE / 86_400 - 1);
    let now = world.grant(&grant);
    assert_eq!((now.holder, now.pending_holder, now.pending_since), (new.address, Pubkey::default(), 0));
    refused!(world.send(&[transfer_grant(&new, &grant, &new.address)], &[&new_key]), SameHolder);
    refused!(world.send(&[transfer_grant(&new, &grant, &Pubkey::default())], &[&new_key]), ZeroKey);
}

#[test]
fn a_creators_grant_moves_with_its_authority_only() {
    let (mut world, f, key, _) = one_owner();
    let ada = world.register();
    let holder = Holder::creator_of(&ada);
    let grant = {
        let plan = plan(&world, false);
        granted(&mut world, &f, &holder, &plan)
    };
    let to = world.keypair();
    let to = to.pubkey();
    let mut theft = transfer_grant(&holder, &grant, &to);
    theft.accounts[0].pubkey = key.pubkey();
    refused!(world.send(&[theft], &[&key]), NotHolder);
    world.send(&[transfer_grant(&holder, &grant, &to)], &[&ada.authority]).unwrap();
    let made = world.grant(&grant);
    assert_eq!((made.holder, made.pending_holder, made.pending_since), (ada.address, to, world.now()));
}

#[test]
fn what_a_stolen_key_gives_away_the_recovery_key_keeps() {
    let (mut world, f, key, _) = one_owner();
    let (ada, recovery) = with_recovery(&mut world);
    let holder = Holder::creator_of(&ada);
    let grant = {
        let plan = plan(&world, false);
        granted(&mut world, &f, &holder, &plan)
    };
    let thief = world.keypair().pubkey();
    let theft = transfer_grant(&holder, &grant, &thief);
    let cancel = cancel_grant_transfer(&recovery.pubkey(), &ada.address, &grant);
    refused!(world.send(std::slice::from_ref(&cancel), &[&recovery]), NoPendingTransfer);
    world.send(std::slice::from_ref(&theft), &[&ada.authority]).unwrap();
    // Not the authority, who may be the thief; nor any other creator's key.
    let by = |signer: &Keypair, creator: &Pubkey| cancel_grant_transfer(&signer.pubkey(), creator, &grant);
    refused!(world.send(&[by(&ada.authority, &ada.address)], &[&ada.authority]), NotRecoveryKey);
    let (eve, eves) = with_recovery(&mut world);
    refused!(world.send(&[by(&eves, &eve.address)], &[&eves]), NotRecoveryKey);
    refused!(world.send(&[by(&key, &ada.address)], &[&key]), NotRecoveryKey);
    world.advance(7 * DAY - 1);
    world.send(std::slice::from_ref(&cancel), &[&recovery]).unwrap();
    let kept = world.grant(&grant);
    assert_eq!((kept.holder, kept.pending_holder, kept.pending_since), (ada.address, Pubkey::default(), 0));
    // What has taken effect is over.
    world.send(&[theft], &[&ada.authority]).unwrap();
    world.advance(7 * DAY);
    refused!(world.send(&[cancel], &[&recovery]), NoPendingTransfer);
}

#[test]
fn another_transfer_takes_the_place_of_the_pending_one() {
    let (mut world, f, key, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    let [first, second] = [(); 2].map(|()| world.keypair().pubkey());
    world.send(&[transfer_grant(&holder, &grant, &first)], &[&key]).unwrap();
    world.advance(6 * DAY);
    world.send(&[transfer_grant(&holder, &grant, &second)], &[&key]).unwrap();
    let made = world.grant(&grant);
    assert_eq!((made.pending_holder, made.pending_since), (second, world.now()));
}

#[test]
fn a_grant_that_is_bound_stays_with_its_holder() {
    let (mut world, f, key, holder) = one_owner();
    let plan = GrantPlan { is_transferable: false, ..plan(&world, true) };
    let grant = granted(&mut world, &f, &holder, &plan);
    let to = world.keypair().pubkey();
    refused!(world.send(&[transfer_grant(&holder, &grant, &to)], &[&key]), NotTransferable);
}

use makerstake_testkit::equity::*;
use solana_pubkey::Pubkey;

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
    refused!(world.send(&[transfer_grant(&holder, &grant, &new.address)], &[&key]), NotHolder);
    world.set_time(plan.end);
    refused!(world.send(&[release_grant(&f, &grant, &holder)], &[]), WrongHolder);
    world.send(&[release_grant(&f, &grant, &new)], &[]).unwrap();
    assert_eq!(world.position(&f, &new.address).own[0], 300 * SHARE);
    assert_eq!(world.position(&f, &holder.address).own[0], 1_100 * SHARE);
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
    let to = solana_signer::Signer::pubkey(&to);
    let mut theft = transfer_grant(&holder, &grant, &to);
    theft.accounts[0].pubkey = solana_signer::Signer::pubkey(&key);
    refused!(world.send(&[theft], &[&key]), NotHolder);
    world.send(&[transfer_grant(&holder, &grant, &to)], &[&ada.authority]).unwrap();
    assert_eq!(world.grant(&grant).holder, to);
}

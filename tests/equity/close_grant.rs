use makerstake_testkit::equity::*;
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn a_released_grant_closes_and_the_rent_goes_back() {
    let (mut world, f, key, holder) = one_owner();
    let plan = plan(&world, false);
    let grant = granted(&mut world, &f, &holder, &plan);
    let closing = close_grant(&grant, &f.authority());
    refused!(world.send(std::slice::from_ref(&closing), &[]), GrantInUse);
    world.set_time(plan.end);
    refused!(world.send(std::slice::from_ref(&closing), &[]), GrantInUse);
    world.send(&[release_grant(&f, &grant, &holder)], &[]).unwrap();
    refused!(world.send(&[close_grant(&grant, &key.pubkey())], &[]), NotRentPayer);
    let (rent, before) = (world.lamports(&grant), world.lamports(&f.authority()));
    let receipt = world.send(&[closing], &[]).unwrap();
    receipt.assert_only_changed(&[grant, f.authority()]);
    assert_eq!(world.lamports(&f.authority()), before + rent);
    assert_eq!(world.account(&grant), None);
}

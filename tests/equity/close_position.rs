use makerstake_testkit::{clock::DAY, equity::*};
use solana_signer::Signer;

use crate::{refused, support::*};

#[test]
fn an_empty_position_closes_and_the_rent_goes_back() {
    let (mut world, f, key, holder) = one_owner();
    world.advance(14 * DAY);
    let payer = world.fee_payer.pubkey();
    let closing = close_position(&f, &holder, &payer);
    refused!(world.send(std::slice::from_ref(&closing), &[&key]), PositionInUse);
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    refused!(world.send(std::slice::from_ref(&closing), &[&key]), PositionInUse);
    let destination = world.token_account(&f.mint, &holder.address);
    world.set_time(exit(&world, &f));
    refused!(world.send(std::slice::from_ref(&closing), &[&key]), PositionInUse);
    // Whatever can be withdrawn, no ballot may ask for any more.
    world.send(&[withdraw(&f, &holder, &destination)], &[&key]).unwrap();
    let receipt = world.send(&[closing], &[&key]).unwrap();
    assert_eq!(receipt.changed(), [f.position(&holder.address)]);
    assert_eq!(world.account(&f.position(&holder.address)), None);
}

#[test]
fn rent_goes_to_the_payer_and_the_holder_signs() {
    let (mut world, f, ..) = one_owner();
    let (key, payer) = (world.actor(), world.actor());
    let holder = Holder::wallet(&key);
    world.send(&[open_position(&f, &payer.pubkey(), &holder.address)], &[&payer]).unwrap();
    refused!(world.send(&[close_position(&f, &holder, &key.pubkey())], &[&key]), NotRentPayer);
    let mut ix = close_position(&f, &holder, &payer.pubkey());
    ix.accounts[0].pubkey = payer.pubkey();
    refused!(world.send(&[ix], &[&payer]), NotHolder);
    let theirs = world.found();
    let mut ix = close_position(&f, &holder, &payer.pubkey());
    ix.accounts[2].pubkey = theirs.pool;
    refused!(world.send(&[ix], &[&key]), WrongPool);
    let before = world.lamports(&payer.pubkey());
    world.send(&[close_position(&f, &holder, &payer.pubkey())], &[&key]).unwrap();
    assert_eq!(world.lamports(&payer.pubkey()), before + world.rent(376));
}

#[test]
fn a_position_with_votes_received_stays() {
    let (mut world, f, key, holder) = one_owner();
    let (other_key, other) = world.owner(&f, 0);
    world.send(&[delegate(&f, &holder, &other.address)], &[&key]).unwrap();
    let payer = world.fee_payer.pubkey();
    refused!(world.send(&[close_position(&f, &other, &payer)], &[&other_key]), PositionInUse);
}

#[test]
fn a_position_that_is_owed_a_dividend_stays() {
    let (mut world, f, key, holder) = one_owner();
    pay_in(&mut world, &f, 1_000 * SHARE);
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    let destination = world.token_account(&f.mint, &holder.address);
    world.advance(40 * DAY);
    world.send(&[withdraw(&f, &holder, &destination)], &[&key]).unwrap();
    let payer = world.fee_payer.pubkey();
    refused!(world.send(&[close_position(&f, &holder, &payer)], &[&key]), PositionInUse);
    let account = dividends(&mut world, &f, &key, 0);
    world.send(&[collect_dividend(&f, &holder, &account)], &[&key]).unwrap();
    world.send(&[close_position(&f, &holder, &payer)], &[&key]).unwrap();
}

#[test]
fn a_claim_stays_on_record_until_it_slid_out_of_the_window() {
    let (mut world, f, ..) = one_owner();
    let (key, holder) = world.owner(&f, 0);
    let (epoch, tree) = world.distribute(&f, &[(holder.address, SHARE), (f.scorer.pubkey(), 1)]);
    let claiming = claim(&f, &holder, epoch, SHARE, tree.proof(0));
    world.send(&[claiming.clone(), request_withdrawal(&f, &holder, SHARE)], &[&key]).unwrap();
    let destination = world.token_account(&f.mint, &holder.address);
    world.advance(40 * DAY);
    world.send(&[withdraw(&f, &holder, &destination)], &[&key]).unwrap();
    let payer = world.fee_payer.pubkey();
    let closing = close_position(&f, &holder, &payer);
    for _ in 0..128 {
        refused!(world.send(std::slice::from_ref(&closing), &[&key]), ClaimsOnRecord);
        world.distribute(&f, &[(f.scorer.pubkey(), 1)]);
    }
    world.send(&[closing], &[&key]).unwrap();
    world.open(&f, &holder);
    refused!(world.send(&[claiming], &[]), EpochTooOld);
}

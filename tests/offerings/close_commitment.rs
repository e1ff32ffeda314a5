use makerstake_testkit::{assert_instruction_error, offerings::*, outcome::InstructionError};
use solana_signer::Signer;

use crate::{
    refused,
    support::{committed, opened, settled},
};

#[test]
fn the_rent_goes_back_when_all_is_settled_paid_and_released() {
    let (mut world, sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let ida = &investors[0];
    let closing = || close_commitment(&sale, &ida.address, &ida.address);
    refused!(world.send(&[closing()], &[]), CommitmentInUse);
    let payer = world.fee_payer.pubkey();
    world.send(&[release(&sale, &payer, &ida.address, None)], &[]).unwrap();
    refused!(world.send(&[closing()], &[]), CommitmentInUse);
    world.send(&[refund(&sale, &ida.address, &ida.account)], &[]).unwrap();
    let thief = world.actor();
    let stolen = close_commitment(&sale, &ida.address, &thief.pubkey());
    refused!(world.send(&[stolen], &[]), NotRentPayer);
    let receipt = world.send(&[closing()], &[]).unwrap();
    receipt.assert_only_changed(&[ida.address, sale.commitment(&ida.address), sale.offering()]);
    assert_eq!(receipt.change(&ida.address).unwrap().lamports(), i128::from(world.rent(184)));
    assert_eq!(world.offering(&sale).commitments, 7);
    // What is closed is neither settled nor refunded again, and nothing can be opened in its place.
    for again in [settle(&sale, &ida.address, None), refund(&sale, &ida.address, &ida.account)] {
        assert_instruction_error!(world.send(&[again], &[]), InstructionError::AccountDataTooSmall);
    }
    refused!(world.commit(&sale, ida, 1), NotOpen);
}

#[test]
fn a_commitment_of_nothing_closes_when_the_offering_is_decided() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[QUOTE])[..] else { panic!("one") };
    world.send(&[uncommit(&sale, ida, QUOTE)], &[&ida.key]).unwrap();
    refused!(world.send(&[close_commitment(&sale, &ida.address, &ida.address)], &[]), NotDecided);
    world.close_sale(&sale);
    world.send(&[close_commitment(&sale, &ida.address, &ida.address)], &[]).unwrap();
}

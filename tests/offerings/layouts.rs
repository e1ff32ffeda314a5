//! Every account says which layout it has. One of another layout is not read, and none is left unsound.

use makerstake_testkit::{offerings::*, World};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    refused,
    support::{committed, opened, settled},
};

/// Where the accounts keep their version, and other fields that are forged here.
const OFFERING_VERSION: usize = 8 + 6 * 32 + 32 + 12 * 8 + 3 * 8 + 4 * 4 + 6;
const OFFERING_COMMITMENTS: usize = 8 + 6 * 32 + 32 + 12 * 8 + 3 * 8 + 3 * 4;
const OFFERING_PAID: usize = 8 + 7 * 32 + 7 * 8;
const COMMITMENT_VERSION: usize = 8 + 4 * 32 + 4 * 8 + 3;
const COMMITMENT_OWED: usize = 8 + 4 * 32 + 2 * 8;
const BOOK_VERSION: usize = 8 + 32 + 8 * 8 + 4 + 2;

fn write(world: &mut World, address: &Pubkey, at: usize, bytes: &[u8]) {
    let mut account = world.account(address).unwrap();
    account.data[at..at + bytes.len()].copy_from_slice(bytes);
    world.svm.set_account(*address, account).unwrap();
}

#[test]
fn an_account_of_another_version_is_refused_by_every_instruction() {
    let (mut world, mut sale, investors) = settled(&Terms::open(), &[20_000 * QUOTE; 8]);
    let ida = &investors[0];
    let (payer, guardian) = (world.fee_payer.pubkey(), sale.realm.guardian.insecure_clone());
    let of_commitment = [
        commit(&sale, ida, QUOTE),
        uncommit(&sale, ida, QUOTE),
        set_refund_account(&sale, ida, &ida.account),
        mark_insider(&sale, &ida.address, None),
        settle(&sale, &ida.address, None),
        refund(&sale, &ida.address, &ida.account),
        release(&sale, &payer, &ida.address, None),
        close_commitment(&sale, &ida.address, &ida.address),
    ];
    let of_offering =
        [stop_offering(&sale, &guardian.pubkey()), close_offering(&sale), return_unsold(&sale), close(&sale)];
    let offering = sale.offering();
    write(&mut world, &offering, OFFERING_VERSION, &[2]);
    for instruction in of_commitment.iter().chain(&of_offering) {
        refused!(world.send(std::slice::from_ref(instruction), &[&ida.key, &guardian]), UnknownVersion);
    }
    write(&mut world, &offering, OFFERING_VERSION, &[1]);
    let commitment = sale.commitment(&ida.address);
    write(&mut world, &commitment, COMMITMENT_VERSION, &[2]);
    // A new commitment is refused before its account is read: the offering is decided.
    for instruction in &of_commitment[1..] {
        refused!(world.send(std::slice::from_ref(instruction), &[&ida.key]), UnknownVersion);
    }
    let book = sale.book();
    write(&mut world, &book, BOOK_VERSION, &[2]);
    for instruction in &of_offering[..2] {
        refused!(world.send(std::slice::from_ref(instruction), &[&guardian]), UnknownVersion);
    }
    sale.number = 1;
    refused!(world.offer(&sale, &Terms::open()), UnknownVersion);
    write(&mut world, &book, BOOK_VERSION, &[1]);
    world.offer(&sale, &Terms::open()).unwrap();
    world.commit(&sale, &investors[1], 0).unwrap_err();
    let eve = world.investor(&sale, 2 * QUOTE);
    world.commit(&sale, &eve, QUOTE).unwrap();
    let commitment = sale.commitment(&eve.address);
    write(&mut world, &commitment, COMMITMENT_VERSION, &[2]);
    refused!(world.commit(&sale, &eve, QUOTE), UnknownVersion);
}

/// No instruction leads there; what wrote such bytes is not this program.
#[test]
fn nothing_is_written_to_an_account_that_would_be_unsound() {
    let (mut world, sale) = opened(&Terms::open());
    let [ida] = &committed(&mut world, &sale, &[10 * QUOTE])[..] else { panic!("one") };
    let more = world.investor(&sale, QUOTE);
    // An open offering has paid the treasury nothing.
    write(&mut world, &sale.offering(), OFFERING_PAID, &[1]);
    refused!(world.commit(&sale, &more, QUOTE), Unbalanced);
    write(&mut world, &sale.offering(), OFFERING_PAID, &[0]);
    // A commitment that is not settled is owed nothing.
    write(&mut world, &sale.commitment(&ida.address), COMMITMENT_OWED, &[1]);
    refused!(world.send(&[uncommit(&sale, ida, QUOTE)], &[&ida.key]), Unbalanced);
    write(&mut world, &sale.offering(), OFFERING_COMMITMENTS, &[255; 4]);
    refused!(world.commit(&sale, &more, QUOTE), OutOfRange);
}

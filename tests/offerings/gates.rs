//! Who may commit: a list, a credential, the owners.

use makerstake_client::hash::Sha2;
use makerstake_core::{merkle::node, offering::leaf};
use makerstake_testkit::{
    clock::DAY,
    equity::{deposit, request_withdrawal, Holder, SHARE},
    offerings::*,
    World,
};
use solana_account::Account;
use solana_pubkey::Pubkey;

use crate::{
    refused,
    support::{assert_purse, opened},
};

/// The Solana Attestation Service.
const SERVICE: Pubkey = Pubkey::from_str_const("22zoJMtdu4tQc2PzL74ZUT7FrwgB1Udec8DdW4yw4BdG");
const ISSUER: Pubkey = Pubkey::new_from_array([0xC1; 32]);
const SCHEMA: Pubkey = Pubkey::new_from_array([0xC2; 32]);

/// A list of one wallet, `depth` levels below the root of a tree of others. Its proof.
fn listed(offering: &Pubkey, wallet: &Pubkey, cap: u64, depth: u8) -> ([u8; 32], Vec<[u8; 32]>) {
    let proof: Vec<[u8; 32]> = (0..depth).map(|level| [level + 1; 32]).collect();
    let own = leaf::<Sha2>(offering.as_array(), wallet.as_array(), cap);
    (proof.iter().fold(own, |child, sibling| node::<Sha2>(&child, sibling)), proof)
}

#[test]
fn a_list_lets_its_wallets_in_up_to_their_own_caps() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let (ida, eve) = (world.investor(&sale, 100_000 * QUOTE), world.investor(&sale, QUOTE));
    let cap = 7_000 * QUOTE;
    let (root, proof) = listed(&sale.offering(), &ida.address, cap, 20);
    world.offer(&sale, &Terms::list(root, 20)).unwrap();
    let pass = Pass { cap, proof: proof.clone(), gate: None };
    let own = commit_with(&sale, &ida, cap, pass.clone());
    world.send(&[own], &[&ida.key]).unwrap();
    refused!(world.send(&[commit_with(&sale, &ida, 1, pass.clone())], &[&ida.key]), AboveMaximum);
    // Another wallet, another cap, a shorter proof, a position: none of them leads there.
    refused!(world.send(&[commit_with(&sale, &eve, 1, pass.clone())], &[&eve.key]), WrongProof);
    for bad in [
        Pass { cap: cap + 1, ..pass.clone() },
        Pass { proof: proof[1..].to_vec(), ..pass.clone() },
        Pass { cap: 0, proof: vec![], gate: None },
    ] {
        refused!(world.send(&[commit_with(&sale, &ida, 1, bad)], &[&ida.key]), WrongProof);
    }
    let shown = Pass { gate: Some(eve.address), ..pass };
    refused!(world.send(&[commit_with(&sale, &ida, 1, shown)], &[&ida.key]), UnexpectedProof);
    assert_purse(&world, &sale);
}

#[test]
fn the_maximum_of_all_holds_in_a_list_too() {
    let mut world = World::decreeing();
    let sale = world.sale();
    let ida = world.investor(&sale, 100_000 * QUOTE);
    let (root, proof) = listed(&sale.offering(), &ida.address, u64::MAX, 3);
    world.offer(&sale, &Terms::list(root, 3)).unwrap();
    let pass = Pass { cap: u64::MAX, proof, gate: None };
    refused!(
        world.send(&[commit_with(&sale, &ida, 20_000 * QUOTE + 1, pass.clone())], &[&ida.key]),
        AboveMaximum
    );
    world.send(&[commit_with(&sale, &ida, 20_000 * QUOTE, pass)], &[&ida.key]).unwrap();
}

#[test]
fn a_proof_of_another_offering_leads_nowhere() {
    let mut world = World::decreeing();
    let mut sale = world.sale();
    let ida = world.investor(&sale, QUOTE);
    let (root, proof) = listed(&sale.offering(), &ida.address, QUOTE, 4);
    // The same root, offered under another number: the leaf names the offering.
    world.offer(&sale, &Terms::open()).unwrap();
    world.close_sale(&sale);
    sale.number = 1;
    world.offer(&sale, &Terms::list(root, 4)).unwrap();
    let pass = Pass { cap: QUOTE, proof, gate: None };
    refused!(world.send(&[commit_with(&sale, &ida, 1, pass)], &[&ida.key]), WrongProof);
}

/// Where an attestation lies.
fn credential_address(investor: &Pubkey) -> Pubkey {
    let seeds: [&[u8]; 4] = [b"attestation", ISSUER.as_ref(), SCHEMA.as_ref(), investor.as_ref()];
    Pubkey::find_program_address(&seeds, &SERVICE).0
}

/// Writes an attestation as the service does: kind, nonce, credential, schema, data, signer, expiry, token account.
fn attest(world: &mut World, investor: &Pubkey, expiry: i64) -> Pubkey {
    let data = [7_u8; 19];
    let parts: [&[u8]; 9] = [
        &[2],
        investor.as_ref(),
        ISSUER.as_ref(),
        SCHEMA.as_ref(),
        &(data.len() as u32).to_le_bytes(),
        &data,
        &[9; 32],
        &expiry.to_le_bytes(),
        &[0; 32],
    ];
    let data = parts.concat();
    let address = credential_address(investor);
    let account = Account { lamports: world.rent(data.len()), data, owner: SERVICE, ..Account::default() };
    world.svm.set_account(address, account).unwrap();
    address
}

fn shown(credential: Pubkey) -> Pass {
    Pass { gate: Some(credential), ..Pass::default() }
}

#[test]
fn a_live_credential_lets_in() {
    let (mut world, sale) = opened(&Terms::credential(&ISSUER, &SCHEMA));
    let (ida, eve) = (world.investor(&sale, 100 * QUOTE), world.investor(&sale, 100 * QUOTE));
    let now = world.now();
    refused!(world.commit(&sale, &ida, QUOTE), NoCredential);
    let own = attest(&mut world, &ida.address, now);
    refused!(world.send(&[commit_with(&sale, &ida, QUOTE, shown(own))], &[&ida.key]), NoCredential);
    let own = attest(&mut world, &ida.address, now + 1);
    world.send(&[commit_with(&sale, &ida, QUOTE, shown(own))], &[&ida.key]).unwrap();
    refused!(world.send(&[commit_with(&sale, &eve, QUOTE, shown(own))], &[&eve.key]), NoCredential);
    let for_ever = attest(&mut world, &ida.address, 0);
    world.send(&[commit_with(&sale, &ida, QUOTE, shown(for_ever))], &[&ida.key]).unwrap();
    // The same bytes of another program, of another kind, of another schema, and cut short.
    let good = world.account(&own).unwrap();
    let change = |change: fn(&mut Account)| {
        let mut account = good.clone();
        change(&mut account);
        account
    };
    for bad in [
        change(|account| account.owner = OFFERINGS),
        change(|account| account.data[0] = 1),
        change(|account| account.data[33] ^= 1),
        change(|account| account.data[65] ^= 1),
        change(|account| account.data[97] = 200),
        change(|account| account.data.truncate(130)),
    ] {
        world.svm.set_account(own, bad).unwrap();
        let again = commit_with(&sale, &ida, QUOTE, shown(own));
        refused!(world.send(&[again], &[&ida.key]), NoCredential);
    }
}

#[test]
fn a_credential_that_died_between_means_a_full_refund() {
    let (mut world, sale) = opened(&Terms::credential(&ISSUER, &SCHEMA));
    let now = world.now();
    let all: Vec<Investor> = (0..3).map(|_| world.investor(&sale, 20_000 * QUOTE)).collect();
    for investor in &all {
        let own = attest(&mut world, &investor.address, now + 365 * DAY);
        let pass = commit_with(&sale, investor, 20_000 * QUOTE, shown(own));
        world.send(&[pass], &[&investor.key]).unwrap();
    }
    assert_eq!(world.close_sale(&sale), FILLED);
    // One is closed, one has expired.
    let [closed, expired, live] = [0, 1, 2].map(|at| credential_address(&all[at].address));
    world.svm.set_account(closed, Account::default()).unwrap();
    attest(&mut world, &all[1].address, now + 1);
    let settling = |at: usize, credential: Option<Pubkey>| settle(&sale, &all[at].address, credential);
    refused!(world.send(&[settling(0, None)], &[]), NoCredential);
    // Nobody is made dead by the credential of another, and nobody alive.
    refused!(world.send(&[settling(2, Some(closed))], &[]), NoCredential);
    refused!(world.send(&[settling(0, Some(live))], &[]), NoCredential);
    for (at, credential, bought) in [(0, closed, 0), (1, expired, 0), (2, live, 40_000 * SHARE)] {
        world.send(&[settling(at, Some(credential))], &[]).unwrap();
        let commitment = world.commitment(&sale, &all[at].address);
        let owed = if bought == 0 { 20_000 * QUOTE } else { 0 };
        assert_eq!((commitment.bought, commitment.owed), (bought, owed));
    }
    world.send(&[refund(&sale, &all[0].address, &all[0].account)], &[]).unwrap();
    assert_eq!(world.tokens(&all[0].account), 20_000 * QUOTE);
    assert_purse(&world, &sale);
}

/// A rights issue on a platform of two owners, the first with three times what the second has, and the scorer.
fn rights() -> (World, SaleFixture, Vec<Investor>) {
    let mut world = World::decreeing();
    let sale = world.sale();
    let owners: Vec<_> = [3_000, 1_000].map(|shares| world.owner(&sale.realm.f, shares * SHARE)).into();
    world.next_epoch(&sale.realm);
    world.offer(&sale, &Terms::rights()).unwrap();
    let investors = owners
        .into_iter()
        .map(|(key, holder)| world.investor_of(&sale, key, holder.address, 100_000 * QUOTE));
    let investors = investors.collect();
    (world, sale, investors)
}

fn position_of(sale: &SaleFixture, investor: &Investor) -> Pass {
    Pass { gate: Some(sale.realm.f.position(&investor.address)), ..Pass::default() }
}

#[test]
fn owners_commit_up_to_their_part() {
    let (mut world, sale, owners) = rights();
    let total = world.pool(&sale.realm.f).total[0];
    for (owner, shares) in owners.iter().zip([3_000, 1_000]) {
        let part = u128::from(200_000 * SHARE) * u128::from(shares * SHARE) / u128::from(total);
        let most = u64::try_from(part).unwrap() / 2;
        let own = commit_with(&sale, owner, most, position_of(&sale, owner));
        world.send(&[own], &[&owner.key]).unwrap();
        let more = commit_with(&sale, owner, 1, position_of(&sale, owner));
        refused!(world.send(&[more], &[&owner.key]), AboveMaximum);
    }
    let other = commit_with(&sale, &owners[0], 1, position_of(&sale, &owners[1]));
    refused!(world.send(&[other], &[&owners[0].key]), WrongPosition);
    refused!(world.commit(&sale, &owners[0], 1), WrongPosition);
    let none = Pass { gate: Some(sale.realm.f.pool), ..Pass::default() };
    refused!(world.send(&[commit_with(&sale, &owners[0], 1, none)], &[&owners[0].key]), WrongPosition);
    assert_purse(&world, &sale);
}

#[test]
fn shares_that_move_in_the_window_count_once() {
    let (mut world, sale, owners) = rights();
    let f = &sale.realm.f;
    let (first, second) = (&owners[0], &owners[1]);
    let before = world.position(f, &second.address).own[0];
    // Tokens deposited after the snapshot bring no right, in this epoch or the next two.
    let tokens = world.issue(f, &second.address, 3_000 * SHARE);
    let holder = Holder::wallet(&second.key);
    world.send(&[deposit(f, &second.address, &tokens, &holder, 3_000 * SHARE)], &[&second.key]).unwrap();
    let total = world.offering(&sale).gate_data[8..16].try_into().map(u64::from_le_bytes).unwrap();
    let most = (u128::from(200_000 * SHARE) * u128::from(before) / u128::from(total)) as u64 / 2;
    let until = world.offering(&sale).closes_at - 1;
    for at in [world.now(), until] {
        world.set_time(at);
        let more = commit_with(&sale, second, most + 1, position_of(&sale, second));
        refused!(world.send(&[more], &[&second.key]), AboveMaximum);
    }
    world.send(&[commit_with(&sale, second, most, position_of(&sale, second))], &[&second.key]).unwrap();
    // And who took its shares out after the snapshot keeps its right.
    let out = request_withdrawal(f, &Holder::wallet(&first.key), 3_000 * SHARE);
    world.send(&[out], &[&first.key]).unwrap();
    world.send(&[commit_with(&sale, first, QUOTE, position_of(&sale, first))], &[&first.key]).unwrap();
}

#[test]
fn a_position_of_another_pool_is_no_right() {
    let (mut world, sale, owners) = rights();
    let other = world.found();
    let holder = Holder::wallet(&owners[0].key);
    let elsewhere = world.open(&other, &holder);
    world.give(&other, &holder, 1_000 * SHARE);
    let pass = Pass { gate: Some(elsewhere), ..Pass::default() };
    refused!(world.send(&[commit_with(&sale, &owners[0], 1, pass)], &[&owners[0].key]), WrongPosition);
}

use makerstake_testkit::{
    assert_instruction_error, offerings::*, outcome::InstructionError, tokens::MintOptions, tokens::TOKEN,
};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{
    refused,
    support::{assert_purse, opened},
};

#[test]
fn an_investor_commits_once_and_again() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 20_000 * QUOTE);
    let receipt = world.commit(&sale, &ida, 5_000 * QUOTE).unwrap();
    let at = sale.commitment(&ida.address);
    receipt.assert_only_changed(&[ida.address, sale.offering(), at, ida.account, sale.purse()]);
    let commitment = world.commitment(&sale, &ida.address);
    assert_eq!(
        commitment,
        Commitment {
            discriminator: commitment.discriminator,
            offering: sale.offering(),
            investor: ida.address,
            refund_account: ida.account,
            payer: ida.address,
            amount: 5_000 * QUOTE,
            bought: 0,
            owed: 0,
            released: 0,
            is_settled: 0,
            is_insider: 0,
            bump: commitment.bump,
            version: 1,
            reserved: [0; 12],
        }
    );
    let receipt = world.commit(&sale, &ida, 15_000 * QUOTE).unwrap();
    receipt.assert_only_changed(&[sale.offering(), at, ida.account, sale.purse()]);
    assert_eq!(world.commitment(&sale, &ida.address).amount, 20_000 * QUOTE);
    let offering = world.offering(&sale);
    assert_eq!((offering.committed, offering.commitments), (20_000 * QUOTE, 1));
    assert_purse(&world, &sale);
    assert_eq!(world.account(&at).unwrap().data.len(), 184);
}

#[test]
fn nobody_commits_more_than_the_maximum_in_all() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 30_000 * QUOTE);
    refused!(world.commit(&sale, &ida, 0), ZeroAmount);
    refused!(world.commit(&sale, &ida, 20_000 * QUOTE + 1), AboveMaximum);
    world.commit(&sale, &ida, 20_000 * QUOTE).unwrap();
    refused!(world.commit(&sale, &ida, 1), AboveMaximum);
    let poor = world.investor(&sale, 1);
    assert_instruction_error!(world.commit(&sale, &poor, 2), InstructionError::Custom(1));
}

#[test]
fn commitments_are_taken_in_the_window_only() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 10 * QUOTE);
    let closes_at = world.offering(&sale).closes_at;
    world.set_time(closes_at - 1);
    world.commit(&sale, &ida, QUOTE).unwrap();
    world.set_time(closes_at);
    refused!(world.commit(&sale, &ida, QUOTE), WindowOver);
    world.close_sale(&sale);
    refused!(world.commit(&sale, &ida, QUOTE), NotOpen);
}

#[test]
fn a_creator_buys_in_its_own_name() {
    let (mut world, sale) = opened(&Terms::open());
    let maker = world.creating_investor(&sale, 100 * QUOTE);
    world.commit(&sale, &maker, 100 * QUOTE).unwrap();
    assert_eq!(world.commitment(&sale, &maker.address).investor, maker.address);

    let thief = world.investor(&sale, 100 * QUOTE);
    let forged = Investor { address: maker.address, ..thief };
    refused!(world.commit(&sale, &forged, QUOTE), NotInvestor);
}

#[test]
fn nobody_writes_in_the_commitment_of_another() {
    let (mut world, sale) = opened(&Terms::open());
    let (ida, eve) = (world.investor(&sale, 100 * QUOTE), world.investor(&sale, 100 * QUOTE));
    world.commit(&sale, &ida, QUOTE).unwrap();
    let mut other = commit(&sale, &eve, QUOTE);
    other.accounts[4].pubkey = sale.commitment(&ida.address);
    refused!(world.send(&[other], &[&eve.key]), NotInvestor);
    let mut nowhere = commit(&sale, &eve, QUOTE);
    nowhere.accounts[4].pubkey = sale.commitment(&sale.quote);
    assert_instruction_error!(world.send(&[nowhere], &[&eve.key]), InstructionError::InvalidSeeds);
}

#[test]
fn a_sponsor_pays_the_rent_and_nothing_else() {
    let (mut world, sale) = opened(&Terms::open());
    let (ida, sponsor) = (world.investor(&sale, QUOTE), world.actor());
    let mut sponsored = commit(&sale, &ida, QUOTE);
    sponsored.accounts[0].pubkey = sponsor.pubkey();
    let receipt = world.send(&[sponsored], &[&sponsor, &ida.key]).unwrap();
    assert!(receipt.change(&ida.address).is_none());
    assert_eq!(world.commitment(&sale, &ida.address).payer, sponsor.pubkey());
}

#[test]
fn refunds_go_to_a_token_account_of_the_quote_mint() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 100 * QUOTE);
    let other = world.mint(MintOptions::plain(TOKEN, ida.address));
    let elsewhere = world.token_account(&other, &ida.address);
    for (to, what) in [(ida.address, "a wallet"), (elsewhere, "another mint"), (sale.quote, "a mint")] {
        let mut bad = commit(&sale, &ida, QUOTE);
        bad.accounts[6].pubkey = to;
        println!("{what}");
        refused!(world.send(&[bad], &[&ida.key]), WrongRefundAccount);
    }
    let friend = world.investor(&sale, 0);
    let mut gift = commit(&sale, &ida, QUOTE);
    gift.accounts[6].pubkey = friend.account;
    world.send(&[gift], &[&ida.key]).unwrap();
    assert_eq!(world.commitment(&sale, &ida.address).refund_account, friend.account);
}

#[test]
fn the_mint_and_the_purse_are_the_offerings() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 100 * QUOTE);
    let mut other = commit(&sale, &ida, QUOTE);
    other.accounts[8].pubkey = sale.realm.f.mint;
    refused!(world.send(&[other], &[&ida.key]), WrongMint);
    let own = world.token_account(&sale.quote, &sale.issuer.pubkey());
    let mut other = commit(&sale, &ida, QUOTE);
    other.accounts[7].pubkey = own;
    refused!(world.send(&[other], &[&ida.key]), WrongVault);
}

#[test]
fn behind_no_gate_nothing_is_shown() {
    let (mut world, sale) = opened(&Terms::open());
    let ida = world.investor(&sale, 100 * QUOTE);
    let gate = Some(Pubkey::new_from_array([9; 32]));
    for pass in [
        Pass { cap: 1, ..Pass::default() },
        Pass { proof: vec![[1; 32]], ..Pass::default() },
        Pass { gate, ..Pass::default() },
    ] {
        refused!(world.send(&[commit_with(&sale, &ida, QUOTE, pass)], &[&ida.key]), UnexpectedProof);
    }
}

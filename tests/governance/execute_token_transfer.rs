use makerstake_testkit::{
    governance::*,
    tokens::{MintOptions, TOKEN, TOKEN_2022},
};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::Owners};

/// A mint of this program with 1,000,000 base units in the treasury's associated account.
fn funded(o: &mut Owners, program: Pubkey) -> (Pubkey, Keypair) {
    let minter = o.world.actor();
    let mint = o.world.mint(MintOptions::plain(program, minter.pubkey()));
    let payer = o.world.fee_payer.pubkey();
    let open = spl_associated_token_account_interface::instruction::create_associated_token_account(
        &payer,
        &o.realm.treasury,
        &mint,
        &program,
    );
    o.world.send(&[open], &[]).unwrap();
    o.world.mint_to(&mint, &associated(&o.realm.treasury, &mint, &program), &minter, 1_000_000);
    (mint, minter)
}

#[test]
fn tokens_of_both_programs_reach_a_wallet_whose_account_is_opened() {
    for program in [TOKEN, TOKEN_2022] {
        let mut o = Owners::new();
        let (mint, _) = funded(&mut o, program);
        let to = o.somebody();
        let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 400_000), pay_tokens(&mint, &to, 600_000)]);
        let route = TokenRoute::to_wallet(&o.realm, &mint, &program, &to);
        let execute = execute_token_transfer(&o.realm, &p, LARGE, &route);
        let before = o.world.lamports(&o.realm.treasury);
        let receipt = o.world.send(std::slice::from_ref(&execute), &[]).unwrap();
        receipt.assert_only_changed(&[p, o.realm.treasury, route.source, route.destination]);
        assert_eq!(o.world.tokens(&route.destination), 400_000);
        let rent = o.world.lamports(&route.destination);
        assert_eq!(o.world.lamports(&o.realm.treasury), before - rent, "the treasury pays the rent");
        o.world.send(&[execute], &[]).unwrap();
        assert_eq!((o.world.tokens(&route.source), o.world.tokens(&route.destination)), (0, 1_000_000));
    }
}

#[test]
fn a_token_account_is_paid_directly() {
    let mut o = Owners::new();
    let (mint, _) = funded(&mut o, TOKEN);
    let owner = o.somebody();
    let account = o.world.token_account(&mint, &owner);
    let p = o.decide(LARGE, &[pay_tokens(&mint, &account, 5)]);
    let mut route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &account);
    refused!(o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]), WrongDestination);
    route.destination = account;
    o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]).unwrap();
    assert_eq!(o.world.tokens(&account), 5);
}

#[test]
fn mints_programs_the_treasury_and_other_mints_are_skipped() {
    let mut o = Owners::new();
    let (mint, _) = funded(&mut o, TOKEN);
    let (other_mint, _) = funded(&mut o, TOKEN);
    let own = o.world.token_account(&mint, &o.realm.treasury);
    let somebody = o.somebody();
    let foreign = o.world.token_account(&other_mint, &somebody);
    let others = [mint, GOVERNANCE, o.realm.platform, own, foreign];
    let mut actions: Vec<_> = others.iter().map(|to| pay_tokens(&mint, to, 5)).collect();
    actions.push(pay_tokens(&mint, &somebody, 5));
    let p = o.decide(LARGE, &actions);
    for to in &others {
        let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, to);
        let receipt = o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]).unwrap();
        receipt.assert_only_changed(&[p]);
    }
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &somebody);
    o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]).unwrap();
    assert_eq!((o.world.proposal(&p).skipped, o.world.tokens(&route.destination)), (0b1_1111, 5));
}

/// A frozen account, one that was given away, one that wants memos: each is skipped, and paid once it can be.
#[test]
fn accounts_that_cannot_be_paid_are_skipped_until_they_can() {
    let mut o = Owners::new();
    let (mint, _) = funded(&mut o, TOKEN_2022);
    let (to, else_where) = (o.somebody(), o.somebody());
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN_2022, &to);
    let payer = o.world.fee_payer.pubkey();
    let open = spl_associated_token_account_interface::instruction::create_associated_token_account(
        &payer,
        &to,
        &mint,
        &TOKEN_2022,
    );
    o.world.send(&[open], &[]).unwrap();
    let good = o.world.account(&route.destination).unwrap();
    let mut frozen = good.clone();
    frozen.data[108] = 2;
    let mut given = good.clone();
    given.data[32..64].copy_from_slice(else_where.as_array());
    let mut wants_memos = good.clone();
    wants_memos.data.truncate(165);
    wants_memos.data.extend_from_slice(&[2, 8, 0, 1, 0, 1]);
    let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 5)]);
    let execute = execute_token_transfer(&o.realm, &p, LARGE, &route);
    for bad in [frozen, given, wants_memos] {
        o.world.svm.set_account(route.destination, bad).unwrap();
        o.world.send(std::slice::from_ref(&execute), &[]).unwrap();
        assert_eq!((o.world.proposal(&p).skipped, o.world.state(&p)), (1, State::Executing));
    }
    o.world.svm.set_account(route.destination, good).unwrap();
    o.world.send(&[execute], &[]).unwrap();
    assert_eq!((o.world.tokens(&route.destination), o.world.state(&p)), (5, State::Executed));
}

/// The issuer of a token holds up nobody who is paid in another: the treasury's frozen account is a fact, another account that
/// is frozen is what an executor brings.
#[test]
fn an_issuer_holds_up_nobody() {
    let mut o = Owners::new();
    let (mint, _) = funded(&mut o, TOKEN);
    let (to, friend) = (o.somebody(), o.somebody());
    let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 5), pay(&friend, 1_000_000)]);
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to);
    let mut account = o.world.account(&route.source).unwrap();
    account.data[108] = 2;
    let second = o.somebody();
    o.world.svm.set_account(second, account.clone()).unwrap();
    let payload = TokenRoute { source: second, ..route };
    refused!(o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &payload)], &[]), WrongSource);
    o.world.svm.set_account(route.source, account).unwrap();
    o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]).unwrap();
    o.world.send(&[execute_transfer(&o.realm, &p, LARGE, &friend, &[])], &[]).unwrap();
    assert_eq!((o.world.lamports(&friend), o.world.proposal(&p).skipped), (1_000_000, 1));
}

#[test]
fn source_mint_recipient_and_destination_are_as_voted() {
    let mut o = Owners::new();
    let (mint, minter) = funded(&mut o, TOKEN);
    let (other_mint, _) = funded(&mut o, TOKEN);
    let (to, else_where) = (o.somebody(), o.somebody());
    let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 5)]);
    let good = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to);
    let mut run =
        |route: TokenRoute| o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]);
    refused!(run(TokenRoute { mint: other_mint, ..good }), WrongMint);
    refused!(run(TokenRoute { recipient: else_where, ..good }), WrongRecipient);
    refused!(run(TokenRoute { token_program: TOKEN_2022, ..good }), WrongMint);
    let others = associated(&o.realm.treasury, &other_mint, &TOKEN);
    refused!(run(TokenRoute { source: others, ..good }), WrongSource);
    refused!(
        run(TokenRoute { destination: associated(&else_where, &mint, &TOKEN), ..good }),
        WrongDestination
    );
    let theirs = o.world.token_account(&mint, &minter.pubkey());
    o.world.mint_to(&mint, &theirs, &minter, 100);
    let theft = TokenRoute { source: theirs, ..good };
    refused!(o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &theft)], &[]), WrongSource);
}

#[test]
fn more_than_the_account_holds_is_not_paid() {
    let mut o = Owners::new();
    let (mint, _) = funded(&mut o, TOKEN);
    let to = o.somebody();
    let p = o.decide(LARGE, &[pay_tokens(&mint, &to, 1_000_001)]);
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to);
    refused!(o.world.send(&[execute_token_transfer(&o.realm, &p, LARGE, &route)], &[]), InsufficientTreasury);
    let sol = execute_transfer(&o.realm, &p, LARGE, &to, &[]);
    refused!(o.world.send(&[sol], &[]), WrongAction);
}

#[test]
fn the_optimistic_limit_is_measured_in_the_token_that_is_spent() {
    let mut o = Owners::new();
    let (mint, founder) = (o.realm.f.dividend_mint, o.realm.f.founder.insecure_clone());
    let treasury = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &treasury, &founder, 1_000_000);
    let to = o.somebody();
    refused!(
        o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay_tokens(&mint, &to, 2_501)]),
        AboveActionLimit
    );
    let p = o.world.create_proposal(&o.realm, &o.eve, GRANTS, &[pay_tokens(&mint, &to, 2_500)]).unwrap();
    o.world.carry(&o.realm, &p, &[]);
    let route = TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &to);
    o.world.send(&[execute_token_transfer(&o.realm, &p, GRANTS, &route)], &[]).unwrap();
    assert_eq!(o.world.platform(&o.realm).meters.dividends.optimistic_ppm, 2_500);
}

//! Budgets in tokens.

use super::*;

/// A budget in tokens of an issuer, the treasury's account of them with 5, and the way to the team.
fn opened_in_tokens() -> (Owners, Keypair, Keypair, TokenRoute) {
    let mut o = Owners::new();
    let minter = o.world.actor();
    let mint = o.world.mint(MintOptions::plain(TOKEN, minter.pubkey()));
    let team = o.world.actor();
    let p = o.decide(LARGE, &[open(&team.pubkey(), Asset::Token(mint.as_array()))]);
    o.world.send(&[execute_open_budget(&o.realm, &p, LARGE, 1, None)], &[]).unwrap();
    let source = o.world.token_account(&mint, &o.realm.treasury);
    o.world.mint_to(&mint, &source, &minter, 5 * SOL);
    let route = TokenRoute { source, ..TokenRoute::to_wallet(&o.realm, &mint, &TOKEN, &team.pubkey()) };
    (o, minter, team, route)
}

#[test]
fn a_budget_in_tokens_fills_the_teams_account() {
    let (mut o, minter, team, route) = opened_in_tokens();
    let (mint, team) = (route.mint, team.pubkey());
    o.world.token_account(&mint, &team);
    o.world.advance(i64::from(DAY));
    let receipt = o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]).unwrap();
    receipt.assert_only_changed(&[o.realm.budget(1), route.source, route.destination]);
    assert_eq!(o.world.tokens(&route.destination), SOL);
    o.world.advance(i64::from(DAY));
    let mut wrong = route;
    wrong.source = o.world.token_account(&mint, &minter.pubkey());
    refused!(o.world.send(&[draw_tokens(&o.realm, 1, &wrong)], &[]), WrongSource);
    let mut wrong = route;
    wrong.destination = o.world.token_account(&mint, &minter.pubkey());
    refused!(o.world.send(&[draw_tokens(&o.realm, 1, &wrong)], &[]), WrongDestination);
    let mut wrong = route;
    wrong.mint = o.realm.f.mint;
    refused!(o.world.send(&[draw_tokens(&o.realm, 1, &wrong)], &[]), WrongMint);
    refused!(o.world.send(&[draw(&o.realm, 1, &team)], &[]), WrongMint);
    o.world.advance(10 * i64::from(DAY));
    // 11 are due, 4 are there.
    o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]).unwrap();
    assert_eq!(o.world.tokens(&route.destination), 5 * SOL);
    o.world.advance(1);
    refused!(o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]), InsufficientTreasury);
}

#[test]
fn a_team_that_closes_its_account_again_and_again_drains_no_rent_from_the_treasury() {
    let (mut o, minter, team, route) = opened_in_tokens();
    let (mint, theirs) = (route.mint, route.destination);
    let treasury = o.world.lamports(&o.realm.treasury);
    let away = o.world.token_account(&mint, &minter.pubkey());
    o.world.advance(i64::from(DAY));
    refused!(o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]), WrongDestination);
    for _ in 0..3 {
        o.world.token_account(&mint, &team.pubkey());
        o.world.advance(1);
        o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]).unwrap();
        let drawn = o.world.tokens(&theirs);
        o.world.transfer_tokens(&mint, &theirs, &away, &team, drawn);
        let owner = team.pubkey();
        let close = token::close_account(&TOKEN, &theirs, &owner, &owner, &[]).unwrap();
        o.world.send(&[close], &[&team]).unwrap();
        o.world.advance(1);
        refused!(o.world.send(&[draw_tokens(&o.realm, 1, &route)], &[]), WrongDestination);
    }
    assert_eq!(o.world.lamports(&o.realm.treasury), treasury, "not a lamport");
}

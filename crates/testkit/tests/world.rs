//! The world itself: programs load, tokens and time behave.

use makerstake_testkit::{
    tokens::{MintOptions, TOKEN, TOKEN_2022},
    World,
};
use solana_signer::Signer;

#[test]
fn tokens_of_both_programs_are_minted_and_moved() {
    let mut world = World::new();
    for program in [TOKEN, TOKEN_2022] {
        let authority = world.actor();
        let holder = world.actor();
        let mint = world.mint(MintOptions::plain(program, authority.pubkey()));
        let from = world.token_account(&mint, &authority.pubkey());
        let to = world.token_account(&mint, &holder.pubkey());
        world.mint_to(&mint, &from, &authority, 70);
        world.transfer_tokens(&mint, &from, &to, &authority, 30);
        assert_eq!((world.tokens(&from), world.tokens(&to), world.supply(&mint)), (40, 30, 70));
    }
}

#[test]
fn a_mint_with_metadata_has_no_supply() {
    let mut world = World::new();
    let authority = world.actor();
    let mint = world.mint_with_metadata(&authority, "Reel Shares", "REEL", "https://example.org/reel.json");
    assert_eq!(world.supply(&mint), 0);
}

#[test]
fn only_the_test_moves_the_clock() {
    let mut world = World::new();
    let (time, slot) = (world.now(), world.slot());
    world.advance(10);
    assert_eq!((world.now(), world.slot()), (time + 10, slot + 26));
}

//! Attacks that issue 4 names, each refused. More stand with their instruction.

use makerstake_testkit::{assert_instruction_error, clock::DAY, equity::*, outcome::InstructionError, World};
use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_signer::Signer;

use crate::{refused, support::*};

/// Puts a copy of an account somewhere, owned by `owner`, after a change to its bytes.
fn forge(world: &mut World, from: &Pubkey, owner: &Pubkey, change: impl FnOnce(&mut Vec<u8>)) -> Pubkey {
    let mut account = world.account(from).unwrap();
    change(&mut account.data);
    let at = world.keypair().pubkey();
    let forged = Account { owner: *owner, ..account };
    world.svm.set_account(at, forged).unwrap();
    at
}

#[test]
fn a_self_consistent_universe_of_forged_accounts_is_refused() {
    let (mut world, f, key, holder) = one_owner();
    let program = world.keypair().pubkey();
    let pool = forge(&mut world, &f.pool, &program, |_| {});
    let point = |data: &mut Vec<u8>| data[8..40].copy_from_slice(pool.as_ref());
    let position = forge(&mut world, &f.position(&holder.address), &program, point);
    let mut ix = request_withdrawal(&f, &holder, SHARE);
    ix.accounts[2].pubkey = pool;
    ix.accounts[3].pubkey = position;
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::IllegalOwner);
    let mut ix = request_withdrawal(&f, &holder, SHARE);
    ix.accounts[3].pubkey = position;
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::IllegalOwner);
}

#[test]
fn a_pool_of_the_attacker_opens_no_other_vault() {
    let (mut world, f, theirs) = two_pools();
    let thief = theirs.scoring();
    let loot = world.token_account(&f.mint, &thief.address);
    world.send(&[request_withdrawal(&theirs, &thief, SHARE)], &[&theirs.scorer]).unwrap();
    world.advance(21 * DAY);
    let mut ix = withdraw(&theirs, &thief, &loot);
    ix.accounts[5].pubkey = f.mint;
    ix.accounts[6].pubkey = f.vault;
    refused!(world.send(std::slice::from_ref(&ix), &[&theirs.scorer]), WrongMint);
    ix.accounts[5].pubkey = theirs.mint;
    refused!(world.send(&[ix], &[&theirs.scorer]), WrongVault);
}

#[test]
fn one_kind_of_account_does_not_pass_for_another() {
    let (mut world, f, key, holder) = one_owner();
    let plan = plan(&world, true);
    let grant = granted(&mut world, &f, &holder, &plan);
    let mut ix = request_withdrawal(&f, &holder, SHARE);
    ix.accounts[3].pubkey = grant;
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::AccountDataTooSmall);
    let mut ix = request_withdrawal(&f, &holder, SHARE);
    ix.accounts[3].pubkey = f.pool;
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::Custom(DUPLICATE));
    let mut ix = request_withdrawal(&f, &holder, SHARE);
    ix.accounts[2].pubkey = f.position(&f.scorer.pubkey());
    assert_instruction_error!(world.send(&[ix], &[&key]), InstructionError::AccountDataTooSmall);
}

#[test]
fn dust_and_rounding_loops_take_nothing() {
    let (mut world, f, key, holder) = one_owner();
    let account = dividends(&mut world, &f, &key, 0);
    let (other_key, other) = world.owner(&f, 333 * SHARE + 1);
    let other_account = dividends(&mut world, &f, &other_key, 0);
    let mut paid_in = 0;
    for round in 0..60 {
        pay_in(&mut world, &f, 3);
        paid_in += 3;
        // Shares leave and return by dust, settling each time.
        world.send(&[request_withdrawal(&f, &holder, 1)], &[&key]).unwrap();
        world.give(&f, &holder, 1);
        let _ = world.send(&[collect_dividend(&f, &holder, &account)], &[&key]);
        if round % 20 == 19 {
            let _ = world.send(&[collect_dividend(&f, &other, &other_account)], &[&other_key]);
        }
        let vault = world.tokens(&f.dividend_vault);
        assert_eq!(vault + world.tokens(&account) + world.tokens(&other_account), paid_in);
    }
    // The eager holder has 1,000 of some 2,333 shares: never more than its part of 180, and at most one less.
    let fair = 180 * 1_000 * u128::from(SHARE) / u128::from(world.pool(&f).total[0]);
    let got = u128::from(world.tokens(&account));
    assert!(got <= fair && got + 1 >= fair, "{got} of {fair}");
}

#[test]
fn gifts_to_the_vault_change_nothing() {
    let (mut world, f, key, holder) = one_owner();
    let source = world.issue(&f, &key.pubkey(), 10 * SHARE);
    let before = (world.pool(&f), world.position(&f, &holder.address));
    world.transfer_tokens(&f.mint, &source, &f.vault, &key, 10 * SHARE);
    assert_eq!((world.pool(&f), world.position(&f, &holder.address)), before);
    world.send(&[request_withdrawal(&f, &holder, 1_000 * SHARE)], &[&key]).unwrap();
    world.advance(21 * DAY);
    world.send(&[withdraw(&f, &holder, &source)], &[&key]).unwrap();
    assert_eq!(world.tokens(&source), 1_000 * SHARE);
}

#[test]
fn a_resolved_challenge_cannot_be_resolved_again_to_move_the_bonds() {
    let (mut world, f, _, holder, epoch) = challenged();
    let void = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Nobody);
    world.send(&[void], &[&f.founder]).unwrap();
    world.send(&[collect_bond(&f, epoch, &holder.address)], &[]).unwrap();
    let again = resolve(&f, &f.authority(), epoch, Outcome::Void, Fault::Proposer);
    refused!(world.send(&[again], &[&f.founder]), NotDisputed);
    refused!(world.send(&[collect_bond(&f, epoch, &holder.address)], &[]), NoBondDue);
}

#[test]
fn shares_that_vote_today_were_there_yesterday() {
    let (mut world, f, key, holder) = one_owner();
    world.advance(21 * DAY);
    let source = world.issue(&f, &key.pubkey(), 9_000 * SHARE);
    world.send(&[deposit(&f, &key.pubkey(), &source, &holder, 9_000 * SHARE)], &[&key]).unwrap();
    let position = world.position(&f, &holder.address);
    let now = ((world.now() - f.terms.snapshot_genesis) / (7 * DAY)) as u32;
    assert_eq!((position.epoch, position.own[1]), (now + 1, 1_000 * SHARE));
    world.send(&[request_withdrawal(&f, &holder, 10_000 * SHARE)], &[&key]).unwrap();
    let position = world.position(&f, &holder.address);
    assert_eq!((position.own[0], position.own[1]), (0, 1_000 * SHARE));
}

#[test]
fn books_that_do_not_balance_stop_the_program() {
    let (mut world, f, ..) = one_owner();
    let promised = world.pool(&f).grants_emitted + 1;
    let mut account = world.account(&f.pool).unwrap();
    // The pool's `cooling`: after its discriminator, seven addresses, six amounts and twice four totals.
    let cooling = 8 + 7 * 32 + 6 * 8 + 8 * 8;
    account.data[cooling..cooling + 8].copy_from_slice(&promised.to_le_bytes());
    world.svm.set_account(f.pool, account).unwrap();
    assert_eq!(world.pool(&f).cooling, promised);
    let destination = world.token_account(&f.mint, &f.authority());
    let issuing = issue_treasury(&f, &f.authority(), &destination, 1);
    refused!(world.send(&[issuing], &[&f.founder]), Unbalanced);
}

//! Calls of other programs, with exactly the accounts and bytes of the vote.

mod limits;
mod pins;

use makerstake_client::{
    addresses::program_data,
    loader::{Buffer, Deployed},
};
use makerstake_core::handle::NONE;
use makerstake_testkit::{creators, equity, governance::*};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;
use solana_system_interface::instruction as system;

use crate::{
    refused,
    support::{chained, TwoHouses},
};

const SOL: u64 = 1_000_000_000;
/// Code that nobody can change, in the world of these tests: the runtime's own.
const FIXED: Pin<'static> = Pin::Immutable;

/// A decided call of the system program: the treasury pays somebody.
fn payment() -> (TwoHouses, Instruction, Pubkey) {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    let pay = system::transfer(&t.o.realm.treasury, &to, 5 * SOL);
    let p = t.decide(CONSTITUTION, &[Call::of(&pay).action(FIXED)]);
    (t, pay, p)
}

/// A decided registration of a creator, paid by the treasury: a program of ours under the upgradeable loader, and a signature
/// that only its owner can give.
fn registration() -> (TwoHouses, Keypair, Instruction, Pubkey) {
    let mut t = TwoHouses::new();
    let maker = t.o.world.actor();
    let register = creators::register(&t.o.realm.treasury, &maker.pubkey(), NONE, Pubkey::default());
    let slot = Pin::Slot(t.o.world.deployed_in(&creators::CREATORS));
    let p = t.decide(CONSTITUTION, &[Call::of(&register).action(slot)]);
    (t, maker, register, p)
}

/// The same with a payload.
fn bringing(mut ix: Instruction, payload: &[u8]) -> Instruction {
    let len = (payload.len() as u32).to_le_bytes();
    ix.data = [&ix.data[..8], &len, payload].concat();
    ix
}

fn code() -> Option<Pubkey> {
    Some(program_data(&creators::CREATORS))
}

#[test]
fn the_treasury_signs_exactly_the_call_that_was_voted_on_once() {
    let (mut t, pay, p) = payment();
    let to = pay.accounts[1].pubkey;
    let before = t.o.world.lamports(&t.o.realm.treasury);
    let ix = execute_invoke(&t.o.realm, &p, &pay, None);
    let receipt = t.o.world.send(std::slice::from_ref(&ix), &[]).unwrap();
    receipt.assert_only_changed(&[p, t.o.realm.treasury, to]);
    assert_eq!(t.o.world.lamports(&to), 5 * SOL);
    assert_eq!(t.o.world.lamports(&t.o.realm.treasury), before - 5 * SOL);
    assert_eq!(t.o.world.state(&p), State::Executed);
    refused!(t.o.world.send(&[ix], &[]), NotPassed);
}

#[test]
fn others_sign_for_themselves_and_the_treasury_pays() {
    let (mut t, maker, register, p) = registration();
    let ix = execute_invoke(&t.o.realm, &p, &register, code());
    let mut unsigned = ix.clone();
    unsigned.accounts.iter_mut().for_each(|meta| meta.is_signer = false);
    refused!(t.o.world.send(&[unsigned], &[]), FlagMissing);
    let receipt = t.o.world.send(&[ix], &[&maker]).unwrap();
    let creator = register.accounts[2].pubkey;
    receipt.assert_only_changed(&[p, t.o.realm.treasury, creator]);
    assert_eq!(t.o.world.creator(&creator).authority, maker.pubkey());
}

#[test]
fn owners_pay_a_dividend_out_of_their_treasury() {
    let mut t = TwoHouses::new();
    let f = &t.o.realm.f;
    let (mint, treasury) = (f.dividend_mint, t.o.realm.treasury);
    let token_account = t.o.world.token_account(&mint, &treasury);
    t.o.world.mint_to(&mint, &token_account, &t.o.realm.f.founder, 9_000_000);
    let deposit = equity::deposit_dividend(&t.o.realm.f, &treasury, &token_account, 9_000_000);
    let account = t.o.world.account(&program_data(&equity::EQUITY)).unwrap();
    let deployed = Deployed::read(&account.data).unwrap();
    let (bytes, hash) = (deployed.code.len() as u32, deployed.hash());
    let p = t.decide(CONSTITUTION, &[Call::of(&deposit).action(Pin::Code { bytes, hash: &hash })]);
    let ix = execute_invoke(&t.o.realm, &p, &deposit, Some(program_data(&equity::EQUITY)));
    t.o.world.send(&[ix], &[]).unwrap();
    assert_eq!(
        (t.o.world.tokens(&token_account), t.o.world.tokens(&t.o.realm.f.dividend_vault)),
        (0, 9_000_000)
    );
}

#[test]
fn several_calls_are_made_one_by_one_in_their_order() {
    let mut t = TwoHouses::new();
    let (first, second) = (t.o.somebody(), t.o.somebody());
    let calls = [&first, &second].map(|to| system::transfer(&t.o.realm.treasury, to, SOL));
    let decided = [Call::of(&calls[0]), Call::of(&calls[1])];
    let p = t.decide(CONSTITUTION, &[decided[0].action(FIXED), decided[1].action(FIXED)]);
    let execute = |t: &mut TwoHouses, n: usize| {
        let ix = execute_invoke(&t.o.realm, &p, &calls[n], None);
        t.o.world.send(&[ix], &[])
    };
    refused!(execute(&mut t, 1), AccountsMismatch);
    execute(&mut t, 0).unwrap();
    refused!(execute(&mut t, 0), AccountsMismatch);
    execute(&mut t, 1).unwrap();
    assert_eq!((t.o.world.lamports(&first), t.o.world.lamports(&second)), (SOL, SOL));
}

#[test]
fn neither_early_nor_late() {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    let pay = system::transfer(&t.o.realm.treasury, &to, SOL);
    let call = Call::of(&pay);
    let p = t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(FIXED)]).unwrap();
    let ix = execute_invoke(&t.o.realm, &p, &pay, None);
    refused!(t.o.world.send(std::slice::from_ref(&ix), &[]), NotPassed);
    t.o.world.carry(&t.o.realm, &p, &[&t.o.ada, &t.o.ben, &t.mia, &t.tom]);
    let times = times(&t.o.world.proposal(&p));
    assert!(times.executable_from() - times.closes_at() >= 7 * 86_400);
    t.o.world.set_time(times.executable_from() - 1);
    refused!(t.o.world.send(std::slice::from_ref(&ix), &[]), TimelockNotOver);
    t.o.world.set_time(times.executable_until());
    refused!(t.o.world.send(std::slice::from_ref(&ix), &[]), GraceOver);
    t.o.world.set_time(times.executable_until() - 1);
    t.o.world.send(&[ix], &[]).unwrap();
}

#[test]
fn no_account_is_changed_moved_added_or_left_out() {
    let (mut t, maker, register, p) = registration();
    let good = execute_invoke(&t.o.realm, &p, &register, code());
    let declared = good.accounts.len() - register.accounts.len();
    let somebody = t.o.somebody();
    let mut wrong = Vec::new();
    for at in declared..good.accounts.len() {
        let mut changed = good.clone();
        changed.accounts[at].pubkey = somebody;
        wrong.push(changed);
        let mut missing = good.clone();
        missing.accounts.remove(at);
        wrong.push(missing);
    }
    for at in declared + 1..good.accounts.len() {
        let mut moved = good.clone();
        moved.accounts.swap(at - 1, at);
        wrong.push(moved);
    }
    let mut extra = good.clone();
    extra.accounts.push(AccountMeta::new_readonly(somebody, false));
    wrong.push(extra);
    let mut twice = good.clone();
    twice.accounts.push(good.accounts[declared].clone());
    wrong.push(twice);
    let keys = [&maker];
    for ix in wrong {
        // Whoever is asked for a signature and cannot give it never gets so far.
        let mut ix = ix;
        ix.accounts.iter_mut().filter(|meta| meta.pubkey == somebody).for_each(|meta| meta.is_signer = false);
        refused!(t.o.world.send(&[ix], &keys), AccountsMismatch);
    }
    t.o.world.send(&[good], &keys).unwrap();
}

#[test]
fn no_flag_is_missing_and_none_is_added() {
    let (mut t, maker, register, p) = registration();
    let good = execute_invoke(&t.o.realm, &p, &register, code());
    let declared = good.accounts.len() - register.accounts.len();
    for (at, meta) in register.accounts.iter().enumerate() {
        if meta.is_writable {
            let mut ix = good.clone();
            ix.accounts[declared + at].is_writable = false;
            refused!(t.o.world.send(&[ix], &[&maker]), FlagMissing);
        }
    }
    // Voted without the payer's signature or the account's right to be written to: the callee gets no more than that, although the
    // transaction has it.
    let (payer, other) = (t.o.world.actor(), t.o.world.actor());
    for change in
        [|meta: &mut AccountMeta| meta.is_signer = false, |meta: &mut AccountMeta| meta.is_writable = false]
    {
        let mut less = creators::register(&payer.pubkey(), &other.pubkey(), NONE, Pubkey::default());
        change(&mut less.accounts[0]);
        let slot = Pin::Slot(t.o.world.deployed_in(&creators::CREATORS));
        let p = t.decide(CONSTITUTION, &[Call::of(&less).action(slot)]);
        let mut ix = execute_invoke(&t.o.realm, &p, &less, code());
        ix.accounts[declared].is_signer = true;
        ix.accounts[declared].is_writable = true;
        let refusal = t.o.world.send(&[ix], &[&payer, &other]).unwrap_err();
        assert_eq!(refusal.program, Some(creators::CREATORS), "{refusal:?}");
    }
}

#[test]
fn no_byte_is_other_than_voted() {
    let mut t = TwoHouses::new();
    let to = t.o.somebody();
    let pay = system::transfer(&t.o.realm.treasury, &to, SOL);
    let (wires, links) = chained(&[Call::of(&pay).action(FIXED)]);
    let kinds = Kinds::NONE.with(Kind::Invoke).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    let run = |t: &mut TwoHouses, payload: Vec<u8>| {
        let ix = bringing(execute_invoke(&t.o.realm, &p, &pay, None), &payload);
        t.o.world.send(&[ix], &[])
    };
    let payload = [&links[1][..], &wires[0]].concat();
    refused!(run(&mut t, Vec::new()), PayloadMismatch);
    for at in 0..payload.len() {
        let mut other = payload.clone();
        other[at] ^= 1;
        refused!(run(&mut t, other), PayloadMismatch);
    }
    refused!(run(&mut t, [&payload[..], &[0]].concat()), PayloadMismatch);
    refused!(run(&mut t, payload[..payload.len() - 1].to_vec()), PayloadMismatch);
    run(&mut t, payload.clone()).unwrap();
    assert_eq!(t.o.world.lamports(&to), SOL);
    refused!(run(&mut t, payload), NotPassed);
    // Inline: the bytes are in the proposal, and there is no payload.
    let (mut t, pay, p) = payment();
    let ix = bringing(execute_invoke(&t.o.realm, &p, &pay, None), &[7]);
    refused!(t.o.world.send(&[ix], &[]), UnexpectedPayload);
}

#[test]
fn another_program_is_not_called() {
    let (mut t, pay, p) = payment();
    let mut other = pay;
    other.program_id = creators::CREATORS;
    let ix = execute_invoke(&t.o.realm, &p, &other, code());
    refused!(t.o.world.send(&[ix], &[]), WrongTarget);
    refused!(t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]), WrongAction);
    let text = [3; 32];
    let words = t.decide(RULES, &[Action::Resolve { text_hash: &text }]);
    let ix = execute_invoke(&t.o.realm, &words, &other, code());
    refused!(t.o.world.send(&[ix], &[]), WrongAction);
}

#[test]
fn governance_does_not_call_itself() {
    let mut t = TwoHouses::new();
    let hand_over = hand_over_pool(&t.o.realm);
    let call = Call::of(&hand_over);
    let slot = Pin::Slot(t.o.world.deployed_in(&GOVERNANCE));
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(slot)]), SelfTarget);
    // By hash nobody sees it before.
    let (wires, links) = chained(&[call.action(slot)]);
    let kinds = Kinds::NONE.with(Kind::Invoke).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    let ix = execute_invoke(&t.o.realm, &p, &hand_over, Some(program_data(&GOVERNANCE)));
    let ix = bringing(ix, &[&links[1][..], &wires[0]].concat());
    let founder = t.o.realm.f.founder.insecure_clone();
    refused!(t.o.world.send(&[ix], &[&founder]), SelfTarget);
}

#[test]
fn no_account_of_governance_is_writable_inside() {
    let mut t = TwoHouses::new();
    let (platform, track, voter) =
        (t.o.realm.platform, t.o.realm.track(GRANTS), t.o.realm.voter(&t.o.ada.holder.address));
    for (target, code) in [(platform, None), (track, None), (voter, None)] {
        let pay = system::transfer(&t.o.realm.treasury, &target, SOL);
        let p = t.decide(CONSTITUTION, &[Call::of(&pay).action(FIXED)]);
        let before = t.o.world.account(&target);
        let ix = execute_invoke(&t.o.realm, &p, &pay, code);
        refused!(t.o.world.send(&[ix], &[]), GovernanceWritable);
        assert_eq!((t.o.world.account(&target), t.o.world.proposal(&p).cursor), (before, 0));
    }
    // The proposal itself stands twice among the accounts, one of them writable: the framework's own refusal.
    let nonce = 3;
    let own = t.o.realm.proposal(&t.o.ada.holder.address, nonce);
    let pay = system::transfer(&t.o.realm.treasury, &own, SOL);
    let draft = Draft::new(nonce, CONSTITUTION, encode(&[Call::of(&pay).action(FIXED)]));
    let create = create_proposal(&t.o.realm, &t.o.ada.holder.signer, &t.o.ada.holder, &draft);
    t.o.world.send(&[create], &[&t.o.ada.key]).unwrap();
    t.o.world.carry(&t.o.realm, &own, &[&t.o.ada, &t.o.ben, &t.mia, &t.tom]);
    let ix = execute_invoke(&t.o.realm, &own, &pay, None);
    let refusal = t.o.world.send(&[ix], &[]).unwrap_err();
    assert_eq!((refusal.program, refusal.code), (Some(GOVERNANCE), Some(2_040)));
}

#[test]
fn the_treasury_stays_a_wallet() {
    let mut t = TwoHouses::new();
    let treasury = t.o.realm.treasury;
    for take in [system::assign(&treasury, &creators::CREATORS), system::allocate(&treasury, 8)] {
        let p = t.decide(CONSTITUTION, &[Call::of(&take).action(FIXED)]);
        let ix = execute_invoke(&t.o.realm, &p, &take, None);
        refused!(t.o.world.send(&[ix], &[]), TreasuryTaken);
        assert_eq!(t.o.world.account(&treasury).unwrap().owner, system_program::ID);
    }
}

#[test]
fn a_call_that_fails_leaves_everything_as_it_was() {
    let mut t = TwoHouses::new();
    let treasury = t.o.realm.treasury;
    let all = t.o.world.lamports(&treasury);
    let to = t.o.somebody();
    let pay = system::transfer(&treasury, &to, all + 1);
    let p = t.decide(CONSTITUTION, &[Call::of(&pay).action(FIXED)]);
    let before = t.o.world.proposal(&p);
    let ix = execute_invoke(&t.o.realm, &p, &pay, None);
    let refusal = t.o.world.send(std::slice::from_ref(&ix), &[]).unwrap_err();
    assert_eq!((refusal.program, refusal.code), (Some(system_program::ID), Some(1)));
    assert_eq!((t.o.world.proposal(&p), t.o.world.lamports(&treasury)), (before, all));
    // It is not used up: with money it goes through.
    t.o.world.fund(&treasury, 2 * SOL);
    t.o.world.send(&[ix], &[]).unwrap();
    assert_eq!(t.o.world.state(&p), State::Executed);
}

#[test]
fn a_key_that_is_no_treasury_signs_nothing_for_another_platform() {
    let mut t = TwoHouses::new();
    let victim = t.o.world.realm();
    let to = t.o.somebody();
    let steal = system::transfer(&victim.treasury, &to, SOL);
    let p = t.decide(CONSTITUTION, &[Call::of(&steal).action(FIXED)]);
    let mut ix = execute_invoke(&t.o.realm, &p, &steal, None);
    ix.accounts.iter_mut().for_each(|meta| meta.is_signer = false);
    refused!(t.o.world.send(&[ix], &[]), FlagMissing);
    let mut ix = execute_invoke(&victim, &p, &steal, None);
    ix.accounts.iter_mut().for_each(|meta| meta.is_signer = false);
    refused!(t.o.world.send(&[ix.clone()], &[]), WrongPlatform);
    ix.accounts[0].pubkey = t.o.realm.platform;
    refused!(t.o.world.send(&[ix], &[]), WrongTreasury);
}

#[test]
fn a_buffer_that_was_not_used_goes_back_by_a_vote() {
    let mut t = TwoHouses::new();
    let (treasury, owner) = (t.o.realm.treasury, t.o.somebody());
    let buffer = t.o.world.buffer(&[1, 2, 3], &treasury);
    let give = loader::set_authority(&buffer, &treasury, &owner);
    let p = t.decide(CONSTITUTION, &[Call::of(&give).action(FIXED)]);
    t.o.world.send(&[execute_invoke(&t.o.realm, &p, &give, None)], &[]).unwrap();
    let account = t.o.world.account(&buffer).unwrap();
    assert_eq!(Buffer::read(&account.data).unwrap().authority, Some(owner));
}

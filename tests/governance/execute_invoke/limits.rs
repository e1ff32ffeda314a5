//! How large a call can be: accounts, bytes, compute units.

use makerstake_core::action::code::MAX_ACCOUNTS;
use makerstake_testkit::governance::*;
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_instruction::{AccountMeta, Instruction};
use solana_message::Message;
use solana_signer::Signer;
use solana_system_interface::instruction as system;

use super::{bringing, FIXED, SOL};
use crate::{
    refused,
    support::{chained, TwoHouses},
};

/// Bytes of the largest transaction.
const PACKET: usize = 1_232;

/// A transfer with so many accounts in all and so many bytes behind it, which the system program does not look at.
fn padded(t: &mut TwoHouses, accounts: usize, bytes: usize) -> Instruction {
    let to = t.o.somebody();
    let mut call = system::transfer(&t.o.realm.treasury, &to, SOL);
    while call.accounts.len() < accounts {
        call.accounts.push(AccountMeta::new(t.o.somebody(), false));
    }
    call.data.resize(call.data.len() + bytes, 0);
    call
}

/// Bytes of a transaction of this instruction alone.
fn packet(t: &TwoHouses, instruction: &Instruction) -> usize {
    let message = Message::new(std::slice::from_ref(instruction), Some(&t.o.world.fee_payer.pubkey()));
    1 + 64 * usize::from(message.header.num_required_signatures) + message.serialize().len()
}

/// Beside a second instruction, so that docs/costs.md, which is of what people send, does not count it.
fn beside(instruction: Instruction) -> [Instruction; 2] {
    [ComputeBudgetInstruction::set_compute_unit_limit(1_000_000), instruction]
}

/// Proposes inline, decides, executes; returns the bytes of both transactions and what the execution cost.
fn inline(accounts: usize, bytes: usize) -> [usize; 3] {
    let mut t = TwoHouses::new();
    let call = padded(&mut t, accounts, bytes);
    let draft = Draft::new(1, CONSTITUTION, encode(&[Call::of(&call).action(FIXED)]));
    let create = create_proposal(&t.o.realm, &t.o.ada.holder.signer, &t.o.ada.holder, &draft);
    let p = t.o.realm.proposal(&t.o.ada.holder.address, 1);
    let execute = execute_invoke(&t.o.realm, &p, &call, None);
    let sizes = [&create, &execute].map(|instruction| packet(&t, instruction));
    t.o.world.send(&beside(create), &[&t.o.ada.key]).unwrap();
    t.o.world.carry(&t.o.realm, &p, &[&t.o.ada, &t.o.ben, &t.mia, &t.tom]);
    let executed = t.o.world.send(&beside(execute), &[]).unwrap();
    [sizes[0], sizes[1], executed.compute_units as usize]
}

/// The same by hash; returns the bytes of the execution and what it cost.
fn by_hash(accounts: usize, bytes: usize) -> [usize; 2] {
    let mut t = TwoHouses::new();
    let call = padded(&mut t, accounts, bytes);
    let (wires, links) = chained(&[Call::of(&call).action(FIXED)]);
    let kinds = Kinds::NONE.with(Kind::Invoke).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    let payload = [&links[1][..], &wires[0]].concat();
    let execute = bringing(execute_invoke(&t.o.realm, &p, &call, None), &payload);
    let size = packet(&t, &execute);
    let executed = t.o.world.send(&beside(execute), &[]).unwrap();
    [size, executed.compute_units as usize]
}

/// docs/governance.md has these figures. A packet holds 1,232 bytes, and a call never asks for more heap than there is.
#[test]
fn the_largest_calls_fit_into_their_transactions_and_the_heap() {
    let [create, execute, units] = inline(18, 0);
    assert!(create <= PACKET && execute <= PACKET && units <= 8_500, "{create} {execute} {units}");
    assert!(inline(19, 0)[0] > PACKET);
    let [create, ..] = inline(2, 559);
    assert_eq!(create, PACKET);
    let [execute, units] = by_hash(13, 0);
    assert!(execute <= PACKET && units <= 7_500, "{execute} {units}");
    assert!(by_hash(14, 0)[0] > PACKET);
    // As many as the program takes, were there room for them in a packet.
    let [_, units] = by_hash(MAX_ACCOUNTS, 0);
    assert!(units <= 12_000, "{units}");
    let mut t = TwoHouses::new();
    let call = Call::of(&padded(&mut t, MAX_ACCOUNTS + 1, 0));
    refused!(
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(FIXED)]),
        InvalidActionParameters
    );
}

//! Only the code that was voted on is called.

use makerstake_client::{
    addresses::program_data,
    hash::Sha2,
    loader::{Deployed, PROGRAM_DATA_CODE_AT},
    programs::Program,
};
use makerstake_core::{handle::NONE, hash::Sha256 as _};
use makerstake_testkit::{creators, equity, governance::*};
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction as system;

use super::{bringing, code, registration, FIXED, SOL};
use crate::{
    refused,
    support::{chained, TwoHouses},
};

#[test]
fn code_swapped_after_the_vote_is_refused() {
    let (mut t, maker, register, p) = registration();
    let ix = execute_invoke(&t.o.realm, &p, &register, code());
    let rogue = t.o.world.actor();
    t.o.world.make_upgradeable(&creators::CREATORS, &rogue.pubkey());
    let code = std::fs::read(makerstake_testkit::world::elf(Program::Creators)).unwrap();
    let buffer = t.o.world.buffer(&code, &rogue.pubkey());
    let upgrade = loader::upgrade(&creators::CREATORS, &buffer, &rogue.pubkey());
    t.o.world.send(&[upgrade], &[&rogue]).unwrap();
    t.o.world.advance(1);
    refused!(t.o.world.send(&[ix], &[&maker]), ProgramHashMismatch);
}

#[test]
fn a_pin_of_the_first_bytes_lets_no_other_code_through() {
    let mut t = TwoHouses::new();
    let maker = t.o.world.actor();
    let register = creators::register(&t.o.realm.treasury, &maker.pubkey(), NONE, Pubkey::default());
    let data = t.o.world.account(&program_data(&creators::CREATORS)).unwrap();
    // What every ELF of this kind begins with: an owner of the program keeps it, and replaces the rest after the vote.
    let head = Sha2::hashv(&[&Deployed::read(&data.data).unwrap().code[..32]]);
    let p = t.decide(CONSTITUTION, &[Call::of(&register).action(Pin::Code { bytes: 32, hash: &head })]);
    let rogue = t.o.world.actor();
    t.o.world.make_upgradeable(&creators::CREATORS, &rogue.pubkey());
    let other = std::fs::read(makerstake_testkit::world::elf(Program::Attestations)).unwrap();
    assert_eq!(head, Sha2::hashv(&[&other[..32]]), "of ELFs the beginning is the same");
    let ix = execute_invoke(&t.o.realm, &p, &register, code());
    refused!(t.o.world.send(std::slice::from_ref(&ix), &[&maker]), ProgramHashMismatch);
    let mut swapped = data;
    swapped.data.truncate(PROGRAM_DATA_CODE_AT);
    swapped.data.extend_from_slice(&other);
    t.o.world.svm.set_account(program_data(&creators::CREATORS), swapped).unwrap();
    refused!(t.o.world.send(&[ix], &[&maker]), ProgramHashMismatch);
}

#[test]
fn code_behind_pinned_bytes_and_zeros_is_seen() {
    let mut t = TwoHouses::new();
    let maker = t.o.world.actor();
    let register = creators::register(&t.o.realm.treasury, &maker.pubkey(), NONE, Pubkey::default());
    let data = t.o.world.account(&program_data(&creators::CREATORS)).unwrap();
    let deployed = Deployed::read(&data.data).unwrap();
    let (bytes, hash) = (deployed.code.len() as u32, deployed.hash());
    let p = t.decide(CONSTITUTION, &[Call::of(&register).action(Pin::Code { bytes, hash: &hash })]);
    let ix = execute_invoke(&t.o.realm, &p, &register, code());
    for (at, zeros) in [(0, 1), (300, 301), (300, 10_240), (10_239, 10_240)] {
        let mut longer = data.clone();
        longer.data.resize(data.data.len() + zeros, 0);
        longer.data[data.data.len() + at] = 1;
        longer.lamports = t.o.world.rent(longer.data.len());
        t.o.world.svm.set_account(program_data(&creators::CREATORS), longer.clone()).unwrap();
        refused!(t.o.world.send(std::slice::from_ref(&ix), &[&maker]), ProgramHashMismatch);
        longer.data[data.data.len() + at] = 0;
        t.o.world.svm.set_account(program_data(&creators::CREATORS), longer).unwrap();
    }
    t.o.world.send(&[ix], &[&maker]).unwrap();
}

#[test]
fn a_pin_by_a_slot_that_is_not_past_lets_no_code_through() {
    let mut t = TwoHouses::new();
    let maker = t.o.world.actor();
    let register = creators::register(&t.o.realm.treasury, &maker.pubkey(), NONE, Pubkey::default());
    let call = Call::of(&register);
    let present = t.o.world.slot();
    for ahead in [present, present + 100_000, u64::MAX] {
        let created =
            t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(Pin::Slot(ahead))]);
        refused!(created, SlotNotPast);
    }
    t.o.world
        .create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(Pin::Slot(present - 1))])
        .unwrap();
    // By hash nobody sees it before: whoever owns the program deploys other code in just that slot, after the vote.
    let planned = present + 100;
    let (wires, links) = chained(&[call.action(Pin::Slot(planned))]);
    let kinds = Kinds::NONE.with(Kind::Invoke).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    assert_eq!(t.o.world.proposal(&p).pinned_before, present);
    let at = program_data(&creators::CREATORS);
    let mut data = t.o.world.account(&at).unwrap();
    data.data[4..12].copy_from_slice(&planned.to_le_bytes());
    t.o.world.svm.set_account(at, data).unwrap();
    let ix = execute_invoke(&t.o.realm, &p, &register, code());
    let ix = bringing(ix, &[&links[1][..], &wires[0]].concat());
    refused!(t.o.world.send(&[ix], &[&maker]), SlotNotPast);
}

#[test]
fn code_is_pinned_by_slot_by_hash_or_for_ever() {
    let mut t = TwoHouses::new();
    let maker = t.o.world.actor();
    let register = creators::register(&t.o.realm.treasury, &maker.pubkey(), NONE, Pubkey::default());
    let call = Call::of(&register);
    let data = t.o.world.account(&program_data(&creators::CREATORS)).unwrap();
    let deployed = Deployed::read(&data.data).unwrap();
    let (bytes, part) = (deployed.code.len() as u32, Sha2::hashv(&[&deployed.code[..1_000]]));
    let all = deployed.hash();
    let to = t.o.somebody();
    let pay = system::transfer(&t.o.realm.treasury, &to, SOL);
    let native = Call::of(&pay);
    let p = t.decide_each(
        CONSTITUTION,
        &[
            call.action(Pin::Slot(deployed.slot + 1)),
            call.action(Pin::Code { bytes, hash: &part }),
            call.action(Pin::Code { bytes: bytes + 1, hash: &all }),
            native.action(Pin::Slot(0)),
            native.action(Pin::Code { bytes: 0, hash: &Sha2::hashv(&[]) }),
            call.action(FIXED),
        ],
    );
    for (n, proposal) in p.iter().enumerate().take(5) {
        let ix = match n {
            3 | 4 => execute_invoke(&t.o.realm, proposal, &pay, None),
            _ => execute_invoke(&t.o.realm, proposal, &register, code()),
        };
        refused!(t.o.world.send(&[ix], &[&maker]), ProgramHashMismatch);
    }
    // Nobody can change it, unless it has an authority.
    t.o.world.make_upgradeable(&creators::CREATORS, &maker.pubkey());
    let ix = execute_invoke(&t.o.realm, &p[5], &register, code());
    refused!(t.o.world.send(std::slice::from_ref(&ix), &[&maker]), ProgramHashMismatch);
    // The account of the code is the program's own.
    for wrong in [None, Some(program_data(&equity::EQUITY)), Some(t.o.realm.platform)] {
        let ix = execute_invoke(&t.o.realm, &p[5], &register, wrong);
        refused!(t.o.world.send(&[ix], &[&maker]), WrongTarget);
    }
    t.o.world.svm.set_account(program_data(&creators::CREATORS), data).unwrap();
    t.o.world.send(&[ix], &[&maker]).unwrap();
}

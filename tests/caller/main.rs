//! A program of somebody else's calls all four: `programs/caller`, by the builders of `makerstake-interface`, on the ELFs.

use makerstake_client::programs::Program;
use makerstake_testkit::{
    attestations::{attest, attestation_address},
    creators::{creator_address, register, Identity},
    equity::{deposit, Holder, SHARE},
    governance::{cast_vote, pay, TREASURY, YES},
    world::elf,
    World,
};
use sha2::{Digest, Sha256};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;
use solana_signer::Signer;

const CALLER: Pubkey = Pubkey::from_str_const("Ca11erCa11erCa11erCa11erCa11erCa11erCa11er1");

/// Puts the caller into a world.
fn with_caller(mut world: World) -> World {
    let path = elf(Program::Creators).with_file_name("makerstake_caller.so");
    world
        .svm
        .add_program_from_file(CALLER, &path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask build caller` first", path.display()));
    world
}

/// The caller's instruction that makes this call. Of its accounts `left_out` are left out, which are optional; the called program
/// comes before the account at `program_at`.
fn through(name: &str, call: Instruction, left_out: &[usize], program_at: usize) -> Instruction {
    let mut data = Sha256::digest(format!("global:{name}"))[..8].to_vec();
    // The caller takes what follows from its own arguments.
    let own = if name == "register" { &[] } else { &call.data[8..] };
    data.extend(if name == "attest" { &own[..32] } else { own });
    let kept = call.accounts.iter().enumerate().filter(|(index, _)| !left_out.contains(index));
    let mut accounts: Vec<AccountMeta> = kept.map(|(_, meta)| meta.clone()).collect();
    accounts.insert(program_at, AccountMeta::new_readonly(call.program_id, false));
    Instruction { program_id: CALLER, accounts, data }
}

#[test]
fn a_program_registers_a_creator_and_attests_a_work_of_it() {
    let mut world = with_caller(World::new());
    let (payer, genesis) = (world.actor(), world.actor());
    let call = register(&payer.pubkey(), &genesis.pubkey(), [0; 32], Pubkey::default());
    world.send(&[through("register", call, &[3], 3)], &[&payer, &genesis]).unwrap();
    let ada = Identity { address: creator_address(&genesis.pubkey()), authority: genesis };
    assert_eq!(world.creator(&ada.address).authority, ada.key());

    let mut call = attest(&ada, [7; 32], [0; 32], 0);
    call.accounts[0].pubkey = payer.pubkey();
    world.send(&[through("attest", call, &[3, 4], 4)], &[&payer, &ada.authority]).unwrap();
    assert_eq!(world.attestation(&attestation_address(&ada.address, &[7; 32])).creator, ada.address);
}

#[test]
fn a_program_deposits_shares_and_casts_a_vote() {
    let mut world = with_caller(World::new());
    let realm = world.realm();
    let ada = world.citizen(&realm, 60_000 * SHARE);
    world.next_epoch(&realm);
    let to = Pubkey::new_from_array(world.bytes32());
    let proposal = world.create_proposal(&realm, &ada, TREASURY, &[pay(&to, 1_000_000)]).unwrap();
    world.until_voting(&proposal);
    let number = world.proposal(&proposal).number;
    let call = cast_vote(&realm, &ada.holder, (&proposal, number), YES);
    let receipt = world.send(&[through("cast_vote", call, &[1, 5], 4)], &[&ada.key]).unwrap();
    receipt.assert_only_changed(&[proposal, realm.voter(&ada.holder.address)]);
    assert_eq!(world.proposal(&proposal).yes[0], 60_000 * SHARE);

    let source = world.issue(&realm.f, &ada.key.pubkey(), 7 * SHARE);
    let before = world.position(&realm.f, &ada.holder.address).own[0];
    let holder: &Holder = &ada.holder;
    let call = deposit(&realm.f, &ada.key.pubkey(), &source, holder, 7 * SHARE);
    world.send(&[through("deposit", call, &[3], 7)], &[&ada.key]).unwrap();
    assert_eq!(world.position(&realm.f, &ada.holder.address).own[0], before + 7 * SHARE);
}

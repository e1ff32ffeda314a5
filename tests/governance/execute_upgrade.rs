//! Programs of ours replaced by other builds of them, on the real loader.

use makerstake_client::{
    addresses::program_data,
    hash::Sha2,
    loader::{Deployed, LOADER},
    programs::Program,
};
use makerstake_core::hash::Sha256 as _;
use makerstake_testkit::{governance::*, outcome::InstructionError, world::elf, Outcome};
use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_pubkey::Pubkey;
use solana_sdk_ids::system_program;
use solana_signer::Signer;

use crate::{
    refused,
    support::{chained, TwoHouses},
};

/// Another build of a program: it does the same, and has its name in capitals.
fn other_build(program: Program) -> Vec<u8> {
    let mut code = std::fs::read(elf(program)).unwrap();
    let name = format!("Makerstake {program}");
    let at = code.windows(name.len()).position(|bytes| bytes == name.as_bytes()).unwrap();
    code[at..at + name.len()].make_ascii_uppercase();
    code
}

/// What is to be replaced by what.
#[derive(Clone, Copy)]
struct Plan {
    program: Program,
    id: Pubkey,
    buffer: Pubkey,
    code_hash: [u8; 32],
    spill: Pubkey,
    slot: u64,
}

impl Plan {
    /// To replace a program by another build of it; the treasury is the authority of both.
    fn of(program: Program) -> (TwoHouses, Self) {
        let mut t = TwoHouses::new();
        let (treasury, id) = (t.o.realm.treasury, program.id());
        t.o.world.make_upgradeable(&id, &treasury);
        let code = other_build(program);
        let buffer = t.o.world.buffer(&code, &treasury);
        let (spill, slot) = (t.o.somebody(), t.o.world.deployed_in(&id));
        (t, Self { program, id, buffer, code_hash: Sha2::hashv(&[&code]), spill, slot })
    }

    fn upgrade<'a>(&'a self, pin: Pin<'a>) -> Upgrade<'a> {
        let (program, buffer) = (self.id.as_array(), self.buffer.as_array());
        Upgrade { program, pin, buffer, code_hash: &self.code_hash, spill: self.spill.as_array() }
    }

    fn action(&self) -> Action<'_> {
        Action::Upgrade(self.upgrade(Pin::Slot(self.slot)))
    }

    fn execute(&self, t: &mut TwoHouses, proposal: &Pubkey) -> Outcome {
        let ix = execute_upgrade(&t.o.realm, proposal, &self.upgrade(Pin::Slot(self.slot)));
        t.o.world.send(&[ix], &[])
    }

    /// The program's code as it is deployed.
    fn deployed(&self, t: &TwoHouses) -> Vec<u8> {
        let account = t.o.world.account(&program_data(&self.id)).unwrap();
        let deployed = Deployed::read(&account.data).unwrap();
        assert_eq!(deployed.authority, Some(t.o.realm.treasury));
        deployed.code.to_vec()
    }
}

#[test]
fn owners_replace_a_program_by_another_build_of_it() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    let rent = t.o.world.lamports(&plan.buffer);
    let receipt = plan.execute(&mut t, &p).unwrap();
    // Of the program's own account the virtual machine sets the rent epoch.
    receipt.assert_only_changed(&[p, plan.buffer, plan.spill, plan.id, program_data(&plan.id)]);
    assert_eq!(plan.deployed(&t), other_build(plan.program));
    assert_eq!((t.o.world.lamports(&plan.spill), t.o.world.account(&plan.buffer)), (rent, None));
    assert_eq!(t.o.world.state(&p), State::Executed);
    refused!(plan.execute(&mut t, &p), NotPassed);
    // The new build works.
    t.o.world.advance(1);
    let maker = t.o.world.register();
    t.o.world.attested(&maker);
}

#[test]
fn governance_replaces_itself_and_goes_on() {
    let (mut t, plan) = Plan::of(Program::Governance);
    let to = t.o.somebody();
    // The buffer's rent goes to the treasury.
    let plan = Plan { spill: t.o.realm.treasury, ..plan };
    let text = [4; 32];
    let p = t.decide(CONSTITUTION, &[plan.action(), plan.action()]);
    let execute = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
    let budget = ComputeBudgetInstruction::set_compute_unit_limit(400_000);
    let receipt = t.o.world.send(&[budget.clone(), execute.clone()], &[]).unwrap();
    receipt.assert_only_changed(&[p, plan.buffer, t.o.realm.treasury, plan.id, program_data(&plan.id)]);
    assert_eq!(plan.deployed(&t), other_build(plan.program));
    t.o.world.advance(1);
    // The same code is not replaced twice, and the proposal is still the new program's.
    refused!(t.o.world.send(&[budget, execute], &[]), ProgramHashMismatch);
    let pay = t.decide(LARGE, &[pay(&to, 7_000_000)]);
    t.o.world.send(&[execute_transfer(&t.o.realm, &pay, LARGE, &to, &[])], &[]).unwrap();
    let words = t.decide(RULES, &[Action::Resolve { text_hash: &text }]);
    t.o.world.send(&[execute_platform(&t.o.realm, &words)], &[]).unwrap();
}

#[test]
fn authorities_are_handed_to_the_treasury_by_whoever_has_them() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let (deployer, treasury) = (t.o.world.actor(), t.o.realm.treasury);
    let key = deployer.pubkey();
    t.o.world.make_upgradeable(&plan.id, &key);
    let buffer = t.o.world.buffer(&other_build(plan.program), &key);
    let plan = Plan { buffer, ..plan };
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    refused!(plan.execute(&mut t, &p), NotUpgradeAuthority);
    let hand_over = [
        loader::set_authority(&program_data(&plan.id), &key, &treasury),
        loader::set_authority(&buffer, &key, &treasury),
    ];
    t.o.world.send(&hand_over[..1], &[&deployer]).unwrap();
    refused!(plan.execute(&mut t, &p), NotUpgradeAuthority);
    t.o.world.send(&hand_over[1..], &[&deployer]).unwrap();
    plan.execute(&mut t, &p).unwrap();
    assert_eq!(plan.deployed(&t), other_build(plan.program));
}

#[test]
fn neither_early_nor_late() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let p = t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[plan.action()]).unwrap();
    refused!(plan.execute(&mut t, &p), NotPassed);
    t.o.world.carry(&t.o.realm, &p, &[&t.o.ada, &t.o.ben, &t.mia, &t.tom]);
    let times = times(&t.o.world.proposal(&p));
    assert!(times.executable_from() - times.closes_at() >= 7 * 86_400);
    t.o.world.set_time(times.executable_from() - 1);
    refused!(plan.execute(&mut t, &p), TimelockNotOver);
    t.o.world.set_time(times.executable_until());
    refused!(plan.execute(&mut t, &p), GraceOver);
    t.o.world.set_time(times.executable_until() - 1);
    plan.execute(&mut t, &p).unwrap();
}

#[test]
fn it_waits_seven_days_and_has_no_quick_track() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    for track in [GRANTS, LARGE, RULES, DATA, RECALL, DEFENCE] {
        refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, track, &[plan.action()]), KindNotInTrack);
    }
    let constitution = starting_tracks()[usize::from(CONSTITUTION)].1;
    let quick = TrackTerms { timelock: 7 * 86_400 - 1, ..constitution };
    let draft = t.o.world.realm();
    let create = create_track(&draft, 40, &quick);
    refused!(t.o.world.send(&[create], &[&draft.f.founder]), InvalidTimelock);
    let change = Action::SetTrack { id: CONSTITUTION, terms: quick };
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[change]), InvalidTimelock);
}

#[test]
fn a_buffer_with_one_byte_changed_after_the_vote_is_refused() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    let voted = t.o.world.account(&plan.buffer).unwrap();
    for at in [37, 1_000, voted.data.len() - 1] {
        let mut other = voted.clone();
        other.data[at] ^= 1;
        t.o.world.svm.set_account(plan.buffer, other).unwrap();
        refused!(plan.execute(&mut t, &p), BufferHashMismatch);
    }
    // Nor longer, nor shorter, nor somebody else's.
    for len in [voted.data.len() + 1, voted.data.len() - 1, 37, 36] {
        let mut other = voted.clone();
        other.data.resize(len, 0);
        t.o.world.svm.set_account(plan.buffer, other).unwrap();
        let outcome = plan.execute(&mut t, &p);
        if len == 36 {
            refused!(outcome, NotUpgradeAuthority);
        } else {
            refused!(outcome, BufferHashMismatch);
        }
    }
    let mut other = voted.clone();
    other.owner = system_program::ID;
    t.o.world.svm.set_account(plan.buffer, other).unwrap();
    refused!(plan.execute(&mut t, &p), BufferHashMismatch);
    t.o.world.svm.set_account(plan.buffer, voted).unwrap();
    plan.execute(&mut t, &p).unwrap();
}

#[test]
fn code_swapped_after_the_vote_is_refused() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let rogue = t.o.world.actor();
    let key = rogue.pubkey();
    t.o.world.make_upgradeable(&plan.id, &key);
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    let before = t.o.world.account(&program_data(&plan.id)).unwrap();
    let theirs = t.o.world.buffer(&other_build(plan.program), &key);
    t.o.world.send(&[loader::upgrade(&plan.id, &theirs, &key)], &[&rogue]).unwrap();
    refused!(plan.execute(&mut t, &p), ProgramHashMismatch);
    // The slot alone tells.
    let mut same = before;
    same.data[4..12].copy_from_slice(&(plan.slot + 1).to_le_bytes());
    t.o.world.svm.set_account(program_data(&plan.id), same).unwrap();
    refused!(plan.execute(&mut t, &p), ProgramHashMismatch);
}

#[test]
fn a_stranger_who_extends_the_program_spoils_a_slot_but_not_a_hash() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let code = plan.deployed(&t);
    let (bytes, hash) = (code.len() as u32, Sha2::hashv(&[&code]));
    let other = [1; 32];
    let pins = [
        Pin::Slot(plan.slot),
        Pin::Code { bytes, hash: &hash },
        Pin::Code { bytes, hash: &other },
        Pin::Code { bytes: bytes + 20_000, hash: &hash },
    ];
    let actions = pins.map(|pin| Action::Upgrade(plan.upgrade(pin)));
    let proposals = t.decide_each(CONSTITUTION, &actions);
    let stranger = t.o.world.actor();
    let extend = loader::extend(&plan.id, &stranger.pubkey(), 10_240);
    t.o.world.send(&[extend], &[&stranger]).unwrap();
    t.o.world.advance(1);
    for n in [0, 2, 3] {
        refused!(plan.execute(&mut t, &proposals[n]), ProgramHashMismatch);
    }
    plan.execute(&mut t, &proposals[1]).unwrap();
    assert_eq!(plan.deployed(&t)[..code.len()], other_build(plan.program)[..]);
}

#[test]
fn no_code_is_replaced_on_a_pin_of_its_first_bytes_or_of_a_slot_to_come() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let code = plan.deployed(&t);
    let hash = Sha2::hashv(&[&code[..64]]);
    let p = t.decide(CONSTITUTION, &[Action::Upgrade(plan.upgrade(Pin::Code { bytes: 64, hash: &hash }))]);
    refused!(plan.execute(&mut t, &p), ProgramHashMismatch);
    let ahead = Action::Upgrade(plan.upgrade(Pin::Slot(t.o.world.slot())));
    refused!(t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[ahead]), SlotNotPast);
    // By hash it is seen when it is executed.
    let (wires, links) = chained(&[Action::Upgrade(plan.upgrade(Pin::Slot(u64::MAX)))]);
    let kinds = Kinds::NONE.with(Kind::Upgrade).bits();
    let p = t.decide_by_hash(CONSTITUTION, ByHash { link: links[0], kinds, count: 1 });
    let ix = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
    let ix = bringing(ix, &[&links[1][..], &wires[0]].concat());
    refused!(t.o.world.send(&[ix], &[]), SlotNotPast);
}

#[test]
fn no_call_of_the_loader_replaces_code_whose_hash_nobody_voted_on() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let call = Call::of(&loader::upgrade(&plan.id, &plan.buffer, &t.o.realm.treasury));
    let created =
        t.o.world.create_proposal(&t.o.realm, &t.o.ada, CONSTITUTION, &[call.action(Pin::Immutable)]);
    refused!(created, InvalidActionParameters);
}

#[test]
fn a_program_that_nobody_can_change_is_not_replaced() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    let mut data = t.o.world.account(&program_data(&plan.id)).unwrap();
    data.data[12] = 0;
    t.o.world.svm.set_account(program_data(&plan.id), data).unwrap();
    refused!(plan.execute(&mut t, &p), NotUpgradeAuthority);
}

#[test]
fn every_account_is_the_one_that_was_voted_on() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let other_realm = t.o.world.realm();
    let treasury = t.o.realm.treasury;
    let p = t.decide(CONSTITUTION, &[plan.action()]);
    let twin = t.o.world.buffer(&other_build(plan.program), &treasury);
    let somebody = t.o.somebody();
    let equity = Program::Equity.id();
    for (at, with, error) in [
        (0, other_realm.platform, GovernanceError::WrongPlatform),
        (2, other_realm.treasury, GovernanceError::WrongTreasury),
        (3, program_data(&equity), GovernanceError::WrongTarget),
        (4, equity, GovernanceError::WrongTarget),
        (5, twin, GovernanceError::WrongTarget),
        (6, somebody, GovernanceError::WrongTarget),
    ] {
        let mut ix = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
        ix.accounts[at].pubkey = with;
        let refusal = t.o.world.send(&[ix], &[]).unwrap_err();
        refusal.assert_code(&GOVERNANCE, error as u32);
    }
    // The loader checks the sysvars, and the first reading of the accounts the loader.
    for (at, error) in [
        (7, InstructionError::InvalidArgument),
        (8, InstructionError::InvalidArgument),
        (9, InstructionError::IncorrectProgramId),
    ] {
        let mut ix = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
        ix.accounts[at].pubkey = system_program::ID;
        makerstake_testkit::assert_instruction_error!(t.o.world.send(&[ix], &[]), error);
    }
    let mut ix = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
    ix.accounts[5].is_writable = false;
    assert_eq!(t.o.world.send(&[ix], &[]).unwrap_err().code, Some(2_000));
    refused!(t.o.world.send(&[execute_platform(&t.o.realm, &p)], &[]), WrongAction);
    assert_eq!(t.o.world.proposal(&p).cursor, 0);
    let ix = execute_upgrade(&t.o.realm, &p, &plan.upgrade(Pin::Slot(plan.slot)));
    assert_eq!(ix.accounts[9].pubkey, LOADER);
    t.o.world.send(&[ix], &[]).unwrap();
    let text = [3; 32];
    let words = t.decide(RULES, &[Action::Resolve { text_hash: &text }]);
    refused!(plan.execute(&mut t, &words), WrongAction);
}

#[test]
fn what_the_loader_refuses_leaves_everything_as_it_was() {
    let (mut t, plan) = Plan::of(Program::Attestations);
    let treasury = t.o.realm.treasury;
    // No code at all, and code with more bytes than there is room for.
    let long = [std::fs::read(elf(plan.program)).unwrap(), vec![0; 1]].concat();
    for (code, error) in
        [(vec![9; 200], InstructionError::InvalidAccountData), (long, InstructionError::AccountDataTooSmall)]
    {
        let buffer = t.o.world.buffer(&code, &treasury);
        let plan = Plan { buffer, code_hash: Sha2::hashv(&[&code]), ..plan };
        let p = t.decide(CONSTITUTION, &[plan.action()]);
        let before = t.o.world.proposal(&p);
        makerstake_testkit::assert_instruction_error!(plan.execute(&mut t, &p), error);
        assert_eq!(
            (t.o.world.proposal(&p), plan.deployed(&t)),
            (before, std::fs::read(elf(plan.program)).unwrap())
        );
    }
}

//! The stage as a scene that random words are played on.

use std::cell::OnceCell;

use litesvm::LiteSVM;
use makerstake_client::programs::Program;
use makerstake_testkit::{sequence::StateMachine, world::elf, World};
use solana_pubkey::Pubkey;

use crate::{entropy::Entropy, harness::Harness};

thread_local! {
    static MACHINE: OnceCell<LiteSVM> = const { OnceCell::new() };
}

/// A program that nobody here calls, to be replaced by votes.
pub const REPLACEABLE: Pubkey = Pubkey::new_from_array([77; 32]);

fn machine() -> LiteSVM {
    let mut machine = World::unsigned_machine();
    let code = elf(Program::Attestations);
    machine.add_program_from_file(REPLACEABLE, code).expect("the code of a program of ours");
    machine
}

impl StateMachine for Harness {
    fn new(seed: u64) -> Self {
        let harness = MACHINE.with(|cell| Harness::found_on(cell.get_or_init(machine), seed));
        harness.unwrap_or_else(|what| panic!("founding with seed {seed}: {what}"))
    }

    fn step(&mut self, entropy: u64) -> Result<(), String> {
        self.told.clear();
        self.play(Entropy(entropy))
    }

    fn describe(&self) -> String {
        if self.told.is_empty() {
            return "nothing sent".into();
        }
        self.told.join("; ")
    }

    fn sent(&self) -> usize {
        self.report.sent
    }
}

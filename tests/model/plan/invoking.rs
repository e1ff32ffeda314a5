//! Actions that call and replace programs: the treasury pays, shares out and deposits by calls of its own, and replaces the
//! code of a program that is entrusted to it.

use std::sync::OnceLock;

use makerstake_client::{loader::LOADER, programs::Program};
use makerstake_core::action::{Invoke, Kind, Pin, Upgrade};
use makerstake_testkit::{
    equity::{self, EQUITY},
    governance::{encode, Action, Call as Voted},
    world::elf,
};
use sha2::{Digest, Sha256};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_system_interface::instruction::transfer;

use super::{executing::Step, positions::part};
use crate::{
    call::Call,
    entropy::Entropy,
    harness::{Harness, ACTORS, WALLETS},
    reference::{ELSEWHERE, TREASURY},
    state_machine::REPLACEABLE,
};

/// The code that takes the place of the replaceable program's, and its hash.
fn code() -> &'static (Vec<u8>, [u8; 32]) {
    static CODE: OnceLock<(Vec<u8>, [u8; 32])> = OnceLock::new();
    CODE.get_or_init(|| {
        let path = elf(Program::Attestations);
        let code = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let hash = Sha256::digest(&code).into();
        (code, hash)
    })
}

impl Harness {
    /// Bytes of a call, or of an upgrade.
    pub(super) fn some_code_action(&mut self, realm: usize, kind: Kind, entropy: Entropy) -> Vec<u8> {
        if kind == Kind::Upgrade {
            return self.some_upgrade(realm, entropy);
        }
        let instruction = self.some_invocation(realm, entropy);
        let slot = Pin::Slot(self.world.deployed_in(&EQUITY));
        let pin = if instruction.program_id == EQUITY { slot } else { Pin::Immutable };
        encode(&[Voted::of(&instruction).action(pin)])
    }

    fn some_upgrade(&mut self, realm: usize, entropy: Entropy) -> Vec<u8> {
        let treasury = self.plays[realm].realm.treasury;
        let (code, hash) = code();
        let buffer = self.world.buffer(code, &treasury);
        self.look(buffer);
        let slot = self.world.deployed_in(&REPLACEABLE);
        let spill = self.actors[entropy.pick(2, ACTORS)].wallet;
        let hash = if entropy.once_in(3, 6) { [1; 32] } else { *hash };
        encode(&[Action::Upgrade(Upgrade {
            program: REPLACEABLE.as_array(),
            pin: Pin::Slot(slot),
            buffer: buffer.as_array(),
            code_hash: &hash,
            spill: spill.as_array(),
        })])
    }

    /// What a treasury may be asked to do by a call.
    fn some_invocation(&self, realm: usize, entropy: Entropy) -> Instruction {
        let play = &self.plays[realm];
        let (r, f) = (&play.realm, &play.realm.f);
        let (shares, income) = play.token_accounts[TREASURY];
        let grants = self.revocable(realm);
        match (entropy.byte(2) % 8, grants.first()) {
            (0..=1, _) => {
                let amount = part(self.books.lamports(&r.treasury) / 50, entropy.byte(3)) + 1;
                transfer(&r.treasury, &self.actors[entropy.pick(4, ACTORS)].wallet, amount)
            }
            (2..=3, _) => {
                let amount = part(self.books.tokens(&income) / 10, entropy.byte(3)) + 1;
                equity::deposit_dividend(f, &r.treasury, &income, amount)
            }
            (4, _) => equity::set_scorer(f, &r.treasury, &self.actors[entropy.pick(4, WALLETS)].address),
            (5, Some(grant)) => {
                let end = self.now + i64::from(entropy.byte(3)) * 86_400;
                equity::accelerate_grant(f, &r.treasury, grant, end)
            }
            _ => {
                let index = entropy.pick(4, ACTORS);
                let amount = part(self.books.tokens(&shares) / 10, entropy.byte(3)) + 1;
                let address = self.actors[index].address;
                let holder = self.holder(realm, index);
                let holder = holder.unwrap_or(equity::Holder { address, signer: address, delegate: None });
                equity::deposit(f, &r.treasury, &shares, &holder, amount)
            }
        }
    }

    /// Which program owns an account that an action names.
    pub(super) fn owner_of(&self, realm: usize, account: &Pubkey) -> Pubkey {
        let is_program = Program::at(account).is_some() || *account == REPLACEABLE;
        if is_program {
            LOADER
        } else {
            self.program_of(realm, account)
        }
    }

    /// What a call does to the pool, in the model.
    pub(super) fn model_of_call(&self, realm: usize, invoke: &Invoke<'_>) -> Option<Step> {
        let accounts = invoke.accounts.iter().map(|meta| solana_instruction::AccountMeta {
            pubkey: Pubkey::new_from_array(*meta.key),
            is_signer: meta.is_signer,
            is_writable: meta.is_writable,
        });
        let program_id = Pubkey::new_from_array(*invoke.program);
        let call =
            Call::new(Instruction { program_id, accounts: accounts.collect(), data: invoke.data.to_vec() });
        let code = |error: equity::EquityError| error as u32;
        let amount = call.number(0);
        if let Some((_, _, amount)) = call.lamports() {
            return Some(Box::new(move |model| {
                model.platform.treasury -= amount;
                Ok(())
            }));
        }
        Some(match call.name() {
            "equity.deposit_dividend" => {
                let amount = amount?;
                Box::new(move |model| model.pay_in_from(TREASURY, amount))
            }
            "equity.deposit" => {
                let (amount, position) = (amount?, self.books.position(&call.named("position")?)?);
                let index = self.actor_of(&position.holder)?;
                Box::new(move |model| {
                    model.pass(TREASURY, index, amount)?;
                    model.deposit(index, amount).map_err(code)
                })
            }
            "equity.set_scorer" => {
                let key = Pubkey::new_from_array(*invoke.data.get(8..)?.first_chunk()?);
                let index = self.actor_of(&key).unwrap_or(ELSEWHERE);
                Box::new(move |model| {
                    model.scorer = index;
                    Ok(())
                })
            }
            "equity.accelerate_grant" => {
                let (end, grant) = (amount?.cast_signed(), call.named("grant")?);
                let (index, _) = self.grants(realm).into_iter().find(|(_, at)| *at == grant)?;
                Box::new(move |model| model.accelerate(index, end).map_err(code))
            }
            _ => return None,
        })
    }
}

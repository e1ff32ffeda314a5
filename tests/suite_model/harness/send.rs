//! One transaction: predicted, run, and every invariant checked on what it changed.

use makerstake_core::proposal::{Status, Times};
use makerstake_testkit::unsigned::PACKET;
use solana_account::AccountSharedData;
use solana_instruction::{error::InstructionError, Instruction};
use solana_pubkey::Pubkey;
use solana_transaction_error::TransactionError;

use super::{prediction, Harness, MEMORY};
use crate::{
    books::{Entry, State},
    call::{Call, Expect},
    executed::{AccountDiff, Executed},
    idl, invariants,
};

/// Transactions after which everything is checked, changed or not.
const FULL: usize = 128;

impl Harness {
    /// Sends these calls in one transaction. Returns whether it went through.
    ///
    /// # Errors
    /// An end that was not predicted, or an invariant that does not hold.
    pub fn send(&mut self, mut calls: Vec<Call>) -> Result<bool, String> {
        let instructions: Vec<Instruction> = calls.iter().map(|call| call.instruction.clone()).collect();
        let mut unsigned = self.world.unsigned(&instructions);
        while unsigned.bytes > PACKET && calls.len() > 1 {
            calls.pop();
            unsigned = self.world.unsigned(&instructions[..calls.len()]);
        }
        let mut predicted = self.predict(&calls);
        let writable = unsigned.writable;
        let before: Vec<_> = writable.iter().map(|address| self.account(address)).collect();
        let outcome = self.world.run(unsigned.transaction);
        self.count(&calls, &outcome);
        self.tell(&calls, &outcome);
        match &outcome {
            Ok(()) => {
                self.confirm(&calls, &mut predicted)?;
                let diffs = self.diffs(&calls, &writable, before)?;
                let (now, slot, rent) = (self.now, self.world.slot(), self.rent);
                let mut executed =
                    Executed { calls: &calls, signers: unsigned.signers, diffs, now, slot, rent };
                self.note(&executed)?;
                let (invoked, treasuries) = executed.invoked(&self.books)?;
                let all: Vec<Call>;
                if !invoked.is_empty() {
                    all = calls.iter().cloned().chain(invoked).collect();
                    executed.calls = &all;
                    executed.signers.extend(treasuries);
                }
                invariants::after(&mut self.watch, &executed, &self.books)
                    .map_err(|what| format!("{what}\nafter {}", prediction::names(&calls)))?;
                if self.recent.len() == MEMORY {
                    self.recent.pop_front();
                }
                self.recent.push_back(calls);
            }
            Err(error) => {
                prediction::refused(&calls, &predicted, error)?;
                for (address, before) in writable.iter().zip(&before) {
                    if self.account(address) != *before {
                        return Err(format!(
                            "{address} changed by {}, which was refused",
                            prediction::names(&calls)
                        ));
                    }
                }
            }
        }
        if self.report.sent.is_multiple_of(FULL) {
            self.check_everything()?;
        }
        Ok(outcome.is_ok())
    }

    fn account(&self, address: &Pubkey) -> Option<AccountSharedData> {
        self.world.svm.accounts_db().inner.get(address).cloned()
    }

    /// What changed, written into the books.
    fn diffs(
        &mut self,
        calls: &[Call],
        writable: &[Pubkey],
        before: Vec<Option<AccountSharedData>>,
    ) -> Result<Vec<AccountDiff>, String> {
        let mut diffs = Vec::new();
        for (address, before) in writable.iter().zip(before) {
            let now = self.world.svm.accounts_db().inner.get(address);
            if now == before.as_ref() {
                continue;
            }
            let after = Entry::read(now)?;
            let before = match self.books.entry(address) {
                Some(entry) => entry.clone(),
                None => Entry::read(before.as_ref())?,
            };
            self.books.write(*address, after.clone());
            let address = *address;
            if !before.is_wallet() && !after.is_wallet() && calls.iter().any(|call| call.closes(&address)) {
                // It was closed and opened again: another account at the same address.
                diffs.push(AccountDiff { address, before, after: Entry::default() });
                diffs.push(AccountDiff { address, before: Entry::default(), after });
            } else {
                diffs.push(AccountDiff { address, before, after });
            }
        }
        Ok(diffs)
    }

    /// Counts a transaction and what it reached.
    fn count(&mut self, calls: &[Call], outcome: &Result<(), TransactionError>) {
        let report = &mut self.report;
        report.sent += 1;
        report.bundles += usize::from(calls.len() > 1);
        report.foreign += usize::from(calls.iter().any(|call| call.expect == Expect::RefuseSomehow));
        match outcome {
            Ok(()) => calls.iter().for_each(|call| report.called(call.name(), true)),
            Err(TransactionError::InstructionError(index, error)) => {
                if let Some(call) = calls.get(usize::from(*index)) {
                    report.called(call.name(), false);
                }
                let name = match error {
                    InstructionError::Custom(code) => idl::error(*code),
                    other => format!("{other:?}"),
                };
                *report.errors.entry(name).or_default() += 1;
            }
            Err(other) => *report.errors.entry(format!("{other:?}")).or_default() += 1,
        }
    }

    /// Says what was sent and what came of it.
    fn tell(&mut self, calls: &[Call], outcome: &Result<(), TransactionError>) {
        let end = match outcome {
            Ok(()) => "ok".to_owned(),
            Err(TransactionError::InstructionError(at, InstructionError::Custom(code))) => {
                format!("{} in {at}", idl::error(*code))
            }
            Err(other) => format!("{other:?}"),
        };
        let foreign =
            if calls.iter().any(|call| call.expect == Expect::RefuseSomehow) { "foreign " } else { "" };
        self.told.push(format!("{foreign}{}: {end}", prediction::names(calls)));
    }

    /// Notes in which states proposals were met, and which actions were executed.
    fn note(&mut self, executed: &Executed<'_>) -> Result<(), String> {
        for diff in &executed.diffs {
            for state in [&diff.before.state, &diff.after.state] {
                let State::Proposal(proposal) = state else { continue };
                let head = &proposal.head;
                let times = Times {
                    voting_from: head.voting_from,
                    voting_until: head.voting_until,
                    cool_off: head.cool_off,
                    timelock: head.timelock,
                    grace: head.grace,
                };
                let status = Status::from_u8(head.status).ok_or("a status that does not exist")?;
                let state = times.state(status, head.cursor > 0, executed.now).name();
                *self.report.states.entry(state).or_default() += 1;
            }
        }
        for done in executed.executed()? {
            *self.report.actions.entry(done.action().kind().name()).or_default() += 1;
        }
        Ok(())
    }

    /// Compares the books with the chain and the models, and checks the invariants on all of them.
    ///
    /// # Errors
    /// What differs, or does not hold.
    pub fn check_everything(&mut self) -> Result<(), String> {
        self.report.full += 1;
        for address in self.books.addresses() {
            let entry = Entry::read(self.world.svm.accounts_db().inner.get(address))?;
            if self.books.entry(address) != Some(&entry) {
                return Err(format!("{address} changed in no transaction: {entry:?}"));
            }
        }
        for (realm, play) in self.plays.iter().enumerate() {
            self.compare(play).map_err(|what| format!("realm {realm}: {what}"))?;
        }
        invariants::everywhere(&mut self.watch, &self.books, self.now)
    }

    /// A pool against its model.
    fn compare(&self, play: &super::Play) -> Result<(), String> {
        let f = &play.realm.f;
        let Some(pool) = self.books.pool(&f.pool) else { return Ok(()) };
        let model = &play.model;
        let mut pairs = vec![
            ("shares", pool.total[0], model.total()),
            ("cooling", pool.cooling, model.cooling()),
            ("unclaimed", pool.unclaimed, model.unclaimed()),
            ("unreleased", pool.unreleased, model.unreleased()),
            ("bonds", pool.bonds, model.bonds()),
            ("vault", self.books.tokens(&f.vault), model.vault()),
        ];
        for (index, (shares, _)) in play.token_accounts.iter().enumerate() {
            pairs.push(("wallet", self.books.tokens(shares), model.holders[index].liquid.clone()));
        }
        for (index, actor) in self.actors.iter().enumerate() {
            let Some(position) = self.books.position(&f.position(&actor.address)) else { continue };
            let holder = &model.holders[index];
            pairs.push(("own", position.own[0], holder.own.last()));
            pairs.push(("earned", position.earned[0], holder.earned.last()));
            pairs.push(("cooling", position.cooling, holder.cooling.0.clone()));
        }
        match pairs.into_iter().find(|(_, chain, model)| *model != (*chain).into()) {
            Some((what, chain, model)) => Err(format!("{what}: the chain has {chain}, the model {model}")),
            None => Ok(()),
        }
    }
}

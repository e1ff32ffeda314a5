//! One transaction: predicted, run, and every invariant checked on what it changed.

use makerstake_core::proposal::{Status, Times};
use makerstake_testkit::{governance::PlatformFixture, unsigned::PACKET};
use solana_account::{Account, AccountSharedData};
use solana_instruction::{error::InstructionError, Instruction};
use solana_pubkey::Pubkey;
use solana_transaction_error::TransactionError;

use super::{prediction, Harness, MEMORY};
use crate::{
    books::{Entry, State},
    call::{Call, Expect},
    compare,
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
        let watch = predicted.is_strange.then(|| self.watch.clone());
        let outcome = self.world.run(unsigned.transaction);
        self.count(&calls, &outcome);
        self.tell(&calls, &outcome);
        match &outcome {
            Ok(()) => {
                self.confirm(&calls, &mut predicted)?;
                let diffs = self.diffs(&calls, &writable, &before)?;
                let touched = self.touched(&diffs);
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
                if let Some(watch) = watch {
                    self.watch = watch;
                    return self.undo(&writable, before).map(|()| true);
                }
                self.compare(touched)
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
        before: &[Option<AccountSharedData>],
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

    /// The platforms of which something changed.
    fn touched(&self, diffs: &[AccountDiff]) -> Vec<usize> {
        let is_of = |r: &PlatformFixture, diff: &AccountDiff| {
            let ours = [r.platform, r.treasury, r.f.pool, r.f.mint, r.f.dividend_mint];
            let places = [&diff.before.state, &diff.after.state].map(|state| state.place());
            ours.contains(&diff.address)
                || places.into_iter().flatten().any(|(_, parent)| ours.contains(&parent))
        };
        let is_touched = |realm: &usize| diffs.iter().any(|diff| is_of(&self.plays[*realm].realm, diff));
        (0..self.plays.len()).filter(is_touched).collect()
    }

    /// Puts everything back that a transaction wrote.
    fn undo(&mut self, writable: &[Pubkey], before: Vec<Option<AccountSharedData>>) -> Result<(), String> {
        self.report.undone += 1;
        for (address, before) in writable.iter().zip(before) {
            self.books.write(*address, Entry::read(before.as_ref())?);
            let account = before.map(Account::from).unwrap_or_default();
            self.world.svm.set_account(*address, account).map_err(|error| format!("{error:?}"))?;
        }
        Ok(())
    }

    /// Counts a transaction and what it reached.
    fn count(&mut self, calls: &[Call], outcome: &Result<(), TransactionError>) {
        let report = &mut self.report;
        report.sent += 1;
        report.bundles += usize::from(calls.len() > 1);
        let is_odd = |call: &Call| [Expect::RefuseSomehow, Expect::Strange].contains(&call.expect);
        report.foreign += usize::from(calls.iter().any(is_odd));
        let is_predicted = |call: &Call| matches!(call.expect, Expect::Accept | Expect::Refuse(_));
        report.predicted[usize::from(outcome.is_err())] += usize::from(calls.iter().all(is_predicted));
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
                if let Some(call) = calls.get(usize::from(*index)) {
                    *report.refusals.entry(format!("{}: {name}", call.name())).or_default() += 1;
                }
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
        let foreign =
            if calls.iter().any(|call| call.expect == Expect::Strange) { "strange " } else { foreign };
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
        self.compare((0..self.plays.len()).collect())?;
        invariants::everywhere(&mut self.watch, &self.books, self.now)
    }

    /// Compares the accounts of these platforms with their models.
    fn compare(&mut self, realms: Vec<usize>) -> Result<(), String> {
        for realm in realms {
            self.report.compared += 1;
            let same = compare::pool(self, realm).and_then(|()| compare::platform(self, realm));
            same.map_err(|what| format!("realm {realm}: {what}"))?;
        }
        Ok(())
    }
}

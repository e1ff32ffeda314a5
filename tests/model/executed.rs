//! A transaction that went through: what it called, who signed, and what it changed.

use makerstake_core::action::{Action, Actions, Asset, Transfer};
use solana_instruction::{AccountMeta, Instruction};
use solana_pubkey::Pubkey;

use crate::{
    books::{Books, Entry, Proposed},
    call::Call,
};

/// One account before and after.
#[derive(Clone, Debug)]
pub struct AccountDiff {
    pub address: Pubkey,
    pub before: Entry,
    pub after: Entry,
}

/// A transaction that went through.
pub struct Executed<'a> {
    pub calls: &'a [Call],
    pub signers: Vec<Pubkey>,
    pub diffs: Vec<AccountDiff>,
    pub now: i64,
    pub slot: u64,
    /// Lamports that keep an account of no bytes alive, and each byte more.
    pub rent: Rent,
}

/// What accounts cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rent {
    pub empty: u64,
    pub byte: u64,
}

impl Rent {
    /// Lamports for so many bytes.
    pub fn of(&self, bytes: usize) -> u64 {
        self.empty + self.byte * bytes as u64
    }
}

/// An action that was executed.
pub struct Done<'a> {
    pub address: Pubkey,
    pub proposal: &'a Proposed,
    pub bytes: Vec<u8>,
}

impl Done<'_> {
    /// The action.
    pub fn action(&self) -> Action<'_> {
        Actions::new(&self.bytes).next().expect("an action").expect("an action that can be read")
    }
}

impl Executed<'_> {
    /// What happened to an account, if anything did.
    pub fn diff(&self, address: &Pubkey) -> Option<&AccountDiff> {
        self.diffs.iter().find(|diff| diff.address == *address)
    }

    /// What was there before.
    pub fn before<'b>(&'b self, books: &'b Books, address: &Pubkey) -> Option<&'b Entry> {
        self.diff(address).map(|diff| &diff.before).or_else(|| books.entry(address))
    }

    /// The calls of a method.
    pub fn calls_of<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Call> {
        self.calls.iter().filter(move |call| call.is(name))
    }

    /// Whether a method was called.
    pub fn has(&self, name: &str) -> bool {
        self.calls_of(name).next().is_some()
    }

    /// The instructions that executions called, as calls of their own: with them, the platforms' treasuries signed.
    ///
    /// # Errors
    /// As [`Self::executed`].
    pub fn invoked(&self, books: &Books) -> Result<(Vec<Call>, Vec<Pubkey>), String> {
        let (mut calls, mut signers) = (Vec::new(), Vec::new());
        for done in self.executed()? {
            let Action::Invoke(invoke) = done.action() else { continue };
            let accounts = invoke.accounts.iter().map(|meta| AccountMeta {
                pubkey: Pubkey::new_from_array(*meta.key),
                is_signer: meta.is_signer,
                is_writable: meta.is_writable,
            });
            let program_id = Pubkey::new_from_array(*invoke.program);
            let instruction =
                Instruction { program_id, accounts: accounts.collect(), data: invoke.data.to_vec() };
            calls.push(Call::new(instruction));
            signers.extend(books.platform(&done.proposal.head.platform).map(|platform| platform.treasury));
        }
        Ok((calls, signers))
    }

    /// Whether this key signed.
    pub fn signed(&self, key: &Pubkey) -> bool {
        self.signers.contains(key)
    }

    /// Whether somebody signed who acts for this holder: itself, or a creator's authority before or after (a change of
    /// hands may be in the same transaction).
    pub fn signed_for(&self, books: &Books, holder: &Pubkey) -> bool {
        let is_authority =
            |entry: &Entry| entry.creator().is_some_and(|creator| self.signed(&creator.authority));
        self.signed(holder)
            || self.before(books, holder).is_some_and(is_authority)
            || books.entry(holder).is_some_and(is_authority)
    }

    /// The actions that were executed, in order for each proposal: those that its cursor passed.
    ///
    /// # Errors
    /// A cursor that went back.
    pub fn executed(&self) -> Result<Vec<Done<'_>>, String> {
        let mut all = Vec::new();
        for diff in &self.diffs {
            let Some(before) = diff.before.proposal() else { continue };
            let from = before.head.cursor;
            // Executed and closed at once, it has no cursor left to read.
            let to = match diff.after.proposal() {
                Some(after) => after.head.cursor,
                None => {
                    from + u8::try_from(self.executions(&diff.address).count()).map_err(|_| "too many")?
                }
            };
            if to < from {
                return Err(format!("INVARIANT 12: the cursor of {} went back", diff.address));
            }
            let is_executed = self.executions(&diff.address).next().is_some();
            let skipped = match diff.after.proposal() {
                Some(after) => after.head.skipped,
                // Closed at the end of its grace with what was skipped, or executed to its end at once.
                None if is_executed => 0,
                None => before.head.skipped,
            };
            let is_skipped = |index: &u8| skipped >> index & 1 == 1;
            let retried =
                (0..from).filter(|index| before.head.skipped >> index & 1 == 1 && !is_skipped(index));
            let mut payload = self.payload(&diff.address);
            for index in retried.chain((from..to).filter(|index| !is_skipped(index))) {
                let bytes = if before.head.is_by_hash == 1 {
                    payload.next().map(|bytes| bytes.get(32..).unwrap_or_default().to_vec())
                } else {
                    nth(&before.actions, usize::from(index))
                };
                let bytes = bytes.ok_or("INVARIANT 12: executed without an action")?;
                let done = Done { address: diff.address, proposal: before, bytes };
                // What came with its execution and was skipped leaves no trace but that nothing arrived.
                if before.head.is_by_hash == 0 || self.arrived(&done.action()) {
                    all.push(done);
                }
            }
        }
        Ok(all)
    }

    /// Whether lamports that an action pays came to their recipient.
    fn arrived(&self, action: &Action<'_>) -> bool {
        let Action::Transfer(Transfer { asset: Asset::Sol, to, .. }) = action else { return true };
        let to = Pubkey::new_from_array(**to);
        self.diff(&to).is_some_and(|diff| diff.after.lamports > diff.before.lamports)
    }

    /// What each execution of a proposal took along.
    pub fn payload<'b>(&'b self, proposal: &'b Pubkey) -> impl Iterator<Item = &'b [u8]> {
        self.executions(proposal).filter_map(payload)
    }

    /// The calls that executed actions of a proposal.
    pub fn executions<'b>(&'b self, proposal: &'b Pubkey) -> impl Iterator<Item = &'b Call> {
        self.calls.iter().filter(move |call| call.is_execution() && call.named("proposal") == Some(*proposal))
    }
}

/// What an execution brings along; none where it brings nothing.
fn payload(call: &Call) -> Option<&[u8]> {
    let data = call.instruction.data.get(call.method?.payload_at?..)?;
    let (length, bytes) = data.split_first_chunk()?;
    bytes.get(..u32::from_le_bytes(*length) as usize).filter(|bytes| !bytes.is_empty())
}

/// The bytes of action `index` of a list. A token that a former action names is written out again.
fn nth(list: &[u8], index: usize) -> Option<Vec<u8>> {
    let action = Actions::new(list).nth(index)?.ok()?;
    Some(makerstake_testkit::governance::encode(&[action]))
}

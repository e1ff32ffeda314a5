//! The substitution matrix: every account of an instruction replaced by what an attacker might pass instead.
//!
//! A [`Case`] is an instruction that succeeds in its world. [`Case::attack`] replaces its accounts one at a time by
//! each [`Variant`] and reports every attempt that was not refused. INVARIANT 20.

use litesvm::LiteSVM;
use solana_account::Account;
use solana_instruction::Instruction;
use solana_message::{legacy::Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;

use crate::World;

mod variants;

pub use variants::Variant;

/// An instruction that goes through, with the world in which it does.
pub struct Case {
    /// `program.instruction`, as in the IDLs.
    pub name: String,
    /// Names of the instruction's accounts in order, as in the IDL; accounts beyond them are remaining accounts.
    pub accounts: Vec<String>,
    /// The instruction.
    pub instruction: Instruction,
    /// The chain just before it.
    pub svm: LiteSVM,
    /// Who pays the fee.
    pub fee_payer: Pubkey,
}

/// One attempt that went through although an account was replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Accepted {
    /// `program.instruction`.
    pub instruction: String,
    /// The account's name.
    pub account: String,
    /// What it was replaced by.
    pub variant: Variant,
    /// More about the replacement.
    pub detail: String,
}

/// What the attempts on one instruction came to.
#[derive(Default)]
pub struct Report {
    /// Number of attempts.
    pub attempts: usize,
    /// Those that were not refused.
    pub accepted: Vec<Accepted>,
}

/// One attempt: the chain's accounts to set first, and the instruction to try.
pub struct Attempt {
    variant: Variant,
    detail: String,
    accounts: Vec<(Pubkey, Account)>,
    instruction: Instruction,
}

impl Case {
    /// A case from a world in which `instruction` succeeds. `accounts` names the instruction's accounts.
    pub fn new(world: &World, name: &str, accounts: &[&str], instruction: Instruction) -> Self {
        use solana_signer::Signer;
        Self {
            name: name.to_string(),
            accounts: accounts.iter().map(|account| account.to_string()).collect(),
            instruction,
            svm: world.svm.clone().with_sigverify(false),
            fee_payer: world.fee_payer.pubkey(),
        }
    }

    /// Tries every variant on every account.
    ///
    /// # Panics
    /// Where the instruction fails as it is: then a refusal would prove nothing.
    pub fn attack(&self) -> Report {
        if let Err(error) = self.simulate(&self.svm, &self.instruction) {
            panic!("{} fails before anything is replaced: {error:?}", self.name);
        }
        let mut report = Report::default();
        for index in 0..self.instruction.accounts.len() {
            for attempt in self.attempts(index) {
                report.attempts += 1;
                self.judge(attempt, self.account_name(index), &mut report);
            }
        }
        for attempt in self.whole_attempts() {
            report.attempts += 1;
            self.judge(attempt, "*".into(), &mut report);
        }
        report
    }

    /// The account's name, or its place among the remaining accounts.
    fn account_name(&self, index: usize) -> String {
        let declared = self.accounts.len();
        self.accounts.get(index).cloned().unwrap_or_else(|| format!("remaining[{}]", index - declared))
    }

    fn judge(&self, attempt: Attempt, account: String, report: &mut Report) {
        let outcome = if attempt.accounts.is_empty() {
            self.simulate(&self.svm, &attempt.instruction)
        } else {
            let mut svm = self.svm.clone();
            for (address, account) in attempt.accounts {
                // The virtual machine refuses to hold some forgeries (a program that is none): as good as refused.
                if svm.set_account(address, account).is_err() {
                    return;
                }
            }
            self.simulate(&svm, &attempt.instruction)
        };
        if outcome.is_ok() {
            report.accepted.push(Accepted {
                instruction: self.name.clone(),
                account,
                variant: attempt.variant,
                detail: attempt.detail,
            });
        }
    }

    /// Runs the instruction alone in a transaction, without committing it. Whoever is marked a signer has signed.
    fn simulate(&self, svm: &LiteSVM, instruction: &Instruction) -> Result<(), TransactionError> {
        let message = Message::new_with_blockhash(
            std::slice::from_ref(instruction),
            Some(&self.fee_payer),
            &svm.latest_blockhash(),
        );
        let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
        let transaction = VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) };
        svm.simulate_transaction(transaction).map(drop).map_err(|failed| failed.err)
    }
}

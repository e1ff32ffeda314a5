//! What became of a transaction: its cost and its changes, or who refused it with which code.

use solana_account::Account;
use solana_pubkey::Pubkey;
use solana_transaction_error::TransactionError;

/// The result of a send.
pub type Outcome = Result<Receipt, Refusal>;

/// One account as it was before and as it is after a transaction. `None`: it does not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The account's address.
    pub address: Pubkey,
    /// Before the transaction.
    pub before: Option<Account>,
    /// After it.
    pub after: Option<Account>,
}

impl Change {
    /// Lamports gained, negative where lost.
    pub fn lamports(&self) -> i128 {
        let of = |account: &Option<Account>| account.as_ref().map_or(0, |a| i128::from(a.lamports));
        of(&self.after) - of(&self.before)
    }
}

/// A transaction that went through.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Compute units of the whole transaction.
    pub compute_units: u64,
    /// Bytes on the wire, signatures included.
    pub transaction_bytes: usize,
    /// Number of distinct accounts the transaction names.
    pub accounts: usize,
    /// Program logs.
    pub logs: Vec<String>,
    /// Every account that changed, but for the fee payer's lamports; sorted by address.
    pub changes: Vec<Change>,
}

impl Receipt {
    /// The addresses that changed, sorted.
    pub fn changed(&self) -> Vec<Pubkey> {
        self.changes.iter().map(|change| change.address).collect()
    }

    /// What happened to one account, where anything did.
    pub fn change(&self, address: &Pubkey) -> Option<&Change> {
        self.changes.iter().find(|change| change.address == *address)
    }

    /// Bytes of account data that came into being, less those that ceased to be.
    pub fn created_bytes(&self) -> i64 {
        let len = |account: &Option<Account>| account.as_ref().map_or(0, |a| a.data.len() as i64);
        self.changes.iter().map(|change| len(&change.after) - len(&change.before)).sum()
    }

    /// Asserts that exactly these accounts changed and no other.
    ///
    /// # Panics
    /// Where the sets differ, naming both.
    #[track_caller]
    pub fn assert_only_changed(&self, expected: &[Pubkey]) {
        let mut expected = expected.to_vec();
        expected.sort();
        expected.dedup();
        assert_eq!(self.changed(), expected, "other accounts changed than expected");
    }
}

/// A transaction that was refused. Nothing changed but the fee.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The runtime's error.
    pub error: TransactionError,
    /// The innermost program that failed, where one did.
    pub program: Option<Pubkey>,
    /// Its custom error code, where it gave one.
    pub code: Option<u32>,
    /// Program logs.
    pub logs: Vec<String>,
}

impl Refusal {
    /// Reads the refusing program from the logs: the first `failed` line is the innermost one.
    pub fn new(error: TransactionError, logs: Vec<String>) -> Self {
        let program = logs.iter().find_map(|line| {
            let (program, _) = line.strip_prefix("Program ")?.split_once(" failed: ")?;
            program.parse().ok()
        });
        let code = match &error {
            TransactionError::InstructionError(
                _,
                solana_instruction::error::InstructionError::Custom(code),
            ) => Some(*code),
            _ => None,
        };
        Self { error, program, code, logs }
    }

    /// Asserts that `program` refused with `code`.
    ///
    /// # Panics
    /// Where another program or code refused, with the logs.
    #[track_caller]
    pub fn assert_code(&self, program: &Pubkey, code: u32) {
        assert_eq!(
            (self.program.as_ref(), self.code),
            (Some(program), Some(code)),
            "another refusal than expected: {:?}\n{}",
            self.error,
            self.logs.join("\n")
        );
    }
}

/// Asserts that an [`Outcome`] is a refusal of `$program` with the error `$error` (an enum of codes from 6000 on).
#[macro_export]
macro_rules! assert_refused {
    ($outcome:expr, $program:expr, $error:expr) => {
        match $outcome {
            Ok(receipt) => {
                panic!("expected {} but it went through:\n{}", stringify!($error), receipt.logs.join("\n"))
            }
            Err(refusal) => refusal.assert_code(&$program, $error as u32),
        }
    };
}

/// Asserts that an [`Outcome`] is a refusal with exactly this `InstructionError`, whoever gave it.
#[macro_export]
macro_rules! assert_instruction_error {
    ($outcome:expr, $error:expr) => {
        match $outcome {
            Ok(receipt) => {
                panic!("expected {} but it went through:\n{}", stringify!($error), receipt.logs.join("\n"))
            }
            Err(refusal) => match &refusal.error {
                $crate::outcome::InstructionFailure::InstructionError(_, error) => {
                    assert_eq!(*error, $error, "{}", refusal.logs.join("\n"))
                }
                other => panic!("expected {} but got {other:?}", stringify!($error)),
            },
        }
    };
}

pub use solana_instruction::error::InstructionError;
pub use solana_transaction_error::TransactionError as InstructionFailure;

//! Errors in words: which program, which rule, what to do.

mod framework;
mod names;

use solana_instruction::error::InstructionError;
use solana_message::VersionedMessage;
use solana_pubkey::Pubkey;
use solana_transaction_error::TransactionError;

use crate::programs::Program;

/// An error in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The program that refused, if one did.
    pub program: Option<Pubkey>,
    /// The instruction it refused, counted from 0 without the sender's own compute-budget instructions.
    pub instruction: Option<usize>,
    /// The program's code, if it has one.
    pub code: Option<u32>,
    /// The error's name.
    pub name: String,
    /// Which rule was broken.
    pub message: String,
    /// What to do about it, where that is known.
    pub remedy: Option<String>,
}

impl Explanation {
    /// An error that no program reported.
    pub fn plain(message: impl Into<String>) -> Self {
        Self {
            program: None,
            instruction: None,
            code: None,
            name: "Refused".into(),
            message: message.into(),
            remedy: None,
        }
    }

    /// Which of the four programs refused, if one of them did.
    pub fn suite_program(&self) -> Option<Program> {
        self.program.as_ref().and_then(Program::at)
    }
}

impl std::fmt::Display for Explanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.suite_program(), &self.program) {
            (Some(program), _) => write!(f, "{program}: ")?,
            (None, Some(address)) => write!(f, "{}: ", known_name(address).unwrap_or(&address.to_string()))?,
            (None, None) => {}
        }
        write!(f, "{}", self.message)?;
        match self.code {
            Some(code) => write!(f, " ({} {code})", self.name),
            None => write!(f, " ({})", self.name),
        }
    }
}

/// The name and message of a program's own error code, as its IDL has them.
pub fn lookup(program: Program, code: u32) -> Option<(String, String)> {
    names::of(program, code)
}

/// Explains a transaction's error.
///
/// `programs` are the programs of its instructions in order, compute-budget instructions included; `logs` tell
/// which program refused when one called another, and may be empty.
pub fn explain(error: &TransactionError, programs: &[Pubkey], logs: &[String]) -> Explanation {
    match error {
        TransactionError::InstructionError(index, error) => {
            let index = usize::from(*index);
            let outer = programs.get(index).copied();
            let program = refusing_program(logs).or(outer);
            let own = programs.iter().filter(|id| **id == solana_sdk_ids::compute_budget::ID).count();
            instruction_error(error, program, index.saturating_sub(own), logs)
        }
        other => transaction_error(other),
    }
}

/// The programs of a message's instructions, in order.
pub fn programs_of(message: &VersionedMessage) -> Vec<Pubkey> {
    let keys = message.static_account_keys();
    message
        .instructions()
        .iter()
        .map(|instruction| keys.get(usize::from(instruction.program_id_index)).copied().unwrap_or_default())
        .collect()
}

fn instruction_error(
    error: &InstructionError,
    program: Option<Pubkey>,
    instruction: usize,
    logs: &[String],
) -> Explanation {
    let suite = program.as_ref().and_then(Program::at);
    let (code, name, message) = match error {
        InstructionError::Custom(code) => {
            let (name, message) = suite
                .and_then(|program| lookup(program, *code))
                .or_else(|| program.and_then(|id| framework::of_other_program(&id, *code)))
                .or_else(|| suite.and_then(|_| framework::of_anchor(*code)))
                .unwrap_or_else(|| ("Custom".into(), "the program refused with a code of its own".into()));
            (Some(*code), name, message)
        }
        InstructionError::ComputationalBudgetExceeded => {
            (None, format!("{error:?}"), "it used more compute units than it was given".into())
        }
        other => (None, name_of(other), other.to_string()),
    };
    Explanation { program, instruction: Some(instruction), code, remedy: remedy(&name, logs), name, message }
}

fn transaction_error(error: &TransactionError) -> Explanation {
    let name = name_of(error);
    Explanation {
        program: None,
        instruction: None,
        code: None,
        remedy: remedy(&name, &[]),
        message: error.to_string(),
        name,
    }
}

/// What to do about errors that are not a program's own; its own messages say it themselves.
fn remedy(name: &str, logs: &[String]) -> Option<String> {
    let text = match name {
        "AccountNotFound" => "the payer has no SOL on this cluster: fund it, or pay with --fee-payer",
        "InsufficientFundsForFee" => "the payer has too little SOL for the fee: fund it",
        "InsufficientFundsForRent" | "InsufficientFunds" | "ResultWithNegativeLamports" => {
            "the payer has too little SOL for the rent of what is created: fund it"
        }
        "BlockhashNotFound" => "the transaction is too old, or signed for another cluster: sign it anew",
        "ProgramAccountNotFound" | "InvalidProgramForExecution" | "UnsupportedProgramId" => {
            "the program is not deployed on this cluster: check with `makerstake doctor`"
        }
        "ComputationalBudgetExceeded" => "do less in one transaction",
        "UninitializedAccount" => {
            "something that this needs is not there yet: creators register first (`makerstake creator register`), holders need a \
             position, for a creator's shares pass --creator"
        }
        _ if logs.iter().any(|line| line.contains("insufficient lamports")) => {
            "the payer has too little SOL: fund it"
        }
        _ => return None,
    };
    Some(text.to_string())
}

/// The program in which the refusal began: with calls between programs, the first that the logs report as failed.
fn refusing_program(logs: &[String]) -> Option<Pubkey> {
    logs.iter().find_map(|line| {
        let (id, rest) = line.strip_prefix("Program ")?.split_once(' ')?;
        rest.starts_with("failed").then(|| id.parse().ok()).flatten()
    })
}

/// The bare name of an error: what stands before its fields.
fn name_of(error: &impl std::fmt::Debug) -> String {
    let text = format!("{error:?}");
    text.split([' ', '(', '{']).next().unwrap_or_default().to_string()
}

fn known_name(program: &Pubkey) -> Option<&'static str> {
    if *program == solana_sdk_ids::system_program::ID {
        Some("system program")
    } else if *program == spl_generic_token::token::ID {
        Some("token program")
    } else if *program == spl_generic_token::token_2022::ID {
        Some("Token-2022 program")
    } else if *program == spl_generic_token::associated_token_account::ID {
        Some("associated token account program")
    } else {
        None
    }
}

#[cfg(test)]
mod tests;

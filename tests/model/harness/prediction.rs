//! How a transaction should end, and whether it did.

use std::collections::BTreeMap;

use solana_instruction::error::InstructionError;
use solana_transaction_error::TransactionError;

use super::Harness;
use crate::{
    call::{Call, Expect},
    idl,
    reference::{Reference, SOMEHOW},
};

/// How a transaction should end.
#[derive(Default)]
pub struct Prediction {
    /// The instruction that is refused and its code, where one is; a code of none is any.
    refusal: Option<(usize, Option<u32>)>,
    /// The models as they are afterwards, unless they were changed at once.
    models: BTreeMap<usize, Reference>,
    /// Whether the model's step is still to be made: nobody knew whether it would go through.
    waits: bool,
    /// Whether it is undone should it go through.
    pub is_strange: bool,
}

impl Harness {
    /// Foresees the end of a transaction.
    pub(super) fn predict(&mut self, calls: &[Call]) -> Prediction {
        let is_strange = calls.iter().any(|call| call.expect == Expect::Strange);
        let mut predicted = Prediction { is_strange, ..Prediction::default() };
        if is_strange {
            return predicted;
        }
        for (index, call) in calls.iter().enumerate() {
            let refusal = match (call.expect, &call.op) {
                (Expect::Refuse(code), _) => Some(Some(code)),
                (Expect::RefuseSomehow, _) => Some(None),
                (_, None) => None,
                (Expect::Either, Some(_)) if calls.len() == 1 => {
                    predicted.waits = true;
                    None
                }
                // Alone: where the model refuses, it changes nothing; and what it predicts must come true. But the runtime
                // refuses what leaves a wallet with too little to live on.
                (_, Some((realm, op)))
                    if calls.len() == 1 && !call.is_execution() && call.method.is_some() =>
                {
                    op(&mut self.plays[*realm].model).err().map(some_code)
                }
                (_, Some((realm, op))) => {
                    let model =
                        predicted.models.entry(*realm).or_insert_with(|| self.plays[*realm].model.clone());
                    op(model).err().map(some_code)
                }
            };
            if let Some(code) = refusal {
                predicted.refusal = Some((index, code));
                break;
            }
        }
        predicted
    }

    /// Takes note that a transaction went through.
    ///
    /// # Errors
    /// That it should not have.
    pub(super) fn confirm(&mut self, calls: &[Call], predicted: &mut Prediction) -> Result<(), String> {
        let mut refusal = predicted.refusal;
        if predicted.is_strange {
            return Ok(());
        }
        if let (true, Some((realm, op))) = (predicted.waits, &calls[0].op) {
            refusal = op(&mut self.plays[*realm].model).err().map(|code| (0, some_code(code)));
        }
        if let Some((index, code)) = refusal {
            let code = code.map(idl::error);
            let call = &calls[index];
            return Err(format!("{} went through, expected {code:?}: {:?}", names(calls), call.instruction));
        }
        for (realm, model) in std::mem::take(&mut predicted.models) {
            self.plays[realm].model = model;
        }
        Ok(())
    }
}

/// The code that is predicted; none where any will do.
fn some_code(code: u32) -> Option<u32> {
    (code != SOMEHOW).then_some(code)
}

/// The names of calls.
pub fn names(calls: &[Call]) -> String {
    let names: Vec<_> = calls.iter().map(|call| call.name().to_owned()).collect();
    names.join(" + ")
}

/// Refusals that no input may cause: the program broke, or tried what the runtime forbids.
fn is_crash(error: &InstructionError) -> bool {
    use InstructionError as E;
    matches!(
        error,
        E::ProgramFailedToComplete
            | E::ProgramEnvironmentSetupFailure
            | E::ComputationalBudgetExceeded
            | E::UnbalancedInstruction
            | E::ModifiedProgramId
            | E::ExternalAccountLamportSpend
            | E::ExternalAccountDataModified
            | E::ReadonlyLamportChange
            | E::ReadonlyDataModified
            | E::ExecutableModified
            | E::AccountBorrowOutstanding
            | E::ArithmeticOverflow
            | E::MaxSeedLengthExceeded
            | E::InvalidRealloc
    )
}

/// Judges a refusal.
///
/// # Errors
/// That it was not predicted.
pub fn refused(calls: &[Call], predicted: &Prediction, error: &TransactionError) -> Result<(), String> {
    let TransactionError::InstructionError(index, why) = error else {
        // The runtime's own rule that a wallet may not be left with too little to live on.
        let is_known = matches!(error, TransactionError::InsufficientFundsForRent { .. });
        return if is_known { Ok(()) } else { Err(format!("{} ended in {error:?}", names(calls))) };
    };
    let index = usize::from(*index);
    let call = &calls[index];
    let code = match why {
        InstructionError::Custom(code) => Some(*code),
        _ => None,
    };
    let is_predicted = match predicted.refusal {
        Some((at, expected)) if at == index => expected.is_none() || expected == code,
        _ => false,
    };
    if !is_crash(why) && (is_predicted || predicted.is_strange || call.expect == Expect::Either) {
        return Ok(());
    }
    let expected = predicted.refusal.map(|(at, code)| (at, code.map(idl::error)));
    Err(format!(
        "{} was refused in call {index} ({}) with {why:?} {:?}, expected {expected:?}: {:?}",
        names(calls),
        call.name(),
        code.map(idl::error),
        call.instruction
    ))
}

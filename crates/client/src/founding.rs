//! Founding a platform, in small steps that can be run again at any time.
//!
//! Each step looks at the chain first and does only what is missing, so a run that was interrupted is finished by
//! running it again, and a run on a finished platform does nothing. What was done is not written down anywhere: the
//! chain is the record ([`status`]).
//!
//! Who sends is not this module's business: [`migrate`] hands the instructions of each missing step to a function, with
//! the names of those who must sign.

mod chain;
mod document;
mod error;
mod make;
mod mint;
mod status;
mod step;

pub use chain::Chain;
pub use document::{Founding, GuardianTerm, Keys, PoolTerms};
pub use error::MigrationError;
pub use mint::{create_metadata_mint, TOKEN_2022};
pub use status::{status, State};
pub use step::{Role, Step, VERSION};

pub use crate::actions::TrackEntry;
pub use crate::platform::Addresses;

use solana_instruction::Instruction;

/// Does what is missing, in order, and tells how many steps that were.
///
/// `send` gets the step, its instructions and who must sign besides the payer; it returns when they have landed.
///
/// # Errors
/// [`MigrationError::Conflict`] for something on chain that differs from the founding document and cannot be changed;
/// [`MigrationError::Rpc`]; whatever `send` returns, in which case later steps were not begun.
pub fn migrate<C: Chain, E: From<MigrationError>>(
    chain: &C,
    founding: &Founding,
    keys: &Keys,
    steps: &[Step],
    mut send: impl FnMut(&Step, Vec<Instruction>, &[Role]) -> Result<(), E>,
) -> Result<usize, E> {
    let mut done = 0;
    for step in steps {
        match status::of(chain, founding, keys, step)? {
            State::Done => {}
            State::Conflict(what) => {
                return Err(MigrationError::Conflict { step: step.to_string(), what }.into())
            }
            State::Missing => {
                let instructions = make::instructions(chain, founding, keys, step)?;
                send(step, instructions, step.signers())?;
                done += 1;
            }
        }
    }
    Ok(done)
}

//! `makerstake work`: what was attested, by whom, when; and its revisions.

mod history;
pub mod show;
mod write;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// Commands about works.
#[derive(Debug, Subcommand)]
pub enum Work {
    /// Show who attested a work first, and everybody else who did
    Show(show::Show),
    /// Show a work's chain of revisions, or everything that a creator attested
    History(history::History),
    /// Replace a work by a newer version of it
    Revise(write::Revise),
    /// Take back an attestation, for ever
    Revoke(write::Revoke),
    /// Vouch for another creator's attestation
    Endorse(write::Endorse),
    /// Stop vouching; 90 days later the rent can be returned to who paid it
    WithdrawEndorsement(write::WithdrawEndorsement),
    /// Return the rent of an endorsement that was withdrawn 90 days ago
    CloseEndorsement(write::CloseEndorsement),
}

impl Work {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Show(command) => command.run(context),
            Self::History(command) => command.run(context),
            Self::Revise(command) => command.run(context),
            Self::Revoke(command) => command.run(context),
            Self::Endorse(command) => command.run(context),
            Self::WithdrawEndorsement(command) => command.run(context),
            Self::CloseEndorsement(command) => command.run(context),
        }
    }
}

//! `makerstake dist`: an epoch's shares, from contributions to claims.

mod build;
mod chain;
mod challenge;
mod evidence;
mod export;
mod finalize;
mod import;
mod inputs;
mod propose;
mod push;
mod resolve;
mod score;
mod status;
mod terms;
mod verify;
mod watch;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

/// An epoch's shares, from contributions to claims
#[derive(Debug, Subcommand)]
pub enum Dist {
    /// List the works that an epoch counts and the parts of their co-authors, from the chain
    Inputs(inputs::Inputs),
    /// Turn works and engagement into a list of amounts by the economy rule
    Score(score::Score),
    /// Turn another tool's list into one of ours
    Import(import::Import),
    /// Build the tree and the manifest of a list
    Build(build::Build),
    /// Check an epoch's files against each other and against the chain, with code of its own
    Verify(verify::Verify),
    /// Propose an epoch on chain, as its pool's scorer
    Propose(propose::Propose),
    /// Wait for a proposal, recompute it from the inputs, and say whether it is right
    Watch(watch::Watch),
    /// Post another root against the proposed one, with a bond
    Challenge(challenge::Challenge),
    /// End a challenge, as the pool's authority
    Resolve(resolve::Resolve),
    /// Make an epoch final once its challenge window is over, and return the bonds; anyone may
    Finalize(finalize::Finalize),
    /// Claim for everybody who has not claimed yet; anyone may, and stop and go on at any time
    Push(push::Push),
    /// Show where an epoch stands on chain
    Status(status::Status),
    /// Print claims with their proofs
    Export(export::Export),
}

impl Dist {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Inputs(command) => command.run(context),
            Self::Score(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::Build(command) => command.run(context),
            Self::Verify(command) => command.run(context),
            Self::Propose(command) => command.run(context),
            Self::Watch(command) => command.run(context),
            Self::Challenge(command) => command.run(context),
            Self::Resolve(command) => command.run(context),
            Self::Finalize(command) => command.run(context),
            Self::Push(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Export(command) => command.run(context),
        }
    }
}

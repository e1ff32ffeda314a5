//! `makerstake batch`: a million works under one root.
//!
//! A batch is a folder: `leaves.csv` (what each leaf says), `tree.bin` (every level of the tree, for proofs by range
//! reads) and `batch.json` (root, hash of `leaves.csv`, number of leaves). Its format is in docs/cli.md.

mod build;
mod promote;
mod prove;
mod revoke;
mod submit;
mod verify;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;
use crate::output::Output;

/// Commands about batches.
#[derive(Debug, Subcommand)]
pub enum Batch {
    /// Build a batch from a CSV of works
    Build(build::Build),
    /// Check a batch's files against each other and the chain, with code that the builder does not share
    Verify(verify::Verify),
    /// Put a batch's root on chain
    Submit(submit::Submit),
    /// Print the proof of one leaf
    Prove(prove::Prove),
    /// Take a batch back: nothing more is promoted from it
    Revoke(revoke::Revoke),
    /// Turn leaves into attestations of their own
    Promote(promote::Promote),
}

impl Batch {
    /// Runs a command that needs only files, or gives it back.
    pub fn standalone(self, output: &Output) -> Result<Result<(), Failure>, Self> {
        match self {
            Self::Build(command) => Ok(command.run(output)),
            Self::Prove(command) => Ok(command.run(output)),
            Self::Verify(command) if command.offline() => Ok(command.run(output, None)),
            other => Err(other),
        }
    }

    pub fn run(self, context: &Context) -> Result<(), Failure> {
        match self {
            Self::Build(command) => command.run(&context.output),
            Self::Prove(command) => command.run(&context.output),
            Self::Verify(command) => command.run(&context.output, Some(context)),
            Self::Submit(command) => command.run(context),
            Self::Promote(command) => command.run(context),
            Self::Revoke(command) => command.run(context),
        }
    }
}

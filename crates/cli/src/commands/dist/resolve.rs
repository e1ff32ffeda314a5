//! `makerstake dist resolve`.

use clap::{Args, ValueEnum};
use makerstake_client::addresses;
use makerstake_client::generated::equity::instructions::{
    ResolveDistribution, ResolveDistributionInstructionArgs,
};
use makerstake_client::generated::equity::types::{Fault, Outcome};
use solana_pubkey::Pubkey;

use super::chain;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Rule on a disputed epoch, as the key that governs the pool; owners rule by a proposal
#[derive(Debug, Args)]
pub struct Resolve {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// The number of the epoch
    epoch: u32,
    /// What becomes of it, and who was wrong; a founder has `void` only
    #[arg(long, value_enum, default_value_t = Decision::Void)]
    ruling: Decision,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Decision {
    /// It stands, and nobody loses a bond
    AsProposed,
    /// It stands, and the challenger loses its bond
    AsProposedAgainstChallenger,
    /// It is void and proposed again, and nobody loses a bond
    Void,
    /// It is void and proposed again, and the proposer loses its bond
    VoidAgainstProposer,
    /// It is void and proposed again, and the challenger loses its bond
    VoidAgainstChallenger,
}

impl Resolve {
    /// Rules.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let state = chain::pool(context, &self.pool)?;
        let authority = context.signer()?;
        if state.is_handed_over == 1 && state.authority != authority {
            return Err(Failure::input("the owners decide about disputes of this pool").value(state.authority).remedy(
                "propose the action resolve_distribution in governance: `makerstake propose`, see docs/governance.md",
            ));
        }
        let (outcome, fault) = match self.ruling {
            Decision::AsProposed => (Outcome::AsProposed, Fault::Nobody),
            Decision::AsProposedAgainstChallenger => (Outcome::AsProposed, Fault::Challenger),
            Decision::Void => (Outcome::Void, Fault::Nobody),
            Decision::VoidAgainstProposer => (Outcome::Void, Fault::Proposer),
            Decision::VoidAgainstChallenger => (Outcome::Void, Fault::Challenger),
        };
        let distribution = addresses::distribution(&self.pool, self.epoch);
        let instruction = ResolveDistribution { authority, pool: self.pool, distribution }
            .instruction(ResolveDistributionInstructionArgs { outcome, fault });
        context.confirm(&format!("rule on epoch {} as {:?}, for ever?", self.epoch, self.ruling))?;
        context.send(format!("resolve epoch {}", self.epoch), instruction)
    }
}

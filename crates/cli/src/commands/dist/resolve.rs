//! `makerstake dist resolve`.

use clap::{Args, ValueEnum};
use makerstake_client::addresses;
use makerstake_client::generated::equity::instructions::{
    ResolveDistribution, ResolveDistributionInstructionArgs,
};
use makerstake_client::generated::equity::types::Outcome;
use solana_pubkey::Pubkey;

use super::chain;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// End a challenge, as the pool's authority
#[derive(Debug, Args)]
pub struct Resolve {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// The number of the epoch
    epoch: u32,
    /// Who is right
    #[arg(long, value_enum)]
    outcome: Right,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Right {
    /// The proposed root stands; the challenger's bond goes to the proposer
    Proposed,
    /// The rival root takes its place; the proposer's bond goes to the challenger
    Rival,
    /// Neither; both bonds go back, and so does the allocation
    Void,
}

impl Resolve {
    /// Resolves.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let state = chain::pool(context, &self.pool)?;
        if state.is_handed_over == 1 {
            return Err(Failure::input("the owners decide about challenges of this pool").value(state.authority).remedy(
                "propose the action resolve_distribution in governance: `makerstake propose`, see docs/governance.md",
            ));
        }
        let authority = context.signer()?;
        let outcome = match self.outcome {
            Right::Proposed => Outcome::Proposed,
            Right::Rival => Outcome::Rival,
            Right::Void => Outcome::Void,
        };
        let distribution = addresses::distribution(&self.pool, self.epoch);
        let instruction = ResolveDistribution { authority, pool: self.pool, distribution }
            .instruction(ResolveDistributionInstructionArgs { outcome });
        context.confirm(&format!("resolve epoch {} as {outcome:?}, for ever?", self.epoch))?;
        context.send(format!("resolve epoch {}", self.epoch), instruction)
    }
}

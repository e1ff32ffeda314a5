//! `makerstake dist finalize`.

use clap::Args;
use makerstake_client::generated::equity::instructions::{
    CollectBond, ExpireDistribution, FinalizeDistribution,
};
use makerstake_client::{addresses, query};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::chain;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// How long the owners can rule after the challenge window, seconds.
const SILENCE: i64 = 45 * 86_400;

/// Make an epoch final once its challenge window is over, or void when nobody ruled on a dispute, and return the bonds; anyone may
#[derive(Debug, Args)]
pub struct Finalize {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// The number of the epoch
    epoch: u32,
}

impl Finalize {
    /// Ends what has not ended, and returns bonds that are due.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let state = chain::pool(context, &self.pool)?;
        let distribution = chain::proposed(context, &self.pool, self.epoch)?;
        let address = addresses::distribution(&self.pool, self.epoch);
        let mut instructions: Vec<Instruction> = Vec::new();
        let is_disputed = chain::state(distribution.status) == "disputed";
        if is_disputed && context.rpc.chain_time()? >= distribution.challenge_until.saturating_add(SILENCE) {
            let expire = ExpireDistribution { pool: self.pool, distribution: address };
            instructions.push(expire.instruction());
        } else if !matches!(chain::state(distribution.status), "final" | "void") {
            let mint = context.rpc.ask(query::account(context.rpc.client(), &state.mint))?;
            let mint = mint.ok_or_else(|| Failure::input("the pool's mint is gone").value(state.mint))?;
            let finalize = FinalizeDistribution {
                pool: self.pool,
                distribution: address,
                mint: state.mint,
                vault: state.vault,
                token_program: mint.owner,
            };
            instructions.push(finalize.instruction());
        }
        // A ruling that is still to come may change what is due; a final epoch and a void one owe what they say.
        let dues = [
            (distribution.proposer, distribution.proposer_due),
            (distribution.challenger, distribution.challenger_due),
            (state.successor, distribution.treasury_due),
        ];
        for (payee, _) in dues.into_iter().filter(|(_, due)| *due > 0) {
            let collect = CollectBond { pool: self.pool, distribution: address, payee };
            instructions.push(collect.instruction());
        }
        if instructions.is_empty() {
            context.output.note(format!(
                "epoch {} is {} and no bond is due",
                self.epoch,
                chain::state(distribution.status)
            ));
            return Ok(());
        }
        context.send_all(format!("finalize epoch {}", self.epoch), instructions, &[]).map(drop)
    }
}

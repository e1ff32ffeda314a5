//! `makerstake dist finalize`.

use clap::Args;
use makerstake_client::generated::equity::instructions::{CollectBond, FinalizeDistribution};
use makerstake_client::{addresses, query};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;

use super::chain;
use crate::context::Context;
use crate::failure::Failure;
use crate::parse;

/// Make an epoch final once its challenge window is over, and return the bonds; anyone may
#[derive(Debug, Args)]
pub struct Finalize {
    /// The equity pool
    #[arg(value_parser = parse::address)]
    pool: Pubkey,
    /// The number of the epoch
    epoch: u32,
}

impl Finalize {
    /// Finalizes what is not final yet, and returns bonds that are due.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let state = chain::pool(context, &self.pool)?;
        let distribution = chain::proposed(context, &self.pool, self.epoch)?;
        let address = addresses::distribution(&self.pool, self.epoch);
        let mut instructions: Vec<Instruction> = Vec::new();
        if !matches!(chain::state(distribution.status), "final" | "void") {
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
        let sides = [
            (distribution.proposer, distribution.proposer_bond),
            (distribution.challenger, distribution.challenger_bond),
        ];
        for (holder, _) in sides.into_iter().filter(|(_, bond)| *bond > 0) {
            let position = chain::position(context, &self.pool, &holder)?;
            let collect = CollectBond {
                pool: self.pool,
                distribution: address,
                position: addresses::position(&self.pool, &holder),
                delegate: chain::delegate_of(&self.pool, position.as_ref()),
            };
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

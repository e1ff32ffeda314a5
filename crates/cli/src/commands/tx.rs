//! `makerstake tx status`: what became of a transaction.

use clap::Subcommand;
use makerstake_client::query;
use serde::Serialize;
use solana_signature::Signature;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::output::Amount;
use crate::parse;

/// Commands about transactions.
#[derive(Debug, Subcommand)]
pub enum Tx {
    /// Tell whether a transaction landed, and why it failed if it did
    Status {
        /// The signature, as it was told when the transaction was sent
        #[arg(value_parser = parse::signature)]
        signature: Signature,
    },
}

#[derive(Serialize)]
struct Record {
    signature: String,
    state: &'static str,
    slot: u64,
    time: Option<i64>,
    fee: Option<Amount>,
    compute_units: Option<u64>,
    error: Option<String>,
    remedy: Option<String>,
}

impl Tx {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::Status { signature } = self;
        let found = context.rpc.ask(query::landed(context.rpc.client(), &signature))?.ok_or_else(|| {
            Failure::new(Exit::Unknown, "the node does not know this transaction").value(signature).remedy(
                "it cannot land once the block is past to which it was valid; ask another node, too (-u)",
            )
        })?;
        for line in &found.logs {
            context.output.detail(line);
        }
        context.output.record(&Record {
            signature: signature.to_string(),
            state: match (&found.error, found.is_finalized) {
                (Some(_), _) => "failed: its fee was paid, nothing else changed",
                (None, true) => "landed and final",
                (None, false) => "landed, not final yet",
            },
            slot: found.slot,
            time: found.time,
            fee: found.fee.map(Amount::sol),
            compute_units: found.units,
            error: found.error.as_ref().map(ToString::to_string),
            remedy: found.error.and_then(|error| error.remedy),
        })
    }
}

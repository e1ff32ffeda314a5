//! `makerstake dist status`.

use clap::Args;
use makerstake_client::distributions::distributions;
use makerstake_client::query;
use serde::Serialize;
use solana_pubkey::Pubkey;

use super::chain;
use crate::commands::platform_arg::addresses_of;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;
use crate::parse;

/// How many epochs can be claimed at any time, and are shown.
const SHOWN: u32 = 128;

/// Show where an epoch stands on chain
#[derive(Debug, Args)]
pub struct Status {
    /// The pool: its own address, its platform's or its share mint's, or a name (`makerstake config name`)
    #[arg(value_parser = parse::platform)]
    pool: Pubkey,
    /// The number of the epoch [default: all that can be claimed]
    epoch: Option<u32>,
}

#[derive(Serialize)]
struct Row {
    epoch: u32,
    state: &'static str,
    window_start: i64,
    window_end: i64,
    challenge_until: i64,
    allocation: Amount,
    claimed: Amount,
    leaves: u32,
    root: String,
    challenger: Option<String>,
    evidence_sha256: Option<String>,
    is_contested: bool,
}

impl Status {
    /// Shows.
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let at = addresses_of(context, &self.pool)?;
        let state = chain::pool(context, &at.pool)?;
        let token = context.rpc.ask(query::token(context.rpc.client(), &at.mint))?;
        let token = token.ok_or_else(|| Failure::absent("mint", &at.mint))?;
        let epochs = match self.epoch {
            Some(epoch) => epoch..epoch.saturating_add(1),
            None => state.next_epoch.saturating_sub(SHOWN)..state.next_epoch,
        };
        let mut rows = Vec::new();
        let found = distributions(context.rpc.client(), &at.pool, epochs.clone());
        for (epoch, found) in epochs.zip(context.rpc.ask(found)?) {
            let found = found.ok_or_else(|| chain::absent(epoch))?;
            let is_challenged = found.evidence_hash != [0; 32];
            rows.push(Row {
                epoch,
                state: chain::state(found.status),
                window_start: found.window_start,
                window_end: found.window_end,
                challenge_until: found.challenge_until,
                allocation: Amount::of(&token, found.allocation),
                claimed: Amount::of(&token, found.claimed),
                leaves: found.leaves,
                root: hex::encode(found.root),
                challenger: is_challenged.then(|| found.challenger.to_string()),
                evidence_sha256: is_challenged.then(|| hex::encode(found.evidence_hash)),
                is_contested: found.is_contested == 1,
            });
        }
        match (self.epoch, rows.as_slice()) {
            (Some(_), [row]) => context.output.record(row),
            (_, []) => {
                context.output.note("no epoch was proposed yet");
                context.output.records(&rows)
            }
            _ => context.output.records(&rows),
        }
    }
}
